"""The lexicons: CSV files beside this module, each with a header and a ``source`` column.

This is the one place that reads them. Each file is sorted by its first column, has no duplicates in
its key columns and no blank cells in them; ``tests/lexicons`` holds that for every file.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def load_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``lexicons/<name>.csv``, each by column name. FileNotFoundError names a missing file."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    # As csv.DictReader, in a third of the time: a hundred thousand rows are read before the first document.
    return tuple(dict(zip(header, row, strict=True)) for row in rows)
