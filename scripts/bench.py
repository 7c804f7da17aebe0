"""Measure the speed of every stage on one text, single process, medians of several runs.

usage: bench.py [--runs N] [FILE ...]

Without files it reads the sample reports. Each stage is timed on its own, with what comes before it
already worked out. For PDF files the whole way is also compared with pypdfium2's text extraction alone.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from pipeline.corpus import discover
from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.organizations import find_organizations, resolve_organizations
from pipeline.people import find_people, resolve_people
from pipeline.records import make_rows
from pipeline.report import read_report
from pipeline.trade import find_figures, resolve_figures

REPORTS = Path(__file__).parent.parent / "corpus" / "reports"


def seconds(work: Callable[[], object], runs: int) -> float:
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def stages(documents: list[Document]) -> dict[str, Callable[[], object]]:
    """One call per stage over all documents, each with its input ready."""
    dates = [find_dates(d) for d in documents]
    resolved = [resolve_dates(m, d) for m, d in zip(dates, documents, strict=True)]
    organizations = [find_organizations(d) for d in documents]
    known = [resolve_organizations(m, d) for m, d in zip(organizations, documents, strict=True)]
    people = [find_people(d, organizations=o.mentions) for d, o in zip(documents, known, strict=True)]
    figures = [find_figures(d) for d in documents]
    return {
        "lay_out": lambda: [lay_out(d.source) for d in documents],
        "find_dates": lambda: [find_dates(d) for d in documents],
        "resolve_dates": lambda: [resolve_dates(m, d) for m, d in zip(dates, documents, strict=True)],
        "find_organizations": lambda: [find_organizations(d) for d in documents],
        "resolve_organizations": lambda: [
            resolve_organizations(m, d) for m, d in zip(organizations, documents, strict=True)
        ],
        "find_people": lambda: [
            find_people(d, organizations=o.mentions) for d, o in zip(documents, known, strict=True)
        ],
        "resolve_people": lambda: [
            resolve_people(m, d, o) for m, d, o in zip(people, documents, known, strict=True)
        ],
        "find_figures": lambda: [find_figures(d) for d in documents],
        "resolve_figures": lambda: [
            resolve_figures(m, d, dates=r.dates) for m, d, r in zip(figures, documents, resolved, strict=True)
        ],
    }


def pdf_text(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, help="reports to read (default: the samples)")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each stage (default 5)")
    options = parser.parse_args()
    paths = options.files or discover(REPORTS)
    documents = [lay_out(read_source(path)) for path in paths]
    characters = sum(len(d.text) for d in documents)
    print(f"{len(documents)} documents, {characters:,} characters, median of {options.runs} runs\n")
    for name, work in stages(documents).items():
        taken = seconds(work, options.runs)
        print(f"{name:22} {taken * 1000:9.1f} ms {characters / taken:13,.0f} characters/s")
    whole = seconds(lambda: [make_rows(read_report(path)) for path in paths], options.runs)
    print(f"{'file to rows':22} {whole * 1000:9.1f} ms {characters / whole:13,.0f} characters/s")
    if pdfs := [path for path in paths if path.suffix == ".pdf"]:
        alone = seconds(lambda: [pdf_text(path) for path in pdfs], options.runs)
        ours = seconds(lambda: [make_rows(read_report(path)) for path in pdfs], options.runs)
        print(f"\nPDF to rows {ours * 1000:.1f} ms, text extraction alone {alone * 1000:.1f} ms,")
        print(f"ratio {ours / alone:.1f}")


if __name__ == "__main__":
    main()
