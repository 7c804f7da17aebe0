"""Tables: those the format knows, and those that plain text draws with tabs, blanks or lines.

A grid here is rows of cells, each cell a list of stretches of the source text (a cell may be wrapped over
several lines). A text table is believed only when several neighbouring lines agree about their columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Source, Table
from pipeline.layout.labels import starts_with_label
from pipeline.layout.rows import Row, columns

_RULES = "│┃║|｜"
_DRAWING = re.compile(r"[\s─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╭╮╯╰┏┳┓┣╋┫┗┻┛│┃║|｜+＋=\-－—_]+")
_GAP = re.compile(r"\t[ \t\u3000]*|[ \u3000][ \u3000]+\t?")
_LEAST_ROWS = 3
_LONGEST_CELL = 60
_OFF = 3.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: grid position, spans, and the stretches of source text it holds (empty for an empty cell)."""

    row: int
    column: int
    pieces: tuple[tuple[int, int], ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in reading order; ``start`` is where it stands in the source."""

    start: int
    end: int
    cells: tuple[GridCell, ...]


def source_grids(source: Source) -> list[Grid]:
    """The tables that the format knows, their cell texts cut into lines."""
    return [_grid_of(source, table) for table in sorted(source.tables, key=lambda t: t.start)]


def _grid_of(source: Source, table: Table) -> Grid:
    text = source.text
    cells = []
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        pieces = []
        position = cell.start
        for part in text[cell.start : cell.end].split("\n"):
            inner = part.strip()
            if inner:
                start = position + part.index(inner[0])
                pieces.append((start, start + len(inner)))
            position += len(part) + 1
        cells.append(GridCell(cell.row, cell.column, tuple(pieces), cell.row_span, cell.column_span))
    return Grid(table.start, table.end, tuple(cells))


def text_grids(rows: Sequence[Row], taken: set[int]) -> list[tuple[int, int, Grid]]:
    """Tables drawn in plain text: ``(first row, one past the last, grid)``; not of rows in ``taken``."""
    found: list[tuple[int, int, Grid]] = []
    split = [None if i in taken or row.whole else _cells(row) for i, row in enumerate(rows)]
    i = 0
    while i < len(rows):
        if split[i] is None:
            i += 1
            continue
        j = i
        while j < len(rows) and split[j] is not None and (j == i or not _breaks(rows[j])):
            j += 1
        run = [cells for cells in split[i:j] if cells is not None]
        if _is_table(run):
            found.append((i, j, _text_grid(rows[i].start, rows[j - 1].end, run)))
        i = j
    return found


def _breaks(row: Row) -> bool:
    return row.gap > 1


def _cells(row: Row) -> list[tuple[int, int, float]] | None:
    """``(start, end, left edge)`` of each cell of a row, [] for a ruled line; None if it is no table row."""
    text = row.text
    if text[0] in "┌├└╔╠╚┏┣┗+─━═" and _DRAWING.fullmatch(text):
        return []
    if text[0] in _RULES and text[-1] in _RULES and len(text) > 2:
        return _ruled(row)
    if "  " not in text and "\u3000\u3000" not in text and "\t" not in text and " \u3000" not in text:
        return None
    if starts_with_label(text) or _is_spaced_heading(row):
        return None
    cells, position = [], 0
    for gap in _GAP.finditer(text):
        cells.append((position, gap.start()))
        position = gap.end()
    cells.append((position, len(text)))
    if any(end - start > _LONGEST_CELL for start, end in cells) or "。" in text:
        return None
    return [(row.start + s, row.start + e, row.left + columns(text[:s])) for s, e in cells if e > s] or None


def _is_spaced_heading(row: Row) -> bool:
    """Whether the gap only sets a marker off from its heading: 「壹、  目的」."""
    if row.marker is None:
        return False
    gap = _GAP.search(row.text)
    rest = row.text[gap.end() :] if gap else ""
    return gap is not None and gap.start() <= row.marker.end <= gap.end() and not _GAP.search(rest)


def _ruled(row: Row) -> list[tuple[int, int, float]]:
    cells, position = [], 1
    text = row.text
    for k in range(1, len(text)):
        if text[k] in _RULES:
            inner = text[position:k].strip(" \t\u3000")
            start = position + (text[position:k].index(inner[0]) if inner else 0)
            cells.append(
                (row.start + start, row.start + start + len(inner), row.left + columns(text[:position]))
            )
            position = k + 1
    return cells


def _is_table(run: list[list[tuple[int, int, float]]]) -> bool:
    """Whether neighbouring rows agree: the same number of cells, in the same places, most of them short."""
    filled = [cells for cells in run if cells]
    if len(filled) < (2 if len(filled) < len(run) else _LEAST_ROWS):
        return False
    width, count = Counter(len(cells) for cells in filled).most_common(1)[0]
    if width < 2 or count < max(2, 0.6 * len(filled)):
        return False
    if len(filled) < len(run):
        return True
    same = [cells for cells in filled if len(cells) == width]
    if width == 2 and count < 4:
        return False
    aligned = sum(_aligned([cells[k] for cells in same]) for k in range(1, width))
    return aligned >= (width - 1) * 0.7


def _aligned(column: list[tuple[int, int, float]]) -> bool:
    lefts = Counter(round(left / _OFF) for _, _, left in column)
    rights = Counter(round((left + end - start) / _OFF) for start, end, left in column)
    return max(lefts.most_common(1)[0][1], rights.most_common(1)[0][1]) >= 0.5 * len(column)


def _text_grid(start: int, end: int, run: list[list[tuple[int, int, float]]]) -> Grid:
    """The grid of a run. Between ruled lines, a wrapped cell goes on below; ``_merged`` puts it together."""
    ruled = sum(not cells for cells in run)
    lines = [cells for cells in run if cells]
    groups: list[list[list[tuple[int, int, float]]]] = [[cells] for cells in lines]
    if ruled >= 3:
        groups, current = [], []
        for cells in run:
            if cells:
                current.append(cells)
            elif current:
                groups.append(current)
                current = []
        if current:
            groups.append(current)
    width = Counter(len(cells) for cells in lines).most_common(1)[0][0]
    places = sorted(left for left, _ in _places(lines, width))
    out: list[GridCell] = []
    for r, group in enumerate(groups):
        merged: dict[int, list[tuple[int, int]]] = {}
        for cells in group:
            for k, (cell_start, cell_end, left) in enumerate(cells):
                column = k if len(cells) == width else _nearest(places, left)
                while len(cells) != width and column in merged and len(group) == 1:
                    column += 1
                merged.setdefault(column, [])
                if cell_end > cell_start:
                    merged[column].append((cell_start, cell_end))
        out.extend(GridCell(r, column, tuple(merged[column])) for column in sorted(merged))
    return Grid(start, end, tuple(out))


def _places(lines: list[list[tuple[int, int, float]]], width: int) -> list[tuple[float, int]]:
    same = [cells for cells in lines if len(cells) == width]
    return [(sum(cells[k][2] for cells in same) / len(same), k) for k in range(width)]


def _nearest(places: list[float], left: float) -> int:
    return min(range(len(places)), key=lambda k: abs(places[k] - left))
