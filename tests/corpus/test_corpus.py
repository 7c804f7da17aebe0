"""The sample reports and their gold: complete, consistent, and really in the formats they claim."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GOLD = CORPUS / "gold"
REPORTS = sorted((CORPUS / "reports").iterdir())
STEMS = [p.stem for p in REPORTS]
DAY = r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2})?)?)?)?"
EDTF = re.compile(rf"{DAY}(/({DAY}|\.\.))?|\.\./{DAY}")
METRICS = {
    "trade_total", "exports", "imports", "trade_balance", "investment",
    "gdp", "tariff", "aid", "budget", "other",
}  # fmt: skip
ORGANIZATION_TYPES = {
    "government", "mission", "legislature", "association", "company",
    "media", "university", "international", "party", "other",
}  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def gold_of(stem: str) -> dict[str, Any]:
    return json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))


def typed(stem: str) -> str:
    return (GOLD / "docs" / f"{stem}.txt").read_text(encoding="utf-8")


def pages_of(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def text_of(path: Path) -> str:
    """The text of a report by the shortest way, with no help from the pipeline."""
    if path.suffix == ".pdf":
        return "".join(pages_of(path))
    if path.suffix in (".docx", ".odt"):
        part = "word/document.xml" if path.suffix == ".docx" else "content.xml"
        markup = zipfile.ZipFile(path).read(part).decode("utf-8")
        return re.sub(r"<[^>]+>", "", markup).replace("&apos;", "'").replace("&amp;", "&")
    content = path.read_bytes()
    if path.suffix == ".html":
        return re.sub(r"<[^>]+>", "", content.decode("utf-8"))
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("big5")


def locate(texts: list[str], document: str, *, overlapping: bool = False) -> list[str]:
    """The texts that are not found in reading order."""
    missing, position = [], 0
    for text in texts:
        found = document.find(bare(text), position)
        if found < 0:
            missing.append(text)
        else:
            position = found + (1 if overlapping else len(bare(text)))
    return missing


def test_at_least_eight_reports_with_gold_and_no_gold_without_report() -> None:
    assert len(REPORTS) >= 8
    assert sorted(p.stem for p in GOLD.glob("*.json")) == sorted(STEMS)
    assert sorted(p.stem for p in (GOLD / "docs").glob("*.txt")) == sorted(STEMS)


def test_formats_covered_and_files_small() -> None:
    assert {p.suffix for p in REPORTS} == {".pdf", ".docx", ".odt", ".html", ".txt"}
    assert all(p.stat().st_size < 300_000 for p in REPORTS)


@pytest.mark.parametrize("stem", STEMS)
def test_hash_of_the_typed_text(stem: str) -> None:
    content = (GOLD / "docs" / f"{stem}.txt").read_bytes()
    assert gold_of(stem)["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("stem", STEMS)
def test_values_have_legal_forms(stem: str) -> None:
    gold = gold_of(stem)
    for entry in gold["dates"]:
        assert all(EDTF.fullmatch(value) for value in [entry["value"], *entry.get("also", [])]), entry
        assert entry["basis"] in {"explicit", "elliptical", "deictic", "relative"}
    for entry in gold["trade_figures"]:
        assert entry["kind"] in {"amount", "growth", "share", "rank"}
        assert entry["metric"] in METRICS, entry
        assert isinstance(entry["value"], int | float)
        assert entry["period"] is None or EDTF.fullmatch(entry["period"]), entry
        assert (entry["kind"] == "rank") == (entry["unit"] == "rank"), entry
        assert (entry["kind"] == "amount") == bool(re.fullmatch("[A-Z]{3}", entry["unit"])), entry
    for entry in gold["organizations"]:
        assert entry["type"] in ORGANIZATION_TYPES
        assert entry["country"] is None or re.fullmatch("[A-Z]{3}", entry["country"])


@pytest.mark.parametrize("stem", STEMS)
def test_mentions_stand_in_the_typed_text_in_reading_order(stem: str) -> None:
    gold, document = gold_of(stem), bare(typed(stem))
    assert not locate([entry["text"] for entry in gold["dates"]], document)
    assert not locate([entry["text"] for entry in gold["trade_figures"]], document, overlapping=True)
    for person in gold["people"]:
        assert person["mentions"], person
        assert not locate(person["mentions"], document), person
    for organization in gold["organizations"]:
        assert any(bare(name) in document for name in organization["names"]), organization


@pytest.mark.parametrize("path", REPORTS, ids=STEMS)
def test_every_typed_line_stands_in_the_report(path: Path) -> None:
    """Lines may be broken by page numbers and headers, so most, not all, must be found whole."""
    report = bare(text_of(path))
    cells = [bare(cell) for line in typed(path.stem).splitlines() for cell in line.split("\t") if bare(cell)]
    assert sum(cell in report for cell in cells) / len(cells) > 0.9
    sentences = [part for cell in cells for part in re.split("[，。、；：（）]", cell) if part]
    assert sum(part in report for part in sentences) / len(sentences) > 0.97


@pytest.mark.parametrize("stem", STEMS)
def test_every_report_exercises_all_four_kinds(stem: str) -> None:
    gold = gold_of(stem)
    assert len(gold["dates"]) >= 30
    assert {entry["basis"] for entry in gold["dates"]} == {"explicit", "elliptical", "deictic", "relative"}
    assert len(gold["people"]) >= 10
    assert len(gold["organizations"]) >= 12
    assert gold["trade_figures"]


def test_one_report_is_big5_and_not_utf8() -> None:
    content = (CORPUS / "reports" / "disaster_japan_1999.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert "中華民國八十八年十二月二十八日" in content.decode("big5")
    assert b"\r\n" in content


def test_one_report_is_utf16_with_a_byte_order_mark() -> None:
    content = (CORPUS / "reports" / "tourism_korea_2016.txt").read_bytes()
    assert content.startswith(b"\xff\xfe")
    assert "臺韓觀光交流會議" in content.decode("utf-16")


def test_one_report_has_a_blank_line_after_every_printed_line() -> None:
    lines = (CORPUS / "reports" / "police_philippines_2015.txt").read_text(encoding="utf-8").splitlines()
    assert sum(not line for line in lines) >= len(lines) * 0.45


@pytest.mark.parametrize("path", [p for p in REPORTS if p.suffix == ".pdf"], ids=lambda p: p.stem)
def test_pdfs_have_a_text_layer_on_two_to_eight_pages(path: Path) -> None:
    pages = pages_of(path)
    assert 2 <= len(pages) <= 8
    assert all(bare(page) for page in pages)


def test_one_pdf_names_a_cid_font_without_embedding_it() -> None:
    content = (CORPUS / "reports" / "port_security_usa_2014.pdf").read_bytes()
    assert b"/MSung-Light" in content
    assert b"/FontFile" not in content


def test_table_cells_carry_the_scale_the_table_states() -> None:
    """512.3 under 「金額（百萬美元）」 is 512,300,000 dollars; a percentage beside it is not scaled."""
    figures = {entry["text"]: entry for entry in gold_of("trade_talks_india_2018")["trade_figures"]}
    assert figures["512.3"]["value"] == 512_300_000
    assert figures["6,173.9"]["value"] == 6_173_900_000
    assert figures["15.53"]["value"] == 15.53
    figures = {entry["text"]: entry for entry in gold_of("investment_asean_2013")["trade_figures"]}
    assert figures["1,558.2"]["value"] == 155_820_000_000
