"""The year of a point: written, told from the report, from the year spoken of, or inherited."""

from __future__ import annotations

from datetime import date

from pipeline.dates.anchors import Known, Memory
from pipeline.dates.calendars import is_day
from pipeline.dates.events import event_name
from pipeline.dates.model import DateMention, Point
from pipeline.dates.outcome import Doubt, Outcome, Speaker, Year, unanchored
from pipeline.dates.values import Value, part_middle
from pipeline.dates.years import read_year

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
_OTHER_YEARS = frozenset(word for word, shift in _FROM_DOCUMENT.items() if shift)
_SHORTLY = 62
"""Days before the report in which what is written without a year is most likely of its own year."""
_FEW_MONTHS = 3
_HALF_A_YEAR = 6
_BEFORE = 12
"""How many dates back one of the report's year is sought."""
_COMPARING = ("較", "比", "與", "跟", "比起", "相較於", "相較", "相對於")


class YearResolver:
    """Finds the years of points in reading order."""

    def __init__(self, memory: Memory, speaker: Speaker) -> None:
        self._memory = memory
        self._speaker = speaker

    def resolve(self, mention: DateMention, point: Point, after: Value | None) -> Year | Outcome:
        """The year of a point: written, told from the document, from the year spoken of, or inherited."""
        if point.year is not None:
            reading = read_year(point, self._speaker.year)
            doubts = (Doubt(reading.doubt, "warning", reading.reason),) if reading.doubt else ()
            if reading.year is None:
                return Outcome(None, reading.reason, None, reading.calendar, doubts)
            return Year(reading.year, reading.reason, None, reading.calendar, doubts)
        word = point.year_word
        if after is not None and (word is None or word in _FROM_SPOKEN):
            return self._year_after(point, after)
        if word in _FROM_SPOKEN:
            event = point.event and self._memory.event_day(event_name(point.event), mention.start)
            known = event or self._memory.last_year(mention.start)
            if known is None:
                return unanchored(f"{word}年: no year is spoken of before it")
            return Year(
                known.last.year + _FROM_SPOKEN[word],
                f"{word}年 from {self._memory.quote(known)}",
                known.index,
            )
        if word is not None:
            return self._year_from_document(mention, word)
        return self._inherit(mention, point)

    def _year_after(self, point: Point, after: Value) -> Year:
        """The end of a range has the year of its start, or the next where it would come before it."""
        year = after.year
        if point.year_word is not None:
            return Year(year + _FROM_SPOKEN[point.year_word], f"{point.year_word}年 from the start")
        if point.month is not None and after.month is not None and point.month < after.month:
            return Year(year + 1, "year after the start's, for the month comes before its month")
        return Year(year, "year of the start")

    def _year_from_document(self, mention: DateMention, word: str) -> Year | Outcome:
        shift = _FROM_DOCUMENT[word]
        before = self._memory.text[max(0, mention.start - 4) : mention.start].rstrip()
        if word in ("上", "上一") and before.endswith(_COMPARING):
            known = self._memory.last_year(mention.start, paragraphs=0)
            if known is not None and known.last.year <= (self._speaker.year or known.last.year):
                return Year(known.last.year - 1, f"{word}年 beside {self._memory.quote(known)}", known.index)
        if self._speaker.year is None:
            return unanchored(f"{word}年: the report's own year is not known")
        reason = f"{word}年 told from {self._speaker.year} ({self._speaker.basis})"
        return Year(self._speaker.year + shift, reason)

    def _inherit(self, mention: DateMention, point: Point) -> Year | Outcome:
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
            return Year(fitting[0], f"the weekday fits {fitting[0]}, not {chosen.year}")
        return chosen

    def _inherited(self, mention: DateMention, point: Point) -> Year | Outcome:
        memory, speaker = self._memory, self._speaker
        spoken = memory.last_year(mention.start, paragraphs=0)
        if spoken is not None and _spans_years(spoken):
            spoken = None
        if spoken is not None and memory.same_sentence(spoken, mention.start):
            if (
                self._just_before_report(mention, point, spoken)
                or self._is_in_passing(mention, point, spoken)
                or self._is_long_past(mention, spoken)
            ):
                spoken = None
            elif self._has_passed(mention, point, spoken):
                reason = f"year before {memory.quote(spoken)}, for the month lies far after the report"
                return Year(spoken.last.year - 1, reason, spoken.index)
            else:
                return self._from_known(spoken)
        if point.month is not None and point.day is not None:
            years = memory.years_of(point.month, point.day)
            if len(years) == 1:
                (year,) = years
                return Year(year, f"falls among the days of {year} that the report writes in full")
        if spoken is not None and self._goes_on(mention, point, spoken):
            return self._from_known(spoken)
        if speaker.year is not None:
            return self._year_of_report(mention, point, speaker.year)
        spoken = memory.last_year(mention.start)
        if spoken is not None:
            return self._from_known(spoken)
        return unanchored("no year is written before it and the report's own is not known")

    def _just_before_report(self, mention: DateMention, point: Point, spoken: Known) -> bool:
        """Whether a day lies shortly before the report, and a bare year in another clause speaks against it.

        「自98年加入以來已逾三年，本部已於11月27日函復」 in a report of December 101.
        """
        today = self._speaker.today
        if today is None or spoken.last.last_month is not None or point.month is None or point.day is None:
            return False
        if "，" not in self._memory.text[spoken.end : mention.start]:
            return False
        if not is_day(today.year, point.month, point.day):
            return False
        return 0 <= (today - date(today.year, point.month, point.day)).days <= _SHORTLY

    def _is_in_passing(self, mention: DateMention, point: Point, spoken: Known) -> bool:
        """Whether a bare 去年 or 上年度 in another clause only interrupts what is told of the report's year.

        「本年上半年減少；以去年度保留預算擴大投資，下半年可望增加」, but not 「去年減少，其中下半年較多」.
        What runs on to this day (自102年起) says nothing of a clause on what is to come.
        """
        memory = self._memory
        if spoken.last.last_month is not None or point.day is not None:
            return False
        if memory.mentions[spoken.index].opens and memory.announces(mention.start, mention.end):
            return True
        if memory.mentions[spoken.index].first.year_word not in _OTHER_YEARS:
            return False
        between = memory.text[spoken.end : mention.start]
        if "，" not in between or "其中" in between:
            return False
        return any(
            known.last.year == self._speaker.year and known.paragraph == spoken.paragraph
            for known in memory.known[-_BEFORE:]
            if known.index < spoken.index
        )

    def _is_long_past(self, mention: DateMention, spoken: Known) -> bool:
        """Whether what is to come (擬於年底前完成) stands beside a bare year that the report looks back on.

        「該校創立於43年，教室老舊，擬於年底前完成增建」 in a report of 107.
        """
        year = self._speaker.year
        ahead = self._memory.announces(mention.start, mention.end)
        bare = spoken.last.last_month is None
        return ahead and bare and year is not None and spoken.last.year + 1 < year

    def _has_passed(self, mention: DateMention, point: Point, spoken: Known) -> bool:
        """Whether a month is of last year: half a year after the report, beside this year's, not announced.

        「106年1月指數為72.8，12月為100.3」 in a report of February 106.
        """
        speaker = self._speaker
        if speaker.month is None or spoken.last.year != speaker.year or spoken.last.month is None:
            return False
        if point.month is None or point.day is not None:
            return False
        ahead = point.month - speaker.month
        return ahead > _HALF_A_YEAR and not self._memory.announces(mention.start, mention.end)

    def _goes_on(self, mention: DateMention, point: Point, spoken: Known) -> bool:
        """Whether a date in a new sentence goes on from the month or part of a year spoken of before it.

        「本案於104年8月簽署。9月生效」 goes on, and so does a period after a period (「98年第1季衰退。
        第2季」); after a background (「該校創立於1906年。……將於9月辦理」) a month without a year is one of
        the report's own year. A look at another year (去年, 明年, 自97年9月起) is over with its sentence.
        Time goes forward, or a few months back: 「97年11月衰退。3月」 does not go on.
        """
        memory = self._memory
        if spoken.last.last_month is None:
            return False
        month = point.month or part_middle(point)
        since = spoken.first.month or spoken.last.last_month
        if (
            month is not None
            and month < since - _FEW_MONTHS
            and spoken.first.precision not in ("quarter", "half")
        ):
            return False
        anchor = memory.mentions[spoken.index]
        if (anchor.first.year_word in _OTHER_YEARS or anchor.opens) and not self._is_ahead(point):
            return False
        before = memory.text[max(0, mention.start - 3) : mention.start]
        if before.rstrip("於嗣並自復後").endswith(("。", "；")):
            return True
        periods = point.day is None and spoken.last.day is None
        return periods and not memory.announces(mention.start, mention.end)

    def _is_ahead(self, point: Point) -> bool:
        """Whether the date would lie after the report in the report's own year."""
        speaker = self._speaker
        month = point.month or part_middle(point) or 0
        return speaker.month is not None and (month, point.day or 0) > (speaker.month, speaker.day or 31)

    def _year_of_report(self, mention: DateMention, point: Point, year: int) -> Year:
        """The report's year, or the trip's year before it for a month that would lie ahead unannounced."""
        speaker, memory = self._speaker, self._memory
        if (
            self._is_ahead(point)
            and year - 1 in memory.topic_years
            and not memory.announces(mention.start, mention.end)
        ):
            return Year(year - 1, f"year before the report's ({year}), for the month lies after it")
        return Year(year, f"year of the report ({speaker.basis})")

    def _from_known(self, known: Known) -> Year:
        return Year(known.last.year, f"year from {self._memory.quote(known)}", known.index)


def _spans_years(known: Known) -> bool:
    """Whether an anchor is several years long (91至95年, 105學年度): it gives no year to a month."""
    return known.last.last_month is None and known.first.first[:4] != known.last.last[:4]


def _weekday(year: int, month: int, day: int) -> int | None:
    return date(year, month, day).weekday() if is_day(year, month, day) else None
