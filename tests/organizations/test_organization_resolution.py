"""Who an organization is: aliases, dropped prefixes, references, parents, countries and the register."""

import pytest

from pipeline.document import Document, check_mentions
from pipeline.organizations import (
    Organization,
    OrganizationResolution,
    find_organizations,
    resolve_organizations,
)


def resolve(text: str, agency: str | None = None) -> OrganizationResolution:
    resolution = resolve_organizations(find_organizations(text), text, agency=agency)
    check_mentions(text, resolution.mentions)
    assert len(resolution.links) == len(resolution.mentions)
    return resolution


def named(resolution: OrganizationResolution, name: str) -> Organization:
    found = [o for o in resolution.organizations if o.name == name]
    assert len(found) == 1, [o.name for o in resolution.organizations]
    return found[0]


def linked(resolution: OrganizationResolution, text: str) -> list[list[str]]:
    """For each mention with this text the names of the organizations that it means, sorted."""
    return [
        sorted(resolution.organizations[n].name for n in link)
        for mention, link in zip(resolution.mentions, resolution.links, strict=True)
        if mention.text == text
    ]


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("世界貿易組織(WTO)秘書長抵臺，WTO規範", "世界貿易組織", {"WTO"}),
        ("拜會亞太藍碳研究中心(APBC)，APBC說明", "亞太藍碳研究中心", {"APBC"}),
        ("遠山貿易振興協會（以下簡稱遠山協會）成立，遠山協會表示", "遠山貿易振興協會", {"遠山協會"}),
        ("財政部關務署出席，會後關務署說明", "財政部關務署", {"關務署"}),
        ("經濟部國際貿易局派員，國貿局並說明", "經濟部國際貿易局", {"國貿局"}),
        ("台灣日本關係協會與臺灣日本關係協會", "台灣日本關係協會", {"臺灣日本關係協會"}),
        (
            "公益財團法人日本台灣交流協會與日本台灣交流協會",
            "日本台灣交流協會",
            {"公益財團法人日本台灣交流協會"},
        ),
        ("行政院農業委員會及農委會", "行政院農業委員會", {"農委會"}),
        ("國家科學及技術委員會補助，國科會並說明", "國家科學及技術委員會", {"國科會"}),
        ("美國勞工部與會，勞工部表示", "美國勞工部", {"勞工部"}),
        ("拜會經濟部國貿局。國貿局表示", "經濟部國貿局", {"國貿局"}),
        ("參訪KBS電視臺（韓國放送公社），KBS電視臺說明", "韓國放送公社", {"KBS電視臺"}),
        ("教廷教育部來函，梵蒂岡教育部並說明", "梵蒂岡教育部", {"教廷教育部"}),
        ("美洲熱帶鮪魚委員會年會，IATTC決議", "美洲熱帶鮪魚委員會", {"IATTC"}),
    ],
)
def test_abbreviations_and_glosses_are_one_row(text: str, name: str, aliases: set[str]) -> None:
    resolution = resolve(text)
    assert len(resolution.organizations) == 1
    only = resolution.organizations[0]
    assert {only.name, *only.aliases} == {name, *aliases}


@pytest.mark.parametrize(
    "text",
    [
        "環境部與環境資源部",
        "外交委員會與外交部研究設計委員會",
        "外交部及外交貿易部",
    ],
)
def test_similar_names_stay_apart(text: str) -> None:
    assert len(resolve(text).organizations) == 2


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("經濟部國際貿易局派員，國際貿易局說明", "經濟部國際貿易局", {"國際貿易局"}),
    ],
)
def test_forms_of_one_organization_are_one_row(text: str, name: str, aliases: set[str]) -> None:
    resolution = resolve(text)
    assert set(named(resolution, name).aliases) == aliases
    assert len(resolution.organizations) == 1


def test_same_name_in_two_countries_is_two_organizations() -> None:
    resolution = resolve("我財政部表示歡迎。越南財政部及財政部均派員")
    assert {(o.name, o.country) for o in resolution.organizations} == {
        ("財政部", "TWN"),
        ("越南財政部", "VNM"),
    }


def test_ministries_of_a_list_belong_to_the_country_that_heads_it() -> None:
    resolution = resolve("訪賓包括：帛琉總統甲乙、內政部長丙丁；吐瓦魯總理戊己、內政部長庚辛。")
    assert {(o.name, o.country) for o in resolution.organizations} == {
        ("帛琉內政部", "PLW"),
        ("吐瓦魯內政部", "TUV"),
    }
    assert all(o.aliases == ("內政部",) for o in resolution.organizations)


def test_two_associations_may_share_an_alias() -> None:
    text = "由臺灣日本關係協會與日本台灣交流協會（以下簡稱兩會）簽署，兩會並交換文件。"
    assert linked(resolve(text), "兩會") == [["日本台灣交流協會", "臺灣日本關係協會"]] * 2


def test_reference_to_the_reporting_agency() -> None:
    text = "財政部關務署派員。本署與本部代表同行，財政部部長致詞。"
    resolution = resolve(text, agency="財政部關務署")
    assert linked(resolution, "本署") == [["財政部關務署"]]
    assert linked(resolution, "本部") == [["財政部"]]


def test_reference_without_agency_stays_open_and_says_so() -> None:
    resolution = resolve("財政部派員，本部代表發言。")
    assert linked(resolution, "本部") == [[]]
    assert [issue.code for issue in resolution.issues] == ["deictic-unresolved"]
    assert [o.name for o in resolution.organizations] == ["財政部"]


def test_reference_is_never_an_organization_of_its_own() -> None:
    resolution = resolve("本局派員與會，我方與日方交換意見。", agency="經濟部標準檢驗局")
    assert resolution.organizations == ()


TALKS = "財政部關務署與日本財務省會談。"


def test_sides_are_the_agency_and_the_one_foreign_body() -> None:
    resolution = resolve(TALKS + "我方簡報，日方表示贊同，雙方並簽署備忘錄。", agency="財政部關務署")
    assert linked(resolution, "我方") == [["財政部關務署"]]
    assert linked(resolution, "日方") == [["日本財務省"]]
    assert linked(resolution, "雙方") == [["日本財務省", "財政部關務署"]]
    assert resolution.issues == ()


@pytest.mark.parametrize(
    ("text", "word", "agency"),
    [
        (TALKS + "我方簡報。", "我方", None),
        (TALKS + "美方亦派員。", "美方", "財政部關務署"),
        (TALKS + "嗣拜會日本經濟產業省，日方表示贊同。", "日方", "財政部關務署"),
        (TALKS + "嗣拜會日本經濟產業省，雙方同意續商。", "雙方", "財政部關務署"),
        ("日方來訪，財政部關務署與日本財務省會談。", "日方", "財政部關務署"),
    ],
)
def test_a_side_with_several_or_no_bodies_stays_open(text: str, word: str, agency: str | None) -> None:
    resolution = resolve(text, agency=agency)
    assert linked(resolution, word) == [[]]
    assert [issue.code for issue in resolution.issues] == ["deictic-unresolved"]


def test_unit_after_a_reference_is_the_agency_s_unit() -> None:
    resolution = resolve("本部國際財政司與會。", agency="財政部")
    assert named(resolution, "財政部國際財政司").aliases == ("國際財政司",)


def test_that_association_is_the_one_named_last() -> None:
    text = "外交部協助遠山文化基金會及臺灣護理協會參展，該協會表示感謝，該基金會亦同。"
    resolution = resolve(text)
    assert linked(resolution, "該協會") == [["臺灣護理協會"]]
    assert linked(resolution, "該基金會") == [["遠山文化基金會"]]


def test_parent_is_linked_where_the_text_names_it_too() -> None:
    resolution = resolve("外交部與外交部領事事務局")
    unit, ministry = named(resolution, "外交部領事事務局"), named(resolution, "外交部")
    assert unit.parent is not None
    assert resolution.organizations[unit.parent] == ministry
    assert ministry.parent is None


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("駐日本代表處", "mission", "TWN"),
        ("駐奧地利代表處", "mission", "TWN"),
        ("美國在台協會", "mission", "USA"),
        ("財務省關稅局", "government", "JPN"),
        ("日本眾議院", "legislature", "JPN"),
        ("國立臺灣大學", "university", "TWN"),
        ("民主進步黨", "party", "TWN"),
        ("中央通訊社", "media", "TWN"),
        ("WTO農業暨貨品處", "international", None),
        ("泰國參議院外交委員會", "legislature", "THA"),
    ],
)
def test_type_and_country(text: str, kind: str, country: str | None) -> None:
    (organization,) = resolve(f"拜會{text}，").organizations
    assert (organization.name, organization.type, organization.country) == (text, kind, country)
    assert organization.evidence


def test_register_code_needs_exactly_one_entry() -> None:
    resolution = resolve("外交部領事事務局與越南外交部")
    assert named(resolution, "外交部領事事務局").register
    assert named(resolution, "越南外交部").register is None


@pytest.mark.parametrize(
    ("on", "code"), [("2009-06-30", "301010000C"), ("2016-12-31", "A01010000C"), (None, "A01010000C")]
)
def test_register_is_read_by_the_day_of_the_report(on: str | None, code: str) -> None:
    text = "內政部警政署派員與會。"
    (police,) = resolve_organizations(find_organizations(text), text, on=on).organizations
    assert police.register is not None
    assert police.register.code == code


def test_the_register_tells_what_became_of_an_agency() -> None:
    text = "內政部警政署警察電訊所派員。行政院新聞局協辦。"
    mentions = find_organizations(text)
    before = named(resolve_organizations(mentions, text, on="2010-01-01"), "行政院新聞局")
    after = named(resolve_organizations(mentions, text, on="2013-01-01"), "行政院新聞局")
    assert before.register is not None
    assert after.register is not None
    assert before.register.code == after.register.code == "325000000E"
    assert before.register.successor is None
    assert not any("abolished" in reason for reason in before.evidence)
    assert any("abolished 2012-05-20" in reason for reason in after.evidence)


def test_document_and_plain_text_give_the_same() -> None:
    text = "由經濟部及外貿協會（以下簡稱貿協）辦理。\n貿協另訂"
    assert resolve_organizations(find_organizations(text), Document.from_text(text)) == resolve(text)


def test_the_place_named_before_tells_the_country_of_a_body_without_one() -> None:
    resolution = resolve("抵達德國後參訪老橡樹大學，並拜會貿易救濟總署。")
    assert named(resolution, "老橡樹大學").country == "DEU"
    assert any("place named before" in reason for reason in named(resolution, "老橡樹大學").evidence)


def test_a_unit_stands_for_the_agency_whose_unit_the_text_names() -> None:
    resolution = resolve("由駐美國代表處交通組派員。會後交通組林組長說明")
    assert linked(resolution, "交通組") == [["駐美國代表處交通組"]]


@pytest.mark.parametrize(("on", "successor"), [("2007-06-30", None), ("2009-01-01", "301000100G")])
def test_the_register_gives_parent_and_successor_by_the_day_of_the_report(
    on: str, successor: str | None
) -> None:
    text = "由內政部土地測量局派員。"
    entry = named(resolve_organizations(find_organizations(text), text, on=on), "內政部土地測量局").register
    assert entry is not None
    assert (entry.code, entry.parent, entry.successor) == ("301080000G", "301000000A", successor)
