"""Items of a list of organizations that end as an agency does: 聯邦警政署、律政部."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.organizations.commons import (
    JOINTS,
    is_continued,
    is_false_ending,
    is_generic,
    is_ordinary,
    is_spoiled,
    joins_bodies,
)
from pipeline.organizations.lexicon import Head, fold
from pipeline.organizations.surroundings import Candidate, Surroundings
from pipeline.organizations.unknown_places import NEVER_INSIDE
from pipeline.organizations.words import EDGE, INSIDE, STOP

_BEFORE, _AFTER = frozenset("、,"), frozenset("、,。;及與和等")
_LONGEST, _SHORTEST = 12, 3
# The item before must be at least this likely an organization.
_LEAST_SIBLING = 6.0
_SCORE = 7.0


def siblings(around: Surroundings, ends: Mapping[int, Head]) -> Iterator[Candidate]:
    """Whole items between marks of a list, the item before which is an organization."""
    text = around.text
    for end, head in ends.items():
        agency = head.type == "government" and head.kind in ("strong", "single")
        if not agency or text[end : end + 1] not in _AFTER or is_continued(text, end):
            continue
        start = _item_start(around, end)
        if start is None:
            continue
        name, head_text = text[start:end], fold(head.text)
        if (
            is_generic(name, head_text)
            or is_false_ending(text, end, head_text)
            or joins_bodies(name, head_text)
        ):
            continue
        if is_spoiled(text, start, end) or is_ordinary(name):
            continue
        yield Candidate(start, end, _SCORE, "organization.sibling", head)


def _item_start(around: Surroundings, end: int) -> int | None:
    """Where the item that ends at ``end`` begins, if a mark and an organization stand before it."""
    text, words = around.text, around.words
    for i in range(end - 1, max(0, end - _LONGEST) - 1, -1):
        char = text[i]
        if char in _BEFORE:
            sibling = around.parents.get(i)
            whole = sibling is not None and sibling[1] >= _LEAST_SIBLING and end - i > _SHORTEST
            return i + 1 if whole and words[i + 1] not in (EDGE, INSIDE) else None
        if char in JOINTS or i in around.parents or not "\u4e00" <= char <= "\u9fff":
            return None
        if char in NEVER_INSIDE or words[i] == STOP:
            return None
    return None
