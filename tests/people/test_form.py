"""Persons that a form names by label alone."""

from pathlib import Path

import pytest

from pipeline import read_report

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
