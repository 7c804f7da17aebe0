"""Type and country of organizations by the form of their names and by what the text names around them."""

import pytest

from pipeline.organizations import find_organizations, resolve_organizations
from pipeline.organizations.mentions import Organization


def only(text: str, name: str) -> Organization:
    found = resolve_organizations(find_organizations(text), text).organizations
    (organization,) = (o for o in found if o.name == name)
    return organization


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("案送外交及國防委員會審查", "外交及國防委員會", "legislature"),
        ("拜會眾議院衛生委員會主席", "眾議院衛生委員會", "legislature"),
        ("南島議員懇談會會長來訪", "南島議員懇談會", "legislature"),
        ("拜會美國太平洋聯盟", "美國太平洋聯盟", "association"),
        ("參訪青葉大學海洋研究中心", "青葉大學海洋研究中心", "university"),
        ("參訪捷克科學院植物研究所", "捷克科學院植物研究所", "other"),
        ("與洗錢防制中心簽署", "洗錢防制中心", "government"),
        ("由工業區管理委員會說明", "工業區管理委員會", "government"),
        (
            "出席 Small and Medium Enterprises Working Group 會議",
            "Small and Medium Enterprises Working Group",
            "other",
        ),
        ("拜會 Northwind Trading Group 總部", "Northwind Trading Group", "company"),
    ],
)
def test_form_of_the_name_tells_the_type(text: str, name: str, kind: str) -> None:
    assert only(text, name).type == kind


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # Nothing foreign is named: home.
        ("主任委員指示資源司研議。", "資源司", "TWN"),
        ("案送外交及國防委員會審查。", "外交及國防委員會", "TWN"),
        # Home has no such chamber: the foreign country of the text.
        ("訪問美國。\n眾院通過該案。", "眾院", "USA"),
        ("眾院通過該案。", "眾院", None),
        # A text about one foreign country leaves it open.
        ("越南河內、越南峴港及越南。\n資源司派員說明。", "資源司", None),
        ("歐洲議會通過義大利所提之案。", "歐洲議會", None),
        ("捐助美國太平洋聯盟。", "美國太平洋聯盟", "USA"),
    ],
)
def test_country_by_what_the_text_names(text: str, name: str, country: str | None) -> None:
    assert only(text, name).country == country


def test_ministries_of_long_lists_belong_to_the_nearest_country() -> None:
    guests = "、".join(f"國會議員{name}(Member of Parliament, {name})" for name in "甲乙丙丁戊")
    text = f"訪賓有：帛琉總統己、{guests}、外貿部次長庚；吐瓦魯總理辛、外貿部次長壬。"
    organizations = resolve_organizations(find_organizations(text), text).organizations
    assert {("帛琉外貿部", "PLW"), ("吐瓦魯外貿部", "TUV")} <= {(o.name, o.country) for o in organizations}


def test_home_officials_of_a_list_stay_at_home() -> None:
    text = "訪問泰國者有外交部次長甲、財政部部長乙；泰國總理丙會見財政部王部長。"
    assert only(text, "財政部").country == "TWN"
