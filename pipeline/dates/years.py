"""Which year a written year number means, and which year a report speaks from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.dates.calendars import ERA_FIRST_YEAR, ROC_ERAS, WESTERN_ERAS
from pipeline.dates.model import Calendar, DateMention, Point
from pipeline.document import Reference
from pipeline.immutable import immutable
from pipeline.vocabulary import IssueCode

_ROC_OFFSET = 1911
_FAR = 30
"""A reading that lies so many years after the report gives way to one that does not."""
_SOON = 3
"""A day so many years after the report is not planned yet; one as near in the Western reading is likelier."""

_YEARS_BACK = {"本": 0, "今": 0, "去": 1, "上": 1, "明": -1}
"""How many years after the one so named a report speaks."""


@immutable
class YearReading:
    """A Western year (None: none could be decided), the calendar it was written in, and why."""

    year: int | None
    calendar: Calendar
    reason: str
    doubt: IssueCode | None = None


def read_year(point: Point, spoken_from: int | None) -> YearReading:
    """The Western year of a point that carries a number.

    The evidence, in this order: the era written before it; a second year in brackets; four digits; a
    leading zero (08年 is short for 2008). A number of two or three digits is a year of the Republic,
    unless that would lie far after the report (``spoken_from``; for a day, three years are far) and a
    Western reading would not. No fixed year divides the calendars.
    """
    year = point.year or 0
    if point.era in WESTERN_ERAS:
        return YearReading(year, "gregorian", f"{point.era}{year}")
    if point.era in ("西元前", "公元前"):
        return YearReading(None, "gregorian", "before the common era", "before-common-era")
    if point.era in ("民國前", "民前"):
        return YearReading(_ROC_OFFSET + 1 - year, "roc", f"{year} years before 1912")
    if point.era in ROC_ERAS and year < 1000:
        return YearReading(year + _ROC_OFFSET, "roc", f"民國 {year} + 1911")
    if point.era is not None and point.era not in ROC_ERAS:
        first = ERA_FIRST_YEAR[point.era]
        return YearReading(first + year - 1, "gregorian", f"{point.era} {year}, year 1 is {first}")
    if point.second_year is not None:
        return _pair(year, point.second_year)
    if year >= 1000:
        return YearReading(year, "gregorian", f"{year} has four digits")
    if point.decade:
        return YearReading(1900 + year if year >= 20 else 2000 + year, "gregorian", f"decade {year}")
    if point.width == 2 and year < 10:
        return YearReading(2000 + year, "gregorian", f"0{year}: the leading zero stands for the century")
    roc = year + _ROC_OFFSET
    if point.width == 2 and spoken_from is not None and roc > spoken_from:
        nearest = min((1900 + year, 2000 + year), key=lambda western: abs(western - spoken_from))
        day_ahead = (
            point.day is not None and roc > spoken_from + _SOON and abs(nearest - spoken_from) <= _SOON
        )
        if roc > spoken_from + _FAR or day_ahead:
            reason = f"{year} as a Western year: 民國 {year} ({roc}) lies far after {spoken_from}"
            return YearReading(nearest, "gregorian", reason, "calendar-inferred")
    return YearReading(roc, "roc", f"民國 {year} + 1911")


def _pair(year: int, second: int) -> YearReading:
    """106(2017)年 or 2017(106)年: both must name the same year."""
    one = year if year >= 1000 else year + _ROC_OFFSET
    two = second if second >= 1000 else second + _ROC_OFFSET
    calendar: Calendar = "gregorian" if year >= 1000 else "roc"
    doubt: IssueCode | None = None if one == two else "years-disagree"
    return YearReading(one, calendar, f"{year}({second})", doubt)


def infer_reference(mentions: Sequence[DateMention]) -> Reference | None:
    """The year a text speaks from, out of its own words; None where it writes no year.

    本(106)年 or 去(105)年 settles it. Else 「97年同期」 speaks of the year before, and the year most often
    written with a month or day wins over bare years; of equals the latest.
    """
    votes: Counter[int] = Counter()
    for mention in mentions:
        for point in _points(mention):
            if point.year is None:
                continue
            year = read_year(point, None).year
            if year is None:
                continue
            if point.year_word in _YEARS_BACK:
                return Reference(f"{year + _YEARS_BACK[point.year_word]:04}", "explicit")
            if point.year_word is None:
                weight = 4 if point.month is not None else 1
                votes[year + (point.part == "same_period")] += weight
    if not votes:
        return None
    most = max(votes.values())
    year = max(y for y, count in votes.items() if count * 2 >= most)
    return Reference(f"{year:04}", "latest_date")


def _points(mention: DateMention) -> Iterable[Point]:
    yield mention.first
    if mention.last is not None:
        yield mention.last
