"""Whose figure it is: the economy that is spoken of, its money, and who ranks among whom."""

import pytest

from trade.readings import figure, figures, parties


def test_that_country_is_the_one_named_last() -> None:
    text = "波蘭位居中歐要衝。該國2016年國內生產毛額為4,670億美元，同年臺波雙邊貿易額10億美元"
    assert parties(figure(text, "4,670億美元")) == ("POL", None)
    assert parties(figure(text, "10億美元")) == ("TWN", "POL")


def test_what_another_country_sends_here_is_its_export() -> None:
    text = "據泰國海關統計，該國輸臺榴槤金額為800萬美元，臺灣為其第9大出口市場"
    assert figure(text, "800萬美元").metric == "exports"
    assert {parties(f) for f in figures(text)} == {("THA", "TWN")}


@pytest.mark.parametrize(
    ("text", "written", "reporter"),
    [
        ("該港直接損失高達八千億日圓", "八千億日圓", "JPN"),
        ("菲律賓2016年核准投資5,000億菲律賓披索", "5,000億菲律賓披索", "PHL"),
        ("第一區基本工資調至235萬越盾", "235萬越盾", "VNM"),
        ("損失高達3億元", "3億元", "TWN"),
        ("損失高達3億美元", "3億美元", "TWN"),
    ],
)
def test_the_money_of_a_country_tells_whose_figure_it_is(text: str, written: str, reporter: str) -> None:
    assert parties(figure(text, written)) == (reporter, None)


def test_money_that_is_dealt_in_keeps_its_partner() -> None:
    assert parties(figure("爭取日本採購商機300億日圓", "300億日圓"))[1] == "JPN"


def test_ranks_among_the_investors_of_a_country() -> None:
    text = "我國累計投資柬埔寨12億美元，居外資第3位；日本則躍升為第2大投資國"
    assert [parties(f) for f in figures(text)] == [("TWN", "KHM"), ("KHM", "TWN"), ("KHM", "JPN")]


def test_a_second_rank_is_of_the_same_two() -> None:
    text = "我國為墨西哥第8大貿易夥伴，於亞洲居第3大貿易夥伴"
    assert [parties(f) for f in figures(text)] == [("MEX", "TWN"), ("MEX", "TWN")]
    assert parties(figure("德國已高居我國在歐洲出口總額第1名", "第1名")) == ("TWN", "DEU")


def test_who_levies_a_tariff() -> None:
    found = figure("泰國擬對鋼材課徵25%反傾銷稅", "25%")
    assert (found.kind, found.metric, *parties(found)) == ("share", "tariff", "THA", None)


def test_among_them_is_not_china() -> None:
    """「其中國…」 once read as 中國."""
    found = figure("我國進口總額100億美元，其中國防用品占2%", "2%")
    assert found.partner != "CHN"


def test_a_budget_in_foreign_money_is_not_the_home_countrys() -> None:
    text = "美國於2002年完成立法。港口安全計畫2014年度編列預算1億美元"
    assert parties(figure(text, "1億美元")) == ("USA", None)


def test_an_economy_goes_on_through_the_next_sentences() -> None:
    text = (
        "馬來西亞2018年GDP為3,543億美元，失業率3.3%。對外貿易總額為4,655億美元，其中出口2,473億美元。"
        "主要出口市場為新加坡（13.9%）及美國（9.1%）。"
    )
    assert [parties(f) for f in figures(text, "2019-11")] == [
        ("MYS", None),
        ("MYS", None),
        ("MYS", "WLD"),
        ("MYS", "WLD"),
        ("MYS", "SGP"),
        ("MYS", "USA"),
    ]
    assert {f.metric for f in figures(text, "2019-11") if f.kind == "share"} >= {"exports"}


def test_coordinated_tariffs() -> None:
    found = figures("美國自2018年3月23日起對鋼鐵及鋁分別課徵25%及10%之關稅", "2019-11")
    assert [(f.kind, f.metric, f.value, f.period) for f in found] == [
        ("share", "tariff", 25, "2018-03-23/.."),
        ("share", "tariff", 10, "2018-03-23/.."),
    ]


def test_investing_in_a_country() -> None:
    text = "我商在馬國投資累計2,472件，投資金額達124億美元，為馬國第5大外資來源"
    assert [parties(f) for f in figures(text)] == [("TWN", "MYS"), ("MYS", "TWN")]


def test_money_told_in_another_currency_is_the_same_money() -> None:
    found = figures("越南2011年國防預算約26億美元（約新臺幣749億元），比2010年增加70%")
    assert [parties(f) for f in found] == [("VNM", None)] * 3


def test_a_figure_of_the_world() -> None:
    assert parties(figure("2015年全球碳交易市場約為110億美元", "110億美元")) == ("WLD", None)
