"""How likely a name begins or ends at a place: log-odds from counts (lexicon ``organization_scores``)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.organizations.lexicon import scores

# What bounds a chamber's name on the left: a party (共和黨掌控|眾院), a former state, several (三國|國會).
# 「13 日|加拿大食品檢驗署」 begins with no part of a date.
DATED = re.compile("(?<=[0-9] )[年月日]")
NO_CHAMBER = re.compile(r"黨(?!團)|前$|[兩二三四五六七]國$")
# An official is no part of a unit's name (水產廳|審議官…及課).
OFFICER = re.compile("(?:[議理察計檢疫查絡務事]官|補佐|技監)(?![署邸方房網員兵學校協會])")
# What was (阿根廷前|司法部長) is said of the holder of an office, not of the ministry.
FORMER = re.compile(r"(?<=[\u4e00-\u9fff])前(?![瞻鋒線沿端進導鎮衛])(?=[\u4e00-\u9fff]{2,12}[部院省]$)")
# One person heads one company, however common the words of its name: 柏林展覽公司|執行長.
EXECUTIVE = re.compile("(?:董事長|總經理|執行長|總裁)(?!等|們|級|及)")
# What ranks a body is no part of its name: 第2|大乳品合作社.
RANKED = re.compile("[0-9一二三四五六七八九十][ ]?大$")
# What an agency does something with: 文化部|推動|博物館.
SPONSORED = re.compile(
    "[部會署局院處府](?:推動|補助|督導|輔導|委託|委請|協助|核定|核准|獎勵|邀請|選送|支持|鼓勵|要求|評鑑|主管)"
    "[\u4e00-\u9fff]{0,20}(?:博物館|美術館|圖書館|大學|學院|醫院|學校|高中|國中|國小)$"
)
# What the names of cities and provinces end in: before a conjunction they are places, not part of a name.
CITIES = frozenset("市縣省")
LEGAL_FORM = re.compile(r"(?:公益|一般)?(?:財團|社團|獨立行政|行政)法人(?:中華民國)?|[國私市縣公]立|中華民國")
# A rare pair beside a name says at most this much less than its nearer character alone.
_PAIR_TRUST = 1.5
_EDGE, _OFFSET = 0.5, 1.5
# A character too rare for a count of its own is part of a word; names seldom begin or end inside one.
_RARE = -1.0
_SPELLED = 3.0


def before(text: str, start: int) -> float:
    """Log-odds of what stands before ``start`` if a name begins there."""
    if start == 0:
        return _EDGE
    beside = _beside("<", text[max(0, start - 2) : start], text[start - 1])
    # 之 and 的 end what stands before them, however seldom a name that the lexicon knows comes next.
    return max(beside, _OFFSET) if text[start - 1] in "之的" else beside


def after(text: str, end: int) -> float:
    """Log-odds of what stands at ``end`` if a name ends there."""
    if end >= len(text):
        return _EDGE
    beside = _beside(">", text[end : end + 2], text[end])
    # A Latin name may follow any organization, though those that the lexicon knows seldom have one.
    return max(beside, _EDGE) if text[end].isascii() and text[end].isupper() else beside


def torn(text: str, position: int) -> float:
    """How firmly the characters on both sides of ``position`` belong together.

    As a word of running text, or as two characters that spell foreign names (麥克|唐納).
    """
    if not position:
        return 0.0
    pair = text[position - 1 : position + 1]
    return scores().get("|" + pair, 0.0) or (_SPELLED if is_spelled(pair) else 0.0)


def is_spelled(pair: str) -> bool:
    """Whether both characters are such as spell foreign names (斯, 克, 爾)."""
    spelling = _spelling()
    return pair[0] in spelling and pair[-1] in spelling


@cache
def _spelling() -> frozenset[str]:
    return frozenset(key[1:] for key in scores() if key[0] == "~")


def _beside(mark: str, pair: str, single: str) -> float:
    table = scores()
    alone = table.get(mark + single)
    if alone is None:
        alone = _RARE if "\u4e00" <= single <= "\u9fff" else 0.0
    together = table.get(mark + pair, alone)
    least = alone - _PAIR_TRUST
    return together if together > least else least
