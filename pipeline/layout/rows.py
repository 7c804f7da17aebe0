"""Rows: the lines of a source that carry ink, measured in columns.

A column is half the width of a Chinese character, so that printed text with and without geometry is
measured alike. With boxes, columns are counted from the left edge of the page by the typical advance of
a character; without, a character counts one column if it is narrow and two if it is wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pipeline.document import Line, Source
from pipeline.layout.headings import Marker, read_marker

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u0000"
_EDGE_BLANKS = " \t\u3000\xa0\r\x0b\x0c\n\x85\u2028\u2029" + _INVISIBLE
_TAB_COLUMNS = 4


@dataclass(slots=True)
class Row:
    """A line with ink: ``source.text[start:end]`` is its ``text``, without the blanks around it.

    ``left`` and ``right`` are its edges in columns; ``gap`` counts the blank lines above it; ``line`` is the
    index of its line in the source, ``length`` the characters of that line, blanks included. ``new_page``
    marks the first row after a page break or a dropped page number.
    """

    start: int
    end: int
    text: str
    left: float
    right: float
    gap: int
    line: int
    page: int | None
    marker: Marker | None
    whole: bool
    length: int
    font_size: float | None = None
    top: float | None = None
    bottom: float | None = None
    new_page: bool = False

    @property
    def width(self) -> float:
        """The length of the row in columns."""
        return self.right - self.left


def columns(text: str) -> float:
    """The display width of ``text``: narrow characters count one, wide ones two.

    UTF-8 gives ASCII one byte and CJK three, so the mean of bytes and characters is the width; it is much
    faster than asking for the East Asian width of each character.
    """
    return len(text) if text.isascii() else (len(text.encode("utf-8", "surrogatepass")) + len(text)) / 2


def read_rows(source: Source) -> list[Row]:
    """The rows of all lines outside of the source's tables, in reading order."""
    unit = _column_width(source.lines)
    rows: list[Row] = []
    gap = 0
    page: int | None = None
    text = source.text
    for index, line in _outside_tables(source):
        raw = text[line.start : line.end]
        inner = raw.strip(_EDGE_BLANKS)
        if not inner:
            gap += 1
            continue
        indent = raw.index(inner[0]) if raw[0] in _EDGE_BLANKS else 0
        start = line.start + indent
        box = line.box
        if box is not None and unit:
            left, right = box.x0 / unit, box.x1 / unit
        else:
            left = columns(raw[:indent].replace("\t", " " * _TAB_COLUMNS)) if indent else 0.0
            right = left + columns(inner)
        rows.append(
            Row(
                start,
                start + len(inner),
                inner,
                left,
                right,
                gap,
                index,
                line.page,
                read_marker(inner),
                line.kind != "printed",
                line.end - line.start,
                line.font_size,
                box.y0 if box else None,
                box.y1 if box else None,
                bool(rows) and line.page != page,
            )
        )
        page = line.page
        gap = 0
    return rows


def visible_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``text[start:end]`` without invisible characters (zero-width, soft hyphen, NUL)."""
    position = start
    for match in _INVISIBLE_RUN.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < end:
        yield position, end


_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")


def _outside_tables(source: Source) -> Iterator[tuple[int, Line]]:
    spans = iter(sorted((t.start, t.end) for t in source.tables))
    start, end = next(spans, (len(source.text) + 1, len(source.text) + 1))
    for index, line in enumerate(source.lines):
        while line.start >= end:
            start, end = next(spans, (len(source.text) + 1, len(source.text) + 1))
        if line.start < start:
            yield index, line


def _column_width(lines: tuple[Line, ...]) -> float | None:
    """Points per column: the median over the longer lines. None without geometry."""
    boxed = [line for line in lines[:4000] if line.box is not None and line.end - line.start >= 8]
    heights = [line.font_size for line in boxed if line.font_size]
    if heights:
        return median(heights) / 2
    widths = [
        (line.box.x1 - line.box.x0) / (1.7 * (line.end - line.start))
        for line in boxed
        if line.box is not None and line.box.x1 > line.box.x0
    ]
    return median(widths) if widths else None
