"""What a heading announces, who speaks, and what stands beside what another economy tells."""

import pytest

from trade.readings import figure, figures, parties, resolve


@pytest.mark.parametrize(
    "heading",
    ["貳、波蘭經濟現況", "一、波蘭", "（一）波蘭經貿概況", "波蘭基本經貿資料", "二、波蘭投資環境簡介："],
)
def test_what_stands_below_a_heading_is_of_its_economy(heading: str) -> None:
    text = f"{heading}\n2016年國內生產毛額達4,670億美元，出口2,027億美元。外人直接投資累計2,135億美元。"
    assert [parties(f) for f in figures(text)] == [("POL", None), ("POL", "WLD"), ("POL", None)]


@pytest.mark.parametrize(
    "heading",
    ["貳、臺波經貿關係", "一、我國與波蘭雙邊貿易概況", "波蘭", "貳、國際經濟情勢", "一、波蘭投資局簡報"],
)
def test_other_headings_announce_no_economy(heading: str) -> None:
    found = figure(f"{heading}\n2016年出口2,027億美元。", "2,027億美元")
    assert found.reporter != "POL"


def test_a_heading_holds_to_the_next_one_of_its_kind() -> None:
    text = (
        "一、馬來西亞\n（一）2015年GDP為2,962億美元。\n（二）雙邊貿易：2015年我國出口71億美元。\n"
        "（三）2015年出口1,999億美元。\n二、印尼\n（一）2015年GDP為8,625億美元。\n參、心得\n2015年GDP為5,000億美元。"
    )
    assert [f.reporter for f in figures(text)] == ["MYS", "TWN", "MYS", "IDN", "TWN"]


def test_a_heading_without_a_name_is_of_the_country_visited() -> None:
    text = (
        "貳、國家概況\n一、總體經濟\n2016年國內生產毛額1,930億美元。\n二、雙邊經貿\n2016年我出口5.1億美元。"
    )
    found = resolve(text, destinations=("CZE",)).figures
    assert [f.reporter for f in found] == ["CZE", "TWN"]
    assert [f.reporter for f in resolve(text).figures] == ["TWN", "TWN"]
    several = resolve(text, destinations=("CZE", "POL")).figures
    assert several[0].reporter == "TWN"


def test_what_the_home_country_is_said_to_do_stays_its_own() -> None:
    found = figures("貳、波蘭經濟現況\n我國2016年出口2,803億美元。2016年波蘭自我國進口6億美元。")
    assert [f.reporter for f in found] == ["TWN", "POL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拜會捷克投資局，該局表示2016年核准投資案100件，金額25億歐元", ("CZE", None)),
        ("訪問泰國投資促進委員會（BOI），該會表示2017年受理申請案1,456件，投資6,419億泰銖", ("THA", None)),
        ("拜會經濟部投資審議委員會，該會表示2016年核准投資金額110億美元", ("TWN", None)),
        ("拜會捷克投資局，該局表示2016年我國投資4億美元", ("TWN", "CZE")),
    ],
)
def test_a_body_of_another_country_speaks_of_it(text: str, expected: tuple[str, str | None]) -> None:
    assert parties(figures(text)[-1]) == expected


def test_firms_of_a_country_take_part_in_what_another_one_attracts() -> None:
    found = figures("拜會捷克投資局，該局表示2016年核准投資金額25億歐元，其中韓商占43%")
    assert [parties(f) for f in found] == [("CZE", None), ("CZE", "KOR")]


def test_each_investor_of_a_list_invests_in_the_same_country() -> None:
    text = "日本對印尼投資2015年為28.8億美元，居第2位，韓國12.1億美元居第4位，我國僅1.1億美元"
    amounts = [f for f in figures(text) if f.kind == "amount"]
    assert [parties(f) for f in amounts] == [("JPN", "IDN"), ("KOR", "IDN"), ("TWN", "IDN")]


def test_their_side_of_a_trade() -> None:
    text = "2011年我輸加鋼管金額5,100萬加元，占加國進口市場8%"
    assert [parties(f) for f in figures(text)] == [("TWN", "CAN"), ("CAN", "TWN")]
    text = "臺灣為新加坡第6大貿易夥伴，雙邊貿易額543億星元，占其總貿易額5.5%"
    assert parties(figure(text, "5.5%")) == ("SGP", "TWN")
    assert parties(figure("2016年我國對日本出口195億美元，占我國總出口7%", "7%")) == ("TWN", "JPN")


def test_a_region_that_invests_has_no_code() -> None:
    text = "2013年中國大陸累計對東協投資294億美元，東協累計對中國大陸投資854億美元"
    assert [parties(f) for f in figures(text)] == [("CHN", None), (None, "CHN")]


def test_a_union_says_only_among_whom_somebody_ranks() -> None:
    text = "奧地利2015年研發支出占GDP比重達3.1%，居歐盟第2位"
    assert [(f.kind, f.reporter) for f in figures(text)] == [("share", "AUT"), ("rank", "AUT")]


def test_who_is_asked_to_lower_a_duty() -> None:
    assert parties(figure("我方要求日方調降鳳梨17%關稅", "17%")) == ("JPN", "TWN")


def test_a_date_in_a_label_and_a_date_that_something_is_put_off_to() -> None:
    text = "雙邊貿易（2016年）：總額6.8億美元，出口5.1億美元"
    assert [f.period for f in figures(text)] == ["2016", "2016"]
    assert figure("該案延至2020年5月再議，商機約12億美元", "12億美元").period is None


def test_a_rate_is_what_its_own_label_names() -> None:
    found = figures("六、通貨膨脹率：0.7%；失業率：5.2%")
    assert [f.kind for f in found] == ["growth", "share"]
