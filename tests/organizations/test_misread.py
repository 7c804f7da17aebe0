"""Names with a damaged character are the name that stands undamaged; two real names stay two."""

from __future__ import annotations

import pytest

from pipeline import read_text
from pipeline.organizations import find_organizations
from pipeline.organizations.misread import RULE, listed_name


@pytest.mark.parametrize(
    ("whole", "written"),
    [
        ("經濟部中小企業處", "經日部中小企業處"),
        ("平順省農業暨農村發展廳", "平順省農業暨農杜發展廳"),
        ("經濟部中小企業處", "經濟部中小業處"),
    ],
)
def test_a_damaged_name_is_the_one_that_stands_elsewhere(whole: str, written: str) -> None:
    report = read_text(f"上午拜會{whole}。\n下午由{written}王處長大明接待。\n")
    named = [o for o in report.organizations if o.name == whole]
    assert len(named) == 1
    assert written in named[0].aliases
    assert any(e.startswith(f"misread: {written} for ") for e in named[0].evidence)
    assert all(o.name != written for o in report.organizations)


def test_the_role_at_a_damaged_name_is_at_the_organization() -> None:
    report = read_text("上午拜會平順省農業暨農村發展廳。\n平順省農業暨農杜發展廳副廳長王大明陪同。\n")
    role = report.person_resolution.roles[0]
    assert role.organization is not None
    assert report.organizations[role.organization].name == "平順省農業暨農村發展廳"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("東京大學農學院", "北京大學農學院"),
        ("臺北市政府衛生局", "新北市政府衛生局"),
        ("財政部國際財政司", "財政部國際財務司"),
        ("交通部航港局", "交通部航政局"),
        ("駐美國代表處經濟組", "駐德國代表處經濟組"),
        ("駐德國代表處教育組", "駐德國代表處教育部"),
    ],
)
def test_two_names_that_differ_in_a_character_stay_two(one: str, two: str) -> None:
    mentions = find_organizations(f"上午拜會{one}，下午拜會{two}。")
    assert all(m.rule != RULE for m in mentions)


def test_what_is_written_twice_is_no_slip() -> None:
    text = "拜會經濟部中小企業處。\n經日部中小企業處來函。\n經日部中小企業處再來函。\n"
    assert all(m.rule != RULE for m in find_organizations(text))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("內政部警政署刑事警察", "內政部警政署刑事警察局"),
        ("政部警政署刑事警察局", "內政部警政署刑事警察局"),
        ("財政部京務署", "財政部關務署"),
        ("財政部關務署", None),
        ("財政部稅務署", None),
        ("經本委員會", None),
    ],
)
def test_a_listed_name_is_told_from_its_rest(written: str, name: str | None) -> None:
    assert listed_name(written) == name
