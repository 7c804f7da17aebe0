"""Resolves one point: its own fields first, then the anchor that each missing field calls for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.dates.anchors import Known, Memory
from pipeline.dates.calendars import is_day, move_month
from pipeline.dates.events import event_name
from pipeline.dates.model import Calendar, DateMention, Point
from pipeline.dates.values import Value, day_value, month_value, part_middle, year_value
from pipeline.dates.years import read_year
from pipeline.document import Reference, Severity

_FROM_DOCUMENT = {
    "本": 0,
    "今": 0,
    "去": -1,
    "上": -1,
    "前": -2,
    "大前": -3,
    "明": 1,
    "來": 1,
    "下": 1,
    "後": 2,
    "上一": -1,
    "下一": 1,
}
_FROM_SPOKEN = {"同": 0, "當": 0, "該": 0, "次": 1, "翌": 1, "隔": 1, "前一": -1}
_QUARTERS = {"上": -1, "下": 1, "次": 1}
_MONTHS_FROM_DOCUMENT = {"本": 0, "上": -1, "上上": -2, "下": 1}
_WEEKS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
_DAYS_FROM_NOW = {"昨": -1, "明": 1}
_NOW = frozenset("今本昨明即")
_COMPARING = ("較", "比", "與", "跟", "比起", "相較於", "相較", "相對於")
_NEAR_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """The date a report speaks from, as far as it is known. ``assumed``: told from the text's own years."""

    year: int | None
    month: int | None
    day: int | None
    basis: str
    assumed: bool = False

    @classmethod
    def of(cls, reference: Reference | None, *, assumed: bool) -> Speaker:
        """The speaker of a reference; of an interval its end counts."""
        if reference is None:
            return cls(None, None, None, "")
        numbers = [int(part) for part in reference.value.rpartition("/")[2].partition("T")[0].split("-")]
        year, month, day = (*numbers, None, None)[:3]
        return cls(
            year, month, day, "year told from the text itself" if assumed else f"{reference.basis} date"
        )

    @property
    def today(self) -> date | None:
        """The day, if the reference has one."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to tell the reader about one point: becomes an issue row."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one point came to."""

    value: Value | None
    reason: str
    anchor: int | None = None
    calendar: Calendar = "inherited"
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    reason: str
    anchor: int | None = None
    calendar: Calendar = "inherited"
    doubts: tuple[Doubt, ...] = ()


class PointResolver:
    """Resolves points in reading order against the memory of a document and its speaker."""

    def __init__(self, memory: Memory, speaker: Speaker) -> None:
        self._memory = memory
        self._speaker = speaker

    def resolve(
        self, index: int, mention: DateMention, point: Point, *, after: Value | None = None
    ) -> Outcome:
        """The outcome of one point. ``after`` is the start of the range that the point ends."""
        if not point.order_known:
            doubt = Doubt("ambiguous-day-month", "warning", "day and month could change places")
            return Outcome(None, "two readings", None, "gregorian", (doubt,))
        if point.week_word is not None:
            return self._week(mention, point)
        if point.quarter_word is not None:
            return self._quarter(mention, point)
        if point.day_word is not None and point.day is None:
            return self._relative_day(index, mention, point)
        year = self._year(mention, point, after)
        if isinstance(year, Outcome):
            return year
        return self._within_year(mention, point, year, after)

    def _within_year(self, mention: DateMention, point: Point, year: _Year, after: Value | None) -> Outcome:
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
            doubts += (Doubt("misprint-unit", "info", f"{point.month}{point.swapped} was read as a month"),)
        if value is None:
            message = f"there is no such day: {western}-{month}" + (f"-{day}" if day is not None else "")
            doubts += (Doubt("impossible-date", "warning", message),)
            return Outcome(None, f"{reason}; no such day", anchor, year.calendar, doubts)
        return Outcome(value, reason, anchor, year.calendar, doubts)

    def _year(self, mention: DateMention, point: Point, after: Value | None) -> _Year | Outcome:
        """The year of a point: written, told from the document, from the year spoken of, or inherited."""
        if point.year is not None:
            reading = read_year(point, self._speaker.year)
            doubts = (Doubt(reading.doubt, "warning", reading.reason),) if reading.doubt else ()
            if reading.year is None:
                return Outcome(None, reading.reason, None, reading.calendar, doubts)
            return _Year(reading.year, reading.reason, None, reading.calendar, doubts)
        word = point.year_word
        if after is not None and (word is None or word in _FROM_SPOKEN):
            return self._year_after(point, after)
        if word in _FROM_SPOKEN:
            event = point.event and self._memory.event_day(event_name(point.event), mention.start)
            known = event or self._memory.last_year(mention.start)
            if known is None:
                return _unanchored(f"{word}年: no year is spoken of before it")
            return _Year(
                known.last.year + _FROM_SPOKEN[word], f"{word}年 from {self._quote(known)}", known.index
            )
        if word is not None:
            return self._year_from_document(mention, word)
        return self._inherit(mention, point)

    def _year_after(self, point: Point, after: Value) -> _Year:
        """The end of a range has the year of its start, or the next where it would come before it."""
        year = after.year
        if point.year_word is not None:
            return _Year(year + _FROM_SPOKEN[point.year_word], f"{point.year_word}年 from the start")
        if point.month is not None and after.month is not None and point.month < after.month:
            return _Year(year + 1, "year after the start's, for the month comes before its month")
        return _Year(year, "year of the start")

    def _year_from_document(self, mention: DateMention, word: str) -> _Year | Outcome:
        shift = _FROM_DOCUMENT[word]
        if word in ("上", "上一") and self._memory.text.endswith(
            _COMPARING, max(0, mention.start - 4), mention.start
        ):
            known = self._memory.last_year(mention.start, paragraphs=0)
            if known is not None and known.last.year <= (self._speaker.year or known.last.year):
                return _Year(known.last.year - 1, f"{word}年 beside {self._quote(known)}", known.index)
        if self._speaker.year is None:
            return _unanchored(f"{word}年: the report's own year is not known")
        reason = f"{word}年 told from {self._speaker.year} ({self._speaker.basis})"
        return _Year(self._speaker.year + shift, reason)

    def _inherit(self, mention: DateMention, point: Point) -> _Year | Outcome:
        """The year that is not written, and where the weekday beside it speaks for another, that one.

        In this order: the year spoken of in this sentence; the days that the report writes in full; the
        year spoken of in this paragraph or shortly before; the report's own; the last year at all.
        """
        chosen = self._inherited(mention, point)
        if isinstance(chosen, Outcome) or point.weekday is None or point.month is None or point.day is None:
            return chosen
        known = self._memory.years_of(point.month, point.day) | {self._speaker.year or chosen.year}
        fitting = [y for y in known | {chosen.year} if _weekday(y, point.month, point.day) == point.weekday]
        if len(fitting) == 1 and fitting[0] != chosen.year:
            return _Year(fitting[0], f"the weekday fits {fitting[0]}, not {chosen.year}")
        return chosen

    def _inherited(self, mention: DateMention, point: Point) -> _Year | Outcome:
        memory, speaker = self._memory, self._speaker
        spoken = memory.last_year(mention.start, paragraphs=0)
        if spoken is not None and memory.same_sentence(spoken, mention.start):
            return self._from_known(spoken)
        if point.month is not None and point.day is not None:
            years = memory.years_of(point.month, point.day)
            if len(years) == 1:
                (year,) = years
                return _Year(year, f"falls among the days of {year} that the report writes in full")
        if spoken is not None and (speaker.assumed or self._goes_on(mention, spoken)):
            return self._from_known(spoken)
        if speaker.assumed or speaker.year is None:
            spoken = memory.last_year(mention.start, paragraphs=_NEAR_PARAGRAPHS)
            if spoken is not None:
                return self._from_known(spoken)
        if speaker.year is not None:
            return self._year_of_report(mention, point, speaker.year)
        spoken = memory.last_year(mention.start)
        if spoken is not None:
            return self._from_known(spoken)
        return _unanchored("no year is written before it and the report's own is not known")

    def _goes_on(self, mention: DateMention, spoken: Known) -> bool:
        """Whether a sentence begins with the date, and so goes on from the month spoken of before it.

        「本案於104年8月簽署。9月生效」 goes on; after a background (「該校創立於1906年。……將於9月辦理」) a
        month without a year is one of the report's own year.
        """
        before = self._memory.text[max(0, mention.start - 3) : mention.start]
        return spoken.last.month is not None and before.rstrip("於嗣並自復後").endswith(("。", "；"))

    def _year_of_report(self, mention: DateMention, point: Point, year: int) -> _Year:
        """The report's year, or the trip's year before it for a month that would lie ahead unannounced."""
        speaker, memory = self._speaker, self._memory
        month = point.month or part_middle(point) or 0
        ahead = speaker.month is not None and (month, point.day or 0) > (
            speaker.month,
            speaker.day or 31,
        )
        if ahead and year - 1 in memory.topic_years and not memory.announces(mention.start, mention.end):
            return _Year(year - 1, f"year before the report's ({year}), for the month lies after it")
        return _Year(year, f"year of the report ({speaker.basis})")

    def _from_known(self, known: Known) -> _Year:
        return _Year(known.last.year, f"year from {self._quote(known)}", known.index)

    def _month(
        self, mention: DateMention, point: Point, year: _Year
    ) -> tuple[int, int, str, int | None] | Outcome:
        """The month of a point that has only a day or a word for the month."""
        word, speaker = point.month_word, self._speaker
        if word in _MONTHS_FROM_DOCUMENT and speaker.year is not None and speaker.month is not None:
            western, month = move_month(speaker.year, speaker.month, _MONTHS_FROM_DOCUMENT[word])
            return western, month, f"{word}月 told from {speaker.year}-{speaker.month:02}", None
        known = self._memory.last_month(mention.start)
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
            return _unanchored("no month is written before it")
        shift = {"上": -1, "上上": -2, "下": 1, "次": 1, "翌": 1, "隔": 1}.get(word or "", 0)
        base = year.year if point.has_own_year else known.last.year
        shift += _over_month_end(point, known)
        western, month = move_month(base, known.last.month, shift)
        return western, month, f"month from {self._quote(known)}", known.index

    def _quarter(self, mention: DateMention, point: Point) -> Outcome:
        """本季, 上季: from the quarter spoken of in this paragraph, else from the report's month."""
        word, speaker = point.quarter_word or "", self._speaker
        known = self._memory.last_quarter(mention.start)
        if known is not None and known.first.month is None and known.last.last_month is not None:
            year, month, anchor = known.last.year, known.last.last_month, known.index
            reason = f"{word}季 beside {self._quote(known)}"
        elif speaker.year is not None and speaker.month is not None:
            year, month, anchor = speaker.year, speaker.month, None
            reason = f"{word}季 told from {speaker.year}-{speaker.month:02}"
        else:
            return _unanchored(f"{word}季: neither a quarter nor the report's month is known")
        year, month = move_month(year, month, 3 * _QUARTERS.get(word, 0))
        return Outcome(year_value(year, Point(part="quarter", number=(month + 2) // 3)), reason, anchor)

    def _same_period(self, mention: DateMention, year: _Year) -> Outcome:
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
                f"{year.reason}; {self._quote(known)} spans more than a year",
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
        reason = f"{year.reason}; same months as {self._quote(known)}"
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
                return self._edge(known, point), f"{point.event}: {self._quote(known)}", known.index
            later = memory.event_mention_after(event, index)
            if later is not None:
                ahead = self.resolve(later, memory.mentions[later], memory.mentions[later].first)
                day = _as_day(ahead.value)
                if day is not None:
                    return day, f"{point.event}: 「{memory.mentions[later].text}」 further on", later
        now = (point.day_word or "") in _NOW
        known = memory.last_day(mention.start, told_from_now=now)
        if known is not None:
            return self._edge(known, point), f"day of {self._quote(known)}", known.index
        today = self._speaker.today
        if today is not None and now:
            return today, f"day of the report ({self._speaker.basis})", None
        return _unanchored("no day is spoken of before it")

    def _edge(self, known: Known, point: Point) -> date:
        """Of a range, what comes before looks to its first day, what follows to its last."""
        before = (point.shift or 0) < 0
        value = known.first if before and known.first.day is not None else known.last
        return _as_day(value) or date(known.last.year, known.last.month or 1, known.last.day or 1)

    def _week(self, mention: DateMention, point: Point) -> Outcome:
        """本週, 上週五, 週末: counted from the day spoken of, else from the report's own."""
        known = self._memory.last_day(mention.start)
        base, anchor = self._speaker.today, None
        reason = f"week of the report ({self._speaker.basis})"
        if known is not None and (base is None or point.week_word in ("", "該", "當")):
            base, anchor, reason = _as_day(known.last), known.index, f"week of {self._quote(known)}"
        if base is None:
            return _unanchored("no day is spoken of before it")
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=_WEEKS.get(point.week_word or "", 0))
        if point.part == "weekend":
            start, end = monday + timedelta(days=5), monday + timedelta(days=6)
        elif point.weekday is not None:
            start = end = monday + timedelta(days=point.weekday)
        else:
            start, end = monday, monday + timedelta(days=6)
        value = Value(start.isoformat(), end.isoformat(), "day", end.year, end.month, end.day, end.month)
        return Outcome(value, reason, anchor)

    def _quote(self, known: Known) -> str:
        return f"「{self._memory.mentions[known.index].text}」"


def _over_month_end(point: Point, known: Known) -> int:
    """次(1)日 after the 31st lies in the next month, 前(30)日 before the 1st in the one before."""
    day, spoken = point.day or 0, known.last.day or 0
    if point.day_word in ("次", "翌", "隔") and day < spoken:
        return 1
    return -1 if point.day_word in ("前", "昨") and day > spoken > 0 else 0


def _weekday(year: int, month: int, day: int) -> int | None:
    return date(year, month, day).weekday() if is_day(year, month, day) else None


def _as_day(value: Value | None) -> date | None:
    if value is None or value.month is None or value.day is None:
        return None
    return date(value.year, value.month, value.day)


def _unanchored(message: str) -> Outcome:
    return Outcome(None, message, None, "inherited", (Doubt("no-anchor", "info", message),))
