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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("106年名古屋港對臺出口1,250億日圓，占該港總出口之3.1%", "TWN"),
        ("2017年法國葡萄酒對臺輸出額為4,100萬歐元，較2016年增加3.5%", "TWN"),
        ("據印尼海關統計，2017年印尼自臺進口40億美元，成長9.3%", "TWN"),
        ("本年上半年我對馬來西亞出口成長8.2%，低於南韓之15.6%", "MYS"),
        ("美方自107年3月起對我鋼品課徵25%關稅", "TWN"),
        ("日本銀行預測景氣回升，我國第2季出口年增8%", "WLD"),
    ],
)
def test_who_trades_with_the_home_country(text: str, expected: str) -> None:
    assert {parties(f)[1] for f in figures(text)} == {expected}


def test_parts_of_what_another_country_attracts() -> None:
    text = (
        "2017年泰國吸引外資120億美元，成長22%；日本以31億美元居首，占25.8%，我國則以3億美元排名第9，"
        "新加坡居次，占12%"
    )
    assert [parties(f) for f in figures(text)] == [
        ("THA", None),
        ("THA", None),
        ("THA", "JPN"),
        ("THA", "JPN"),
        ("THA", "TWN"),
        ("THA", "TWN"),
        ("THA", "SGP"),
    ]


def test_parts_of_what_is_bought_or_sold_here() -> None:
    found = figures("2017年歐盟自臺灣進口自行車3億歐元，其中德國占四成")
    assert parties(found[-1]) == ("DEU", "TWN")
    found = figures("該公司去年營業額約900萬歐元，外銷占七成，臺灣約占6%")
    assert parties(found[-1])[1] == "TWN"


def test_the_cost_of_a_thing_has_no_partner() -> None:
    found = figure("該公司與法商於今年3月簽約，將建造拖船2艘，船價約6億元", "6億元")
    assert parties(found) == ("TWN", None)
