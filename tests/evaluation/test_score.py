"""The scorer counts what the rules of gold annotation say, and agrees with the reference scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.evaluation import score_run
from pipeline.evaluation.align import Alignment, bounds, locate, pair

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"


@pytest.mark.parametrize(
    ("a", "b"),
    [("2007", "2007-01/2007-12"), ("2008-02", "2008-02-01/2008-02-29"), ("2009-10-11/2009-10-20",) * 2],
)
def test_values_with_the_same_days_are_equal(a: str, b: str) -> None:
    assert bounds(a) == bounds(b)


@pytest.mark.parametrize(
    ("a", "b"), [("2007", "2008"), ("2007-11-22", "2007-11-22T10:30"), ("2015-05-18/..", "2015-05-18")]
)
def test_values_with_other_days_differ(a: str, b: str) -> None:
    assert bounds(a) != bounds(b)


def test_alignment_passes_over_white_space_and_page_numbers() -> None:
    source = "邱會長義\n\n 3 \n\n仁於 106 年"
    clean = "邱會長義仁於 106 年"
    at = Alignment(clean, source).at
    target = "邱會長義3仁於106年"
    assert target[at(4)] == "仁"
    assert target[at(clean.index("1")) : at(len(clean))] == "106年"


def test_each_text_is_sought_after_the_one_before() -> None:
    assert locate(["李司長", "李司長"], "李司長與李司長") == [(0, 3), (4, 7)]
    assert locate(["億元", "億元"], "億元及億元", overlapping=True) == [(0, 2), (3, 5)]


def test_best_overlap_is_paired_first_and_little_overlap_not_at_all() -> None:
    assert pair([(0, 10)], [(0, 4), (0, 9)]) == {0: 1}
    assert pair([(0, 10)], [(9, 30)]) == {}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("邱會長義仁於106年11月22日抵達，25日返國。\n", encoding="utf-8")
    pipeline.extract(tmp_path / "docs", tmp_path / "run")
    return tmp_path


def gold(run: Path, **entries: object) -> Path:
    folder = run / "gold"
    folder.mkdir(exist_ok=True)
    (folder / "a.json").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return folder


def test_hits_misses_and_spurious_finds_are_counted(run: Path) -> None:
    dates = [{"text": "106年11月22日", "value": "2017-11-22"}, {"text": "返國", "value": "2017"}]
    people = [{"name": "邱義仁", "titles": ["會長"], "organizations": [], "mentions": ["邱會長義仁"]}]
    scores = score_run(run / "run", gold(run, dates=dates, people=people), run / "docs")
    date = scores.labels["date_value"]
    assert (date.tp, date.fp, date.fn) == (1, 1, 1)
    assert scores.labels["person_role"].f1 == 1.0
    assert scores.ratios["mention_link"].value == 1.0
    assert {e.kind for e in scores.errors} == {"DATE missed", "DATE spurious"}


def test_optional_entries_count_neither_way(run: Path) -> None:
    dates = [{"text": "106年11月22日", "value": "2017"}, {"text": "25日", "value": "2017", "optional": True}]
    dates[0]["also"] = ["2017-11-22"]
    scores = score_run(run / "run", gold(run, dates=dates), run / "docs")
    assert scores.labels["date_span"].f1 == scores.labels["date_value"].f1 == 1.0


def test_gold_without_a_document_is_named(run: Path) -> None:
    folder = gold(run, dates=[{"text": "返國", "value": "2017"}])
    (folder / "a.json").rename(folder / "b.json")
    (run / "docs" / "b.txt").write_text("返國", encoding="utf-8")
    scores = score_run(run / "run", folder, run / "docs")
    assert scores.missing == ["b"]
    assert scores.labels["date_span"].fn == 1


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the reference scorer is not here")
@pytest.mark.parametrize("folder", [SHARED, ROOT / "corpus" / "gold"], ids=["shared", "corpus"])
def test_agrees_with_the_reference_scorer_to_the_digit(folder: Path, tmp_path: Path) -> None:
    pipeline.extract(folder / "docs", tmp_path / "run")
    command = [
        sys.executable,
        str(SHARED / "score.py"),
        "--docs",
        str(folder / "docs"),
        "--gold",
        str(folder),
    ]
    done = subprocess.run(
        [*command, "--run", str(tmp_path / "run"), "--json"], capture_output=True, text=True, check=True
    )
    theirs = json.loads(done.stdout)
    mine = score_run(tmp_path / "run", folder, folder / "docs", folder / "docs")
    for name, tally in mine.labels.items():
        counts = {key: theirs[name][key] for key in ("tp", "fp", "fn")}
        assert counts == {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn}, name
        assert round(tally.f1, 4) == theirs[name]["f1"]
    for name, ratio in mine.ratios.items():
        assert ratio.of == (theirs[name]["of"] or 0), name
        assert ratio.value is None or round(ratio.value, 4) == theirs[name]["accuracy"]
