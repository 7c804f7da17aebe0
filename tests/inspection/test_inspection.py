"""Explanations name what stands at a place and what lost; marked text stays the text; checks find damage."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import read_text
from pipeline.corpus import extract
from pipeline.inspection import explain_at, marked, validate_run

TEXT = "財政部國際財政司李司長雅晶於106年11月22日訪日，同意增加投資3億美元，5月3日再談。\n"
REPORT = read_text(TEXT)


@pytest.mark.parametrize(
    ("word", "lines", "winner", "loser"),
    [
        ("李司長", ["person.surname-title-given", "李雅晶", "財政部國際財政司"], "李司長雅晶", "李司長"),
        ("11月", ["date.year.day", "2017-11-22"], "106年11月22日", "106年11月"),
        ("國際財政", ["organization.nested", "government", "TWN"], "財政部國際財政司", "國際財政司"),
        ("3億", ["figure.amount", "investment", "300000000 USD"], None, None),
    ],
)
def test_an_explanation_names_rule_value_and_competitors(
    word: str, lines: list[str], winner: str | None, loser: str | None
) -> None:
    explanation = explain_at(REPORT, TEXT.index(word))
    told = "\n".join(explanation.lines)
    assert all(part in told for part in lines)
    won = {c.text for c in explanation.competitors if c.won}
    lost = {c.text for c in explanation.competitors if not c.won}
    assert winner is None or winner in won
    assert loser is None or loser in lost


def test_nothing_is_explained_where_nothing_stands() -> None:
    assert explain_at(REPORT, TEXT.index("訪日") + 1).lines == ()


@pytest.mark.parametrize("position", [-1, len(TEXT)])
def test_a_place_outside_the_text_is_an_error(position: int) -> None:
    with pytest.raises(ValueError, match="characters"):
        explain_at(REPORT, position)


def test_marked_text_is_the_text() -> None:
    shown = marked(REPORT)
    assert shown.plain == TEXT
    styles = {(TEXT[s.start : s.end], str(s.style)) for s in shown.spans}
    assert ("106年11月22日", "bold blue") in styles
    assert ("李司長雅晶", "bold magenta") in styles


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("validate")
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    extract(here / "in", here / "out")
    return here / "out"


def test_a_run_as_written_is_valid(run: Path) -> None:
    assert validate_run(run) == []


def test_damage_is_named(run: Path, tmp_path: Path) -> None:
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(run, broken)
    (text,) = (broken / "text").glob("*.txt")
    text.write_text("另一段文字", encoding="utf-8")
    people = pq.read_table(broken / "people.parquet")
    pq.write_table(people.slice(0, 0), broken / "people.parquet")
    dates = pq.read_table(broken / "dates.parquet")
    pq.write_table(pa.concat_tables([dates, dates]), broken / "dates.parquet")
    (broken / "issues.parquet").unlink()
    told = "\n".join(validate_run(broken))
    assert "does not stand at" in told
    assert "person_mentions: 1 person_id without a row in people" in told
    assert "repeat the date_id" in told
    assert "issues.parquet is missing" in told
    assert "run.json tells of" in told


def test_a_folder_without_a_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=str(tmp_path)):
        validate_run(tmp_path)
    (tmp_path / "run.json").write_text(json.dumps({"rows": {}}), encoding="utf-8")
    assert "dates.parquet is missing" in validate_run(tmp_path)
