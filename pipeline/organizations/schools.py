"""Schools by a short name of their own, which is a word as often as not: 一新中學, 光復國中, 循人中學."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.organizations.commons import JOINTS, is_ordinary, is_spoiled
from pipeline.organizations.lexicon import generic_words, heads, places
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.unknown_places import NEVER_INSIDE
from pipeline.organizations.words import EDGE, STOP

_SCHOOL = re.compile(
    r"(?P<head>獨立中學|國民中學|國民小學|高級中學|國中小|中學|高中|國中|國小|小學|女中)"
    r"(?=[、,。;:()「」\s及與和等]|(?:副?校長|董事長|師生|全體師生)|$)"
)
_BESIDE = re.compile(r"(?:中學|國中|國小|小學|高中|學校|大學)[、及與和]$")
_NEXT = re.compile(r"(?:[、及與和][\u4e00-\u9fff]{2,8}(?:中學|國中|國小|小學|高中|大學))|副?校長|董事長|師生")
_LONGEST_OWN = 3
_SCORE = 11.0


def schools(text: str, words: bytearray, place_starts: Mapping[int, int]) -> Iterator[Candidate]:
    """The name between a plain boundary and the word for a school; with the place before it, if there is one.

    A name that is a common word counts only beside another school or before its headmaster.
    """
    for m in _SCHOOL.finditer(text):
        for size in range(_LONGEST_OWN, 1, -1):
            start = m.start() - size
            own = text[max(0, start) : m.start()]
            if start < 0 or not all("\u4e00" <= c <= "\u9fff" for c in own):
                continue
            if not _is_bounded(text, words, start, place_starts):
                continue
            if not _may_name(own) or is_spoiled(text, start, m.end()):
                break
            if is_ordinary(own) and not _among_schools(text, start, m.end()):
                break
            head = heads().get(m.group("head"), heads()["中學"])
            yield Candidate(place_starts.get(start, start), m.end(), _SCORE, "organization.school", head)
            break


def _is_bounded(text: str, words: bytearray, start: int, place_starts: Mapping[int, int]) -> bool:
    if not start or start in place_starts:
        return True
    before = text[start - 1]
    if words[start] == words[start - 1] == STOP:
        return False
    return not "\u4e00" <= before <= "\u9fff" or before in JOINTS or words[start - 1] in (STOP, EDGE)


def _may_name(own: str) -> bool:
    if {own, own[-2:]} & generic_words("school") or own in places() or own in generic_words("region"):
        return False
    return not any(c in NEVER_INSIDE or c in JOINTS or c in "立所家間等在有為讀念" for c in own)


def _among_schools(text: str, start: int, end: int) -> bool:
    return _BESIDE.search(text, max(0, start - 8), start) is not None or _NEXT.match(text, end) is not None
