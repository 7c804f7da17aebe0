"""The place of a mayor or a governor named without one: 前往南浦町。佐藤町長仁說明."""

from __future__ import annotations

import re
from functools import cache

from pipeline.countries import country_names
from pipeline.lexicons import load_lexicon
from pipeline.people.surroundings import Affiliation

# What the places are called whose heads bear a title; a governor's is a prefecture.
PLACES_OF = {
    **{head + "長": head for head in "町村市縣州省鎮鄉郡區"},
    "知事": "縣府道都",
}
NO_PLACE = frozenset("本該全各此同某其大小兩諸都城鄉鎮市")
# A place that no list knows is one where somebody goes or that stands behind a larger one.
BOUND = "往赴至抵訪經到轉縣府道都州省郡"
WORDS = "往赴至抵於在與及和訪經由到轉會的是而像了有些各將如"
REACH = 400


@cache
def known_places() -> frozenset[str]:
    """The places that a lexicon lists, folded to 臺."""
    listed = {row["place"] for row in load_lexicon("places")} | set(country_names("full", "short", "city"))
    return frozenset(name.replace("台", "臺") for name in listed)


@cache
def _named(ends: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?![{WORDS}])[\u4e00-\u9fff]){{1,5}}?[{ends}](?![立民政議場內外區役級長委])")


def place_of_head(text: str, title: str, position: int) -> Affiliation | None:
    """The one place named in the paragraph before ``position`` that can have a head with this title."""
    ends = next((places for head, places in PLACES_OF.items() if title.endswith(head)), None)
    if ends is None:
        return None
    found: dict[str, Affiliation] = {}
    begin = max(0, position - REACH, text.rfind("\n", 0, position) + 1)
    for m in _named(ends).finditer(text, begin, position):
        place = m.group().replace("台", "臺")
        start = next((m.start() + n for n in range(len(place) - 1) if place[n:] in known_places()), None)
        if start is None and text[m.start() - 1 : m.start()] in BOUND and place[0] not in NO_PLACE:
            start = m.start()
        if start is not None:
            found[text[start : m.end()].replace("台", "臺")] = Affiliation(
                text[start : m.end()], start, m.end()
            )
    return next(iter(found.values())) if len(found) == 1 else None
