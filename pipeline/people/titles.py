"""Titles in running text: a lexicon of heads (局長), widened to the left by modifiers (常務副) and domains (國防部).

The lexicons are ``titles`` and ``title_prefixes``; how they were derived is in
``scripts/derive_people_lexicons.py``. A head inside a longer word is no title: 主任委員會, 部長級, 代表團.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ahocorasick

from pipeline.lexicons import load_lexicon

# What turns a head into another word: 代表團, 部長級, 委員會, 院長室, 議員席次 … and titles inside verbs.
NOT_AFTER = re.compile(
    r"[ \t]?(?:團|級|會(?!長)|室|處|署(?!長)|席次|制度|職務|職位|職缺|職權|選舉|提名|資格|任期|宿舍|辦公室|聯席會議"
    r"|聯誼會|協會|學會|公會|大樓|課程|訓練|人選|身分|身份|寶座|之妻|交接|就職|當選人|候選人|待遇|名單|培訓|考試)"
)
# The same for single heads: 代表國, 博士班, 記者會.
NOT_AFTER_HEAD = {
    "議員": re.compile(r"聯盟|連盟|懇談|友好|團|席|們|訪問|選區"),
    "眾議員": re.compile(r"連盟|懇談|選舉|任期"),
    "國會議員": re.compile(r"友好|聯誼|訪|聯盟|懇談|選區|團"),
    "立委": re.compile(r"訪|團|們|選舉|席次"),
    "代表": re.compile(r"國|性|作(?!為)|權|隊|處|大會|人數|們|我|其|著|了|的|該|本"),
    "博士": re.compile(r"班|後|論文|學位|生"),
    "記者": re.compile(r"會(?!長)|招待|提問|說明|問|表示"),
    "教授": re.compile(r"級|法|群|們"),
    "顧問": re.compile(r"公司|費|業|團|案"),
    "律師": re.compile(r"事務所|費|界"),
    "會計師": re.compile(r"事務所|查核|簽證"),
    "建築師": re.compile(r"事務所"),
    "醫師": re.compile(r"法|人力"),
    "工程師": re.compile(r"們"),
    "秘書": re.compile(r"處|業務"),
    "參謀": re.compile(r"本部|總部"),
    "編輯": re.compile(r"部|出版"),
    "研究員": re.compile(r"們"),
    "專家": re.compile(r"小組|學者|們|會議|座談|訪問"),
    "學者": re.compile(r"專家|們"),
    "主管": re.compile(r"機關|部門|會報|單位|人員|業務|之|級|全"),
    "助理": re.compile(r"部長|卿"),
    "候選人": re.compile(r"們"),
    "總理": re.compile(r"府"),
}
# What makes the head the end of another word: 主管機關代表 is one, 總代表 another; 民意代表 is nobody's title.
NOT_BEFORE = re.compile(
    r"(?:民意|業者|各界|廠商|高層|學者|機關|雙方|單位|成員|會員|團員|政府|業界|產業|企業|各國|女性|青年|團體|家長)$"
)
# A minister's fused title: the domain before 部長 and its likes names the ministry (國防部長 → 國防部).
FUSED_HEADS = {
    "部長": "部",
    "副部長": "部",
    "次長": "部",
    "政務次長": "部",
    "常務次長": "部",
    "助理部長": "部",
    "院長": "院",
    "署長": "署",
    "局長": "局",
    "廳長": "廳",
    "議長": "",
    "議員": "",
}
WIDEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
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
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for row in load_lexicon("titles"):
        automaton.add_word(row["title"], (row["title"], row["kind"]))
    automaton.make_automaton()
    return automaton


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
    for last, (head, kind) in _automaton().iter(text):
        kept = longest.get(last)
        if kept is None or len(head) > len(kept[0]):
            longest[last] = (head, kind)
    titles: list[Title] = []
    for last, (head, kind) in sorted(longest.items()):
        end = last + 1
        other = NOT_AFTER_HEAD.get(head)
        if NOT_AFTER.match(text, end) or (other is not None and other.match(text, end)):
            continue
        start = end - len(head)
        if head in ("代表", "官員", "專家", "學者", "主管", "委員") and NOT_BEFORE.search(
            text, max(0, start - 2), start
        ):
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
