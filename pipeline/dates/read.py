"""From the groups of a matched rule to the typed fields of a point: what is written, nothing more.

Group names of the patterns: ``era y y2 y3 yw`` year, ``m mw mp mn`` month, ``d dw`` day, ``yp q fq fm h qw``
parts of the year, ``half quarter season`` the same in English, ``sp`` same period, ``wd we ww`` weekday and
week, ``c1 c2 ec`` clock, ``n nu dir`` counted distance, ``m2 mn2 d2 wd2 we2 y_to`` the end of a range,
``x1 x2`` day and month in unknown order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.dates.model import Clock, Part, Point, Unit
from pipeline.numerals import parse_number

Groups = dict[str, str]

_YEAR_PARTS: dict[str, Part] = {
    "上半年": "first_half",
    "前半年": "first_half",
    "上半": "first_half",
    "下半": "second_half",
    "下半年": "second_half",
    "後半年": "second_half",
    "春": "spring",
    "夏": "summer",
    "秋": "autumn",
    "冬": "winter",
    "初": "beginning",
    "中": "middle",
    "底": "end",
    "末": "end",
}
_MONTH_PARTS: dict[str, Part] = {
    "上旬": "first_ten",
    "初旬": "first_ten",
    "中旬": "middle_ten",
    "下旬": "last_ten",
    "初": "beginning",
    "中": "middle",
    "底": "end",
    "末": "end",
}
_WEEKDAYS = {name: i for i, name in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_ENGLISH_WEEKDAYS = {name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_ENGLISH_MONTHS = {
    name: i
    for i, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ENGLISH_SEASONS: dict[str, Part] = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
_ORDINALS = ("first", "second", "third", "fourth")
_UNITS: dict[str, Unit] = {
    "日": "day",
    "天": "day",
    "週": "week",
    "周": "week",
    "星期": "week",
    "禮拜": "week",
}
_DISTANCE = {"同": 0, "當": 0, "該": 0, "是": 0, "次": 1, "翌": 1, "隔": 1, "前": -1, "後": 1}
_LETTER_ZERO = str.maketrans("OＯ", "〇〇")
_DATED_ACTS = frozenset(
    ["簽署", "簽約", "換文", "抵達", "出發", "啟程", "返國", "回國", "離境", "開幕", "閉幕", "結訓", "開議"]
)
_FROM_TODAY = {"後天": 2, "大後天": 3, "前天": -2, "大前天": -3}
_SPACE = re.compile(r"[\s\u3000]+")
_CLOCK_PARTS = re.compile(
    r"(?P<half>[^0-9０-９一二三四五六七八九十廿卅〇○零]*)(?P<h>[0-9０-９一二三四五六七八九十廿〇○零]+)"
    r"(?:[時點](?:(?P<mi>[0-9０-９一二三四五六七八九十廿卅〇○零]+)分|(?P<thirty>半)|整)?|[:：](?P<mi2>[0-9０-９]+))"
)
_AFTERNOON = frozenset(("下午", "午後", "傍晚", "晚", "晚上", "晚間", "夜間", "深夜"))
_NOON = frozenset(("中午", "正午", "午間", "午"))


@lru_cache(maxsize=4096)
def integer(text: str) -> int:
    """The whole number a text writes; 元, 正 and 首 (元年, 正月, 首季) are 1. ValueError where it is none.

    The letter O stands for zero between Chinese digits (二OO一).
    """
    if text in ("元", "正", "首"):
        return 1
    return int(parse_number(text.translate(_LETTER_ZERO)))


@lru_cache(maxsize=4096)
def digit_width(text: str) -> int:
    """How many Arabic digits a number is written with; 0 for Chinese numerals, positional ones included."""
    return len(text) if text.isdecimal() else 0


@lru_cache(maxsize=1024)
def read_clock(text: str) -> tuple[Clock | None, str]:
    """A time of day and the half of the day written before it (「下午3時」 → (15, 0), 下午).

    None for a time that no clock shows.
    """
    match = _CLOCK_PARTS.fullmatch(_SPACE.sub("", text))
    if match is None:
        return None, ""
    half = match["half"]
    return _on_clock(match, half), half


def _on_clock(match: re.Match[str], half: str) -> Clock | None:
    try:
        hour = integer(match["h"])
        written = match["mi"] or match["mi2"]
        minute = integer(written) if written else 30 if match["thirty"] else 0
    except ValueError:
        return None
    if (half in _AFTERNOON and hour < 12) or (half in _NOON and hour < 4):
        hour += 12
    if hour == 24 and minute == 0:
        return 23, 59
    return (hour, minute) if hour < 24 and minute < 60 else None


def read_clocks(groups: Groups) -> tuple[Clock | None, Clock | None]:
    """The clock time and the end of the clock range of a match."""
    if "ec" in groups:
        return _english_clock(groups["ec"]), None
    if "c1" not in groups:
        return None, None
    start, half = read_clock(groups["c1"])
    if "c2" not in groups:
        return start, None
    end, end_half = read_clock(groups["c2"])
    # 下午2時至4時: the half of the day holds for the end as well.
    if end is not None and not end_half and half in _AFTERNOON and end[0] < 12:
        end = (end[0] + 12, end[1])
    return start, end


def _english_clock(text: str) -> Clock | None:
    lowered = text.lower()
    hour, _, minute = lowered.rstrip("apm. ").partition(":")
    at = (int(hour), int(minute or 0))
    if "p" in lowered and at[0] < 12:
        at = (at[0] + 12, at[1])
    return at if at[0] < 24 and at[1] < 60 else None


def read_point(groups: Groups) -> Point:
    """The fields of a match. ValueError where a number cannot be read."""
    fields: dict[str, object] = {}
    if "y" in groups:
        fields["year"] = integer(groups["y"])
        fields["width"] = digit_width(groups["y"])
    for group, field in (("era", "era"), ("mw", "month_word"), ("swapped", "swapped")):
        if group in groups:
            fields[field] = groups[group]
    if "yw" in groups:
        word = groups["yw"].replace("1", "一")
        fields["year_word"] = "同" if word == "同一" else word
    second = groups.get("y2") or groups.get("y3")
    if second:
        fields["second_year"] = integer(second)
    if "m" in groups:
        fields["month"] = integer(groups["m"])
    elif "mn" in groups:
        fields["month"] = _ENGLISH_MONTHS[groups["mn"][:3].lower()]
    if "d" in groups:
        fields["day"] = integer(groups["d"])
    _read_parts(groups, fields)
    _read_distance(groups, fields)
    if "x1" in groups:
        _read_unknown_order(groups, fields)
    clock, clock_end = read_clocks(groups)
    if clock:
        fields["clock"], fields["clock_end"] = clock, clock_end
    return Point(**fields)  # type: ignore[arg-type]


def _read_parts(groups: Groups, fields: dict[str, object]) -> None:
    """Parts of the year and of the month, budget and school years, weekdays."""
    if "yp" in groups:
        word = groups["yp"]
        fields["part"] = _YEAR_PARTS.get(word) or _YEAR_PARTS.get(word[0]) or _YEAR_PARTS[word[-1]]
    elif "mp" in groups:
        word = groups["mp"]
        fields["part"] = _MONTH_PARTS.get(word) or _MONTH_PARTS[word[-1]]
        if "month" not in fields and "month_word" not in fields:
            fields["month_word"] = ""
    elif "q" in groups:
        fields["part"], fields["number"] = "quarter", integer(groups["q"])
    elif "fq" in groups:
        fields["part"], fields["number"] = "quarters_from_start", integer(groups["fq"])
    elif "fm" in groups:
        fields["part"], fields["number"] = "months_from_start", integer(groups["fm"])
    elif "h" in groups:
        fields["part"] = "first_half" if integer(groups["h"]) == 1 else "second_half"
    elif "season" in groups:
        fields["part"] = _ENGLISH_SEASONS[groups["season"].lower()]
    elif "half" in groups:
        fields["part"] = "first_half" if groups["half"].lower() == "first" else "second_half"
    elif "quarter" in groups:
        fields["part"], fields["number"] = "quarter", 1 + _ORDINALS.index(groups["quarter"].lower())
    elif "qw" in groups:
        fields["part"], fields["quarter_word"] = "quarter", groups["qw"]
    elif "sp" in groups:
        fields["part"] = "same_period"
    if "fiscal" in groups:
        fields["fiscal"] = "academic" if groups["fiscal"].startswith("學") else "budget"
    if "lunar" in groups:
        fields["lunar"] = True
    if "decade" in groups:
        fields["decade"] = True
    fields["weekday"] = _weekday(groups)
    if "ww" in groups:
        fields["week_word"] = groups["ww"]
        if groups.get("wd") == "末":
            fields["part"] = "weekend"


def _weekday(groups: Groups, end: Literal["", "2"] = "") -> int | None:
    if "wd" + end in groups:
        return _WEEKDAYS[groups["wd" + end]]
    if "we" + end in groups:
        return _ENGLISH_WEEKDAYS[groups["we" + end].lower()]
    return None


def _read_distance(groups: Groups, fields: dict[str, object]) -> None:
    """同日, 次日, 昨(14)日; 三天後, 會後第3日."""
    if "n" in groups:
        unit = groups["nu"].removeprefix("個")
        sign = 1 if groups["dir"] == "後" else -1
        fields["shift"] = sign * integer(groups["n"])
        fields["shift_unit"] = _UNITS[unit]
        fields["day_word"] = "N"
    elif "dw" in groups:
        word = groups["dw"]
        fields["day_word"] = word[0]
        if word in _DATED_ACTS:
            fields["day_word"], fields["event"], fields["shift"] = "當", word, 0
        if word in _FROM_TODAY:
            fields["day_word"], fields["shift"] = "今", _FROM_TODAY[word]
        elif word[0] in _DISTANCE:
            fields["shift"] = _DISTANCE[word[0]]
        fields["shift_unit"] = "day"


def _read_unknown_order(groups: Groups, fields: dict[str, object]) -> None:
    """22/11/2017 and 11/22/2017 have one reading each; with dots the day comes first; 05/06/2017 has two."""
    one, two = integer(groups["x1"]), integer(groups["x2"])
    month_first = two > 12 and one <= 12
    fields["month"], fields["day"] = (one, two) if month_first else (two, one)
    fields["order_known"] = one > 12 or two > 12 or one == two or groups["sep"] in ".．"


def read_range_end(groups: Groups) -> Point | None:
    """The second point of a range that one pattern holds (106.11.20~11.24, November 20–24), or None."""
    if "d2" in groups:
        month = groups.get("m2")
        name = groups.get("mn2")
        return Point(
            month=integer(month) if month else _ENGLISH_MONTHS[name[:3].lower()] if name else None,
            day=integer(groups["d2"]),
            weekday=_weekday(groups, "2"),
        )
    if "y_to" not in groups:
        return None
    year = integer(groups["y_to"])
    if "mn2" in groups:
        return Point(month=_ENGLISH_MONTHS[groups["mn2"][:3].lower()], year=year, width=4)
    start = integer(groups["y"])
    if year < 100:
        year += start // 100 * 100
    if year <= start:
        raise ValueError(f"no range of years: {start} to {year}")
    return Point(year=year, width=4)
