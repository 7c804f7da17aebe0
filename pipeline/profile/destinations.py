"""Which countries a list of destinations names: 「日本東京」 「美國（華盛頓）」 「奧地利／捷克」."""

from __future__ import annotations

import re
from functools import cache

from pipeline.countries import country_names, country_of, fold
from pipeline.search import WordList

_PART = re.compile(r"[^、，,；;／/\s\u3000：:。及與和暨至～~→>（）()\[\]【】－—]+")
_OPENING = re.compile(r"[（(\[【]")
_CLOSING = re.compile(r"[）)\]】]")
_VAGUE_TAIL = re.compile(
    r"(?:等\d*[一二三四五六七八九十]*[國地個市]*(?:家|區|國|地|城市)?|地區|各地|全境|境內|特區|本島)$"
)
_ORDINAL = re.compile(r"^(?:\d{1,2}[.、]|[（(]?[一二三四五六七八九十]{1,2}[)）、])")
_LONGEST_NAME = 16


def read_destinations(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The countries named in ``text``, in order and once each, and the spans of names that are unknown.

    A place in brackets or behind a slash or blank after a country belongs to it, known or not.
    """
    codes: list[str] = []
    unknown: list[tuple[int, int]] = []
    code_before = False
    for match in _PART.finditer(text):
        name = _VAGUE_TAIL.sub("", _ORDINAL.sub("", match.group()))
        if not name:
            continue
        code = country_of(name) or _leading_country(name)
        below = match.start() > 0 and text[match.start() - 1] in "／/ \u3000" and code_before
        inside = below or len(_OPENING.findall(text, 0, match.start())) > len(
            _CLOSING.findall(text, 0, match.start())
        )
        if code is not None:
            if code not in codes:
                codes.append(code)
        elif not (inside and codes):
            unknown.append(match.span())
        code_before = code is not None
    return codes, unknown


def _leading_country(name: str) -> str | None:
    """The code of the longest country or city at the head of ``name``, else at its end (加州洛杉磯)."""
    folded = fold(name)
    names = _names()
    for length in range(min(len(folded), _LONGEST_NAME), 1, -1):
        if folded[:length] in names:
            return names[folded[:length]]
    for length in range(min(len(folded), _LONGEST_NAME), 1, -1):
        if folded[-length:] in names:
            return names[folded[-length:]]
    return None


@cache
def _names() -> dict[str, str]:
    return country_names("full", "short", "union", "city")


def titled_destinations(title: str | None) -> tuple[str, ...]:
    """The one foreign country that the title of a report without a form names (「赴德國考察…報告」)."""
    codes = {code for _, _, code in _name_list().longest(fold(title or ""))}
    codes.discard("TWN")
    return (codes.pop(),) if len(codes) == 1 else ()


@cache
def _name_list() -> WordList[str]:
    names = country_names("full", "short", "city")
    return WordList({name: code for name, code in names.items() if len(name) > 1})
