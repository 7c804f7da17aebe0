"""Values that a sentence deals out in order, and what goes on with them."""

import pytest

from trade.readings import figure, figures, parties


def test_a_list_behind_a_colon_has_each_its_year() -> None:
    text = "該局於104年、105年及106年推廣預算分別為：新臺幣3億元、4億元及5億元"
    assert [f.period for f in figures(text)] == ["2015", "2016", "2017"]
    assert {f.metric for f in figures(text)} == {"budget"}


def test_shares_go_on_with_the_years_of_the_amounts() -> None:
    text = "105年及106年研發經費分別為30億元及36億元，占總經費比例則分別為12%及14%"
    assert [f.period for f in figures(text)] == ["2016", "2017", "2016", "2017"]


def test_a_range_of_years_is_dealt_out_to_as_many_figures() -> None:
    text = "103年至105年臺荷雙邊貿易額分別為70億、65億及68億美元"
    assert [f.period for f in figures(text)] == ["2014", "2015", "2016"]


def test_a_range_of_other_length_holds_for_all() -> None:
    text = "103年至106年出口及進口分別為70億美元及65億美元"
    assert {f.period for f in figures(text)} == {"2014/2017"}


def test_a_second_change_starts_from_the_year_of_the_first() -> None:
    text = "輸日芒果數量由104年之900公噸增至105年之1,300公噸，金額由310萬美元增至450萬美元"
    assert [f.period for f in figures(text)] == ["2015", "2016"]


def test_ranks_share_the_noun_of_the_last() -> None:
    text = "我國為緬甸第9大、柬埔寨第3大外資來源"
    found = figures(text)
    assert [f.metric for f in found] == ["investment", "investment"]
    assert [parties(f) for f in found] == [("MMR", "TWN"), ("KHM", "TWN")]


@pytest.mark.parametrize(
    ("text", "written", "metric"),
    [
        ("本部106年援外預算約128億元", "128億元", "aid"),
        ("105年度ODA經費3億美元", "3億美元", "aid"),
        ("本部106年度預算約128億元", "128億元", "budget"),
        ("106年度歲出中以國防支出3,200億元最多", "3,200億元", "budget"),
        ("2016年度預算為380萬歐元。依公式，丹麥分攤40萬歐元", "40萬歐元", "budget"),
        ("該館2016年度門票收入380萬歐元，人事支出40萬歐元", "40萬歐元", "other"),
        ("出口9億美元，其中農產品2億美元", "2億美元", "exports"),
        ("106年臺荷貿易總額68億美元", "68億美元", "trade_total"),
        ("大田市2015年地區生產總額34兆韓元", "34兆韓元", "gdp"),
        ("調降冷凍鮭魚現行12%之進口關稅", "12%", "tariff"),
    ],
)
def test_metric(text: str, written: str, metric: str) -> None:
    assert figure(text, written).metric == metric


def test_a_part_of_a_budget_has_its_term() -> None:
    assert figure("2016年度預算為380萬歐元。依公式，丹麥分攤40萬歐元", "40萬歐元").period == "2016"


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("該國2015年經濟成長率2.1%，2016年預估為2.6%，高於先進國家之1.9%", "2.6%", "2016"),
        ("該國2015年經濟成長率2.1%，2016年預估為2.6%，高於先進國家之1.9%", "1.9%", "2016"),
        ("實質GDP成長1.8%，高於 2014 年之 1.3%", "1.3%", "2014"),
        ("芬蘭2016年GDP為2,370億美元，平均每人GDP 43,090美元", "43,090美元", "2016"),
        (
            "自96年4月1日開辦兌換業務以來，截至105年12月31日止，共計買入3億元",
            "3億元",
            "2007-04-01/2016-12-31",
        ),
        ("本年3月5日至9日赴瑞典，拜會業者，促成投資8億元", "8億元", "2017-03-05/2017-03-09"),
    ],
)
def test_period(text: str, written: str, period: str) -> None:
    assert figure(text, written).period == period


def test_a_share_that_becomes_another_does_not_grow() -> None:
    found = figures("該行外匯業務占有率由103年6月31.5%增加為42.8%")
    assert [(f.kind, f.metric) for f in found] == [("share", "other"), ("share", "other")]


@pytest.mark.parametrize("written", ["4 成", "3 成"])
def test_tenths_with_a_blank(written: str) -> None:
    assert figure("106年出口金額2億美元，成長近 4 成，占全國近 3 成", written).unit == "percent"


def test_a_part_of_a_machine_is_no_case() -> None:
    assert figure("自行車零件業營業額減少2.4%", "減少2.4%").kind == "growth"


def test_names_of_places_before_brackets_have_shares() -> None:
    text = "對外投資金額51億美元，減少9.7%，主要投資地區為新加坡(12%)及越南(11%)"
    assert [f.kind for f in figures(text)] == ["amount", "growth", "share", "share"]
