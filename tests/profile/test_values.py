from __future__ import annotations

import pytest

from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document, Field, Issue, OffsetMap, Source
from pipeline.profile import read_profile
from pipeline.profile.destinations import read_destinations, titled_destinations
from pipeline.profile.tokens import is_title, tokens_of
from pipeline.profile.witnesses import find_witnesses, likely_year


def year_of(text: str) -> str:
    """The year that a text speaks from."""
    document = Document.from_text(text)
    found = read_profile(document, resolve_dates(find_dates(document), document).dates).reference
    assert found is not None
    return found.value[:4]


def document_with(**values: str) -> Document:
    """A document whose fields have the given values, one below the other."""
    text, fields = "", []
    for name, value in values.items():
        fields.append(Field(name, name, len(text), len(text) + len(value)))
        text += value + "\n"
    return Document(
        Source("", "", "text/plain", text, ()), text, OffsetMap.identity(len(text)), fields=tuple(fields)
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("日本", ["JPN"]),
        ("日本東京", ["JPN"]),
        ("美國（華盛頓、紐約）", ["USA"]),
        ("奧地利維也納／捷克", ["AUT", "CZE"]),
        ("智利/康賽普西翁", ["CHL"]),
        ("德國、法國及比利時等國", ["DEU", "FRA", "BEL"]),
        ("中國大陸", ["CHN"]),
        ("東京", ["JPN"]),
        ("1.韓國 2.新加坡", ["KOR", "SGP"]),
    ],
)
def test_destinations(text: str, codes: list[str]) -> None:
    assert read_destinations(text) == (codes, [])


def test_an_unknown_destination_is_an_issue() -> None:
    document = document_with(destination="日本、烏有國")
    profile = read_profile(document, ())
    assert profile.destinations == ("JPN",)
    issue = next(i for i in profile.issues if i.code == "destination-unknown")
    assert document.text[issue.start : issue.end] == "烏有國"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("考察", "考察"),
        ("其他（國際會議）", "其他"),
        ("□考察 □進修 ■研究 □實習", "研究"),
        ("□1考察□2進修□3研究■4實習□5其他", "實習"),
        ("☑ 開會  ☐ 訪問", "開會"),
        ("視　察", "視察"),
        ("□考察 □進修", None),
        ("休假", None),
    ],
)
def test_category(text: str, category: str | None) -> None:
    profile = read_profile(document_with(category=text), ())
    assert profile.category == category
    assert any(issue.code.startswith("category") for issue in profile.issues) == (category is None)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("王小明科長", [("王小明", "科長")]),
        ("科長王小明", [("王小明", "科長")]),
        ("科長 王小明、專員 李大同", [("王小明", "科長"), ("李大同", "專員")]),
        ("王小明／科長\n李大同／專員", [("王小明", "科長"), ("李大同", "專員")]),
        ("專員 王小明、李大同", [("王小明", "專員"), ("李大同", "專員")]),
        ("王小明、李大同\n科長、專員", [("王小明", "科長"), ("李大同", "專員")]),
        ("局長王小明等5人", [("王小明", "局長")]),
        ("王小明局長等一行十人", [("王小明", "局長")]),
        ("歐陽小華主任", [("歐陽小華", "主任")]),
        ("國際財政司王小明副司長", [("王小明", "副司長")]),
        ("高級業務員 梁又信", [("梁又信", "高級業務員")]),
        ("王 明 科長", [("王明", "科長")]),
        ("翟副局長大民等6人", [("翟大民", "副局長")]),
        ("歐陽組長明", [("歐陽明", "組長")]),
        ("王小明", [("王小明", None)]),
        ("John Smith 顧問", [("John Smith", "顧問")]),
    ],
)
def test_travellers(text: str, people: list[tuple[str, str | None]]) -> None:
    document = document_with(traveller=text)
    profile = read_profile(document, ())
    assert [(t.name, t.title) for t in profile.travellers] == people
    for traveller in profile.travellers:
        written = document.text[traveller.start : traveller.end]
        assert written.replace(" ", "").replace(traveller.title or "", "") == traveller.name.replace(" ", "")


def test_names_and_titles_in_columns() -> None:
    document = document_with(
        traveller_title="組　長　　科　長　　技　士", traveller_name="鍾大仁　　柳秀文　　范姜立文"
    )
    assert [(t.name, t.title) for t in read_profile(document, ()).travellers] == [
        ("鍾大仁", "組長"),
        ("柳秀文", "科長"),
        ("范姜立文", "技士"),
    ]


def test_an_unreadable_traveller_is_an_issue() -> None:
    profile = read_profile(document_with(traveller="詳如附件名單"), ())
    assert profile.travellers == ()
    assert "traveller-unreadable" in [issue.code for issue in profile.issues]


def test_titles_are_not_names() -> None:
    assert is_title("副處長")
    assert is_title("約聘助理研究員")
    assert not is_title("王小明")
    assert [t.kind for t in tokens_of("顧問、高級分析師、經濟部")] == [
        "title",
        "break",
        "title",
        "break",
        "organization",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("本(105)年度預算已編列，去(104)年執行率良好。", None),
        ("本（105）年召開會議。", "2016"),
        ("去(104)年雙方同意，明(106)年續辦。", "2016"),
        ("今(2018)年輸出量成長。", "2018"),
        ("本(八十八)年九月發生地震。", "1999"),
    ],
)
def test_the_year_that_the_text_states(text: str, value: str | None) -> None:
    plain = Document.from_text(text)
    reference = read_profile(plain, ()).reference
    if value is not None:
        assert reference is not None
        assert (reference.value, reference.basis) == (value, "explicit")


def test_the_system_number_gives_the_year_when_nothing_else_does() -> None:
    reference = read_profile(document_with(system_id="C10401427"), ()).reference
    assert reference is not None
    assert (reference.value, reference.basis) == ("2015", "cover")


def test_issues_name_their_place() -> None:
    document = document_with(category="休假", destination="烏有國", traveller="詳附件")
    for issue in read_profile(document, ()).issues:
        assert isinstance(issue, Issue)
        assert issue.start is None or document.text[issue.start : issue.end]


def test_a_target_for_a_year_ahead_is_not_the_year_of_the_text() -> None:
    text = (
        "去年出口較98年增加三成，2011年世界銀行報告排名再升。今年1月出口續增。\n"
        "期能達成101年產值逾1兆元，以及101年服務業占比七成之目標。\n"
    )
    document = Document.from_text(text)
    profile = read_profile(document, resolve_dates(find_dates(document), document).dates)
    assert profile.reference is not None
    assert profile.reference.value[:4] == "2011"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("臺日經濟會議紀要\n發布日期：107年10月14日\n本年1至8月出口增加，106年全年亦然。\n", "2018-10-14"),
        ("致貿易局函\n中華民國107年9月9日\n本年上半年之談判，去年業已開始。\n", "2018-09-09"),
        ("參訪紀要\n本年3月訪日。\n雙方會談順利。\n與會者眾。\n成果豐碩。\n106年5月5日\n", "2017-05-05"),
    ],
)
def test_a_line_of_its_own_dates_a_text_without_a_cover(text: str, reference: str) -> None:
    document = Document.from_text(text)
    found = read_profile(document, resolve_dates(find_dates(document), document).dates).reference
    assert found is not None
    assert (found.value, found.basis) == (reference, "cover")


@pytest.mark.parametrize(
    "text",
    [
        "參訪紀要\n107年10月14日（星期日）\n上午拜會該會。\n下午參觀。\n",
        "參訪紀要\n會議於107年10月14日召開。\n本年拜會該會。\n",
        "參訪紀要\n開會時間：107年10月14日\n本年拜會該會。\n",
    ],
)
def test_a_day_of_the_itinerary_is_no_dateline(text: str) -> None:
    document = Document.from_text(text)
    found = read_profile(document, resolve_dates(find_dates(document), document).dates).reference
    assert found is None or found.basis != "cover"


def test_one_far_year_is_not_the_year_of_the_text() -> None:
    text = "航線自96年11月停飛，97年11月達成協議，本年1月20日復航，本年2月2日首航，並爭取主辦2015年大會。\n"
    assert year_of(text) == "2009"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("本年開辦新展，並強化97年之展覽，截至本年6月底止已核准，預計99年完工。\n", "2009"),
        ("本年開辦新展，並強化97年及98年之展覽，截至本年6月底止已核准，預計99年完工。\n", "2009"),
        ("強化97年之展覽，預計99年完工。\n", "2008"),
    ],
)
def test_the_year_that_is_never_written_is_this_year(text: str, year: str) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("93年到101年油價上漲，去年調整，今年4月底再漲；92年曾調降。\n", "2013"),
        ("93年到101年油價上漲，101年調整，今年4月底再漲。\n", "2012"),
        ("99年完成規劃，本案執行至今年；100年至110年計畫之經費另編。\n", "2010"),
        ("計畫期間為100年至110年，將續辦；今年檢討99年之成果。\n", "2010"),
    ],
)
def test_a_span_of_years_that_is_over_tells_that_this_year_came_after_it(text: str, year: str) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # A forecast, a budget and a proposal for a year stand ahead of the text.
        ("截至101年9月底止，核准投資12億元。今年1至9月出口成長3%，預計102年可帶動投資50億元。\n", "2012"),
        (
            "本會於105年6月3日赴日拜會，本年5月已簽署協定。建議106年度續編預算，並於106年籌組訪問團。\n",
            "2016",
        ),
        ("100年出口值5億美元，較99年成長2%。本年1至6月出口值3億美元。\n", "2011"),
        # A year that is told of as past is no forecast.
        ("101年已完成審查，101年10月2日公告實施，截至102年2月底止受理30件。\n", "2013"),
        ("102年12月31日完成驗收，102年預算執行率達九成。\n", "2013"),
    ],
)
def test_years_told_as_ahead_are_not_the_year_of_the_text(text: str, year: str) -> None:
    assert year_of(text) == year


def test_a_sentence_wrapped_over_lines_is_read_as_one() -> None:
    texts = ("建請於預算內優先籌措經費，\n並由各單位共同配合辦理102年度\n活動。", "101年10月2日公告實施。")
    document = Document.from_text("\n".join(texts))
    dates = resolve_dates(find_dates(document), document).dates
    found = [(year, w.kind, w.told) for year, w in find_witnesses(document.text, dates, None, ())]
    assert found == [(2013, "budget_year", "hoped"), (2012, "day", "plain")]


def test_without_a_witness_there_is_no_year() -> None:
    assert likely_year([]) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("赴德國考察法定健康保險財務改革出國報告", ("DEU",)),
        ("參加2012年東京國際食品展暨考察日本農產品市場報告", ("JPN",)),
        ("赴德國及荷蘭考察報告", ()),
        ("出席第11屆臺波經濟合作會議報告", ()),
        ("臺灣農產品外銷報告", ()),
        (None, ()),
    ],
)
def test_the_one_country_of_a_title(title: str | None, expected: tuple[str, ...]) -> None:
    assert titled_destinations(title) == expected
