"""Whether a matched form can be a date here: magnitudes, neighbours, and the other dates of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.dates.calendars import ERA_FIRST_YEAR, ROC_ERAS
from pipeline.dates.events import event_before
from pipeline.dates.model import Point

Verdict = Literal["yes", "evidence", "no"]
"""``evidence``: a date only if the text has other dates that make its year likely."""

_WIDE_AFTER = re.compile(r"[ \u3000]{0,3}(?:來(?![臺台訪華我到])|內|之內|以內|前|之前|後|之後|期)")
_COUNTING = (
    "第",
    "為",
    "達",
    "近",
    "逾",
    "約",
    "共",
    "計",
    "每",
    "數",
    "滿",
    "歷",
    "前",
    "後",
    "隔",
    "等",
    "休",
    "足",
    "多",
)
_LASTED = (*_COUNTING, "刑", "歷時", "超過", "長達")
_COUNTED = ("之", "的", "需", "內", "以", "份", "量")
_SINCE_BEFORE = ("自", "從", "自 ", "從 ")
_SINCE = ("以來", "起", "迄今", "至今", "開始", "成立", "創立", "設立", "加入")
_NEVER_BEFORE = ("每", "每年", "每年度", "逐年", "歷年", "逐", "按", "各", "每隔", "隔", "數")
_DAY_CONTEXT_AFTER = ("前", "後", "間", "之前", "之後", "以前", "以後", "、", "及", "和")
_ACT = re.compile(
    r"[ \u3000]?(?:公[布佈告]|宣[布佈稱示]|表示|指出|發[布佈表]|舉行|召開|抵達|前往|赴|訪問|"
    r"簽署|通過|拜會|出席|參加|參訪|參觀|考察|"
    r"返國|上午|下午|晚|凌晨|清晨|在|於|由|與|正式|晉見|會晤|搭|起程|啟程|離)"
)
"""What someone does on a day: after it a Chinese numeral with 日 is a date and no count of days."""
_LIST_BEFORE = frozenset("於在至到迄及和與、，,；（(自從~～-")
_RANGE_WORDS = frozenset(("至", "到", "迄", "~", "～", "-", "－"))
_NEAR_CHARACTERS = 60
_NEAR = 15
_CLOSE = 3
_AHEAD = 30


def judge(rule: str, point: Point, text: str, start: int, end: int, previous_end: int) -> Verdict:
    """The verdict on one point. ``previous_end`` is where the last date before it ended (-1: none)."""
    if point.month is not None and point.day is None and not 1 <= point.month <= 12 and point.year is None:
        return "no"
    if rule.startswith("date.figures"):
        return _judge_figures(point)
    if point.year is not None and point.year_word is None:
        return _judge_year(rule, point, text, start, end)
    if rule == "date.day" or (rule == "date.day.spoken" and point.month is None):
        return _judge_bare_day(rule, point, text, start, end, previous_end)
    if rule == "date.relative.count":
        return "yes" if text.startswith("後第", start) or event_before(text, start) else "no"
    if rule.startswith(("date.month", "date.year_part", "date.part")) and text.endswith(
        _NEVER_BEFORE, max(0, start - 3), start
    ):
        return "no"
    return "yes"


def _judge_year(rule: str, point: Point, text: str, start: int, end: int) -> Verdict:
    """A year number without a word before it is a year if it is as great as years are.

    「3年」 and 「20年」 count years; 「98年」 and 「2009年」 name one; what lies between is decided by the
    other dates of the text (``settle``), not by a fixed border between calendars.
    """
    year = point.year or 0
    if point.era or point.fiscal or point.decade:
        return "yes"
    if text.startswith("百年", start) and rule == "date.year":
        return "no"
    if year >= 1000:
        return "yes" if 1500 <= year <= 2300 else "no"
    if point.month is not None and point.day is not None:
        return "yes" if 20 <= year <= 150 else "no"
    if point.width == 2 and 1 <= year < 10:
        return "yes"
    if point.month is not None and 20 <= year <= 150 and not text.endswith(_LASTED, 0, start):
        # A stretch of so many years is not counted by the month: 「45年7月」 is one.
        return "yes"
    if 20 <= year <= 150 and text.endswith(_SINCE_BEFORE, 0, start) and text.startswith(_SINCE, end):
        return "yes"
    if 60 <= year <= 120:
        return "evidence" if rule == "date.year" and _WIDE_AFTER.match(text, end) else "yes"
    if 20 <= year <= 150:
        return "evidence"
    return "no"


def _judge_figures(point: Point) -> Verdict:
    """Figures with separators are a date if every part is as great as such parts are."""
    month, day, year = point.month or 1, point.day or 1, point.year
    if year is None:
        return "yes"
    if year >= 1000:
        fits = 1800 <= year <= 2200 and month <= 31 and day <= 31
    else:
        months = 31 if point.width == 3 else 12
        fits = 60 <= year <= 150 and 1 <= month <= months and 1 <= day <= 31
        if not fits and point.width == 2 and month <= 12 and day <= 31 and point.weekday is not None:
            fits = True
    return "yes" if fits else "no"


def _judge_bare_day(rule: str, point: Point, text: str, start: int, end: int, previous_end: int) -> Verdict:
    """A day alone (9日) is a date; in Chinese numerals only beside one, for 「三日」 counts days."""
    day = point.day or 0
    if (
        not 1 <= day <= 31
        or text[max(0, start - 1) : start] == "月"
        or text.endswith(_NEVER_BEFORE, max(0, start - 3), start)
    ):
        return "no"
    gap = text[previous_end:start] if previous_end >= 0 else ""
    if text.startswith("間", end) and gap.strip() not in _RANGE_WORDS:
        return "no"
    opens_line = start == 0 or text[start - 1] in "\n。"
    near = opens_line or (previous_end >= 0 and "\n" not in gap and len(gap) <= _NEAR_CHARACTERS)
    if text[start].isdecimal() and rule == "date.day":
        return "yes" if near or not text.startswith(_DAY_CONTEXT_AFTER, end) else "no"
    if rule == "date.day" and _ACT.match(text, end):
        return "yes"
    if (
        near
        and not text[start].isdecimal()
        and len(text[start:end]) > 2
        and not text.endswith(_COUNTING, 0, start)
    ):
        return "evidence"
    listed = text[start - 1 : start] in _LIST_BEFORE
    return "yes" if near and (listed or rule == "date.day.spoken") else "no"


def _counts(text: str, start: int, end: int) -> bool:
    """Whether the words around say that days are counted: 「達三十日」, 「三十日之安全存量」."""
    return text.endswith(_COUNTING, 0, start) or text.startswith(_COUNTED, end)


def settle(found: Sequence[tuple[Point, Verdict]]) -> list[bool]:
    """Which points stay, once the whole text is known.

    A year that could also be a count stays where the text has another year, written beyond doubt, close
    to it: within 3 years for a number below 60, within 15 for a greater one (「100年前」), within 30 for
    one above 120. A day alone in Chinese numerals (「十六日」) stays where the text writes whole dates in
    Chinese numerals.
    """
    certain = {
        _common(point) for point, verdict in found if verdict == "yes" and point.has_own_year and point.year
    }
    chinese = any(
        point.day is not None and point.month is not None and point.has_own_year and point.width == 0
        for point, verdict in found
        if verdict == "yes"
    )
    keep: list[bool] = []
    for point, verdict in found:
        if verdict == "yes":
            keep.append(True)
            continue
        if point.year is None:
            keep.append(chinese)
            continue
        year = point.year
        reach = _CLOSE if year < 60 else _NEAR if year <= 120 else _AHEAD
        keep.append(any(abs(_common(point) - other) <= reach for other in certain))
    return keep


def _common(point: Point) -> int:
    """The written year on the scale of the ROC calendar, so that all calendars can be compared."""
    year = point.year or 0
    if point.era in ERA_FIRST_YEAR:
        return ERA_FIRST_YEAR[point.era] + year - 1912
    return year - 1911 if year >= 1000 and point.era not in ROC_ERAS else year
