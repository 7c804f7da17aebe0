"""The clean text of one report as the pieces that a page is made of: headings, paragraphs, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.document import Document, Table

PieceKind = Literal["paragraph", "heading", "list_item", "table", "toc", "cover"]


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell: the range of its text, and how many rows and columns it covers."""

    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the page. ``rows`` is empty unless it is a table; offsets point into the clean text.

    ``page`` is the source page that it starts on where that is another than the piece before it has.
    """

    kind: PieceKind
    start: int
    end: int
    level: int | None = None
    rows: tuple[tuple[CellView, ...], ...] = ()
    page: int | None = None


def plain_pieces(text: str) -> tuple[Piece, ...]:
    """Pieces of a text whose structure is not known: a paragraph a line, lines with tabs are tables."""
    pieces: list[Piece] = []
    rows: list[tuple[CellView, ...]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(_cells(line, start))
        else:
            if rows:
                pieces.append(Piece("table", rows[0][0].start, rows[-1][-1].end, rows=tuple(rows)))
                rows = []
            if line.strip():
                pieces.append(Piece("paragraph", start, start + len(line)))
        start += len(line) + 1
    return tuple(pieces)


def _cells(line: str, start: int) -> tuple[CellView, ...]:
    cells = []
    for cell in line.split("\t"):
        cells.append(CellView(start, start + len(cell)))
        start += len(cell) + 1
    return tuple(cells)


def structured_pieces(document: Document) -> tuple[Piece, ...]:
    """Pieces of a document that was laid out, with page breaks where its source has pages."""
    tables = {table.start: table for table in document.tables}
    pieces = []
    last_page: int | None = None
    for block in document.blocks:
        line = document.line_at(block.start) if block.start < block.end else None
        page = line.page if line else None
        rows: tuple[tuple[CellView, ...], ...] = ()
        if block.kind == "table":
            table = tables.get(block.start)
            rows = _grid(table) if table else _lines(document.text, block.start, block.end)
        new_page = page if page != last_page else None
        pieces.append(Piece(block.kind, block.start, block.end, block.level, rows, new_page))
        last_page = page or last_page
    return tuple(pieces)


def _grid(table: Table) -> tuple[tuple[CellView, ...], ...]:
    rows: dict[int, list[CellView]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(CellView(cell.start, cell.end, cell.row_span, cell.column_span))
    return tuple(tuple(rows[row]) for row in sorted(rows))


def _lines(text: str, start: int, end: int) -> tuple[tuple[CellView, ...], ...]:
    rows = []
    for line in text[start:end].split("\n"):
        rows.append(_cells(line, start))
        start += len(line) + 1
    return tuple(rows)
