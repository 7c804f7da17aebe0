"""Countries by one character of their name: what 巴國 means in a text that has named 巴拉圭.

A text may say so itself, by any character of the name: 「聖露西亞（下稱露國）」. Texts are folded to one
spelling (臺 for 台); brackets may be of either width.
"""

from __future__ import annotations

import bisect
import re
from functools import cache, lru_cache

from pipeline.countries import country_names
from pipeline.search import WordList

_DEFINED = re.compile(
    r"(?:[(（][A-Za-z\u00c0-\u024f .,'’-]{2,40}[)）])?[(（](?:以下)?(?:簡稱|稱|下稱)為?[「『]?"
    r"(?P<initial>[\u4e00-\u9fff])國[」』]?[)）]"
)


@cache
def _names() -> WordList[str]:
    return WordList({n: c for n, c in country_names("full", "short", "union").items() if len(n) > 1})


class NamedCountries:
    """The countries that one text names, and where."""

    def __init__(self, folded: str) -> None:
        self._starts: dict[str, list[int]] = {}
        self._codes: dict[str, list[str]] = {}
        ends: dict[int, tuple[str, str]] = {}
        for start, end, code in _names().longest(folded):
            self._starts.setdefault(folded[start], []).append(start)
            self._codes.setdefault(folded[start], []).append(code)
            ends[end] = (folded[start:end], code)
        self.defined: dict[str, tuple[int, str]] = {}
        """By its character what the text says that 露國 is: from where on, and the country's code."""
        for match in _DEFINED.finditer(folded):
            name, code = ends.get(match.start(), ("", ""))
            if match.group("initial") in name:
                self.defined.setdefault(match.group("initial"), (match.end(), code))

    def called(self, initial: str) -> set[str]:
        """The codes of the countries whose names begin with ``initial``."""
        return set(self._codes.get(initial, ()))

    def meant(self, initial: str, position: int, *, reach: int | None = None) -> str | None:
        """The alpha-3 code of what ``initial`` stands for at ``position``, None where nothing tells.

        That is what the text says it is, else the country so named last, not more than ``reach`` before;
        without a ``reach`` also the one that is so named only later.
        """
        if (said := self.defined.get(initial)) is not None and said[0] <= position:
            return said[1]
        starts = self._starts.get(initial, [])
        before = bisect.bisect_left(starts, position) - 1
        if before < 0:
            later = self.called(initial)
            return later.pop() if len(later) == 1 and reach is None else None
        if reach is not None and position - starts[before] > reach:
            return None
        return self._codes[initial][before]


@lru_cache(maxsize=4)
def countries_named(folded: str) -> NamedCountries:
    """The countries that ``folded`` names."""
    return NamedCountries(folded)
