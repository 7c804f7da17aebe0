"""The organization of a role where it does not stand directly before the title."""

import pytest

from pipeline.document import Document, Field
from pipeline.organizations import find_organizations, resolve_organizations
from pipeline.people import find_people, resolve_people
from pipeline.people.offices import fits


def resolved(document):
    organizations = resolve_organizations(find_organizations(document), document)
    mentions = find_people(document, organizations=organizations.mentions)
    return resolve_people(mentions, document, organizations)


def organization_of(document, name):
    resolution = resolved(document)
    k = next(i for i, p in enumerate(resolution.people) if name in (p.name, p.surname))
    return {r.organization_text for r in resolution.roles if r.person == k} - {None}


def report(*lines, **values):
    """A document whose cover holds ``values`` as fields, each written in the text."""
    text = "\n".join(lines)
    fields = [
        Field(name, name, start, start + len(value))
        for name, value in values.items()
        if (start := text.index(value)) >= 0
    ]
    plain = Document.from_text(text)
    return Document(plain.source, text, plain.offsets, plain.blocks, fields=tuple(fields))


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        ("上午拜會財政部關務署，由彭署長英明接見。", "彭英明", "財政部關務署"),
        ("我駐秘魯徐大使明光陪同。", "徐明光", "駐秘魯大使館"),
        ("Mr. John Abbott, Director, Ministry of Finance", "John Abbott", "Ministry of Finance"),
        ("Mr. John Abbott and the Ministry of Finance", "John Abbott", None),
        ("邀請駐美代表林文昌報告。", "林文昌", "駐美代表處"),
        ("東京都知事石川慎太率團來訪。", "石川慎太", "東京都"),
        ("國防部前主管漁業政策次長林文昌來訪。", "林文昌", "國防部"),
        ("法國國民議會友臺小組主席Paul Durand、議員Luc Morel來訪。", "Luc Morel", "法國國民議會友臺小組"),
        ("9日參訪布拉格查理大學，校長Nora Lindqvist致歡迎詞。", "Nora Lindqvist", "布拉格查理大學"),
        ("財政部關務署派駐日本之專員蔡宜芳說明現況。", "蔡宜芳", None),
        ("外交部負責漁業事務專員Nora Berg出席。", "Nora Berg", "外交部"),
        ("駐日本代表處曾代表文山及何秘書秀美在座。", "何秀美", "駐日本代表處"),
        ("交通部林次長國顯率史組長建民出席。", "史建民", "交通部"),
        ("席間由丁科長美蘭（財政部關務署）補充說明。", "丁美蘭", "財政部關務署"),
        ("班主任Dora Klein隸屬外交部。", "Dora Klein", "外交部"),
        ("下午由監察委員趙文成簡報。", "趙文成", "監察院"),
        ("拜會名古屋商工會議所。該會議所專務理事中村浩二說明。", "中村浩二", "名古屋商工會議所"),
        ("轉往奧爾堡拜訪海風能源公司。亞太區工程總監Jens Holm簡報。", "Jens Holm", "海風能源公司"),
        ("一、拜會越南工商總會\n（一）越方出席人員：\n副會長Tran Van Minh", "Tran Van Minh", "越南工商總會"),
        ("由植物檢疫處處長Anna Smit主持，出席者包括國際事務資深顧問Nora Berg。", "Nora Berg", "植物檢疫處"),
        (
            "諾維克港（Port of Norvik）由該港執行長Jens Holm及商務經理Mette Kirk接待。",
            "Mette Kirk",
            "諾維克港",
        ),
        ("駐加拿大代表處文化組賴組長香伶及教育組林秘書怡君接機。", "林怡君", "駐加拿大代表處教育組"),
        ("一行前往南浦町。佐藤町長仁簡報。", "佐藤仁", "南浦町"),
        ("參訪Solvind之工廠。Solvind技術長Jan Vries指出產能。", "Jan Vries", "Solvind"),
        ("拜會海風能源公司。晚間宗組長佩如陪同返回飯店。", "宗佩如", None),
    ],
)
def test_the_organization_of_a_role(text, name, organization):
    assert organization_of(text, name) == ({organization} if organization else set())


def test_the_host_of_a_person_without_a_title():
    people = resolved("赴里斯本大學考古研究所，與Prof. Kevin Marshall會談。").people
    assert [(p.name, p.organization_text) for p in people] == [("Kevin Marshall", "里斯本大學考古研究所")]


def test_a_latin_name_in_a_bracket_is_no_second_person():
    people = resolved("黃維民教授（Prof. Wei-min Huang）與林助理研究員佳蓉（Lily Lin）在座。").people
    assert [(p.name, p.latin_name) for p in people] == [("黃維民", "Wei-min Huang"), ("林佳蓉", "Lily Lin")]


def test_two_that_fit_give_no_organization():
    text = "財政部關務署與經濟部國際貿易署共同辦理研討會。會後署長王大同致詞。"
    assert organization_of(text, "王大同") == set()


def test_travellers_belong_to_the_agency_of_the_cover():
    document = report(
        "服務機關：交通部航港局",
        "姓名職稱：莊明遠副組長",
        "莊領隊於登機前再次確認名單。",
        agency="交通部航港局",
        traveller="莊明遠副組長",
    )
    resolution = resolved(document)
    (person,) = resolution.people
    assert (person.name, len(person.mentions)) == ("莊明遠", 2)
    assert organization_of(document, "莊明遠") == {"交通部航港局"}
    assert {r.title for r in resolution.roles} == {"副組長", "領隊"}


def test_of_several_agencies_the_one_that_fits_the_title():
    document = report(
        "服務機關：經濟部、經濟部國際貿易局",
        "姓名職稱：閔文正常務次長、彭雅君副局長",
        agency="經濟部、經濟部國際貿易局",
        traveller="閔文正常務次長、彭雅君副局長",
    )
    assert organization_of(document, "閔文正") == {"經濟部"}
    assert organization_of(document, "彭雅君") == {"經濟部國際貿易局"}


@pytest.mark.parametrize(
    ("title", "organization", "kind", "expected"),
    [
        ("副局長", "關務局", None, True),
        ("局長", "財政部", None, False),
        ("代表", "駐日本代表處", "mission", True),
        ("代表", "財政部", "government", False),
        ("科員", "財政部", "government", None),
        ("教授", "海洋大學", "university", True),
    ],
)
def test_a_title_fits_its_kind_of_organization(title, organization, kind, expected):
    assert fits(title, organization, kind) is expected
