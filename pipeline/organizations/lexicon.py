"""The organization lexicons in the shape that matching needs; each is built on first use and kept.

Matching is over folded text: 臺 for 台, half-width letters, digits and brackets. Folding keeps length,
so that offsets into the folded text are offsets into the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from pipeline.countries import country_names
from pipeline.lexicons import load_lexicon, load_pairs
from pipeline.organizations.mentions import OrganizationType
from pipeline.search import WordList

GenericKind = Literal[
    "quantifier",
    "topic",
    "collective",
    "common",
    "whole",
    "continuation",
    "ending",
    "region",
    "kind",
    "school",
]

_FOLDS = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | {"台": "臺", "\u3000": " ", "庁": "廳"}
)


_LONG = 500


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name in the lexicon. ``full`` is the full name where this one is short, else the name itself."""

    name: str
    full: str
    type: OrganizationType | None
    country: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of a name, what it says about the type, and how much it needs beside it.

    ``kind``: ``strong`` (協會: hardly ever anything else), ``weak`` (中心, 組織: also common nouns),
    ``single`` (部, 局: one character) and ``unit`` (科, 分行: only under another organization).
    """

    text: str
    type: OrganizationType
    kind: str


def fold(text: str) -> str:
    """``text`` in the spelling used for matching; same length."""
    return _fold_long(text) if len(text) > _LONG else _fold_name(text)


@lru_cache(maxsize=4096)  # Mentions of one organization are compared with those of all others.
def _fold_name(text: str) -> str:
    return text.translate(_FOLDS)


@lru_cache(maxsize=2)  # Every step of finding and resolving folds the whole report.
def _fold_long(text: str) -> str:
    return text.translate(_FOLDS)


@cache
def known_names() -> dict[str, KnownName]:
    """Folded name to what is known of it: missions, agencies, international bodies, media, companies."""
    names: dict[str, KnownName] = {}
    for row in load_lexicon("missions"):
        for name in (row["name"], row["formal"]):
            if name:
                names[fold(name)] = KnownName(name, row["name"], "mission", "TWN", row["source"])
    for row in load_lexicon("organization_names"):
        kind = cast("OrganizationType | None", row["type"] or None)
        key = fold(row["name"])
        names[key] = KnownName(
            row["name"], row["full"] or row["name"], kind, row["country"] or None, row["source"]
        )
    return names


@cache
def agency_codes() -> dict[str, tuple[dict[str, str], ...]]:
    """Folded name to its entries in the official register."""
    entries: dict[str, list[dict[str, str]]] = {}
    for row in load_lexicon("agencies"):
        entries.setdefault(fold(row["name"]), []).append(row)
    return {name: tuple(rows) for name, rows in entries.items()}


@cache
def units() -> dict[str, str | None]:
    """Folded unit name (國際財政司) to the one agency whose organic law has it, None if not just one."""
    return {fold(row["unit"]): fold(row["agency"]) or None for row in load_lexicon("organization_units")}


@cache
def heads() -> dict[str, Head]:
    """Folded head to its properties."""
    return {
        fold(row["head"]): Head(row["head"], cast("OrganizationType", row["type"]), row["kind"])
        for row in load_lexicon("organization_heads")
    }


@cache
def generic_words(kind: GenericKind) -> frozenset[str]:
    """Words that do not make a name, folded.

    ``quantifier`` never does (各, 相關); ``topic`` does not before a common noun (國際組織) but does before a
    ministry's head (經濟部); ``collective`` is itself a common noun (機關) and no topic; ``common`` a
    frequent word that makes no name of a company or bank (鼓勵銀行); ``whole`` is a phrase that is no name
    (機會); ``continuation`` a word that begins with the last character of a head (部分, 會議), so that the
    head is none; ``ending`` one that ends in it (簽署); ``region`` begins names as a country does (亞洲);
    ``kind`` says of what kind a body is, not which one (民間), ``school`` of what kind a school is (偏鄉).
    """
    return frozenset(
        fold(r["word"]) for r in load_lexicon("organization_generics") if kind in r["kinds"].split()
    )


@cache
def scores() -> dict[str, float]:
    """Log-odds of characters in and around names; the keys are described in the deriving script."""
    return {key: int(score) / 100 for key, score in load_pairs("organization_scores", "key", "score")}


@cache
def places() -> dict[str, str]:
    """Folded names of countries, unions and cities to their alpha-3 code."""
    return {fold(name): code for name, code in country_names("full", "short", "union", "city").items()}


@cache
def name_list() -> WordList[str]:
    """Finds ``known_names`` and register names in folded text; each value is the folded name."""
    codes = (name for name in agency_codes() if len(name) >= 4)
    return WordList({name: name for name in (*known_names(), *codes)})


@cache
def unit_list() -> WordList[str]:
    """Finds ``units`` in folded text."""
    return WordList({name: name for name in units()})


@cache
def head_list() -> WordList[Head]:
    """Finds ``heads`` in folded text."""
    return WordList({fold(head.text): head for head in heads().values()})


@cache
def place_list() -> WordList[str]:
    """Finds ``places`` in folded text; each value is the country's code."""
    return WordList(places())


@cache
def prefix_list() -> WordList[str]:
    """Finds what stands before a name as a part of it: places and regions."""
    return WordList({name: name for name in (*places(), *generic_words("region"))})
