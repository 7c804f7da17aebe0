"""A PDF file, page by page: runs into rows, ruled tables into cells, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.document import Box, Cell
from pipeline.ingest.pdf.aligned import find_aligned
from pipeline.ingest.pdf.fonts import box_fonts
from pipeline.ingest.pdf.glyphs import clean, close_up
from pipeline.ingest.pdf.grids import Grid, Region, find_grids
from pipeline.ingest.pdf.page import Run, TextPage
from pipeline.ingest.pdf.pages import listed
from pipeline.ingest.pdf.reading_order import group_rows, into_rows
from pipeline.ingest.pdf.rulings import read_drawing
from pipeline.ingest.pdf.scans import Scans
from pipeline.ingest.reading import InputFile, Reading, TextFullError, UnreadableError
from pipeline.vocabulary import IssueCode

_FEW_CHARACTERS = 30
_SCANNED_SHARE = 0.7
"""A page with an image over such a share of it and only so many characters is a scan with a stamp."""

_WIDE_GAP = 1.5
_WORD_GAP = 0.25
_SAME_LINE = 0.5
"""Ems: a gap written as several spaces, one written as a space, and how far one line's heights differ."""

_MOST_SPACES = 120
_LEAST_FILLED = 0.1


def read(file: InputFile) -> Reading:
    """The text of a PDF. UnreadableError if it is encrypted, damaged, or has no text layer at all."""
    with box_fonts():
        try:
            document = pypdfium.PdfDocument(file.path)
        except pypdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
                raise UnreadableError("encrypted-file", "the file needs a password") from error
            raise UnreadableError("broken-file", f"a damaged PDF ({error})") from error
        try:
            return _Reader(document, file).read()
        finally:
            document.close()


@dataclass(slots=True)
class _TableBlock:
    """A table with the runs in each of its cells, placed like a run."""

    grid: Grid
    cells: dict[Region, list[Run]]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @classmethod
    def over(cls, grid: Grid, cells: dict[Region, list[Run]]) -> _TableBlock:
        """The table on a grid."""
        size = max(run.size for pieces in cells.values() for run in pieces)
        return cls(grid, cells, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], size)


class _Reader:
    """One pass over the pages of an open document."""

    def __init__(self, document: pypdfium.PdfDocument, file: InputFile) -> None:
        self._document = document
        self._reading = Reading(pages=len(document))
        self._scans = Scans(self._reading, file.path) if file.ocr else None
        self._advances: dict[float, float] = {}
        self._without_text: list[int] = []
        self._unreadable: list[int] = []
        self._unmapped: list[int] = []
        self._too_rich: list[int] = []
        self._cut: list[int] = []

    def read(self) -> Reading:
        reading = self._reading
        try:
            for number in range(1, len(self._document) + 1):
                self._read_page(number)
        except TextFullError as full:
            reading.warn("text-truncated", f"{full}; the rest is cut off")
        if self._scans is not None:
            self._scans.report()
        if not reading.lines:
            raise self._nothing_found()
        doubts: tuple[tuple[IssueCode, list[int], str], ...] = (
            ("pages-without-text", self._without_text, "show only images, without a text layer"),
            ("pages-unreadable", self._unreadable, "cannot be loaded"),
            ("unmapped-glyphs", self._unmapped, "have many characters that stand for no known letter"),
            ("page-truncated", self._cut, "have too much text; some is cut off"),
        )
        for code, pages, cause in doubts:
            if pages:
                reading.warn(code, f"pages {listed(pages)} {cause}")
        if self._too_rich:
            reading.warn("tables-not-sought", f"pages {listed(self._too_rich)} are drawn too richly", "info")
        return reading

    def _nothing_found(self) -> UnreadableError:
        if self._unreadable:
            return UnreadableError("broken-file", f"pages {listed(self._unreadable)} cannot be loaded")
        for code, cause in self._scans.failures() if self._scans is not None else ():
            return UnreadableError(code, cause)
        return UnreadableError("no-text-layer", "no page has a text layer; it is probably scanned")

    def _read_page(self, number: int) -> None:
        try:
            page = self._document[number - 1]
        except pypdfium.PdfiumError:
            self._unreadable.append(number)
            return
        try:
            textpage = page.get_textpage()
            try:
                self._read_text(page, TextPage(page.raw, textpage.raw, self._advances), number)
            finally:
                textpage.close()
        except pypdfium.PdfiumError:
            self._unreadable.append(number)
        finally:
            page.close()

    def _read_text(self, page: pypdfium.PdfPage, text: TextPage, number: int) -> None:
        runs = text.runs()
        width, height = page.get_size()
        drawing = read_drawing(page.raw, text.to_upright, max(width * height, 1.0))
        characters = sum(run.end - run.start for run in runs)
        is_scan = drawing.image_share >= _SCANNED_SHARE
        if (drawing.image_share and not runs) or (is_scan and characters < _FEW_CHARACTERS):
            if self._scans is not None and self._scans.read(number):
                return
            self._without_text.append(number)
        if text.is_cut:
            self._cut.append(number)
        if drawing.is_too_rich:
            self._too_rich.append(number)
        if text.is_unmapped(runs):
            self._unmapped.append(number)
        _PageWriter(self._reading, text, number).write(runs, find_grids(drawing.rulings))


@dataclass
class _PageWriter:
    """Writes one page into the reading, counting its printed lines."""

    reading: Reading
    text: TextPage
    page: int
    number: int = 0

    def write(self, runs: list[Run], grids: list[Grid]) -> None:
        tables = []
        for grid in grids:
            ruled, runs = self._fill(grid, runs)
            if ruled is not None:
                tables.append(ruled)
        items: list[Run | _TableBlock] = [run for run in runs if not run.askew]
        rows = into_rows([*items, *tables])
        # A row beside a ruled table is no row of another one.
        plain = [[item for item in row if isinstance(item, Run)] for row in rows]
        plain = [row if len(row) == len(whole) else [] for row, whole in zip(plain, rows, strict=True)]
        position = 0
        for table in find_aligned(plain, self.text.text, self.text.words):
            for row in rows[position : table.first]:
                self._write_row(row)
            self._write_table(_TableBlock.over(table.grid, table.cells))
            position = table.end
        for row in rows[position:]:
            self._write_row(row)
        for run in runs:
            if run.askew:
                self._write_row([run])

    def _write_row(self, row: list[Run | _TableBlock]) -> None:
        """A row of print; a table beside text is written after what stands left of it."""
        line: list[Run] = []
        for item in row:
            if isinstance(item, Run):
                line.append(item)
                continue
            if line:
                self._write_line(line)
                line = []
            self._write_table(item)
        if line:
            self._write_line(line)

    def _write_line(self, line: list[Run]) -> None:
        self.number += 1
        self._add(line, "printed", self.number, "\n")

    def _write_table(self, table: _TableBlock) -> None:
        start = self.reading.separate()
        cells: list[Cell] = []
        by_row: dict[int, list[Region]] = {}
        for region in table.grid.regions:
            by_row.setdefault(region.row, []).append(region)
        for i, regions in enumerate(by_row.values()):
            contents = [group_rows(table.cells.get(region, [])) for region in regions]
            # Cells side by side print on the same lines: a line's number counts heights, not cells.
            heights = sorted(row[0].bottom for rows in contents for row in rows)
            numbers = _numbered(heights, table.size)
            for j, (region, rows) in enumerate(zip(regions, contents, strict=True)):
                self.reading.put("\t" if j else "\n" if i else "")
                cell_start = self.reading.position
                for k, row in enumerate(rows):
                    self._add(row, "cell", self.number + numbers[row[0].bottom], "\n" if k else "")
                cells.append(
                    Cell(
                        region.row,
                        region.column,
                        cell_start,
                        self.reading.position,
                        region.row_span,
                        region.column_span,
                    )
                )
            self.number += max(numbers.values(), default=0)
        self.reading.close_table(start, cells)

    def _fill(self, grid: Grid, runs: list[Run]) -> tuple[_TableBlock | None, list[Run]]:
        """The runs inside a grid by cell, and the runs left over; no table if hardly any cell has text."""
        squares = {
            (row, column): region
            for region in grid.regions
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        }
        cells: dict[Region, list[Run]] = {}
        left_over: list[Run] = []
        for run in runs:
            if not grid.holds((run.x0 + run.x1) / 2, run.middle):
                left_over.append(run)
                continue
            for piece in self._cut_at_walls(grid, squares, run):
                region = squares.get(grid.square((piece.x0 + piece.x1) / 2, piece.middle))
                if region is None:
                    left_over.append(piece)
                else:
                    cells.setdefault(region, []).append(piece)
        if len({region.column for region in cells}) < 2 or len(cells) < _LEAST_FILLED * len(grid.regions):
            return None, runs
        return _TableBlock.over(grid, cells), left_over

    def _cut_at_walls(self, grid: Grid, squares: dict[tuple[int, int], Region], run: Run) -> list[Run]:
        """A run that reaches over the side of its cell, cut there; any other as it is."""
        row, column = grid.square((run.x0 + run.x1) / 2, run.middle)
        region = squares.get((row, column))
        if run.askew:
            return [run]
        if region is not None:
            left, right = grid.xs[region.column], grid.xs[region.column + region.column_span]
            if run.x0 >= left - run.size / 2 and run.x1 <= right + run.size / 2:
                return [run]
        in_row = {squares[row, c].column for c in range(len(grid.xs) - 1) if (row, c) in squares}
        return self.text.split(run, sorted(grid.xs[c] for c in in_row))

    def _add(self, runs: list[Run], kind: Literal["printed", "cell"], number: int, separator: str) -> None:
        run = runs[0]
        if len(runs) == 1:
            text = self.text.written(run)
            box, size = Box(run.x0, run.top, run.x1, run.bottom), run.size
        else:
            text = self._joined(runs)
            right, bottom = max(r.x1 for r in runs), max(r.bottom for r in runs)
            box = Box(run.x0, min(r.top for r in runs), right, bottom)
            size = max(runs, key=lambda r: r.end - r.start).size
        self.reading.add_line(
            clean(close_up(text)),
            kind,
            page=self.page,
            number=number,
            box=box,
            font_size=size,
            separator=separator,
        )

    def _joined(self, runs: list[Run]) -> str:
        """The text of runs side by side, gaps as spaces half a character wide."""
        text = self.text.text
        written = self.text.written(runs[0])
        for last, run in pairwise(runs):
            gap, between = run.x0 - last.x1, text[last.end : run.start]
            if gap >= _WIDE_GAP * run.size:
                written += " " * min(round(2 * gap / run.size), _MOST_SPACES)
            elif 0 < len(between) < 4 and not between.strip(" \u00a0\u3000"):
                written += between
            elif gap > _WORD_GAP * run.size:
                written += " "
            written += self.text.written(run)
        return written


def _numbered(heights: list[float], size: float) -> dict[float, int]:
    """Each height (sorted) with the number of the printed line it belongs to, from 1."""
    numbers: dict[float, int] = {}
    number, last = 0, float("-inf")
    for height in heights:
        if height - last > _SAME_LINE * size:
            number, last = number + 1, height
        numbers[height] = number
    return numbers
