"""The same report in other dress: re-wrapped, re-numbered, re-spelled, or as the file of another program.

``VARIANTS`` names them. Each is made from the clean paragraphs of a report (tabs between the cells of a
table row); what is random is drawn from a generator with a fixed seed, so that a variant is always the same.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

Paragraphs = Sequence[str]

NO_LINE_START = "，。、；：！？）」』》〉】…％%,.;:!?)]}"
NO_LINE_END = "（「『《〈【(["
WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff.,:/%$@_'&+\-]+|.", re.DOTALL)
HAN = "[\u3400-\u9fff]"
RUNNING_HEADER = "出國報告書彙編"
PAGE_LINES = 24
INDENT = "\u3000\u3000"
LOOK_ALIKES = dict(
    zip(
        "0158日人己未土千干王天口曰大木問間員貝末民巳已太犬",
        "OlS8曰入已末士干千玉夭囗日太本間問貝員未氏已己大大",
        strict=True,
    )
)


@dataclass(frozen=True)
class Variant:
    """One kind of dress. ``retell`` changes the gold's own words alike; F1 may fall by ``fall`` points.

    ``make`` writes the file of a report into a folder; its suffix may still be changed by ``convert``, the
    format that LibreOffice makes of it.
    """

    name: str
    make: Callable[[Paragraphs, random.Random, Path], Path]
    retell: Callable[[str], str] = str
    fall: float = 1.0
    convert: str | None = None


def width_of(text: str) -> int:
    """Columns of a terminal: an ASCII character takes one, any other two."""
    return sum(1 if character.isascii() else 2 for character in text)


def wrap(text: str, width: int, first: str = "", *, blind: bool = False) -> Iterator[str]:
    """``text`` in lines of ``width`` columns, typeset by the Chinese rules; ``blind``: cut anywhere."""
    line = first
    for piece in text if blind else WORD.findall(text):
        full = width_of(line) + width_of(piece) > width
        if full and line.strip() and (blind or piece not in NO_LINE_START):
            held = "" if blind or line[-1] not in NO_LINE_END else line[-1]
            yield line[: len(line) - len(held)].rstrip(" ")
            line = held + piece.lstrip(" ")
        else:
            line += piece
    yield line


def printed(
    paragraphs: Paragraphs, draw: random.Random, *, first: str = "", blind: bool = False, ragged: bool = False
) -> Iterator[str]:
    """The lines of all paragraphs at one random width, or each at its own; table rows stay whole."""
    width = 2 * draw.randint(20, 45)
    for paragraph in paragraphs:
        if ragged:
            width = 2 * draw.randint(20, 45)
        if "\t" in paragraph:
            yield paragraph
        else:
            yield from wrap(paragraph, width, first, blind=blind)


def to_text(change: Callable[[Paragraphs, random.Random], str]) -> Callable[..., Path]:
    """A variant that is a text file: what ``change`` makes of the paragraphs."""

    def make(paragraphs: Paragraphs, draw: random.Random, path: Path) -> Path:
        path = path.with_suffix(".txt")
        path.write_text(change(paragraphs, draw), encoding="utf-8", newline="")
        return path

    return make


def joined(paragraphs: Paragraphs) -> str:
    """One paragraph a line."""
    return "\n".join(paragraphs) + "\n"


def indented(paragraphs: Paragraphs, draw: random.Random) -> str:
    return "\n".join(printed(paragraphs, draw, first=INDENT)) + "\n"


def flush(paragraphs: Paragraphs, draw: random.Random) -> str:
    return "\n".join(printed(paragraphs, draw, blind=True)) + "\n"


def ragged(paragraphs: Paragraphs, draw: random.Random) -> str:
    return "\n".join(printed(paragraphs, draw, ragged=True)) + "\n"


def counted(paragraphs: Paragraphs, draw: random.Random) -> str:
    """Cut after so many characters, wide or narrow, as a program does that knows no widths."""
    count = draw.randint(20, 45)
    cut = (
        [text] if "\t" in text else [text[i : i + count] for i in range(0, len(text), count)] or [text]
        for text in paragraphs
    )
    return "\n".join(line for lines in cut for line in lines) + "\n"


def spaced(paragraphs: Paragraphs, draw: random.Random) -> str:
    return "\n\n".join(printed(paragraphs, draw)) + "\n"


def paged(paragraphs: Paragraphs, draw: random.Random) -> str:
    """Printed pages between form feeds, with a running header and a page number each."""
    lines = list(printed(paragraphs, draw, first=INDENT))
    pages = [lines[i : i + PAGE_LINES] for i in range(0, len(lines), PAGE_LINES)]
    return "\f".join(
        "\n".join([RUNNING_HEADER, "", *page, "", f"{INDENT * 8}- {number} -", ""])
        for number, page in enumerate(pages, 1)
    )


def numbered(paragraphs: Paragraphs, draw: random.Random) -> str:
    """Page numbers between the lines without any form feed, as text copied from a PDF has them."""
    lines = list(printed(paragraphs, draw))
    pages = [lines[i : i + PAGE_LINES] for i in range(0, len(lines), PAGE_LINES)]
    return "".join("\n".join([*page, str(number), ""]) for number, page in enumerate(pages, 1))


def broken(paragraphs: Paragraphs, draw: random.Random) -> str:
    """One paragraph a line, but for the page breaks that fall into the midst of some."""
    text, number = [], 1
    for paragraph in paragraphs:
        if "\t" not in paragraph and len(paragraph) > 60 and draw.random() < 0.5:
            cut = draw.randint(20, len(paragraph) - 20)
            paragraph = f"{paragraph[:cut]}\n- {number} -\n\f{paragraph[cut:]}"
            number += 1
        text.append(paragraph)
    return "\n".join(text) + "\n"


def full_width(text: str) -> str:
    return text.translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)})


def tai_swapped(text: str) -> str:
    return text.translate(str.maketrans("臺台", "台臺"))


def blanks_in(text: str) -> str:
    return re.sub(rf"(?<={HAN}) ?(?=[0-9])|(?<=[0-9]) ?(?={HAN})", " ", text)


def blanks_out(text: str) -> str:
    return re.sub(rf"(?<={HAN}) +(?=[0-9])|(?<=[0-9]) +(?={HAN})", "", text)


def misread(paragraphs: Paragraphs, draw: random.Random) -> str:
    """What a scanner makes of a text: one character in two hundred mistaken, lost or doubled by a blank."""
    text = joined(paragraphs)
    common = [character for character in text if "\u3400" <= character <= "\u9fff"]
    out: list[str] = []
    for character in text:
        if character in "\n\t" or draw.random() >= 0.005:
            out.append(character)
            continue
        what = draw.random()
        if what < 0.7:
            out.append(LOOK_ALIKES.get(character) or draw.choice(common))
        elif what < 0.85:
            out.append(character + " ")
    return "".join(out)


def blocks(paragraphs: Paragraphs) -> Iterator[tuple[bool, list[str]]]:
    """Runs of paragraphs: whether they are the rows of a table, and the run."""
    for is_table, run in groupby(paragraphs, lambda paragraph: "\t" in paragraph):
        yield is_table, list(run)


def make_pdf(paragraphs: Paragraphs, draw: random.Random, path: Path) -> Path:
    """ReportLab with a CID font that is not embedded, a running header and page numbers."""
    from reportlab.lib import colors, pagesizes
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))
    body = ParagraphStyle("body", fontName="MSung-Light", fontSize=12, leading=20, wordWrap="CJK")
    body.firstLineIndent, body.alignment = draw.choice((0, 24)), draw.choice((0, 4))
    cell = ParagraphStyle("cell", body, fontSize=9, leading=13, firstLineIndent=0, alignment=0)

    def decorate(canvas: object, _: object) -> None:
        canvas.setFont("MSung-Light", 9)  # type: ignore[attr-defined]
        canvas.drawString(72, pagesizes.A4[1] - 40, RUNNING_HEADER)  # type: ignore[attr-defined]
        number = f"- {canvas.getPageNumber()} -"  # type: ignore[attr-defined]
        canvas.drawCentredString(pagesizes.A4[0] / 2, 36, number)  # type: ignore[attr-defined]

    story: list[object] = []
    for is_table, run in blocks(paragraphs):
        if not is_table:
            story += [Paragraph(escape(text), body) for text in run]
            continue
        rows = [row.split("\t") for row in run]
        wide = max(map(len, rows))
        grid = [[Paragraph(escape(text), cell) for text in row] + [""] * (wide - len(row)) for row in rows]
        lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        story += [Spacer(1, 8), Table(grid, colWidths=[450 / wide] * wide, style=lines), Spacer(1, 8)]
    path = path.with_suffix(".pdf")
    report = SimpleDocTemplate(str(path), pagesize=pagesizes.A4, invariant=1)
    report.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return path


def make_docx(paragraphs: Paragraphs, draw: random.Random, path: Path) -> Path:
    """python-docx: justified paragraphs in the typeface that official reports are set in."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    report = docx.Document()
    style = report.styles["Normal"]
    style.font.name, style.font.size = "標楷體", Pt(draw.choice((12, 14)))
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "標楷體")
    report.sections[0].header.paragraphs[0].text = RUNNING_HEADER
    for is_table, run in blocks(paragraphs):
        if not is_table:
            for text in run:
                report.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            continue
        rows = [row.split("\t") for row in run]
        table = report.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
    path = path.with_suffix(".docx")
    report.save(str(path))
    return path


def convert(paths: Sequence[Path], suffix: str, folder: Path) -> None:
    """Let LibreOffice write ``paths`` in another format into ``folder``."""
    profile = (folder.parent / "soffice").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=600
    )


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def _respelled(retell: Callable[[str], str]) -> Callable[..., Path]:
    return to_text(lambda paragraphs, _: retell(joined(paragraphs)))


VARIANTS = (
    Variant("wrapped-indented", to_text(indented)),
    Variant("wrapped-flush", to_text(flush)),
    Variant("wrapped-ragged", to_text(ragged)),
    Variant("wrapped-counted", to_text(counted)),
    Variant("blank-lines", to_text(spaced)),
    Variant("full-width-digits", _respelled(full_width), retell=full_width),
    Variant("tai-swapped", _respelled(tai_swapped), retell=tai_swapped),
    Variant("paged", to_text(paged)),
    Variant("page-numbers", to_text(numbered)),
    Variant("page-breaks", to_text(broken)),
    Variant("blanks-in", _respelled(blanks_in)),
    Variant("blanks-out", _respelled(blanks_out)),
    Variant("docx", make_docx),
    Variant("pdf-reportlab", make_pdf),
    Variant("pdf-office", make_docx, convert="pdf"),
    Variant("odt-office", make_docx, convert="odt"),
    Variant("html-office", make_docx, convert="html"),
    Variant("misread", to_text(misread), fall=5.0),
)
