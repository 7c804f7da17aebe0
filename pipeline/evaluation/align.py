"""Brings a run's clean text and a gold text together: offsets in the text without any white space.

Gold is written on a plain text of the report, a run on its own clean text: line breaks, page
numbers and running headers differ. Both are compared without white space, and where characters differ
the longest common blocks lead from one to the other.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any

Span = tuple[int, int]

_SPACE = re.compile(r"[\s\u3000\ufeff]+")


def strip(text: str) -> str:
    """``text`` without any white space or byte order mark."""
    return _SPACE.sub("", text)


def fold(text: str | None) -> str:
    """``text`` as names are compared: no white space, 臺 for 台, half-width brackets, lower case."""
    return strip(text or "").replace("台", "臺").replace("（", "(").replace("）", ")").lower()


class Alignment:
    """Maps offsets in a clean text to offsets in the gold text without white space."""

    def __init__(self, clean: str, gold_text: str) -> None:
        self.target = strip(gold_text)
        self._kept = [0]
        for character in clean:
            self._kept.append(self._kept[-1] + (not _SPACE.match(character)))
        mine = strip(clean)
        self._blocks: list[tuple[int, int, int]] = []
        if mine != self.target:
            matcher = difflib.SequenceMatcher(None, mine, self.target, autojunk=False)
            self._blocks = [(b.a, b.b, b.size) for b in matcher.get_matching_blocks() if b.size]
        self._same = mine == self.target
        self._starts = [block[0] for block in self._blocks]

    def at(self, offset: int) -> int:
        """The offset in the gold text that the clean ``offset`` falls on."""
        kept = self._kept[max(0, min(offset, len(self._kept) - 1))]
        if self._same:
            return kept
        i = bisect.bisect_right(self._starts, kept) - 1
        if i < 0:
            return 0
        a, b, size = self._blocks[i]
        return b + min(kept - a, size)


def locate(texts: Iterable[str], target: str, *, overlapping: bool = False) -> list[Span]:
    """The span of each text in ``target``, each sought after the one before it.

    ``overlapping`` lets the next text begin inside the one before. A text that is nowhere gets the
    span of its length before the beginning.
    """
    spans: list[Span] = []
    position = 0
    for text in map(strip, texts):
        start = target.find(text, position)
        if start < 0:
            start = target.find(text)
        spans.append((start, start + len(text)))
        position = start + (1 if overlapping else len(text))
    return spans


def overlap(a: Span, b: Span) -> int:
    """The number of characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pair(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Pairs gold with found spans one to one, best overlap first, from 0.3 (shared over joint length)."""
    candidates: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            if shared := overlap(g, f):
                candidates.append((-shared / (max(g[1], f[1]) - min(g[0], f[0])), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for quality, i, j in sorted(candidates):
        if i not in pairs and j not in taken and -quality >= 0.3:
            pairs[i] = j
            taken.add(j)
    return pairs


_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def bounds(value: str | None) -> Any:
    """An EDTF value as its first and last day, so that 2007 equals 2007-01/2007-12; times stay as written."""
    if not value or "T" in value:
        return value

    def day(part: str, *, last: bool) -> Any:
        if part in ("", ".."):
            return part
        numbers = [int(x) for x in re.sub(r"[~?%]", "", part).split("-")]
        year = numbers[0]
        month = numbers[1] if len(numbers) > 1 else (12 if last else 1)
        if len(numbers) > 2:
            return year, month, numbers[2]
        leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return year, month, _MONTH_DAYS[month - 1] + leap if last else 1

    first, _, second = value.partition("/")
    try:
        return day(first, last=False), day(second or first, last=True)
    except (ValueError, IndexError):
        return value
