"""The order in which a person reads what stands on a page: rows from the top, columns one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

_GUTTER = 0.8
_LEAST_ROWS = 3
_LEAST_FILL = 0.55
_LEAST_EMS = 7.0
"""A column of prose: at least so many lines, filled to such a share, so many characters wide."""

_MAX_ITEMS = 300
_MAX_DEPTH = 4


class Placed(Protocol):
    """Something with a place on the page, in points from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float


P = TypeVar("P", bound=Placed)


def into_rows(items: Sequence[P], depth: int = 0) -> list[list[P]]:
    """The items as rows, each from left to right; rows of a left column before those of a right one."""
    rows = group_rows(items)
    if not rows or not _side_by_side(rows) or len(items) > _MAX_ITEMS or depth > _MAX_DEPTH:
        return rows
    gutter = _gutter(items)
    if gutter is None:
        return rows
    ordered: list[list[P]] = []
    for band in _bands(items, gutter):
        left = [i for i in band if (i.x0 + i.x1) / 2 < gutter]
        right = [i for i in band if (i.x0 + i.x1) / 2 >= gutter]
        if _is_prose(left) and _is_prose(right):
            ordered += into_rows(left, depth + 1) + into_rows(right, depth + 1)
        else:
            ordered += group_rows(band)
    return ordered


def group_rows(items: Sequence[P]) -> list[list[P]]:
    """Items whose heights overlap by half stand in one row."""
    rows: list[list[P]] = []
    for item in sorted(items, key=lambda i: i.top + i.bottom):
        if rows:
            last = rows[-1][0]
            overlap = min(last.bottom, item.bottom) - max(last.top, item.top)
            if 2 * overlap > min(last.bottom - last.top, item.bottom - item.top):
                rows[-1].append(item)
                continue
        rows.append([item])
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda i: i.x0)
    return rows


def _side_by_side(rows: Sequence[Sequence[Placed]]) -> bool:
    """Whether anything stands beside another thing, if only half a line higher or lower."""
    return any(
        len(row) > 1
        or (
            min(row[0].bottom, following[0].bottom) - max(row[0].top, following[0].top) > 0.2 * row[0].size
            and (row[0].x1 <= following[0].x0 or following[0].x1 <= row[0].x0)
        )
        for row, following in pairwise([*rows, rows[-1]])
    )


@dataclass(frozen=True, slots=True)
class _Edge:
    x: float
    opens: int


def _gutter(items: Sequence[P]) -> float | None:
    """The x that lies in most gaps between neighbours of a row; None if too few gaps share one."""
    edges: list[_Edge] = []
    for item in items:
        right = [
            o.x0
            for o in items
            if o.x0 >= item.x1 and min(o.bottom, item.bottom) - max(o.top, item.top) > 0.3 * item.size
        ]
        if right and min(right) - item.x1 >= _GUTTER * item.size:
            edges += [_Edge(item.x1, 1), _Edge(min(right), -1)]
    edges.sort(key=lambda e: (e.x, -e.opens))
    open_now, most, best = 0, 0, None
    for edge, following in pairwise(edges):
        open_now += edge.opens
        if open_now > most:
            most, best = open_now, (edge.x + following.x) / 2
    return best if most >= _LEAST_ROWS else None


def _bands(items: Sequence[P], gutter: float) -> list[list[P]]:
    """The items in stretches from the top down, each item that crosses the gutter alone with its like."""
    bands: list[list[P]] = []
    was_crossing = None
    for item in sorted(items, key=lambda i: i.top + i.bottom):
        crossing = item.x0 < gutter - 1 and item.x1 > gutter + 1
        if crossing is not was_crossing:
            bands.append([])
        bands[-1].append(item)
        was_crossing = crossing
    return bands


def _is_prose(items: Sequence[P]) -> bool:
    """Whether a column is running text and not a column of short entries."""
    rows = group_rows(items)
    if len(rows) < _LEAST_ROWS:
        return False
    width = max(i.x1 for i in items) - min(i.x0 for i in items)
    filled = median(sum(i.x1 - i.x0 for i in row) for row in rows)
    return filled >= _LEAST_FILL * width and filled >= _LEAST_EMS * median(i.size for i in items)
