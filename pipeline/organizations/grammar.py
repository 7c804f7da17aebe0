"""Names by their grammar: a head (協會, 部, 公司) and the scored scan for where the name begins.

The left boundary is decided by log-odds: how likely each character is inside a name rather than in
running text, how likely the first one is to begin a name, and what stands before names. A known place or
agency in front is taken in; a stop such as punctuation ends the scan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.organizations.lexicon import GenericKind, Head, fold, generic_words, scores

LONGEST_NAME = 28
_UNSEEN_PAIR = -0.7
_UNSEEN_OPEN = -0.2
# Directly after an organization its units may be called anything: what one pair may cost there.
_NESTED_COST = -1.2
# Under a common noun (科技公司) lies a name (佳世達) only if no pair before it is a common word.
_RARE = -1.5
# The names of companies and clubs are made of any characters: a rare one inside costs at most this.
_OPEN_TYPES = frozenset(("company", "association", "university", "party", "media"))
_OPEN_COST = -1.2
_PAIR_TRUST = 1.5
# The score of a pair that is a common word and stands in no name.
_BARRIER = -8.0
# From this score on a pair is a word of running text; only a unit of an organization may be called so.
_VERB = -4.5
_PLACE_BONUS = 1.5
_NEST_BONUS = 4.0
# A candidate below this is not worth carrying into the choice.
_LEAST = 1.0
_LEAST_SINGLE = 3.0
_KINDS = {"strong": 2.0, "weak": 0.0, "single": -0.5, "unit": -2.0}
_INNER = frozenset("・‧·•．-")
# Heads that turn a mere topic into a name: 經濟部, 外交委員會. Before others a topic stays a common noun.
_TOPIC_HEADS = frozenset(
    ("部", "省", "署", "司", "局", "處", "院", "廳", "委員會", "次級委員會", "總署", "總局", "科", "組")
)
_NEVER_INSIDE = frozenset("各該某每的了是這那您你們它她其於受率赴晤偕")
# 之 and 等 stand in names only in these words.
_FUNCTION = re.compile(
    r"之(?![家友聲光])|(?<![高平中初均同])等|(?:規劃|[設計訂備擁具享持占佔])有|簡稱|全名|全稱|所屬|包括|包含|以及|會員|成員"
)
_OPENING, _CLOSING = "「『“", "」』”"
_QUOTED_BONUS = 2.0
# Heads of common nouns: before them a common word makes no name, unless quotation marks say that it does.
_BUSINESS_HEADS = frozenset(
    (
        "公司",
        "銀行",
        "機構",
        "企業",
        "集團",
        "醫院",
        "學校",
        "事務所",
        "旅行社",
        "出版社",
        "圖書館",
        "博物館",
        "中心",
        "小組",
        "組織",
        "基金",
        "聯誼會",
        "電子報",
        "大學",
        "學院",
        "公會",
        "工會",
        "專案小組",
        "工作小組",
        "推動小組",
        "服務中心",
        "管理中心",
    )
)
_JOINTS = "及暨與和或跟同"
# An organization must be at least this likely to bound the one that a conjunction joins to it.
_LEAST_SIBLING = 5.0
# Heads before which topics are listed: 外交、貿易暨國防小組, 農業暨畜牧委員會.
_JOINT_HEADS = _TOPIC_HEADS | frozenset(("小組", "中心", "研究中心", "研究所", "協會", "基金會", "研究院"))
_TITLE_INSIDE = re.compile(
    r"[部署局處司院會所組科校館社廳廠隊團]長|長官|主委|主席|秘書長|董事(?!會)|主任(?!委員會)|委員(?!會)|大使(?!館)|公使(?!館)"
    r"|代表(?![處團部大辦會])|總統(?!府)|議員(?!懇|聯)|教授|先生|女士|總裁|總理(?!府|辦|大)|部次|專員|參事(?!處)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be a name, with its log-odds and where they come from."""

    start: int
    end: int
    score: float
    rule: str
    head: Head | None = None
    parent_end: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is already known of a folded text when its heads are scanned.

    ``places`` maps where a known place ends to where it starts; ``inner`` marks the characters at which no
    name can begin because a known place or name runs across them. ``parents`` maps where an organization
    ends to its start and score; ``known`` the spans of known names to their scores.
    """

    text: str
    places: Mapping[int, int]
    inner: bytearray
    parents: Mapping[int, tuple[int, float]]
    known: Mapping[tuple[int, int], float]


def around(text: str, start: int, end: int) -> float:
    """Log-odds of what stands before ``start`` and after ``end`` if a name stands between."""
    return _before(text, start) + after(text, end)


def _before(text: str, start: int) -> float:
    if start == 0:
        return 0.5
    return _beside("<", text[max(0, start - 2) : start], text[start - 1])


def _beside(mark: str, pair: str, single: str) -> float:
    """The log-odds of a pair beside a name; a rare pair says little against what its single character says."""
    table = scores()
    alone = table.get(mark + single, 0.0)
    return max(table.get(mark + pair, alone), alone - _PAIR_TRUST)


def torn(text: str, position: int) -> float:
    """How firmly the characters on both sides of ``position`` belong together in running text."""
    return scores().get("|" + text[position - 1 : position + 1], 0.0) if position else 0.0


def after(text: str, end: int) -> float:
    """Log-odds of what stands at ``end`` if a name ends there."""
    if end >= len(text):
        return 0.5
    return _beside(">", text[end : end + 2], text[end])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(row["surname"]) for row in load_lexicon("surnames"))


def is_continued(text: str, end: int) -> bool:
    """Whether the head's last one or two characters begin another word with what follows (部分, 會議)."""
    if text[end : end + 2] in ("議員", "議長"):
        return False
    words = generic_words("continuation")
    return any(text[end - back : end + size] in words for back in (1, 2) for size in (1, 2, 3))


def is_generic(name: str, head: str) -> bool:
    """Whether a folded name is a common noun: a known phrase, or a head with nothing but generic words."""
    if name == head or name in generic_words("whole"):
        return True
    rest = name.removesuffix(head)
    if head in _TOPIC_HEADS:
        return _consists_of(rest, _words("quantifier"))
    if head in _BUSINESS_HEADS:
        return _consists_of(rest, _words("quantifier", "topic", "collective", "common"))
    return _consists_of(rest, _words("quantifier", "topic", "collective"))


def _joins_generic(name: str, head: str) -> bool:
    """Whether a common noun stands after a conjunction inside the name: 期貨交易所及相關金融機構, 公司治理及公司."""
    cut = max(name.rfind(joint, 0, -len(head)) for joint in _JOINTS)
    return cut > 0 and head not in _JOINT_HEADS and is_generic(name[cut + 1 :], head)


def is_ordinary(name: str) -> bool:
    """Whether folded text reads as running text, not as a proper name: common words, or a word no name has."""
    table = scores()
    if any(table.get(name[i : i + 2], 0.0) <= _VERB for i in range(len(name) - 1)):
        return True
    return _consists_of(name, _words("quantifier", "topic", "collective", "common"))


@cache
def _words(*kinds: GenericKind) -> frozenset[str]:
    return frozenset().union(*(generic_words(kind) for kind in kinds))


def _consists_of(text: str, words: frozenset[str]) -> bool:
    reach = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reach[end] = any(reach[i] and text[i:end] in words for i in range(max(0, end - 6), end))
    return reach[-1]


def _names_a_person(text: str, start: int, head_start: int, end: int) -> bool:
    """Whether head and 長 are a title with a surname before it: 王院長金平, 陳副院長, 副署長."""
    before = text[start:head_start]
    if before.endswith("副"):
        return True
    if text[end : end + 1] != "長":
        return False
    return before.removesuffix("前").removesuffix("代") in _surnames() and len(before) <= 3


def scan(around_it: Surroundings, head: Head, end: int) -> list[Candidate]:
    """Candidates for the name that ends at ``end`` in ``head``, best first."""
    text, parents, known = around_it.text, around_it.parents, around_it.known
    folded_head = fold(head.text)
    if is_continued(text, end) or is_false_ending(text, end, folded_head):
        return []
    table = scores()
    least, unseen = (_OPEN_COST, _UNSEEN_OPEN) if head.type in _OPEN_TYPES else (-9.0, _UNSEEN_PAIR)
    head_start = end - len(folded_head)
    right = after(text, end) + table.get(text[end - 1] + "$", -2.0) + _KINDS[head.kind]
    inside = clipped = 0.0
    # The least step since the longest common noun (科技公司): whether what stands before it can be a name.
    worst = 0.0
    generic_start = end
    barred = generic_tail = False
    found: list[Candidate] = []
    best_generic = 0.0
    for i in range(end - 1, max(0, end - LONGEST_NAME) - 1, -1):
        char = text[i]
        if not ("\u4e00" <= char <= "\u9fff" or char in _INNER) or char in _NEVER_INSIDE:
            break
        if (
            i + 1 < end
            and i + 1 in parents
            and text[i + 1] in _JOINTS
            and parents[i + 1][1] > _LEAST_SIBLING
            and i + 2 < head_start
        ):
            break
        if i + 1 < end:
            key = text[i : i + 2]
            step = table.get(key)
            if step is not None and step <= _BARRIER:
                break
            if step is None:
                step = max(min(0.0, table.get("=" + key[1], -1.0)) + unseen, least)
            barred = barred or step <= _VERB
            inside += step
            clipped += max(step, _NESTED_COST)
            worst = min(worst, step)
        if i > head_start or (around_it.inner[i] and i not in parents):
            continue
        if _names_a_person(text, i, head_start, end):
            continue
        first = table.get("^" + char)
        if first is None:
            first = min(0.0, table.get("=" + char, 0.0)) - 2.0
        first = max(first, least - 1.0) - torn(text, i)
        if (
            text[end : end + 1] == "長"
            and len(folded_head) == 1
            and first + inside < 0
            and char in _surnames()
        ):
            continue
        own = first + inside + right
        generic_tail = generic_tail or (i in parents and head.kind == "weak" and is_generic(text[i:end], folded_head))
        name = text[i:end]
        if i in parents and i == head_start and head.type == "company" and len(folded_head) > 1:
            start, parent_score = parents[i]
            found.append(Candidate(start, end, parent_score + _NEST_BONUS, "organization.company", head))
        elif i in parents and char not in _JOINTS and i != end - 1:
            tail = max(first + clipped + right, known.get((i, end), -9.0))
            if tail + _NEST_BONUS > 0 and _may_be_unit(name, folded_head, head):
                start, parent_score = parents[i]
                score = parent_score + max(0.0, tail) + _NEST_BONUS
                found.append(Candidate(start, end, score, "organization.nested", head, parent_end=i))
        if barred or (generic_tail and i not in parents):
            continue
        if (
            head.kind != "unit"
            and i < head_start - 1
            and not around_it.inner[i]
            and not text[i - 1].isdigit()
        ):
            quoted = text[i - 1] in _OPENING and text[end : end + 1] in _CLOSING and i > 0
            score = _before(text, i) + own + (_QUOTED_BONUS if quoted else 0.0)
            if (
                not quoted
                and is_generic(name, folded_head)
                or not quoted
                and _joins_generic(name, folded_head)
            ):
                best_generic = max(best_generic, score)
                worst, generic_start = 0.0, i
            elif head.type in _OPEN_TYPES and worst > _RARE and i < generic_start - 1 and generic_start < end:
                found.append(
                    Candidate(i, end, max(score, best_generic + score / 10), "organization.head", head)
                )
            else:
                found.append(Candidate(i, end, score, "organization.head", head))
            if i >= 3 and text[i - 1] in _JOINTS and folded_head in _JOINT_HEADS:
                found += _with_topics(around_it, i, end, score, head)
        if (
            i in around_it.places
            and head.kind != "unit"
            and (i < head_start - 1 or (i == head_start and len(folded_head) > 1))
        ):
            start = around_it.places[i]
            region = text[start:i] in generic_words("region")
            if region and is_generic(text[start:end], folded_head):
                continue
            score = _before(text, start) + _PLACE_BONUS + max(first, -1.0) + inside + right
            found.append(Candidate(start, end, score, "organization.place-head", head))
    if generic_start < end and best_generic > 0:
        found = [c for c in found if c.start <= generic_start]
    found = [c for c in found if c.score > max(_LEAST, best_generic)]
    least_score = _LEAST_SINGLE if head.kind == "single" else _LEAST
    found = [c for c in found if c.score > least_score and not _spoiled(text, c)]
    found.sort(key=lambda c: (-c.score, c.start))
    return found[:4]


def _spoiled(text: str, c: Candidate) -> bool:
    """Whether a title or a function word stands inside the name."""
    function = _FUNCTION.search(text, c.start, c.end)
    return function is not None or _TITLE_INSIDE.search(text, c.start, c.end) is not None


def is_false_ending(text: str, end: int, head: str) -> bool:
    """Whether the head is only the end of another word: 簽署, 內部, 好處."""
    if text[max(0, end - 3) : end] in generic_words("ending"):
        return True
    if len(head) > 1:
        return False
    word = text[max(0, end - 2) : end]
    return word in generic_words("ending") or word in generic_words("whole")


def _with_topics(around_it: Surroundings, tail: int, end: int, score: float, head: Head) -> list[Candidate]:
    """The name with the topics before its conjunction, and with a parent or place before these."""
    start = _joined_start(around_it.text, tail - 1)
    if start == tail - 1:
        return []
    score += 4.0
    found = [Candidate(start, end, score, "organization.joint-topics", head)]
    if start in around_it.parents:
        parent, parent_score = around_it.parents[start]
        whole = parent_score + max(score, 0.0) + _NEST_BONUS
        found.append(Candidate(parent, end, whole, "organization.nested", head, parent_end=start))
    elif start in around_it.places:
        place = around_it.places[start]
        found.append(Candidate(place, end, score + _PLACE_BONUS, "organization.place-head", head))
    return found


def _may_be_unit(tail: str, folded_head: str, head: Head) -> bool:
    if head.kind != "unit" and head.type in ("company", "media", "party", "association"):
        return False
    if head.kind == "weak" and len(tail) <= 4 and is_generic(tail, folded_head):
        return False
    if tail in generic_words("whole") and head.kind == "single":
        return False
    rest = tail.removesuffix(folded_head)
    return bool(rest or len(folded_head) > 1) and not (rest and _consists_of(rest, _words("quantifier")))


def _joined_start(text: str, joint: int) -> int:
    """Where the topics before a conjunction begin: 外交、貿易暨|國防小組. ``joint`` itself if there are none."""
    topics = generic_words("topic")
    start = joint
    while True:
        for size in (4, 3, 2):
            if start >= size and text[start - size : start] in topics:
                start -= size
                break
        else:
            return start
        if start == 0 or text[start - 1] != "、":
            return start
        if not any(start - 1 >= size and text[start - 1 - size : start - 1] in topics for size in (4, 3, 2)):
            return start
        start -= 1
