"""Print a sample report with a real writer: python-docx, LibreOffice, ReportLab, or as plain text.

Every ``make_*`` takes a report and a folder and returns the path of the file it wrote there.
"""

from __future__ import annotations

import codecs
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
from corpus_source import Report, Text, typed_lines
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

#: One moment for every time stamp in the written files, so that a second run writes the same bytes.
EPOCH = "1546300800"


def write_docx(report: Report, path: Path, pages: dict[str, int]) -> None:
    """Write the report with python-docx: cover, contents, running header, page numbers, tables."""
    style = report.meta["style"]
    document = Document()
    stamp = datetime.fromtimestamp(int(EPOCH), UTC).replace(tzinfo=None)
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = report.meta["title"]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(style.get("margin", 2.8))
    section.different_first_page_header_footer = True

    def font(run_style: Any, size: float | None = None) -> None:
        run_style.font.name = style.get("latin_font", "Times New Roman")
        fonts = run_style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), style["font"])
        for theme in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.attrib.pop(qn(f"w:{theme}Theme"), None)
        if size:
            run_style.font.size = Pt(size)

    font(document.styles["Normal"], style.get("size", 14))
    for level in (1, 2, 3):
        font(document.styles[f"Heading {level}"], style.get("size", 14) + (2 if level == 1 else 0))
        document.styles[f"Heading {level}"].font.color.rgb = None

    def add_field(paragraph: Any, code: str) -> None:
        parts = (("begin", ""), ("code", code), ("separate", ""), ("text", "1"), ("end", ""))
        for kind, content in parts:
            run = paragraph.add_run()
            if kind == "text":
                run.text = content
            elif kind == "code":
                element = OxmlElement("w:instrText")
                element.text = content
                run._r.append(element)
            else:
                element = OxmlElement("w:fldChar")
                element.set(qn("w:fldCharType"), kind)
                run._r.append(element)

    if style.get("header"):
        section.header.paragraphs[0].text = style["header"]
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in re.split(r"(PAGE|ALL)", style.get("page_number", "PAGE")):
        if piece in ("PAGE", "ALL"):
            add_field(footer, "PAGE" if piece == "PAGE" else "NUMPAGES")
        else:
            footer.add_run(piece)

    def fill(paragraph: Any, text: str, bold: bool = False) -> None:
        # Word splits a paragraph into runs wherever the script changes; readers have to cope with that.
        pieces = re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", text) if style.get("split_runs") else [text]
        for piece in pieces:
            paragraph.add_run(piece).bold = bold or None

    for block in report.blocks:
        text = block.texts[0].plain if block.texts else ""
        if block.kind == "page":
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        elif block.kind == "contents":
            fill(document.add_paragraph(), report.meta.get("contents", "目　次"), bold=True)
            document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
            for level, title in report.headings:
                entry = document.add_paragraph(f"{title}\t{pages.get(title, 0)}")
                entry.paragraph_format.left_indent = Cm(0.8 * (level - 1))
                width = section.page_width - section.left_margin - section.right_margin
                entry.paragraph_format.tab_stops.add_tab_stop(
                    width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
                )
        elif block.kind == "table":
            grid = document.add_table(rows=0, cols=len(block.rows[0]))
            grid.style = "Table Grid"
            grid.autofit = False
            weights = [
                max(4, min(24, max(len(cell.plain) for cell in column)))
                for column in zip(*block.rows, strict=True)
            ]
            room = section.page_width - section.left_margin - section.right_margin
            for row in block.rows:
                for cell, content, weight in zip(grid.add_row().cells, row, weights, strict=True):
                    cell.width = room * weight // sum(weights)
                    fill(cell.paragraphs[0], content.plain)
                    for run in cell.paragraphs[0].runs:
                        font(run, style.get("size", 14) - 2)
            for column, weight in zip(grid.columns, weights, strict=True):
                column.width = room * weight // sum(weights)
        elif block.kind == "heading" and style.get("headings", "styled") == "styled":
            fill(document.add_heading(level=min(block.level, 3)), text)
        else:
            paragraph = document.add_paragraph()
            fill(paragraph, text, bold=block.kind in ("heading", "large"))
            if block.kind in ("centred", "large"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif block.kind == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            elif block.kind == "paragraph":
                paragraph.paragraph_format.first_line_indent = Pt(2 * style.get("size", 14))
                paragraph.paragraph_format.line_spacing = Pt(style.get("leading", 24))
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            elif block.kind == "list":
                paragraph.paragraph_format.left_indent = Pt(2 * style.get("size", 14))
                paragraph.paragraph_format.first_line_indent = Pt(-style.get("size", 14))
            if block.kind == "large":
                for run in paragraph.runs:
                    run.font.size = Pt(style.get("size", 14) + 8)
    document.save(str(path))
    settle_zip(path)


def settle_zip(path: Path) -> None:
    """Rewrite a zip container with one time stamp and fixed order, so that equal contents are equal bytes."""
    with zipfile.ZipFile(path) as old:
        entries = [(info.filename, old.read(info), info.compress_type) for info in old.infolist()]
    # LibreOffice gives every saved document a random revision number.
    revision = re.compile(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+')
    with zipfile.ZipFile(path, "w") as new:
        for name, content, method in entries:
            info = zipfile.ZipInfo(name, (2019, 1, 1, 0, 0, 0))
            info.compress_type = method
            new.writestr(info, revision.sub(rb"\g<1>1", content) if name == "settings.xml" else content)


def settle_pdf(path: Path) -> None:
    """Set the time stamp, id and checksum of a PDF to fixed values of the same length."""
    content = path.read_bytes()
    content = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20190101000000", content)
    for name in (rb"/ID \[ <", rb"\n<", rb"/DocChecksum /"):
        content = re.sub(rb"(" + name + rb")[0-9A-F]{32}", rb"\g<1>" + b"0" * 32, content)
    path.write_bytes(content)


def convert(path: Path, target: str, folder: Path) -> Path:
    """Let LibreOffice write ``path`` as ``target`` (an extension, or ``ext:filter``) into ``folder``."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", target]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, env=environment)
    return folder / f"{path.stem}.{target.partition(':')[0]}"


def printed_pages(path: Path) -> list[list[str]]:
    """The lines of each page of a PDF, as its text layer gives them."""
    pages = []
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage().get_text_bounded()
        pages.append([line.rstrip() for line in re.split(r"\r?\n", text)])
    return pages


def lay_out(report: Report, folder: Path) -> tuple[Path, Path]:
    """Write the DOCX twice: the second time with the page numbers that the first PDF gave the headings."""
    docx = folder / f"{report.stem}.docx"
    write_docx(report, docx, {})
    pdf = convert(docx, "pdf", folder)
    if any(block.kind == "contents" for block in report.blocks):
        pages: dict[str, int] = {}
        for number, lines in enumerate(printed_pages(pdf), 1):
            for _, title in report.headings:
                if any(re.sub(r"\s", "", line) == re.sub(r"\s", "", title) for line in lines):
                    pages[title] = number
        write_docx(report, docx, pages)
        pdf = convert(docx, "pdf", folder)
    return docx, pdf


def make_docx(report: Report, folder: Path) -> Path:
    """python-docx alone."""
    return lay_out(report, folder)[0]


def make_pdf(report: Report, folder: Path) -> Path:
    """LibreOffice prints the DOCX."""
    pdf = lay_out(report, folder)[1]
    settle_pdf(pdf)
    return pdf


def make_odt(report: Report, folder: Path) -> Path:
    """LibreOffice saves the DOCX as OpenDocument."""
    odt = convert(lay_out(report, folder)[0], "odt", folder)
    settle_zip(odt)
    return odt


def make_html(report: Report, folder: Path) -> Path:
    """LibreOffice saves the DOCX as a web page."""
    return convert(lay_out(report, folder)[0], "html:HTML (StarWriter):UTF8", folder)


def make_text(report: Report, folder: Path) -> Path:
    """The text layer of the printed report, line by line; ``spaced`` puts a blank line after every line."""
    pages = printed_pages(lay_out(report, folder)[1])
    path = folder / f"{report.stem}.txt"
    gap = "\n\n" if report.meta["style"].get("spaced") else "\n"
    path.write_text("\n".join(gap.join(lines) + "\n" for lines in pages), encoding="utf-8")
    return path


def make_utf16(report: Report, folder: Path) -> Path:
    """A word processor's "Unicode text": a paragraph or table row a line, UTF-16 with BOM, CR LF."""
    text = "".join("\t".join(cell.plain for cell in cells) + "\r\n" for cells in typed_lines(report))
    path = folder / f"{report.stem}.txt"
    path.write_bytes(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    return path


def make_cid_pdf(report: Report, folder: Path) -> Path:
    """ReportLab with a CID font that is named in the file and not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))
    base = ParagraphStyle("base", fontName="MSung-Light", fontSize=12, leading=20, wordWrap="CJK")
    styles = {
        "paragraph": ParagraphStyle("p", base, firstLineIndent=24, spaceAfter=4),
        "list": ParagraphStyle("l", base, leftIndent=24, firstLineIndent=-12),
        "heading": ParagraphStyle("h", base, fontSize=14, leading=24, spaceBefore=8),
        "centred": ParagraphStyle("c", base, alignment=1, fontSize=13),
        "large": ParagraphStyle("t", base, alignment=1, fontSize=20, leading=32),
        "right": ParagraphStyle("r", base, alignment=2),
        "cell": ParagraphStyle("cell", base, fontSize=10, leading=15),
    }
    path = folder / f"{report.stem}.pdf"
    pages: dict[str, int] = {}

    class Reporter(SimpleDocTemplate):
        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  (the name is ReportLab's)
            if isinstance(flowable, Paragraph) and flowable.style.name == "h":
                pages[flowable.getPlainText()] = self.page

    def footer(canvas: Any, _: Any) -> None:
        if canvas.getPageNumber() > 1:
            canvas.setFont("MSung-Light", 10)
            number = report.meta["style"]["page_number"].replace("PAGE", str(canvas.getPageNumber()))
            canvas.drawCentredString(pagesizes.A4[0] / 2, 36, number)

    def story() -> list[Any]:
        flow: list[Any] = []
        for block in report.blocks:
            if block.kind == "page":
                flow.append(PageBreak())
            elif block.kind == "blank":
                flow.append(Spacer(1, 22))
            elif block.kind == "contents":
                flow.append(Paragraph(report.meta.get("contents", "目　次"), styles["large"]))
                for level, title in report.headings:
                    dots = "…" * max(3, 34 - len(title) - level)
                    line = "　" * (level - 1) + f"{title} {dots} {pages.get(title, 0)}"
                    flow.append(Paragraph(line, base))
            elif block.kind == "table":
                rows = [[Paragraph(cell.plain, styles["cell"]) for cell in row] for row in block.rows]
                widths = report.meta["style"]["widths"][len(block.rows[0])]
                grid = Table(rows, colWidths=widths, repeatRows=1)
                grid.setStyle(
                    [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
                )
                flow += [grid, Spacer(1, 10)]
            else:
                flow.append(Paragraph(block.texts[0].plain.replace("&", "&amp;"), styles[block.kind]))
        return flow

    for _ in range(2):
        report_pdf = Reporter(str(path), pagesize=pagesizes.A4, title=report.meta["title"], invariant=1)
        report_pdf.build(story(), onLaterPages=footer)
    return path


def columns_of(text: str) -> int:
    """The width of a text on a terminal: an ASCII character takes one column, any other two."""
    return sum(1 if ord(character) < 128 else 2 for character in text)


def wrapped(text: str, width: int, first: str, rest: str = "") -> Iterator[str]:
    """Break a paragraph after ``width`` full-width columns; no line starts with a closing mark."""
    line = first
    for character in text:
        if columns_of(line) >= 2 * width and character not in "，。、；：）」』？！":
            yield line
            line = rest
        line += character
    yield line


def boxed(rows: tuple[tuple[Text, ...], ...]) -> Iterator[str]:
    """A table in the line-drawing characters that text terminals of the 1990s had."""
    widths = [max(columns_of(cell.plain) for cell in column) for column in zip(*rows, strict=True)]
    widths = [width + width % 2 for width in widths]
    bars = ["─" * (width // 2) for width in widths]
    yield "┌" + "┬".join(bars) + "┐"
    for number, row in enumerate(rows):
        if number:
            yield "├" + "┼".join(bars) + "┤"
        cells = (cell.plain + " " * (w - columns_of(cell.plain)) for cell, w in zip(row, widths, strict=True))
        yield "│" + "│".join(cells) + "│"
    yield "└" + "┴".join(bars) + "┘"


def make_big5(report: Report, folder: Path) -> Path:
    """A word-processor file of the 1990s: Big5, CR LF, fixed columns, box-drawn tables, form feeds."""
    width, depth = report.meta["style"]["width"], report.meta["style"]["depth"]
    lines: list[str] = []
    for block in report.blocks:
        text = block.texts[0].plain if block.texts else ""
        if block.kind == "page":
            lines.append("\f")
        elif block.kind == "table":
            lines += boxed(block.rows)
        elif block.kind in ("centred", "large"):
            lines.append("　" * max(0, (width - len(text)) // 2) + text)
        elif block.kind == "contents":
            lines += [report.meta.get("contents", "目　次"), *(title for _, title in report.headings), ""]
        elif block.kind == "heading":
            lines += ["", *wrapped(text, width, "　" * (block.level - 1))]
        elif block.kind == "list":
            lines += wrapped(text, width, "　　", "　　　　")
        else:
            lines += wrapped(text, width, "　　")
    pages: list[list[str]] = [[]]
    for line in lines:
        if line == "\f" or len(pages[-1]) >= depth:
            pages.append([])
        if line != "\f":
            pages[-1].append(line)
    for number, page in enumerate(pages):
        page += [] if number == 0 else ["", "　" * (width // 2 - 2) + f"－ {number} －"]
    path = folder / f"{report.stem}.txt"
    path.write_bytes("\r\n\f".join("\r\n".join(page) for page in pages).encode("big5"))
    return path


WRITERS: dict[str, Callable[[Report, Path], Path]] = {
    "pdf": make_pdf,
    "pdf-cid": make_cid_pdf,
    "docx": make_docx,
    "odt": make_odt,
    "html": make_html,
    "txt": make_text,
    "txt-big5": make_big5,
    "txt-utf16": make_utf16,
}
