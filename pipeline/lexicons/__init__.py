"""The lexicons: CSV files beside this module, each with a header and a ``source`` column.

This is the one place that reads them. Each file is sorted by its first column, has no duplicates in
its key columns and no blank cells in them; ``tests/lexicons`` holds that for every file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from operator import itemgetter


@cache
def load_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``lexicons/<name>.csv``, each by column name. FileNotFoundError names a missing file."""
    header, rows = _read(name)
    # As csv.DictReader, in a third of the time: some ten thousand rows are read before the first document.
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


def load_pairs(name: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    """Two columns of ``lexicons/<name>.csv``, of which nothing is kept: for the longest lexicon."""
    header, rows = _read(name)
    return map(itemgetter(header.index(key), header.index(value)), rows)


def _read(name: str) -> tuple[list[str], Iterator[list[str]]]:
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text, newline=""))
    return next(rows), rows
