"""Decides what each date mention means: years, months and days that are not written come from anchors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import overload

from pipeline.dates.anchors import Memory
from pipeline.dates.calendars import ROC_ERAS, WESTERN_ERAS, first_day, last_day
from pipeline.dates.model import Basis, Calendar, DateMention, DateResolution, Point, ResolvedDate
from pipeline.dates.outcome import Outcome, Speaker
from pipeline.dates.point import PointResolver
from pipeline.dates.values import Value
from pipeline.dates.years import infer_reference
from pipeline.document import Document, Issue, Reference
from pipeline.vocabulary import IssueCode

_FAR_FUTURE = 30
_LONGEST_ERA = 65
"""No year of a Japanese era has reached this number (昭和64年)."""


def resolve_dates(
    mentions: Sequence[DateMention], document: Document | str, *, reference: Reference | None = None
) -> DateResolution:
    """The value of every mention, in the same order, with its anchor and a reason, and what was odd.

    ``reference`` is the date the report speaks from (本年, 去年); without it the text's own years decide
    and the reason says so. A mention whose value cannot be decided has value None and an issue.
    """
    text = document if isinstance(document, str) else document.text
    speaker = Speaker.of(reference or infer_reference(mentions), assumed=reference is None)
    dates: list[ResolvedDate] = []
    issues: list[Issue] = []
    for resolved, first, last in _in_reading_order(mentions, text, speaker):
        dates.append(resolved)
        issues.extend(_issues(resolved, first, last, speaker))
    return DateResolution(tuple(dates), tuple(issues))


class DatesOnDemand(Sequence[ResolvedDate]):
    """``resolve_dates(mentions, document).dates``, each resolved when it is first asked for.

    Who reads a cover, which stands at the beginning, needs few of them.
    """

    def __init__(self, mentions: Sequence[DateMention], document: Document) -> None:
        self._length = len(mentions)
        self._known: list[ResolvedDate] = []
        speaker = Speaker.of(infer_reference(mentions), assumed=True)
        self._rest = _in_reading_order(mentions, document.text, speaker)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> ResolvedDate: ...
    @overload
    def __getitem__(self, index: slice) -> list[ResolvedDate]: ...
    def __getitem__(self, index: int | slice) -> ResolvedDate | list[ResolvedDate]:
        last = index if isinstance(index, int) and index >= 0 else self._length - 1
        missing = last + 1 - len(self._known)
        self._known.extend(resolved for resolved, _, _ in islice(self._rest, max(missing, 0)))
        return self._known[index]


def _in_reading_order(
    mentions: Sequence[DateMention], text: str, speaker: Speaker
) -> Iterator[tuple[ResolvedDate, Outcome, Outcome | None]]:
    """Each mention as resolved, with what its ends came to: what stands before it is remembered."""
    memory = Memory(text, mentions)
    resolver = PointResolver(memory, speaker)
    for index, mention in enumerate(mentions):
        first, last = _resolve_ends(resolver, index, mention)
        resolved = _resolved(mention, first, last)
        if first.value is not None and resolved.value is not None:
            memory.add(index, mention, first.value, (last and last.value) or first.value)
        yield resolved, first, last


def _resolve_ends(
    resolver: PointResolver, index: int, mention: DateMention
) -> tuple[Outcome, Outcome | None]:
    """Both ends of a range: each takes from the other what it does not write itself."""
    point, end = mention.first, mention.last
    if end is None:
        return resolver.resolve(index, mention, point), None
    point = _take_from_end(point, end)
    first = resolver.resolve(index, mention, point)
    if first.value is None:
        return first, resolver.resolve(index, mention, end)
    last = resolver.resolve(index, mention, _take_era(point, end), after=first.value)
    return first, last


def _take_era(point: Point, end: Point) -> Point:
    """「平成22年度至27年度」: the end goes on in the Japanese era of the start."""
    japanese = point.era is not None and point.era not in ROC_ERAS | WESTERN_ERAS
    if not japanese or end.era is not None or end.year is None or end.year < (point.year or 0):
        return end
    return replace(end, era=point.era) if end.year < _LONGEST_ERA else end


def _take_from_end(point: Point, end: Point) -> Point:
    """「20-24 November 2017」, 「1至5月」: the start takes year, month and kind of year from the end."""
    if point.year is None and point.year_word is None and end.year is not None and point.day_word is None:
        same = point.month is None or end.month is None or point.month <= end.month
        if point.week_word is None:
            year = end.year if same else end.year - 1
            point = replace(point, era=end.era, year=year, width=end.width, second_year=None)
    elif point.year is not None and point.fiscal is None and end.fiscal is not None:
        point = replace(point, fiscal=end.fiscal)
    if (
        point.month is None
        and point.day is not None
        and end.month is not None
        and point.month_word is None
        and point.day_word is None
    ):
        point = replace(point, month=end.month)
    return point


def _resolved(mention: DateMention, first: Outcome, last: Outcome | None) -> ResolvedDate:
    value = first.value.edtf if first.value else None
    reason = first.reason
    if last is not None:
        reason = f"{first.reason}; to: {last.reason}"
        if first.value is None or last.value is None or not _in_order(first.value, last.value):
            value = None
        else:
            value = f"{first.value.first}/{last.value.last}"
    elif first.value is not None and mention.opens:
        value = f"{first.value.first}/.."
    anchor = first.anchor if first.anchor is not None else last.anchor if last else None
    return ResolvedDate(
        mention,
        value,
        first_day(value) if value else None,
        last_day(value) if value else None,
        first.value.precision if first.value and value else None,
        _calendar(first, last),
        _basis(mention),
        anchor,
        reason,
    )


def _in_order(first: Value, last: Value) -> bool:
    start, end = first_day(first.first), last_day(last.last)
    if start is None or end is None or end < start:
        return False
    return not ("T" in first.first and "T" in last.last and last.last < first.first)


def _calendar(first: Outcome, last: Outcome | None) -> Calendar:
    if first.calendar != "inherited" or last is None:
        return first.calendar
    return last.calendar


def _basis(mention: DateMention) -> Basis:
    """Explicit: a year of its own is written. Deictic: told from the document or the year spoken of."""
    points = [mention.first] if mention.last is None else [mention.first, mention.last]
    if any(point.has_own_year for point in points):
        return "explicit"
    if any(point.day_word is not None or point.week_word is not None for point in points):
        return "relative"
    if any(point.year_word or point.month_word or point.quarter_word for point in points):
        return "deictic"
    return "elliptical"


def _issues(resolved: ResolvedDate, first: Outcome, last: Outcome | None, speaker: Speaker) -> list[Issue]:
    mention = resolved.mention
    issues = [
        Issue(
            "dates",
            doubt.code,
            doubt.severity,
            f"{mention.text}: {doubt.message}",
            mention.start,
            mention.end,
        )
        for outcome in (first, last)
        if outcome is not None
        for doubt in outcome.doubts
    ]

    def note(code: IssueCode, message: str) -> None:
        issues.append(
            Issue("dates", code, "warning", f"{mention.text}: {message}", mention.start, mention.end)
        )

    if last is not None and first.value and last.value and not _in_order(first.value, last.value):
        note("range-reversed", f"the end ({last.value.edtf}) lies before the start ({first.value.edtf})")
    for point, outcome in ((mention.first, first), (mention.last, last)):
        if point is None or outcome is None or outcome.value is None or point.weekday is None:
            continue
        value = outcome.value
        if point.week_word is None and value.month is not None and value.day is not None:
            real = date(value.year, value.month, value.day).weekday()
            if real != point.weekday:
                names = "一二三四五六日"
                note("weekday-mismatch", f"{value.edtf} is 星期{names[real]}, not 星期{names[point.weekday]}")
    if resolved.date_start and speaker.year and resolved.date_start.year > speaker.year + _FAR_FUTURE:
        note(
            "far-future",
            f"{resolved.value} lies more than {_FAR_FUTURE} years after the report ({speaker.year})",
        )
    return issues
