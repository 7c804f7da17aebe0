"""Scanned pages: recognised if asked for, never where there is a text layer, and said so either way."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pypdfium
import pytest
from made_files import WIDTH, canvas, codes, lines, write_pdf
from reportlab.lib.utils import ImageReader

import pipeline
from pipeline.document import Source
from pipeline.ingest import limits, ocr, read_source

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
DOTS_PER_INCH = 200

PAGES = [
    ("customs_tokyo_2018.pdf", 6, 0.03),
    ("port_security_usa_2014.pdf", 4, 0.03),
    ("investment_asean_2013.pdf", 4, 0.06),
]
"""A page of text or tables, and the share of its characters that may be wrong (measured: some half of it)."""


def _missing() -> str | None:
    try:
        ocr.engine()
    except ocr.OcrUnavailableError as error:
        return str(error)
    return None


needs_tesseract = pytest.mark.skipif(_missing() is not None, reason=f"no OCR: {_missing()}")


def scan(path: Path, pages: list[tuple[Path, int]]) -> Path:
    """A PDF of images: each is a page (from 1) of another PDF, rendered as a scanner would see it."""
    images = [
        pypdfium.PdfDocument(origin)[number - 1].render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
        for origin, number in pages
    ]
    images[0].save(path, save_all=True, append_images=images[1:], resolution=DOTS_PER_INCH)
    return path


@cache
def report(name: str) -> Source:
    return read_source(REPORTS / name)


def text_of(source: Source, page: int) -> str:
    """The characters of a page without white space."""
    return "".join("".join(source.text[x.start : x.end] for x in source.lines if x.page == page).split())


def distance(a: str, b: str) -> int:
    """How many characters must be put in, left out or replaced to make one text the other."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Source:
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    return read_source(scan(path, [(REPORTS / name, page) for name, page, _ in PAGES]), ocr=True)


@needs_tesseract
@pytest.mark.parametrize("number", range(len(PAGES)), ids=[f"{n}-{p}" for n, p, _ in PAGES])
def test_character_error_rate(scanned: Source, number: int, record_property: Any) -> None:
    name, page, most = PAGES[number]
    truth, found = text_of(report(name), page), text_of(scanned, number + 1)
    rate = distance(truth, found) / len(truth)
    record_property("character_error_rate", round(rate, 4))
    assert len(truth) > 200
    assert rate <= most


@needs_tesseract
def test_recognised_lines_say_so(scanned: Source) -> None:
    assert (scanned.status, codes(scanned), scanned.pages) == ("ok", ["pages-recognised"], len(PAGES))
    assert re.search(
        r"pages 1-3 .* Tesseract \d.* \(chi_tra\), mean confidence 0\.[89]", scanned.issues[0].message
    )
    assert all(x.ocr_confidence is not None and 0 <= x.ocr_confidence <= 1 for x in scanned.lines)
    assert all(x.box and 0 <= x.box.x0 < x.box.x1 <= WIDTH + 1 for x in scanned.lines)
    numbers = [(x.page or 0, x.number or 0) for x in scanned.lines]
    assert numbers == sorted(set(numbers))


@needs_tesseract
def test_recognised_lines_stand_where_they_are_printed(scanned: Source) -> None:
    """The boxes and sizes of a scan are those of the page that was scanned, within a few points."""
    digital = {
        " ".join(report(PAGES[0][0]).text[x.start : x.end].split()): x for x in report(PAGES[0][0]).lines
    }
    compared = 0
    for line in scanned.lines:
        twin = digital.get(" ".join(scanned.text[line.start : line.end].split()))
        if line.page != 1 or twin is None or twin.page != PAGES[0][1]:
            continue
        assert line.box
        assert twin.box
        assert abs(line.box.x0 - twin.box.x0) < 5
        assert abs((line.box.y0 + line.box.y1) - (twin.box.y0 + twin.box.y1)) < 8
        assert line.font_size == pytest.approx(twin.font_size, rel=0.25)
        compared += 1
    assert compared >= 10


@needs_tesseract
def test_mentions_lead_to_recognised_lines(scanned: Source) -> None:
    document = pipeline.lay_out(scanned)
    dates = pipeline.resolve_dates(pipeline.find_dates(document), document).dates
    values = {d.value for d in dates}
    assert "2019-03" in values
    for date in dates:
        line = document.line_at(date.mention.start)
        assert line is not None
        assert line.ocr_confidence is not None


@needs_tesseract
def test_only_scanned_pages_of_a_mixed_file_are_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    recognise = ocr.recognise
    monkeypatch.setattr(ocr, "recognise", lambda image: calls.append(image.size) or recognise(image))
    image = pypdfium.PdfDocument(REPORTS / PAGES[0][0])[1].render(scale=DOTS_PER_INCH / 72).to_pil()
    made = canvas(tmp_path / "mixed.pdf")
    made.drawString(72, 700, "本次會議圓滿結束，會後發布新聞稿。")
    made.showPage()
    made.drawImage(ImageReader(image), 0, 0, 595.3, 841.9)
    made.showPage()
    made.drawImage(ImageReader(image), 400, 700, 100, 100)
    made.setFont("MSung-Light", 12)
    made.drawString(72, 600, "此頁有小圖，仍是有文字層的頁面。")
    made.save()
    source = read_source(tmp_path / "mixed.pdf", ocr=True)
    assert len(calls) == 1
    assert {x.page for x in source.lines if x.ocr_confidence is not None} == {2}
    assert [x.page for x in source.lines] == sorted(x.page or 0 for x in source.lines)
    assert lines(source)[0] == "本次會議圓滿結束，會後發布新聞稿。"
    assert lines(source)[-1] == "此頁有小圖，仍是有文字層的頁面。"
    assert "優質企業" in source.text


def test_a_digital_file_never_meets_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", lambda _: pytest.fail("a digital page was recognised"))
    path = write_pdf(tmp_path / "digital.pdf", [["本次會議圓滿結束。"], ["會後發布新聞稿。"]])
    source, plain = read_source(path, ocr=True), read_source(path)
    assert source == plain
    assert all(x.ocr_confidence is None for x in source.lines)


def blank_scan(path: Path, digital: int = 0) -> Path:
    from PIL import Image

    made = canvas(path)
    for _ in range(digital):
        made.drawString(72, 700, "本次會議圓滿結束。")
        made.showPage()
    made.drawImage(ImageReader(Image.new("L", (595, 842), 255)), 0, 0, 595, 842)
    made.save()
    return path


def test_off_unless_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", lambda _: pytest.fail("nobody asked for it"))
    assert codes(read_source(blank_scan(tmp_path / "a.pdf"))) == ["no-text-layer"]


@pytest.mark.parametrize(("digital", "status"), [(0, "failed"), (1, "partial")])
def test_without_tesseract_an_issue_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digital: int, status: str
) -> None:
    pytesseract = pytest.importorskip("pytesseract.pytesseract")
    monkeypatch.setattr(pytesseract, "tesseract_cmd", "no-such-program")
    ocr.engine.cache_clear()
    try:
        source = read_source(blank_scan(tmp_path / "a.pdf", digital), ocr=True)
    finally:
        ocr.engine.cache_clear()
    assert source.status == status
    issue = next(i for i in source.issues if i.code == "ocr-unavailable")
    assert "tesseract-ocr" in issue.message


@needs_tesseract
def test_without_the_language_an_issue_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "LANGUAGE", "no_such_language")
    ocr.engine.cache_clear()
    try:
        source = read_source(blank_scan(tmp_path / "a.pdf"), ocr=True)
    finally:
        ocr.engine.cache_clear()
    assert codes(source) == ["ocr-unavailable"]


@needs_tesseract
def test_a_blank_scan_gives_nothing(tmp_path: Path) -> None:
    source = read_source(blank_scan(tmp_path / "a.pdf", 1), ocr=True)
    assert (source.status, codes(source)) == ("partial", ["pages-without-text"])
    assert lines(source) == ["本次會議圓滿結束。"]


@needs_tesseract
def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_OCR_SECONDS", 0.01)
    source = read_source(scan(tmp_path / "a.pdf", [(REPORTS / PAGES[0][0], 2)]), ocr=True)
    assert (source.status, codes(source)) == ("failed", ["ocr-timeout"])


@needs_tesseract
def test_a_gigantic_page_is_rendered_within_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    sizes: list[tuple[int, int]] = []
    monkeypatch.setattr(ocr, "recognise", lambda image: sizes.append(image.size) or [])
    made = canvas(tmp_path / "a.pdf")
    made.setPageSize((14_000, 14_000))
    made.drawImage(ImageReader(Image.new("L", (10, 10), 255)), 0, 0, 14_000, 14_000)
    made.save()
    read_source(tmp_path / "a.pdf", ocr=True)
    ((width, height),) = sizes
    assert width * height <= 1.01 * limits.MAX_OCR_PIXELS


def test_the_engine_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if _missing() is not None or shutil.which("tesseract") is None:
        pytest.skip(f"no OCR: {_missing()}")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    assert read_source(scan(tmp_path / "a.pdf", [(REPORTS / PAGES[0][0], 1)]), ocr=True).status == "ok"
    assert list(temporary.iterdir()) == []
