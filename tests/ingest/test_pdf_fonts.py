"""Text in fonts that a PDF names but does not embed reads the same on every machine, and is drawn as ever."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest
from made_files import canvas, codes, lines, write_identity_pdf, write_pdf

from pipeline.ingest import read_source
from pipeline.ingest.pdf import fonts

LETTERS = ["出國報告", "一", "、", "摘要", "員"]


def drawn(path: Path) -> bytes:
    """The pixels of the first page."""
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=1, grayscale=True).to_pil().tobytes()


def test_text_objects_of_one_character_are_kept(tmp_path: Path) -> None:
    """PDFium drops them where the font that it puts in their place has no such character."""
    source = read_source(write_identity_pdf(tmp_path / "identity.pdf", LETTERS))
    assert lines(source) == LETTERS


def test_a_report_set_character_by_character_is_read(tmp_path: Path) -> None:
    made = canvas(tmp_path / "justified.pdf")
    for i, letter in enumerate("本次會議圓滿結束"):
        made.drawString(72 + 13 * i, 700, letter)
    made.save()
    assert lines(read_source(tmp_path / "justified.pdf")) == ["本次會議圓滿結束"]


def test_no_font_of_the_machine_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pdf(tmp_path / "named.pdf", [["第十六屆臺越會議", "員", "共 3 人"]])
    expected = read_source(path)
    # A machine without any font: whoever asks it fails.
    nothing = SimpleNamespace(contents=SimpleNamespace(EnumFonts=lambda *_: None))
    monkeypatch.setattr(fonts._installed(), "_machine", nothing)
    assert read_source(path) == expected
    assert [line.box.y1 - line.box.y0 for line in expected.lines if line.box] == pytest.approx(
        [13] * 3, abs=1
    )


def test_latin_letters_keep_their_widths(tmp_path: Path) -> None:
    made = canvas(tmp_path / "latin.pdf")
    made.setFont("Helvetica", 12)
    made.drawString(72, 700, "Washington")
    made.save()
    (line,) = read_source(tmp_path / "latin.pdf").lines
    assert line.box is not None
    assert line.box.x1 - line.box.x0 == pytest.approx(made.stringWidth("Washington", "Helvetica", 12), abs=1)


def test_pages_are_drawn_with_the_fonts_of_the_machine(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "page.pdf", [["臺越會議"]])
    before = drawn(path)
    read_source(path)
    assert drawn(path) == before
    with fonts.box_fonts():
        assert drawn(path) != before
    with fonts.box_fonts(), fonts.box_fonts(wanted=False):
        assert drawn(path) == before


def test_a_file_that_cannot_be_read_gives_the_fonts_back(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.4 and no more")
    assert codes(read_source(path)) == ["broken-file"]
    assert not fonts._installed().are_boxes
