"""Whose trade the title of a table tells: 「表1　臺立雙邊貿易統計」, as its caption or as its first row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.countries import country_names
from pipeline.trade.cues import Cue
from pipeline.trade.dealings import MUTUAL
from pipeline.trade.grids import TITLE, Grid
from pipeline.trade.short_names import short_cues

_DIRECTED = re.compile(r"[對自輸銷往](?P<to>[\u4e00-\u9fff])(?=[出進主輸貿投農工產外總累]|之|的)")


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


def directed(grid: Grid, folded: str) -> str | None:
    """The country to which the title directs a trade: 「我國對日主要農產品出口值」."""
    abbreviated = country_names("abbreviation")
    for start, end in (*titles(grid), grid.caption):
        for match in _DIRECTED.finditer(folded, start, end):
            code = abbreviated.get(match.group("to"))
            if code is not None and code != "TWN":
                return code
    return None
