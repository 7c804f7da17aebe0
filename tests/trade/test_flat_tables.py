"""Tables of bare lines: rows of a label and numbers under heads that can be dealt out to them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.trade.flat_tables import flat_tables
from trade.readings import figures

TRADE = (
    "附表2  近年臺泰雙邊貿易統計\n"
    "單位：億美元；%\n"
    "年 貿易總額 我出口 我進口 順（逆）差\n"
    "金額 成長率 金額 成長率 金額 成長率 金額\n"
    "2015 90.5 -4.1 56.0 -6.2 34.5 -2.0 21.5\n"
    "2016\n"
    "（1-9月）\n"
    "12\n"
    "70.2 1.5 40.1 2.2 30.1 0.6 10.0\n"
    "資料來源：海關\n"
)


def test_heads_in_groups_and_a_label_over_three_lines() -> None:
    found = figures(TRADE)
    assert len(found) == 14
    assert [f.metric for f in found[:7]] == [
        "trade_total",
        "trade_total",
        "exports",
        "exports",
        "imports",
        "imports",
        "trade_balance",
    ]
    assert [f.kind for f in found[:7]] == ["amount", "growth"] * 3 + ["amount"]
    assert found[2].value == Decimal(5600000000)
    assert {(f.reporter, f.partner) for f in found} == {("TWN", "THA")}
    assert [f.period for f in found] == ["2015"] * 7 + ["2016-01/2016-09"] * 7


def test_one_row_of_years() -> None:
    found = figures("單位：新臺幣億元\n年度      107年    108年    109年\n預算數     3.1     26.5    98.0\n")
    assert [(f.metric, f.value, f.unit, f.period) for f in found] == [
        ("budget", Decimal(310000000), "TWD", "2018"),
        ("budget", Decimal(2650000000), "TWD", "2019"),
        ("budget", Decimal(9800000000), "TWD", "2020"),
    ]


def test_years_told_ahead_and_units_in_the_labels() -> None:
    text = (
        "表3 泰國經濟指標\n2016 2017 2018f\n經濟成長率（%） 3.3 3.9 4.1\n出口值（億美元） 2,136 2,347 2,520\n"
    )
    found = figures(text)
    assert [f.period for f in found] == ["2016", "2017", "2018"] * 2
    assert [f.metric for f in found] == ["gdp"] * 3 + ["exports"] * 3


def test_years_of_the_republic_label_their_rows() -> None:
    text = "近三年臺德貿易統計\n單位：億美元\n年度 出口 進口\n105 59.3 85.7\n106 64.5 92.2\n"
    assert [(f.metric, f.period, f.partner) for f in figures(text)] == [
        ("exports", "2016", "DEU"),
        ("imports", "2016", "DEU"),
        ("exports", "2017", "DEU"),
        ("imports", "2017", "DEU"),
    ]
    assert [f.period for f in figures("分年經費：\n年度 經費（萬元）\n106 12,000\n107 34,000\n")] == [
        "2017",
        "2018",
    ]


def test_a_line_of_years_is_a_head() -> None:
    found = figures("主要國家失業率（%）\n國家 2014 2015 2016\n以色列 5.9 5.2 4.8\n南韓 3.5 3.6 3.7\n")
    assert [(f.period, f.reporter) for f in found] == [
        (year, country) for country in ("ISR", "KOR") for year in ("2014", "2015", "2016")
    ]


def test_counts_beside_money_are_no_figures() -> None:
    found = figures("近年對泰國投資\n單位：百萬美元\n年度 件數 金額\n2014 12 345.6\n2015 15 1,234.5\n")
    assert [(f.metric, f.value, f.period) for f in found] == [
        ("investment", Decimal(345600000), "2014"),
        ("investment", Decimal("1234500000"), "2015"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "出席人數統計\n年度 男 女\n2014 12 34\n2015 15 45\n",
        "電話 02 2345 6789\n傳真 02 2345 6780\n",
        "第一章 1 2\n第二章 3 4\n",
        "本年成長 3.5 及 4.2\n去年成長 2.1 及 3.3\n，詳如下表。\n",
    ],
)
def test_other_lines_are_no_tables_of_figures(text: str) -> None:
    assert figures(text) == ()


@given(st.text(alphabet="年額 \t\n0129.,-%（）合計", max_size=200))
def test_cells_lie_within_the_text_in_reading_order(text: str) -> None:
    for table in flat_tables(text, []):
        assert 0 <= table.start < table.end <= len(text)
        rows, columns = table.shape
        assert rows > 1
        assert columns > 1
        for cell in table.cells:
            assert table.start <= cell.start < cell.end <= table.end
            assert text[cell.start : cell.end].strip() == text[cell.start : cell.end]
