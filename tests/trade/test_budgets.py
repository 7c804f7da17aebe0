"""Public money: budgets, grants, debts that a budget names, the years of a plan, investment by contract."""

import pytest

from trade.readings import figure, figures, parties


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本處99年度國內補助案核定12案，金額共計新臺幣350萬元", "budget"),
        ("該會國際補助業務本年核定9案，金額共計新臺幣480萬元", "aid"),
        ("業務總支出：6億2,000萬元", "budget"),
        ("解繳國庫淨額：3億元", "budget"),
        ("基金來源　2億1,000萬元", "budget"),
        ("縣府編列「青年創業貸款」25億元", "budget"),
        ("縣府核撥青年創業貸款25億元", "other"),
        ("減列「校務基金」中「債務利息」4,000萬元", "budget"),
        ("政府每年投入35億元推動智慧機械", "budget"),
        ("該廠商去年已投入35億元擴充產線", "investment"),
        ("追加預算：為還款增加債務20億元", "budget"),
        ("該基金舉借債務20億元", "other"),
        ("舉借之20億元補辦預算不予同意", "budget"),
        ("該公司投資南部園區之總收益為5億元", "other"),
        ("民間參與興建停車場8處，金額計120億元", "investment"),
        ("我國出口至泰國適用優惠關稅之貨品為7億元", "exports"),
    ],
)
def test_metric_of_public_money(sentence: str, expected: str) -> None:
    (found,) = (f for f in figures(sentence) if f.kind == "amount")
    assert found.metric == expected


def test_what_firms_put_in_is_no_budget_even_where_the_clause_leaves_them_out() -> None:
    text = "業者於105年投資8億元設廠，106年將再投入12億元"
    assert [f.metric for f in figures(text)] == ["investment", "investment"]


def test_a_rate_of_duty_stays_a_tariff() -> None:
    assert figure("我國出口至泰國之紡織品關稅為15%", "15%").metric == "tariff"


def test_a_sum_has_the_date_that_it_runs_up_to_as_its_period() -> None:
    assert figure("截至105年9月20日止，補助金額共計300萬元", "300萬元").period == "2016-09-20"
    assert figure("截至105年9月20日為止，補助金額共計300萬元", "300萬元").period == "2016-09-20"
    assert figure("截至105年9月底止，補助金額共計300萬元", "300萬元").period == "2016-09"


def test_all_parts_of_a_plan_take_the_years_that_the_next_sentence_gives_it() -> None:
    text = "捷運延伸線總經費80億元，其中中央預算50億元，占62.5%。期程自106年至109年，由市府施工。"
    assert {f.period for f in figures(text)} == {"2017/2020"}


def test_the_years_in_brackets_behind_a_plan_are_its_period() -> None:
    assert figure("濕地復育二期計畫（106至109年）所需預算約14億元", "14億元").period == "2017/2020"


def test_two_years_joined_are_the_period_of_one_amount() -> None:
    assert figure("105年及106年共編經費75億元", "75億元").period == "2016/2017"
    found = figures("105年及106年經費分別為30億元及45億元")
    assert [f.period for f in found] == ["2016", "2017"]


def test_a_yearly_mean_is_of_the_years_that_are_named() -> None:
    text = "106至109年辦理語言研習，平均每年經費3億元"
    assert figure(text, "3億元").period == "2017/2020"
    assert figure("106年起辦理語言研習，每年經費3億元", "3億元").period is None


def test_a_rank_by_an_institute_is_the_home_country_s() -> None:
    text = "瑞士某雜誌「2016年全球競爭力報告」中，我國排名第12"
    found = figure(text, "第12")
    assert (found.metric, found.period, *parties(found)) == ("other", "2016", "TWN", None)


def test_a_rank_among_economies_is_no_rank_of_gdp() -> None:
    text = "據「2016年經商報告」，我國於全球190個經濟體中名列第11"
    found = figure(text, "第11")
    assert (found.metric, *parties(found)) == ("other", "TWN", None)


def test_a_rank_of_the_climate_for_investment_is_one_of_investment() -> None:
    found = figure("某銀行認為臺灣投資環境排名全球第5", "第5")
    assert (found.metric, *parties(found)) == ("investment", "TWN", None)


def test_firms_that_come_home_have_no_partner() -> None:
    text = "上半年大陸公司來臺投資9億元，而臺商回臺投資共40案，合計300億元"
    assert [parties(f) for f in figures(text)] == [("TWN", "CHN"), ("TWN", None)]


def test_a_bracket_that_tells_the_days_narrows_the_date_before_it() -> None:
    text = "106年3月（5日至9日）我國出口至印度之機械為3億元"
    assert figure(text, "3億元").period == "2017-03-05/2017-03-09"


def test_years_that_are_dealt_out_are_not_joined() -> None:
    text = "105年及106年經費分別為5億元（占收入80%）、4億元（占收入75%）"
    assert "2016/2017" not in {f.period for f in figures(text)}


def test_an_item_of_a_budget_is_no_rank() -> None:
    assert {f.kind for f in figures("規費收入增列第1目500萬元，其餘改列為第2目")} == {"amount"}


def test_what_is_struck_out_is_budget() -> None:
    assert figure("雖進口茶葉增加，宣導費仍減列10%", "減列10%").metric == "budget"


@pytest.mark.parametrize(
    ("text", "written", "metric"),
    [
        ("財政部長宣布將撥款協助獨立中學，金額為馬幣1,200萬元", "馬幣1,200萬元", "budget"),
        ("該州政府2018年撥款1,200萬英鎊支持研發", "1,200萬英鎊", "budget"),
        ("某企業撥款1,200萬英鎊成立基金", "1,200萬英鎊", "other"),
        ("預算減列7,000萬元（包括「大陸投資計畫之研究」976萬元）", "976萬元", "budget"),
        ("我國對該國1.5億美元技職教育贈款已撥付", "1.5億美元", "aid"),
        ("臺灣旅客為美國經濟貢獻逾10億美元", "10億美元", "other"),
        ("加工出口區待出租比率為27%，租金收入3億元", "3億元", "other"),
        ("我國2011年出口貿易額3,082億美元", "3,082億美元", "exports"),
        ("預算赤字占GDP比重，已從去年2.5%降至今年的1.6%", "1.6%", "budget"),
    ],
)
def test_what_is_measured(text: str, written: str, metric: str) -> None:
    assert figure(text, written).metric == metric
