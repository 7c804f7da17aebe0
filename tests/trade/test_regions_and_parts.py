"""Lists with regions in them, quarters of an interval, forecasts, and the other side of a trade."""

import pytest

from trade.readings import figure, figures, parties


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("101年我對東協六國、美國及日本出口分別為400億美元、330億美元及190億美元", [None, "USA", "JPN"]),
        ("本年（101年）其中對美國、歐洲及中國大陸出口衰退幅度分別為11.9%、9.3%及8.7%", ["USA", None, "CHN"]),
        ("101年主要出口市場中國大陸（含香港）、東協及美國分別占39.4%、18.8%及10.9%", ["CHN", None, "USA"]),
        (
            "101年我對美國、日本及其他國家出口分別為330億美元、190億美元及52億美元",
            ["USA", "JPN", None],
        ),
        ("101年自日本、中東及中國大陸進口分別減少8.9%、增加4.1%及減少6.2%", ["JPN", None, "CHN"]),
        ("101年我對韓國、日本及新加坡出口分別為117億美元、190億美元及200億美元", ["KOR", "JPN", "SGP"]),
    ],
)
def test_a_region_has_its_place_in_a_list(text: str, partners: list[str | None]) -> None:
    assert [parties(f) for f in figures(text)] == [("TWN", partner) for partner in partners]


def test_who_trades_stands_before_the_list() -> None:
    found = figures("2012年韓國對東協及美國出口分別為791億美元及585億美元")
    assert [parties(f) for f in found] == [("KOR", None), ("KOR", "USA")]


def test_a_country_that_trades_with_a_region_does_not_trade_with_the_world() -> None:
    assert parties(figure("2012年韓國對東協出口791億美元", "791億美元")) == ("KOR", None)
    assert parties(figure("2012年韓國出口5,479億美元", "5,479億美元")) == ("KOR", "WLD")


def test_a_written_sign_is_its_numbers_own() -> None:
    found = figures("101年美國、歐盟、日本經濟成長率分別為2.2%、-0.3%及1.9%")
    assert [(f.reporter, str(f.value)) for f in found] == [("USA", "2.2"), ("EUE", "-0.3"), ("JPN", "1.9")]
    assert [str(f.value) for f in figures("101年出口及進口分別衰退2.3%及3.9%")] == ["-2.3", "-3.9"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "100年前3季經濟成長率分別為6.62%、4.52%、3.45%",
            ["2011-01/2011-03", "2011-04/2011-06", "2011-07/2011-09"],
        ),
        ("101年前2季出口及進口分別為700億美元及650億美元", ["2012-01/2012-06"] * 2),
        ("臺灣、新加坡、香港2009年第1季經濟分別衰退10.2%、10.1%及7.8%", ["2009-01/2009-03"] * 3),
    ],
)
def test_quarters_that_are_counted_have_a_figure_each(text: str, periods: list[str]) -> None:
    assert [f.period for f in figures(text)] == periods


def test_a_forecast_is_of_the_year_that_it_foretells() -> None:
    text = "預測102年經濟成長率3.09%，較8月預測3.67%下修0.58個百分點"
    assert [(str(f.value), f.period, f.compared_to) for f in figures(text)] == [
        ("3.09", "2013", None),
        ("3.67", "2013", None),
        ("-0.58", "2013", None),
    ]
    text = "本年（101年）景氣不佳，明年出口預測亦降低，全年經濟成長由8月預測3.67%下修至3.09%"
    assert {f.period for f in figures(text, "2012-11-23")} == {"2013"}


def test_a_verb_before_points_is_not_of_the_number_before_it() -> None:
    found = figures("101年經濟成長率較100年之3.1%下降0.2個百分點")
    assert [(str(f.value), f.unit) for f in found] == [("3.1", "percent"), ("-0.2", "percentage_point")]


def test_investment_at_home_has_no_partner() -> None:
    found = figures("101年資本設備進口衰退20%，民間投資減少5%")
    assert [parties(f) for f in found] == [("TWN", "WLD"), ("TWN", None)]


def test_investors_named_since_the_figure_before() -> None:
    text = "101年核准僑外投資金額39億美元，其中日商來臺投資433件，較上年增加33%；投資金額3.36億美元"
    assert [f.partner for f in figures(text)] == ["WLD", "JPN"]
    text = "102年陸資來臺投資金額2.1億美元；其中港商投資金額0.1億美元，美商投資15件，金額0.3億美元"
    assert [f.partner for f in figures(text)] == ["CHN", "HKG", "USA"]


def test_the_share_of_an_amount_has_its_parties() -> None:
    text = "2016年菲律賓外人投資核准金額2,190億披索，其中臺灣投資20億披索占0.9%"
    assert [parties(f) for f in figures(text)] == [("PHL", None), ("PHL", "TWN"), ("PHL", "TWN")]


def test_the_home_countrys_side_of_what_another_one_trades() -> None:
    text = "印尼2014年煤炭出口值208億美元，最大買主為中國大陸，占26%，我國進口26.8億美元"
    assert [parties(f) for f in figures(text)] == [("IDN", "WLD"), ("IDN", "CHN"), ("TWN", "IDN")]
    # A survey of several economies: what home exports goes to all the world.
    text = "2015年日本出口6,200億美元，我國出口2,800億美元"
    assert [parties(f) for f in figures(text)] == [("JPN", "WLD"), ("TWN", "WLD")]


def test_where_goods_are_sent_by_the_first_character_of_a_country() -> None:
    text = "加拿大2011年木材出口86億加元，其中58%輸美，輸中成長60%至14億加元，輸臺僅4,200萬加元"
    assert [parties(f) for f in figures(text)] == [
        ("CAN", "WLD"),
        ("CAN", "USA"),
        ("CAN", "CHN"),
        ("CAN", "CHN"),
        ("CAN", "TWN"),
    ]


def test_amounts_in_brackets_behind_those_who_rank_before() -> None:
    text = "2016年臺灣為日本第3大農產品出口市場，僅次於香港（1,853億日圓）及美國（1,045億日圓）"
    assert [parties(f) for f in figures(text)] == [("JPN", "TWN"), ("JPN", "HKG"), ("JPN", "USA")]


def test_a_rank_behind_a_share() -> None:
    found = figures("2016年我國半導體產值占全球20%，居全球第3位")
    assert [(f.kind, str(f.value)) for f in found] == [("share", "20"), ("rank", "3")]
    assert figures("投票率占60%，居各縣市第3位") == ()


def test_a_product_begins_with_its_own_name() -> None:
    assert figure("105年出口2,803億美元，其中電子零組件929億美元", "929億美元").product == "電子零組件"


def test_names_in_a_row_with_a_bracket_each() -> None:
    text = "2014年荷蘭花卉出口52億歐元，輸往德國（16億歐元）、英國（8億歐元）及法國（7億歐元）"
    assert [f.partner for f in figures(text)] == ["WLD", "DEU", "GBR", "FRA"]


def test_the_part_is_of_the_whole_that_is_told_last() -> None:
    text = "德國為歐洲最大花卉消費國，2014年消費額86億歐元，進口24億歐元，其中荷蘭占82%"
    assert parties(figure(text, "82%")) == ("DEU", "NLD")


def test_who_gives_is_no_receiver() -> None:
    assert parties(figure("南韓捐助5,000萬美元，我國累計捐款1億6,770萬美元", "5,000萬美元")) == ("KOR", None)
    assert parties(figure("日本2016年度對外援助168億美元", "168億美元")) == ("JPN", None)
    assert parties(figure("我國援助海地5,000萬美元", "5,000萬美元")) == ("TWN", "HTI")


def test_the_years_of_a_sentence_are_dealt_out_again() -> None:
    text = "亞洲2017年及2018年經濟成長率均為5.7%，其中印度分別為7.4%及7.6%"
    assert [f.period for f in figures(text)][1:] == ["2017", "2018"]


def test_a_duty_is_not_of_the_year_that_is_aimed_at() -> None:
    text = "印度政府目標2025年電子製造業產值達4,000億美元，並對手機零組件課徵10%之關稅"
    assert [f.period for f in figures(text)] == ["2025", None]


def test_the_home_countrys_place_in_what_another_one_sells() -> None:
    text = "瑞士2013年鐘錶出口218億瑞郎，臺灣為第14大市場，金額2.4億瑞郎"
    assert [parties(f) for f in figures(text)] == [("CHE", "WLD"), ("CHE", "TWN"), ("CHE", "TWN")]
    text = "2013年法國葡萄酒出口78億歐元，我國為第20大市場，進口6,000萬歐元"
    assert parties(figure(text, "6,000萬歐元")) == ("TWN", "FRA")
