"""Names of characters that form no word, plainly bounded on the left: 魏茲曼|科學研究院.

Foreign names are spelled with characters that the counts know from other words or not at all, so that a
scan by their log-odds may begin inside them (茲曼科學研究院).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pipeline.organizations.boundaries import is_spelled
from pipeline.organizations.commons import JOINTS, is_continued, is_generic, is_spoiled, surnames
from pipeline.organizations.lexicon import Head, fold, generic_words, scores
from pipeline.organizations.surroundings import Candidate, Surroundings
from pipeline.organizations.unknown_places import NEVER_INSIDE
from pipeline.organizations.words import EDGE, FREE, INSIDE, STOP

# Bodies that are called after persons, places and founders.
_TYPES = frozenset(("company", "university", "association"))
_HEADS = frozenset(
    ("研究所", "研究院", "研究中心", "醫院", "診所", "實驗室", "博物館", "美術館", "圖書館", "動物園")
)
_HEADS |= {"管理局", "港務局", "醫學中心", "水族館"}
# Of these only with a topic: 特送|通關局, but not 特送|局.
_AGENCIES = frozenset(("局", "署", "廳"))
# Words that stand before other words as well (航空貨運), and parties, which are named after ideas.
_NOT_HERE = frozenset(("集團", "黨", "航空", "航運", "海運"))
_LONGEST_OWN, _SHORTEST_OWN, _LONGEST_TOPIC = 9, 2, 4
_SCORE, _PER_CHARACTER = 9.0, 0.8
_INNER = frozenset("・‧·•-")
_FORM = re.compile("(?:股份)?有限$")
# What counts is no name, nor what says which of several or where: 九|大銀行, 30個|公司, 上開公司.
_COUNTING = frozenset(
    "一二三四五六七八九十百千兩0123456789家個項件所間月年日號前後上下首整約逾近餘有要說善付調"
)
# These stand in running text before what is no name's beginning: 有|公司, 蓋|醫院.
_RUNNING = frozenset("有占看蓋歸責完倒")
# A pair of running text that stands in (almost) no name speaks against the whole.
_ORDINARY = -0.5


def unknown_names(around: Surroundings, ends: Mapping[int, Head]) -> Iterator[Candidate]:
    """For each head the name before it, and before its topics, whose characters form no word."""
    for end, head in ends.items():
        head_text = fold(head.text)
        agency = head_text in _AGENCIES
        if not agency and (
            head.kind not in ("strong", "weak") or not (head.type in _TYPES or head_text in _HEADS)
        ):
            continue
        if head_text in _NOT_HERE or is_continued(around.text, end):
            continue
        own_end = _before_topics(around, end - len(head_text))
        start = _run(around, own_end)
        if (agency and own_end == end - len(head_text)) or (own_end, end) in around.known:
            continue
        if (
            start is None
            or is_spoiled(around.text, start, end)
            or is_generic(around.text[start:end], head_text)
        ):
            continue
        start = around.places.get(start, start)
        score = _SCORE + _PER_CHARACTER * (end - start)
        yield Candidate(start, end, score, "organization.unknown-name", head)


@cache
def _topics() -> frozenset[str]:
    return generic_words("topic") | generic_words("region")


def _before_topics(around: Surroundings, end: int) -> int:
    """Where the legal form and the topics directly before ``end`` begin: 魏茲曼|科學|研究院."""
    topics = _topics()
    form = _FORM.search(around.text, max(0, end - 4), end)
    end = form.start() if form is not None else end
    while True:
        sizes = range(min(_LONGEST_TOPIC, end), 1, -1)
        size = next((n for n in sizes if around.text[end - n : end] in topics), 0)
        if not size:
            return end
        end -= size


def _run(around: Surroundings, end: int) -> int | None:
    """Where the characters that form no word begin, if what stands before them bounds a name."""
    text, words = around.text, around.words
    start = end
    while start and end - start <= _LONGEST_OWN and _may_hold(text[start - 1]):
        if words[start - 1] != FREE and not _is_inside_run(around, start - 1):
            break
        if start in around.places and end - start >= _SHORTEST_OWN:
            break
        start -= 1
    own = text[start:end]
    if not _SHORTEST_OWN <= end - start <= _LONGEST_OWN or not _may_begin(own):
        return None
    if around.inner[start] or start in around.parents or any(start < p <= end for p in around.parents):
        return None
    if text[start - 1 : start].isdigit():
        return None
    if start == 0 or start in around.places or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return start
    before = start - 1
    while before and words[before] == INSIDE:
        before -= 1
    return start if words[before] in (STOP, EDGE) else None


def _is_inside_run(around: Surroundings, i: int) -> bool:
    """Whether a character that also is a word of its own stands among such as spell names: 蘇|比|克."""
    text = around.text
    alone = around.words[i] == STOP and around.words[i + 1] == FREE
    begins = not "\u4e00" <= text[i - 1 : i] <= "\u9fff" and is_spelled(text[i] + text[i + 2])
    return alone and is_spelled(text[i : i + 2]) and (begins or is_spelled(text[i - 1 : i + 1]))


def _may_hold(char: str) -> bool:
    if char in _INNER or char == "晤":
        return True
    return "\u4e00" <= char <= "\u9fff" and char not in JOINTS and char not in NEVER_INSIDE


def _may_begin(own: str) -> bool:
    """Whether characters can begin a name; a surname of two is rather a person's (歐陽|公司)."""
    if own[0] in _INNER or own[0] in _COUNTING or own in surnames() or own in generic_words("whole"):
        return False
    if not _RUNNING.isdisjoint(own):
        return False
    return not any(_is_word(a + b) for a, b in pairwise(own))


def _is_word(pair: str) -> bool:
    """Whether two characters are a word of running text: 紓困|公司, but not 雷曼|公司."""
    together = "|" + pair in scores() and not is_spelled(pair)
    return together or scores().get(pair, 0.0) <= _ORDINARY
