"""The page of figures says which bars are met, and says so when something was not measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench_page import Measured, page
from bench_pdf import PdfSpeed
from bench_runs import Run, Scaling, run
from make_many import make_many

PDF = PdfSpeed(1, 1000, {"read_source": 15.0, "rows": 5.0}, 10.0, 2.0, {"a.pdf": 2.0})
SLOW = PdfSpeed(1, 1000, {"read_source": 35.0, "rows": 5.0}, 10.0, 4.0, {"b.pdf": 4.0})


def one(documents: int, workers: int, seconds: float, parent: float) -> Run:
    return Run(documents, workers, seconds, seconds, 1.0, seconds - 1.0, parent, 170.0)


def lines(measured: Measured) -> dict[str, str]:
    rows = [line.strip("|").split("|") for line in page(measured).splitlines() if line.startswith("| ")]
    return {row[0].strip(): row[-1].strip() for row in rows}


def test_bars_that_are_met_and_not_met() -> None:
    scaling = Scaling([(one(10, 1, 20.0, 100.0), one(10, 2, 10.0, 100.0))])
    many = [one(100, 2, 10.0, 100.0), one(1000, 2, 100.0, 130.0)]
    shown = lines(Measured(PDF, SLOW, [(0.1, 2.0)], scaling, many, {"recogniser": 900.0, "monpa": 50.0}, {}))
    assert shown["PDF to tables beside text extraction alone (1 samples)"] == "met"
    assert shown["PDF to tables beside text extraction alone (1 printed by LibreOffice)"] == "**not met**"
    assert shown["`import pipeline`"] == "met"
    assert shown["to the first document"] == "**not met**"
    assert shown["two workers beside one"] == "met"
    assert shown["peak memory of the parent, 100 to 1,000 documents"] == "**not met**"
    assert shown["recogniser beside monpa"] == "met"


def test_what_is_absent_is_named() -> None:
    scaling = Scaling([(one(10, 1, 20.0, 100.0), one(10, 2, 15.0, 100.0))])
    measured = Measured(
        PDF, None, [(0.1, 1.0)], scaling, [one(100, 2, 10.0, 100.0)], {}, {"monpa": "No module named 'monpa'"}
    )
    assert lines(measured)["recogniser beside monpa"] == "not measured"
    assert lines(measured)["two workers beside one"] == "**not met**"
    assert "monpa is not there (No module named 'monpa')" in page(measured)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_run_is_watched(tmp_path: Path) -> None:
    make_many(tmp_path / "reports", [0, 1])
    watched = run(tmp_path / "reports", 1)
    assert watched.documents == 2
    assert watched.seconds > 0
    # Python with the lexicons takes some 100 MiB; both processes were seen at work.
    assert 20 < watched.parent < 2000
    assert 20 < watched.worker < 2000
    assert watched.busiest > 0


def test_a_run_that_fails_is_no_figure(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    with pytest.raises(RuntimeError, match="ended with status"):
        run(tmp_path / "reports", 1)
