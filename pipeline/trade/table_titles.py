"""Whose trade the title of a table tells: 「表1　臺立雙邊貿易統計」, as its caption or as its first row."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.trade.cues import Cue
from pipeline.trade.dealings import MUTUAL
from pipeline.trade.grids import TITLE, Grid
from pipeline.trade.short_names import short_cues


def titles(grid: Grid) -> list[tuple[int, int]]:
    """The spans of a title that stands in the first row of the table."""
    return [
        (c.start, c.end) for c in grid.table.cells if c.row == 0 and TITLE.match(grid.text, c.start, c.end)
    ]


def short_pairs(grid: Grid, folded: str) -> Iterator[Cue]:
    """「臺立雙邊貿易」 in a title or the caption, where the text has named 立陶宛."""
    for start, end in (*titles(grid), grid.caption):
        yield from (c for c in short_cues(folded, start, end) if c.kind == "pair")


def is_mutual(grid: Grid, folded: str) -> bool:
    """Whether the title calls the trade mutual, so that its other side is the country of the trip."""
    return any(MUTUAL.search(folded, start, end) for start, end in (*titles(grid), grid.caption))
