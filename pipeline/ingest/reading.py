"""What the readers share: the file at hand, the text being built from it, and how reading may end.

A reader is a function from :class:`InputFile` to :class:`Reading`. It raises :class:`UnreadableError` when
nothing can be read; everything else that goes wrong becomes an issue beside the text that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pipeline.document import Box, Cell, Issue, Line, LineKind, Severity, Table
from pipeline.ingest import limits
from pipeline.ingest.ideographs import fold_ideographs
from pipeline.vocabulary import IssueCode

_BLANK = re.compile("[\x00-\x08\x0a-\x1f\x7f-\xa0\ud800-\udfff\u2028\u2029\ufffe\uffff]")
"""What becomes a plain space: controls, line separators, the no-break space, and no characters at all."""


class UnreadableError(Exception):
    """Nothing could be read. ``code`` is the issue's stable code, ``cause`` the reason in plain words."""

    def __init__(self, code: IssueCode, cause: str) -> None:
        super().__init__(cause)
        self.code = code
        self.cause = cause


class TextFullError(Exception):
    """The text has reached ``MAX_CHARACTERS`` or ``MAX_LINES``: the reader stops and keeps what it has."""

    def __init__(self) -> None:
        super().__init__(f"over {limits.MAX_CHARACTERS:,} characters or {limits.MAX_LINES:,} lines")


@dataclass(frozen=True)
class InputFile:
    """A file on disk, its size in bytes and the SHA-256 digest of its bytes.

    ``ocr`` asks for the text of scanned pages to be recognised.
    """

    path: Path
    size: int
    sha256: str
    ocr: bool = False

    @cached_property
    def head(self) -> bytes:
        """The first 4,096 bytes, for recognising the format."""
        with self.path.open("rb") as file:
            return file.read(4096)

    def text_bytes(self) -> bytes:
        """All bytes of a text file. UnreadableError if there are more than ``MAX_TEXT_BYTES``."""
        with self.path.open("rb") as file:
            data = file.read(limits.MAX_TEXT_BYTES + 1)
        if len(data) > limits.MAX_TEXT_BYTES:
            raise UnreadableError(
                "file-too-large", f"a text of more than {limits.MAX_TEXT_BYTES // limits.MIB} MiB"
            )
        return data


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole piece of text as a structured format gives it: paragraph, heading, list item or line."""

    text: str
    kind: LineKind = "paragraph"
    level: int | None = None
    font_size: float | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell on its way into the text: 0-based grid square, spans, and its paragraphs' text."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: Sequence[str]


Block = Paragraph | list[GridCell]
"""What a structured format is made of: paragraphs and tables."""


@dataclass
class Reading:
    """The text of a file while it is read, with its lines, tables and issues.

    Lines are separated by one newline, the cells of a table row by one tab; a cell of several lines has
    newlines in it, an empty one no line. Controls and the like become plain spaces on the way in.
    """

    encoding: str | None = None
    pages: int | None = None
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    complete: bool = True
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._parts)

    def add_line(
        self,
        text: str,
        kind: LineKind,
        *,
        page: int | None = None,
        number: int | None = None,
        level: int | None = None,
        box: Box | None = None,
        font_size: float | None = None,
        ocr_confidence: float | None = None,
        separator: str = "\n",
    ) -> None:
        """Append a line of one or more characters after ``separator``. TextFullError at the limit."""
        text = fold_ideographs(_BLANK.sub(" ", text))
        if self._length + len(text) > limits.MAX_CHARACTERS or len(self.lines) >= limits.MAX_LINES:
            raise TextFullError
        self._separate(separator)
        start = self._length
        self._append(text)
        self.lines.append(
            Line(start, self._length, page, number, kind, level, box, font_size, ocr_confidence)
        )

    def add_raw(self, text: str, lines: Iterable[Line]) -> None:
        """Take over a whole text with its lines; only look-alike ideographs change."""
        self._append(fold_ideographs(text))
        self.lines.extend(lines)

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Append paragraphs and tables, noting where the text had to be cut off."""
        try:
            for block in blocks:
                if isinstance(block, Paragraph):
                    self.add_paragraph(block)
                else:
                    self.add_table(block)
        except TextFullError as full:
            self.warn("text-truncated", f"{full}; the rest is cut off")

    def add_paragraph(self, paragraph: Paragraph) -> None:
        """Append a paragraph, one line for each of its forced line breaks; blank ones are left out."""
        for i, piece in enumerate(paragraph.text.split("\n")):
            if not piece.strip():
                continue
            kind: LineKind = paragraph.kind if i == 0 or paragraph.kind == "heading" else "paragraph"
            self.add_line(
                piece.strip(),
                kind,
                level=paragraph.level if kind == paragraph.kind else None,
                font_size=paragraph.font_size,
            )

    def add_table(self, cells: Iterable[GridCell]) -> None:
        """Append a table row by row. Nothing is added for a table without text."""
        rows: dict[int, list[GridCell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        if not any(p.strip() for row in rows.values() for cell in row for p in cell.paragraphs):
            return
        self._separate("\n")
        start = self._length
        done: list[Cell] = []
        for i, row in enumerate(sorted(rows)):
            for j, cell in enumerate(sorted(rows[row], key=lambda c: c.column)):
                if i or j:
                    self._append("\t" if j else "\n")
                done.append(self._add_cell(cell))
        self.tables.append(Table(start, self._length, tuple(done)))

    def _add_cell(self, cell: GridCell) -> Cell:
        start = self._length
        pieces = (piece.replace("\t", " ").strip() for p in cell.paragraphs for piece in p.split("\n"))
        for i, piece in enumerate(piece for piece in pieces if piece):
            self.add_line(piece, "cell", separator="\n" if i else "")
        return Cell(cell.row, cell.column, start, self._length, cell.row_span, cell.column_span)

    def put(self, separator: str) -> None:
        """Append the break between two cells or rows."""
        self._append(separator)

    def close_table(self, start: int, cells: Iterable[Cell]) -> None:
        """Record a table whose lines were added one by one from ``start`` on."""
        self.tables.append(Table(start, self._length, tuple(cells)))

    @property
    def position(self) -> int:
        """The offset at which the next line's separator would be written."""
        return self._length

    def separate(self) -> int:
        """Begin a new line or cell block; the offset of its first character."""
        self._separate("\n")
        return self._length

    def warn(self, code: IssueCode, message: str, severity: Severity = "warning") -> None:
        """Note an issue; a warning makes the source partial."""
        self.issues.append(Issue("ingest", code, severity, message))
        if severity != "info":
            self.complete = False

    def _separate(self, separator: str) -> None:
        if self._length:
            self._append(separator)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def flatten(blocks: Iterable[Block]) -> list[str]:
    """The text of the blocks inside a table cell; of a table nested there, one text for each row."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            rows: dict[int, list[str]] = {}
            for cell in block:
                rows.setdefault(cell.row, []).append(" ".join(cell.paragraphs))
            texts.extend(" ".join(row) for row in rows.values())
    return texts


def unframe(cells: list[GridCell]) -> Iterator[Block]:
    """A table as it is; one of a single cell is only a frame and gives its paragraphs."""
    if len(cells) == 1:
        yield from (Paragraph(text) for text in cells[0].paragraphs)
    else:
        yield cells


class Reader(Protocol):
    """One format's reader. A further one is a module with such a function in ``formats.READABLE``."""

    def __call__(self, file: InputFile) -> Reading:
        """The text of ``file``. UnreadableError if there is none to be had."""
        ...
