"""Confidence is counted: it tells how often such rows are right, and nothing typed by hand is left in it."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from derive_calibration import score_raw, write
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.calibration import Key, add_up, calibrated, probability, with_sums
from pipeline.evaluation import score_run
from pipeline.evaluation.reliability import calibration_error, crossed, keyed, log_loss, reliability, said
from pipeline.records import make_rows

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "gold"


def rows(key: Key, right: int, of: int) -> list[tuple[Key, bool]]:
    return [(key, i < right) for i in range(of)]


def test_many_counts_speak_for_themselves_and_few_for_their_kind() -> None:
    often, seldom = ("dates", "date.often", "explicit"), ("dates", "date.seldom", "explicit")
    sums = with_sums(add_up([*rows(often, 400, 1000), *rows(seldom, 1, 1)]))
    assert probability(sums, *often) == pytest.approx(0.4, abs=0.01)
    assert probability(sums, *seldom) < 0.5, "one lucky find does not make a rule certain"
    unseen = probability(sums, "dates", "date.new", "explicit")
    assert unseen == pytest.approx(0.4, abs=0.01), "an unknown rule has the rate of its case"
    assert probability({}, "dates", "date.new", "explicit") == 0.5


def test_case_tells_rows_of_a_rule_apart() -> None:
    sure, unsure = ("people", "person.name", "score-2-again"), ("people", "person.name", "score-0-once")
    sums = with_sums(add_up([*rows(sure, 99, 100), *rows(unsure, 60, 100)]))
    assert probability(sums, *sure) > 0.95
    assert probability(sums, *unsure) < 0.7


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y"]), st.booleans())))
def test_confidence_is_a_probability_that_is_never_certain(found: list[tuple[str, str, bool]]) -> None:
    sums = with_sums(add_up((("dates", rule, case), right) for rule, case, right in found))
    for rule in ("a", "b", "unknown"):
        for case in ("x", "y", "z"):
            assert 0 < probability(sums, "dates", rule, case) < 1


def test_date_without_a_value_is_hardly_right() -> None:
    resolved = {"rule": "date.month.day", "value": "2017-11-22", "basis": "elliptical", "confidence": 0.97}
    unresolved = resolved | {"value": None}
    assert calibrated("dates", unresolved) < calibrated("dates", resolved) - 0.2


def test_every_row_of_a_report_carries_counted_confidence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("邱會長義仁於106年11月22日抵達東京，拜會日本財務省。", encoding="utf-8")
    report = pipeline.read_report(tmp_path / "a.txt")
    counted, stated = make_rows(report), make_rows(report, calibrate=False)
    assert counted.tables["people"]
    for table in ("dates", "people", "person_mentions", "organizations", "organization_mentions"):
        for after, before in zip(counted.tables[table], stated.tables[table], strict=True):
            a, b = after.model_dump(), before.model_dump()
            assert a["confidence"] == calibrated(table, b), table
            assert {**a, "confidence": 0} == {**b, "confidence": 0}, "nothing else changes"


def test_error_of_calibration_is_the_mean_distance_from_what_is_right() -> None:
    samples = [(0.95, True)] * 19 + [(0.95, False)] + [(0.35, True)] * 6 + [(0.35, False)] * 4
    low, high = reliability(samples)
    assert (low.of, low.right, high.of, high.right) == (10, 0.6, 20, 0.95)
    assert calibration_error(samples) == pytest.approx(10 / 30 * 0.25)
    assert calibration_error([(1.0, True), (0.0, False)]) == 0
    assert reliability([(0.3, True)])[0].low == 0.3, "a bin holds its lower end"
    assert log_loss([(0.5, True)]) == pytest.approx(math.log(2))


def test_cross_validation_never_uses_the_group_itself() -> None:
    key = ("dates", "date.year", "explicit")
    first, second = crossed([rows(key, 100, 100), rows(key, 0, 100)])
    assert all(confidence < 0.05 for confidence, _ in first["dates"])
    assert all(confidence > 0.95 for confidence, _ in second["dates"])


def test_confidence_in_the_tables_can_be_trusted(tmp_path: Path) -> None:
    pipeline.extract(ROOT / "corpus" / "reports", tmp_path / "run")
    tables = said(score_run(tmp_path / "run", GOLD, GOLD / "docs").verdicts)
    assert {"dates", "people", "organizations", "trade_figures", "roles"} <= tables.keys()
    assert calibration_error([s for samples in tables.values() for s in samples]) <= 0.05


def test_counts_are_of_rules_and_cases_without_any_text(tmp_path: Path) -> None:
    groups = [keyed(score_raw(GOLD).verdicts)]
    write(groups, ["corpus/gold"], tmp_path / "calibration.csv")
    with (tmp_path / "calibration.csv").open(encoding="utf-8", newline="") as stream:
        made = list(csv.DictReader(stream))
    assert sum(int(r["of"]) for r in made) == len(groups[0])
    assert all(0 <= int(r["right"]) <= int(r["of"]) for r in made)
    assert all(r["rule"].isascii() and r["case"].isascii() for r in made)
    assert {r["source"] for r in made} == {"corpus/gold"}
