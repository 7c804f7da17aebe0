"""What finds things fast in a whole text: many words at once, patterns that begin with rare characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

T = TypeVar("T")


def matches(first: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """``pattern.finditer(text)`` of a pattern that matches only where ``first`` does.

    A pattern that begins with a look behind is tried at every character; ``first`` begins with a plain set
    (``[A-Z](?<![a-z].)``), which the engine skips to. Matches of nothing are none.
    """
    end = 0
    for place in first.finditer(text):
        if place.start() >= end and (match := pattern.match(text, place.start())) is not None:
            end = match.end()
            yield match


class OneOff:
    """Words that a written one may be but for a single wrong character: one half of them is whole in it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_half: dict[tuple[int, bool, str], list[str]] = {}
        for word in words:
            for key in _halves(word, len(word)):
                self._by_half.setdefault(key, []).append(word)

    def near(self, written: str, *, lost: int = 0) -> set[str]:
        """The words at most ``lost`` characters longer than ``written`` that share a half with it."""
        sizes = range(len(written), len(written) + lost + 1)
        keys = (key for size in sizes for key in _halves(written, size))
        return {word for key in keys for word in self._by_half.get(key, ())}


def _halves(written: str, size: int) -> tuple[tuple[int, bool, str], ...]:
    """Both halves of a word of ``size`` characters as they stand in ``written``, the second being True."""
    half = size // 2
    return (size, False, written[:half]), (size, True, written[len(written) - (size - half) :])


class WordList(Generic[T]):
    """Words, each with a value, and where they stand in a text.

    Both ways yield the start and end (in characters) and the value of each word found. How long a text takes
    depends on its length, not on how many words there are.
    """

    def __init__(self, values: Mapping[str, T]) -> None:
        self._words = list(values)
        self._values = list(values.values())

    def every(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Every word by its end, the longest first; words may overlap."""
        values = self._values
        for i, start, end in self._every.find_matches_as_indexes(text, overlapping=True):
            yield start, end, values[i]

    def longest(self, text: str) -> Iterator[tuple[int, int, T]]:
        """The words into which ``text`` falls from the left, the longest at each place; none overlap."""
        values = self._values
        for i, start, end in self._longest.find_matches_as_indexes(text):
            yield start, end, values[i]

    @cached_property
    def _every(self) -> AhoCorasick:
        return AhoCorasick(self._words, MatchKind.Standard, False, Implementation.ContiguousNFA)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self._words, MatchKind.LeftmostLongest, False, Implementation.ContiguousNFA)
