"""The organization of a role where it does not stand directly before the title."""

import pytest

from pipeline.document import Document, Field
from pipeline.organizations import find_organizations, resolve_organizations
from pipeline.people import find_people, resolve_people
from pipeline.people.offices import fits, is_work
from pipeline.people.visited import visited_names


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
        ("參觀灰石焚化廠，由技術主任Jan Vries導覽。", "Jan Vries", "灰石焚化廠"),
        ("一、北灣貨櫃碼頭\n營運經理Jan Vries簡報。", "Jan Vries", "北灣貨櫃碼頭"),
        ("5/7（二）挪威理工大學\n由國際合作副校長Nora Berg接待。", "Nora Berg", "挪威理工大學"),
        ("訪視挪威獨立中學，該校歷史悠久，校長Nora Berg致詞。", "Nora Berg", "挪威獨立中學"),
        ("與談人Nora Berg（挪威衛生部流行病學局副局長）發言。", "Nora Berg", "挪威衛生部流行病學局"),
        ("由海風能源公司公關經理Jan Vries導覽。", "Jan Vries", "海風能源公司"),
        ("由海風能源公司副總裁Jan Vries、數位轉型部門主管Nora Berg接見。", "Nora Berg", "海風能源公司"),
        ("由海風能源公司副總裁Jan Vries、大安銀行經理Nora Berg接見。", "Nora Berg", "大安銀行"),
        ("由財政部關務署彭署長英明作東，並有林副署長文昌作陪。", "林文昌", "財政部關務署"),
        ("由財政部關務署署長彭英明致歡迎詞，主任秘書林文昌報告。", "林文昌", "財政部關務署"),
        ("由財政部長林文昌、外長王大同接見。", "王大同", "外交部"),
        ("財政部何部長志欽、領袖代表張仲明出席。", "張仲明", None),
        ("財政部長桑多斯、工商資源部長皮契爾來訪。", "皮契爾", "工商資源部"),
        ("於駐新加坡代表處拜會謝代表發達。", "謝發達", "駐新加坡代表處"),
        ("由東亞系主任Nora Berg主持。", "Nora Berg", "東亞系"),
        ("參訪海風能源公司，由中心主任Jan Vries接待。", "Jan Vries", "海風能源公司"),
        ("早上陳市長拜會王金平院長。", "王金平", None),
        ("（一）挪威警察學院：院長Nora Berg致詞，教務主任Jan Vries導覽。", "Jan Vries", "挪威警察學院"),
        ("9/4 拜會挪威港務局（局長Nora Berg接見）\n9/5 顧問Jan Vries來訪", "Jan Vries", None),
        ("9/4拜會海風能源公司，中國業務經理Jan Vries接待。", "Jan Vries", "海風能源公司"),
        ("由司法部國際司司長Nora Berg主談，法官Jan Vries列席。", "Jan Vries", "司法部國際司"),
        ("我方：財政部林處長文昌、駐安卡拉代表處鄭代表泰祥", "鄭泰祥", "駐安卡拉代表處"),
        ("一、拜會挪威警察總署\n上午赴外海營區，由反綁架組組長Nora Berg接待。", "Nora Berg", "反綁架組"),
        ("一、拜會挪威警察總署\n由反綁架組組長Nora Berg接待。", "Nora Berg", "挪威警察總署反綁架組"),
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


def test_of_several_agencies_the_one_that_is_nobody_elses():
    document = report(
        "服務機關：財政部國際財政司、財政部賦稅署",
        "姓名職稱：倪麗心組長（賦稅署）、林燕瑜專門委員",
        agency="財政部國際財政司、財政部賦稅署",
        traveller="倪麗心組長（賦稅署）、林燕瑜專門委員",
    )
    assert organization_of(document, "林燕瑜") == {"財政部國際財政司"}


@pytest.mark.parametrize(
    ("run", "title", "expected"),
    [
        ("國際關係", "大使", True),
        ("亞洲股票部門", "主管", True),
        ("", "局長", True),
        ("大安銀行", "經理", False),
        ("泰國", "經理", False),
        ("警備救難", "局長", False),
        ("汕埠", "副市長", False),
    ],
)
def test_what_a_run_before_a_title_says(run, title, expected):
    assert is_work(run, title) is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("9日參訪尊山獨立中學，由校長接待。", ["尊山獨立中學"]),
        ("二、拜會北灣港務局\n", ["北灣港務局"]),
        ("赴柏林拜會聯邦環境部（BMU）。", ["聯邦環境部"]),
        ("拜會Solvind，由執行長接見。", ["Solvind"]),
        ("參觀該廠，由廠長導覽。", []),
        ("參觀貨櫃碼頭，隨後返回。", []),
        ("參觀現代化溫室農場，由場主導覽。", []),
        ("赴曼谷，翌日返國。", []),
        ("四、心得與建議\n", []),
    ],
)
def test_what_a_report_says_it_visited(text, names):
    assert sorted({text[start:end] for start, end in visited_names(text)}) == names


def test_a_visited_name_takes_the_place_of_its_known_end():
    text = "拜會馬來西亞華校董事聯合會總會，由主席Nora Berg接待。該總會會務主任Jan Vries簡報。"
    assert organization_of(text, "Nora Berg") == {"馬來西亞華校董事聯合會總會"}


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


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("貿易部國際貿易司司長王大明、工業部國際合作司司長李小華", "工業部國際合作司"),
        ("交通部航政司司長王大明、路政司司長李小華", "交通部路政司"),
        ("甲縣政府企劃處處長王大明、資訊處處長李小華", "甲縣政府資訊處"),
    ],
)
def test_a_unit_with_its_own_ministry_is_under_no_other(text: str, organization: str) -> None:
    assert organization_of(Document.from_text(text), "李小華") == {organization}
