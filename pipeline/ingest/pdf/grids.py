"""Ruled tables: rulings that cross form a grid; its squares, joined where no line parts them, are cells."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.immutable import immutable
from pipeline.ingest.pdf.rulings import Ruling

_NEAR = 3.0
"""Points within which two rulings are at the same place, or touch."""

_SHORTEST = 6.0
_MAX_CROSSINGS = 400_000
_MAX_SQUARES = 20_000


@immutable
class Region:
    """A cell's grid squares: 0-based first row and column, and how many of each."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled grid: the places of its vertical and horizontal lines, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside the grid."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def square(self, x: float, y: float) -> tuple[int, int]:
        """The row and column of the square that holds a point inside the grid."""
        row = min(max(bisect.bisect(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect.bisect(self.xs, x) - 1, 0), len(self.xs) - 2)


def find_grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """The grids of two or more columns that the rulings form, outermost only, from the top down."""
    across = _merge(r for r in rulings if r.is_horizontal)
    down = _merge(r for r in rulings if not r.is_horizontal)
    if len(across) < 2 or not down or len(across) * len(down) > _MAX_CROSSINGS:
        return []
    grids = [grid for group in _connected(across, down) if (grid := _grid(*group)) is not None]
    grids.sort(key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]), reverse=True)
    outer: list[Grid] = []
    for grid in grids:
        x, y = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        if not any(o.holds(x, y) for o in outer):
            outer.append(grid)
    return sorted(outer, key=lambda g: (g.ys[0], g.xs[0]))


def _merge(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings at the same place that touch or overlap as one; short ones that stay alone are dropped."""
    lines: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: r.at):
        if lines and ruling.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(ruling)
        else:
            lines.append([ruling])
    merged: list[Ruling] = []
    for line in lines:
        at = sum(r.at for r in line) / len(line)
        start, end = None, 0.0
        for ruling in sorted(line, key=lambda r: r.start):
            if start is None:
                start, end = ruling.start, ruling.end
            elif ruling.start <= end + _NEAR:
                end = max(end, ruling.end)
            else:
                merged.append(Ruling(ruling.is_horizontal, at, start, end))
                start, end = ruling.start, ruling.end
        if start is not None:
            merged.append(Ruling(line[0].is_horizontal, at, start, end))
    return [r for r in merged if r.end - r.start >= _SHORTEST]


def _connected(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of rulings that cross or touch, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(down):
        for i, h in enumerate(across):
            if h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down):
        groups[root(len(across) + j)][1].append(v)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    down = [*down, *_open_sides(across, down)]
    xs, ys = _places(down), _places(across)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_SQUARES:
        return None
    regions = _regions(xs, ys, across, down)
    if len({r.column for r in regions}) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(regions))


def _open_sides(across: list[Ruling], down: list[Ruling]) -> list[Ruling]:
    """The left and right sides that many tables leave undrawn, where the horizontal lines agree on them."""
    left, right = min(h.start for h in across), max(h.end for h in across)
    full = [h.at for h in across if h.start - left <= 2 * _NEAR and right - h.end <= 2 * _NEAR]
    if len(full) < 2:
        return []
    return [
        Ruling(False, x, min(full), max(full))
        for x in (left, right)
        if not any(abs(v.at - x) <= 2 * _NEAR for v in down)
    ]


def _places(rulings: list[Ruling]) -> list[float]:
    places: list[float] = []
    for at in sorted(r.at for r in rulings):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _regions(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[Region]:
    """The cells: squares joined where no line parts them, without those that are open to the outside."""
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = _walls(xs, ys, down)
    floors = _walls(ys, xs, across)
    seen = [[False] * columns for _ in range(rows)]
    regions: list[Region] = []
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            squares, is_open = _flood(row, column, rows, columns, walls, floors, seen)
            if not is_open:
                regions.extend(_rectangles(squares))
    return sorted(regions, key=lambda r: (r.row, r.column))


def _walls(places: list[float], others: list[float], rulings: list[Ruling]) -> set[tuple[int, int]]:
    """Which stretches of the grid's lines are drawn: (index of the line, index of the stretch along it)."""
    drawn: set[tuple[int, int]] = set()
    for ruling in rulings:
        line = min(range(len(places)), key=lambda i: abs(places[i] - ruling.at))
        for stretch in range(len(others) - 1):
            if ruling.start <= _part(others, stretch, 0.3) and ruling.end >= _part(others, stretch, 0.7):
                drawn.add((line, stretch))
    return drawn


def _part(places: list[float], stretch: int, share: float) -> float:
    return places[stretch] + share * (places[stretch + 1] - places[stretch])


def _flood(
    row: int,
    column: int,
    rows: int,
    columns: int,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    seen: list[list[bool]],
) -> tuple[list[tuple[int, int]], bool]:
    """The squares reached from one without crossing a line, and whether the outside is reached too."""
    squares, waiting, is_open = [], [(row, column)], False
    seen[row][column] = True
    while waiting:
        r, c = waiting.pop()
        squares.append((r, c))
        steps = (
            (r, c - 1, (c, r) in walls),
            (r, c + 1, (c + 1, r) in walls),
            (r - 1, c, (r, c) in floors),
            (r + 1, c, (r + 1, c) in floors),
        )
        for next_row, next_column, is_parted in steps:
            if is_parted:
                continue
            if not (0 <= next_row < rows and 0 <= next_column < columns):
                is_open = True
            elif not seen[next_row][next_column]:
                seen[next_row][next_column] = True
                waiting.append((next_row, next_column))
    return squares, is_open


def _rectangles(squares: list[tuple[int, int]]) -> list[Region]:
    """Squares as one cell, or row by row if they form no rectangle (a line is missing somewhere)."""
    rows = sorted({r for r, _ in squares})
    columns = sorted({c for _, c in squares})
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    if len(squares) == height * width:
        return [Region(rows[0], columns[0], height, width)]
    found: list[Region] = []
    for row in rows:
        for column in sorted(c for r, c in squares if r == row):
            last = found[-1] if found else None
            if last is not None and last.row == row and last.column + last.column_span == column:
                found[-1] = Region(row, last.column, 1, last.column_span + 1)
            else:
                found.append(Region(row, column, 1, 1))
    return found
