"""Measure the bars of speed and memory, and write them to docs/performance.md.

usage: python scripts/bench.py [--runs N] [--documents N ...] [--page FILE]

The bars: the whole way of a PDF beside its text extraction alone; import and first document; two workers
beside one; memory of parent and workers as the number of documents grows; the recogniser beside monpa.
What is compared is measured in turns in one run, and the median counts. Times are processor times, but
for whole runs. Without ``--page`` the page is printed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import bench_recogniser
from bench_page import Measured, page
from bench_pdf import make_variants, measure_pdfs
from bench_runs import measure_scaling, sizes
from make_many import make_many

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "corpus" / "reports"
SCALING_DOCUMENTS = 2_000
"""Enough that the start of a run, which is the same for one and two workers, tells little."""

FIRST = """
import sys, time
import pipeline
imported = time.process_time()
from pipeline.records import make_rows
make_rows(pipeline.read_report(sys.argv[1]))
print(imported - float(sys.argv[2]), time.process_time() - float(sys.argv[2]))
"""


def first_document(runs: int) -> list[tuple[float, float]]:
    """Processor seconds of ``import pipeline``, and up to the rows of the first document, per new process.

    The interpreter's own start is taken off. The byte code lies ready, as after any first use.
    """
    report = str(REPORTS / "disaster_japan_1999.txt")
    with tempfile.TemporaryDirectory() as cache:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache

        def processor(code: str, *arguments: str) -> list[float]:
            command = [sys.executable, "-c", code, *arguments]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            return [float(word) for word in done.stdout.split()]

        times = []
        for _ in range(runs + 1):
            (start,) = processor("import sys, time; print(time.process_time())")
            imported, first = processor(FIRST, report, str(start))
            times.append((max(imported, 0.0), first))
    return times[1:]


def measure(runs: int, documents: list[int]) -> Measured:
    """All figures of the page."""
    say = sys.stderr.write
    say("PDF files …\n")
    samples = measure_pdfs(sorted(REPORTS.glob("*.pdf")), runs)
    with tempfile.TemporaryDirectory() as folder:
        variants = make_variants(Path(folder))
        office = measure_pdfs(variants, runs) if variants else None
    say("first document …\n")
    firsts = first_document(runs)
    say("two workers …\n")
    with tempfile.TemporaryDirectory() as folder:
        make_many(Path(folder) / "reports", range(SCALING_DOCUMENTS))
        scaling = measure_scaling(Path(folder) / "reports", 3)
    say("many documents …\n")
    many = sizes(documents, os.cpu_count() or 1)
    say("recogniser …\n")
    speeds, absent = bench_recogniser.speeds(3)
    return Measured(samples, office, firsts, scaling, many, speeds, absent)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="timed runs of each (default 9)")
    parser.add_argument(
        "--documents", type=int, nargs="+", default=[100, 1000], help="sizes of the long runs"
    )
    parser.add_argument("--page", type=Path, help="where to write the page (docs/performance.md)")
    options = parser.parse_args()
    text = page(measure(options.runs, options.documents))
    sys.stdout.write(text)
    if options.page:
        options.page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
