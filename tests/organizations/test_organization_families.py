"""Families of names whose bounds other words share: parties, chambers, joint ministries, forums, missions."""

import pytest

from pipeline.organizations import find_organizations


def texts(text: str) -> list[str]:
    return [m.text for m in find_organizations(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("進步黨籍國會議員來訪", ["進步黨"]),
        ("無黨籍議員與執政黨籍委員", []),
        ("大致維持共和黨掌控眾院之情勢", ["共和黨", "眾院"]),
        ("來訪之約旦前國會議長", []),
        ("訪問三國國會議員一行", []),
        ("拜會社會黨主席", ["社會黨"]),
        ("反對黨及多數黨領袖", []),
    ],
)
def test_parties_and_chambers(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("次日與桑塔納部長簽署", []),
        ("馬塔部長表示", []),
        ("農業部長表示", ["農業部"]),
        ("漁業局代局長說明", ["漁業局"]),
        ("拜會農業林業及漁業部官員", ["農業林業及漁業部"]),
    ],
)
def test_ministries_and_ministers(text: str, names: list[str]) -> None:
    assert texts(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("、首爾海洋事務論壇會長", ["首爾海洋事務論壇"]),
        ("出席海洋事務論壇會場", []),
        ("本次論壇主席為王大明", []),
        ("為亞洲第一個海洋基金會", []),
    ],
)
def test_forums_with_officers(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_missions_with_abridged_country_are_known_by_their_full_name() -> None:
    short, full = find_organizations("駐美代表處與駐美國代表處")
    assert short.known_as == full.known_as
