"""No cell of a CSV file is run by a spreadsheet, and every text can be had back as it was written."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import extract, load_outputs
from pipeline.export.columns import safe, written


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org","總額")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "-6.7個百分點",
        "+886-2-2348-2999",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe(text) == "'" + text
    assert written(safe(text)) == text


@pytest.mark.parametrize(
    "text", ["-6.7%", "+5.3", "-1,234,567.8", "陳志遠", "602億美元", "'quoted'", "a=b", "１+1", ""]
)
def test_numbers_and_other_text_stay_as_they_are(text: str) -> None:
    assert safe(text) == text
    assert written(text) == text


@given(st.text(alphabet="'=+-@\t\r1a%. ", max_size=6))
@example("'=1")
@example("''=1")
def test_every_text_comes_back(text: str) -> None:
    assert written(safe(text)) == text
    assert not safe(text).startswith(("=", "@", "\t", "\r"))
    if safe(text).startswith(("+", "-")):
        Decimal(text.rstrip("%").replace(",", ""))


def test_a_run_writes_safe_csv_and_true_parquet(tmp_path: Path) -> None:
    (tmp_path / "=1+1.txt").write_text("陳司長志遠於106年11月22日赴東京，出口成長-6.7%。\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "=1+1.txt").rename(tmp_path / "in" / "=1+1.txt")
    extract(tmp_path / "in", tmp_path / "out", workers=1)
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["source_path"] == "'=1+1.txt"
    assert written(row["source_path"]) == "=1+1.txt"
    assert load_outputs(tmp_path / "out")["documents"]["source_path"].tolist() == ["=1+1.txt"]
