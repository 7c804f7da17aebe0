"""What has been said before: the dates that 同日, 「22日」 and 簽署前一日 lean on."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from pipeline.dates.calendars import is_day
from pipeline.dates.model import DateMention
from pipeline.dates.values import Value
from pipeline.dates.years import read_year
from pipeline.immutable import immutable

_SENTENCE_END = re.compile(r"[。！？；\n]")
_HEADING_LENGTH = 40
_HEADING_INDENT = 8
_WINDOW_DAYS = 3
_LONGEST_WINDOW = 62
_MONTH_APART = 31
_REACH = 200
"""How many dates back and ahead, and how many characters of a sentence, an anchor is sought at most."""


_LATER = ("明", "來", "次", "翌", "隔", "下", "後", "下一")
_TO_COME = re.compile(r"將|預[定計估訂期]|規劃|擬|可望|希望|期能|爭取|俟|請|應於|訂於|定於|建議")
_TO_COME_AFTER = ("前", "底前", "將", "以前", "之前")
_CLAUSE = 40
_NAME = 30
_LABEL = 8
_IN_A_SENTENCE = ("：", ":", "於", "在", "自", "至", "由", "業已", "前經")
_QUOTES = (("「", "」"), ("《", "》"), ("『", "』"))
_BRACKETS = (("（", "）"), ("(", ")"))
_QUOTES_AND_BRACKETS = _QUOTES + _BRACKETS
_COMPARING = (
    *("較", "比", "相較於", "相對於", "高於", "低於", "優於", "劣於", "大於", "小於", "多於", "少於"),
    *("遜於", "不如", "不及", "超越", "比起"),
)
_COMPARED = ("相較", "相比", "比較", "之比較", "之同期", "的同期", "底相較", "底相比", "基數", "基期")
_LOOKING_BACK = ("上", "上上")
_BLANKS = " \t\u3000"
_CLAUSE_END = re.compile(r"[，。；！？\n]")
_BESIDE_EVENT = ("後", "前", "之後", "之前", "以後", "以前", "結束後", "完成後")
_OWN_DATE = ("報告日期", "填表日", "提出日期", "繳交日期", "完成日期")
_TOLD_FROM_NOW = frozenset("今昨明本即N")


@immutable
class Known:
    """A resolved mention as an anchor: where it stands, and what it fixes. ``last`` is the end of a range.

    ``until``: where an aside ends (a comparison, a bracket, a name in quotation marks), which does not change
    the time spoken of behind it; None for what is no aside. ``heading``: a dated heading or table row, which
    governs what stands under it. ``opens_line``: the date begins its paragraph.
    """

    index: int
    start: int
    end: int
    paragraph: int
    first: Value
    last: Value
    until: int | None
    heading: bool
    opens_line: bool

    def is_heard_at(self, offset: int) -> bool:
        """Whether what stands at an offset can lean on it: an aside is heard up to its end only."""
        return self.until is None or offset < self.until


@dataclass(slots=True)
class Memory:
    """The anchors of one document in reading order, and the days written in full anywhere in it.

    ``topic_years`` are the years of which it writes the most days in full.
    """

    text: str
    mentions: Sequence[DateMention]
    known: list[Known] = field(default_factory=list)
    _months: list[Known] = field(default_factory=list)
    _days: list[Known] = field(default_factory=list)
    _written_days: list[Known] = field(default_factory=list)
    _heading: Known | None = None
    _breaks: list[int] = field(default_factory=list)
    _stretches: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    _days_in_full: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    topic_years: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", self.text)]
        windows = list(_windows(self.mentions))
        for start, end in set(windows):
            self._remember_window(start, end)
        counts = Counter(end.year for _, end in windows)
        self.topic_years = {year for year, n in counts.items() if n * 2 >= max(counts.values())}

    def _remember_window(self, start: date, end: date) -> None:
        """Every day of a stretch written with year, month and day, and three days around it."""
        index = self._stretches if start < end else self._days_in_full
        if (end - start).days > _LONGEST_WINDOW:
            return
        for offset in range(-_WINDOW_DAYS, (end - start).days + _WINDOW_DAYS + 1):
            day = start + timedelta(days=offset)
            index.setdefault((day.month, day.day), set()).add(day.year)
            index.setdefault((0, day.day), set()).add(day.year * 12 + day.month - 1)

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph (the clean text's line) an offset lies in."""
        return bisect.bisect_left(self._breaks, offset)

    def years_of(self, month: int, day: int) -> set[int]:
        """The years in which a day falls among the days written in full: those of ranges first."""
        return self._stretches.get((month, day)) or self._days_in_full.get((month, day)) or set()

    def months_of(self, day: int) -> list[tuple[int, int]]:
        """The years and months in which a day of the month falls among the days written in full."""
        found = self._stretches.get((0, day)) or self._days_in_full.get((0, day)) or set()
        return [(index // 12, index % 12 + 1) for index in found]

    def add(self, index: int, mention: DateMention, first: Value, last: Value) -> None:
        """Remembers a resolved mention."""
        paragraph = self.paragraph_of(mention.start)
        line_start = self._breaks[paragraph - 1] + 1 if paragraph else 0
        line_end = self._breaks[paragraph] if paragraph < len(self._breaks) else len(self.text)
        lead = self.text[line_start : mention.start]
        starts_line = len(lead) <= _HEADING_INDENT and not lead.rstrip(_BLANKS).endswith(_IN_A_SENTENCE)
        in_row = self.text[mention.end : mention.end + 1] == "\t"
        from_now = mention.first.day_word in _TOLD_FROM_NOW or mention.first.week_word is not None
        heading = (
            last.day is not None
            and not from_now
            and starts_line
            and (in_row or line_end - line_start <= _HEADING_LENGTH)
        )
        until = self._aside_until(mention, lead, has_day=last.day is not None)
        known = Known(index, mention.start, mention.end, paragraph, first, last, until, heading, starts_line)
        self.known.append(known)
        if until is not None and until <= mention.end:
            return
        if heading and until is None:
            self._heading = known
        if last.month is not None:
            self._months.append(known)
        if last.day is not None:
            self._days.append(known)
            if not from_now:
                self._written_days.append(known)

    def _aside_until(self, mention: DateMention, lead: str, *, has_day: bool) -> int | None:
        """Where a date that does not move the time spoken of stops to be heard; None: it moves the time.

        That of a comparison (較105年, 與105年相較) is heard to the end of its clause, one of a name in 「」
        or 《》, or a period in brackets, up to the closing mark; that of the day before an event (簽署前一日)
        to the end of its paragraph; the report's own date on its cover, a look back (昨日, 上月, 前一日
        without an event) and 「97年同期」 are not heard at all.
        """
        point, text = mention.first, self.text
        if point.part == "same_period" or (point.day_word in ("昨", "前") and point.event is None):
            return mention.end
        if point.day_word == "前":
            line_end = text.find("\n", mention.end)
            return line_end if line_end >= 0 else len(text)
        if point.day is None and (point.month_word in _LOOKING_BACK or point.quarter_word in _LOOKING_BACK):
            return mention.end
        if any(label in lead[-_LABEL:] for label in _OWN_DATE):
            return mention.end
        if lead.rstrip(_BLANKS).endswith(_COMPARING) or text.startswith(_COMPARED, mention.end):
            clause = _CLAUSE_END.search(text, mention.end)
            return clause.start() if clause else len(text)
        before = lead[-_NAME:]
        for opening, closing in _QUOTES if has_day else _QUOTES_AND_BRACKETS:
            if before.rfind(opening) > before.rfind(closing):
                end = text.find(closing, mention.end, mention.end + _NAME)
                return end if end >= 0 else mention.end
        return None

    def quote(self, known: Known) -> str:
        """The words of an anchor, for a reason."""
        return f"「{self.mentions[known.index].text}」"

    def same_sentence(self, known: Known, offset: int) -> bool:
        """Whether no sentence ends between an anchor and an offset."""
        return _SENTENCE_END.search(self.text, known.end, offset) is None

    def announces(self, start: int, end: int) -> bool:
        """Whether the clause around a date speaks of what is to come (將於, 預定, 規劃, 前完成)."""
        before = _SENTENCE_END.split(self.text[max(0, start - _CLAUSE) : start])[-1]
        return _TO_COME.search(before) is not None or self.text.startswith(_TO_COME_AFTER, end)

    def last_year(self, offset: int, *, paragraphs: int | None = None) -> Known | None:
        """The last anchor, asides left out; at most ``paragraphs`` paragraphs back."""
        here = self.paragraph_of(offset)
        for known in reversed(self.known):
            if paragraphs is not None and here - known.paragraph > paragraphs:
                return None
            if known.is_heard_at(offset):
                return known
        return None

    def last_month(self, offset: int) -> Known | None:
        """The last anchor that fixes a month: in this paragraph any, else as ``last_day`` has it."""
        here = self.paragraph_of(offset)
        for known in reversed(self._months):
            if known.paragraph != here:
                break
            if known.is_heard_at(offset):
                return known
        return next(self._governing(self._months, offset), None)

    def last_day(self, offset: int) -> Known | None:
        """The day spoken of: the last one, but the dated heading above where that is far from it.

        Far is more than a month: the date of a founding or a law in passing. In its own sentence it counts.
        """
        return next(self._governing(self._days, offset), None)

    def last_day_on_the_way(self, known: Known, offset: int) -> Known:
        """The day spoken of in a report on a trip: the last one of the trip, but for one in this sentence.

        「19日參觀中心。該中心自7月1日啟用。同日下午赴首爾」 goes on with the 19th; so does another paragraph.
        The days of the trip are those of the ranges that the report writes in full.
        """
        if self._is_on_the_way(known) or self.same_sentence(known, offset):
            return known
        here = self.paragraph_of(offset)
        elsewhere = known.paragraph != here
        for earlier in islice(reversed(self._days), _REACH):
            fits = earlier.is_heard_at(offset) and self._is_on_the_way(earlier)
            if fits and (elsewhere or earlier.paragraph == here):
                return earlier
        return known

    def _is_on_the_way(self, known: Known) -> bool:
        day = known.last
        return day.year in self._stretches.get((day.month or 0, day.day or 0), ())

    def present_day(self, offset: int) -> Known | None:
        """The day that 今日 speaks from: one that begins this paragraph, or the dated heading above it."""
        here = self.paragraph_of(offset)
        for known in reversed(self._written_days):
            if known.paragraph != here:
                break
            if known.opens_line:
                return known
        return self._heading

    def last_written_day(self, offset: int) -> Known | None:
        """The day spoken of, without the days that are themselves told from now (今日, 昨日)."""
        return next(self._governing(self._written_days, offset), None)

    def _governing(self, anchors: list[Known], offset: int) -> Iterator[Known]:
        heading = self._heading
        for known in islice(reversed(anchors), _REACH):
            if not known.is_heard_at(offset):
                continue
            if heading is None or self.same_sentence(known, offset):
                yield known
            elif known.index <= heading.index:
                yield heading
            elif abs(_ordinal(known.last) - _ordinal(heading.last)) <= _MONTH_APART:
                yield known

    def last_quarter(self, offset: int) -> Known | None:
        """The last quarter spoken of in the same paragraph."""
        here = self.paragraph_of(offset)
        for known in islice(reversed(self.known), _REACH):
            if known.paragraph != here:
                return None
            if known.first.precision == "quarter" and known.is_heard_at(offset):
                return known
        return None

    def last_part_of_year(self, offset: int) -> Known | None:
        """The last period or point within a year that is spoken of in this paragraph or the one before."""
        here = self.paragraph_of(offset)
        for known in islice(reversed(self.known), _REACH):
            if known.paragraph < here - 1:
                return None
            if known.is_heard_at(offset) and len(known.first.first) > len("2017"):
                return known
        return None

    def event_day(self, event: str, start: int) -> Known | None:
        """The last day in whose clause, else in whose sentence, the event is named.

        ``start`` is where the event stands: of 「阪神大地震當日」 the earthquake of Hanshin is sought first.
        """
        for longer in (4, 2, 0):
            name = self.text[max(0, start - longer) : start] + event
            for ends in (_CLAUSE_END, _SENTENCE_END):
                for known in self._days[: -_REACH - 1 : -1]:
                    if self._names(name, known.start, known.end, ends, until=start):
                        return known
        return None

    def event_mention_after(self, event: str, index: int) -> int | None:
        """The first later mention with its own year, month and day in whose sentence the event is named."""
        for later in range(index + 1, min(len(self.mentions), index + _REACH)):
            mention = self.mentions[later]
            point = mention.first
            if (
                point.has_own_year
                and point.day is not None
                and self._names(event, mention.start, mention.end, _SENTENCE_END)
            ):
                return later
        return None

    def _names(
        self, event: str, start: int, end: int, ends: re.Pattern[str], *, until: int | None = None
    ) -> bool:
        """Whether the sentence (or clause) around a date names the event, not a time before or after it."""
        left = ends.split(self.text[max(0, start - _REACH) : start])[-1]
        right = ends.split(self.text[end : min(end + _REACH, until or end + _REACH)], maxsplit=1)[0]
        return _is_named(event, left) or _is_named(event, right)


def _is_named(event: str, words: str) -> bool:
    at = words.find(event)
    while at >= 0:
        if not words.startswith(_BESIDE_EVENT, at + len(event)):
            return True
        at = words.find(event, at + 1)
    return False


def _windows(mentions: Sequence[DateMention]) -> Iterator[tuple[date, date]]:
    for mention in mentions:
        point, last = mention.first, mention.last
        if point.year is None or point.month is None or point.day is None or point.year_word in _LATER:
            continue
        year = read_year(point, None).year
        if year is None or not is_day(year, point.month, point.day) or not 1000 < year < 9000:
            continue
        start = end = date(year, point.month, point.day)
        if last is not None and last.day is not None:
            month = last.month or point.month
            last_year = read_year(last, None).year if last.has_own_year else year + (month < point.month)
            if last_year is not None and is_day(last_year, month, last.day):
                end = max(start, date(last_year, month, last.day))
        yield start, end


def _ordinal(value: Value) -> int:
    return date(value.year, value.month or 1, value.day or 1).toordinal()
