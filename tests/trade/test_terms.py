"""Which amounts take the date of an earlier clause, and which have none."""

import pytest

from pipeline.trade.terms import TERM_RULES, TermRule
from trade.readings import figure, figures


@pytest.mark.parametrize(
    ("rule", "words"), [(r, w) for r in TERM_RULES for w in r.examples], ids=lambda x: getattr(x, "id", x)
)
def test_example_is_found(rule: TermRule, words: str) -> None:
    assert rule.pattern.search(words)


@pytest.mark.parametrize(
    ("rule", "words"),
    [(r, w) for r in TERM_RULES for w in r.counterexamples],
    ids=lambda x: getattr(x, "id", x),
)
def test_counterexample_is_not_found(rule: TermRule, words: str) -> None:
    assert rule.pattern.search(words) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("該港棧橋毀於99年9月19日風災，重建經費約8億元", "8億元"),
        ("該局要求廠商於11月20日前提出施工計畫，三年維護費用2億1,000萬元分期給付", "2億1,000萬元"),
        ("105年3月該府擇定民間機構為營運者，總投資額約60億日圓", "60億日圓"),
        ("館方建議以1661年至1683年之文書為題合辦特展，預估經費新臺幣900萬元", "新臺幣900萬元"),
        ("展品已於去年第2季運抵；該館擬另建庫房，所需經費約3億元", "3億元"),
        ("該公司截至106年6月底累計虧損80億元，而資本額僅90億元", "90億元"),
        ("105年該港吞吐量值7億美元，任一碼頭停擺一日，損失估計達300萬美元", "300萬美元"),
        ("集團自103年4月起假冒公務員行騙，其中一名老婦遭騙200餘萬元", "200餘萬元"),
        ("105年度起推廣至各地，所需經費每場次約40萬元", "40萬元"),
    ],
)
def test_a_cost_has_no_date_of_an_event(text: str, written: str) -> None:
    assert figure(text, written).period is None


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("第二期自106年起至110年辦理，總經費約90億元", "90億元", "2017/2021"),
        ("截至106年6月底止，審查通過12件投資案，總投資金額15億元", "15億元", "2017-06"),
        ("該館104年設廠，總投資額7億元", "7億元", "2015"),
        ("105年度編列預算3億元，所需經費尚差2億元", "2億元", "2016"),
        ("自105年4月起票價由每張200元調高為250元", "250元", "2016-04/.."),
        ("自101年6月開放以來，業者投資3件，金額2億美元", "2億美元", "2012-06/.."),
        ("該保險自92年3月1日開辦至106年6月底止，累計給付70億元", "70億元", "2003-03-01/2017-06"),
        (
            "春季特展（106年3月4日至6月11日）吸引8萬人次，門票收入約1,200萬元",
            "1,200萬元",
            "2017-03-04/2017-06-11",
        ),
        ("該計畫第二期（2018-2021年）增為2億歐元", "2億歐元", "2018/2021"),
        ("「濱海」計畫（2015年3月至2018年2月）經費達600萬歐元", "600萬歐元", "2015-03/2018-02"),
        ("106年1月至8月收入900億元，支出700億元。收支相抵，淨收入200億元", "200億元", "2017-01/2017-08"),
        ("106年1月至8月出口年增率9.5%，高於上年全年平均之4.1%", "4.1%", "2016"),
    ],
)
def test_what_keeps_a_date(text: str, written: str, period: str) -> None:
    assert figure(text, written).period == period


def test_the_parts_of_a_cost_without_a_date_have_none() -> None:
    text = "該院毀於98年8月8日水災，重建經費約20億日圓，其中5億日圓由我國紅十字會捐助，占二成五"
    found = figures(text)
    assert [f.period for f in found] == [None, None, None]
    assert [f.metric for f in found][:2] == ["budget", "aid"]
    assert (found[1].reporter, found[1].partner) == ("TWN", "JPN")
