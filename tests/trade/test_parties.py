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
    text = "我國為墨西哥第9大貿易夥伴，在亞洲為第4大貿易夥伴"
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
