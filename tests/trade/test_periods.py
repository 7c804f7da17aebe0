"""Which date a figure is of: the term, the list it stands in, the talk it was told in, its base."""

import pytest

from trade.readings import figure, figures


def test_a_part_of_this_term_is_a_part_of_the_period_just_named() -> None:
    text = "97年1月至12月核准僑外投資82.3億美元。以電子業為多，合計約占本期僑外投資總額的61.2%"
    assert {f.period for f in figures(text, "2008-12")} == {"2008-01/2008-12"}


def test_items_stand_under_the_lines_that_govern_them_not_beside_their_neighbours() -> None:
    text = (
        "一、行銷推廣：106年1至6月成果如下：\n"
        "（一）邀請買主來臺，爭取商機2億美元。\n"
        "（二）107年規劃參展3場，估計接單7億美元。\n"
        "（三）設置展示中心，投入6千萬元。\n"
        "二、訓練：培訓學員，支出80萬元。"
    )
    assert [f.period for f in figures(text)] == ["2017-01/2017-06", "2018", "2017-01/2017-06", None]


def test_an_item_that_goes_on_keeps_the_date_of_the_item_before() -> None:
    text = "（１）本年1至7月新增投資9,000億元。\n（２）另30億元以上投資計1,200億元。"
    assert figure(text, "1,200億元").period == "2017-01/2017-07"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("106年5月3日拜會該局，據告土地開發金額為9億泰銖", "9億泰銖"),
        ("4月19日說明會中，該署指出投資額逾3億泰銖者免稅", "3億泰銖"),
        ("該中心105年3月啟用，建置經費6億元", "6億元"),
        ("該組織成立於78年，合計占全球貿易總額五成", "五成"),
        ("該公司92年進入泰國市場，預計未來5年再投資3億美元", "3億美元"),
        ("104年8月1日購置消防車，每輛單價約1,200萬元", "1,200萬元"),
        ("106年1月成立小組。過去10年，全球投資已超過370億美元", "370億美元"),
    ],
)
def test_days_of_talks_and_foundations_are_no_periods(text: str, written: str) -> None:
    assert figure(text, written).period is None


def test_the_day_of_a_deal_is_its_period_without_the_clock() -> None:
    assert figure("106年6月2日上午9時採購團簽約，金額3億美元", "3億美元").period == "2017-06-02"


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("自72年成立迄今，累計融資新臺幣20億元", "新臺幣20億元", "1983/.."),
        ("2000年之後，產值約新臺幣30億元", "新臺幣30億元", "2000/.."),
        ("105年度及以前年度編列預算5億元", "5億元", "../2016"),
    ],
)
def test_open_periods(text: str, written: str, period: str) -> None:
    assert figure(text, written).period == period


def test_the_base_of_a_comparison_keeps_its_own_date() -> None:
    found = figures("106年預算3億元，較103年度高峰之5億元減少40%")
    assert [(f.period, f.compared_to) for f in found] == [("2017", None), ("2014", None), ("2017", "2014")]
    found = figures("與95年度對日出口依賴8.5%及進口依賴21.3%相較，106年各達7.1%及16.2%")
    assert [f.period for f in found] == ["2006", "2006", "2017", "2017"]


def test_what_it_turned_into_is_of_the_time_before_from() -> None:
    text = "106年臺泰貿易熱絡。我對泰國出超由103年之12億美元降為9億美元"
    assert [f.period for f in figures(text)] == ["2014", "2017"]


def test_a_price_that_begins_on_a_day() -> None:
    text = "泰國自106年7月1日起將基本工資由300泰銖調至330泰銖"
    assert [f.period for f in figures(text)] == [None, "2017-07-01/.."]


def test_data_whose_date_is_told_behind_them() -> None:
    text = "我國對泰國的出口比重是3%，累計投資金額為150億美元，這是105年官方的資料。"
    assert [f.period for f in figures(text)] == ["2016", "2016"]


def test_a_year_before_the_name_of_a_plan_is_a_period() -> None:
    found = figures("教育部104年度補助本計畫新臺幣120萬元，本校配合款30萬元")
    assert [f.period for f in found] == ["2015", "2015"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("該公司2016年營收3兆韓元，第5工廠投資額約1兆韓元，預定2019年啟用", "1兆韓元"),
        ("105年出口5億美元。我國推動第三座接收站，投資金額約新臺幣601億元，預定111年完工", "新臺幣601億元"),
        ("該案105年度編列1億元，本計畫預定投資總額2,736億元", "2,736億元"),
        ("105年出口5億美元，越方現對我鋼品課徵13%之關稅", "13%"),
        ("該國於5月9日舉行大選，財政部長宣布將撥款協助學校，金額為馬幣1,200萬元", "馬幣1,200萬元"),
        ("雙方在105年啟動談判。我國對該國出口占總出口之5%", "5%"),
        ("RCEP將於明年1月展開談判，涵蓋16國，市場規模達16兆美元", "16兆美元"),
    ],
)
def test_what_no_date_of_the_text_dates(text: str, written: str) -> None:
    assert figure(text, written).period is None


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("截至105年底止，審查通過94件投資案，總投資金額90億元", "90億元", "2016-12"),
        ("該公司2011年設廠，總投資額越盾1,150億元", "越盾1,150億元", "2011"),
        ("中油公司101年度預計增加之轉投資包括：環能公司9億元、合資計畫5億元", "5億元", "2012"),
        ("德國失業率11%，續處1999年實施歐元以來的最高紀錄。2016年7月失業率為5.5%", "5.5%", "2016-07"),
        ("在2001年至2010年間，研發占GDP比重從2.47%成長至3.74%", "2.47%", "2001"),
        ("在2001年至2010年間，研發占GDP比重從2.47%成長至3.74%", "3.74%", "2010"),
        ("從2001年來，企業投資獲利已有1.37億美元", "1.37億美元", "2001/.."),
        ("2017年稅收目標194兆印尼盾，實際達成205兆印尼盾", "205兆印尼盾", "2017"),
        ("105年第4季初估經濟成長1.89%", "成長1.89%", "2016-10/2016-12"),
        (
            "目前我對印貿易順差，105年1至6月出口12億美元、進口5億美元，順差7億美元",
            "7億美元",
            "2016-01/2016-06",
        ),
    ],
)
def test_what_is_dated(text: str, written: str, period: str) -> None:
    assert figure(text, written).period == period


def test_a_record_dates_no_later_figure() -> None:
    text = "歐元區2016年7月失業率為11%，續處1999年實施歐元以來的最高紀錄。德國失業率5.5%"
    assert figure(text, "5.5%").period == "2016-07"


def test_a_date_that_another_is_a_multiple_of_is_no_period() -> None:
    text = "日本2012年貿易赤字6兆日圓，為2011年同期2.4倍。電價調漲約8%"
    assert figure(text, "8%").period == "2012"
