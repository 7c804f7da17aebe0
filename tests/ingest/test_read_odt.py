"""ODT: paragraphs, headings, numbers, tables, boxes, notes; what is in the styles is no text."""

from __future__ import annotations

from pathlib import Path

from made_files import codes, lines, odt_table, repack, rows, write_odt
from odf import draw, style, table, text
from odf.namespaces import TEXTNS
from odf.opendocument import OpenDocument, OpenDocumentText

from pipeline.document import Source
from pipeline.ingest import read_source


def saved(made: OpenDocument, folder: Path) -> Source:
    made.save(str(folder / "a.odt"))
    return read_source(folder / "a.odt")


def test_paragraphs_and_headings(tmp_path: Path) -> None:
    made = OpenDocumentText()
    big = style.Style(name="Big", family="paragraph")
    big.addElement(style.TextProperties(fontsize="20pt", fontsizeasian="22pt"))
    made.automaticstyles.addElement(big)
    made.text.addElement(text.P(text="出國報告", stylename=big))
    made.text.addElement(text.H(outlinelevel=1, text="壹、目的"))
    made.text.addElement(text.H(outlinelevel=2, text="一、緣起"))
    paragraph = text.P(text="本次會議")
    paragraph.addElement(text.S(c=3))
    paragraph.addElement(text.Span(text="圓滿"))
    paragraph.addElement(text.LineBreak())
    paragraph.addText("結束。")
    made.text.addElement(paragraph)
    source = saved(made, tmp_path)
    assert lines(source) == ["出國報告", "壹、目的", "一、緣起", "本次會議   圓滿", "結束。"]
    assert [(line.kind, line.level) for line in source.lines][:4] == [
        ("paragraph", None),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", None),
    ]
    assert source.lines[0].font_size == 22


def chinese_list(made: OpenDocument) -> text.ListStyle:
    made_style = text.ListStyle(name="L1")
    for level, form, prefix, suffix in (
        (1, "一, 二, 三, ...", "", "、"),
        (2, "一, 二, 三, ...", "（", "）"),
        (3, "1", "", "."),
    ):
        made_style.addElement(
            text.ListLevelStyleNumber(level=level, numformat=form, numprefix=prefix, numsuffix=suffix)
        )
    made.automaticstyles.addElement(made_style)
    return made_style


def item(content: str, *below: object) -> text.ListItem:
    made = text.ListItem()
    made.addElement(text.P(text=content))
    for element in below:
        made.addElement(element)
    return made


def listed(*items: text.ListItem, **attributes: object) -> text.List:
    made = text.List(**attributes)
    for element in items:
        made.addElement(element)
    return made


def test_list_numbers_are_written_out(tmp_path: Path) -> None:
    made = OpenDocumentText()
    style_name = chinese_list(made)
    inner = listed(item("開幕", listed(item("致詞"), item("專題"))), item("閉幕"))
    made.text.addElement(listed(item("行程"), item("會議", inner), item("參訪"), stylename=style_name))
    made.text.addElement(text.P(text="中間的段落"))
    made.text.addElement(listed(item("續前"), stylename=style_name, continuenumbering="true"))
    made.text.addElement(listed(item("另起"), stylename=style_name))
    source = saved(made, tmp_path)
    assert lines(source) == [
        *("一、行程", "二、會議", "（一）開幕", "1. 致詞", "2. 專題", "（二）閉幕", "三、參訪"),
        *("中間的段落", "四、續前", "一、另起"),
    ]
    assert [line.level for line in source.lines][:4] == [1, 1, 2, 3]
    assert source.lines[0].kind == "list_item"


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    made = OpenDocumentText()
    built = table.Table(name="表")
    built.addElement(table.TableColumn(numbercolumnsrepeated=3))
    header = table.TableHeaderRows()
    first = table.TableRow()
    for spans, content in (({"numberrowsspanned": 2}, "年別"), ({"numbercolumnsspanned": 2}, "出口")):
        cell = table.TableCell(**spans)
        cell.addElement(text.P(text=content))
        first.addElement(cell)
    first.addElement(table.CoveredTableCell())
    header.addElement(first)
    built.addElement(header)
    second = table.TableRow()
    second.addElement(table.CoveredTableCell())
    for content in ("金額", "年增"):
        cell = table.TableCell()
        cell.addElement(text.P(text=content))
        second.addElement(cell)
    built.addElement(second)
    made.text.addElement(built)
    source = saved(made, tmp_path)
    (found,) = source.tables
    assert [(c.row, c.column, c.row_span, c.column_span) for c in found.cells] == [
        *((0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)),
    ]
    assert rows(source, found) == [["年別", "出口"], ["金額", "年增"]]


def test_table_between_paragraphs(tmp_path: Path) -> None:
    made = OpenDocumentText()
    made.text.addElement(text.P(text="表一"))
    made.text.addElement(odt_table([["日期", "行程"], ["11月28日", "拜會"]]))
    made.text.addElement(text.P(text="資料來源"))
    source = saved(made, tmp_path)
    assert source.text == "表一\n日期\t行程\n11月28日\t拜會\n資料來源"


def test_notes_boxes_and_comments(tmp_path: Path) -> None:
    made = OpenDocumentText()
    paragraph = text.P(text="正文")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="註一"))
    note.addElement(body)
    paragraph.addElement(note)
    frame = draw.Frame(width="5cm", height="2cm")
    box = draw.TextBox()
    box.addElement(text.P(text="方塊文字"))
    frame.addElement(box)
    paragraph.addElement(frame)
    paragraph.addText("繼續")
    made.text.addElement(paragraph)
    made.text.addElement(text.P(text="次段"))
    assert lines(saved(made, tmp_path)) == ["正文繼續", "方塊文字", "次段", "註一"]


def test_page_headers_and_deleted_text_are_left_out(tmp_path: Path) -> None:
    made = OpenDocumentText()
    layout = style.PageLayout(name="P")
    made.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    header = style.Header()
    header.addElement(text.P(text="頁首文字"))
    master.addElement(header)
    made.masterstyles.addElement(master)
    changes = text.TrackedChanges()
    region = text.ChangedRegion(qattributes={(TEXTNS, "id"): "c1"}, check_grammar=False)
    deletion = text.Deletion()
    deletion.addElement(text.P(text="刪去的文字"))
    region.addElement(deletion)
    changes.addElement(region)
    made.text.addElement(changes)
    made.text.addElement(text.P(text="正文"))
    assert lines(saved(made, tmp_path)) == ["正文"]


def test_repeated_cells_and_spaces_cannot_swell(tmp_path: Path) -> None:
    made = OpenDocumentText()
    built = table.Table(name="表")
    row = table.TableRow(numberrowsrepeated=999_999_999)
    cell = table.TableCell(numbercolumnsrepeated=999_999_999, numbercolumnsspanned=99_999_999)
    cell.addElement(text.P(text="重複"))
    row.addElement(cell)
    other = table.TableCell()
    other.addElement(text.P(text="後面"))
    row.addElement(other)
    built.addElement(row)
    made.text.addElement(built)
    paragraph = text.P(text="空")
    paragraph.addElement(text.S(c=999_999_999))
    paragraph.addText("白")
    made.text.addElement(paragraph)
    source = saved(made, tmp_path)
    assert len(source.text) < 1000
    assert "重複" in source.text


def test_encrypted_odt(tmp_path: Path) -> None:
    path = write_odt(tmp_path / "locked.odt")
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry>"
        "</manifest:manifest>"
    )
    repack(path, {"META-INF/manifest.xml": manifest.encode(), "content.xml": b"\x8f\x01\x02\x03" * 50})
    source = read_source(path)
    assert (source.status, codes(source)) == ("failed", ["encrypted-file"])


def test_broken_odt(tmp_path: Path) -> None:
    path = write_odt(tmp_path / "broken.odt")
    repack(path, {"content.xml": b"<office:document-content"})
    assert codes(read_source(path)) == ["broken-file"]
