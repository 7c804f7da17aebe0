"""Tables: those the format knows, and those that plain text draws with tabs, blanks or lines.

A grid here is rows of cells, each cell a list of stretches of the source text (a cell may be wrapped over
several lines). A text table is believed only when several neighbouring lines agree about their columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import Line, Source, Table
from pipeline.immutable import immutable
from pipeline.layout.labels import starts_with_label
from pipeline.layout.rows import Row, columns
from pipeline.layout.wrapping import unbreakable

_RULES = "│┃║|｜"
_DRAWING = re.compile(r"[\s─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╭╮╯╰┏┳┓┣╋┫┗┻┛│┃║|｜+＋=\-－—_]+")
_GAP = re.compile(r"\t[ \t\u3000]*|[ \u3000][ \u3000]+\t?")
_LEAST_ROWS = 3
_LONGEST_CELL = 60
_OFF = 3.0
_OFF_POINTS = 12.0
_PADDING = 10.0
_LONGEST_NAME = 4
_CELL_SLACK = 1.0


@immutable
class GridCell:
    """A cell: grid position, spans, and the stretches of source text it holds (empty for an empty cell).

    ``full`` holds the starts of the stretches that the next one goes on with, because they fill the cell's
    width in print; empty where the width is not known.
    """

    row: int
    column: int
    pieces: tuple[tuple[int, int], ...]
    row_span: int = 1
    column_span: int = 1
    full: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in reading order; ``start`` is where it stands in the source."""

    start: int
    end: int
    cells: tuple[GridCell, ...]


def source_grids(source: Source, rows: Sequence[Row]) -> list[Grid]:
    """The tables that the format knows, their cell texts cut into lines.

    A table that goes on overleaf, with nothing but page furniture between, is one table: ``rows`` is what
    stands outside of tables.
    """
    starts = [row.start for row in rows]
    grids: list[Grid] = []
    for table in sorted(source.tables, key=lambda t: t.start):
        grid = _grid_of(source, table)
        last = grids[-1] if grids else None
        if last is not None and _goes_on(source, last, grid):
            nothing_between = bisect_left(starts, last.start) == bisect_left(starts, grid.start)
            if nothing_between:
                grids[-1] = _appended(last, grid)
                continue
        grids.append(grid)
    return grids


def _goes_on(source: Source, above: Grid, below: Grid) -> bool:
    """Whether ``below`` stands at the head of the page after ``above``, with as many columns as wide."""
    pages = [_page_at(source, offset) for offset in (above.end - 1, below.start)]
    if None in pages or pages[0] == pages[1] or _width(above) != _width(below):
        return False
    places = [_column_edges(source, grid.cells) for grid in (above, below)]
    shared = places[0].keys() & places[1].keys()
    return all(abs(places[0][k][0] - places[1][k][0]) <= _OFF_POINTS for k in shared)


def _page_at(source: Source, offset: int) -> int | None:
    k = bisect_right(source.lines, offset, key=lambda line: line.start) - 1
    return source.lines[k].page if k >= 0 else None


def _width(grid: Grid) -> int:
    return max((cell.column + cell.column_span for cell in grid.cells), default=0)


def _appended(above: Grid, below: Grid) -> Grid:
    """One grid of two; the head of the table printed again overleaf is kept, it is in the source."""
    rows = max((cell.row + cell.row_span for cell in above.cells), default=0)
    moved = tuple(replace(cell, row=cell.row + rows) for cell in below.cells)
    return Grid(above.start, below.end, above.cells + moved)


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
    edges = _column_edges(source, cells)
    return Grid(
        table.start, table.end, tuple(replace(cell, full=_full_lines(source, cell, edges)) for cell in cells)
    )


def _boxed(source: Source, cell: GridCell) -> list[tuple[int, int, Line]]:
    """The pieces of a cell with their lines, where these have boxes."""
    found = []
    for start, end in cell.pieces:
        line = source.lines[bisect_right(source.lines, start, key=lambda line: line.start) - 1]
        if line.box is not None and line.font_size:
            found.append((start, end, line))
    return found


def _column_edges(source: Source, cells: Sequence[GridCell]) -> dict[int, tuple[float, float]]:
    """The leftmost and the rightmost point of print in each column, from the cells of one column."""
    edges: dict[int, tuple[float, float]] = {}
    for cell in cells:
        if cell.column_span > 1:
            continue
        for _, _, line in _boxed(source, cell):
            assert line.box is not None
            left, right = edges.get(cell.column, (line.box.x0, line.box.x1))
            edges[cell.column] = (min(left, line.box.x0), max(right, line.box.x1))
    return edges


def _full_lines(source: Source, cell: GridCell, edges: dict[int, tuple[float, float]]) -> frozenset[int]:
    """The lines of a cell after which the next word would not have fitted.

    Between two columns stands the padding of both. Lines of equal length may be names below each other.
    """
    boxed = _boxed(source, cell)
    column = cell.column + cell.column_span - 1
    if len(boxed) < 2 or len(boxed) != len(cell.pieces) or column not in edges:
        return frozenset()
    texts = [source.text[start:end] for start, end, _ in boxed]
    if len({len(text) for text in texts}) == 1 and len(texts[0]) <= _LONGEST_NAME and not texts[0].isascii():
        return frozenset()
    following = edges.get(column + 1)
    right = max(following[0] - _PADDING, edges[column][1]) if following else edges[column][1]
    full = []
    for (start, _, line), below in zip(boxed, texts[1:], strict=False):
        assert line.box is not None
        unit = (line.font_size or 0.0) / 2
        if line.box.x1 + unit * (unbreakable(below) + _CELL_SLACK) > right:
            full.append(start)
    return frozenset(full)


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
        tabbed = all("\t" in row.text for row in rows[i:j])
        if _is_table(run, tabbed=tabbed):
            width = _usual_width(run)
            parted = [
                _parted(row, cells or [], width) for row, cells in zip(rows[i:j], split[i:j], strict=True)
            ]
            found.append((i, j, _text_grid(rows[i].start, rows[j - 1].end, parted)))
        i = j
    return found


def _usual_width(run: Sequence[Sequence[tuple[int, int, float]]]) -> int:
    """How many cells most rows have."""
    return Counter(len(cells) for cells in run if cells).most_common(1)[0][0]


def _parted(row: Row, cells: list[tuple[int, int, float]], width: int) -> list[tuple[int, int, float]]:
    """The cells of a row that lacks some, parted at lone wide blanks where that gives as many as usual.

    Over narrow columns a head may leave room for one blank alone: 「貿易總額　成長率」.
    """
    if not cells or len(cells) >= width:
        return cells
    parts = []
    for start, end, left in cells:
        text, at = row.text[start - row.start : end - row.start], 0
        for piece in text.split("\u3000"):
            parts.append((start + at, start + at + len(piece), left + columns(text[:at])))
            at += len(piece) + 1
    return parts if len(parts) == width and all(end > start for start, end, _ in parts) else cells


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


def _is_table(run: list[list[tuple[int, int, float]]], *, tabbed: bool) -> bool:
    """Whether neighbouring rows agree: the same number of cells, in the same places, most of them short.

    Between tabs the number of cells is enough: where a tab leads depends on the width of what is before it.
    """
    filled = [cells for cells in run if cells]
    if len(filled) < (2 if len(filled) < len(run) else _LEAST_ROWS):
        return False
    width = _usual_width(filled)
    count = sum(len(cells) == width for cells in filled)
    if width < 2 or count < max(2, 0.6 * len(filled)):
        return False
    if len(filled) < len(run):
        return True
    same = [cells for cells in filled if len(cells) == width]
    if width == 2 and count < 4:
        return False
    if tabbed:
        return True
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
    width = _usual_width(lines)
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
