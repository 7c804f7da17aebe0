"""Who gets what is given or spent, and whose visitors spend it."""

import pytest

from trade.readings import figure, figures, parties


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("本部曾兩度捐款泰國政府共20萬美元", "20萬美元", ("TWN", "THA")),
        ("菲律賓遭颱風侵襲，本部即捐贈15萬美元予菲律賓政府", "15萬美元", ("TWN", "PHL")),
        ("觀光局另編列500萬元與韓方旅行社聯合推廣", "500萬元", ("TWN", "KOR")),
        ("本會107年度編列泰北僑校補助預算新臺幣2,350萬元", "新臺幣2,350萬元", ("TWN", "THA")),
        ("日本發生地震。我國政府與民間賑災捐款達新臺幣68億元", "新臺幣68億元", ("TWN", "JPN")),
        ("日本政府於105年捐款我國100萬美元供地震救災", "100萬美元", ("JPN", "TWN")),
        ("本部編列業務費500萬元辦理訓練", "500萬元", ("TWN", None)),
    ],
)
def test_who_gets_it(text: str, written: str, expected: tuple[str, str | None]) -> None:
    assert parties(figure(text, written)) == expected


def test_growth_and_parts_of_what_is_spent_go_where_it_goes() -> None:
    text = "本會107年度編列泰北僑校補助預算2,350萬元，較106年度增加8.5%，其中教師薪資1,420萬元、運送費460萬元"
    assert [(f.metric, *parties(f)) for f in figures(text)] == [("budget", "TWN", "THA")] * 4


def test_items_of_a_budget_do_not_go_where_their_neighbour_goes() -> None:
    text = (
        "減列「健全管理—大陸地區旅費」6萬元、「推動法規—委辦費」130萬元、「資訊管理」80萬元，共計減列216萬元"
    )
    assert [f.partner for f in figures(text)] == ["CHN", None, None, None]


def test_a_budget_has_the_world_for_no_partner() -> None:
    assert parties(figure("「爭取全球政府採購」101年度編列3,000萬元", "3,000萬元")) == ("TWN", None)


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("日本2018年訪日旅客消費4兆日圓，其中我國旅客消費5,817億日圓", "5,817億日圓", ("JPN", "TWN")),
        ("104年韓國來臺旅客65萬人次，觀光外匯收入約4.6億美元", "4.6億美元", ("TWN", "KOR")),
        ("新加坡2019年旅客消費277億星元", "277億星元", ("SGP", None)),
    ],
)
def test_whose_visitors_spend(text: str, written: str, expected: tuple[str, str | None]) -> None:
    assert parties(figure(text, written)) == expected
