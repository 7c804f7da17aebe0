"""The figures of an evaluation: intervals, what they are broken down by, and where errors stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pipeline
from pipeline.evaluation import lines, score_run, summarize, to_json
from pipeline.evaluation.intervals import ENOUGH, Resampling, wilson
from pipeline.evaluation.tally import Judgement, Place, Scores

REPORT = """壹、會談經過
邱會長義仁於106年11月22日抵達東京，25日返國。
同日拜會日本財務省。
年別\t出口值
2016年\t1億美元
"""


def judged(document: str, block: int, *, right: bool) -> Judgement:
    place = Place(document, "body", block)
    return Judgement("date_span", place, int(right), int(not right), int(not right), "date.year", "explicit")


def test_interval_is_narrow_with_much_text_and_wide_with_little() -> None:
    much = [judged("a", i, right=i % 10 > 0) for i in range(1000)]
    little = [judged("a", i, right=i % 10 > 0) for i in range(20)]
    (low, high), (lower, higher) = (Resampling(js).intervals(js)["f1"] for js in (much, little))
    assert lower < low < 0.9 < high < higher
    assert high - low < 0.05 < higher - lower


def test_whole_documents_are_drawn_where_there_are_enough() -> None:
    one_bad = [judged(f"d{i}", b, right=i > 0) for i in range(ENOUGH) for b in range(5)]
    draws = Resampling(one_bad)
    assert (draws.unit, draws.units) == ("documents", ENOUGH)
    fewer = [j for j in one_bad if j.place.document != "d0"]
    assert (Resampling(fewer).unit, Resampling(fewer).units) == ("blocks", 5 * (ENOUGH - 1))


def test_intervals_are_the_same_every_time() -> None:
    some = [judged("a", i, right=i % 3 > 0) for i in range(50)]
    assert Resampling(some).intervals(some) == Resampling(some).intervals(some)


def test_nothing_found_has_no_interval_to_speak_of() -> None:
    assert Resampling([]).intervals([]) == {"p": (0, 0), "r": (0, 0), "f1": (0, 0)}


def test_few_finds_that_are_all_right_do_not_make_a_rule_certain() -> None:
    low, high = wilson(3, 3)
    assert low < 0.5
    assert high == 1.0
    assert wilson(300, 300)[0] > 0.98
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    tmp_path = tmp_path_factory.mktemp("scored")
    for folder in ("docs", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "a.txt").write_text(REPORT, encoding="utf-8")
    gold: dict[str, Any] = {
        "dates": [
            {"text": "106年11月22日", "value": "2017-11-22", "basis": "explicit"},
            {"text": "25日", "value": "2017-11-24", "basis": "elliptical"},
            {"text": "同日", "value": "2017-11-25", "basis": "relative"},
            {"text": "2016年", "value": "2016", "basis": "explicit"},
        ],
        "people": [{"name": "邱義仁", "titles": ["會長"], "organizations": [], "mentions": ["邱會長義仁"]}],
        "organizations": [{"names": ["日本財務省", "財務省"], "type": "government", "country": "JPN"}],
        "trade_figures": [],
    }
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    pipeline.extract(tmp_path / "docs", tmp_path / "run")
    return score_run(tmp_path / "run", tmp_path / "gold", tmp_path / "docs", tmp_path / "docs")


def test_judgements_add_up_to_the_labels(scores: Scores) -> None:
    for name, tally in scores.labels.items():
        mine = [j for j in scores.judgements if j.label == name]
        assert sum(j.tp for j in mine) == tally.tp
        assert sum(j.fp for j in mine) == tally.fp
        assert sum(j.fn for j in mine) == tally.fn
        assert all(j.rule for j in mine if j.tp or j.fp), "what was found has a rule"


def test_figures_are_broken_down_by_rule_form_and_section(scores: Scores) -> None:
    figures = summarize(scores)
    forms = figures["forms"]["date_value"]
    assert forms["explicit"]["f1"] == 1.0
    assert (forms["elliptical"]["fp"], forms["elliptical"]["fn"]) == (1, 1), "gold says the 24th"
    assert figures["places"]["date_value"]["body"]["tp"] == 3
    assert figures["forms"]["person_name"]["surname_title_given"]["tp"] == 1
    rules = figures["rules"]["date_value"]
    worst = next(iter(rules))
    assert rules[worst]["spurious"] == 1
    assert sum(r["right"] for r in rules.values()) == scores.labels["date_value"].tp
    assert sum(r["share"] for r in figures["rules"]["person_name"].values()) == 1.0


def test_errors_stand_in_their_context(scores: Scores) -> None:
    error = next(e for e in scores.errors if e.kind == "DATE value")
    assert "抵達東京，⟦25日⟧返國。" in error.context
    shown = list(lines(summarize(scores), errors=True))
    assert any("⟦25日⟧" in line for line in shown)
    assert not any("⟦25日⟧" in line for line in lines(summarize(scores)))


def test_json_holds_all_figures(scores: Scores) -> None:
    figures = summarize(scores)
    again = json.loads(to_json(figures))
    assert again["labels"]["date_value"]["tp"] == figures["labels"]["date_value"]["tp"]
    assert again["errors"][0]["context"]
    assert again["tables"]["dates"]["rows"] == 4


def test_rows_are_judged_one_by_one(scores: Scores) -> None:
    dates = {v.row["text"]: v.right for v in scores.verdicts if v.table == "dates"}
    assert dates["106年11月22日"]
    assert not dates["25日"]
    assert all(v.right for v in scores.verdicts if v.table in ("people", "person_mentions", "roles"))
