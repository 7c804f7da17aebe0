"""Places that no list has, before a name whose left boundary is plain: 參訪|岑港自由貿易區管理局."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.organizations.commons import JOINTS, surnames
from pipeline.organizations.lexicon import scores
from pipeline.organizations.surroundings import Candidate, Surroundings
from pipeline.organizations.words import FREE, STOP

# What never stands in a name.
NEVER_INSIDE = frozenset("各該某每的了是這那您你們它她其於受率赴晤偕兼")
_LONGEST_PLACE, _REACH = 4, 28
# A character less at home in names than this is rather one of running text (月間, 席間).
_COMMON = -0.5
_BONUS = 1.5
# Heads of places: a name begins with one only where no place stands before it.
_PLACE_HEADS = frozenset("市縣邦州郡")
_OWN = re.compile("本(?:[市縣省部處院局署會府校國區團所司行港公]|總[處局署])")


def with_unknown_place(around: Surroundings, c: Candidate) -> Candidate | None:
    """The name with the characters before it that form no word and are bounded: a place that no list has."""
    text, words = around.text, around.words
    if c.parent_end is not None or c.start in around.places or c.head is None or c.head.kind == "unit":
        return None
    start = c.start
    while (
        start > 0
        and c.start - start <= _LONGEST_PLACE
        and words[start - 1] == FREE
        and _is_free(text, start - 1)
    ):
        start -= 1
    if not 2 <= c.start - start <= _LONGEST_PLACE or text[start : c.start] in surnames():
        return None
    if start in around.parents or start in around.places or around.inner[start]:
        return None
    if any(scores().get("=" + char, 0.0) < _COMMON for char in text[start : c.start]) or _begins_with_place(
        c.start, around
    ):
        return None
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and words[start - 1] != STOP:
        return None
    return replace(c, start=start, score=c.score + _BONUS, rule="organization.unknown-place")


def _begins_with_place(start: int, around: Surroundings) -> bool:
    return any(around.places.get(end) == start for end in range(start + 2, start + _REACH))


def _is_free(text: str, i: int) -> bool:
    return "\u4e00" <= text[i] <= "\u9fff" and text[i] not in JOINTS and text[i] not in NEVER_INSIDE


def starts_at_remnant(around: Surroundings, i: int) -> bool:
    """Whether only the head of a place stands at ``i`` (岑港|市警察局), or 本 with what it points to."""
    text = around.text
    if text[i] == "本":
        return _OWN.match(text, i) is not None
    if text[i] not in _PLACE_HEADS or i in around.parents or i in around.places or not i:
        return False
    return "\u4e00" <= text[i - 1] <= "\u9fff" and around.words[i - 1] != STOP
