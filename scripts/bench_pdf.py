"""The whole way of PDF files, from file to checked rows, beside pypdfium2's text extraction alone.

usage: python scripts/bench_pdf.py [--runs N] [FILE ...]

Without files: the sample reports in PDF. Each stage is timed on its own, in processor time, all of them and
the extraction alone in turns. How many times the extraction the whole way takes depends on the files:
PDFium is slow to load a page whose fonts are not embedded, and quick on a file from a word processor.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pypdfium2
from robustness_variants import convert, has_office, make_docx

from pipeline.corpus.engine import settle
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.records import make_rows
from pipeline.report import Report

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpus" / "gold"
ALONE = "text extraction alone"
T = TypeVar("T")


@dataclass(frozen=True)
class PdfSpeed:
    """Medians over the runs: milliseconds by stage and the ratio, over all files and per file."""

    files: int
    characters: int
    stages: dict[str, float]
    alone: float
    ratio: float
    by_file: dict[str, float]


def extract_alone(path: Path) -> None:
    """What is compared with: the text of every page."""
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()


def time_stages(path: Path) -> dict[str, float]:
    """Milliseconds of each stage for one file, the extraction alone first."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        spent[name] = spent.get(name, 0.0) + 1000 * (time.process_time() - began)
        return result

    timed(ALONE, lambda: extract_alone(path))
    source = timed("read_source", lambda: read_source(path))
    report = Report(timed("lay_out", lambda: lay_out(source)))
    timed("dates and profile", lambda: (report.profile, report.date_resolution))
    timed("organizations", lambda: report.organization_resolution)
    timed("people", lambda: report.person_resolution)
    timed("trade figures", lambda: report.figure_resolution)
    timed("rows", lambda: make_rows(report))
    return spent


def measure_pdfs(paths: list[Path], runs: int) -> PdfSpeed:
    """Time all files ``runs`` times, after one time that is not counted."""
    for path in paths:
        time_stages(path)
    settle()  # As a worker does after its first document.
    rounds = [[time_stages(path) for path in paths] for _ in range(runs)]
    names = list(rounds[0][0])
    stages = {
        name: statistics.median(sum(spent[name] for spent in files) for files in rounds) for name in names
    }
    alone = stages.pop(ALONE)
    ratios = [_ratio(files) for files in rounds]
    by_file = {
        path.name: statistics.median(_ratio([files[i]]) for files in rounds) for i, path in enumerate(paths)
    }
    characters = sum(len(lay_out(read_source(path)).text) for path in paths)
    return PdfSpeed(len(paths), characters, stages, alone, statistics.median(ratios), by_file)


def _ratio(files: list[dict[str, float]]) -> float:
    whole = sum(spent[name] for spent in files for name in spent if name != ALONE)
    return whole / sum(spent[ALONE] for spent in files)


def make_variants(folder: Path) -> list[Path]:
    """The sample reports as LibreOffice prints them to PDF; none where it is not installed."""
    if not has_office():
        return []
    made = folder / "docx"
    made.mkdir()
    for gold in sorted(GOLD.glob("*.json")):
        text = (GOLD / "docs" / json.loads(gold.read_text(encoding="utf-8"))["document"]).read_text("utf-8")
        make_docx(text.splitlines(), random.Random(1), made / f"{gold.stem}.docx")
    printed = folder / "pdf"
    printed.mkdir()
    convert(sorted(made.glob("*.docx")), "pdf", printed)
    return sorted(printed.glob("*.pdf"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    paths = options.files or sorted((ROOT / "corpus" / "reports").glob("*.pdf"))
    speed = measure_pdfs(paths, options.runs)
    sys.stdout.write(f"{ALONE:22} {speed.alone:8.1f} ms\n")
    for name, taken in speed.stages.items():
        sys.stdout.write(f"{name:22} {taken:8.1f} ms\n")
    sys.stdout.write(f"ratio {speed.ratio:.2f}; by file:\n")
    for name, ratio in speed.by_file.items():
        sys.stdout.write(f"  {name} {ratio:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
