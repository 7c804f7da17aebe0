"""Lists of delegates in columns without a header: who is in them, of which body, under which title."""

import pytest

from pipeline.report import read_text


def roles(*lines: str) -> set[tuple[str | None, str, str | None]]:
    report = read_text("\n".join(lines))
    resolution = report.person_resolution
    return {(resolution.people[r.person].name, r.title, r.organization_text) for r in resolution.roles}


def found(*lines: str) -> list[str | None]:
    return [m.name for m in read_text("\n".join(lines)).person_mentions if m.rule == "person.roster"]


def test_number_name_body_and_title() -> None:
    lines = ("1　林大明　中國輸出入銀行　　副理", "2　陳美玲　台灣區電機電子工業同業公會　組長")
    assert roles(*lines) == {
        ("林大明", "副理", "中國輸出入銀行"),
        ("陳美玲", "組長", "台灣區電機電子工業同業公會"),
    }


def test_a_line_without_body_belongs_to_the_one_above() -> None:
    lines = ("財政部關務署　署長　　彭英明", "　　　　　　　專員　　陳美玲", "外交部領事局　專員　　林大明")
    assert ("陳美玲", "專員", "財政部關務署") in roles(*lines)
    assert ("林大明", "專員", "外交部領事局") in roles(*lines)


def test_a_body_behind_the_name_is_not_carried_down() -> None:
    lines = ("林大明　財政部關務署　署長", "陳美玲　專員")
    assert ("陳美玲", "專員", "財政部關務署") not in roles(*lines)


def test_members_with_body_and_title_in_one_cell() -> None:
    lines = (
        "團長　Hakan Koç　財政部關務署署長",
        "團員　Ayşe Demirtaş 教授　外交部領事局（BOCA）秘書長",
        "　　　林　凱　經濟部專員",
    )
    assert {
        ("Hakan Koç", "署長", "財政部關務署"),
        ("Ayşe Demirtaş", "秘書長", "外交部領事局"),
        ("林凱", "專員", "經濟部"),
        ("林凱", "團員", "經濟部"),
    } <= roles(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("1　林大明　中國輸出入銀行　副理",),
        ("林大明　處長", "陳美玲　專員"),
        ("8月21日　臺北　搭機啟程", "8月22日　曼谷　拜會外交部"),
        ("表1　林務局　組長　12", "表2　外交部　專員　15"),
        ("議題　林大明　外交部　專員　說明關稅", "議題　陳美玲　外交部　專員　說明配額"),
    ],
)
def test_other_lines_in_columns_are_no_roster(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []
