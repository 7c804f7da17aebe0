"""The country that a trip report is about, named by one character, by its people or not at all."""

import pytest

from trade.readings import figure, parties, resolve


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
        ("我國對該基金增資捐款1,386萬美元", "1,386萬美元", ("TWN", None)),
        ("111年貿易總額達2億美元", "2億美元", ("TWN", "WLD")),
    ],
)
def test_what_is_mutual_or_given_is_with_the_country_visited(
    text: str, written: str, expected: tuple[str | None, str | None]
) -> None:
    assert on_trip(text, written, "PRY") == expected
