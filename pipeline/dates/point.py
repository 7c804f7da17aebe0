"""Resolves one point: its own fields first, then the anchor that each missing field calls for."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.dates.anchors import Known, Memory
from pipeline.dates.calendars import move_month
from pipeline.dates.events import event_name
from pipeline.dates.inherit import YearResolver
from pipeline.dates.model import DateMention, Point
from pipeline.dates.outcome import Doubt, Outcome, Speaker, Year, unanchored
from pipeline.dates.values import Value, day_value, month_value, year_value

_QUARTERS = {"上": -1, "下": 1, "次": 1}
_MONTHS_FROM_DOCUMENT = {"本": 0, "上": -1, "上上": -2, "下": 1}
_WEEKS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
_DAYS_FROM_NOW = {"昨": -1, "明": 1}
_NOW = frozenset("今本昨明即")


class PointResolver:
    """Resolves points in reading order against the memory of a document and its speaker."""

    def __init__(self, memory: Memory, speaker: Speaker) -> None:
        self._memory = memory
        self._speaker = speaker
        self._years = YearResolver(memory, speaker)

    def resolve(
        self, index: int, mention: DateMention, point: Point, *, after: Value | None = None
    ) -> Outcome:
        """The outcome of one point. ``after`` is the start of the range that the point ends."""
        if not point.order_known:
            doubt = Doubt("ambiguous-day-month", "warning", "day and month could change places")
            return Outcome(None, "two readings", None, "gregorian", (doubt,))
        if point.lunar:
            doubt = Doubt("lunar-date", "info", "a date of the lunar calendar, which is not converted")
            return Outcome(None, "lunar calendar", None, "inherited", (doubt,))
        if point.week_word is not None:
            return self._week(mention, point)
        if point.quarter_word is not None:
            return self._quarter(mention, point)
        if point.day_word is not None and point.day is None:
            return self._relative_day(index, mention, point)
        year = self._years.resolve(mention, point, after)
        if isinstance(year, Outcome):
            return year
        return self._within_year(mention, point, year, after)

    def _within_year(self, mention: DateMention, point: Point, year: Year, after: Value | None) -> Outcome:
        """Month, day and part, once the year is known."""
        month, day = point.month, point.day
        reason, anchor = year.reason, year.anchor
        western = year.year
        if month is None and (day is not None or point.month_word is not None):
            if after is not None and after.month is not None:
                western, month, reason = (
                    (after.last_month and after.year) or western,
                    after.last_month or after.month,
                    "month of the start",
                )
                if day is not None and after.day is not None and day < after.day:
                    western, month = move_month(western, month, 1)
            else:
                found = self._month(mention, point, year)
                if isinstance(found, Outcome):
                    return found
                western, month, reason, anchor = found
        value: Value | None
        if day is not None and month is not None:
            value = day_value(western, month, day, point.clock, point.clock_end)
        elif month is not None:
            value = month_value(western, month, point.part)
        elif point.part == "same_period":
            return self._same_period(mention, year)
        else:
            value = year_value(western, point)
        doubts = year.doubts
        if point.swapped:
            doubts += (
                Doubt("misprint-unit", "info", f"one 「{point.swapped}」 stands where another unit belongs"),
            )
        if value is None:
            message = f"there is no such day: {western}-{month}" + (f"-{day}" if day is not None else "")
            doubts += (Doubt("impossible-date", "warning", message),)
            return Outcome(None, f"{reason}; no such day", anchor, year.calendar, doubts)
        return Outcome(value, reason, anchor, year.calendar, doubts)

    def _month(
        self, mention: DateMention, point: Point, year: Year
    ) -> tuple[int, int, str, int | None] | Outcome:
        """The month of a point that has only a day or a word for the month."""
        word, speaker = point.month_word, self._speaker
        known = self._memory.last_month(mention.start)
        beside = (
            word in ("上", "下")
            and known is not None
            and known.last.day is None
            and self._memory.same_sentence(known, mention.start)
        )
        if (
            word in _MONTHS_FROM_DOCUMENT
            and not beside
            and speaker.year is not None
            and speaker.month is not None
        ):
            western, month = move_month(speaker.year, speaker.month, _MONTHS_FROM_DOCUMENT[word])
            return western, month, f"{word}月 told from {speaker.year}-{speaker.month:02}", None
        if (
            word is None
            and point.day is not None
            and not (known and self._memory.same_sentence(known, mention.start))
        ):
            months = self._memory.months_of(point.day)
            if len(months) == 1:
                return *months[0], "falls among the days that the report writes in full", None
        if known is None or known.last.month is None:
            if speaker.year is not None and speaker.month is not None and not word:
                return speaker.year, speaker.month, f"month of the report ({speaker.basis})", None
            return unanchored("no month is written before it")
        shift = {"上": -1, "上上": -2, "下": 1, "次": 1, "翌": 1, "隔": 1}.get(word or "", 0)
        base = year.year if point.has_own_year else known.last.year
        shift += _over_month_end(point, known)
        western, month = move_month(base, known.last.month, shift)
        return western, month, f"month from {self._memory.quote(known)}", known.index

    def _quarter(self, mention: DateMention, point: Point) -> Outcome:
        """本季, 上季: from the quarter spoken of in this paragraph, else from the report's month."""
        word, speaker = point.quarter_word or "", self._speaker
        known = self._memory.last_quarter(mention.start)
        if known is not None and known.first.month is None and known.last.last_month is not None:
            year, month, anchor = known.last.year, known.last.last_month, known.index
            reason = f"{word}季 beside {self._memory.quote(known)}"
        elif speaker.year is not None and speaker.month is not None:
            year, month, anchor = speaker.year, speaker.month, None
            reason = f"{word}季 told from {speaker.year}-{speaker.month:02}"
        else:
            return unanchored(f"{word}季: neither a quarter nor the report's month is known")
        year, month = move_month(year, month, 3 * _QUARTERS.get(word, 0))
        return Outcome(year_value(year, Point(part="quarter", number=(month + 2) // 3)), reason, anchor)

    def _same_period(self, mention: DateMention, year: Year) -> Outcome:
        """「97年同期」: the months of the period it is compared with, in its own year."""
        known = self._memory.last_part_of_year(mention.start)
        if known is None:
            value = year_value(year.year, Point())
            return Outcome(
                value, f"{year.reason}; no part of a year is spoken of", year.anchor, year.calendar
            )
        if known.last.year != known.first.year:
            value = year_value(year.year, Point())
            return Outcome(
                value,
                f"{year.reason}; {self._memory.quote(known)} spans more than a year",
                year.anchor,
                year.calendar,
            )
        first, last = known.first.first.partition("T")[0][4:], known.last.last.partition("T")[0][4:]
        value = Value(
            f"{year.year:04}{first}",
            f"{year.year:04}{last}",
            known.first.precision,
            year.year,
            known.first.month,
            None,
            known.last.last_month,
        )
        if known.last.day is not None and last.endswith("-29"):
            value = month_value(year.year, known.last.month or 2, None) or value
        reason = f"{year.reason}; same months as {self._memory.quote(known)}"
        return Outcome(value, reason, known.index, year.calendar)

    def _relative_day(self, index: int, mention: DateMention, point: Point) -> Outcome:
        """同日, 次日, 昨日, 三天後, 簽署前一日."""
        anchored = self._day_spoken_of(index, mention, point)
        if isinstance(anchored, Outcome):
            return anchored
        base, reason, anchor = anchored
        shift = point.shift or 0
        if point.shift is None:
            shift = _DAYS_FROM_NOW.get(point.day_word or "", 0)
        step = shift * 7 if point.shift_unit == "week" else shift
        day = base + timedelta(days=step)
        value = day_value(day.year, day.month, day.day, point.clock, point.clock_end)
        moved = "" if step == 0 else f" {step:+d} days"
        return Outcome(value, f"{reason}{moved}", anchor)

    def _day_spoken_of(
        self, index: int, mention: DateMention, point: Point
    ) -> tuple[date, str, int | None] | Outcome:
        memory = self._memory
        if point.event is not None:
            event = event_name(point.event)
            known = memory.event_day(event, mention.start)
            if known is not None:
                return self._edge(known, point), f"{point.event}: {self._memory.quote(known)}", known.index
            later = memory.event_mention_after(event, index)
            if later is not None:
                ahead = self.resolve(later, memory.mentions[later], memory.mentions[later].first)
                day = _as_day(ahead.value)
                if day is not None:
                    return day, f"{point.event}: 「{memory.mentions[later].text}」 further on", later
        now = (point.day_word or "") in _NOW
        known = memory.present_day(mention.start) if now else memory.last_day(mention.start)
        if known is not None and not now and self._speaker.has_cover:
            known = memory.last_day_on_the_way(known, mention.start)
        today = self._speaker.today
        if known is None and now and today is not None:
            return today, f"day of the report ({self._speaker.basis})", None
        if known is None and now:
            known = memory.last_written_day(mention.start)
        if known is not None:
            return self._edge(known, point), f"day of {self._memory.quote(known)}", known.index
        return unanchored("no day is spoken of before it")

    def _edge(self, known: Known, point: Point) -> date:
        """Of a range, what comes before looks to its first day, what follows to its last."""
        before = (point.shift or 0) < 0
        value = known.first if before and known.first.day is not None else known.last
        return _as_day(value) or date(known.last.year, known.last.month or 1, known.last.day or 1)

    def _week(self, mention: DateMention, point: Point) -> Outcome:
        """本週, 上週五, 週末: counted from the day spoken of, else from the report's own.

        本週 and 上週 are told from the day that their paragraph or its heading speaks of, as 今日 is.
        """
        memory, told = self._memory, point.week_word in ("", "該", "當")
        known = memory.last_day(mention.start) if told else memory.present_day(mention.start)
        base, anchor = self._speaker.today, None
        reason = f"week of the report ({self._speaker.basis})"
        if known is None and base is None:
            known = memory.last_day(mention.start)
        if known is not None:
            base, anchor, reason = _as_day(known.last), known.index, f"week of {self._memory.quote(known)}"
        if base is None:
            return unanchored("no day is spoken of before it")
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=_WEEKS.get(point.week_word or "", 0))
        if point.part == "weekend":
            start, end = monday + timedelta(days=5), monday + timedelta(days=6)
        elif point.weekday is not None:
            start = end = monday + timedelta(days=point.weekday)
        else:
            start, end = monday, monday + timedelta(days=6)
        value = Value(start.isoformat(), end.isoformat(), "day", end.year, end.month, end.day, end.month)
        return Outcome(value, reason, anchor)


def _over_month_end(point: Point, known: Known) -> int:
    """次(1)日 after the 31st lies in the next month, 前(30)日 before the 1st in the one before."""
    day, spoken = point.day or 0, known.last.day or 0
    if point.day_word in ("次", "翌", "隔") and day < spoken:
        return 1
    return -1 if point.day_word in ("前", "昨") and day > spoken > 0 else 0


def _as_day(value: Value | None) -> date | None:
    if value is None or value.month is None or value.day is None:
        return None
    return date(value.year, value.month, value.day)
