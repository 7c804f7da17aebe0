"""Word files: paragraphs, headings, automatic numbers, tables, boxes, notes; headers left out."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from made_files import add_body_xml, codes, lines, repack, rows, write_docx

from pipeline.document import Source
from pipeline.ingest import read_source


def saved(made: object, folder: Path) -> Source:
    made.save(str(folder / "a.docx"))  # type: ignore[attr-defined]
    return read_source(folder / "a.docx")


def test_paragraphs_and_headings(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("出國報告", 0)
    made.add_heading("壹、目的", 1)
    made.add_heading("一、緣起", 2)
    run = made.add_paragraph().add_run("本次會議圓滿結束。")
    run.font.size = Pt(14)
    source = saved(made, tmp_path)
    assert lines(source) == ["出國報告", "壹、目的", "一、緣起", "本次會議圓滿結束。"]
    assert [(line.kind, line.level) for line in source.lines] == [
        ("heading", None),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", None),
    ]
    assert source.lines[3].font_size == 14
    assert source.text == "出國報告\n壹、目的\n一、緣起\n本次會議圓滿結束。"
    assert (source.pages, source.encoding) == (None, None)
    assert {(line.page, line.number) for line in source.lines} == {(None, None)}


def test_forced_line_breaks_make_lines_and_tabs_stay(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("服務機關：財政部")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("姓名職稱：\t王大同科長")
    assert lines(saved(made, tmp_path)) == ["服務機關：財政部", "姓名職稱：\t王大同科長"]


def numbering(made: object, levels: list[tuple[str, str]], **attributes: str) -> str:
    """Add a list definition with the given (format, text) of each level; its id."""
    root = made.part.numbering_part.element  # type: ignore[attr-defined]
    identifier = str(900 + len(root))
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{attributes.get("start", "1")}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">{xml}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>'
        )
    )
    return identifier


def number(paragraph: Paragraph, identifier: str, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>'
        )
    )


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    made = docx.Document()
    chinese = numbering(
        made,
        [
            ("ideographLegalTraditional", "%1、"),
            ("taiwaneseCountingThousand", "%2、"),
            ("taiwaneseCountingThousand", "（%3）"),
            ("decimal", "%4."),
        ],
    )
    plan = [
        (0, "目的"),
        (0, "過程"),
        (1, "行程"),
        (1, "會議"),
        (2, "開幕"),
        (3, "致詞"),
        (3, "專題"),
        (1, "參訪"),
        (0, "心得"),
    ]
    for level, text in plan:
        number(made.add_paragraph(text), chinese, level)
    source = saved(made, tmp_path)
    assert lines(source) == [
        *(
            "壹、目的",
            "貳、過程",
            "一、行程",
            "二、會議",
            "（一）開幕",
            "1. 致詞",
            "2. 專題",
            "三、參訪",
            "參、心得",
        ),
    ]
    assert {line.kind for line in source.lines} == {"list_item"}
    assert [line.level for line in source.lines] == [level + 1 for level, _ in plan]


def test_numbers_join_levels_start_where_told_and_come_from_styles(tmp_path: Path) -> None:
    made = docx.Document()
    joined = numbering(made, [("decimal", "%1"), ("decimal", "%1.%2")], start="3")
    number(made.add_paragraph("甲"), joined, 0)
    number(made.add_paragraph("乙"), joined, 1)
    made.add_paragraph("內建清單", style="List Number")
    made.add_paragraph("項目符號", style="List Bullet")
    made.add_paragraph("普通段落")
    assert lines(saved(made, tmp_path)) == ["3 甲", "3.3 乙", "1. 內建清單", "項目符號", "普通段落"]


def test_numbered_headings_stay_headings(tmp_path: Path) -> None:
    made = docx.Document()
    listed = numbering(made, [("ideographLegalTraditional", "%1、")])
    number(made.add_heading("目的", 1), listed, 0)
    source = saved(made, tmp_path)
    assert lines(source) == ["壹、目的"]
    assert source.lines[0].kind == "heading"


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for i in range(3):
        for j in range(3):
            table.cell(i, j).text = f"{i}{j}"
    merged = table.cell(0, 0).merge(table.cell(1, 0))
    merged.text = "年別"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "出口\n金額"
    source = saved(made, tmp_path)
    (found,) = source.tables
    assert found.shape == (3, 3)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in found.cells] == [
        *((0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)),
        *((2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)),
    ]
    assert rows(source, found) == [["年別", "出口\n金額"], ["11", "12"], ["20", "21", "22"]]
    assert source.text == "年別\t出口\n金額\n11\t12\n20\t21\t22"


def test_a_table_of_one_cell_is_a_frame(tmp_path: Path) -> None:
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "摘要"
    cell.add_paragraph("本次會議圓滿結束。")
    source = saved(made, tmp_path)
    assert source.tables == ()
    assert lines(source) == ["摘要", "本次會議圓滿結束。"]


def test_nested_tables_become_text_of_their_cell(tmp_path: Path) -> None:
    made = docx.Document()
    outer = made.add_table(1, 2)
    outer.cell(0, 0).text = "出國人員"
    inner = outer.cell(0, 1).add_table(2, 2)
    for i, row in enumerate((("姓名", "職稱"), ("王大同", "科長"))):
        for j, text in enumerate(row):
            inner.cell(i, j).text = text
    source = saved(made, tmp_path)
    (found,) = source.tables
    assert rows(source, found) == [["出國人員", "姓名 職稱\n王大同 科長"]]


def test_headers_footers_and_comments_are_left_out(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "頁首文字"
    made.sections[0].footer.paragraphs[0].text = "頁尾文字"
    made.add_paragraph("正文")
    assert lines(saved(made, tmp_path)) == ["正文"]


BOX = "<w:txbxContent><w:p><w:r><w:t>方塊文字</w:t></w:r></w:p></w:txbxContent>"


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    made = docx.Document()
    add_body_xml(
        made,
        f"<w:p><w:r><w:t>錨定段落</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert lines(saved(made, tmp_path)) == ["錨定段落", "方塊文字"]


def test_tracked_changes_hidden_text_fields_and_controls(tmp_path: Path) -> None:
    made = docx.Document()
    add_body_xml(
        made,
        "<w:p><w:r><w:t>會議</w:t></w:r><w:del><w:r><w:delText>刪去</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增列</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隱藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>連結</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>控制項</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )
    add_body_xml(
        made, "<w:sdt><w:sdtContent><w:p><w:r><w:t>目錄一列</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert lines(saved(made, tmp_path)) == ["會議增列連結控制項", "目錄一列"]


def test_footnotes_come_after_the_body_in_order(tmp_path: Path) -> None:
    made = docx.Document()
    for identifier in ("2", "1"):
        run = made.add_paragraph(f"正文{identifier}").add_run()
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), identifier)
        run._r.append(reference)
    path = write_docx(tmp_path / "a.docx")
    made.save(str(path))
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>註{i}</w:t></w:r></w:p></w:footnote>' for i in (1, 2)
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        ' Target="footnotes.xml"/></Relationships>'
    )
    repack(
        path,
        {
            "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
            "word/_rels/document.xml.rels": relations.encode(),
        },
    )
    assert lines(read_source(path)) == ["正文2", "正文1", "註2", "註1"]


def test_broken_docx(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "broken.docx")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert codes(read_source(path)) == ["broken-file"]
    path.write_bytes(whole)
    repack(path, {"word/document.xml": b"<w:document><unclosed>"})
    assert codes(read_source(path)) == ["broken-file"]


def test_damaged_bytes_inside_the_package(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "bits.docx", ["本次會議圓滿結束。"] * 50)
    whole = path.read_bytes()
    for place in range(0, len(whole), max(len(whole) // 60, 1)):
        path.write_bytes(whole[:place] + b"\xa5" * 4 + whole[place + 4 :])
        assert read_source(path).status in ("ok", "partial", "failed")


def test_an_office_file_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    )
    source = read_source(path)
    assert (source.status, codes(source)) == ("failed", ["encrypted-file"])


@pytest.mark.parametrize("empty", [True, False])
def test_a_document_without_text(tmp_path: Path, empty: bool) -> None:
    source = read_source(write_docx(tmp_path / "empty.docx", [] if empty else ["  ", "\u3000"]))
    assert (source.status, codes(source)) == ("failed", ["no-text"])


def test_radicals_and_compatibility_ideographs_become_ordinary_characters(tmp_path: Path) -> None:
    report = docx.Document()
    report.add_paragraph("⽇本\uf92c中先⽣於⼆⽉來訪")
    report.save(str(tmp_path / "a.docx"))
    assert read_source(tmp_path / "a.docx").text == "日本郎中先生於二月來訪"
