"""Currencies as they stand beside a number: names, symbols and codes, before it and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import load_lexicon


@dataclass(frozen=True, slots=True)
class Currency:
    """The ISO 4217 codes of a name, the usual one first, and its kind (name, symbol, code, generic)."""

    codes: tuple[str, ...]
    kind: str


@cache
def currencies() -> dict[str, Currency]:
    """Every written form of a currency."""
    return {
        row["name"]: Currency(tuple(row["code"].split("|")), row["kind"])
        for row in load_lexicon("currencies")
    }


@cache
def after_pattern() -> re.Pattern[str]:
    """A currency after a number; 「億元美金」 names it twice and the name wins."""
    names = [n for n, c in currencies().items() if c.kind in ("name", "code", "generic", "symbol")]
    alternatives = "|".join(
        re.escape(n) + (r"(?![A-Za-z])" if n[-1].isascii() else "") for n in _longest(names)
    )
    return re.compile(rf"[ \t\u3000]?(?:[元圓][ \t]?(?=[^\W\d_]{{1,5}}[幣金元圓]))?(?P<name>{alternatives})")


@cache
def before_pattern() -> re.Pattern[str]:
    """A currency before a number, up to the number: 「新臺幣」, 「美金約」, 「US$」."""
    names = [n for n, c in currencies().items() if c.kind != "generic" or n in "$＄¥￥"]
    alternatives = "|".join(
        (r"(?<![A-Za-z])" if n[0].isascii() and n[0].isalpha() else "") + re.escape(n)
        for n in _longest(names)
    )
    # The look at the first character keeps the engine from trying every name at every place.
    first = re.escape("".join(sorted({n[0] for n in names})))
    return re.compile(
        rf"(?=[{first}])(?P<name>{alternatives})[:：]?[ \u3000]?(?:約|近|逾|超過|達|高達|為|計)?[ \u3000]?$"
    )


def _longest(names: list[str]) -> list[str]:
    return sorted(names, key=lambda n: (-len(n), n))


@cache
def first_characters() -> frozenset[str]:
    """What a currency behind a number can begin with."""
    return frozenset(n[0] for n in currencies()) | frozenset(" \t\u3000元圓")


@cache
def last_characters() -> frozenset[str]:
    """What the words of a currency before a number can end with."""
    last = {n[-1] for n, c in currencies().items() if c.kind != "generic" or n in "$＄¥￥"}
    return frozenset(last) | frozenset("約近逾過達為計:：")
