"""Metric, period and parties, read from the sentence's own structure."""

from decimal import Decimal

import pytest

from pipeline.trade import find_figures, resolve_figures
from trade.readings import figure, figures, parties, resolve

BILATERAL = (
    "104年臺菲雙邊貿易額93.7億美元，較上年減少18.7%，其中我出口74.8億美元，減少21.4%，"
    "自菲律賓進口18.9億美元，減少6.1%；順差55.9億美元"
)


def test_a_bilateral_sentence_is_seven_figures_of_four_metrics_and_one_period() -> None:
    found = figures(BILATERAL)
    assert [(f.kind, f.metric, f.value) for f in found] == [
        ("amount", "trade_total", Decimal("9370000000")),
        ("growth", "trade_total", Decimal("-18.7")),
        ("amount", "exports", Decimal("7480000000")),
        ("growth", "exports", Decimal("-21.4")),
        ("amount", "imports", Decimal("1890000000")),
        ("growth", "imports", Decimal("-6.1")),
        ("amount", "trade_balance", Decimal("5590000000")),
    ]
    assert {f.period for f in found} == {"2015"}
    assert {parties(f) for f in found} == {("TWN", "PHL")}
    assert {f.compared_to for f in found if f.kind == "growth"} == {"2014"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("我對美出口323億美元", ("exports", "TWN", "USA")),
        ("自德國進口80億美元", ("imports", "TWN", "DEU")),
        ("我國輸日金額195億美元", ("exports", "TWN", "JPN")),
        ("兩岸貿易總額1,179億美元", ("trade_total", "TWN", "CHN")),
        ("我國與韓國貿易總額275億美元", ("trade_total", "TWN", "KOR")),
        ("加拿大對我國出口總值計12億美元", ("exports", "CAN", "TWN")),
        ("印度對我國投資金額約8,000萬美元", ("investment", "IND", "TWN")),
        ("日商來臺投資案17件，投資金額2,000萬美元", ("investment", "TWN", "JPN")),
        ("對中國大陸投資19億美元", ("investment", "TWN", "CHN")),
        ("我國出口總額2,804億美元", ("exports", "TWN", "WLD")),
        ("2016年印尼國內生產毛額9,324億美元", ("gdp", "IDN", None)),
        ("日本106年度預算編列97兆日圓", ("budget", "JPN", None)),
        ("我國提供吐瓦魯200萬美元援款", ("aid", "TWN", "TUV")),
        ("赴印度、印尼及越南等市場拓銷，爭取商機2億美元", ("other", "TWN", None)),
        ("與東協貿易總額計412億美元", ("trade_total", "TWN", None)),
    ],
)
def test_metric_and_direction(sentence: str, expected: tuple[str, str, str | None]) -> None:
    (found,) = (f for f in figures(sentence) if f.kind == "amount")
    assert (found.metric, *parties(found)) == expected


def test_who_ranks_for_whom() -> None:
    text = "日本為我國第2大貿易夥伴，而我國為日本之第4大貿易夥伴"
    assert parties(figure(text, "第2大貿易夥伴")) == ("TWN", "JPN")
    assert parties(figure(text, "第4大貿易夥伴")) == ("JPN", "TWN")
    assert figure(text, "第2大貿易夥伴").period is None


def test_a_rank_whose_subject_was_named_before() -> None:
    text = "我國對越南投資金額達318億美元，為越南第4大外資來源"
    assert parties(figure(text, "第4大外資來源")) == ("VNM", "TWN")


def test_a_deficit_is_negative() -> None:
    assert figure("貿易逆差25億美元", "25億美元").value == Decimal(-2500000000)
    assert figure("我國享有3億美元順差", "3億美元").value == Decimal(300000000)
    assert figure("我國享有3億美元順差", "3億美元").metric == "trade_balance"


def test_two_metrics_take_two_values_in_order() -> None:
    found = figures("105年出、進口值分別為2,804億美元及2,309億美元，較上年減少1.7%及2.7%")
    assert [(f.kind, f.metric) for f in found] == [
        ("amount", "exports"),
        ("amount", "imports"),
        ("growth", "exports"),
        ("growth", "imports"),
    ]


def test_a_label_names_the_partner_of_one_figure_and_its_share() -> None:
    found = figures("僑外投資：以荷蘭54億美元(38.8%)、日本15億美元(11.4%)居多，合計占僑外投資總額的50.2%")
    assert [parties(f)[1] for f in found] == ["NLD", "NLD", "JPN", "JPN", "WLD"]


def test_brackets_do_not_leak() -> None:
    found = figures(
        "95年9月至98年6月，投資金額約666億元(98年上半年300億元)，其中大陸地區投資金額623億元", "2009-07"
    )
    assert [f.period for f in found] == ["2006-09/2009-06", "2009-01/2009-06", "2006-09/2009-06"]
    assert [parties(f)[1] for f in found] == [None, None, "CHN"]


def test_places_in_a_list() -> None:
    found = figures("越南2016年吸引外資，以韓國、日本及新加坡居前，分別為70.4億、25.9億及24.1億美元")
    assert [f.partner for f in found] == ["KOR", "JPN", "SGP"]


def test_dates_and_countries_in_a_list_deal_out_their_figures() -> None:
    found = figures("104年與105年經費分別為30億元與117億元")
    assert [f.period for f in found] == ["2015", "2016"]
    found = figures("臺灣、新加坡及香港106年經濟成長率分別為2.8%、3.6%及3.8%")
    assert [f.reporter for f in found] == ["TWN", "SGP", "HKG"]


def test_the_occasion_is_not_what_grows() -> None:
    text = "106年第2季經濟成長率為2.9%，第3季因民間消費轉弱及公共投資下降，成長率降至1.6%"
    assert [f.metric for f in figures(text)] == ["gdp", "gdp"]


def test_a_foreign_economy_is_its_own_reporter() -> None:
    text = "菲律賓2016年GDP成長6.8%，全年出口562億美元，衰退4.4%"
    assert [parties(f) for f in figures(text)] == [("PHL", None), ("PHL", "WLD"), ("PHL", "WLD")]
    assert parties(figure("(1)日本：第2季經濟成長率為2.5%，失業率為2.8%", "2.8%")) == ("JPN", None)


def test_an_event_date_is_left_at_the_semicolon() -> None:
    text = "98年1至6月重要成果：98年3月底辦理採購大會，預估商機42億美元；促成買主來臺採購，預估接單27億美元"
    assert figure(text, "42億美元", "2009-07").period == "2009-03"
    assert figure(text, "27億美元", "2009-07").period == "2009-01/2009-06"


def test_the_whole_year_after_a_quarter() -> None:
    text = "106年第4季民間投資成長8.9%，全年為-1.5%"
    assert figure(text, "-1.5%").period == "2017"


def test_what_is_compared_with_is_no_period() -> None:
    text = "106年12月底外匯存底4,515億美元，較105年12月底之4,342億美元增加173億美元"
    assert [f.period for f in figures(text)] == ["2017-12", "2016-12", "2017-12"]


def test_this_term_of_a_half_yearly_report() -> None:
    text = "本期出口總值885億美元，截至98年6月底止外匯存底3,176億美元"
    assert figure(text, "885億美元", "2009-07").period == "2009-01/2009-06"


def test_without_a_date_there_is_no_period_and_an_issue_says_so() -> None:
    resolution = resolve("對日出口195億美元")
    assert resolution.figures[0].period is None
    assert [i.code for i in resolution.issues] == ["figure-without-period"]


def test_recurring_amounts_have_no_period() -> None:
    assert figure("106年簽署協定。該市場每年約9,600億美元", "9,600億美元").period is None


def test_an_indefinite_number_is_an_issue_and_no_figure() -> None:
    resolution = resolve("106年商機達數億美元")
    assert resolution.figures == ()
    assert [i.code for i in resolution.issues] == ["indefinite-number"]


def test_an_ambiguous_currency_follows_the_country_of_the_sentence() -> None:
    assert figure("墨西哥政府補助3億披索", "3億披索").unit == "MXN"
    resolution = resolve("106年補助3億披索")
    assert resolution.figures[0].unit == "PHP"
    assert "currency-assumed" in [i.code for i in resolution.issues]


def test_resolving_needs_no_dates() -> None:
    from pipeline.trade import find_figures, resolve_figures

    text = "對日出口195億美元"
    (found,) = resolve_figures(find_figures(text), text).figures
    assert (found.metric, found.partner, found.period) == ("exports", "JPN", None)


def test_this_term_stays_open_where_nothing_says_it() -> None:
    assert figure("本期出口總值885億美元", "885億美元", "2017-11-22").period is None


def test_an_amount_is_not_the_growth_of_the_economy() -> None:
    text = "經濟成長2.1%，而觀光業一年賺進30億美元，相當於900億元"
    assert [f.metric for f in figures(text)] == ["gdp", "other", "other"]


def test_a_loss_is_not_the_trade_before_it() -> None:
    text = "2013年全美進出口貨值達1.75兆美元，關閉一日損失逾10億美元"
    assert [f.metric for f in figures(text)] == ["trade_total", "other"]


def test_two_metrics_of_an_earlier_clause() -> None:
    found = figures("106年輸出、輸入將轉為正成長，分別達3.1%及4.2%")
    assert [(f.kind, f.metric) for f in found] == [("growth", "exports"), ("growth", "imports")]


def test_levels_of_a_tariff_are_no_growth() -> None:
    found = figures("調高19項產品進口關稅，其中冷氣機由10%提高至20%")
    assert {(f.kind, f.metric) for f in found} == {("share", "tariff")}


def test_a_gloss_names_the_metric() -> None:
    assert figure("全球的經濟產值（GDP）從32兆美元增至63兆美元", "63兆美元").metric == "gdp"
    assert figure("占全球GDP六成", "六成").metric == "gdp"


def test_metric_text_stands_as_it_is_written() -> None:
    text = "越南105年ＧＤＰ成長6.2%"
    (found,) = resolve_figures(find_figures(text), text).figures
    assert (found.metric, found.metric_text) == ("gdp", "ＧＤＰ")


@pytest.mark.parametrize(
    ("sentence", "written", "metric"),
    [
        ("躉售物價受進口原油、煤製品等價格居高影響，上漲4.4%", "上漲4.4%", "other"),
        ("進口物價上漲4.4%", "上漲4.4%", "other"),
        ("2016年名目GDP為3,000億美元，海外匯款280億美元，占GDP約9%", "9%", "other"),
        ("合計占全球GDP六成", "六成", "gdp"),
        ("金融機構核貸金額60億元；利息補貼之核准金額為4億元", "4億元", "other"),
        ("由政府編列預算撥補虧損12億元", "12億元", "budget"),
        ("印尼成長率由2016年之5.0%放緩為2017年之4.9%", "4.9%", "gdp"),
        ("2017年對臺輸出額為900萬歐元，臺灣為其第8大市場", "第8大市場", "exports"),
    ],
)
def test_what_is_measured(sentence: str, written: str, metric: str) -> None:
    found = [f for f in resolve(sentence).figures if f.mention.text == written]
    assert [f.metric for f in found] == [metric]


def test_converted_money_is_of_the_same_time() -> None:
    found = resolve("該局105年訂定標準，每人補助1萬日圓（約新臺幣3,000元）").figures
    assert {f.period for f in found} == {None}
