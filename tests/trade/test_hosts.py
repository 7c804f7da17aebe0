"""The country that a trip report is about, named by one character, by its people or not at all."""

import pytest

from trade.readings import figure, figures, parties, resolve


def on_trip(text: str, written: str, *destinations: str) -> tuple[str | None, str | None]:
    """The parties of the one figure that is written so, in a report of a trip."""
    (found,) = [f for f in resolve(text, "2012-09-14", destinations).figures if f.mention.text == written]
    return parties(found)


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("立陶宛為歐盟國家。112年臺立雙邊貿易總額2億5,867萬美元", "2億5,867萬美元", ("TWN", "LTU")),
        ("立陶宛為歐盟國家。經濟部核准對立國投資累計3,150萬美元", "3,150萬美元", ("TWN", "LTU")),
        ("巴西幅員遼闊。108年臺巴雙邊貿易總額40億美元", "40億美元", ("TWN", "BRA")),
        ("土耳其地跨歐亞。100年我對土出口汽車零件6,240萬美元", "6,240萬美元", ("TWN", "TUR")),
        ("哥倫比亞地處南美。哥國2016年出口310億美元", "310億美元", ("COL", "WLD")),
        ("赴加拿大訪問。加國農產品2009年出口值310億美元", "310億美元", ("CAN", "WLD")),
        ("赴越南訪問。越國2016年出口310億美元", "310億美元", ("VNM", "WLD")),
        ("赴加拿大訪問。請參加國代表出口310億美元", "310億美元", ("TWN", "WLD")),
        ("赴義大利訪問。社會主義國家出口310億美元", "310億美元", ("TWN", "WLD")),
        ("訪聖露西亞（下稱露國）。107年我國對露國出口142萬美元", "142萬美元", ("TWN", "LCA")),
        ("訪聖露西亞。107年我國對露國出口142萬美元", "142萬美元", ("TWN", "WLD")),
        ("哥倫比亞2016年國內生產毛額19億美元。107年雙邊貿易總額156萬美元", "156萬美元", ("TWN", "COL")),
        ("我國與各締約國貿易總額5億美元，並與約旦洽談", "5億美元", ("TWN", "WLD")),
        ("工程挖掘3立方公尺，對立各方同意出口5億美元", "5億美元", ("TWN", "WLD")),
    ],
)
def test_a_country_by_the_first_character_of_its_name(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert parties(figure(text, written)) == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Koç理事長說明該會會員312家，2011年出口合計84億美元", "84億美元", ("TUR", "WLD")),
        ("Zeynep Arslan 女士表示，明年將投資5億2,000萬歐元開發新車款", "5億2,000萬歐元", ("TUR", None)),
        ("該公司去年營收約9,200萬歐元", "9,200萬歐元", ("TUR", None)),
        ("該公司初步報價每輛約210萬歐元", "210萬歐元", (None, None)),
        ("Koç理事長說明我國去年出口84億美元", "84億美元", ("TWN", "WLD")),
        ("高主任指出，該公司為臺商，去年營收9,200萬歐元", "9,200萬歐元", ("TWN", None)),
        ("該公司投資新臺幣3億元", "新臺幣3億元", ("TWN", None)),
        ("本局說明去年出口84億美元", "84億美元", ("TWN", "WLD")),
    ],
)
def test_people_and_firms_of_the_country_visited(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "TUR") == expected


def test_of_several_destinations_the_one_named_last() -> None:
    text = "先赴奧地利。續赴匈牙利布達佩斯訪廠，該廠去年營收3億歐元"
    assert on_trip(text, "3億歐元", "AUT", "HUN") == ("HUN", None)


def test_without_a_trip_nobody_is_visited() -> None:
    assert on_trip("該公司去年營收約9,200萬歐元", "9,200萬歐元") == ("TWN", None)


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("近年雙邊貿易成長，111年貿易總額達2億美元", "2億美元", ("TWN", "PRY")),
        ("我國贈款1,100萬美元購置電動巴士", "1,100萬美元", ("TWN", "PRY")),
        ("由財團法人國際合作發展基金會（下稱國合會）投入280萬美元", "280萬美元", ("TWN", "PRY")),
        ("我國透過中國輸出入銀行提供2,000萬美元優惠貸款", "2,000萬美元", ("TWN", "PRY")),
        ("我國對該基金增資捐款1,386萬美元", "1,386萬美元", ("TWN", None)),
        ("111年貿易總額達2億美元", "2億美元", ("TWN", "WLD")),
    ],
)
def test_what_is_mutual_or_given_is_with_the_country_visited(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "PRY") == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("該廠去年輸日芒果金額為8,600萬泰銖", "8,600萬泰銖", ("THA", "JPN")),
        ("英商ATOME公司已宣布投資4億6,500萬美元生產肥料", "4億6,500萬美元", ("GBR", "THA")),
        ("日商對臺投資4億6,500萬美元", "4億6,500萬美元", ("TWN", "JPN")),
        ("我國去年輸日芒果金額為8,600萬美元", "8,600萬美元", ("TWN", "JPN")),
    ],
)
def test_directions_of_the_country_visited(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "THA") == expected


@pytest.mark.parametrize(
    ("text", "written", "metric"),
    [
        ("該特區累計引資約180億美元", "180億美元", "investment"),
        ("該特區吸引資金約180億美元", "180億美元", "other"),
        ("該廠於1998年興建，耗資3,500萬美元", "3,500萬美元", "investment"),
        ("本次展覽耗資3,500萬美元", "3,500萬美元", "other"),
        ("該公司去年營收9,200萬歐元，其中逾9成外銷", "逾9成", "exports"),
        ("該廠外銷臺灣占其營收22%", "22%", "exports"),
        ("外銷訂單占其營收22%", "22%", "other"),
        ("吸引外資159億美元，其中逾八成來自德國", "逾八成", "investment"),
        ("我國迄已投入經費6,300萬美元", "6,300萬美元", "aid"),
        ("由國合會投入280萬美元", "280萬美元", "aid"),
        ("該公司投入280萬美元", "280萬美元", "other"),
        ("我國提供2,000萬美元優惠貸款興建醫院", "2,000萬美元", "aid"),
        ("該行提供企業2,000萬美元優惠貸款", "2,000萬美元", "other"),
        ("我國提供2,000萬元優惠貸款", "2,000萬元", "other"),
        ("我國將於明年續編新臺幣1億8,000萬元推動合作計畫", "新臺幣1億8,000萬元", "budget"),
    ],
)
def test_what_firms_and_zones_and_home_put_in_or_sell(text: str, written: str, metric: str) -> None:
    (found,) = [f for f in resolve(text).figures if f.mention.text in (written, written.lstrip("逾"))]
    assert found.metric == metric


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("22日轉往卡托維茲訪特區，該特區累計引資約180億茲羅提", "180億茲羅提", None),
        ("11日參訪市場，芒果每公斤泰銖50元", "泰銖50元", None),
        ("26日上午由局長接待，局長盼我商參與計畫，預算規模120億匈牙利福林", "120億匈牙利福林", None),
        ("3月5日至9日赴瑞典拜會業者，促成投資8億元", "8億元", "2017-03-05/2017-03-09"),
        ("廠長表示該廠今年出口值預估可達18億美元", "18億美元", "2017"),
        ("2009年金融海嘯期間經濟成長率仍達1.6%", "1.6%", "2009"),
        ("2015年對越南出口5億美元。越南對我汽車零件課徵4.5%關稅", "4.5%", None),
        ("2015年越南對我汽車零件課徵4.5%關稅", "4.5%", "2015"),
        ("106年度起分三年編列新臺幣9億元", "新臺幣9億元", "2017/2019"),
        ("106年度起編列新臺幣9億元", "新臺幣9億元", "2017/.."),
    ],
)
def test_days_of_a_visit_date_nothing_that_is_told_there(text: str, written: str, period: str | None) -> None:
    assert figure(text, written).period == period


def test_places_and_parts_in_the_trade_of_another_economy() -> None:
    text = "越南去年出口84億美元，德國為最大市場，占24%。同期間吸引外人直接投資15億美元"
    assert [parties(f) for f in figures(text)] == [
        ("VNM", "WLD"),
        ("VNM", "DEU"),
        ("VNM", "DEU"),
        ("VNM", None),
    ]
    text = "反觀臺灣，同時間外人在臺直接投資合計186億美元"
    assert parties(figure("越南去年吸引外資84億美元。" + text, "186億美元"))[0] == "TWN"


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("該署97年度預算為29億披索", "29億披索", ("MEX", "MXN")),
        ("墨西哥與菲律賓代表座談，該署97年度預算為29億披索", "29億披索", ("MEX", "MXN")),
        ("菲律賓代表說明，該署97年度預算為29億披索", "29億披索", ("PHL", "PHP")),
    ],
)
def test_an_ambiguous_currency_is_that_of_the_country_visited(
    text: str, written: str, expected: tuple[str, str]
) -> None:
    """Where the text names no other country whose money is called so."""
    (found,) = [f for f in resolve(text, "2012-09-14", ("MEX",)).figures if f.mention.text == written]
    assert (found.reporter, found.unit) == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("中美洲經濟整合銀行開會。截至2015年底該行總資產為88億美元", "88億美元", (None, None)),
        ("亞銀2017年核准貸款201億美元", "201億美元", (None, None)),
        ("聯合國捐贈50萬美元", "50萬美元", (None, None)),
        ("中美洲經濟整合銀行開會，我國認股88億美元", "88億美元", ("TWN", None)),
        ("該會預算968萬美元，我國應繳會費約89萬美元", "89萬美元", ("TWN", None)),
        ("該會預算968萬美元，會費約89萬美元", "89萬美元", (None, None)),
        ("與中央銀行同赴歐洲復興開發銀行年會。該行2008年投資51億歐元", "51億歐元", (None, None)),
        ("國際貨幣基金（IMF）2008年核准對匈牙利紓困貸款157億美元", "157億美元", (None, "HUN")),
        ("拜會歐洲復興開發銀行副總裁，我國累計捐助2,340萬美元", "2,340萬美元", ("TWN", None)),
        ("拜會副總裁，我國累計捐助2,340萬美元", "2,340萬美元", ("TWN", "HND")),
        ("赴富邦銀行拜會。該行總資產為88億美元", "88億美元", ("HND", None)),
        ("亞銀與富邦銀行座談。該行總資產為88億美元", "88億美元", ("HND", None)),
        ("亞銀預測宏都拉斯2018年出口88億美元", "88億美元", ("HND", "WLD")),
    ],
)
def test_a_bank_of_many_countries_is_no_economy(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "HND") == expected


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("國合會辦理酪梨計畫。本計畫總經費約420萬美元，其中我方出資300萬美元", ["aid", "aid"]),
        ("該公司辦理酪梨計畫。本計畫總經費約420萬美元，其中該廠出資300萬美元", ["budget", "budget"]),
        ("該署預算為29億美元，其中獎學金支出較上年增加35%", ["budget", "budget"]),
        ("家庭消費29億美元，其中教育支出較上年增加35%", ["other", "other"]),
    ],
)
def test_whose_programme_and_parts_of_a_budget(text: str, metrics: list[str]) -> None:
    assert [f.metric for f in resolve(text, "2016-09-10", ("HND",)).figures] == metrics


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("DSTA於2018年之融資需求約493億歐元", "493億歐元", ("NLD", None)),
        ("我國於2018年之融資需求約493億歐元", "493億歐元", ("TWN", None)),
        ("DSTA於2018年之融資需求約493億美元", "493億美元", ("TWN", None)),
        ("進口農產品一般課徵5%關稅", "5%", ("NLD", None)),
        ("我國進口農產品一般課徵5%關稅", "5%", ("TWN", None)),
        (
            "該區2010年貿易額約605億美元，Maria Jansen經理說明該區2011年貿易額約606億美元",
            "606億美元",
            ("NLD", "WLD"),
        ),
    ],
)
def test_money_and_duties_of_the_country_visited(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "NLD") == expected


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("由國合會提供300萬美元貸款", ["aid"]),
        ("由該行提供300萬美元貸款", ["other"]),
        ("國合會另提供技術協助經費40萬美元", ["aid"]),
        ("截至8月底我方經費已支用163萬美元", ["aid"]),
        ("本計畫總經費320萬美元，其中我方贈款250萬美元", ["aid", "aid"]),
        ("本計畫總經費320萬美元，其中廠商出資250萬美元", ["budget", "budget"]),
        ("外交部援贈防疫物資1批，價值新臺幣620萬元", ["other"]),
        ("外交部捐贈新臺幣620萬元", ["aid"]),
        ("本年度預算總支出2,950億歐元，總收入3,047億歐元", ["budget", "budget"]),
        ("該公司本年度投資2,950億歐元，總收入3,047億歐元", ["investment", "other"]),
        (
            "本年度預算2,950億歐元。支出中以社會安全807億歐元最高，占27.4%，其次為醫療713億歐元",
            ["budget"] * 4,
        ),
        ("本年度營業額2,950億歐元。支出中以薪資807億歐元最高", ["other"] * 2),
        ("本年度預算2,950億元，對團體之捐助經費807億元", ["budget"] * 2),
        ("本年度預算2,950億元，開發援助經費807億元", ["budget", "aid"]),
        ("食品轉口值達118億迪拉姆", ["exports"]),
    ],
)
def test_aid_and_budgets_by_their_words(text: str, metrics: list[str]) -> None:
    assert [f.metric for f in resolve(text, "2018-12-10", ("NLD",)).figures] == metrics


def test_whom_a_limit_is_of_the_text_does_not_go_on_about() -> None:
    text = "荷蘭債務占GDP之49.6%，低於歐盟所定60%之上限。債務利息支出由2013年之87億歐元減為55億歐元"
    found = [f for f in resolve(text, "2018-12-10", ("NLD",)).figures if f.metric == "budget"]
    assert [f.reporter for f in found] == ["NLD", "NLD"]


def test_loans_by_country_and_by_sector_of_a_bank_of_many_countries() -> None:
    text = (
        "中美洲經濟整合銀行開會。105年該行核貸18億美元。核貸金額以哥斯大黎加5億美元最高，宏都拉斯4億美元次之。"
        "營收按部門別，公共部門占78%"
    )
    found = resolve(text, "2017-09-10", ("HND",)).figures
    assert [parties(f) for f in found] == [(None, None), (None, "CRI"), (None, "HND"), (None, None)]


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("受援國家2009年經濟平均衰退5.2%", "衰退5.2%", (None, None)),
        ("中美洲各國2016年經濟平均成長4.3%", "成長4.3%", (None, None)),
        ("俄羅斯今年將衰退7.5%，烏克蘭衰退10.0%", "衰退10.0%", ("UKR", None)),
        ("加州2017年生產毛額約2.7兆美元", "2.7兆美元", ("USA", None)),
        ("我國2017年生產毛額約2.7兆美元", "2.7兆美元", ("TWN", None)),
    ],
)
def test_products_of_regions_and_provinces(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "USA") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由國合會執行。\n本計畫執行期間為109年至113年，總經費498萬美元", ("TWN", "SWZ")),
        ("由該部執行。\n本計畫執行期間為109年至113年，總經費498萬美元", (None, None)),
        ("由國合會執行。\n該委員會109年預算498萬美元", (None, None)),
    ],
)
def test_projects_of_the_aid_agency_are_with_the_country_visited(
    text: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, "498萬美元", "SWZ") == expected
