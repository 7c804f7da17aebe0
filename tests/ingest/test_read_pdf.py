"""PDF: lines in reading order with their places, ruled tables, and pages that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_files import HEIGHT, WIDTH, canvas, chinese_font, codes, latin_font, lines, rows, write_pdf
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from pipeline.document import Source
from pipeline.ingest import read_source

PROSE = "本次會議由雙方代表就關務合作議題交換意見並確認後續工作"


def saved(made: Canvas) -> Source:
    made.save()
    return read_source(made._filename)


# Lines and their geometry


def test_lines_keep_page_number_place_and_size(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf", size=20)
    made.drawString(72, 700, "出國報告")
    made.setFont(chinese_font(), 12)
    made.drawString(100, 600, "服務機關：財政部關務署")
    made.showPage()
    made.setFont(chinese_font(), 12)
    made.drawString(72, 700, "第二頁")
    source = saved(made)
    assert lines(source) == ["出國報告", "服務機關：財政部關務署", "第二頁"]
    assert [(line.page, line.number) for line in source.lines] == [(1, 1), (1, 2), (2, 1)]
    assert [line.font_size for line in source.lines] == [20, 12, 12]
    assert (source.pages, source.encoding, source.status) == (2, None, "ok")
    box = source.lines[0].box
    assert box is not None
    assert box.x0 == pytest.approx(72, abs=1)
    assert box.x1 == pytest.approx(152, abs=1)
    assert box.y0 < HEIGHT - 700 < box.y1 + 1
    assert box.y1 - box.y0 == pytest.approx(20, abs=3)


def test_embedded_and_named_fonts_share_a_line(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 700, "世界關務組織（")
    x = 72 + made.stringWidth("世界關務組織（")
    made.setFont(latin_font(), 12)
    made.drawString(x, 700, "World Customs Organization")
    x += made.stringWidth("World Customs Organization")
    made.setFont(chinese_font(), 12)
    made.drawString(x, 700, "）年會")
    assert lines(saved(made)) == ["世界關務組織（World Customs Organization）年會"]


def test_ligatures_and_radicals_become_ordinary_characters(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.setFont(latin_font(), 12)
    made.drawString(72, 700, "The of\ufb01ce \ufb02oor")
    made.setFont(chinese_font(), 12)
    made.drawString(72, 650, "11 ⽉ 22 ⽇，⾧官⻄行")
    assert lines(saved(made)) == ["The office floor", "11 月 22 日，長官西行"]


def test_lines_are_sorted_by_place_not_by_the_order_of_drawing(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for y, text in ((40, "- 3 -"), (600, "第二段"), (700, "第一段"), (800, "頁首")):
        made.drawString(72, y, text)
    assert lines(saved(made)) == ["頁首", "第一段", "第二段", "- 3 -"]


def test_a_gap_is_written_as_wide_as_it_is(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 700, "姓名")
    made.drawString(72 + 24 + 60, 700, "職稱")
    made.drawString(72, 650, "王　小　明　科長")
    assert lines(saved(made)) == ["姓名          職稱", "王　小　明　科長"]


def test_letter_spaced_lines_are_closed_up(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for i, character in enumerate("臺日雙方自去年起交換意見"):
        made.drawString(72 + 18 * i, 700, character)
    made.drawString(72, 650, "報告人：王大同 李小明 陳美麗")
    assert lines(saved(made)) == ["臺日雙方自去年起交換意見", "報告人：王大同 李小明 陳美麗"]


@pytest.mark.parametrize("stagger", [0, 3, 9])
@pytest.mark.parametrize("by_row", [True, False])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, stagger: int, by_row: bool) -> None:
    made = canvas(tmp_path / "a.pdf")
    left = [f"左{i:02d}{PROSE[:14]}" for i in range(12)]
    right = [f"右{i:02d}{PROSE[-14:]}" for i in range(12)]
    drawn = [(72, 700 - 18 * i, text) for i, text in enumerate(left)]
    drawn += [(310, 700 - stagger - 18 * i, text) for i, text in enumerate(right)]
    if by_row:
        drawn.sort(key=lambda d: (-d[1], d[0]))
    made.drawString(72, 760, PROSE + "，以下分二欄敘述")
    for x, y, text in drawn:
        made.drawString(x, y, text)
    made.drawString(72, 440, PROSE + "，以上分二欄敘述")
    found = lines(saved(made))
    assert found == [PROSE + "，以下分二欄敘述", *left, *right, PROSE + "，以上分二欄敘述"]


def test_short_entries_side_by_side_stay_rows(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for i in range(6):
        made.drawString(72, 700 - 20 * i, f"11月{i + 10}日")
        made.drawString(200, 700 - 20 * i, "東京")
    assert [line.split() for line in lines(saved(made))] == [[f"11月{i + 10}日", "東京"] for i in range(6)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("flag", [0, 90, 180, 270])
def test_turned_text_and_turned_pages_read_as_usual(tmp_path: Path, turn: int, flag: int) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.setPageRotation(flag)
    made.translate(WIDTH / 2, HEIGHT / 2)
    made.rotate(turn)
    expected = [f"第{i}行{PROSE[:12]}" for i in range(6)]
    for i, text in enumerate(expected):
        made.drawString(-100, 60 - 20 * i, text)
    source = saved(made)
    assert lines(source) == expected
    boxes = [line.box for line in source.lines if line.box is not None]
    assert all(b.x1 - b.x0 > b.y1 - b.y0 for b in boxes)
    assert [b.y0 for b in boxes] == sorted(b.y0 for b in boxes)
    assert len({round(b.x0) for b in boxes}) == 1


def test_a_diagonal_watermark_does_not_cut_the_text(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.saveState()
    made.translate(150, 400)
    made.rotate(45)
    made.setFont(chinese_font(), 60)
    made.drawString(0, 0, "內部草稿")
    made.restoreState()
    made.setFont(chinese_font(), 12)
    expected = [f"第{i}行{PROSE}" for i in range(10)]
    for i, text in enumerate(expected):
        made.drawString(72, 700 - 40 * i, text)
    found = lines(saved(made))
    assert found[:10] == expected
    assert "".join(found[10:]) == "內部草稿"


# Ruled tables


CELL = ParagraphStyle("cell", fontName="MSung-Light", fontSize=10, leading=14, wordWrap="CJK")


def tabled(path: Path, *tables: Table) -> Source:
    chinese_font()
    story: list[object] = [Paragraph("表格之前", CELL)]
    for table in tables:
        story += [table, Spacer(1, 30), Paragraph("表格之間", CELL)]
    SimpleDocTemplate(str(path)).build(story)
    return read_source(path)


FONT = ("FONTNAME", (0, 0), (-1, -1), "MSung-Light")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
TRADE = [["年別", "出口", "進口"], ["104年", "195.9", "388.7"], ["105年", "194.7", "406.2"]]


def test_a_ruled_table_is_a_table(tmp_path: Path) -> None:
    source = tabled(tmp_path / "a.pdf", Table(TRADE, style=TableStyle([FONT, GRID])))
    (table,) = source.tables
    assert rows(source, table) == TRADE
    assert (
        source.text[table.start : table.end] == "年別\t出口\t進口\n104年\t195.9\t388.7\n105年\t194.7\t406.2"
    )
    assert lines(source)[0] == "表格之前"
    assert lines(source)[-1] == "表格之間"
    assert {line.kind for line in source.lines if table.start <= line.start < table.end} == {"cell"}
    # Cells side by side are on the same printed line.
    assert [line.number for line in source.lines] == [1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5]


def test_merged_cells_keep_their_spans(tmp_path: Path) -> None:
    data = [
        ["年別", "出口", "", "進口", ""],
        ["", "金額", "年增", "金額", "年增"],
        ["104年", "1", "2", "3", "4"],
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
    source = tabled(tmp_path / "a.pdf", Table(data, style=TableStyle([FONT, GRID, *spans])))
    (table,) = source.tables
    found = {
        source.text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span)
        for c in table.cells
        if source.text[c.start : c.end] in ("年別", "出口", "進口", "104年", "4")
    }
    assert found == {
        "年別": (0, 0, 2, 1),
        "出口": (0, 1, 1, 2),
        "進口": (0, 3, 1, 2),
        "104年": (2, 0, 1, 1),
        "4": (2, 4, 1, 1),
    }
    assert table.shape == (3, 5)


def test_wrapped_cells_stay_together(tmp_path: Path) -> None:
    wrapped = Paragraph("拜會財務省關稅局並就相互承認協議之試行期程交換意見", CELL)
    data = [["日期", "行程"], ["11月28日", wrapped]]
    source = tabled(tmp_path / "a.pdf", Table(data, colWidths=[80, 110], style=TableStyle([FONT, GRID])))
    (table,) = source.tables
    assert [[c.replace("\n", "") for c in row] for row in rows(source, table)] == [
        ["日期", "行程"],
        ["11月28日", "拜會財務省關稅局並就相互承認協議之試行期程交換意見"],
    ]


def test_a_table_without_its_outer_sides(tmp_path: Path) -> None:
    style = TableStyle(
        [
            FONT,
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
            ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.black),
        ]
    )
    source = tabled(tmp_path / "a.pdf", Table(TRADE, style=style))
    assert [rows(source, t) for t in source.tables] == [TRADE]


def test_tables_drawn_with_thin_filled_boxes(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for i in range(4):
        made.rect(72, 700 - 20 * i, 300, 0.5, stroke=0, fill=1)
        made.rect(72 + 100 * i, 640, 0.5, 60, stroke=0, fill=1)
    for i, row in enumerate(TRADE):
        for j, text in enumerate(row):
            made.drawString(76 + 100 * j, 686 - 20 * i, text)
    source = saved(made)
    assert [rows(source, t) for t in source.tables] == [TRADE]


def test_text_pressed_against_the_next_cell_is_parted_at_the_line(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.grid([72, 72 + 49, 72 + 98], [680, 700, 720])
    for y, row in ((706, "出口總額進口總額"), (686, "一二三四五六七八")):
        made.drawString(72.5, y, row)
    source = saved(made)
    assert [rows(source, t) for t in source.tables] == [[["出口總額", "進口總額"], ["一二三四", "五六七八"]]]


def test_two_tables_and_a_landscape_page(tmp_path: Path) -> None:
    style = TableStyle([FONT, GRID])
    source = tabled(tmp_path / "a.pdf", Table(TRADE, style=style), Table(TRADE[::-1], style=style))
    assert [rows(source, t) for t in source.tables] == [TRADE, TRADE[::-1]]
    made = canvas(tmp_path / "b.pdf")
    made.translate(WIDTH, 0)
    made.rotate(90)
    made.grid([100, 200, 300, 400], [200, 220, 240, 260])
    for i, row in enumerate(TRADE):
        for j, text in enumerate(row):
            made.drawString(104 + 100 * j, 246 - 20 * i, text)
    turned = saved(made)
    assert [rows(turned, t) for t in turned.tables] == [TRADE]


PLAIN = [("國別", "金額（億美元）", "成長率（％）"), ("日本", "1,558.2", "5.03"), ("越南 2", "602", "-6.7")]


def set_out(made: Canvas, table: list[tuple[str, ...]], *, right: bool) -> None:
    for i, row in enumerate(table):
        for j, text in enumerate(row):
            draw = made.drawRightString if right and j else made.drawString
            draw(80 + 130 * j + (60 if right and j else 0), 700 - 20 * i, text)


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("ruled", [True, False])
def test_figures_below_each_other_are_a_table(tmp_path: Path, right: bool, ruled: bool) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 730, PROSE)
    set_out(made, PLAIN, right=right)
    if ruled:
        for y in (716, 696, 656):
            made.line(72, y, 480, y)
    made.drawString(72, 640, PROSE)
    source = saved(made)
    assert [[tuple(row) for row in rows(source, t)] for t in source.tables] == [PLAIN]
    assert [lines(source)[0], lines(source)[-1]] == [PROSE, PROSE]


def test_figures_under_heads_of_two_levels(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawCentredString(205, 720, "出口")
    made.drawCentredString(345, 720, "進口")
    for i, row in enumerate(
        (("金額", "年增率", "金額", "年增率"), ("1.5", "-2.0", "30.5", "4.0"), ("6.5", "7.0", "8", "－"))
    ):
        made.drawString(80, 700 - 20 * i, ("年別", "104年", "105年")[i])
        for j, text in enumerate(row):
            made.drawCentredString(170 + 70 * j, 700 - 20 * i, text)
    source = saved(made)
    (table,) = source.tables
    assert rows(source, table) == [
        ["出口", "進口"],
        ["年別", "金額", "年增率", "金額", "年增率"],
        ["104年", "1.5", "-2.0", "30.5", "4.0"],
        ["105年", "6.5", "7.0", "8", "－"],
    ]
    assert [(c.column, c.column_span) for c in table.cells if c.row == 0] == [(1, 2), (3, 2)]


@pytest.mark.parametrize(
    "texts",
    [
        [
            "目的 ................ 1",
            "過程 ................ 2",
            "心得 ................ 3",
            "建議 ................ 4",
        ],
        ["106 年 11 月 22 日", "106 年 11 月 23 日", "106 年 11 月 24 日", "106 年 11 月 25 日"],
        ["金額為 3 5", "另有一段較長的文字 3 5", "短 3 5", "不對齊的文字行末 3 5"],
        ["電話 02 2345", "共 3 項", "傳真 02 2345", "計 5 人"],
    ],
)
def test_lines_that_merely_end_in_figures_are_no_table(tmp_path: Path, texts: list[str]) -> None:
    source = read_source(write_pdf(tmp_path / "a.pdf", [texts]))
    assert source.tables == ()


@pytest.mark.parametrize("frame", ["box", "underlines", "one column"])
def test_frames_and_rules_are_no_tables(tmp_path: Path, frame: str) -> None:
    made = canvas(tmp_path / "a.pdf")
    expected = [f"第{i}行{PROSE}" for i in range(4)]
    for i, text in enumerate(expected):
        made.drawString(80, 700 - 20 * i, text)
        if frame == "underlines":
            made.line(80, 697 - 20 * i, 300, 697 - 20 * i)
        if frame == "one column":
            made.rect(72, 696 - 20 * i, 460, 20)
    if frame == "box":
        made.rect(72, 600, 460, 130)
    source = saved(made)
    assert source.tables == ()
    assert lines(source) == expected


# What cannot be read


def image_pdf(path: Path, kinds: str) -> Path:
    from PIL import Image

    made = canvas(path)
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for kind in kinds:
        made.setFont(chinese_font(), 12)
        if kind in "is":
            made.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        if kind in "ts":
            made.drawString(72, 700, PROSE if kind == "t" else "收文章")
        made.showPage()
    made.save()
    return path


def test_a_scan_has_no_text_layer(tmp_path: Path) -> None:
    source = read_source(image_pdf(tmp_path / "scan.pdf", "iii"))
    assert (source.status, codes(source)) == ("failed", ["no-text-layer"])
    assert "scan.pdf" in source.issues[0].message


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    source = read_source(image_pdf(tmp_path / "mixed.pdf", "titis"))
    assert (source.status, codes(source)) == ("partial", ["pages-without-text"])
    assert "2, 4-5" in source.issues[0].message
    assert source.pages == 5


def test_empty_pages_are_no_loss(tmp_path: Path) -> None:
    source = read_source(image_pdf(tmp_path / "blank.pdf", "t t"))
    assert (source.status, source.issues) == ("ok", ())
    assert [line.page for line in source.lines] == [1, 3]


def test_encrypted_pdf(tmp_path: Path) -> None:
    source = read_source(write_pdf(tmp_path / "locked.pdf", [[PROSE]], password="secret"))
    assert (source.status, codes(source), source.text) == ("failed", ["encrypted-file"], "")
    assert source.media_type == "application/pdf"
    assert "locked.pdf" in source.issues[0].message


def test_pdf_protected_only_against_printing_is_read(tmp_path: Path) -> None:
    source = read_source(write_pdf(tmp_path / "open.pdf", [[PROSE]], password=""))
    assert lines(source) == [PROSE]


@pytest.mark.parametrize("keep", [30, 400, 900])
def test_broken_pdf(tmp_path: Path, keep: int) -> None:
    path = write_pdf(tmp_path / "broken.pdf", [[PROSE]])
    path.write_bytes(path.read_bytes()[:keep])
    source = read_source(path)
    assert source.status == "failed"
    assert codes(source)[0] in ("broken-file", "no-text-layer")
    assert "broken.pdf" in source.issues[0].message


def test_pdf_header_alone(tmp_path: Path) -> None:
    (tmp_path / "head.pdf").write_bytes(b"%PDF-1.7\n")
    assert codes(read_source(tmp_path / "head.pdf")) == ["broken-file"]


# Air and order within a line


def test_air_between_chinese_and_digits_is_no_space_but_a_typed_one_is(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    x = 72.0
    for piece, air in (("本處於", 3), ("106", 3), ("年 11 月成立", 0)):
        made.drawString(x, 700, piece)
        x += made.stringWidth(piece) + air
    assert lines(saved(made)) == ["本處於106年 11 月成立"]


def test_a_character_drawn_after_its_line_stands_in_its_place(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(72, 700, "秘書長戈登")
    gap = 72 + made.stringWidth("秘書長戈登")
    made.drawString(gap + 12, 700, "虎克博士來訪並拜會本部")
    made.drawString(gap, 700, "‧")
    assert lines(saved(made)) == ["秘書長戈登‧虎克博士來訪並拜會本部"]
