"""The page as a file: complete, deterministic, and with nothing in it that the report could run."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.review import apply_review, render_review, review_url, write_reviews
from pipeline.review.content import plain_pieces
from pipeline.review.marks import Span
from pipeline.review.page import blocks_of
from pipeline.review.tables import ID_COLUMNS, read_run

MakeRun = Callable[..., Path]
ALLOWED = {"script", "style", "input", "form", "link", "img", "meta"}


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of the report."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(t == tag for t, _ in self.tags)


def only_document(run: Path) -> str:
    return read_run(run).document_ids[0]


def test_a_page_for_each_document_and_the_same_bytes_each_time(make_run: MakeRun, sources: Path) -> None:
    run = make_run()
    assert write_reviews(run, input=sources) == 1
    page = run / "review" / f"{only_document(run)}.html"
    before = page.read_bytes()
    assert write_reviews(run, input=sources) == 1
    assert page.read_bytes() == before
    assert [p.name for p in page.parent.iterdir()] == [page.name]


def test_pages_of_documents_that_are_gone_are_removed(make_run: MakeRun) -> None:
    run = make_run()
    (run / "review").mkdir()
    (run / "review" / "0000000000000000.html").write_text("old")
    write_reviews(run)
    assert [p.stem for p in (run / "review").iterdir()] == [only_document(run)]


def test_every_mention_has_its_anchor(make_run: MakeRun) -> None:
    run = make_run()
    html = render_review(run, only_document(run))
    anchors = {a["id"] for _, a in Elements(html).tags if (a.get("id") or "").startswith("mention-")}
    tables = read_run(run)
    ids = {row[ID_COLUMNS[t]] for t in ID_COLUMNS for row in tables.rows(t, only_document(run))}
    assert anchors == {f"mention-{i}" for i in ids}
    assert review_url("0" * 16, "dat-1") == "review/0000000000000000.html#mention-dat-1"


def test_headings_and_tables_come_from_the_original_file(make_run: MakeRun, sources: Path) -> None:
    run = make_run()
    with_source = Elements(render_review(run, only_document(run), source=sources / "fishery.html"))
    without = Elements(render_review(run, only_document(run)))
    assert with_source.count("table") == without.count("table") == 1
    assert with_source.count("h2") == without.count("h2") + 1


@pytest.mark.parametrize(("kind", "head"), [("date", True), ("person", False), ("figure", False)])
def test_a_first_row_that_tells_of_somebody_is_no_head(kind: str, head: bool) -> None:
    text = "項目\t112年\n出口\t1億"
    span = Span("x", kind, 3, 7)
    (block,) = blocks_of(text, plain_pieces(text), [span])
    assert block["head"] is head
    assert blocks_of(text, plain_pieces(text), [])[0]["head"]


def test_countries_have_their_names(make_run: MakeRun) -> None:
    run = make_run()
    html = render_review(run, only_document(run))
    assert re.search(r'<dt>To</dt><dd><span lang="zh-Hant" title="JPN">日本</span></dd>', html)
    assert '"JPN":"日本"' in html


def test_another_file_of_that_name_is_not_shown(make_run: MakeRun, tmp_path: Path) -> None:
    run = make_run()
    other = tmp_path / "fishery.html"
    other.write_text("<p>壹、別的報告</p>", encoding="utf-8")
    html = render_review(run, only_document(run), source=other)
    assert html == render_review(run, only_document(run))


def test_a_run_without_that_document_says_so(make_run: MakeRun) -> None:
    with pytest.raises(KeyError, match="no document"):
        render_review(make_run(), "f" * 16)


def test_nothing_of_a_hostile_report_becomes_markup(make_run: MakeRun, sources: Path) -> None:
    run = make_run("a")
    plain, hostile = (Elements(render_review(r, only_document(r))) for r in (make_run(name="plain"), run))
    for tag in ("script", "img", "b", "style", "textarea", "title", "iframe"):
        assert hostile.count(tag) == plain.count(tag), tag
    assert not [a for _, attributes in hostile.tags for a in attributes if a.startswith("on")]


def test_the_policy_forbids_everything_but_this_script_and_style(make_run: MakeRun) -> None:
    run = make_run()
    html = render_review(run, only_document(run))
    policy = next(a["content"] for t, a in Elements(html).tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"""(src|href)=["']?https?:""", html)
    assert not re.search(r"\sstyle=", html)


def test_kept_decisions_are_on_the_page(make_run: MakeRun, decide: Callable[..., Path]) -> None:
    run = make_run()
    date = read_run(run).rows("dates", only_document(run))[0]
    span = {"start": date["char_start"], "end": date["char_end"], "text": date["text"]}
    accepted = {"action": "accepted", "table": "dates", "row_id": date["date_id"], "span": span}
    apply_review(run, [decide(only_document(run), accepted)])
    assert (
        f'"decisions":[{{"action":"accepted","table":"dates","row_id":"{date["date_id"]}"'
        in render_review(run, only_document(run))
    )
