"""Heading and list markers: what a line that begins with 「壹、」 「(一)」 「1.」 「●」 announces.

The order of the levels is that of official documents in Taiwan (公文程式: 壹、一、(一)、1、(1)、甲、(甲)),
as reports write it: 壹、 1 · 一、 2 · （一） 3 · 1. 4 · (1) 5 · ① 甲、 A. 6. Chapters (第一章) are level 1,
their sections (第一節) level 2; decimal numbers deepen with each point (1.1 is 5).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.document import SectionKind
from pipeline.lexicons import load_lexicon
from pipeline.numerals import parse_number

_CHINESE = "一二三四五六七八九十廿卅〇○"
_FORMAL = "壹貳貮參叁参叄肆伍陸柒捌玖拾"
_DIGITS = "0-9０-９"
_BLANK = "[ \t\u3000\xa0]"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


class Marker(NamedTuple):
    """The marker at the head of a line: ``style`` groups those that count together, ``end`` is its length.

    ``level`` is None for bullets; ``number`` is None where the marker does not count.
    """

    style: str
    level: int | None
    number: int | None
    end: int


_STYLES: tuple[tuple[str, int | None, str], ...] = (
    ("formal", 1, rf"(?P<formal>[{_FORMAL}]{{1,3}}){_BLANK}*[、.．,，:：]"),
    ("formal_blank", 1, rf"(?P<formal_blank>[{_FORMAL}]{{1,3}})[ \u3000]{{1,4}}(?=[^\s{_FORMAL}])"),
    ("chapter", 1, rf"第{_BLANK}*(?P<chapter>[{_CHINESE}{_DIGITS}]{{1,3}}){_BLANK}*[章篇]"),
    ("article", 2, rf"第{_BLANK}*(?P<article>[{_CHINESE}{_DIGITS}]{{1,3}}){_BLANK}*節"),
    ("bracketed", 3, rf"[（(﹙]{_BLANK}*(?P<bracketed>[{_CHINESE}]{{1,3}}){_BLANK}*[)）﹚]{_BLANK}*、?"),
    ("plain", 2, rf"(?P<plain>[{_CHINESE}]{{1,3}}){_BLANK}*[、.．]"),
    (
        "points",
        None,
        rf"(?P<points>[{_DIGITS}]{{1,2}}(?:[.．][{_DIGITS}]{{1,2}}){{1,3}})[.．、]?[ \t\u3000]+(?=\D)",
    ),
    ("arabic", 4, rf"(?P<arabic>[{_DIGITS}]{{1,2}}){_BLANK}*(?:、|[.．](?![{_DIGITS}]))"),
    ("round", 5, rf"[（(﹙]{_BLANK}*(?P<round>[{_DIGITS}]{{1,2}}){_BLANK}*[)）﹚]"),
    ("half_round", 5, rf"(?P<half_round>[{_DIGITS}]{{1,2}})[)）]"),
    ("circled", 6, r"(?P<circled>[①-⑳⑴-⒇⓪❶-❿➀-➓])"),
    ("stem_bracketed", 6, rf"[（(](?P<stem_bracketed>[{_STEMS}])[)）]"),
    ("stem", 6, rf"(?P<stem>[{_STEMS}])、"),
    ("letter", 6, rf"(?P<letter>[A-HＡ-Ｈa-h])[.．、)）](?:{_BLANK}+|(?=[\u3400-\u9fff]))"),
    ("letter_round", 6, r"[（(](?P<letter_round>[A-Ha-h])[)）]"),
    ("bullet", None, r"(?P<bullet>[●○◎◆◇■□▪▫•‧·∙※★☆➢➤►▶✓\ue000-\uf8ff]|[-–*](?=[ \u3000]))"),
)
_MARKER = re.compile("|".join(pattern for _, _, pattern in _STYLES))
_LEVELS = {style: level for style, level, _ in _STYLES}
_FIRST = frozenset(
    f"{_CHINESE}{_FORMAL}{_STEMS}第（(﹙0123456789０１２３４５６７８９ABCDEFGHＡＢＣＤＥＦＧＨabcdefgh-–*"
    "●○◎◆◇■□▪▫•‧·∙※★☆➢➤►▶✓"
)
_CIRCLED_BASES = "①⑴❶➀"
_TITLE_NOISE = re.compile(r"[\s\u3000：:。.、,，（）()【】\[\]《》<>＜＞]+")


def read_marker(text: str) -> Marker | None:
    """The marker at the head of ``text``, which has no leading blanks; None if there is none."""
    match = _MARKER.match(text) if _may_open(text[0]) else None
    if match is None or match.lastgroup is None:
        return None
    style = match.lastgroup
    written = match.group(style)
    if style == "points":
        parts = re.split(r"[.．]", written)
        return Marker(f"points{len(parts)}", 3 + len(parts), _value(parts[-1]), match.end())
    return Marker(style, _LEVELS[style], _count(style, written), match.end())


def _may_open(first: str) -> bool:
    return first in _FIRST or "\u2460" <= first <= "\u27bf" or "\ue000" <= first <= "\uf8ff"


def title_of(text: str) -> str:
    """The words of a heading: no marker, no blanks, no punctuation. 「參、 心 得」 gives 「心得」."""
    match = _MARKER.match(text) if text and _may_open(text[0]) else None
    return _TITLE_NOISE.sub("", text[match.end() :] if match else text)


def section_kind(title: str) -> SectionKind:
    """What a section with this heading is about; 「other」 if its words do not tell.

    The words are in ``lexicons/section_titles.csv``; where several occur, the kind of the lower rank wins
    (「心得及建議附件」 is an appendix).
    """
    words = title_of(title)
    return next((kind for word, kind in _section_words() if word in words), "other")


@lru_cache(maxsize=64)  # Each line is asked for as the one below and then as the one above.
def is_bare_title(text: str) -> bool:
    """Whether a line without marker is one of the headings that stand alone: 摘要, 目次, 附錄 1 and so on."""
    if len(text) > 24:
        return False
    return title_of(text) in _bare_titles() or _APPENDIX.match(text) is not None


_APPENDIX = re.compile(
    rf"附{_BLANK}*[錄件表圖]{_BLANK}*[{_CHINESE}{_FORMAL}{_DIGITS}]{{1,2}}(?:$|[ \u3000：:、.．])"
)


@cache
def _section_words() -> tuple[tuple[str, SectionKind], ...]:
    rows = sorted(load_lexicon("section_titles"), key=lambda r: (int(r["rank"]), -len(r["word"])))
    kinds: dict[str, SectionKind] = {
        "abstract": "abstract",
        "purpose": "purpose",
        "process": "process",
        "findings": "findings",
        "appendix": "appendix",
        "contents": "contents",
    }
    return tuple((r["word"], kinds[r["kind"]]) for r in rows if r["kind"] in kinds)


@cache
def _bare_titles() -> frozenset[str]:
    return frozenset(r["word"] for r in load_lexicon("section_titles") if r["alone"] == "yes")


def _count(style: str, written: str) -> int | None:
    if style == "circled":
        base = next((b for b in reversed(_CIRCLED_BASES) if b <= written), None)
        return ord(written) - ord(base) + 1 if base else None
    if style in ("stem", "stem_bracketed"):
        return _STEMS.index(written) + 1
    if style in ("letter", "letter_round"):
        return ord(written.lower().translate({0xFF41 + i: 0x61 + i for i in range(8)})) - 0x60
    return None if style == "bullet" else _value(written)


def _value(written: str) -> int | None:
    try:
        return int(parse_number(written))
    except ValueError:
        return None
