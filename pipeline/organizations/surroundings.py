"""What is known of a text around a head: organizations, places and words; titles and topics among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.immutable import immutable
from pipeline.organizations.boundaries import torn
from pipeline.organizations.commons import HEAD_CHARACTERS, JOINTS, is_spoiled, surnames
from pipeline.organizations.lexicon import Head, generic_words, heads
from pipeline.organizations.words import FREE, INSIDE, STOP, WORD

# Words of content, and what it costs to begin a name directly after one.
CONTENT = (INSIDE, WORD)
_MIDWAY, _ALONE_BEFORE = 1.0, 2.5
_LONGEST_TOPIC = 10
# Room for a topic and the mark behind it.
_LEAST_LISTED = 5
_JOINTS = frozenset(JOINTS)
# A surname of one character and its given name; of two, as in Japan, the whole is longer.
_LONGEST_AFTER_SINGLE = 3


@immutable
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
    ends to its start and score; ``known`` the spans of known names to their scores. ``words`` marks what
    each character is in the words of the text.
    """

    text: str
    places: Mapping[int, int]
    inner: bytearray
    parents: Mapping[int, tuple[int, float]]
    known: Mapping[tuple[int, int], float]
    words: bytearray


def is_title(around: Surroundings, head_start: int, end: int) -> bool:
    """Whether head and 長 or 員 are the title of a person named after an organization.

    教育組|傅組長, 資訊中心|林處長, 海風公司|林文山處長, 大和建設株式會社|佐藤郁夫部長.
    """
    text = around.text
    if end - head_start > 1 or text[end : end + 1] not in ("長", "員"):
        return False
    # 人員與|李處長.
    if text[head_start - 2 : head_start - 1] in _JOINTS and text[head_start - 1] in surnames():
        return True
    for size in (1, 2, 3, 4):
        start = head_start - size
        organized = start in around.parents or _ends_a_body(text, start)
        if start > 0 and organized and text[start:head_start][: 2 if size > 2 else 1] in surnames():
            return around.words[start] != WORD or size == 1
        if size > _LONGEST_AFTER_SINGLE:
            continue
        if start > 0 and organized and text[start] in surnames() and around.words[start] != WORD:
            return True
    return False


def _ends_a_body(text: str, end: int) -> bool:
    """Whether the head of a body ends at ``end``: 處|林處長, 資訊中心|林處長."""
    return end > 0 and (
        text[end - 1] in HEAD_CHARACTERS or any(text[end - n : end] in heads() for n in (2, 3) if n <= end)
    )


def joined_start(around: Surroundings, joint: int) -> int:
    """Where the topics before a conjunction begin: 外交、貿易暨|國防小組; ``joint`` if there are none.

    暨 stands inside names only: before it any words are topics (中小企業暨新創部).
    """
    text, topics = around.text, generic_words("topic")
    start = joint
    while True:
        size = next((n for n in (4, 3, 2) if start >= n and text[start - n : start] in topics), 0)
        if text[joint] == "暨":
            size = max(size, _run_of_words(around, start, joint))
        if not size or around.words[start - size] == STOP:
            return joint if start == joint or torn(text, start + 1) else start + 1
        start -= size
        if _continues_list(around, start):
            start = around.places[start]
        elif start in around.places or start in around.parents:
            return start
        if torn(text, start):
            return joint
        if text[start - 1 : start] == "、":
            start -= 1
        elif not _follows_topic(around, start):
            return start


def _continues_list(around: Surroundings, start: int) -> bool:
    """Whether a region before the topics begins an item of their list: 外交、國際|合作暨觀光部."""
    place = around.places.get(start)
    if place is None or around.text[place - 1 : place] != "、" or place < _LEAST_LISTED:
        return False
    listed = any(around.text[place - 1 - n : place - 1] in generic_words("topic") for n in (2, 3, 4))
    return listed and around.text[place:start] in generic_words("region")


def _follows_topic(around: Surroundings, end: int) -> bool:
    """Whether a topic, bounded on its left, ends directly before ``end``: 農業|林業及漁業部."""
    text, topics = around.text, generic_words("topic")
    for start in (end - 4, end - 3, end - 2):
        if start >= 0 and text[start:end] in topics:
            return around.words[start] != STOP and not torn(text, start) and not is_spoiled(text, start, end)
    return False


def _run_of_words(around: Surroundings, end: int, joint: int) -> int:
    """Length of the words without a break before ``end``, up to a place, an organization or a title."""
    start = first = end
    while start > 0 and end - start < _LONGEST_TOPIC and around.words[start - 1] in (FREE, INSIDE, WORD):
        if not _is_chinese(around.text[start - 1]):
            break
        start -= 1
        if is_spoiled(around.text, start, joint) or not any(around.words[start : start + 2]):
            break
        if around.words[start] == WORD:
            first = start
            if start in around.places or start in around.parents:
                break
    if not _is_chinese(around.text[start - 1 : start]) and first - start == 1:
        first = start
    return end - first


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def cost_of_break(around: Surroundings, i: int, *, unlisted: bool) -> float:
    """What it costs to begin at ``i`` directly after another word, or to leave one character alone.

    ``unlisted`` is whether names of this kind are made of any characters.
    """
    if not i or i in around.parents or i in around.places:
        return 0.0
    if around.words[i - 1] in CONTENT:
        return _MIDWAY
    alone = around.words[i - 1] == FREE and "\u4e00" <= around.text[i - 1] <= "\u9fff"
    return _ALONE_BEFORE if alone and unlisted else 0.0
