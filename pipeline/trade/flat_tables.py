"""Tables that have lost their columns: lines of a label and numbers, set apart by blanks only.

A PDF printed to text, or a small table typed into a report, keeps its rows as lines:

    單位：億元
    年度 108年 109年 110年
    預算數 4.2 36.8 152.3

The rows are lines with the same count of numbers at their end; the heads are the lines over them, whose
words can be dealt out to the columns: one each, or one for every group that the row below repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Cell, Table

Span = tuple[int, int]

_TOKEN = re.compile(r"[^ \t\u3000\n]+(?: ?[(（](?:[%％]|[^()（） \n]{1,6})[)）])?")
_NUMBER = re.compile(
    r"[(（]?[-−－﹣+＋▲△▽]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[%％]?[)）]?[*※rpe]?"
    r"|[-－—─–]{1,3}|…{1,2}|n\.?a\.?|N/?A"
)
_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}|[6-9][0-9]|1[0-3][0-9]")
_FULL_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}年?")
_YEAR_HEAD = re.compile(r"年|Year|期間|時間")
_PAGE = re.compile(r"[ \t]{0,9}[-–]?[ \t]{0,9}[0-9]{1,3}[ \t]{0,9}[-–]?[ \t]{0,9}")
_SENTENCE = re.compile(r"[。！？；，]|[：:][ \t]{0,9}$")
_LONGEST_LINE = 160
_LONGEST_LABEL = 24
_FEWEST_NUMBERS = 2
_MOST_HEADS = 3
_MOST_PIECES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its words; ``numbers`` counts those at its end that are numbers."""

    start: int
    end: int
    tokens: tuple[Span, ...]
    numbers: int

    @property
    def label(self) -> Span | None:
        """What stands before the numbers."""
        words = self.tokens[: len(self.tokens) - self.numbers]
        return (words[0][0], words[-1][1]) if words else None


def flat_tables(text: str, taken: Sequence[Span]) -> Iterator[Table]:
    """The tables among the lines of ``text`` that stand outside of the spans ``taken``, in reading order."""
    lines = list(_lines(text, taken))
    i = 0
    while i < len(lines):
        line = lines[i]
        if line is None or line.numbers < _FEWEST_NUMBERS or _heads_years(text, line):
            i += 1
            continue
        rows, after = _rows(text, lines, i)
        rows = _labelled_by_year(text, lines[i - 1] if i else None, rows)
        heads = _heads(text, lines, i, rows[0])
        dated = bool(heads) and all(
            _FULL_YEAR.fullmatch(text[a:b]) or "年" in text[a:b] for a, b in heads[-1][1:]
        )
        if heads and (len(rows) > 1 or dated):
            yield _table(heads, rows)
        i = after


def _lines(text: str, taken: Sequence[Span]) -> Iterator[_Row | None]:
    """The lines that may be of a table; None for prose, tabs and what is in a table already."""
    position = 0
    k = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        while k < len(taken) and taken[k][1] <= start:
            k += 1
        inside = k < len(taken) and taken[k][0] < start + len(line)
        if inside or not line.strip() or len(line) > _LONGEST_LINE or "\t" in line or _SENTENCE.search(line):
            yield None
            continue
        tokens = tuple((start + m.start(), start + m.end()) for m in _TOKEN.finditer(line))
        yield _Row(start, start + len(line), tokens, _trailing_numbers(text, tokens))


def _trailing_numbers(text: str, tokens: Sequence[Span]) -> int:
    count = 0
    for start, end in reversed(tokens):
        if not _NUMBER.fullmatch(text, start, end):
            break
        count += 1
    if count == len(tokens) and count and _FULL_YEAR.fullmatch(text, *tokens[0]):
        count -= 1
    shown = any(_DIGIT.search(text, a, b) for a, b in tokens[len(tokens) - count :])
    label = tokens[: len(tokens) - count]
    short = not label or label[-1][1] - label[0][0] <= _LONGEST_LABEL
    return count if shown and short else 0


def _heads_years(text: str, line: _Row) -> bool:
    """Whether the numbers of a line are the years that it sets over its columns."""
    return all(_FULL_YEAR.fullmatch(text, *t) for t in line.tokens[-line.numbers :])


def _labelled_by_year(text: str, above: _Row | None, rows: list[_Row]) -> list[_Row]:
    """「年度 出口 進口」 over 「105 59.3 85.7」: the first number of each row is the year that labels it."""
    if above is None or any(row.label is not None for row in rows):
        return rows
    heads = above.tokens
    if len(heads) != rows[0].numbers or not _YEAR_HEAD.search(text, *heads[0]):
        return rows
    if not all(_YEAR.fullmatch(text, *row.tokens[0]) for row in rows):
        return rows
    return [replace(row, numbers=row.numbers - 1) for row in rows]


def _rows(text: str, lines: Sequence[_Row | None], first: int) -> tuple[list[_Row], int]:
    """The rows from the line ``first`` on, and the index of the line after them.

    A label that is broken over lines (「2017⏎（1-8月）」) belongs to the numbers that follow it.
    """
    start = lines[first]
    assert start is not None
    rows = [start]
    i = first + 1
    while i < len(lines):
        pieces: list[_Row] = []
        j = i
        while j < len(lines) and len(pieces) <= _MOST_PIECES:
            line = lines[j]
            if line is None or line.numbers >= _FEWEST_NUMBERS:
                break
            pieces.append(line)
            j += 1
        line = lines[j] if j < len(lines) else None
        if line is None or line.numbers != start.numbers or _heads_years(text, line):
            break
        if pieces:
            label = _joined(text, pieces)
            if line.label is not None or label is None:
                break
            line = _Row(label[0], line.end, (label, *line.tokens), line.numbers)
        rows.append(line)
        i = j + 1
    return rows, i


def _joined(text: str, pieces: Sequence[_Row]) -> Span | None:
    """The span of a label in pieces, a page number left out; None where they are too long for one."""
    words = [p for p in pieces if not _PAGE.fullmatch(text, p.start, p.end)]
    if not words or words[-1].end - words[0].start > _LONGEST_LABEL:
        return None
    return words[0].tokens[0][0], words[-1].tokens[-1][1]


def _heads(text: str, lines: Sequence[_Row | None], first: int, row: _Row) -> list[list[Span]]:
    """The head rows over the line ``first`` from the top: in each a corner and a head for every column.

    A row without a corner begins with its first head.
    """
    heads: list[list[Span]] = []
    below: tuple[Span, ...] = ()
    for i in range(first - 1, max(-1, first - 1 - _MOST_HEADS), -1):
        line = lines[i]
        if line is None or (line.numbers >= _FEWEST_NUMBERS and not _all_years(text, line)):
            break
        dealt = _dealt(text, line.tokens, below, row.numbers, bool(heads))
        if dealt is None:
            break
        heads.insert(0, dealt)
        below = line.tokens[-row.numbers :] if len(line.tokens) >= row.numbers else below
    return heads


def _all_years(text: str, line: _Row) -> bool:
    return all(
        _YEAR.fullmatch(text, *t) or _FULL_YEAR.fullmatch(text, *t) for t in line.tokens[-line.numbers :]
    )


def _dealt(
    text: str, tokens: tuple[Span, ...], below: tuple[Span, ...], columns: int, grouped: bool
) -> list[Span] | None:
    """A head for each of the columns: the words one by one, or each for a group of columns."""
    if len(tokens) in (columns, columns + 1):
        return [tokens[0], *tokens[-columns:]]
    if not grouped or len(below) != columns:
        return None
    opening = text[slice(*below[0])]
    groups = [i for i, t in enumerate(below) if text[slice(*t)] == opening]
    if len(groups) < _FEWEST_NUMBERS or len(tokens) not in (len(groups), len(groups) + 1):
        return None
    named = tokens[-len(groups) :]
    return [tokens[0], *(named[sum(g <= i for g in groups) - 1] for i in range(columns))]


def _table(heads: Sequence[Sequence[Span]], rows: Sequence[_Row]) -> Table:
    cells: list[Cell] = []
    for r, (corner, *head) in enumerate(heads):
        if corner != head[0]:
            cells.append(Cell(r, 0, *corner))
        column = 0
        while column < len(head):
            width = 1
            while column + width < len(head) and head[column + width] == head[column]:
                width += 1
            cells.append(Cell(r, column + 1, *head[column], 1, width))
            column += width
    for r, row in enumerate(rows, len(heads)):
        if row.label is not None:
            cells.append(Cell(r, 0, *row.label))
        cells.extend(Cell(r, c, *t) for c, t in enumerate(row.tokens[-row.numbers :], 1))
    return Table(cells[0].start, rows[-1].end, tuple(cells))
