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


def write_identity_pdf(path: Path, texts: Sequence[str]) -> Path:
    """One text object for each text, in 標楷體 as word processors name it without embedding it."""
    letters = sorted(set("".join(texts)))
    codes = {letter: f"{i:04X}" for i, letter in enumerate(letters, 0x1000)}
    shown = "\n".join(
        f"BT /F1 12 Tf 72 {780 - 20 * i} Td <{''.join(codes[letter] for letter in text)}> Tj ET"
        for i, text in enumerate(texts)
    )
    mapped = " ".join(f"<{codes[letter]}> <{ord(letter):04X}>" for letter in letters)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(letters)} beginbfchar {mapped} endbfchar endcmap end end"
    )
    font = "/BaseFont/DFKaiShu-SB-Estd-BF"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        f"<</Type/Font/Subtype/Type0{font}/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2{font}/DW 1000/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        "<</Type/FontDescriptor/FontName/DFKaiShu-SB-Estd-BF/Flags 4/FontBBox[0 -140 1000 859]"
        "/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 700/StemV 80>>",
        f"<</Length {len(unicode_map)}>>stream\n{unicode_map}\nendstream",
    ]
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content} endobj\n".encode("ascii")
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size, start = len(objects) + 1, len(body)
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer<</Size {size}/Root 1 0 R>>\n"
    path.write_bytes(body + f"{tail}startxref\n{start}\n%%EOF".encode("ascii"))
    return path
