"""Two runs over the same reports: every extraction gained, lost or changed is listed, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from sample_paragraphs import PER_SOURCE, chosen

import pipeline
from pipeline.corpus.settings import Settings
from pipeline.document import Reference
from pipeline.evaluation import compare_runs


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    text = "邱會長義仁於106年11月22日抵達東京，本年貿易總額602億美元。\n"
    (tmp_path / "docs" / "a.txt").write_text(text, encoding="utf-8")
    pipeline.extract(tmp_path / "docs", tmp_path / "old", settings=Settings(Reference("2017", "given")))
    return tmp_path


def edited(run: Path, table: str, edit: dict[str, object] | None = None, drop: str | None = None) -> Path:
    """A copy of the run, one table of it changed."""
    new = run / "new"
    shutil.copytree(run / "old", new)
    frame = pd.read_parquet(new / f"{table}.parquet")
    if drop is not None:
        frame = frame[frame["text"] != drop]
    for column, value in (edit or {}).items():
        frame[column] = value
    frame.to_parquet(new / f"{table}.parquet")
    return new


def test_a_run_is_no_change_from_itself(run: Path) -> None:
    assert compare_runs(run / "old", run / "old") == []


def test_another_reference_changes_what_is_told_from_it(run: Path) -> None:
    pipeline.extract(run / "docs", run / "new", settings=Settings(Reference("2018", "given")))
    changes = compare_runs(run / "old", run / "new")
    date = next(c for c in changes if c.table == "dates")
    assert (date.kind, date.text) == ("changed", "本年")
    assert (date.old, date.new) == ({"value": "2017"}, {"value": "2018"})
    assert "⟦本年⟧貿易總額" in date.context
    assert not any(c.table in ("people", "organizations") for c in changes)


def test_a_lost_row_is_removed_and_a_gained_one_added(run: Path) -> None:
    new = edited(run, "dates", drop="本年")
    (lost,) = compare_runs(run / "old", new)
    assert (lost.kind, lost.text, lost.new) == ("removed", "本年", None)
    (gained,) = compare_runs(new, run / "old")
    assert (gained.kind, gained.text, gained.old) == ("added", "本年", None)


def test_confidence_and_rules_are_no_extraction(run: Path) -> None:
    new = edited(run, "people", {"confidence": 0.123, "rule": "person.other"})
    assert compare_runs(run / "old", new) == []


def test_a_longer_span_is_a_change_not_a_loss_and_a_gain(run: Path) -> None:
    frame = pd.read_parquet(run / "old" / "trade_figures.parquet")
    start = int(frame["char_start"].iloc[0])
    new = edited(run, "trade_figures", {"char_start": start - 2, "text": "總額" + frame["text"].iloc[0]})
    (change,) = compare_runs(run / "old", new)
    assert change.kind == "changed"
    assert change.new is not None
    assert change.new["text"].startswith("總額")


def test_the_sample_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    paragraphs = [f"{i}、" + "本部於會中就雙邊貿易及投資議題充分交換意見" * 4 + "。" for i in range(300)]
    (tmp_path / "a.txt").write_text("\n".join([*paragraphs, "太短。"]), encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n".join(reversed(paragraphs)), encoding="utf-8")
    assert chosen(tmp_path / "a.txt") == chosen(tmp_path / "b.txt")
    assert len(chosen(tmp_path / "a.txt")) == PER_SOURCE
