"""Titles, lists and organizations with a damaged character, as a scanner leaves them."""

from __future__ import annotations

import pytest

from pipeline import read_text


def people(text: str) -> list[tuple[str | None, str | None]]:
    return [(p.name, p.title) for p in read_text(text).people]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("由專務檢事西脇晴子接待。西脇專務理事指出兩點。", ("西脇晴子", "專務理事")),
        ("寶原公司尤總經工俊麟當場詢問。會後尤總經理簽約。", ("尤俊麟", "總經理")),
        ("下午3時，連一表文修親自主持會議。連代表指出兩點。", ("連文修", "代表")),
    ],
)
def test_a_short_form_tells_the_damaged_title(text: str, person: tuple[str, str]) -> None:
    assert people(text) == [person]


def test_a_mended_title_keeps_what_is_written() -> None:
    report = read_text("由專務檢事西脇晴子接待。西脇專務理事指出兩點。")
    assert report.person_mentions[0].text == "專務檢事西脇晴子"


@pytest.mark.parametrize(
    "text",
    [
        "由陳處長大明接待。陳司長指出兩點。",
        "由林副局長秋明接待。王組長指出兩點。",
    ],
)
def test_another_title_stays(text: str) -> None:
    found = people(text)
    assert len(found) == 2
    assert sum(name is None for name, _ in found) == 1


def test_a_list_goes_on_over_an_item_that_nobody_can_read() -> None:
    text = "立法院林委員郁方、李委鮪嘉、謝委員國樑、蔣委員乃辛等出席。"
    report = read_text(text)
    roles = {report.people[r.person].name: r.organization_text for r in report.person_resolution.roles}
    assert roles["謝國樑"] == roles["蔣乃辛"] == "立法院"


def test_a_damaged_separator_keeps_the_organization() -> None:
    report = read_text("立法院羅委員明才員周委員守訓、帥委員化民等出席。")
    roles = {report.people[r.person].name: r.organization_text for r in report.person_resolution.roles}
    assert roles["帥化民"] == "立法院"


def test_other_words_between_end_the_list() -> None:
    report = read_text("立法院林委員郁方另有行程未克前來；謝委員國樑在座。")
    roles = {report.people[r.person].name: r.organization_text for r in report.person_resolution.roles}
    assert roles["謝國樑"] != "立法院"


def test_an_organization_of_three_characters_is_told_by_the_title_behind_it() -> None:
    report = read_text("拜會經濟部。出席者有監察院陳副院長進利、經縣部尹部長啟銘。")
    roles = {report.people[r.person].name: r.organization for r in report.person_resolution.roles}
    place = roles["尹啟銘"]
    assert place is not None
    assert report.organizations[place].name == "經濟部"


def test_another_organization_of_three_characters_stays() -> None:
    report = read_text("拜會經濟部。出席者有監察院陳副院長進利、經貿部尹部長啟銘。")
    roles = {report.people[r.person].name: r.organization for r in report.person_resolution.roles}
    place = roles["尹啟銘"]
    assert place is None or report.organizations[place].name != "經濟部"


@pytest.mark.parametrize("other", ["王大民", "王文明"])
def test_two_people_whose_names_differ_in_a_character_stay_two(other: str) -> None:
    found = people(f"由王大明科長簡報。另由{other}科長說明。")
    assert [name for name, _ in found] == ["王大明", other]
