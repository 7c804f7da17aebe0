"""Names in which one character is damaged, as a scanner leaves them (德國學術交流國署 for …總署).

A damaged name is read as one that stands undamaged elsewhere in the report, if it differs in one character
that hardly ever stands between its neighbours, and appears only once. Two bodies that differ in
one character (東京大學, 北京大學; 第一組, 第二組) are each written as ordinary text is, and stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.ordinary import FLOOR, ordinary_text
from pipeline.organizations.lexicon import agency_codes, fold, heads, known_names, units
from pipeline.organizations.mentions import OrganizationMention
from pipeline.organizations.words import is_word
from pipeline.search import OneOff

RULE = "organization.misread"
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
# What tells bodies of one kind apart, each as good as the other.
_REFERRING = frozenset("本該貴各兩此其")
_SERIES = frozenset("一二三四五六七八九十百甲乙丙丁戊東西南北中上下前後左右大小新舊總副")
# In a shorter name one character is half of what tells it from others.
_LEAST, _LONG = 5, 6
# Its first character is the name's own (寶華, 中華) unless a long name follows.
_LONGER = 8
# By how much (log odds) the right character must be likelier than the one written; more in a short name.
_GAIN, _GAIN_IF_SHORT = 5.0, 7.0


@dataclass(frozen=True, slots=True)
class _Misread:
    """``text[start:end]`` is ``name`` but for one character; ``of`` is the mention that has it undamaged."""

    start: int
    end: int
    name: str
    of: OrganizationMention


def with_misread(text: str, mentions: Sequence[OrganizationMention]) -> list[OrganizationMention]:
    """``mentions`` with those added or mended whose name is damaged, in reading order."""
    folded = fold(text)
    attested: dict[str, OrganizationMention] = {}
    for m in mentions:
        name = folded[m.start : m.end]
        if m.form != "deictic" and len(name) >= _LEAST and _CHINESE.fullmatch(name):
            attested.setdefault(name, m)
    found: list[_Misread] = []
    for name in sorted(attested, key=len, reverse=True):
        for start, end in _damaged(folded, name):
            if not any(f.start < end and start < f.end for f in found):
                found.append(_Misread(start, end, name, attested[name]))
    kept = list(mentions)
    for f in found:
        kept = _placed(text, kept, f)
    mended = (replace(m, rule=RULE, known_as=n) if (n := _unlisted(folded, m)) else m for m in kept)
    return sorted(mended, key=lambda m: m.start)


def listed_name(text: str, start: int = 0, end: int | None = None) -> str | None:
    """The one name of the lexicons that folded ``text[start:end]`` is but for a damaged character."""
    end = len(text) if end is None else end
    name = text[start:end]
    if len(name) < _LEAST or not _CHINESE.fullmatch(name) or name.endswith("銀行"):
        return None
    near = sorted(_listed().near(name, lost=1))
    fitting = [n for n in near if is_damaged(text, start, end, n)]
    return fitting[0] if len(fitting) == 1 else None


def _unlisted(text: str, mention: OrganizationMention) -> str | None:
    """The listed name that a mention is but for a damaged character, if the grammar alone has found it."""
    if mention.form != "full" or mention.known_as or mention.type == "company":
        return None
    if all(_ties(a, b) > 0 for a, b in pairwise(text[mention.start : mention.end])):
        return None
    return listed_name(text, mention.start, mention.end)


@cache
def _listed() -> OneOff:
    names = {*known_names(), *agency_codes()}
    return OneOff(name for name in names if len(name) >= _LEAST and _CHINESE.fullmatch(name))


def _placed(text: str, mentions: Sequence[OrganizationMention], found: _Misread) -> list[OrganizationMention]:
    """``mentions`` with the damaged name among them; one that begins before it is mended as a whole."""
    over = [m for m in mentions if m.start < found.end and found.start < m.end]
    outside = [m for m in over if m.start < found.start or m.end > found.end]
    if outside:
        if len(over) > 1 or outside[0].start > found.start or outside[0].end != found.end:
            return list(mentions)
        whole = text[outside[0].start : found.start] + found.name
        mended = replace(outside[0], rule=RULE, known_as=outside[0].known_as or whole)
        return [mended if m is outside[0] else m for m in mentions]
    of = found.of
    parent = of.parent_end - of.start if of.parent_end is not None else None
    mention = replace(
        of,
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        rule=RULE,
        known_as=of.known_as or of.text,
        parent_end=found.start + parent if parent is not None and found.end - found.start > parent else None,
    )
    return [*(m for m in mentions if m not in over), mention]


def _damaged(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where ``name`` stands in ``text`` with one character wrong or lost: one half of it is always whole."""
    half = len(name) // 2
    for part, offset in ((name[:half], 0), (name[half:], half)):
        position = text.find(part)
        while position >= 0:
            start = position - offset
            for end in (start + len(name), start + len(name) - 1):
                # With a character lost before the whole half, the name begins one later.
                begin = start + (end < start + len(name)) if offset else start
                stop = start + len(name) if offset else end
                if begin >= 0 and is_damaged(text, begin, stop, name):
                    yield begin, stop
            position = text.find(part, position + 1)


def is_damaged(text: str, start: int, end: int, name: str, least: int = _LEAST) -> bool:
    """Whether folded ``text[start:end]`` is ``name`` but for one character that is out of place, or lost.

    ``least`` is the least length of a name; where no other word can stand, a shorter one will do.
    """
    written = text[start:end]
    if written == name or len(name) < least:
        return False
    at = next((k for k, (a, b) in enumerate(zip(written, name, strict=False)) if a != b), len(written))
    if len(written) == len(name):
        if written[at + 1 :] != name[at + 1 :] or (at == 0 and least == _LEAST and len(name) < _LONGER):
            return False
        damaged = _is_misread(text, start + at, name[at], len(name))
    else:
        if len(name) < _LEAST or len(written) != len(name) - 1 or written[at:] != name[at + 1 :]:
            return False
        damaged = _is_lost(text, start + at, name, at)
    if not damaged or written in known_names() or written in agency_codes() or written in units():
        return False
    # What is written so again is no slip.
    return text.find(written, text.find(written) + 1) < 0


def _is_misread(text: str, at: int, want: str, length: int) -> bool:
    """Whether the character at ``at`` is out of place there, and ``want`` is not."""
    got, left, right = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not _CHINESE.fullmatch(got) or got in _REFERRING:
        return False
    if {got, want} <= _SERIES or (got in heads() and want in heads()):
        return False
    if any(is_word(pair) for pair in (left + got, got + right)):
        return False
    least = _GAIN if length >= _LONG else _GAIN_IF_SHORT
    return ordinary_text().gain(left, got, want, right) >= least


def _is_lost(text: str, at: int, name: str, k: int) -> bool:
    """Whether ``name[k]`` is missing before ``at``: the characters around the gap seldom meet.

    At either end of a name, nothing but a long name's rest between marks tells it.
    """
    if k in (0, len(name) - 1):
        beside = text[at - 1 : at] if k == 0 else text[at : at + 1]
        return len(name) >= _LONG and beside != name[k] and not _CHINESE.fullmatch(beside)
    left, lost, right = name[k - 1], name[k], name[k + 1]
    return _ties(left, right) <= 0.0 and _ties(left, lost) + _ties(lost, right) >= _GAIN


def _ties(left: str, right: str) -> float:
    """By how much likelier (log odds) than by chance ``right`` is after ``left``."""
    counts = ordinary_text()
    return counts.follows(left, right) - counts.single.get(right, FLOOR)
