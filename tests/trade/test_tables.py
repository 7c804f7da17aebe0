"""Heads, labels and captions give table cells their unit, metric, period and parties."""

from decimal import Decimal

import pytest

from pipeline.document import Cell, Document, Table
from pipeline.trade.tables import read_unit
from trade.readings import figures, parties, resolve

EXPORTS = (
    "表1 我國對主要國家出口值\n"
    "單位：百萬美元；%\n"
    "國家\t104年\t105年\t成長率(%)\n"
    "美國\t34,543\t33,523\t-3.0\n"
    "日本\t19,592\t19,551\t(0.2)\n"
    "越南\t9,500\t9,544\t…\n"
    "合計\t63,635\t62,618\t-1.6\n"
)


def test_caption_head_and_label_of_a_cell() -> None:
    by_place = {(f.row, f.column): f for f in figures(EXPORTS)}
    cell = by_place[1, 1]
    assert (cell.kind, cell.metric, cell.value, cell.unit) == (
        "amount",
        "exports",
        Decimal(34543000000),
        "USD",
    )
    assert (cell.period, cell.reporter, cell.partner, cell.table) == ("2015", "TWN", "USA", 0)
    growth = by_place[2, 3]
    assert (growth.kind, growth.value, growth.unit) == ("growth", Decimal("-0.2"), "percent")
    assert (growth.period, growth.compared_to) == ("2016", "2015")
    assert by_place[4, 1].partner == "WLD"
    assert (3, 3) not in by_place
    assert len(by_place) == 11


def test_units_in_heads_and_years_in_labels() -> None:
    text = (
        "臺越雙邊貿易統計\n年別\t出口(億美元)\t進口(億美元)\t件數\n2014\t99.8\t25.6\t5\n2015\t95.2\t25.1\t6\n"
    )
    found = figures(text)
    assert [(f.metric, f.value, f.period, f.partner) for f in found] == [
        ("exports", Decimal(9980000000), "2014", "VNM"),
        ("imports", Decimal(2560000000), "2014", "VNM"),
        ("exports", Decimal(9520000000), "2015", "VNM"),
        ("imports", Decimal(2510000000), "2015", "VNM"),
    ]


def test_cells_that_write_their_unit() -> None:
    found = figures("項目\t104年\t105年\n出口金額\t2,853億美元\t2,803億美元\n年增率\t-10.9%\t-1.8%\n")
    assert [(f.kind, f.metric, f.value, f.period) for f in found] == [
        ("amount", "exports", Decimal(285300000000), "2015"),
        ("amount", "exports", Decimal(280300000000), "2016"),
        ("growth", "exports", Decimal("-10.9"), "2015"),
        ("growth", "exports", Decimal("-1.8"), "2016"),
    ]


def test_a_merged_head_covers_its_columns() -> None:
    rows = ["我國與日本貿易(億美元)", "", "年別\t出口\t進口", "105年\t195\t406"]
    text = "\n".join(rows)
    second, third = text.index("年別"), text.index("105年")
    table = Table(
        0,
        len(text),
        (
            Cell(0, 0, 0, len(rows[0]), column_span=3),
            Cell(1, 0, second, second + 2),
            Cell(1, 1, second + 3, second + 5),
            Cell(1, 2, second + 6, second + 8),
            Cell(2, 0, third, third + 4),
            Cell(2, 1, third + 5, third + 8),
            Cell(2, 2, third + 9, third + 12),
        ),
    )
    plain = Document.from_text(text)
    document = Document(plain.source, text, plain.offsets, plain.blocks, tables=(table,))
    from pipeline.dates import find_dates, resolve_dates
    from pipeline.trade import find_figures, resolve_figures

    dates = resolve_dates(find_dates(document), document).dates
    found = resolve_figures(find_figures(document), document, dates=dates).figures
    assert [(f.metric, f.value, f.partner, f.period) for f in found] == [
        ("exports", Decimal(19500000000), "JPN", "2016"),
        ("imports", Decimal(40600000000), "JPN", "2016"),
    ]


def test_a_timetable_has_no_figures() -> None:
    assert figures("日期\t地點\t人數\n3月1日\t東京\t5\n3月2日\t大阪\t6\n") == ()


def test_an_economic_table_without_a_unit_is_an_issue() -> None:
    resolution = resolve("我國出口統計\n國家\t104年\t105年\n美國\t345\t335\n日本\t195\t196\n")
    assert resolution.figures == ()
    assert [i.code for i in resolution.issues] == ["table-without-unit"]


def test_a_rate_belongs_to_the_measure_beside_it() -> None:
    found = figures(
        "近年臺泰雙邊貿易\n單位：百萬美元；%\n"
        "年別\t貿易總額\t成長率\t出口\t成長率\t進口\t成長率\t出（入） 超\n"
        "104年\t9,587\t-6.4\t5,763\t-6.1\t3,824\t-7.0\t1,939\n105年\t9,297\t-3.0\t5,488\t-4.8\t3,809\t-0.4\t1,679\n"
    )
    first = [f for f in found if f.row == 1]
    assert [f.metric for f in first] == [
        "trade_total",
        "trade_total",
        "exports",
        "exports",
        "imports",
        "imports",
        "trade_balance",
    ]
    assert {parties(f) for f in found} == {("TWN", "THA")}


def test_a_head_row_that_notes_the_unit_gives_it_to_all_columns() -> None:
    found = figures(
        "表1 臺泰雙邊貿易統計\t\t\t單位：百萬美元；%\t\n年別\t出口\t進口\t貿易總額\t總額成長率\n"
        "109年\t28.4\t98.6\t127.0\t14.2\n110年\t36.2\t152.1\t188.3\t48.3\n"
    )
    first = [(f.metric, f.kind, f.value, f.unit) for f in found if f.row == 2]
    assert first == [
        ("exports", "amount", Decimal(28400000), "USD"),
        ("imports", "amount", Decimal(98600000), "USD"),
        ("trade_total", "amount", Decimal(127000000), "USD"),
        ("trade_total", "growth", Decimal("14.2"), "percent"),
    ]


def test_economies_side_by_side_are_reporters() -> None:
    found = figures(
        "2016年主要經濟指標\n單位：億美元；%\n國別\tGDP\t經濟成長率\t出口\t核准外資\n泰國\t4,070\t3.2\t2,153\t77\n緬甸\t674\t6.5\t117\t66\n"
    )
    assert {parties(f) for f in found if f.row == 1} == {("THA", None), ("THA", "WLD")}
    assert {f.partner for f in found if f.metric == "exports"} == {"WLD"}


def test_an_upper_head_goes_on_over_its_empty_neighbours() -> None:
    found = figures(
        "我國與主要國家貿易\n單位：億美元\n國別\t2017年\t\t2018年\t\n\t出口\t進口\t出口\t進口\n美國\t369.6\t284.1\t397.0\t331.0\n"
    )
    assert [(f.metric, f.period) for f in found] == [
        ("exports", "2017"),
        ("imports", "2017"),
        ("exports", "2018"),
        ("imports", "2018"),
    ]
    assert {parties(f) for f in found} == {("TWN", "USA")}


def test_the_country_of_the_caption_trades_with_those_of_the_labels() -> None:
    found = figures(
        "2018年越南主要進口來源\n排名\t國家\t進口額（億美元）\t占比（%）\n1\t韓國\t475.0\t20.1\n2\t臺灣\t132.3\t5.6\n"
    )
    assert [(f.kind, *parties(f)) for f in found] == [
        ("rank", "VNM", "KOR"),
        ("amount", "VNM", "KOR"),
        ("share", "VNM", "KOR"),
        ("rank", "VNM", "TWN"),
        ("amount", "VNM", "TWN"),
        ("share", "VNM", "TWN"),
    ]
    assert {f.product for f in found} == {None}


def test_a_table_of_one_economy_with_years_in_brackets() -> None:
    found = figures(
        "印尼重要經濟指標\n人口\t2億6,500萬人\n國內生產毛額\t1兆422億美元（2018）\n出口總金額\t1,802億美元（2017）\n"
    )
    assert [(f.metric, f.period, *parties(f)) for f in found] == [
        ("gdp", "2018", "IDN", None),
        ("exports", "2017", "IDN", "WLD"),
    ]


@pytest.mark.parametrize(
    "title", ["日本及韓國對我國投資金額\n", "表1\t日本及韓國對我國投資金額\t\t單位：千美元\t\n"]
)
def test_a_rate_is_of_the_country_whose_column_it_stands_beside(title: str) -> None:
    text = f"{title}年別\t日本（千美元）\t年增率\t韓國（千美元）\t年增率\n" + (
        "95年\t1,591,093\t120.3\t51,260\t-18.4\n96年\t999,633\t-37.2\t63,814\t24.5\n"
    )
    found = resolve(text).figures
    assert [(f.metric, f.partner) for f in found] == [
        ("investment", c) for c in ("JPN", "JPN", "KOR", "KOR") * 2
    ]


def test_a_rate_beside_a_total_is_of_no_country() -> None:
    text = "年別\t日本出口（千美元）\t出口合計（千美元）\t年增率\n"
    text += "95年\t1,591,093\t3,651,260\t8.4\n96年\t999,633\t2,163,814\t4.5\n"
    assert [f.partner for f in resolve(text).figures if f.kind == "growth"] == ["WLD", "WLD"]


@pytest.mark.parametrize(
    "damaged", ["單位：百萬美；%", "單位：百萬美 ；%", "單位：百萬美兀；%", "(單位:百萬美)"]
)
def test_a_unit_whose_last_character_is_damaged(damaged: str) -> None:
    """Recognition of a scan loses one character; a table must not become percentages for it."""
    (cell,) = (
        f for f in figures(EXPORTS.replace("單位：百萬美元；%", damaged)) if (f.row, f.column) == (1, 1)
    )
    assert (cell.kind, cell.value, cell.unit) == ("amount", Decimal(34543000000), "USD")


@pytest.mark.parametrize("words", ["百萬美國人", "億歐洲人口", "萬日本旅客", "千港口"])
def test_countries_and_ports_are_no_damaged_unit(words: str) -> None:
    assert read_unit(words) is None


def test_a_cell_that_no_table_can_hold_is_no_figure() -> None:
    damaged = EXPORTS.replace("34,543", "9" * 45).replace("-3.0", "3." + "0" * 30)
    places = {(f.row, f.column) for f in figures(damaged)}
    assert (1, 2) in places
    assert not places & {(1, 1), (1, 3)}
