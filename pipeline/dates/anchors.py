"""What has been said before: the dates that 同日, 「22日」 and 簽署前一日 lean on."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.dates.calendars import is_day
from pipeline.dates.model import DateMention
from pipeline.dates.values import Value
from pipeline.dates.years import read_year

_SENTENCE_END = re.compile(r"[。！？；\n]")
_HEADING_LENGTH = 40
_WINDOW = timedelta(days=3)
_LINKS = "之後的"


@dataclass(frozen=True, slots=True)
class Known:
    """A resolved mention as an anchor: where it stands, and what it fixes. ``last`` counts for ranges."""

    index: int
    start: int
    end: int
    paragraph: int
    first: Value
    last: Value
    aside: bool
    heading: bool


@dataclass(slots=True)
class Memory:
    """The anchors of one document, in reading order, and the days written in full anywhere in it."""

    text: str
    mentions: Sequence[DateMention]
    windows: list[tuple[date, date]] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    _breaks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", self.text)]
        self.windows = full_windows(self.mentions)

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph (the clean text's line) an offset lies in."""
        return bisect.bisect_left(self._breaks, offset)

    def add(self, index: int, mention: DateMention, first: Value, last: Value) -> None:
        """Remembers a resolved mention."""
        paragraph = self.paragraph_of(mention.start)
        line_start = self._breaks[paragraph - 1] + 1 if paragraph else 0
        line_end = self._breaks[paragraph] if paragraph < len(self._breaks) else len(self.text)
        heading = (
            last.day is not None
            and line_end - line_start <= _HEADING_LENGTH
            and mention.start - line_start <= 8
        )
        aside = mention.first.part == "same_period" or self._inside_title(mention, line_start)
        self.known.append(Known(index, mention.start, mention.end, paragraph, first, last, aside, heading))

    def _inside_title(self, mention: DateMention, line_start: int) -> bool:
        """Whether the date stands inside 「」 or 《》: the name of a thing, not the time spoken of."""
        before = self.text[max(line_start, mention.start - 30) : mention.start]
        return any(
            before.rfind(opening) > before.rfind(closing) for opening, closing in ("「」", "《》", "『』")
        )

    def same_sentence(self, known: Known, offset: int) -> bool:
        """Whether no sentence ends between an anchor and an offset."""
        return _SENTENCE_END.search(self.text, known.end, offset) is None

    def last_year(self, offset: int, *, paragraphs: int | None = None) -> Known | None:
        """The last anchor with a year, asides left out; at most ``paragraphs`` paragraphs back."""
        here = self.paragraph_of(offset)
        for known in reversed(self.known):
            if paragraphs is not None and here - known.paragraph > paragraphs:
                return None
            if not known.aside:
                return known
        return None

    def last_month(self, offset: int, *, paragraphs: int | None = None) -> Known | None:
        """The last anchor that fixes a month, asides left out."""
        here = self.paragraph_of(offset)
        for known in reversed(self.known):
            if paragraphs is not None and here - known.paragraph > paragraphs:
                return None
            if known.last.month is not None and not known.aside:
                return known
        return None

    def last_quarter(self, offset: int) -> Known | None:
        """The last quarter spoken of in the same paragraph."""
        here = self.paragraph_of(offset)
        for known in reversed(self.known):
            if known.paragraph != here:
                return None
            if known.first.precision == "quarter":
                return known
        return None

    def last_day(self, offset: int) -> Known | None:
        """The day spoken of: in the same paragraph the last one, else the dated heading above, else the last.

        A day in another sentence of the paragraph counts only if it lies within a month of the heading's.
        """
        here = self.paragraph_of(offset)
        heading = next((k for k in reversed(self.known) if k.heading and not k.aside), None)
        for known in reversed(self.known):
            if known.last.day is None or known.aside:
                continue
            if heading is None or known.index < heading.index or known.index == heading.index:
                return known if heading is None else heading
            if known.paragraph == here and self.same_sentence(known, offset):
                return known
            near = abs(_ordinal(known.last) - _ordinal(heading.last)) <= 31
            if near and known.paragraph == here:
                return known
        return heading

    def event_day(self, event: str, offset: int) -> Known | None:
        """The last day in whose sentence the event is named, before ``offset``."""
        word = event.rstrip(_LINKS)
        for known in reversed(self.known):
            if known.last.day is None:
                continue
            if self._names(word, known.start, known.end):
                return known
        return None

    def event_mention_after(self, event: str, index: int) -> int | None:
        """The first later mention, written with its own year, month and day, in whose sentence the event is named."""
        word = event.rstrip(_LINKS)
        for later in range(index + 1, len(self.mentions)):
            mention = self.mentions[later]
            point = mention.first
            if point.has_own_year and point.day is not None and self._names(word, mention.start, mention.end):
                return later
        return None

    def _names(self, word: str, start: int, end: int) -> bool:
        """Whether the sentence of the date ``start:end`` contains the word."""
        left = max(
            (m.end() for m in _SENTENCE_END.finditer(self.text, max(0, start - 200), start)),
            default=max(0, start - 200),
        )
        right = _SENTENCE_END.search(self.text, end, end + 200)
        stop = right.start() if right else end + 200
        return word in self.text[left:start] or word in self.text[end:stop]


def full_windows(mentions: Sequence[DateMention]) -> list[tuple[date, date]]:
    """The stretches of days that the text writes with year, month and day: where its events take place."""
    windows = []
    for mention in mentions:
        point = mention.first
        if not point.has_own_year or point.month is None or point.day is None:
            continue
        year = read_year(point, None).year
        if year is None or not is_day(year, point.month, point.day):
            continue
        start = end = date(year, point.month, point.day)
        last = mention.last
        if last is not None and last.day is not None:
            month = last.month or point.month
            last_year = read_year(last, None).year if last.has_own_year else year + (month < point.month)
            if last_year is not None and is_day(last_year, month, last.day):
                end = max(start, date(last_year, month, last.day))
        windows.append((start, end))
    return windows


def years_in_windows(windows: Sequence[tuple[date, date]], month: int, day: int | None) -> list[int]:
    """The years in which a month and day fall into (or within three days of) a stretch written in full."""
    years = []
    for start, end in windows:
        for year in {start.year, end.year}:
            if day is None:
                inside = (start.year, start.month) <= (year, month) <= (end.year, end.month)
            elif is_day(year, month, day):
                inside = start - _WINDOW <= date(year, month, day) <= end + _WINDOW
            else:
                inside = False
            if inside and year not in years:
                years.append(year)
    return years


def _ordinal(value: Value) -> int:
    return date(value.year, value.month or 1, value.day or 1).toordinal()
