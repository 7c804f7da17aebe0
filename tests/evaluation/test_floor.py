"""No change lets a score on the sample reports sink, and an independent scorer counts the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import write_baseline
import write_evaluation

import pipeline
from pipeline.corpus.settings import Settings
from pipeline.evaluation import score_run
from pipeline.evaluation.align import Alignment, locate, pair

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "gold"


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return write_evaluation.measure()


def test_no_score_is_below_the_baseline(figures: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_baseline, "measure", lambda: figures)
    now = write_baseline.baseline()
    floor = json.loads(write_baseline.BASELINE.read_text(encoding="utf-8"))
    assert floor.keys() == now.keys()
    fallen = {name: (value, now[name]) for name, value in floor.items() if now[name] < value}
    assert fallen == {}, "lower than the baseline (floor, now); `make baseline` renews it"


def test_the_shipped_recogniser_makes_no_score_sink(figures: dict[str, Any], tmp_path: Path) -> None:
    reports = ROOT / "corpus" / "reports"
    pipeline.extract(reports, tmp_path / "run", settings=Settings(ner="onnx"))
    found = score_run(tmp_path / "run", GOLD, GOLD / "docs", reports).labels
    fallen = {n: (m["f1"], found[n].f1) for n, m in figures["labels"].items() if found[n].f1 < m["f1"] - 5e-5}
    assert fallen == {}, "lower with the recogniser (without, with)"


def test_sections_of_real_files_are_told_apart(figures: dict[str, Any]) -> None:
    places = figures["places"]["date_value"]
    assert {"cover", "body", "table"} <= places.keys()
    assert sum(m["tp"] for m in places.values()) == figures["labels"]["date_value"]["tp"]


def test_page_and_diagram_are_current(figures: dict[str, Any]) -> None:
    assert write_evaluation.PAGE.read_text(encoding="utf-8") == write_evaluation.render(figures), (
        "`make docs`"
    )
    assert write_evaluation.DIAGRAM.read_text(encoding="utf-8") == write_evaluation.draw(), "`make docs`"


def test_confidence_across_reports_is_within_the_bar() -> None:
    across = write_evaluation.kept("calibration")
    assert across["all"]["after"]["calibration_error"] <= 0.05
    for table, trust in across["after"].items():
        assert trust["calibration_error"] <= 0.05, table
    assert across["all"]["after"]["log_loss"] < across["all"]["before"]["log_loss"]


def test_spans_are_counted_as_nervaluate_counts_them(tmp_path: Path) -> None:
    """Exact and overlapping spans of dates and figures, against an independent scorer."""
    evaluator = pytest.importorskip("nervaluate", reason="nervaluate is not installed").Evaluator
    pipeline.extract(GOLD / "docs", tmp_path / "run")
    tables = pipeline.load_outputs(tmp_path / "run")
    ids = dict(zip(tables["documents"]["source_path"], tables["documents"]["document_id"], strict=True))
    truth: list[list[dict[str, Any]]] = []
    found: list[list[dict[str, Any]]] = []
    paired = spans = same = optional = 0
    for path in sorted(GOLD.glob("*.json")):
        entries = json.loads(path.read_text(encoding="utf-8"))["dates"]
        document = ids[f"{path.stem}.txt"]
        clean = (tmp_path / "run" / "text" / f"{document}.txt").read_bytes().decode("utf-8")
        alignment = Alignment(clean, (GOLD / "docs" / f"{path.stem}.txt").read_text(encoding="utf-8"))
        gold = locate((e["text"] for e in entries), alignment.target)
        dates = tables["dates"][tables["dates"]["document_id"] == document]
        rows = [
            (alignment.at(a), alignment.at(b))
            for a, b in zip(dates["char_start"], dates["char_end"], strict=True)
        ]
        pairs = pair(gold, rows)
        optional += sum(bool(e.get("optional")) for e in entries)
        paired, spans = paired + len(pairs), spans + len(rows)
        same += sum(gold[i] == rows[j] for i, j in pairs.items())
        # nervaluate counts the last character of a span as inside it.
        truth.append([{"label": "date", "start": a, "end": b - 1} for a, b in gold])
        found.append([{"label": "date", "start": a, "end": b - 1} for a, b in rows])
    theirs = evaluator(truth, found, tags=["date"], loader="dict").evaluate()["overall"]
    exact, partial = theirs["exact"], theirs["partial"]
    assert exact.actual == spans
    assert exact.correct == same
    assert partial.correct + partial.partial == paired
    mine = score_run(tmp_path / "run", GOLD, GOLD / "docs").labels["date_span"]
    assert paired - optional <= mine.tp <= paired
