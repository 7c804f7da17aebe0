"""Partners that are told one after another, shares that go to a country, levels beside each other."""

import pytest

from trade.readings import figure, figures, parties


@pytest.mark.parametrize(
    ("text", "reporter", "partners"),
    [
        (
            "中國大陸為菲律賓最大進口來源，占18.1%；日本次之，占11.4%；我國占6.2%，居第6位",
            "PHL",
            ["CHN", "CHN", "JPN", "TWN", "TWN"],
        ),
        (
            "越南主要進口來源為中國大陸，占28%，韓國次之，占18%，我國居第4位，占6.4%",
            "VNM",
            ["CHN", "KOR", "TWN", "TWN"],
        ),
        (
            "中國大陸為我國最大出口市場，占28%；美國次之，占12%；日本居第3位，占7%",
            "TWN",
            ["CHN", "CHN", "USA", "JPN", "JPN"],
        ),
        (
            "韓國2011年出口5,552億美元。出口市場中，中國大陸占24.1%，美國及日本分別占10.1%及7.1%",
            "KOR",
            ["WLD", "CHN", "USA", "JPN"],
        ),
    ],
)
def test_each_partner_has_its_own_figure(text: str, reporter: str, partners: list[str]) -> None:
    assert [parties(f) for f in figures(text)] == [(reporter, p) for p in partners]


def test_what_is_no_place_in_the_list() -> None:
    text = "越南主要出口市場為美國，占22%；2016年日本GDP成長1%"
    assert parties(figure(text, "成長1%")) == ("JPN", None)


def test_figures_of_countries_among_those_of_the_world() -> None:
    text = "半導體設備2022年全球銷售額1,076億美元，中國大陸283億美元居首，我國268億美元次之"
    assert [parties(f) for f in figures(text)] == [("WLD", None), ("CHN", None), ("TWN", None)]


@pytest.mark.parametrize(
    ("text", "written", "metric", "partner"),
    [
        ("目前我國LNG逾八成來自卡達、馬來西亞及印尼", "八成", "imports", None),
        ("我國煤炭約五成來自澳洲", "五成", "imports", "AUS"),
        ("天然氣約三成自澳洲進口", "三成", "imports", "AUS"),
        ("台灣出口之9%直接銷往歐盟", "9%", "exports", "EUE"),
        ("該產品六成銷往日本，占產值三成", "六成", "exports", "JPN"),
    ],
)
def test_a_share_that_goes_to_a_country(text: str, written: str, metric: str, partner: str | None) -> None:
    found = figure(text, written)
    assert (found.metric, found.partner) == (metric, partner)


@pytest.mark.parametrize("text", ["該校學生三成來自越南", "移工六成來自印尼", "旅客約五成來自日本"])
def test_people_come_from_countries_and_are_no_figure(text: str) -> None:
    assert not figures(text)


def test_the_share_behind_it_is_of_the_whole_again() -> None:
    text = "我國出口約4成銷往中國大陸，逾3成集中於電子產品"
    assert [f.partner for f in figures(text)] == ["CHN", "WLD"]


def test_levels_compared_in_brackets() -> None:
    text = "上半年我國出口衰退4.7%，比其他國家（韓國+0.6%、香港+0.5%）差"
    assert [parties(f) for f in figures(text)] == [("TWN", "WLD"), ("KOR", "WLD"), ("HKG", "WLD")]


def test_the_place_of_an_economy_in_a_union() -> None:
    text = "波蘭2022年GDP成長率為5.3%，為歐盟第6大經濟體，人均GDP達1萬8,300美元"
    assert [parties(f) for f in figures(text, "2023")] == [("POL", None)] * 3
