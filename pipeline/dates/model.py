"""What a date mention is (as written) and what it becomes (as resolved)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.document import Issue, Mention
from pipeline.vocabulary import Calendar as Calendar
from pipeline.vocabulary import DateBasis
from pipeline.vocabulary import Precision as Precision

Basis = DateBasis
Part = Literal[
    "first_half",
    "second_half",
    "quarter",
    "quarters_from_start",
    "months_from_start",
    "spring",
    "summer",
    "autumn",
    "winter",
    "beginning",
    "middle",
    "end",
    "first_ten",
    "middle_ten",
    "last_ten",
    "weekend",
    "same_period",
]
Fiscal = Literal["budget", "academic"]
Unit = Literal["day", "week", "month", "year"]
Clock = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One point or period of the calendar as the text writes it. None: not written.

    ``era`` is the word before the year (民國, 西元, 平成 …); ``year`` its number as written, ``width``
    the count of its digits (0 in Chinese numerals), ``second_year`` the number in brackets beside it.
    ``year_word``, ``quarter_word``, ``month_word`` and ``day_word`` are deictic words (本, 去, 同 …; an empty
    ``month_word``: a month is meant and none is named, as in 月底); ``part`` a part of
    the year or, where a month is written, of the month, ``number`` its count (第3季). ``weekday`` counts
    from 0 (Monday). ``shift`` moves by ``shift_unit`` from the anchor, which is the event named before
    it (``event``: 簽署前一日) or the date spoken of. ``decade`` marks 1990年代. ``swapped`` names a unit
    that was written for another (11年22日). ``order_known`` is False where day and month can change places;
    ``lunar`` marks a day or month of the lunar calendar.
    """

    era: str | None = None
    year: int | None = None
    width: int = 0
    second_year: int | None = None
    year_word: str | None = None
    month: int | None = None
    month_word: str | None = None
    day: int | None = None
    day_word: str | None = None
    part: Part | None = None
    quarter_word: str | None = None
    number: int | None = None
    fiscal: Fiscal | None = None
    weekday: int | None = None
    week_word: str | None = None
    clock: Clock | None = None
    clock_end: Clock | None = None
    shift: int | None = None
    shift_unit: Unit | None = None
    event: str | None = None
    decade: bool = False
    swapped: str | None = None
    order_known: bool = True
    lunar: bool = False

    @property
    def has_own_year(self) -> bool:
        """Whether a year number is written, in any calendar, and not merely beside 本 or 去."""
        return self.year is not None and self.year_word is None


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A date expression as written: one point, or two for a range. ``opens`` is the word that leaves the
    end open (起, 以後, 以來, 迄今), or None.
    """

    first: Point
    last: Point | None = None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """What a mention means. ``value`` is EDTF (None: could not be decided, an issue says why).

    ``date_start`` and ``date_end`` are the first and the last day of the value (None on an open side).
    ``anchor`` is the index of the mention that the year, month or day was taken from; ``reason`` says in
    one line how the value came about.
    """

    mention: DateMention
    value: str | None
    date_start: date | None
    date_end: date | None
    precision: Precision | None
    calendar: Calendar
    basis: Basis
    anchor: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DateResolution:
    """All mentions of a document with their values, in reading order, and what was odd about them."""

    dates: tuple[ResolvedDate, ...]
    issues: tuple[Issue, ...]
