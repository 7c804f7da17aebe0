"""How likely one character follows another in ordinary officialese, from counts (``ordinary_text``).

It tells names from text, and a character that a scanner misread from one that belongs where it stands.
"""

from __future__ import annotations

import math
import re
from functools import cache

from pipeline.lexicons import load_lexicon

# Pairs after a rare character are seldom words: they are what is left of names in the counted text.
RARE = 500
FLOOR = math.log(2e-7)
PACKED = re.compile(r"(.):(\d+)")
PLAIN = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "･": "、", "/": "、"}


class OrdinaryText:
    """Log probabilities: ``single`` of a character, ``pair`` of one after another, ``rest`` of all others."""

    def __init__(self) -> None:
        rows = load_lexicon("ordinary_text")
        total = sum(int(r["count"]) for r in rows)
        self.single = {r["character"]: math.log(int(r["count"]) / total) for r in rows}
        self.pair: dict[str, float] = {}
        self.rest: dict[str, float] = {}
        for r in rows:
            first, count, seen = r["character"], int(r["count"]), 0
            rare = max(0, 3 * (RARE - count))
            for second, n in PACKED.findall(r["following"]):
                seen += int(n)
                self.pair[first + second] = math.log(int(n) / (count + rare))
            self.rest[first] = math.log(max(count - seen, 0.02 * count) / count)

    def follows(self, previous: str, character: str) -> float:
        """Log probability of ``character`` after ``previous``, both plain."""
        found = self.pair.get(previous + character)
        if found is not None:
            return found
        return max(FLOOR, self.rest.get(previous, 0.0) + self.single.get(character, FLOOR))

    def gain(self, left: str, got: str, want: str, right: str) -> float:
        """By how much likelier ``want`` is than ``got`` between its neighbours ("": the end of a line)."""
        left, got, want, right = plain(left), plain(got), plain(want), plain(right)
        return (
            self.follows(left, want)
            + self.follows(want, right)
            - self.follows(left, got)
            - self.follows(got, right)
        )


@cache
def plain(character: str) -> str:
    """The class that a neighbour is counted in (see scripts/derive_people_lexicons.py)."""
    if not character or character in "\n\t|":
        return "¶"
    if character.isdigit():
        return "0"
    if character.isascii() and character.isalpha():
        return "A"
    return PLAIN.get(character, character)


@cache
def ordinary_text() -> OrdinaryText:
    """The one table of counts, read on first use."""
    return OrdinaryText()
