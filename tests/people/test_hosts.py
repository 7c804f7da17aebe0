"""Whose people the next clause names: premises, bodies under bodies, the later of two, short forms."""

import pytest

from pipeline.report import read_text


def organizations_of(text: str, name: str) -> set[str]:
    resolution = read_text(text).person_resolution
    k = next(i for i, p in enumerate(resolution.people) if name in (p.name, p.surname))
    return {r.organization_text for r in resolution.roles if r.person == k and r.organization_text}


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        (
            "赴北灣參訪Solvind Energi A/S屠宰廠，出口經理Jan Vries表示歡迎。",
            "Jan Vries",
            "Solvind Energi A/S",
        ),
        ("赴海風公司及Light Harbour公司，後者由業務總監Jan Vries簡報。", "Jan Vries", "Light Harbour公司"),
        ("赴海風能源公司及灰石公司，前者由業務總監Jan Vries簡報。", "Jan Vries", "海風能源公司"),
        ("一、參訪挪威警察學院\n該學院隸屬內政部，主任Jan Vries簡報。", "Jan Vries", "挪威警察學院"),
        ("參訪韓國報勳福祉醫療公團（KVHMC）所屬水原報勳院，由李院長明洙接待。", "李明洙", "水原報勳院"),
        ("參觀韓商LG Display公司，該公司總務部長崔民浩導覽。", "崔民浩", "LG Display公司"),
        ("由海風能源公司處長林大明簡報，轉往餐會，陳處長美玲在座。", "陳美玲", None),
        (
            "一、挪威貿易公社（NTC）華沙貿易館\n由組長甲陪同，拜會館長Jan Vries。",
            "Jan Vries",
            "挪威貿易公社華沙貿易館",
        ),
        ("財政部派有專家林大明駐廠。", "林大明", "財政部"),
        ("赴駐波蘭代表處，駐處經濟組高秘書志鵬列席。", "高志鵬", "駐波蘭代表處經濟組"),
        ("參訪南楊州療養院，事務局長鄭在旭說明。", "鄭在旭", "南楊州療養院"),
        ("至北灣工務段觀摩，該段段長林大明致詞。", "林大明", "北灣工務段"),
    ],
)
def test_the_host_of_the_next_clause(text: str, name: str, organization: str | None) -> None:
    assert organizations_of(text, name) == ({organization} if organization else set())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("由總裁卡洛斯．歐提斯接見。歐總裁說明現況。", {"卡洛斯．歐提斯"}),
        ("由副局長亞當．維喬雷克主持。維副局長表示歡迎。", {"亞當．維喬雷克"}),
        ("由總裁卡洛斯．歐提斯接見。卡總裁說明現況。", {"卡洛斯．歐提斯"}),
        ("由副司長Prasong Wongsakul主談。泰方除Prasong副司長外，均出席。", {"Prasong Wongsakul"}),
        ("由次長林大明主談。除林次長外，均出席。", {"林大明"}),
    ],
)
def test_short_forms_of_foreign_names(text: str, people: set[str]) -> None:
    assert {p.name or p.surname for p in read_text(text).people} == people
