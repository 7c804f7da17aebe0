"""The place of a mayor or a governor named without one: 前往南浦町。佐藤町長仁說明."""

from __future__ import annotations

import re
from functools import cache

from pipeline.people.surroundings import Affiliation

# What the places are called whose heads bear a title; a governor's is a prefecture.
PLACES_OF = {
    **{head + "長": head for head in "町村市縣州省鎮鄉郡區"},
    "知事": "縣府道都",
}
NO_PLACE = frozenset("本該全各此同某其大小兩諸都城鄉鎮市")
BOUND = "往赴至抵於在與及和、，。；：（(「訪經由到轉會\n 　縣府道都市州省郡國"
VERBS = "往赴至抵於在與及和訪經由到轉會"
REACH = 400


@cache
def _named(ends: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[{BOUND}]))((?:(?![{VERBS}])[\u4e00-\u9fff]){{1,5}}?[{ends}])(?![立民政議場內外區役級長委])",
        re.MULTILINE,
    )


def place_of_head(text: str, title: str, position: int) -> Affiliation | None:
    """The place named last before ``position`` that can have a head with this title."""
    ends = next((places for head, places in PLACES_OF.items() if title.endswith(head)), None)
    if ends is None:
        return None
    begin = max(0, position - REACH)
    found = [m for m in _named(ends).finditer(text, begin, position) if m.group(1)[0] not in NO_PLACE]
    if not found:
        return None
    last = found[-1]
    return Affiliation(last.group(1), last.start(1), last.end(1))
