"""What every stage shares: the immutable source, the clean document, and the exact map between them.

``Source`` is what a reader found in a file. ``Document`` is the clean text that every mention points
into. ``OffsetMap`` leads from a clean character to the source character it came from. All offsets in
this project are half-open ranges of Unicode code points.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.vocabulary import IssueCode as IssueCode
from pipeline.vocabulary import ReferenceBasis as ReferenceBasis
from pipeline.vocabulary import Severity as Severity
from pipeline.vocabulary import Status as Status

LineKind = Literal["printed", "paragraph", "heading", "list_item", "cell"]
BlockKind = Literal["paragraph", "heading", "list_item", "table", "toc", "cover"]
SectionKind = Literal["abstract", "purpose", "process", "findings", "appendix", "contents", "other"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reader of the tables should know: a value left null, a file that could not be read.

    ``start`` and ``end`` point into the clean text where the issue has a place there, else None.
    """

    stage: str
    code: IssueCode
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the clean text that a rule or a model claims. ``text`` is exactly ``clean[start:end]``."""

    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, origin at the top left corner of the page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: ``source.text[start:end]``, without its line break.

    ``kind`` says what the format itself knows. A ``printed`` line (plain text, PDF) may be a piece of a
    paragraph; ``paragraph``, ``heading``, ``list_item`` and ``cell`` (Word, ODT, HTML) are whole.
    ``page`` is 1-based, None where the format has no pages; ``number`` is 1-based within its page, or
    within the file where there are no pages, None where the format has no lines.
    ``ocr_confidence``, from 0 to 1, is the recognition engine's for a line of a scanned page; None for a line
    that was read and not recognised.
    """

    start: int
    end: int
    page: int | None = None
    number: int | None = None
    kind: LineKind = "printed"
    level: int | None = None
    box: Box | None = None
    font_size: float | None = None
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: 0-based ``row`` and ``column`` of its first grid square; offsets of its text."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order. Offsets point into the text of the object that holds the table."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        rows = max((c.row + c.row_span for c in self.cells), default=0)
        columns = max((c.column + c.column_span for c in self.cells), default=0)
        return rows, columns


@dataclass(frozen=True, slots=True)
class Source:
    """A file as its reader understood it. The text is never changed after this point.

    ``path`` is the path as the user gave it; ``sha256`` is the digest of the file's bytes. ``encoding``
    is the detected character encoding of text formats, None for binary ones. ``pages`` is the page
    count where the format has pages. A failed source has empty text and at least one error issue.
    """

    path: str
    sha256: str
    media_type: str
    text: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    encoding: str | None = None
    pages: int | None = None
    status: Status = "ok"
    issues: tuple[Issue, ...] = ()

    @property
    def document_id(self) -> str:
        """Stable id: the first 16 hexadecimal digits of the SHA-256 of the file's bytes."""
        return self.sha256[:16]


class OffsetMap:
    """Maps each clean character to the source character that it came from.

    Built from segments ``(clean_start, source_start, length)`` in clean order without gaps: within a
    segment both sides advance together. A clean character equals its source character, except that a
    line break or a run of it may stand as one space or newline in the clean text.
    """

    __slots__ = ("_clean", "_length", "_source")

    def __init__(self, segments: Iterable[tuple[int, int, int]]) -> None:
        self._clean: list[int] = []
        self._source: list[int] = []
        position = 0
        for clean_start, source_start, length in segments:
            if clean_start != position or length <= 0:
                raise ValueError(f"segment at {clean_start} (length {length}) does not continue {position}")
            self._clean.append(clean_start)
            self._source.append(source_start)
            position += length
        self._length = position

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text onto itself."""
        return cls([(0, 0, length)] if length else [])

    @property
    def segments(self) -> list[tuple[int, int, int]]:
        """The segments the map was built from."""
        ends = [*self._clean[1:], self._length] if self._clean else []
        return [(c, s, e - c) for c, s, e in zip(self._clean, self._source, ends, strict=True)]

    def __len__(self) -> int:
        return self._length

    def to_source(self, offset: int) -> int:
        """The source offset of the clean character at ``offset``. IndexError outside the clean text."""
        if not 0 <= offset < self._length:
            raise IndexError(f"offset {offset} outside the clean text of {self._length} characters")
        i = bisect.bisect_right(self._clean, offset) - 1
        return self._source[i] + offset - self._clean[i]

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source range from the first to the last character of a clean span (line breaks included)."""
        if start >= end:
            raise ValueError(f"empty span {start}:{end}")
        return self.to_source(start), self.to_source(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table, contents list or cover line of the clean text.

    ``level`` is 1 for 壹、, 2 for 一、, 3 for （一）, 4 for 1., 5 for (1) and deeper; None if not numbered.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that it governs, up to the next heading of the same or a higher level."""

    title: str
    kind: SectionKind
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the cover or form.

    ``name`` is ours (``agency``), ``label`` the report's (服務機關).

    ``start`` and ``end`` span the value in the clean text. Fields are in reading order.
    """

    name: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What 本年 and 去年 resolve against: an EDTF date (``2017``, ``2017-11`` or ``2017-11-22``)."""

    value: str
    basis: ReferenceBasis


@dataclass(frozen=True)
class Document:
    """A report as clean text with its structure. Every offset points into ``text``.

    Paragraphs, headings and table rows end with a newline; the cells of a table row are separated by
    tabs. ``tables`` and ``sections`` are in reading order; sections nest by level.
    """

    source: Source
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: tuple[Field, ...] = ()
    issues: tuple[Issue, ...] = field(default=())

    @classmethod
    def from_text(cls, text: str) -> Document:
        """A document of plain text that is already clean: one paragraph a line, tabs between cells."""
        lines, blocks, start = [], [], 0
        for number, raw in enumerate(text.split("\n"), 1):
            lines.append(Line(start, start + len(raw), number=number, kind="paragraph"))
            if raw.strip():
                blocks.append(Block("paragraph", start, start + len(raw)))
            start += len(raw) + 1
        source = Source("", "", "text/plain", text, tuple(lines))
        return cls(source, text, OffsetMap.identity(len(text)), tuple(blocks))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.source.lines]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def line_at(self, offset: int) -> Line | None:
        """The source line of the clean character at ``offset``; None where the source has no lines."""
        i = bisect.bisect_right(self._line_starts, self.offsets.to_source(offset)) - 1
        return self.source.lines[i] if i >= 0 else None

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the clean character at ``offset``, or None between blocks."""
        i = bisect.bisect_right(self._block_starts, offset) - 1
        return self.blocks[i] if i >= 0 and offset < self.blocks[i].end else None

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the clean character at ``offset``, or None before the first."""
        inside = [s for s in self.sections if s.start <= offset < s.end]
        return max(inside, key=lambda s: (s.level, s.start)) if inside else None

    def first_field(self, name: str) -> str | None:
        """The text of the first field called ``name``, or None."""
        return next((self.text[f.start : f.end] for f in self.fields if f.name == name), None)


def check_mentions(text: str, mentions: Sequence[Mention]) -> None:
    """ValueError unless every mention's text is exactly the characters it points to."""
    for m in mentions:
        if text[m.start : m.end] != m.text:
            raise ValueError(f"{m.rule}: {m.text!r} is not at {m.start}:{m.end} ({text[m.start : m.end]!r})")
