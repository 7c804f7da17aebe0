"""Who levies, who buys here, and whose trade is mutual."""

import pytest

from trade.readings import figure, figures, parties


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("我輸往泰國之塑膠製品須課徵8%關稅", "8%", ("THA", "TWN")),
        ("我方請韓方加速審查我國芒果案，並調降鮭魚現行12%之進口關稅", "12%", ("KOR", "TWN")),
        ("加拿大對我國鋼品課徵反傾銷稅率4.5%", "4.5%", ("CAN", "TWN")),
        ("加拿大對我國螺絲課徵反傾銷稅4.5%", "4.5%", ("CAN", "TWN")),
        ("加拿大對我國螺絲課徵4.5%反傾銷稅，墨西哥亦課徵7%關稅", "7%", ("MEX", "TWN")),
        ("瑞典105年紙類及家具出口95億美元", "95億美元", ("SWE", "WLD")),
        ("該公司106年向臺灣供應商採購模具約3億美元", "3億美元", (None, "TWN")),
        ("該公司看好臺灣，106年支付臺灣廠商之加工費用達3億美元", "3億美元", (None, "TWN")),
        ("尼加拉瓜105年牛肉出口至我國，金額900萬美元", "900萬美元", ("NIC", "TWN")),
        ("芬蘭2016年對外貿易額1,170億美元；與我國貿易額9億美元", "9億美元", ("FIN", "TWN")),
        ("據印度商工部統計，2016年印度出口2,600億美元，進口3,600億美元", "3,600億美元", ("IND", "WLD")),
        ("2016年瑞典至去年底累計吸引外資金額36億美元", "36億美元", ("SWE", None)),
        ("截至105年底，外人在瑞典直接投資累計36億美元", "36億美元", ("SWE", None)),
        ("荷蘭2015年對外直接投資380億美元", "380億美元", ("NLD", None)),
        ("日本聯邦政府2016年援外經費約99億美元", "99億美元", ("JPN", None)),
        ("我國對中國大陸及香港出口780億美元", "780億美元", ("TWN", "CHN")),
        ("臺灣工具機105年出口36億美元，日本為最大市場", "最大市場", ("TWN", "JPN")),
        ("我國對德國105年出口6億美元。本市全年工業產值約2兆元", "2兆元", ("TWN", None)),
    ],
)
def test_parties(text: str, written: str, found: tuple[str | None, str | None]) -> None:
    assert parties(figure(text, written)) == found


@pytest.mark.parametrize(
    "text",
    [
        "我國與宏都拉斯簽署合作協定，105年生效。同年雙邊貿易額為1億美元，成長3%",
        "二、宏都拉斯\n（一）雙邊經貿：105年貿易額為1億美元，成長3%",
    ],
)
def test_mutual_trade_is_with_the_one_country_named(text: str) -> None:
    assert {parties(f) for f in figures(text)} == {("TWN", "HND")}


def test_mutual_trade_of_several_countries_stays_open() -> None:
    text = "我國與宏都拉斯及薩爾瓦多簽署合作協定。105年雙邊貿易額為1億美元"
    assert parties(figure(text, "1億美元")) in {("TWN", "WLD"), ("TWN", None)}


def test_the_level_of_a_country_in_brackets_is_its_own() -> None:
    text = "若與OECD國家之ODA/GNI比例相較，我國接近捷克（0.14%）"
    assert figure(text, "0.14%").metric == "aid"
    assert parties(figure(text, "0.14%")) == ("CZE", None)


def test_the_initial_of_a_country_named_before() -> None:
    text = "捷克位居中歐。智財法完備。目前我商在捷投資2億美元，捷方盼擴大合作"
    assert parties(figure(text, "2億美元")) == ("TWN", "CZE")


def test_behind_its_parts_the_whole_goes_on() -> None:
    text = "105年農產品出口46億美元，其中對日本8億美元；進口140億美元，逆差94億美元"
    assert [parties(f) for f in figures(text)] == [
        ("TWN", "WLD"),
        ("TWN", "JPN"),
        ("TWN", "WLD"),
        ("TWN", "WLD"),
    ]


def test_prices_beside_mutual_trade_are_of_one_economy() -> None:
    text = "三、阿根廷：105年對我國出口2億美元；105年通膨率40.6%"
    assert parties(figure(text, "40.6%")) == ("ARG", None)
