"""Characters per second of find_dates and resolve_dates, beside dateparser, JioNLP and Recognizers-Text.

usage: python scripts/bench_dates.py [TEXT_FILE] [--sample N] [--report YYYY-MM]

Without a file it reads the sample reports. Single process, the same text (its first N characters, default
30,000), the same run, processor time, best of five for ours. "long" is the text as one document, "short"
each paragraph as a document of its own. The others see it paragraph by paragraph; one that is not installed
(dependency group ``bench``) is named as such.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline.corpus import discover
from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document, Reference
from pipeline.ingest import read_source
from pipeline.layout import lay_out

Extract = Callable[[str], object]
REPORTS = Path(__file__).parent.parent / "corpus" / "reports"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path, nargs="?")
    parser.add_argument("--sample", type=int, default=30_000)
    parser.add_argument("--report", default="2009-12")
    arguments = parser.parse_args()
    text = arguments.text.read_text(encoding="utf-8") if arguments.text else sample_reports()
    text = text[: arguments.sample]
    reference = Reference(arguments.report, "given")
    sys.stdout.write(
        f"first use of find_dates {seconds(lambda: find_dates(Document.from_text(text))):.3f} s\n"
    )
    ours = {}
    paragraphs = [line for line in text.splitlines() if line.strip()]
    for size, parts in (("long", [text]), ("short", paragraphs)):
        find, resolve = our_seconds([Document.from_text(part) for part in parts], reference)
        ours[f"find_dates, {size}"] = sum(map(len, parts)) / find
        ours[f"resolve_dates, {size}"] = sum(map(len, parts)) / resolve
    others = speeds_of_others(text)
    fastest = max(others.values(), default=None)
    for name, speed in (ours | others).items():
        times = f"{speed / fastest:8.1f} times the fastest other" if fastest else ""
        sys.stdout.write(f"{name:22} {speed:14,.0f} characters/s {times}\n")
    return 0


def our_seconds(documents: list[Document], reference: Reference) -> tuple[float, float]:
    """The seconds that finding and resolving take for all documents."""
    found = [find_dates(document) for document in documents]
    pairs = list(zip(found, documents, strict=True))
    return (
        best(lambda: [find_dates(document) for document in documents]),
        best(lambda: [resolve_dates(m, document, reference=reference) for m, document in pairs]),
    )


def sample_reports() -> str:
    """The clean text of all sample reports."""
    return "\n".join(lay_out(read_source(path)).text for path in discover(REPORTS))


def speeds_of_others(text: str) -> dict[str, float]:
    """Characters per second of the other tools, paragraph by paragraph, after one run that is not counted."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    speeds = {}
    for name, make in (("dateparser", dateparser), ("jionlp", jionlp), ("recognizers-text", recognizers)):
        try:
            extract = make()
        except ImportError as error:
            sys.stdout.write(f"{name:22} not installed ({error})\n")
            continue
        extract(paragraphs[0])
        speeds[name] = len(text) / seconds(partial(use_on_all, extract, paragraphs))
    return speeds


def use_on_all(extract: Extract, paragraphs: list[str]) -> None:
    for line in paragraphs:
        extract(line)


def dateparser() -> Extract:
    """The search of dateparser in Traditional Chinese."""
    search = importlib.import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=["zh-Hant"])


def jionlp() -> Extract:
    """JioNLP's time extraction."""
    extract = importlib.import_module("jionlp").ner.extract_time
    return lambda text: extract(text, time_base={"year": 2009})


def recognizers() -> Extract:
    """Recognizers-Text for dates and times in Chinese."""
    recognize = importlib.import_module("recognizers_date_time").recognize_datetime
    culture = importlib.import_module("recognizers_text").Culture.Chinese
    return lambda text: recognize(text, culture)


def best(work: Callable[[], object]) -> float:
    """The least of five times in seconds, after one run that is not counted."""
    work()
    return min(seconds(work) for _ in range(5))


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
