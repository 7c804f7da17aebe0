"""Whole covers and forms, from text to profile: the layouts that reports really use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.profile import Profile, read_profile

BODY = "\n壹、目的\n　　本次奉派出國，係為瞭解各國最新制度，並與相關機關交換意見。\n"


@dataclass(frozen=True)
class Expected:
    title: str
    agency: str | None
    category: str | None
    travellers: tuple[tuple[str, str | None], ...]
    destinations: tuple[str, ...]
    trip: tuple[date | None, date | None]
    report_date: date | None
    reference: str
    keywords: tuple[str, ...] = ()


COVERS: dict[str, tuple[str, Expected]] = {
    "plain": (
        """出國報告（出國類別：開會）

出席世界關務組織政策委員會報告

服務機關：財政部關務署
姓名職稱：王小明　副署長
　　　　　李大同　科長
派赴國家/地區：比利時/布魯塞爾
出國期間：中華民國106年11月20日至11月24日
報告日期：中華民國107年1月15日
""",
        Expected(
            "出席世界關務組織政策委員會報告",
            "財政部關務署",
            "開會",
            (("王小明", "副署長"), ("李大同", "科長")),
            ("BEL",),
            (date(2017, 11, 20), date(2017, 11, 24)),
            date(2018, 1, 15),
            "2018-01-15",
        ),
    ),
    "letter-spaced": (
        """公 務 出 國 報 告
（出國類別：考察）

考察德國及荷蘭再生能源政策

服 務 機 關：經 濟 部 能 源 局
出國人職稱：組　長
姓　　　名：張 三 豐
出 國 地 區：德國、荷蘭
出 國 期 間：98年6月1日至6月12日
報 告 日 期：98年9月10日
""",
        Expected(
            "考察德國及荷蘭再生能源政策",
            "經濟部能源局",
            "考察",
            (("張三豐", "組長"),),
            ("DEU", "NLD"),
            (date(2009, 6, 1), date(2009, 6, 12)),
            date(2009, 9, 10),
            "2009-09-10",
        ),
    ),
    "old form": (
        """行政院及所屬各機關出國報告提要
系統識別號：C08800999
出國報告名稱：赴美研習海關查緝技術報告
頁數：35　含附件：□是■否
出國計畫主辦機關/聯絡人/電話
財政部關稅總局/陳大文/02-25500000
出國人員姓名/服務機關/單位/職稱/電話
林美玉/財政部關稅總局/驗估處/編審/02-25500000
黃志強/臺北關稅局/機動隊/股長/03-3830000
出國類別：□1考察□2進修□3研究■4實習□5其他
出國期間：民國八十八年十月三日至八十八年十月十七日
出國地區：美國
報告日期：民國八十八年十二月
分類號/目
關鍵詞：海關、查緝、風險管理
內容摘要：本次研習內容包含風險管理與貨櫃檢查技術。
""",
        Expected(
            "赴美研習海關查緝技術報告",
            "財政部關稅總局",
            "實習",
            (("林美玉", "編審"), ("黃志強", "股長")),
            ("USA",),
            (date(1999, 10, 3), date(1999, 10, 17)),
            None,
            "1999-12",
            ("海關", "查緝", "風險管理"),
        ),
    ),
    "no colons": (
        """出國報告

赴韓國研究高速鐵路營運管理

服務機關　交通部鐵路管理局
姓名職稱　局長 周永和等五人
派赴國家　韓國
出國期間　105.09.03-105.09.09
報告日期　105.12.01
""",
        Expected(
            "赴韓國研究高速鐵路營運管理",
            "交通部鐵路管理局",
            None,
            (("周永和", "局長"),),
            ("KOR",),
            (date(2016, 9, 3), date(2016, 9, 9)),
            date(2016, 12, 1),
            "2016-12-01",
        ),
    ),
    "values below their labels": (
        """出國報告(出國類別:訪問)
訪問日本姊妹校
服務機關：
國立中央大學
姓名職稱：
校長 周大成
國際長 許秉文
派赴國家：
日本
出國期間：
2018年3月5日至3月9日
報告日期：
2018年5月30日
""",
        Expected(
            "訪問日本姊妹校",
            "國立中央大學",
            "訪問",
            (("周大成", "校長"), ("許秉文", "國際長")),
            ("JPN",),
            (date(2018, 3, 5), date(2018, 3, 9)),
            date(2018, 5, 30),
            "2018-05-30",
        ),
    ),
    "no labels": (
        """出席亞太經濟合作（APEC）第二次資深官員會議
及相關會議報告

                     出國報告

經濟部國際貿易局
中華民國一○五年六月
""",
        Expected(
            "出席亞太經濟合作（APEC）第二次資深官員會議及相關會議報告",
            "經濟部國際貿易局",
            None,
            (),
            (),
            (None, None),
            None,
            "2016-06",
        ),
    ),
    "names and titles in three ways": (
        """赴越南參加食品安全研討會出國報告
（出國類別：其他）
服務機關：衛生福利部食品藥物管理署
姓名職稱：林大富 簡任技正、陳小美（科長）及吳大熹研究員
派赴國家：越南（河內、胡志明市）
出國期間：108/7/8～108/7/12
報告日期：108/9/30
關鍵字：食品安全；東協；ASEAN
""",
        Expected(
            "赴越南參加食品安全研討會出國報告",
            "衛生福利部食品藥物管理署",
            "其他",
            (("林大富", "簡任技正"), ("陳小美", "科長"), ("吳大熹", "研究員")),
            ("VNM",),
            (date(2019, 7, 8), date(2019, 7, 12)),
            date(2019, 9, 30),
            "2019-09-30",
            ("食品安全", "東協", "ASEAN"),
        ),
    ),
    "several labels on a line": (
        """出國報告（出國類別：談判）
參加臺紐經濟合作協定諮商
服務機關：經濟部國際貿易局　姓名職稱：楊美珍局長、戴婉容主任秘書
派赴國家：紐西蘭　出國期間：102年5月20日至24日　報告日期：102年8月1日
""",
        Expected(
            "參加臺紐經濟合作協定諮商",
            "經濟部國際貿易局",
            "談判",
            (("楊美珍", "局長"), ("戴婉容", "主任秘書")),
            ("NZL",),
            (date(2013, 5, 20), date(2013, 5, 24)),
            date(2013, 8, 1),
            "2013-08-01",
        ),
    ),
    "review sheet": (
        """附件一
出國報告審核表
出國報告名稱：參加國際原子能總署年會
出國人姓名（2人以上，以1人為代表） 職稱 服務單位
李小維 處長 核能技術處
出國類別 □考察 □進修 □研究 □實習 ☑開會
出國期間：103年9月20日至103年9月28日 報告繳交日期：103年12月20日
""",
        Expected(
            "參加國際原子能總署年會",
            None,
            "開會",
            (("李小維", "處長"),),
            (),
            (date(2014, 9, 20), date(2014, 9, 28)),
            date(2014, 12, 20),
            "2014-12-20",
        ),
    ),
    "agency before each name": (
        """警政署出國報告

赴泰國及馬來西亞拜會警察機關報告

出 國 人：內政部警政署國際組 警監 王大為
　　　　　內政部警政署刑事警察局 偵查正 李建國
出國地點：泰國曼谷、馬來西亞吉隆坡
出國日期：自民國104年3月1日起至104年3月7日止
報告日期：104年5月
""",
        Expected(
            "赴泰國及馬來西亞拜會警察機關報告",
            None,
            None,
            (("王大為", "警監"), ("李建國", "偵查正")),
            ("THA", "MYS"),
            (date(2015, 3, 1), date(2015, 3, 7)),
            None,
            "2015-05",
        ),
    ),
    "city government": (
        """臺北市政府出國報告

考察紐約市都市更新

服務機關：臺北市都市更新處
出國人員：處長 方大安、正工程司 詹小齊、股長 江文信
出國地區：美國紐約、華盛頓特區
出國期間：中華民國107年10月22日起至107年10月30日止
報告完成日期：中華民國108年1月28日
""",
        Expected(
            "考察紐約市都市更新",
            "臺北市都市更新處",
            None,
            (("方大安", "處長"), ("詹小齊", "正工程司"), ("江文信", "股長")),
            ("USA",),
            (date(2018, 10, 22), date(2018, 10, 30)),
            date(2019, 1, 28),
            "2019-01-28",
        ),
    ),
    "name in two characters": (
        """出國報告（出國類別：進修）
美國國防語言學院英語教官班進修報告
服務機關：國防部陸軍司令部
姓名職稱：陸軍少校　　王　明
派赴國家：美國　德州
出國期間：109年1月3日至109年7月31日
報告日期：109年10月8日
""",
        Expected(
            "美國國防語言學院英語教官班進修報告",
            "國防部陸軍司令部",
            "進修",
            (("王明", "陸軍少校"),),
            ("USA",),
            (date(2020, 1, 3), date(2020, 7, 31)),
            date(2020, 10, 8),
            "2020-10-08",
        ),
    ),
    "Chinese numerals, drawn form": (
        """行政院及所屬各機關出國報告
（出國類別：考察）
赴日本考察地震災後重建報告
┌─────┬──────────────────┐
│報告名稱  │赴日本考察地震災後重建報告          │
├─────┼──────────────────┤
│主辦機關  │內政部消防署                        │
├─────┼──────────────────┤
│出國期間  │八十八年十一月八日至十七日          │
├─────┼──────────────────┤
│出國地區  │日本                                │
└─────┴──────────────────┘
報告日期：中華民國八十八年十二月二十八日
""",
        Expected(
            "赴日本考察地震災後重建報告",
            "內政部消防署",
            "考察",
            (),
            ("JPN",),
            (date(1999, 11, 8), date(1999, 11, 17)),
            date(1999, 12, 28),
            "1999-12-28",
        ),
    ),
}


def profile_of(text: str, folder: Path) -> tuple[Document, Profile]:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    document = lay_out(read_source(path))
    return document, read_profile(document, resolve_dates(find_dates(document), document).dates)


@pytest.mark.parametrize("name", COVERS)
@pytest.mark.parametrize("blank_lines", [False, True], ids=["", "blank line after each"])
def test_cover(name: str, blank_lines: bool, tmp_path: Path) -> None:
    cover, expected = COVERS[name]
    text = cover + BODY
    if blank_lines:
        text = "\n".join(f"{line}\n" for line in text.split("\n") if line.strip())
    document, profile = profile_of(text, tmp_path)
    assert profile.title == expected.title
    assert profile.agency == expected.agency
    assert profile.category == expected.category
    assert tuple((t.name, t.title) for t in profile.travellers) == expected.travellers
    assert profile.destinations == expected.destinations
    assert (profile.trip_start, profile.trip_end) == expected.trip
    assert profile.report_date == expected.report_date
    assert profile.reference is not None
    assert (profile.reference.value, profile.reference.basis) == (expected.reference, "cover")
    assert profile.keywords == expected.keywords
    for traveller in profile.travellers:
        assert (
            document.text[traveller.start : traveller.end].replace(" ", "").replace("　", "")
            == traveller.name
        )
    assert "壹、目的" in [s.title for s in document.sections]


def test_agencies_given_block_by_block(tmp_path: Path) -> None:
    text = """出國報告（出國類別：實習）
參加港口設施安全訓練課程
服務機關：交通部航港局
姓名職稱：技正 鄔文珊
服務機關：臺灣港務股份有限公司
姓名職稱：高級業務員 梁又信
派赴國家：美國
"""
    _, profile = profile_of(text + BODY, tmp_path)
    assert [(t.name, t.agency, t.title) for t in profile.travellers] == [
        ("鄔文珊", "交通部航港局", "技正"),
        ("梁又信", "臺灣港務股份有限公司", "高級業務員"),
    ]


def test_a_part_of_the_agency_before_a_name_is_the_unit(tmp_path: Path) -> None:
    text = (
        "出國報告\n訪問德國姊妹校\n服務機關：國立中興大學\n姓名職稱：農藝學系陳大芃助理教授\n派赴國家：德國\n"
    )
    _, profile = profile_of(text + BODY, tmp_path)
    assert [(t.agency, t.unit, t.title) for t in profile.travellers] == [
        ("國立中興大學", "農藝學系", "助理教授")
    ]


def test_a_report_without_cover(tmp_path: Path) -> None:
    abstract = "本協定由雙方代表於106年11月22日簽署，並於同日生效。"
    text = f"摘要\n{abstract}\n出席第42屆會議\n暨簽署互助協定\n出國報告\n{BODY}"
    document, profile = profile_of(text, tmp_path)
    assert profile.title == "出席第42屆會議暨簽署互助協定"
    assert (profile.agency, profile.category, profile.travellers, profile.trip_start) == (
        None,
        None,
        (),
        None,
    )
    assert profile.abstract == abstract
    assert profile.reference is not None
    assert (profile.reference.value, profile.reference.basis) == ("2017-11-22", "latest_date")
    assert {b.kind for b in document.blocks if "會議" in document.text[b.start : b.end]} == {"cover"}


def test_nothing_is_invented(tmp_path: Path) -> None:
    _, profile = profile_of("一、貿易概況：出口成長，進口減少。\n二、投資概況：僑外投資減少。\n", tmp_path)
    assert (profile.title, profile.agency, profile.reference) == (None, None, None)
    assert [issue.code for issue in profile.issues] == ["no-reference-date"]


def test_a_trip_that_ends_before_it_starts_is_an_issue(tmp_path: Path) -> None:
    period = "啟程106年11月24日，返國106年11月20日"
    text = f"出國報告\n考察日本港口\n服務機關：交通部\n出國期間：{period}\n派赴國家：日本\n"
    document, profile = profile_of(text + BODY, tmp_path)
    assert (profile.trip_start, profile.trip_end) == (None, None)
    issue = next(i for i in profile.issues if i.code == "trip-ends-before-start")
    assert document.text[issue.start : issue.end] == period


def test_plans_do_not_move_the_reference_date(tmp_path: Path) -> None:
    text = (
        "貳、過程\n代表團於106年3月5日抵達，106年3月6日拜會該國海關，106年3月9日返國。\n"
        "雙方同意下次會議將於107年5月舉行，並預定於108年1月完成簽署。\n"
    )
    _, profile = profile_of(text, tmp_path)
    assert profile.reference is not None
    assert (profile.reference.value, profile.reference.basis) == ("2017-03-09", "latest_date")


def test_a_comparison_with_the_year_before_tells_the_year(tmp_path: Path) -> None:
    text = (
        "一、出口：本期出口較97年同期減少34.2%，進口較97年同期減少42.5%。\n"
        "二、投資：本年6月底止核准件數較97年同期減少，98年目標為1兆元；自97年9月至101年底推動計畫。\n"
    )
    _, profile = profile_of(text, tmp_path)
    assert profile.reference is not None
    assert profile.reference.value[:4] == "2009"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        # A range up to 本年, and months that 本年 goes on from.
        ("97年9月至本年6月間，雙方召開會議4次；97年11月完成簽署，本年2月生效，本年6月檢討。\n", "2009-06"),
        # 本（98）年 settles it, whatever else is written.
        ("97年及96年均有成長，97年12月並創新高；本（98）年3月起下滑。\n", "2009"),
        # Of half a year's months the last one told bounds the reference; what is planned does not.
        ("較97年同期減少。本年1至7月出口衰退；本年3月15日召開會議，預計於本年11月簽署。\n", "2009-07"),
    ],
)
def test_what_this_year_is_without_a_cover(text: str, reference: str, tmp_path: Path) -> None:
    _, profile = profile_of(text, tmp_path)
    assert profile.reference is not None
    assert profile.reference.value == reference


@pytest.mark.parametrize(
    ("told", "reference"),
    [
        ("本年11月21日與該會會談。", "2017-11-24"),
        ("本年1月提出建議。", "2018-01-15"),
        # What is due before a month of this year is still to come.
        ("該會請我方於今年3月底前答復。", "2018-01-15"),
        # 去（106）年 states which year is this one.
        ("去（106）年11月與會，本年3月續辦。", "2018-01-15"),
        ("本（106）年11月與會，本年1月曾來函。", "2017-11-24"),
    ],
)
def test_a_report_of_the_next_year_may_still_be_told_from_the_year_of_the_trip(
    told: str, reference: str, tmp_path: Path
) -> None:
    text = COVERS["plain"][0] + BODY + told + "\n"
    _, profile = profile_of(text, tmp_path)
    assert profile.reference is not None
    assert profile.reference.value == reference


@pytest.mark.parametrize("period", ["106年11月24日至11月20日", "106.11.24-106.11.20"])
def test_a_range_that_ends_before_it_starts_is_an_issue(period: str, tmp_path: Path) -> None:
    text = COVERS["plain"][0].replace("中華民國106年11月20日至11月24日", period)
    _, profile = profile_of(text, tmp_path)
    assert (profile.trip_start, profile.trip_end) == (None, None)
    assert "trip-ends-before-start" in [issue.code for issue in profile.issues]


def test_a_bracket_tells_of_the_traveller_before_it(tmp_path: Path) -> None:
    cover = COVERS["plain"][0]
    line = next(line for line in cover.split("\n") if line.startswith("姓名"))
    label = line.partition("：")[0]
    names = "林科長美玉（展覽組）\n張助理研究員小華（Sophie Chang）\n江明遠教授（國立海岸大學）"
    _, profile = profile_of(cover.replace(line, f"{label}：{names}") + BODY, tmp_path)
    assert [(t.name, t.title, t.unit) for t in profile.travellers[:3]] == [
        ("林美玉", "科長", "展覽組"),
        ("張小華", "助理研究員", None),
        ("江明遠", "教授", None),
    ]
    assert profile.travellers[2].agency == "國立海岸大學"
    assert profile.travellers[0].agency == profile.agency


@pytest.mark.parametrize(
    ("first", "second"), [("赴日考察港埠保全及", "緊急應變制度"), ("出席「亞太港埠", "年會」會議")]
)
def test_a_title_that_stops_in_mid_phrase_goes_on_below(first: str, second: str, tmp_path: Path) -> None:
    cover = COVERS["old form"][0].replace("赴美研習海關查緝技術報告", f"{first}\n{second}")
    _, profile = profile_of(cover + BODY, tmp_path)
    assert profile.title == first + second


def test_units_before_names_and_a_unit_told_of_several(tmp_path: Path) -> None:
    cover = COVERS["plain"][0]
    lines = cover.split("\n")
    named = next(line for line in lines if line.startswith("姓名"))
    agency = next(line for line in lines if line.startswith("服務機關"))
    told = cover.replace(agency, "服務機關：經濟部投資業務處、經濟部工業局").replace(
        named, "姓名職稱：吳處長建國、國際組林副組長小華\n何淑芬科長、江美玉專員（工業局）"
    )
    _, profile = profile_of(told + BODY, tmp_path)
    assert [(t.name, t.title, t.agency) for t in profile.travellers[:4]] == [
        ("吳建國", "處長", None),
        ("林小華", "副組長", "國際組"),
        ("何淑芬", "科長", "經濟部工業局"),
        ("江美玉", "專員", "經濟部工業局"),
    ]
