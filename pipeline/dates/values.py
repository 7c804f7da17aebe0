"""From year, month, day and part to an EDTF value with its precision."""

from __future__ import annotations

from pipeline.dates.calendars import is_day, month_length, move_month
from pipeline.dates.model import Clock, Part, Point, Precision
from pipeline.immutable import immutable

_MONTHS_OF: dict[Part, tuple[int, int]] = {
    "first_half": (1, 6),
    "second_half": (7, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 14),
    "middle": (6, 7),
}
_PRECISION_OF: dict[Part, Precision] = {"first_half": "half", "second_half": "half", "middle": "month"}
_LAST_BUDGET_YEAR_FROM_JULY = 1999
_FIRST_BUDGET_YEAR_FROM_JANUARY = 2001


@immutable
class Value:
    """A resolved point: ``first`` and ``last`` are EDTF dates (equal unless it is a period)."""

    first: str
    last: str
    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    last_month: int | None = None

    @property
    def edtf(self) -> str:
        """The value as EDTF, an interval where first and last differ."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def year_value(year: int, point: Point) -> Value:
    """A year or a part of it."""
    if point.decade:
        return Value(f"{year:04}", f"{year + 9:04}", "year", year)
    if point.fiscal == "academic":
        return Value(f"{year:04}-08", f"{year + 1:04}-07", "year", year)
    if point.fiscal == "budget" and year < _FIRST_BUDGET_YEAR_FROM_JANUARY:
        # Budget year 88 ran from July 1998 to June 1999; the next one took in the second half of 1999
        # and all of 2000, when the change to calendar years was made.
        if year <= _LAST_BUDGET_YEAR_FROM_JULY:
            return Value(f"{year - 1:04}-07", f"{year:04}-06", "year", year)
        return Value("1999-07", "2000-12", "year", year)
    months = _part_months(point)
    if months is None:
        return Value(f"{year:04}", f"{year:04}", "year", year)
    start, end = months
    end_year, end_month = move_month(year, 1, end - 1)
    precision = _PRECISION_OF.get(point.part, "quarter") if point.part else "month"
    if start == end or point.part == "months_from_start":
        precision = "month"
    return Value(
        f"{year:04}-{start:02}",
        f"{end_year:04}-{end_month:02}",
        precision,
        year,
        month=start if start == end else None,
        last_month=end,
    )


def part_middle(point: Point) -> int | None:
    """The month in the middle of a part of the year, None for a whole year."""
    months = _part_months(point)
    return sum(months) // 2 if months else None


def _part_months(point: Point) -> tuple[int, int] | None:
    number = point.number or 0
    match point.part:
        case None | "same_period":
            return None
        case "quarter":
            return (number * 3 - 2, number * 3) if 1 <= number <= 4 else None
        case "quarters_from_start":
            return (1, number * 3) if 1 <= number <= 4 else None
        case "months_from_start":
            return (1, number) if 1 <= number <= 12 else None
        case "beginning":
            return 1, 1
        case "end":
            return 12, 12
        case part:
            return _MONTHS_OF.get(part)


def month_value(year: int, month: int, part: Part | None) -> Value | None:
    """A month or a part of it; None where there is no such month."""
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    stem = f"{year:04}-{month:02}"
    days = {
        "first_ten": (1, 10),
        "middle_ten": (11, 20),
        "last_ten": (21, month_length(year, month)),
    }.get(part or "")
    if days is None:
        return Value(stem, stem, "month", year, month, last_month=month)
    return Value(f"{stem}-{days[0]:02}", f"{stem}-{days[1]:02}", "ten_days", year, month, last_month=month)


def day_value(
    year: int, month: int, day: int, clock: Clock | None = None, clock_end: Clock | None = None
) -> Value | None:
    """A day, with its time or time range; None where the calendar has no such day."""
    if not is_day(year, month, day):
        return None
    stem = f"{year:04}-{month:02}-{day:02}"
    if clock is None:
        return Value(stem, stem, "day", year, month, day, last_month=month)
    start = f"{stem}T{clock[0]:02}:{clock[1]:02}"
    end = f"{stem}T{clock_end[0]:02}:{clock_end[1]:02}" if clock_end else start
    return Value(start, end, "minute", year, month, day, last_month=month)
