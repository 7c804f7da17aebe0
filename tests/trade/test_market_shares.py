"""Places in a ranking, shares of imports, levels before a change, and what an economy is made of."""

from decimal import Decimal

import pytest

from trade.readings import figures, parties, resolve


def read(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(f.mention.text, f.metric, f.period, f.partner) for f in figures(text)]


def test_what_follows_a_rank_is_of_the_market_that_ranks() -> None:
    text = (
        "2022年泰國出口總額2,870億美元。美國為泰國最大出口市場，金額475億美元，占16.6%；其次為中國大陸344億美元。"
        "2023年1至9月出口2,130億美元"
    )
    assert [(f.mention.text, *parties(f)) for f in figures(text)] == [
        ("2,870億美元", "THA", "WLD"),
        ("最大出口市場", "THA", "USA"),
        ("475億美元", "THA", "USA"),
        ("16.6%", "THA", "USA"),
        ("344億美元", "THA", "CHN"),
        ("2,130億美元", "THA", "WLD"),
    ]


def test_places_among_investors_are_of_the_investment_told_before() -> None:
    text = (
        "2023年外人投資實現金額503億美元。新加坡以154億美元居首位，其次為中國大陸74億美元，香港65億美元次之"
    )
    assert read(text)[1:] == [
        ("154億美元", "investment", "2023", "SGP"),
        ("74億美元", "investment", "2023", "CHN"),
        ("65億美元", "investment", "2023", "HKG"),
    ]
    apart = "2023年外人投資實現金額503億美元。新加坡某集團負債154億美元"
    assert read(apart)[1][1] == "other"


def test_what_foreigners_invest_in_a_country_is_counted_by_it() -> None:
    text = "截至2015年底，外人在柬埔寨投資累計190億美元，其中中國大陸以120億美元居首，我國10億美元居第5位"
    assert [parties(f) for f in figures(text)] == [
        ("KHM", None),
        ("KHM", "CHN"),
        ("KHM", "TWN"),
        ("KHM", "TWN"),
    ]
    assert parties(figures("我商在柬埔寨投資累計9億美元")[0]) == ("TWN", "KHM")


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("阿聯101年進口茶葉2億1,000萬美元，我國市占率不到1.5%", "1.5%", ("imports", "ARE", "TWN")),
        ("日本96年進口香蕉97萬公噸，臺灣香蕉之市占率僅餘2.1%", "2.1%", ("imports", "JPN", "TWN")),
        ("該公司手機全球市占率達12%", "12%", ("other", "WLD", None)),
        ("以國產和進口啤酒來比較，國產啤酒之市占率降到72%", "72%", ("other", "TWN", None)),
        ("阿聯為轉口貿易中心，食品約85%仰賴進口", "85%", ("imports", "ARE", "WLD")),
        ("印尼蔬菜種子約六成仰賴進口", "六成", ("imports", "IDN", "WLD")),
    ],
)
def test_shares_of_imports(text: str, written: str, expected: tuple[str, str | None, str | None]) -> None:
    (found,) = [f for f in figures(text) if f.mention.text == written]
    assert (found.metric, *parties(found)) == expected


def test_what_a_value_fell_from_is_of_the_year_compared_with() -> None:
    text = "112年對印尼貿易總額較111年減少28.3%，主因煤價回跌，我國自印尼進口煤炭金額由51億美元降至29億美元"
    assert [(f.mention.text, f.period) for f in figures(text)][1:] == [
        ("51億美元", "2022"),
        ("29億美元", "2023"),
    ]
    plain = "112年我國自印尼進口煤炭金額由51億美元降至29億美元"
    assert [f.period for f in figures(plain)] == ["2023", "2023"]


def test_the_budget_that_bears_a_cost_dates_it() -> None:
    text = "所需經費約1,200萬元，於108年度預算支應"
    assert [(f.metric, f.period) for f in figures(text)] == [("budget", "2019")]
    assert [f.period for f in figures("經費1,200萬元，於108年6月召開會議")] == [None]
    again = "為期4年，從99-102年度，共編列7億6,653萬元，並於99年度編列2億6,921萬元"
    assert [f.period for f in figures(again)] == ["2010/2013", "2010"]


def test_parts_of_the_product_and_plans_of_the_state() -> None:
    text = "民間消費占GDP之53.2%，製造業占18.7%"
    assert [f.metric for f in figures(text)] == ["gdp", "gdp"]
    assert [f.metric for f in figures("政府負債占GDP之53.2%")] == ["other"]
    assert [f.metric for f in figures("深圳市100年生產總值1兆1,502億元人民幣，較上年成長10%")] == [
        "gdp",
        "gdp",
    ]
    assert [f.metric for f in figures("馬來西亞政府推出70億馬幣及600億馬幣之振興方案")] == [
        "budget",
        "budget",
    ]


def test_signs_that_stand_apart() -> None:
    assert [f.value for f in figures("經濟成長率98年為負 1.8%，99年為3.9%")] == [
        Decimal("-1.8"),
        Decimal("3.9"),
    ]
    assert [f.value for f in figures("商品出口減少29.0%，對美國出口減幅尤深，達33.5%")] == [
        Decimal("-29.0"),
        Decimal("-33.5"),
    ]
    assert [f.value for f in figures("出口成長率3.9%，所得稅自負 20%")][:1] == [Decimal("3.9")]


@pytest.mark.parametrize(
    ("name", "code"), [("倫皮拉", "HNL"), ("科多巴", "NIO"), ("新索爾", "PEN"), ("列弗", "BGN")]
)
def test_currencies_without_their_country(name: str, code: str) -> None:
    assert [f.unit for f in figures(f"年度預算約6,500萬{name}")] == [code]


def test_totals_between_columns_of_both_ways_are_with_that_country() -> None:
    text = "單位：百萬美元\n年別\t對波蘭出口\t自波蘭進口\t貿易總額\t出超\n"
    text += "110年\t1,682.6\t452.2\t2,134.8\t1,230.4\n"
    assert {f.partner for f in resolve(text).figures} == {"POL"}
