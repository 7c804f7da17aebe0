"""From rows to the clean text: paragraphs, headings, list items, contents and tables as blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, BlockKind, Cell, OffsetMap, Source, Table
from pipeline.layout.clean import CleanText
from pipeline.layout.headings import is_bare_title
from pipeline.layout.joints import Joint, is_torn, joint
from pipeline.layout.rows import Row, columns, visible_pieces
from pipeline.layout.tables import Grid, GridCell
from pipeline.layout.wrapping import Page, continues

_SENTENCE = re.compile(r"[。！？；!?]")
_HEADING_COLUMNS = 84.0
_HEADING_LEVELS = 5
_CLOSE_COLUMNS = 16.0
_FRAME_CELL = 80


@dataclass(slots=True)
class Layout:
    """What assembling yields.

    ``headings`` gives the outline level of each heading by block index, None for those without number;
    ``block_lines`` the index of the source line where each block begins.
    """

    text: str
    offsets: OffsetMap
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    headings: dict[int, int | None] = field(default_factory=dict)
    block_lines: list[int] = field(default_factory=list)


def assemble(
    source: Source,
    rows: Sequence[Row],
    page: Page,
    contents: set[int],
    text_tables: Sequence[tuple[int, int, Grid]],
    source_tables: Sequence[Grid],
) -> Layout:
    """Write the clean text of ``rows`` and tables in the order of the source."""
    out = CleanText(source.text)
    layout = Layout("", OffsetMap([]))
    in_text = {first: (past, grid) for first, past, grid in text_tables}
    pending = list(source_tables)
    body_size = _body_size(rows)
    i = 0
    while i < len(rows) or pending:
        if pending and (i >= len(rows) or pending[0].start < rows[i].start):
            _write_grid(source, out, pending.pop(0), layout)
        elif i in in_text:
            i, grid = in_text[i]
            _write_grid(source, out, grid, layout)
        else:
            last = _paragraph_end(rows, i, page, contents, in_text, pending)
            _write_paragraph(source, out, rows[i : last + 1], page, i in contents, body_size, layout)
            i = last + 1
    layout.text, layout.offsets = out.finish()
    line_starts = [line.start for line in source.lines]
    layout.block_lines = [
        max(0, bisect_right(line_starts, layout.offsets.to_source(block.start)) - 1)
        for block in layout.blocks
    ]
    return layout


def _paragraph_end(
    rows: Sequence[Row],
    first: int,
    page: Page,
    contents: set[int],
    in_text: dict[int, tuple[int, Grid]],
    pending: Sequence[Grid],
) -> int:
    i = first
    while (
        i + 1 < len(rows)
        and i + 1 not in in_text
        and i not in contents
        and i + 1 not in contents
        and not (pending and pending[0].start < rows[i + 1].start)
        and continues(rows, i, first, page)
    ):
        i += 1
    return i


def _write_paragraph(
    source: Source,
    out: CleanText,
    rows: Sequence[Row],
    page: Page,
    in_contents: bool,
    body_size: float | None,
    layout: Layout,
) -> None:
    start = out.length
    text = source.text
    for k, row in enumerate(rows):
        end = row.end
        meeting = None
        if k + 1 < len(rows):
            meeting = _meeting(text, row, rows[k + 1], page)
            end -= meeting.drop_hyphen
        if _is_spaced_out(row.text):
            inner = _SPACED_OUT
        else:
            inner = _STRAY if _has_stray_blank(row.text) else _INNER_BREAK
        for piece_start, piece_end in visible_pieces(text, row.start, end):
            _copy_line(text, out, piece_start, piece_end, inner)
        if meeting is not None and meeting.space:
            out.stand_for(" ", _break_after(text, row.end))
    stop = out.length
    if stop == start:
        return
    kind, level = _kind_of(source, rows, in_contents, body_size, stop - start)
    if kind == "heading":
        layout.headings[len(layout.blocks)] = level
    layout.blocks.append(Block(kind, start, stop, level if rows[0].marker else None))
    _end_line(text, out, rows[-1].end)


def _meeting(text: str, row: Row, below: Row, page: Page) -> Joint:
    """How two rows of a paragraph meet where the margin, a count of characters or a page parts them."""
    blind = page.blind or not page.wrapped
    if page.count is not None or not page.wrapped:
        # Cut between any two characters, a blank at the cut still stands beside it.
        blind = blind and " " not in _beside(text, row.end, below.start)
    return joint(row.text, below.text, text, blind=blind and is_torn(row.text, below.text, text))


def _beside(text: str, end: int, start: int) -> str:
    """What stands between two rows on their own lines, without the lines between them (a page number)."""
    breaks = [match.start() for match in _BREAK.finditer(text, end, start)]
    return text[end : breaks[0]] + text[breaks[-1] + 1 : start] if breaks else text[end:start]


def _copy_line(text: str, out: CleanText, start: int, end: int, inner: re.Pattern[str] | None = None) -> None:
    """Copy a line; breaks and tabs inside of it become spaces, letter-spacing goes."""
    position = start
    for match in (inner or _INNER_BREAK).finditer(text, start, end):
        out.copy(position, match.start())
        if match.lastgroup != "spacing":
            out.stand_for(" ", match.start())
        position = match.end()
    out.copy(position, end)


def _is_spaced_out(text: str) -> bool:
    """Whether a line is set with blanks between all its characters, as justified PDF lines may come."""
    if len(text) < 24 or text.count(" ") * 3 < len(text):
        return False
    pairs = len(_CHINESE_PAIR.findall(text))
    return len(_SPACED_PAIR.findall(text)) > 0.7 * pairs


def _has_stray_blank(text: str) -> bool:
    """Whether prose has a blank between two Chinese characters, and hardly any: a scanner put it there.

    More of them part what a list or a form sets apart.
    """
    if len(text) < _LEAST_PROSE or _PROSE.search(text) is None:
        return False
    return 1 <= sum(1 for _ in _STRAY_BLANK.finditer(text)) <= 1 + len(text) // _PROSE_PER_BLANK


_INNER_BREAK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_HAN = "[\u3001-\u303f\u3400-\u9fff\uff01-\uff60]"
_SPACED_OUT = re.compile(rf"(?P<spacing>(?<={_HAN}) (?={_HAN}))|[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_PROSE_CHARACTER = "[\u3001-\u303f\u3400-\u9fff（），：；！？]"
_STRAY_BLANK = re.compile(rf"(?<={_PROSE_CHARACTER}) (?={_PROSE_CHARACTER})")
_STRAY = re.compile(rf"(?P<spacing>{_STRAY_BLANK.pattern})|{_INNER_BREAK.pattern}")
_PROSE = re.compile("[，。；]")
_LEAST_PROSE, _PROSE_PER_BLANK = 24, 60
_CHINESE_PAIR = re.compile(rf"{_HAN} ?(?={_HAN})")
_SPACED_PAIR = re.compile(rf"{_HAN} (?={_HAN})")


def _kind_of(
    source: Source, rows: Sequence[Row], in_contents: bool, body_size: float | None, length: int
) -> tuple[BlockKind, int | None]:
    """What kind of block a paragraph is, and its level."""
    first = rows[0]
    line = source.lines[first.line]
    level = first.marker.level if first.marker else None
    if in_contents:
        return "toc", level
    if line.kind == "heading":
        return "heading", level or line.level
    short = sum(columns(row.text) for row in rows) <= _HEADING_COLUMNS
    body = rows[-1].text
    if is_bare_title(first.text) and len(rows) == 1:
        return "heading", level
    closed = _SENTENCE.search(body) is not None or body[-1] in "，,、"
    if first.marker and level and level <= _HEADING_LEVELS and short and not closed:
        return "heading", level
    if first.marker or line.kind == "list_item":
        return "list_item", level
    large = body_size is not None and first.font_size is not None and first.font_size > 1.12 * body_size
    if large and short and not closed and length > 1:
        return "heading", None
    return "paragraph", None


def _body_size(rows: Sequence[Row]) -> float | None:
    sizes: dict[float, int] = {}
    for row in rows:
        if row.font_size is not None:
            sizes[row.font_size] = sizes.get(row.font_size, 0) + len(row.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else None


def _write_grid(source: Source, out: CleanText, grid: Grid, layout: Layout) -> None:
    """A table as lines with tabs between the cells; a frame (a single column) as paragraphs."""
    if not any(cell.pieces for cell in grid.cells):
        return
    if _is_frame(grid):
        _write_frame(source.text, out, grid, layout)
        return
    start = out.length
    cells: list[Cell] = []
    position = grid.start
    row = grid.cells[0].row
    first_in_row = True
    for cell in grid.cells:
        if cell.row != row:
            _end_line(source.text, out, position)
            row, first_in_row = cell.row, True
        if not first_in_row:
            out.stand_for("\t", _break_after(source.text, position))
        first_in_row = False
        cell_start = out.length
        for k, (piece_start, piece_end) in enumerate(cell.pieces):
            if k and _apart(source.text, cell, k):
                out.stand_for(" ", _break_after(source.text, cell.pieces[k - 1][1]))
            for visible_start, visible_end in visible_pieces(source.text, piece_start, piece_end):
                _copy_line(source.text, out, visible_start, visible_end)
            position = piece_end
        cells.append(Cell(cell.row, cell.column, cell_start, out.length, cell.row_span, cell.column_span))
    stop = out.length
    layout.blocks.append(Block("table", start, stop))
    layout.tables.append(Table(start, stop, tuple(cells)))
    _end_line(source.text, out, max(position, grid.end - 1))


def _is_frame(grid: Grid) -> bool:
    return all(cell.column == 0 for cell in grid.cells)


def _write_frame(text: str, out: CleanText, grid: Grid, layout: Layout) -> None:
    for start, end in (piece for cell in grid.cells for piece in cell.pieces):
        block_start = out.length
        for piece_start, piece_end in visible_pieces(text, start, end):
            _copy_line(text, out, piece_start, piece_end)
        if out.length > block_start:
            layout.blocks.append(Block("paragraph", block_start, out.length))
            _end_line(text, out, end)


def _apart(text: str, cell: GridCell, k: int) -> bool:
    """Whether a space parts line ``k`` of a cell from the one above: two entries, or words of one text."""
    above, below = cell.pieces[k - 1], cell.pieces[k]
    upper, lower = text[above[0] : above[1]], text[below[0] : below[1]]
    widest = max(columns(text[s:e]) for s, e in cell.pieces)
    wraps = columns(upper) >= widest - 2 and columns(upper) >= _CLOSE_COLUMNS and upper[-1] not in "。；;：:"
    return not (wraps or above[0] in cell.full) or joint(upper, lower, text, blind=False).space


def _break_after(text: str, position: int) -> int:
    """The first white space at or after ``position``, else the last character: what a break stands on."""
    for k in range(position, min(len(text), position + 200)):
        if text[k].isspace():
            return k
    return min(position, len(text) - 1)


def _end_line(text: str, out: CleanText, position: int) -> None:
    """End a line of the clean text. Its newline stands on the source's break; the last line may have none."""
    match = _BREAK.search(text, position)
    if match is not None:
        out.stand_for("\n", match.start())


_BREAK = re.compile("[\n\r\x0c\x85\u2028\u2029]")
