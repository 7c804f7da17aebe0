"""Characters per second of find_dates and resolve_dates, beside dateparser, JioNLP and Recognizers-Text.

usage: python scripts/bench_dates.py TEXT_FILE [--sample N] [--report YYYY-MM]

Single process, the same text, the same run, best of three for ours. The others see the first N characters
(default 20,000) paragraph by paragraph, for they are slow; one that is not installed (dependency group
``bench``) is named as such.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document, Reference

Extract = Callable[[str], object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--sample", type=int, default=20_000)
    parser.add_argument("--report", default="2009-12")
    arguments = parser.parse_args()
    text = arguments.text.read_text(encoding="utf-8")
    document = Document.from_text(text)
    reference = Reference(arguments.report, "given")
    mentions = find_dates(document)
    speeds = {
        "find_dates": len(text) / best(lambda: find_dates(document)),
        "resolve_dates": len(text) / best(lambda: resolve_dates(mentions, document, reference=reference)),
    }
    sample = text[: arguments.sample]
    paragraphs = [line for line in sample.splitlines() if line.strip()]
    for name, make in (("dateparser", dateparser), ("jionlp", jionlp), ("recognizers-text", recognizers)):
        try:
            extract = make()
        except ImportError as error:
            sys.stdout.write(f"{name:18} not installed ({error})\n")
            continue
        speeds[name] = len(sample) / seconds(lambda extract=extract: [extract(line) for line in paragraphs])
    fastest = max((speed for name, speed in speeds.items() if not name.endswith("_dates")), default=None)
    for name, speed in speeds.items():
        times = f"{speed / fastest:8.1f} times the fastest other" if fastest else ""
        sys.stdout.write(f"{name:18} {speed:14,.0f} characters/s {times}\n")
    return 0


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
    """The least of three times in seconds, after one run that is not counted."""
    work()
    return min(seconds(work) for _ in range(3))


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
