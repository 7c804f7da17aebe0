"""Tables without vertical rulings: rows of figures that stand below each other, and the heads above them.

Figures are the safe case: prose never has two lines that end in the same number of figures, one figure
exactly below the other. Tables of words without rulings are left to the layout, as lines with gaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.ingest.pdf.grids import Grid, Region
from pipeline.ingest.pdf.page import Run

_FIGURE = re.compile(
    r"[(（]?[-+－＋−–▲△]?[0-9０-９][0-9０-９,，.．]{0,30}[%％]?[)）]?|[-－–—−…─]{1,4}|[Nn]\.?[Aa]\.?"
)
_FIGURE_END = re.compile(r"[0-9０-９.．,，%％)）\-－–—−…─Aa]")
_LEAST_FIGURES = 2
_LEAST_ROWS = 3
_LEAST_ROWS_UNDER_A_HEAD = 2
_MOST_HEADS = 3
_MOST_LEADING = 3.0
"""Font sizes from one row to the next beyond which a table has ended."""

_SHARE = 0.4
_OVERHANG = 8.0
"""A head stands over a column if they share so much of the narrower one's width; ems it may stick out."""

Words = Callable[[Run], list[Run]]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found in rows ``first:end``: its grid, and the runs in each of its cells."""

    first: int
    end: int
    grid: Grid
    cells: dict[Region, list[Run]]


def find_aligned(rows: Sequence[Sequence[Run]], text: str, words: Words) -> list[Aligned]:
    """The tables of figures among rows of print; ``words`` cuts a run of the page's ``text`` into words.

    A row without runs (where something else stands) parts tables.
    """
    counts = [_figures_at_end(row, text, words) for row in rows]
    found: list[Aligned] = []
    start = 0
    while start < len(rows):
        end = start + 1
        if counts[start] >= _LEAST_FIGURES:
            while end < len(rows) and counts[end] == counts[start] and _follows(rows[end - 1], rows[end]):
                end += 1
            least = found[-1].end if found else 0
            if end - start >= _LEAST_ROWS_UNDER_A_HEAD:
                table = _table(rows, least, start, end, counts[start], words)
                if table is not None:
                    found.append(table)
        start = end
    return found


def _figures_at_end(row: Sequence[Run], text: str, words: Words) -> int:
    """How many figures a row ends in. Words are measured only where the text alone shows enough of them."""
    if not row or not _FIGURE_END.match(text, row[-1].end - 1):
        return 0
    pieces = [piece for run in row for piece in text[run.start : run.end].split()]
    count = _count_figures(pieces)
    if count < _LEAST_FIGURES:
        return count
    return _count_figures([text[word.start : word.end] for run in row for word in words(run)])


def _count_figures(pieces: list[str]) -> int:
    return sum(1 for _ in takewhile(_FIGURE.fullmatch, reversed(pieces)))


def _follows(above: Sequence[Run], row: Sequence[Run]) -> bool:
    return row[0].bottom - above[0].bottom <= _MOST_LEADING * row[0].size


def _table(
    rows: Sequence[Sequence[Run]], least: int, start: int, end: int, figures: int, words: Words
) -> Aligned | None:
    """The table of the rows ``start:end`` with the heads above them, no higher than row ``least``."""
    body = [[word for run in row for word in words(run)] for row in rows[start:end]]
    columns = [[row[i - figures] for row in body] for i in range(figures)]
    spans = [(min(w.x0 for w in column), max(w.x1 for w in column)) for column in columns]
    labels = [word for row in body for word in row[:-figures]]
    if labels:
        spans.insert(0, (min(w.x0 for w in labels), max(w.x1 for w in labels)))
    if len(spans) < 3 or any(left[1] >= right[0] for left, right in pairwise(spans)):
        return None
    xs = [spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1]]
    heads: list[list[tuple[Region, Run]]] = []
    first = start
    while (
        first > least
        and len(heads) < _MOST_HEADS
        and rows[first - 1]
        and _follows(rows[first - 1], rows[first])
    ):
        head = _head(rows[first - 1], xs)
        if head is None:
            break
        heads.insert(0, head)
        first -= 1
    if end - start < (_LEAST_ROWS_UNDER_A_HEAD if heads else _LEAST_ROWS):
        return None
    cells: dict[Region, list[Run]] = {}
    for i, head in enumerate(heads):
        for region, word in head:
            cells.setdefault(Region(i, region.column, 1, region.column_span), []).append(word)
    for i, row in enumerate(body, len(heads)):
        for j, word in enumerate(row, len(xs) - 1 - len(row)):
            cells.setdefault(Region(i, max(j, 0) if j >= len(xs) - 1 - figures else 0, 1, 1), []).append(word)
    ys = [min(w.top for w in rows[i]) for i in range(first, end)] + [max(w.bottom for w in rows[end - 1])]
    regions = tuple(sorted(cells, key=lambda r: (r.row, r.column)))
    return Aligned(first, end, Grid(tuple(xs), tuple(ys), regions), cells)


def _head(row: Sequence[Run], xs: list[float]) -> list[tuple[Region, Run]] | None:
    """The runs of a head row with the columns each stands over; None if the row is no head."""
    placed: list[tuple[Region, Run]] = []
    for word in row:
        overhang = _OVERHANG * word.size
        sides = [xs[0] - overhang, *xs[1:-1], xs[-1] + overhang]
        over = [
            column
            for column, (left, right) in enumerate(pairwise(sides))
            if min(word.x1, right) - max(word.x0, left) > _SHARE * min(word.x1 - word.x0, right - left)
        ]
        if not over or word.x0 < sides[0] or word.x1 > sides[-1]:
            return None
        region = Region(0, over[0], 1, over[-1] - over[0] + 1)
        last = placed[-1][0] if placed else None
        if last is not None and region != last and region.column < last.column + last.column_span:
            return None
        placed.append((region, word))
    columns = {region.column for region, _ in placed}
    return placed if len(columns) >= 2 else None
