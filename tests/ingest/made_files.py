"""Report files made by real writers: reportlab, python-docx, odfpy. The sentences are our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import docx
import reportlab
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Source, Table

WIDTH, HEIGHT = A4


@cache
def chinese_font() -> str:
    """A Chinese font that is named in the PDF but not embedded in it."""
    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))
    return "MSung-Light"


@cache
def latin_font() -> str:
    """A Latin font embedded in the PDF as a subset."""
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    return "Vera"


def canvas(path: Path, size: float = 12, password: str | None = None) -> Canvas:
    encrypt = StandardEncryption(password, canPrint=0) if password is not None else None
    made = Canvas(str(path), pagesize=A4, encrypt=encrypt)
    made.setFont(chinese_font(), size)
    return made


def write_pdf(path: Path, pages: Sequence[Sequence[str]], *, password: str | None = None) -> Path:
    """One line of print for each text, 20 points apart, on as many pages as there are lists."""
    made = canvas(path, password=password)
    for lines in pages:
        made.setFont(chinese_font(), 12)
        for i, line in enumerate(lines):
            made.drawString(72, 780 - 20 * i, line)
        made.showPage()
    made.save()
    return path


def write_docx(path: Path, texts: Sequence[str] = ("本次會議圓滿結束。",)) -> Path:
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    made.save(str(path))
    return path


def add_body_xml(made: Document, xml: str) -> None:
    """Add raw WordprocessingML (with the prefixes w, wps, mc … declared) to the end of the body."""
    spaces = nsdecls("w", "wp", "a", "r") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    made.element.body.insert_element_before(parse_xml(xml.replace(">", f" {spaces}>", 1)), "w:sectPr")


def write_odt(path: Path, texts: Sequence[str] = ("本次會議圓滿結束。",)) -> Path:
    made = OpenDocumentText()
    for text in texts:
        made.text.addElement(odf_text.P(text=text))
    made.save(str(path))
    return path


def odt_table(rows: Sequence[Sequence[str]]) -> odf_table.Table:
    made = odf_table.Table(name="表")
    made.addElement(odf_table.TableColumn(numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = odf_table.TableRow()
        for text in row:
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=text))
            line.addElement(cell)
        made.addElement(line)
    return made


def repack(path: Path, changes: dict[str, bytes]) -> Path:
    """Rewrite members of a package, adding those it does not have."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in {**members, **changes}.items():
            new.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    path.write_bytes(made.getvalue())
    return path


def lines(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def rows(source: Source, table: Table) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    by_row: dict[int, list[str]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(source.text[cell.start : cell.end])
    return list(by_row.values())


def codes(source: Source) -> list[str]:
    return [issue.code for issue in source.issues]
