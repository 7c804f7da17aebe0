"""The page as a file: it stands alone, links to what is there, and shows text as text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pandas as pd
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pytest.importorskip("duckdb")

from pipeline.overview import write_corpus_page
from pipeline.packaging import NotARunError


@pytest.fixture(scope="module")
def page(written_run: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(write_corpus_page(written_run).read_text(encoding="utf-8"))


def _specs(page: lxml.html.HtmlElement) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.get_element_by_id("charts").text)
    return found


def test_every_chart_has_its_place_and_every_place_its_chart(page: lxml.html.HtmlElement) -> None:
    places = page.xpath("//@data-chart")
    assert len(places) == len(set(places))
    assert set(places) == set(_specs(page))
    assert {"years", "agencies", "destinations", "categories", "trips", "network", "trade-0"} <= set(places)


def test_links_lead_to_pages_that_are_there_and_to_mentions_of_the_tables(
    page: lxml.html.HtmlElement, written_run: Path
) -> None:
    links = set(page.xpath("//a/@href")) | set(re.findall(r'"href": "([^"]+)"', json.dumps(_specs(page))))
    outside = {x for x in links if not x.startswith("#")}
    known = set(pd.read_parquet(written_run / "person_mentions.parquet")["mention_id"])
    known |= set(pd.read_parquet(written_run / "organization_mentions.parquet")["mention_id"])
    known |= set(pd.read_parquet(written_run / "trade_figures.parquet")["figure_id"])
    assert len(outside) > 20
    for link in outside:
        parts = urlsplit(link)
        assert (written_run / unquote(parts.path)).is_file()
        if parts.fragment:
            assert parts.fragment.removeprefix("mention-") in known
    assert {x[1:] for x in links - outside} <= set(page.xpath("//@id"))


def test_without_review_pages_links_lead_to_the_texts(run: Path) -> None:
    for path in (run / "review").iterdir():
        path.unlink()
    page = lxml.html.fromstring(write_corpus_page(run).read_text(encoding="utf-8"))
    outside = {x for x in page.xpath("//a/@href") if not x.startswith("#")}
    assert outside
    assert all(re.fullmatch(r"text/[0-9a-f]{16}\.txt", x) for x in outside)


def test_page_loads_nothing(page: lxml.html.HtmlElement) -> None:
    assert page.xpath("//@src") == []
    assert page.xpath("//link") == []
    assert [x for x in page.xpath("//@href") if "://" in x] == []
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2]


def test_text_of_reports_is_text(page: lxml.html.HtmlElement) -> None:
    assert len(page.xpath("//script")) == 3
    assert page.xpath("//img") == []
    assert page.xpath("//*[@onerror or @onmouseover]") == []
    titles = [a.text_content() for a in page.xpath("//table[@id='list']//a")]
    assert any("<script>window.hacked=1</script>" in title for title in titles)


def test_every_part_has_a_name_for_those_who_do_not_see_it(page: lxml.html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    labelled = page.xpath("//figure/@aria-labelledby | //section/@aria-labelledby")
    assert len(labelled) == len(page.xpath("//figure | //section"))
    assert set(labelled) <= ids
    assert page.get("lang") == "en"
    assert all(spec["description"] for spec in _specs(page).values())  # type: ignore[index]


def test_no_two_parts_have_one_id(page: lxml.html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_numbers_stand_under_the_charts_for_readers_without_scripts(page: lxml.html.HtmlElement) -> None:
    [table] = page.xpath("//figure[.//div[@data-chart='destinations']]//table")
    rows = [[cell.text_content() for cell in row] for row in table.xpath(".//tbody/tr")]
    assert ["日本 JPN", "2"] in rows


def test_same_tables_give_the_same_bytes(run: Path) -> None:
    first = write_corpus_page(run).read_bytes()
    assert write_corpus_page(run).read_bytes() == first
    assert [p.name for p in run.iterdir() if p.name.startswith(".")] == []


def test_an_empty_run_gives_a_page_that_says_so(empty_run: Path) -> None:
    page = lxml.html.fromstring(write_corpus_page(empty_run).read_text(encoding="utf-8"))
    assert page.xpath("//@data-chart") == []
    assert page.find(".//h1").text_content() == "0 reports"
    assert len(page.xpath("//p[@class='none']")) > 8


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARunError):
        write_corpus_page(tmp_path)
