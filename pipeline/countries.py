"""Which country a name stands for: territories, unions and cities with their ISO 3166-1 alpha-3 code.

The names and their sources are in ``lexicons/countries.csv``. The European Union carries ``EUE``, the
code that ISO 3166-1 reserves for it; ``WLD`` (the world) is a convention of the data contract.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pipeline.lexicons import load_lexicon

CountryKind = Literal["full", "short", "abbreviation", "home", "union", "city"]


def fold(name: str) -> str:
    """``name`` in the one spelling used for matching: 台 as 臺, without spaces."""
    return name.replace("台", "臺").replace(" ", "").replace("\u3000", "")


@cache
def country_names(*kinds: CountryKind) -> dict[str, str]:
    """Folded name to alpha-3 code for the given kinds of name; all kinds if none is given."""
    return {
        fold(row["name"]): row["alpha3"]
        for row in load_lexicon("countries")
        if not kinds or row["kind"] in kinds
    }


@cache
def _short_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, code in country_names("short", "union").items():
        if code not in names or (len(name), name) < (len(names[code]), names[code]):
            names[code] = name
    return names


def country_name(code: str) -> str | None:
    """The shortest Chinese name of a country or union by its alpha-3 code: 日本; None if none is known."""
    return "全球" if code == "WLD" else _short_names().get(code)


def country_of(name: str) -> str | None:
    """The alpha-3 code of a country, union or city written in full or short; None if unknown.

    One-character abbreviations (日, 美) are not looked up: what they mean depends on the context, use
    ``country_names("abbreviation", "home")`` where the context allows them.
    """
    return country_names("full", "short", "union", "city").get(fold(name))
