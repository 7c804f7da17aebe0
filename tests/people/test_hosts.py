"""Whose people the next clause names: premises, bodies under bodies, the later of two, short forms."""

import pytest

from people.readings import organizations_of
from pipeline.report import read_text


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


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        ("拜會獨立行政法人河川資源機構，由理事小林隆志接見。", "小林隆志", "獨立行政法人河川資源機構"),
        ("拜會挪威貿易公社（NTC），該社投資企劃處長Jan Vries接待。", "Jan Vries", "挪威貿易公社"),
        ("挪威貿易投資委員會（NTC）投資處長Jan Vries說明。", "Jan Vries", "挪威貿易投資委員會"),
        ("赴海風大學(HFU)，該校洪教授敏雄說明課程。", "洪敏雄", "海風大學"),
        ("參訪挪威科學研究組織（NSR）能源中心，該中心主任李明哲介紹。", "李明哲", "挪威科學研究組織能源中心"),
        ("(二) Fjordmelk 公司：由出口部經理Jan Vries接待。", "Jan Vries", "Fjordmelk 公司出口部"),
    ],
)
def test_units_and_references_behind_the_body(text: str, name: str, organization: str) -> None:
    assert organizations_of(text, name) == {organization}


def test_our_own_official_named_above_is_none_of_the_hosts() -> None:
    text = "黃技士郁茹查核。\n(二) Fjordmelk 公司：由出口部經理Jan Vries接待，黃技士查閱紀錄。"
    assert organizations_of(text, "黃郁茹") == set()


def test_members_of_a_friendship_association_listed_with_its_head() -> None:
    text = "立法院臺挪國會議員聯誼會周會長文彬率團。團員包括周委員文彬、洪委員淑娟及謝委員宗霖。"
    assert organizations_of(text, "洪淑娟") == organizations_of(text, "謝宗霖") != set()


def test_a_surname_that_reads_like_a_name_is_the_person_above() -> None:
    text = "海風製作所鐵路部部長佐佐木健一說明；佐佐木部長答復。與海風協會會長葛瑞格‧傑曼會談，傑曼會長表示。"
    assert [p.name for p in read_text(text).person_resolution.people] == ["佐佐木健一", "葛瑞格‧傑曼"]


@pytest.mark.parametrize(
    "text",
    [
        "赴挪威及塞內加爾視察業務",
        "次日前往視察瓦加杜古水廠",
        "陪同視察恩古多集貨場",
        "塞國希望我增派園藝技師。",
        "兩院友我議員眾多",
    ],
)
def test_journeys_and_wishes_name_nobody(text: str) -> None:
    assert read_text(text).person_resolution.people == ()
