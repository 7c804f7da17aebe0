"""Dotted names from the word that joins them on, lords and princes in Latin letters, couples."""

import pytest

from pipeline.report import read_text


def people(text: str) -> list[tuple[str | None, str | None, set[str]]]:
    """Name, Latin name and titles of each person."""
    resolution = read_text(text).person_resolution
    titles: dict[int, set[str]] = {}
    for role in resolution.roles:
        titles.setdefault(role.person, set()).update({role.title} if role.title else ())
    return [(p.name, p.latin_name, titles.get(k, set())) for k, p in enumerate(resolution.people)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "安德森（Jan Anderson）議長與戈登‧虎克主席出席。",
            [("安德森", "Jan Anderson", {"議長"}), ("戈登‧虎克", None, {"主席"})],
        ),
        ("議長與戈登‧虎克主席會談。", [("戈登‧虎克", None, {"主席"})]),
        ("向安娜‧柯蒂部長說明。", [("安娜‧柯蒂", None, {"部長"})]),
        ("議員安娜‧柯蒂與卡爾‧林德。", [("安娜‧柯蒂", None, {"議員"}), ("卡爾‧林德", None, {"議員"})]),
        ("愛爾蘭貝拉．柯蒂議員來訪。", [("貝拉．柯蒂", None, {"議員"})]),
        # What may hold such a word inside keeps it.
        ("艾和‧史密斯議員發言。", [("艾和‧史密斯", None, {"議員"})]),
    ],
)
def test_a_dotted_name_begins_behind_what_joins_it(
    text: str, expected: list[tuple[str | None, str | None, set[str]]]
) -> None:
    assert people(text) == expected


def test_who_is_called_a_lord_by_one_name_is_a_person() -> None:
    assert people("拜會Lord Denham及Baroness Alder。") == [
        ("Denham", "Lord Denham", {"Lord"}),
        ("Alder", "Baroness Alder", {"Baroness"}),
    ]
    assert people("住宿Prince Hotel，參觀Queen Mary College。") == []
    assert people("抵達Lord Howe Island。") == []


def test_couples_are_called_by_a_full_name() -> None:
    assert people("林大同伉儷及王敬安夫婦到訪。") == [("林大同", None, set()), ("王敬安", None, set())]
    assert people("年輕夫婦及首長夫婦皆獲邀，我們夫婦也是。") == []
