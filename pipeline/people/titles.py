"""Titles in running text: a lexicon of heads (局長), widened to the left by modifiers (常務副).

The lexicons are ``titles``, ``title_prefixes`` and ``title_exceptions``; how they were derived is in
``scripts/derive_people_lexicons.py``. A head inside a longer word is no title: 主任委員會, 部長級, 代表團.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.immutable import immutable
from pipeline.lexicons import load_lexicon
from pipeline.search import WordList

# 主任委員會 and 部長會議 name a body or a meeting; in 局長會談 and 委員會長 the word is another one.
COMMITTEE = re.compile(r"會(?![長談晤面見同後中商勘合])|署(?!長)")
TIME_PREFIX = re.compile(r"^(?:前任?|現任|時任|原任?|卸任|代理|新任|候任)")
# What makes the head the end of another word: 民意代表, 業者代表 are nobody's title.
# 「陪同|視察恩古多集貨場」: to inspect, not an inspector.
_GOES_TO = re.compile("(?:陪同|前往|實地|轉往|轉赴|續往|親[赴往]|率[團隊員]|分赴|並|再)$")
NOT_BEFORE = re.compile(
    r"(?:民意|業者|各界|廠商|高層|學者|機關|雙方|單位|成員|會員|團員|政府|業界|產業|企業|各國|女性|青年|團體|家長)$"
)

# In 採購長期合約 the 長 belongs to what follows.
LONG = re.compile(r"期(?![間許待盼望])|途|程[度期]|年期")
# A title spaced out to the width of a column: 科　　長.
SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:(?:[ \u3000]{1,6}|\t)[\u4e00-\u9fff]){1,3}(?=[ \u3000:：\t\n])"
)
SPACES = re.compile(r"[ \u3000\t]")
# The offices that make a title with any field of work (檢疫官, 防災監), and what makes them another word.
OFFICES = {
    "官": "方員署邸司網僚兵",
    "監": "督視察控測理管護獄委聽考製造",
    "正": "在式確常當面視義反本逐積如好要是向與於由中",
    "員": "工警會額",
    "師": "傅生資範",
    "佐": "證料理",
    "士": "氣官兵林",
}


@immutable
class Title:
    """A title in the text. ``head`` is the listed part, ``kind`` its kind in the lexicon.

    ``starts`` are the places at which the title can begin, the widest first: 常務副主任委員 can also
    be read as 副主任委員 or 主任委員, which matters when the characters before may be a surname.
    """

    start: int
    end: int
    head: str
    kind: str
    starts: tuple[int, ...]


@cache
def _heads() -> WordList[str]:
    """The heads of titles to their kinds."""
    derived = (row["domain"] + office for row in load_lexicon("title_domains") for office in OFFICES)
    return WordList(dict.fromkeys(derived, "staff") | title_kinds())


@cache
def _exceptions(head: str) -> tuple[str, ...]:
    """What makes another word of ``head`` when it follows; the row 任何 holds for every head."""
    return tuple(
        follower
        for row in load_lexicon("title_exceptions")
        if row["title"] in (head, "任何")
        for follower in row["followers"].split()
    )


@cache
def _prefixes() -> dict[int, frozenset[str]]:
    by_length: dict[int, set[str]] = {}
    for row in load_lexicon("title_prefixes"):
        by_length.setdefault(len(row["prefix"]), set()).add(row["prefix"])
    return {n: frozenset(found) for n, found in sorted(by_length.items(), reverse=True)}


@cache
def title_kinds() -> dict[str, str]:
    """Kind of each listed title: state, legislator, minister, mission, head, staff, rank or courtesy."""
    return {row["title"]: row["kind"] for row in load_lexicon("titles")}


def is_title(text: str) -> bool:
    """Whether the whole string is a title: modifiers and a head."""
    found = find_titles(text)
    return bool(found) and found[-1].end == len(text) and found[-1].start == 0


def find_titles(text: str) -> list[Title]:
    """Every title of ``text`` by its end; titles that end at the same place are one, the longest head."""
    longest: dict[int, tuple[str, str]] = {}
    for start, end, kind in _heads().every(text):
        kept = longest.get(end)
        if kept is None or end - start > len(kept[0]):
            longest[end] = (text[start:end], kind)
    for match in SPACED.finditer(text):
        head = SPACES.sub("", match.group())
        if head in title_kinds():
            longest[match.end()] = (match.group(), title_kinds()[head])
    titles: list[Title] = []
    listed = title_kinds()
    for end, (head, kind) in sorted(longest.items()):
        if text.startswith(_exceptions(head), end) or COMMITTEE.match(text, end):
            continue
        if head[-1] == "長" and LONG.match(text, end):
            continue
        if (
            head not in listed
            and head[-1] in OFFICES
            and text[end : end + 1] in OFFICES[head[-1]]
            and end < len(text)
        ):
            continue
        start = end - len(head)
        if head in ("代表", "官員", "專家", "學者", "主管", "委員") and NOT_BEFORE.search(
            text, max(0, start - 2), start
        ):
            continue
        if head == "視察" and _GOES_TO.search(text, max(0, start - 2), start):
            continue
        starts = [start]
        while True:
            wider = _widened(text, starts[-1])
            if wider is None:
                break
            starts.append(wider)
        while titles and start <= titles[-1].end - len(titles[-1].head) < titles[-1].end <= end:
            titles.pop()
        if text.startswith("夫人", end):
            end, head, kind = end + 2, head + "夫人", "rank"
        titles.append(Title(starts[-1], end, head, kind, tuple(reversed(starts))))
    return titles


def _widened(text: str, start: int) -> int | None:
    for length, prefixes in _prefixes().items():
        if start >= length and text[start - length : start] in prefixes:
            return start - length
    return None


def plain_title(title: str) -> str:
    """A title without what says when it was held: 前議長 is 議長."""
    return TIME_PREFIX.sub("", title)


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    return tuple((row["abbreviation"], row["title"]) for row in load_lexicon("title_abbreviations"))


def full_title(title: str) -> str:
    """A title said in short in full: 副主委 is 副主任委員, 資深副總 is 資深副總經理."""
    return next(
        (title.removesuffix(short) + full for short, full in _abbreviations() if title.endswith(short)), title
    )


def title_kind(title: str) -> str:
    """The kind of a written title, by its longest listed end; staff where none is listed."""
    kinds, plain = title_kinds(), plain_title(title)
    return next((kinds[plain[i:]] for i in range(len(plain)) if plain[i:] in kinds), "staff")
