"""Countries by one character of their name: 巴國 and 臺巴貿易 in a text that has named 巴拉圭."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.countries import country_names
from pipeline.country_initials import countries_named
from pipeline.trade.cues import Cue

HOME = "TWN"
_REACH = 1500
# 大國, 南國, 約國 (締約國), 以國: before 國 these are words of their own, whatever the text has named.
_WORDS = "大小中南北東多千萬古百白以愛共民科關開甘教石聖留皮直上下高長列不幾"
# 「聖國」, 「多國」 only where a text names 聖露西亞 or 多明尼加: kept from counted use.
_COUNTED = "多聖索甘科"
_STATE = (
    r"(?<![\u4e00-\u9fff]臺)(?<![締特邀聯條])(?P<state>[{names}{counted}])國"
    r"(?![家會際民籍務防語內外產旗史都軍土父以精之]|人(?!口)|歌|慶)"
)
# 加國 is Canada where it has been named; not in 參加國, 跨越國界 or 社會主義國家.
_ABBREVIATED = (
    r"(?P<abbreviated>(?<![參增附外施])加|(?<![跨超優穿])越|(?<![主定名意正講])義|(?<![影複])印|[澳紐沙])國"
    r"(?![家會際民籍務防語內外產旗史都軍土父以精之庫門]|人(?!口)|歌|慶)"
)
_PAIR = (
    r"臺(?P<pair>[{names}{counted}])"
    r"(?=[(（]|(?:經濟|經貿|貿易|雙邊|雙方|兩國|自由|投資|合作|關係|產業|次長級|部長級|諮商|間))"
)
_PLACE = (
    r"(?<=[對自在赴輸銷])(?P<place>[{names}{counted}])"
    r"(?=(?:總)?(?:出口|進口)|投資|貿易|順差|逆差|出超|入超|設廠|商品|外銷)"
)
_SIDE = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[請促盼籲由與及而惟但經謝]))"
    r"(?P<side>[{names}])方(?![法式面案便向針程位塊圓形言才公米碼])"
)


@cache
def _pattern(defined: str) -> re.Pattern[str]:
    """The short forms, by the first characters of all countries and those that a text has defined."""
    taken = set(country_names("abbreviation")) | set(_WORDS)
    names = {name[0] for name in country_names("short", "full") if len(name) > 1} - taken
    # 馬 and 菲 are abbreviations of one country each, but also begin the names of others.
    initials = "".join(sorted(names | {"馬", "菲", *defined}))
    return re.compile(
        "|".join((_STATE, _ABBREVIATED, _PAIR, _PLACE, _SIDE)).format(names=initials, counted=_COUNTED)
    )


def short_cues(folded: str, start: int, end: int) -> Iterator[Cue]:
    """The short forms in ``start:end`` whose country the text has named before."""
    named = countries_named(folded)
    for match in _pattern("".join(sorted(named.defined))).finditer(folded, start, end):
        initial = next(name for name in match.groups() if name)
        code = named.meant(
            initial,
            match.start(),
            reach=None if match.group("state", "abbreviated") != (None, None) else _REACH,
        )
        if code and code != HOME:
            yield Cue(match.start(), match.end(), "pair" if match.group("pair") else "country", code)
