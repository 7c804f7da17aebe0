"""What 本年 and 去年 resolve against, in the order of how directly the report says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
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
_LEAST_SHARE = 0.12


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
    latest = _latest(dates, stated)
    if stated is not None:
        return Reference(
            latest if latest and latest.startswith(f"{stated:04d}") else f"{stated:04d}", "explicit"
        )
    return Reference(latest, "latest_date") if latest else None


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


def _latest(dates: Sequence[ResolvedDate], year: int | None) -> str | None:
    """The latest explicit day or month whose year the text speaks of often enough.

    Plans reach into the future, mostly by year alone, so days and months count before years; a single
    far-off date does not make a year (its share must reach a part of the most frequent year's).
    """
    explicit = [d for d in dates if d.basis == "explicit" and d.value is not None and d.date_end is not None]
    if year is not None:
        explicit = [d for d in explicit if d.date_end is not None and d.date_end.year == year]
    if not explicit:
        return None
    counts = Counter(d.date_end.year for d in explicit if d.date_end is not None)
    least = _LEAST_SHARE * max(counts.values())
    borne_out = [d for d in explicit if d.date_end is not None and counts[d.date_end.year] >= least]
    exact = [d for d in borne_out if d.precision in ("day", "minute", "month", "ten_days")]
    chosen = max(exact or borne_out, key=lambda d: (d.date_end, -d.mention.start))
    return _end_of(chosen.value) if chosen.value is not None else None
