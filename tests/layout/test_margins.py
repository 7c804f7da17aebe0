"""Lines that end at no common margin: cut by count, each paragraph by its own, by a page, by a table cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from layout_sources import check_offsets, paragraphs, printed
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.layout.joints import Joint, joint

TEXTS = (
    "本次會議由主辦國輪值主席致開幕詞，各國代表依序就關務程序簡化提出國家報告，並由秘書處彙整2017年各國推動進度。",
    "我方代表於106年11月22日上午10時30分拜會該國海關總署，雙方就情資交換及世界關務組織之工作充分討論。",
    "據統計，該國2016年出口總額為1,884.9億美元，較上年同期成長5.3%，進口總額為729億美元，出超為1,155.9億美元。",
    "駐地代表處亦協助安排參訪自由貿易港區，實地瞭解其保稅倉儲及轉運作業之管理方式，以供本署未來規劃相關業務參考。",
)


def cut(text: str, count: int) -> list[str]:
    return [text[i : i + count] for i in range(0, len(text), count)]


def wrapped(text: str, columns: int) -> list[str]:
    lines = [""]
    for char in text:
        if sum(1 if c.isascii() else 2 for c in lines[-1] + char) > columns:
            lines.append("")
        lines[-1] += char
    return lines


@pytest.mark.parametrize("count", [20, 25, 33, 41])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_cut_after_so_many_characters(count: int, gap: str) -> None:
    lines = [line for text in TEXTS * 2 for line in cut(text, count)]
    document = lay_out(printed(gap.join(lines) + "\n"))
    check_offsets(document)
    assert paragraphs(document) == [*TEXTS, *TEXTS]


def test_paragraphs_with_a_margin_each() -> None:
    margins = (42, 70, 50, 66, 46, 62, 54, 58)
    lines = [line for text, margin in zip(TEXTS * 2, margins, strict=True) for line in wrapped(text, margin)]
    assert paragraphs(lay_out(printed("\n".join(lines) + "\n"))) == [*TEXTS, *TEXTS]


def test_a_page_may_end_within_any_sentence_of_an_unwrapped_text() -> None:
    head, tail = TEXTS[2][:25], TEXTS[2][25:]
    document = lay_out(printed(f"{TEXTS[0]}\n{head}\n- 3 -\n\f{tail}\n{TEXTS[3]}\n"))
    assert paragraphs(document) == [TEXTS[0], TEXTS[2], TEXTS[3]]


def test_a_page_that_ends_with_a_heading_or_a_sentence_ends_a_paragraph() -> None:
    document = lay_out(printed(f"{TEXTS[0]}\n貳、過程\n- 3 -\n\f{TEXTS[1]}\n- 4 -\n\f{TEXTS[2]}\n"))
    assert paragraphs(document) == [TEXTS[0], "貳、過程", TEXTS[1], TEXTS[2]]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("計1,884.", "9億美元", Joint(False)),
        ("金額為1,", "884.9億美元", Joint(False)),
        ("共10", "5年成果", Joint(False)),
        ("出席委員：張大同 葉宜平", "盧家成 許忠文 李明", Joint(True)),
        ("出席委員：張大同 葉宜", "平 盧家成 許忠文", Joint(False)),
        ("World Customs", "Organization", Joint(True)),
        ("由秘書長主持", "會議並致詞", Joint(False)),
    ],
)
def test_joints(above: str, below: str, expected: Joint) -> None:
    assert joint(above, below, "", blind=False) == expected


def table_pdf(path: Path, rows: list[list[str]], widths: list[float], lead: int = 0) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))
    style = ParagraphStyle("cell", fontName="MSung-Light", fontSize=12, leading=16, wordWrap="CJK")
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    table = Table(cells, colWidths=widths, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(str(path), pagesize=A4).build([Spacer(1, lead), table])
    return path


def test_a_cell_that_its_width_has_broken_is_whole_again(tmp_path: Path) -> None:
    rows = [["年別", "貿易總額", "出口金額"], ["105年1至6月", "5,014.3", "2,827.6"]]
    document = lay_out(read_source(table_pdf(tmp_path / "a.pdf", rows, [54, 48, 54])))
    assert paragraphs(document) == ["\t".join(row) for row in rows]


def test_names_below_each_other_in_a_cell_stay_apart(tmp_path: Path) -> None:
    rows = [["服務機關", "姓名"], ["財政部關務署", "王小明<br/>李大同"]]
    document = lay_out(read_source(table_pdf(tmp_path / "a.pdf", rows, [120, 48])))
    assert paragraphs(document)[1] == "財政部關務署\t王小明 李大同"


def test_a_table_goes_on_overleaf(tmp_path: Path) -> None:
    rows = [["年別", "出口"], *([f"{year}年", str(year * 10)] for year in range(80, 106))]
    document = lay_out(read_source(table_pdf(tmp_path / "a.pdf", rows, [90, 90], lead=450)))
    assert document.source.pages == 2
    assert len(document.tables) == 1
    assert document.tables[0].shape == (27, 2)
    check_offsets(document)


LONG = "會議由執行長主持並就融資議題請各國代表踴躍發言，世界銀行及亞洲開發銀行均派專家出席。"


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("由智利生產力促進局執行長Camila Guz", "mán主持，世界銀行派員出席。", "Camila Guzmán主持"),
        ("3. 馬來西亞中小企業公司副執行長Siti Ra", "hmah Abdullah表示支持續辦。", "Siti Rahmah Abdullah"),
        ("於該地拜會菲律賓貿工部主管業務之助理部長Ram", "on Ortega會談。", "Ramon Ortega"),
        (
            "一行於次日上午轉往該地，就近拜會世界關務組織World Customs",
            "Organization秘書處。",
            "Customs Organization",
        ),
        (
            "一行於次日上午轉往該地，就近參訪維也納自然資源大學University",
            "of Vienna校園。",
            "University of Vienna",
        ),
        ("（二）透過國際刑警組織現有之通報管道（INTE", "RPOL）請求協查，獲該國同意。", "（INTERPOL）"),
        ("(１)參與部長會議：第7屆會議於98年11月30日至12", "月2日在瑞士日內瓦召開。", "30日至12月2日"),
    ],
)
def test_a_page_break_tears_words_and_brackets(head: str, tail: str, whole: str) -> None:
    document = lay_out(printed(f"{LONG}\n{head}\n- 3 -\n\f{tail}\n{LONG}\n"))
    check_offsets(document)
    assert whole in document.text


def test_a_caption_opens_a_paragraph_though_the_line_above_is_full() -> None:
    full = "兩國經濟成長率分別為百分之五點零三及百分之六點二三，合計逾三億三千萬人之市場。"
    lines = [full[:38], "表一　2012年越南、印尼主要經濟指標", "單位：億美元"]
    text = "\n".join([*(LONG[:38], LONG[38:]) * 4, *lines])
    assert "表一　2012年越南、印尼主要經濟指標" in paragraphs(lay_out(printed(text + "\n")))


def test_a_name_that_ends_in_a_numeral_begins_no_list() -> None:
    above = "一、政要訪華者包括：山本順三、神取忍、秋原司、大康弘、福島伸享、山本幸"
    below = "三、塩崎恭久、中津川博鄉、松原仁、北神圭朗等眾議員及其夫人與隨行人員。"
    text = "\n".join(("一、前言", "二、經過", above, below, "三、結論", LONG[:36], LONG[36:])) + "\n"
    assert "山本幸三、塩崎恭久" in lay_out(printed(text)).text


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("上午拜會印度台北 協會，就議程逐項核對，下午拜會商工部。", "拜會印度台北協會，"),
        ("對話由生產力促進局 （CORFO）主持，世界銀行派專家出席。", "促進局（CORFO）"),
        ("出席人員計有：王小明 李大同 陳文昌 林美玲，均按時到達會場。", "王小明 李大同 陳文昌"),
        ("出席：王小明 李大同", "王小明 李大同"),
        ("參訪Ａ Ｂ兩棟大樓之消防設施，並就管理維護情形交換意見。", "Ａ Ｂ"),
    ],
)
def test_a_stray_blank_in_prose_goes_and_one_that_parts_stays(line: str, clean: str) -> None:
    document = lay_out(printed(f"{line}\n"))
    check_offsets(document)
    assert clean in document.text
