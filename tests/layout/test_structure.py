from __future__ import annotations

import pytest
from layout_sources import check_offsets, printed

from pipeline.document import Cell, Line, Source, Table
from pipeline.layout import lay_out
from pipeline.layout.headings import is_bare_title, read_marker, section_kind

SENTENCE = "本次考察以港口保全為重點，先後拜會三個機關，並與當地業者座談。"


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("壹、目的", 1, 1),
        ("叁、心得及建議", 1, 3),
        ("拾壹、附錄", 1, 11),
        ("第一章 前言", 1, 1),
        ("第二節　方法", 2, 2),
        ("十二、其他", 2, 12),
        ("（三）拜會", 3, 3),
        ("(一)參與", 3, 1),
        ("2. 討論", 4, 2),
        ("１、推動", 4, 1),
        ("(１)針對", 5, 1),
        ("③ 建議", 6, 3),
        ("1.2 背景", 5, 2),
    ],
)
def test_markers(text: str, level: int, number: int) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.level, marker.number) == (level, number)


@pytest.mark.parametrize(
    "text", ["106 年 11 月", "1.5億美元", "二氧化碳", "第三屆會議", "十月五日", "一行四人", "3/12"]
)
def test_no_markers(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("摘　　要", "abstract"),
        ("壹、背景及目的", "purpose"),
        ("參、考察經過", "process"),
        ("肆、心得及建議", "findings"),
        ("伍、附錄", "appendix"),
        ("目　次", "contents"),
        ("二、臺印貿易", "other"),
    ],
)
def test_section_kinds(title: str, kind: str) -> None:
    assert section_kind(title) == kind


def test_bare_titles() -> None:
    assert is_bare_title("目　　錄")
    assert is_bare_title("附錄 2 簽署文本")
    assert not is_bare_title("目的地為東京")


def test_sections_nest_and_end_with_the_next_of_their_level() -> None:
    process = ["一、拜會海關", SENTENCE * 6, "二、參訪港口", SENTENCE]
    lines = [
        "摘要",
        SENTENCE * 4,
        "壹、目的",
        SENTENCE * 2,
        "貳、過程",
        *process,
        "參、心得及建議",
        SENTENCE * 3,
    ]
    text = "\n".join(lines)
    document = lay_out(printed(text))
    assert [(s.title, s.kind, s.level) for s in document.sections] == [
        ("摘要", "abstract", 1),
        ("壹、目的", "purpose", 1),
        ("貳、過程", "process", 1),
        ("一、拜會海關", "other", 2),
        ("二、參訪港口", "other", 2),
        ("參、心得及建議", "findings", 1),
    ]
    governed = document.sections[2]
    assert document.text[governed.start : governed.end].count("二、參訪港口") == 1
    inner = document.section_at(document.text.index("二、參訪港口") + 8)
    assert inner is not None
    assert inner.title == "二、參訪港口"


@pytest.mark.parametrize(
    "entry", ["{}................{}", "{} …………………… {}", "{}．．．．．．．{}", "{}\t{}", "{}　　　　{}"]
)
def test_contents_are_no_headings(entry: str) -> None:
    titles = ["壹、目的", "貳、過程", "一、拜會海關總署", "參、心得及建議"]
    toc = [entry.format(title, page) for page, title in enumerate(titles, 1)]
    body = [line for title in titles for line in (title, SENTENCE * 3)]
    document = lay_out(printed("\n".join(["目　錄", *toc, *body])))
    assert [b.kind for b in document.blocks].count("toc") == 4
    assert [s.title for s in document.sections][1:] == titles


def test_contents_without_page_numbers() -> None:
    titles = ["壹、目的", "貳、過程", "參、心得及建議"]
    body = [line for title in titles for line in (title, SENTENCE * 3)]
    document = lay_out(printed("\n".join(["目次", *titles, *body])))
    assert [s.title for s in document.sections] == ["目次", *titles]


def test_contents_that_begin_with_the_abstract() -> None:
    titles = ["摘要", "壹、目的", "貳、過程", "參、心得及建議"]
    body = [line for title in titles for line in (title, SENTENCE * 3)]
    document = lay_out(printed("\n".join(["目次", *titles, *body])))
    assert [s.title for s in document.sections] == ["目次", *titles]


def test_tables_of_the_format_become_lines_with_tabs() -> None:
    text = "行程如下：\n日期\t地點\n7月8日\t東京\n大阪\n返國後提出報告。"
    at = text.index
    cells = (
        Cell(0, 0, at("日期"), at("日期") + 2),
        Cell(0, 1, at("地點"), at("地點") + 2),
        Cell(1, 0, at("7月8日"), at("7月8日") + 4),
        Cell(1, 1, at("東京"), at("大阪") + 2),
    )
    lines = []
    start = 0
    for raw in text.split("\n"):
        lines.append(Line(start, start + len(raw), kind="paragraph"))
        start += len(raw) + 1
    table = Table(at("日期"), at("大阪") + 2, cells)
    document = lay_out(Source("t.docx", "0" * 64, "application/x", text, tuple(lines), (table,)))
    check_offsets(document)
    assert "日期\t地點\n7月8日\t東京 大阪\n返國後提出報告。" in document.text
    assert [document.text[c.start : c.end] for c in document.tables[0].cells] == [
        "日期",
        "地點",
        "7月8日",
        "東京 大阪",
    ]
    assert document.tables[0].shape == (2, 2)


def test_tables_drawn_with_lines() -> None:
    text = "\n".join(
        [
            "┌────┬────────┐",
            "│日　期│行程            │",
            "├────┼────────┤",
            "│四月九日│拜會海關總署    │",
            "├────┼────────┤",
            "│四月十日│返國            │",
            "└────┴────────┘",
        ]
    )
    document = lay_out(printed(text + "\n"))
    assert document.text == "日　期\t行程\n四月九日\t拜會海關總署\n四月十日\t返國\n"
    assert document.tables[0].shape == (3, 2)


def test_tables_drawn_with_blanks() -> None:
    rows = [
        ("年度", "出口", "進口"),
        ("104", "1,234.5", "987.6"),
        ("105", "1,345.6", "876.5"),
        ("106", "1,456.7", "765.4"),
    ]
    text = "\n".join(f"{a:<8}{b:>10}{c:>12}" for a, b, c in rows)
    document = lay_out(printed(f"{SENTENCE}\n\n{text}\n\n{SENTENCE}"))
    assert "105\t1,345.6\t876.5\n" in document.text
    assert document.tables[0].shape == (4, 3)


def test_a_head_parted_by_one_wide_blank_has_its_columns() -> None:
    drawn = (
        "年別　　　　出口　　　進口　　貿易總額　成長率\n"
        "109年　　　 28.4　　　98.6　　127.0　　 14.2\n"
        "110年　　　 36.2　　　152.1　 188.3　　 48.3\n"
        "111年　　　 40.5　　　201.7　 242.2　　 28.6\n"
    )
    document = lay_out(printed(drawn))
    assert document.text.split("\n")[0] == "年別\t出口\t進口\t貿易總額\t成長率"
    # A row that has as many cells as the others is not parted at the blank of a name.
    named = drawn.replace("年別　　　　出口", "年　別　　　出口").replace(
        "貿易總額　成長率", "貿易總額　　成長率"
    )
    assert lay_out(printed(named)).text.split("\n")[0].count("\t") == 4


def test_headings_set_off_by_blanks_make_no_table() -> None:
    document = lay_out(
        printed("\n".join(["壹、  目的", "貳、  過程", "參、  心得", "肆、  建議", "伍、  附錄"]))
    )
    assert not document.tables
    assert len(document.sections) == 5


def test_blanks_within_prose_make_no_table() -> None:
    text = "\n".join(["敬致　　貴院　　委員", "本案業經  行政院核定在案。", "特此說明。"])
    assert not lay_out(printed(text)).tables


def test_letter_spacing_goes_from_justified_lines() -> None:
    text = " ".join("本次考察以港口保全為重點先後拜會三個機關並與當地業者座談。") + "\n" + SENTENCE
    assert "港口保全為重點先後拜會" in lay_out(printed(text)).text


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", " \t\u3000 ", "\x00\x00", "。" * 100_000, "1\n" * 2000, "│" * 3000]
)
def test_odd_texts(text: str) -> None:
    document = lay_out(printed(text))
    check_offsets(document)


def test_a_failed_source_is_an_empty_document() -> None:
    document = lay_out(Source("x.pdf", "0" * 64, "application/pdf", "", (), status="failed"))
    assert (document.text, document.blocks, document.fields) == ("", (), ())
