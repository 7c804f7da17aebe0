"""Bodies of a country or region whose names hold common words alone: 國際鐵路聯盟, 日本學術振興會.

Without the place such a name is a common noun (鐵路協會, 邊境執法署); with it, it names one body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.organizations.commons import JOINTS, is_continued, is_false_ending, is_spoiled
from pipeline.organizations.lexicon import Head, fold, generic_words
from pipeline.organizations.surroundings import Candidate, Surroundings, is_title
from pipeline.organizations.unknown_places import NEVER_INSIDE
from pipeline.organizations.words import EDGE, INSIDE, STOP

# Heads that a place and a topic make a name of.
_SOCIETIES = frozenset(
    ("協會", "學會", "公會", "工會", "商會", "聯合會", "總會", "聯盟", "基金會", "促進會", "協進會")
)
_SOCIETIES |= {
    "振興會",
    "研究會",
    "總商會",
    "同業公會",
    "公社",
    "公團",
    "研究所",
    "研究院",
    "研究中心",
    "博物館",
    "美術館",
    "圖書館",
}
# Heads that need two: 日本道路交通情報中心, but not 亞洲物流中心.
_LOOSE = frozenset(("振興機構", "促進機構", "開發機構", "資訊中心", "發展中心", "情報中心", "資料中心"))
# Heads of agencies, which a place and any words make a name of: 澳洲邊境執法署.
_AGENCIES = frozenset("署局廳")
_LONGEST_TOPIC, _LONGEST_OWN = 5, 12
_SHORTEST_TOPIC, _SHORTEST_OWN, _SHORTEST_MINISTRY = 2, 3, 4
_SCORE, _PER_CHARACTER, _JOINT_BONUS = 9.0, 0.4, 4.0
_DISTRIBUTIVE = frozenset(("各", "每", "某", "諸"))
_STATES = frozenset("州省邦縣府都")
_DIRECTIONS = frozenset("東西南北中內外全各總分")


def national_bodies(around: Surroundings, ends: Mapping[int, Head]) -> Iterator[Candidate]:
    """Candidates for every head in ``ends`` that a place and common words stand before."""
    for end, head in ends.items():
        text_of_head = fold(head.text)
        head_start = end - len(text_of_head)
        if text_of_head in _SOCIETIES or text_of_head in _LOOSE:
            begins = _behind_topics(around, head_start, 2 if text_of_head in _LOOSE else 1)
            if begins is None and head.type == "association":
                begins = _behind_words(around, head_start, _SHORTEST_TOPIC)
        elif head.type == "government" and text_of_head[-1] in _AGENCIES:
            begins = _behind_words(around, head_start, _SHORTEST_OWN)
        elif text_of_head == "部":
            begins = _behind_words(around, head_start, _SHORTEST_MINISTRY)
        else:
            continue
        if begins is None or is_continued(around.text, end) or around.text.endswith(text_of_head * 2, 0, end):
            continue
        start = around.places[begins]
        if around.text[start - 1 : start] in _DISTRIBUTIVE:
            continue
        if around.text[start].isascii() or is_false_ending(around.text, end, text_of_head):
            continue
        if not is_spoiled(around.text, begins, end) and not is_title(around, head_start, end):
            score = _SCORE + _PER_CHARACTER * (end - start) + _JOINT_BONUS * ("暨" in around.text[begins:end])
            yield Candidate(start, end, score, "organization.national", head)


def _behind_topics(around: Surroundings, end: int, least: int) -> int | None:
    """Where the place ends that stands before at least ``least`` topics and nothing else, up to ``end``."""
    topics = _topics()
    reached = {end: 0}
    for at in range(end, max(0, end - _LONGEST_OWN), -1):
        if at not in reached:
            continue
        if at in around.places and reached[at] >= least:
            return at
        joint = at < end and around.text[at - 1] in JOINTS
        if joint:
            reached.setdefault(at - 1, reached[at])
        for size in range(2, min(_LONGEST_TOPIC, at) + 1):
            if around.text[at - size : at] in topics:
                reached[at - size] = max(reached.get(at - size, 0), reached[at] + 1)
    return None


def _behind_words(around: Surroundings, end: int, least: int) -> int | None:
    """Where the place ends before at least ``least`` characters of words of which none ends a name."""
    text, words = around.text, around.words
    for at in range(end - 1, max(0, end - _LONGEST_OWN) - 1, -1):
        if (words[at] in (STOP, EDGE) and text[at] != "暨") or not "\u4e00" <= text[at] <= "\u9fff":
            return None
        if text[at] in NEVER_INSIDE:
            return None
        if at in around.parents or (at, end) in around.known or (at, end + 1) in around.known:
            return None
        if at in around.places and words[at] != INSIDE:
            if text[at - 1] not in _STATES and text[around.places[at] : at] in generic_words("region"):
                return None
            return at if end - at >= least and text[end - 1] not in _DIRECTIONS else None
    return None


@cache
def _topics() -> frozenset[str]:
    return (generic_words("topic") | {"國家", "中央", "智庫"}) - generic_words("kind")
