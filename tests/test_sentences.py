"""What stages say about a value or a file is said in Chinese, with the same values."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import read_report
from pipeline.cli import app
from pipeline.inspection import explain_at
from pipeline.messages import in_chinese
from pipeline.messages.sentences import catalogue
from pipeline.report import Report

REPORTS = sorted((Path(__file__).parents[1] / "corpus" / "reports").iterdir())
HAN = re.compile("[\u4e00-\u9fff]")


def test_the_catalogue_is_in_order_and_names_the_same_places() -> None:
    english = [row[0] for row in catalogue()]
    assert english == sorted(set(english))
    for said, chinese in catalogue():
        assert said.strip() == said
        assert set(re.findall(r"{\w+}", said)) == set(re.findall(r"{\w+}", chinese)), said
        assert HAN.search(chinese) or "：" in chinese or "，" in chinese, said


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("民國 106 + 1911", "民國 106 年加 1911"),
        ("day of 「106 年 11 月 22 日」 -1 days", "「106 年 11 月 22 日」當日 -1 日"),
        ("民國 98 + 1911; to: month of the start", "民國 98 年加 1911；迄：起始的月份"),
        (
            "metric: in its clause; period: no date; parties: carried: whose economy",
            "指標：同一分句；期間：沒有日期；主體與對象：承前：誰的經濟",
        ),
        (
            "no date says when 5.2兆美元 holds (metric: in its clause; period: no date; parties: default)",
            "沒有日期說明「5.2兆美元」屬於何時（指標：同一分句；期間：沒有日期；主體與對象：預設）",
        ),
        ("今天: no day is spoken of before it", "今天：之前沒有提到日子"),
        (
            "register 304820000B: 駐智利代表處, abolished 2012-09-01, successor A03030000B",
            "名錄 304820000B：駐智利代表處，2012-09-01 裁撤，由 A03030000B 承接",
        ),
        ("reports/a.pdf: the file needs a password", "reports/a.pdf：檔案需要密碼"),
        (
            "a.txt: no encoding fits well; read as big5, the likeliest of those tried",
            "a.txt：沒有合適的編碼，以最可能的 big5 讀取",
        ),
        (
            "a.pdf: pages 2, 3 have too much text; some is cut off",
            "a.pdf：第 2, 3 頁文字過多，部分截去",
        ),
        (
            "b.doc: the file is an OLE compound file, which is not read",
            "b.doc：檔案是OLE 複合檔，不在讀取之列",
        ),
    ],
)
def test_a_sentence_is_turned_with_its_values(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese


@pytest.mark.parametrize("text", ["Angela Merkel", "no such thing: at all", "2017-11-22", ""])
def test_what_the_catalogue_does_not_have_stays(text: str) -> None:
    assert in_chinese(text) == text
    assert in_chinese(f"metric: {text}x; period: no date") == f"指標：{text}x；期間：沒有日期"


def _said(report: Report) -> Iterator[str]:
    yield from (issue.message for issue in report.issues)
    yield from (date.reason for date in report.dates)
    yield from (figure.reason for figure in report.figures)
    for organization in report.organization_resolution.organizations:
        yield from organization.evidence


def _english_words(sentence: str, report: Report) -> set[str]:
    """Words in small letters that do not come from the report or a path."""
    words = re.findall(r"(?<![\w/.-])[a-z]{3,}(?![\w/.])", sentence)
    return {word for word in words if word not in report.text}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_all_that_is_said_about_a_report_is_said_in_chinese(path: Path) -> None:
    report = read_report(path)
    left = Counter(
        word for sentence in set(_said(report)) for word in _english_words(in_chinese(sentence), report)
    )
    assert left == {}


def test_an_explanation_is_in_chinese() -> None:
    report = read_report(REPORTS[0])
    places = [m.start for m in report.person_mentions[:3]]
    places += [d.mention.start for d in report.dates[:3]] + [f.mention.start for f in report.figures[:3]]
    lines = [line.strip() for place in places for line in explain_at(report, place).lines]
    assert len(lines) > len(places)
    for line in lines:
        # In English every line begins with a word of its own: date, is, because, as.
        assert HAN.match(in_chinese(line)), line


def test_a_file_that_cannot_be_read_is_told_of_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    arguments = ["extract", str(tmp_path / "empty.pdf"), "--output", str(tmp_path / "out")]
    result = CliRunner().invoke(app, arguments, env={"PIPELINE_LANG": "zh"})
    assert "檔案是空的（0 位元組）" in result.output
    assert "失敗 1" in result.output
