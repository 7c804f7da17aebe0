"""Persons that a form names by label alone."""

from pathlib import Path

import pytest

from pipeline import read_report
from pipeline.people import find_people

FORM = """行政院及所屬各機關出國報告提要
出國報告名稱：赴日考察港埠保全報告
出國計畫主辦機關{slash}聯絡人{slash}電話
交通部航港局{slash}陳大文{slash}02-25500000
出國人員姓名{slash}服務機關{slash}單位{slash}職稱{slash}電話
林美玉{slash}交通部航港局{slash}航安組{slash}專門委員{slash}02-25500000
黃志強{slash}臺灣港務公司{slash}工程處{slash}處長{slash}03-3830000
出國類別：■1考察□2進修
出國期間：民國108年10月3日至10月17日
出國地區：日本
報告日期：108年12月
內容摘要：本次考察港埠保全。黃處長簡報後，林美玉說明進度。
"""


@pytest.mark.parametrize("slash", ["/", "／"])
def test_each_entry_of_a_form_is_a_person_with_the_title_beside_the_name(slash: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(FORM.format(slash=slash), encoding="utf-8")
    report = read_report(path)
    assert [(p.name, p.title) for p in report.people] == [
        ("陳大文", None),
        ("林美玉", "專門委員"),
        ("黃志強", "處長"),
    ]
    named = {p.name: [report.person_mentions[i].text for i in p.mentions] for p in report.people}
    assert named["黃志強"] == ["黃志強", "黃處長"]
    assert named["林美玉"] == ["林美玉", "林美玉"]
    assert [m.rule for m in report.person_mentions][:3] == ["person.form"] * 3


def test_what_is_no_name_under_the_label_is_no_person(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(FORM.format(slash="/").replace("林美玉/", "詳如附件/"), encoding="utf-8")
    assert "詳如附件" not in [m.text for m in read_report(path).person_mentions]


def test_a_list_of_delegates_without_a_header() -> None:
    text = (
        "我國代表團名單\n"
        "團長\t林大明\t農業部漁業署副署長\n"
        "團員\t陳美玲\t外交部條約法律司專員\n"
        "吳建宏\t台灣區遠洋漁船輸出業同業公會\n"
        "理事長\n"
    )
    found = {m.name: (m.titles, m.organization_text) for m in find_people(text) if m.name}
    assert found == {
        "林大明": (("副署長",), "農業部漁業署"),
        "陳美玲": (("專員",), "外交部條約法律司"),
        "吳建宏": (("理事長",), "台灣區遠洋漁船輸出業同業公會"),
    }


@pytest.mark.parametrize(
    "text", ["林大明\t農業部漁業署副署長\n", "金門\t副縣長\n花蓮\t縣長\n", "出口\t成長\n進口\t部長\n"]
)
def test_one_row_or_rows_without_names_make_no_list(text: str) -> None:
    assert all(m.rule != "person.table-row" for m in find_people(text))


def test_all_names_of_a_labelled_row(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "出國報告（出國類別：開會）\n參加漁業年會報告\n服務機關：農業部漁業署\n"
        "出國人職稱：副署長 科長 技士\n姓    名：沈志明 林小華 周大同\n"
        "出國地點：薩摩亞\n出國期間：95年12月8日至17日\n報告日期：96年3月5日\n\n壹、前言\n周技士說明漁況。\n",
        encoding="utf-8",
    )
    report = read_report(path)
    assert [(p.name, p.title) for p in report.people] == [
        ("沈志明", "副署長"),
        ("林小華", "科長"),
        ("周大同", "技士"),
    ]
