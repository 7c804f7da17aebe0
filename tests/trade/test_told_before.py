"""Whose figure it is by what is told before it: wholes and their parts, places, firms, sources and fairs."""

import pytest

from trade.readings import figure, parties, resolve


def on_trip(text: str, written: str, *destinations: str) -> tuple[str | None, str | None]:
    """The parties of the first figure that is written so, in a report of a trip."""
    found = [f for f in resolve(text, "2017-11-22", destinations).figures if f.mention.text == written]
    return parties(found[0])


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("荷蘭2016年出口額917億歐元，其中對德國出口234億歐元", "234億歐元", ("NLD", "DEU")),
        ("泰國去年出口2,300億美元，其中對日本出口220億美元", "220億美元", ("THA", "JPN")),
        ("荷蘭2016年出口額917億歐元，我國對德國出口64億美元", "64億美元", ("TWN", "DEU")),
        ("我國去年出口2,800億美元，其中對日本出口195億美元", "195億美元", ("TWN", "JPN")),
        ("瓜地馬拉出口107億美元，減少1.1%；哥斯大黎加出口97億美元", "97億美元", ("CRI", "WLD")),
        ("瓜地馬拉出口107億美元，哥斯大黎加出口占9%", "9%", ("GTM", "CRI")),
    ],
)
def test_a_part_goes_on_with_the_economy_of_its_whole(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert parties(figure(text, written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("61億美元", ("THA", "JPN")),
        ("54億美元", ("THA", "SGP")),
        ("9億美元", ("THA", "TWN")),
    ],
)
def test_places_among_the_investors_of_the_sentence_before(
    written: str, expected: tuple[str | None, str | None]
) -> None:
    text = (
        "2016年泰國吸引外人投資233億美元。日本以61億美元居首，其次為新加坡54億美元。我國投資9億美元，居第8位"
    )
    found = figure(text, written)
    assert (found.metric, parties(found)) == ("investment", expected)


def test_without_a_list_of_investors_the_home_country_invests_itself() -> None:
    assert parties(figure("2016年泰國吸引外人投資233億美元。我國投資9億美元", "9億美元"))[0] == "TWN"


def test_the_turnover_is_not_with_the_buyers_of_a_share() -> None:
    text = "該廠產品約八成銷往美國，去年營業額3億美元"
    assert parties(figure(text, "3億美元"))[1] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依韓國海關統計，2016年臺韓雙邊貿易總額為286億美元", ("KOR", "TWN")),
        ("據日本財務省統計，2016年臺日貿易總額為617億美元", ("JPN", "TWN")),
        ("依我國海關統計，2016年臺韓雙邊貿易總額為286億美元", ("TWN", "KOR")),
        ("韓國官員說明，2016年臺韓雙邊貿易總額為286億美元", ("TWN", "KOR")),
    ],
)
def test_mutual_trade_is_of_the_side_whose_statistics_tell_it(
    text: str, expected: tuple[str | None, str | None]
) -> None:
    (found,) = resolve(text).figures
    assert parties(found) == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("次日參觀臺商大同成衣公司。該公司將於明年增資350萬美元", "350萬美元", ("TWN", "GTM")),
        ("次日參觀當地成衣公司。該公司將於明年增資350萬美元", "350萬美元", ("GTM", None)),
        ("次日參觀臺商大同成衣公司。該公司去年營業額350萬美元", "350萬美元", ("GTM", None)),
    ],
)
def test_firms_of_the_home_country_invest_where_the_trip_goes(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "GTM") == expected


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("展覽於5月9日至12日舉行。現場接單約185萬美元", "185萬美元", "2017-05-09/2017-05-12"),
        ("展覽於5月9日至12日舉行。2016年現場接單約185萬美元", "185萬美元", "2016"),
        ("本團於5月9日至12日訪問。現場接單約185萬美元", "185萬美元", None),
        ("2016年經濟成長率6.0%，惟受疫情影響，今年預估降為1.9%", "1.9%", "2017"),
        ("2016年經濟成長率6.0%，惟今年預計展開談判，成長率1.9%", "1.9%", "2016"),
    ],
)
def test_periods_of_fairs_and_of_forecasts(text: str, written: str, period: str | None) -> None:
    assert figure(text, written).period == period


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("立陶宛為我國在歐盟第18大貿易夥伴", "第18大貿易夥伴", ("TWN", "LTU")),
        ("立陶宛對臺出口720萬歐元，臺灣為其亞洲第3大出口市場", "第3大出口市場", ("LTU", "TWN")),
        ("2016年泰國吸引外人直接投資18億歐元，臺灣所占比率不及0.1%", "0.1%", ("THA", "TWN")),
        ("以日本為例，約六成之糧食仰賴進口", "六成", ("JPN", "WLD")),
        ("菲律賓：2016年海外勞工匯款126億美元，對美國出口減少2%", "126億美元", ("PHL", None)),
    ],
)
def test_places_and_labels(text: str, written: str, expected: tuple[str | None, str | None]) -> None:
    assert parties(figure(text, written)) == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("加拿大出口351億加元，其中輸往美國者占52%，我國則為其第13大市場", "52%", ("CAN", "USA")),
        ("加拿大出口351億加元，其中輸往美國者占52%，我國則為其第13大市場", "第13大市場", ("CAN", "TWN")),
        ("我國出口351億元，其中輸往美國者占52%", "52%", ("TWN", "USA")),
        ("荷蘭去年營收9億歐元，臺灣占其營收23%", "23%", ("NLD", "TWN")),
        ("荷蘭去年營收9億歐元，亞洲占其營收23%", "23%", ("NLD", None)),
    ],
)
def test_parts_and_places_of_the_economy_that_is_told(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert parties(figure(text, written)) == expected


@pytest.mark.parametrize(
    ("items", "period"),
    [
        ("自加國進口之主要品項為豬肉5,860萬美元、小麥4,120萬美元", "2009"),
        ("自加國進口豬肉5,860萬美元、小麥4,120萬美元", None),
        ("主要廠商投資5,860萬美元", None),
    ],
)
def test_items_of_a_trade_are_of_the_year_of_the_paragraph_before(items: str, period: str | None) -> None:
    found = resolve(f"98年我國自加拿大進口3億元，占2.9%。\n{items}。").figures
    assert {f.period for f in found[2:]} == {period}


def test_parts_behind_a_semicolon_are_of_the_same_year() -> None:
    text = "該公司2022年度營收3,832億日圓。各部門營收中，運輸1,432億日圓；零售及餐飲519億日圓，占13.5%"
    assert {f.period for f in resolve(text).figures} == {"2022"}
