"""What 本年 and 去年 resolve against, in the order of how directly the report says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pipeline.document import Document, Reference
from pipeline.numerals import parse_number

if TYPE_CHECKING:
    from pipeline.dates import ResolvedDate

_DEICTIC = re.compile(
    r"(?P<word>[本今去上明])[ \u3000]?[（(][ \u3000]?"
    r"(?P<year>[0-9０-９]{2,4}|[〇○零一二三四五六七八九十百]{1,5})"
    r"[ \u3000]?年?[ \u3000]?[)）][ \u3000]?年"
)
_SHIFT = {"本": 0, "今": 0, "去": 1, "上": 1, "明": -1}
_SYSTEM_ID = re.compile(r"[CＣc][ \u3000]?(?P<year>\d{3})")
_ROC = 1911
_LEAST_SHARE = 0.35
_BESIDE = 12
_FUTURE = re.compile("將|預計|預定|擬於|訂於|規劃|目標|以前|前完成")


def find_reference(
    document: Document,
    dates: Sequence[ResolvedDate],
    trip: Sequence[ResolvedDate],
    report: Sequence[ResolvedDate],
) -> Reference | None:
    """The reference date of ``document``; ``trip`` and ``report`` are the dates of its cover fields.

    Cover (end of the trip, else day of the report, else the year in the system number), else a statement
    such as 本(105)年, else the latest explicit date that the text bears out. None if there is nothing.
    """
    for group in (trip, report):
        last = next(
            (d.value for d in reversed(group) if d.value is not None and d.date_end is not None), None
        )
        if last is not None:
            return Reference(_end_of(last), "cover")
    system_id = document.first_field("system_id")
    numbered = _SYSTEM_ID.search(system_id) if system_id else None
    if numbered:
        return Reference(f"{int(numbered['year']) + _ROC:04d}", "cover")
    stated = _stated_year(document.text)
    latest = _latest(document.text, dates, stated)
    return Reference(latest, "latest_date" if stated is None else "explicit") if latest else None


def _end_of(value: str) -> str:
    """The last point of an EDTF value, without a clock time."""
    last = value.split("/")[-1]
    if last in ("..", ""):
        last = value.split("/")[0]
    return last.split("T")[0]


def _stated_year(text: str) -> int | None:
    """The year that 本(105)年, 去(104)年 and the like agree on most."""
    years: Counter[int] = Counter()
    for match in _DEICTIC.finditer(text):
        try:
            written = int(parse_number(match["year"]))
        except ValueError:
            continue
        year = written + _ROC if written < 1000 else written
        if 1912 <= year <= 2200:
            years[year + _SHIFT[match["word"]]] += 1
    return min(years, key=lambda y: (-years[y], y)) if years else None


def _latest(text: str, dates: Sequence[ResolvedDate], year: int | None) -> str | None:
    """The latest explicit day or month of the year that the text is written in, or that year alone.

    That is the last year the text speaks of often enough: a few far-off dates do not make a year, and what
    is announced (將於, 預計) does not count. A comparison 較97年同期 is a word for the year after.
    """
    known = [(y, d) for d in dates if d.basis == "explicit" and d.value and (y := _year_of(d)) is not None]
    past = [(y, d) for y, d in known if not _is_announced(text, d)] or known
    if year is None:
        votes = Counter(y + _is_compared(text, d) for y, d in past)
        if not votes:
            return None
        year = max(y for y in votes if votes[y] >= _LEAST_SHARE * max(votes.values()))
    exact = [d for y, d in past if d.precision in ("day", "minute", "month", "ten_days") and y == year]
    if not exact:
        return f"{year:04d}"
    chosen = max(exact, key=lambda d: (d.date_end or date.min, -d.mention.start))
    return _end_of(chosen.value or "")


def _year_of(found: ResolvedDate) -> int | None:
    """The year of a date; None for what spans several years."""
    if found.date_start is None or found.date_end is None:
        return None
    return found.date_end.year if found.date_start.year == found.date_end.year else None


def _is_compared(text: str, found: ResolvedDate) -> bool:
    """Whether a year is named as the one compared with: 「97年同期」, 「97年度同期」."""
    end = found.mention.end
    return found.mention.text.endswith("同期") or text[end : end + 3].lstrip("度之 ").startswith("同期")


def _is_announced(text: str, found: ResolvedDate) -> bool:
    """Whether the words beside a date speak of the future."""
    before = text[max(0, found.mention.start - _BESIDE) : found.mention.start]
    after = text[found.mention.end : found.mention.end + _BESIDE]
    return any(_FUTURE.search(re.split("[，。；：]", part)[k]) for part, k in ((before, -1), (after, 0)))
