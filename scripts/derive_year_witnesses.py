"""Derive what the years in a text tell of the year it speaks from, out of texts that state that year.

usage: derive_year_witnesses.py DATA_DIR   (the folder with ``text/``)

Writes year_witnesses.csv: for each form of a year, what it is told as, and the words for years beside it,
how often it stands so many years off. A passage counts where 本(101)年, 去(100)年 and the like name one year
throughout; the bracket is taken out before its dates are read, so that nothing tells but the rest. A
witness that a passage repeats counts once.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sample_paragraphs import lines

from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document
from pipeline.profile.reference import STATED_YEAR, stated_year, told_of_this_year, voted_year
from pipeline.profile.witnesses import EARLIEST, LATEST, Witness, bounded, find_witnesses

OUTPUT = Path(__file__).resolve().parent.parent / "pipeline" / "lexicons" / "year_witnesses.csv"
SOURCES = ("gazette_committees.txt.xz", "gazette_plenary.txt.xz", "executive_yuan_reports.txt")
PASSAGE = 1800
"""Characters of a passage: about as much as a short report, in which one speaker seldom gives way to many."""
MOST_LINES = 80


def passages(text: list[str]) -> Iterator[str]:
    """The lines around each one that states its year; no line stands in two passages."""
    used = -1
    for index, line in enumerate(text):
        if index <= used or not STATED_YEAR.search(line):
            continue
        first = last = index
        size = len(line)
        while size < PASSAGE and last - first < MOST_LINES and last + 1 < len(text):
            last += 1
            size += len(text[last])
            if first - 1 > used:
                first -= 1
                size += len(text[first])
        used = last
        yield "\n".join(text[first : last + 1])


def witnesses(passage: str) -> Iterator[tuple[int, Witness]]:
    """How many years off each witness of a passage stands; none where no one year is stated."""
    stated = {stated_year(match.group()) for match in STATED_YEAR.finditer(passage)}
    (spoken,) = stated if len(stated) == 1 else (None,)
    if spoken is None:
        return
    document = Document.from_text(STATED_YEAR.sub(lambda match: f"{match['word']}年", passage))
    dates = resolve_dates(find_dates(document), document).dates
    for year, witness in set(
        find_witnesses(
            document.text, dates, voted_year(document.text, dates), told_of_this_year(document.text, dates)
        )
    ):
        yield bounded(year - spoken), witness


def main() -> None:
    """Count and write."""
    folder = Path(sys.argv[1]) / "text"
    counts: Counter[tuple[Witness, int]] = Counter()
    for source in SOURCES:
        for passage in passages(list(lines(folder / source))):
            counts.update((witness, offset) for offset, witness in witnesses(passage))
    offsets = range(EARLIEST, LATEST + 1)
    with OUTPUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["kind", "told", "words", *offsets, "source"])
        for witness in sorted({witness for witness, _ in counts}):
            writer.writerow([*witness, *(counts[witness, offset] for offset in offsets), "counts:gazette"])


if __name__ == "__main__":
    main()
