"""Statistics in which others report: surveys, the other side's market, lists, ranks that change."""

import pytest

from trade.readings import figure, figures, parties


def read(text: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(f.mention.text, f.metric, f.period, *parties(f)) for f in figures(text)]


def test_each_economy_of_a_survey_reports_itself() -> None:
    text = "2014年世界各國貨品出口，法國5,810億美元，義大利5,290億美元，荷蘭6,720億美元列第5名。"
    assert read(text) == [
        ("5,810億美元", "exports", "2014", "FRA", "WLD"),
        ("5,290億美元", "exports", "2014", "ITA", "WLD"),
        ("6,720億美元", "exports", "2014", "NLD", "WLD"),
        ("第5名", "exports", "2014", "NLD", "WLD"),
    ]


def test_the_markets_of_the_home_country_are_no_survey() -> None:
    text = "2014年我國對各國出口，法國16億美元，義大利18億美元。"
    assert [parties(f) for f in figures(text)] == [("TWN", "FRA"), ("TWN", "ITA")]


def test_a_survey_goes_on_in_the_next_paragraph() -> None:
    text = "我國2013年出口3,054億美元，成長1.4%。\n泰國出口2,285億美元，衰退0.3%，居第24名。"
    assert [f.period for f in figures(text)] == ["2013"] * 5
    assert figure("我國2013年出口3,054億美元。\n爭取商機5億美元。", "5億美元").period is None


def test_a_change_of_rank_is_two_ranks() -> None:
    text = "我國貨品出口世界排名由2012年之第21名升至2014年之第20名。"
    assert read(text) == [
        ("第21名", "exports", "2012", "TWN", "WLD"),
        ("第20名", "exports", "2014", "TWN", "WLD"),
    ]
    assert figures("該校學測成績由第4名滑落至第12名。") == ()


def test_what_a_rank_became_is_of_the_year_after() -> None:
    text = "在澳洲各進口來源國中，我國由去年之第9名升至第7名。"
    assert [(f.value, f.period, *parties(f)) for f in figures(text)] == [
        (9, "2016", "AUS", "TWN"),
        (7, "2017", "AUS", "TWN"),
    ]


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("在韓國進口市場中，我國居第6名", "第6名", ("KOR", "TWN")),
        ("2015年我國對印度出口34億美元，在印度進口市場居第31名", "第31名", ("IND", "TWN")),
        ("在我國主要出口市場中，越南居第7名", "第7名", ("TWN", "VNM")),
        ("德國在泰國進口市場居第11名", "第11名", ("THA", "DEU")),
        ("我國占越南進口總額之比重為6.4%", "6.4%", ("VNM", "TWN")),
        ("2015年日本對我國投資4.5億美元，占我國僑外投資總額9.4%", "9.4%", ("TWN", "JPN")),
        ("對日本出口195億美元，占我國出口總額7.0%", "7.0%", ("TWN", "JPN")),
    ],
)
def test_whose_market_a_place_or_a_share_is_in(text: str, written: str, expected: tuple[str, str]) -> None:
    assert parties(figure(text, written)) == expected


def test_the_country_that_is_outranked_owns_nothing() -> None:
    text = "中國大陸2013年出口2.2兆美元，超越美國而居世界第1名"
    assert parties(figure(text, "第1名"))[0] == "CHN"


def test_who_opens_a_sentence_trades_throughout() -> None:
    text = "越南2016年對美國出口381億美元，自中國大陸進口499億美元。"
    assert [parties(f) for f in figures(text)] == [("VNM", "USA"), ("VNM", "CHN")]
    text = "2016年韓國與越南雙邊貿易額452億美元。"
    assert parties(figures(text)[0]) == ("KOR", "VNM")
    assert parties(figure("日本為我國重要市場，對美國出口亦達335億美元", "335億美元")) == ("TWN", "USA")


def test_the_world_trades_with_nobody_else() -> None:
    assert parties(figures("全球貨品貿易總值2016年為31.8兆美元。")[0]) == ("WLD", None)
    assert parties(figures("我國對全球出口2,804億美元。")[0]) == ("TWN", "WLD")


def test_a_list_of_investors_gives_each_its_figures() -> None:
    text = (
        "105年核准僑外投資前三名依序為：荷蘭（54億美元，占49%）、日本（3.5億美元，占3.1%）、香港（3億美元）。"
    )
    assert [(f.metric, f.period, *parties(f)) for f in figures(text)] == [
        ("investment", "2016", "TWN", country) for country in ("NLD", "NLD", "JPN", "JPN", "HKG")
    ]
    macro = figure("拜訪越南（人均國內生產毛額2,000美元）及寮國", "2,000美元")
    assert parties(macro) == ("VNM", None)


def test_the_whole_behind_a_list_tells_its_metric() -> None:
    text = (
        "資金來源以荷蘭7億美元居首，其次為美國5億美元，二者合占僑外投資總額約72%。按業別分，金融業11億美元。"
    )
    assert [f.metric for f in figures(text)] == ["investment"] * 4


def test_a_share_that_changes_is_no_growth() -> None:
    text = "2016年進口減少2.4%，我國貨品占泰國進口總額之比重，亦由2015年之3.7%提高為4.2%。"
    assert [f.kind for f in figures(text)] == ["growth", "share", "share"]
    assert figures("經濟成長率由2015年之3.5%降至1.4%")[0].kind == "growth"


def test_the_initial_of_a_country_that_was_named() -> None:
    text = "訪問巴拉圭。105年我自巴國進口2億美元，臺巴經濟合作協定生效後兩國貿易總額3億美元。"
    assert [parties(f) for f in figures(text)] == [("TWN", "PRY"), ("TWN", "PRY")]
    assert parties(figures("訪問巴西。105年我自巴國進口2億美元")[0]) == ("TWN", "BRA")


def test_the_other_sides_figure_then_the_bilateral_one() -> None:
    text = "2015年我國對荷蘭出口40億美元，荷蘭對我國出口32億美元，雙邊貿易總額72億美元。"
    assert [parties(f) for f in figures(text)] == [("TWN", "NLD"), ("NLD", "TWN"), ("TWN", "NLD")]


def test_aid_and_relief() -> None:
    assert parties(figure("日本政府於105年捐款我國100萬美元供地震救災", "100萬美元")) == ("JPN", "TWN")
    text = "外交部每年撥款100萬美元予該基金，今年再捐150萬美元。"
    assert [f.metric for f in figures(text)] == ["aid", "aid"]
    assert figure("民眾捐500萬元興建校舍", "500萬元").metric == "other"
    text = "同年我國自中國大陸進口793億美元，陸方減免關稅1.1億美元。"
    assert (figure(text, "1.1億美元").metric, *parties(figure(text, "1.1億美元"))) == ("tariff", "CHN", "TWN")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taiwan's exports to Japan reached US$19.5 billion in 2016.", ("exports", "2016", "TWN", "JPN")),
        (
            "Bilateral trade between Taiwan and India amounted to US$5 billion in 2016.",
            ("trade_total", "2016", "TWN", "IND"),
        ),
        ("Taiwan's investment in Vietnam stood at US$31 billion.", ("investment", None, "TWN", "VNM")),
        ("Imports from Germany totaled US$9.2 billion.", ("imports", None, "TWN", "DEU")),
        ("The fee is US$200.", ("other", None, "TWN", None)),
    ],
)
def test_english_prose(text: str, expected: tuple[str, str | None, str, str | None]) -> None:
    found = figures(text)[0]
    assert (found.metric, found.period, *parties(found)) == expected


def test_an_english_growth() -> None:
    text = "Exports to Japan reached US$19.5 billion in 2016, up 5.3%."
    assert [(f.kind, f.value) for f in figures(text)][1:] == [("growth", figures(text)[1].value)]
    assert str(figures(text.replace("up", "down"))[1].value) == "-5.3"


def test_an_earlier_sentence_dates_results_and_not_debts() -> None:
    text = "本計畫於99年度辦理。廠商資本額110億元。爭取商機5億美元。"
    assert [f.period for f in figures(text)] == [None, "2010"]


def test_dates_dealt_out_from_the_clause_before() -> None:
    text = "美國2016年9月、10月之失業率雖已下降，惟仍分別高達7.8%及7.9%。"
    assert [f.period for f in figures(text)] == ["2016-09", "2016-10"]
