"""Calendars: eras and their first years, the length of months, and the days that an EDTF value covers."""

from __future__ import annotations

import calendar as _calendar
from datetime import date
from functools import lru_cache

ERA_FIRST_YEAR = {
    "道光": 1821,
    "咸豐": 1851,
    "同治": 1862,
    "光緒": 1875,
    "宣統": 1909,
    "明治": 1868,
    "大正": 1912,
    "昭和": 1926,
    "平成": 1989,
    "令和": 2019,
    "民國": 1912,
    "中華民國": 1912,
    "ROC": 1912,
    "R.O.C.": 1912,
}
"""The Western year in which an era's year 1 (元年) begins."""

_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ROC_ERAS = frozenset({"民國", "中華民國", "ROC", "R.O.C.", "民國前", "民前"})
WESTERN_ERAS = frozenset({"西元", "公元"})


def month_length(year: int, month: int) -> int:
    """The number of days of a month, 1 ≤ month ≤ 12."""
    return _DAYS[month] + (month == 2 and _calendar.isleap(year))


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def move_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The month that lies ``by`` months after the given one."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def first_day(value: str) -> date | None:
    """The first day of an EDTF date or interval that this project writes; None where it is open."""
    return _bound(value.partition("/")[0], last=False)


def last_day(value: str) -> date | None:
    """The last day of an EDTF date or interval that this project writes; None where it is open."""
    start, slash, end = value.partition("/")
    return _bound(end if slash else start, last=True)


@lru_cache(maxsize=1024)  # A report writes the same few days and years again and again.
def _bound(value: str, *, last: bool) -> date | None:
    if value in ("", ".."):
        return None
    numbers = [int(part) for part in value.partition("T")[0].split("-")]
    year = numbers[0]
    if len(numbers) == 1:
        return date(year, 12, 31) if last else date(year, 1, 1)
    month = numbers[1]
    if len(numbers) == 2:
        return date(year, month, month_length(year, month) if last else 1)
    return date(year, month, numbers[2])
