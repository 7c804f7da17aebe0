"""What 本年 and 去年 resolve against, in the order of how directly the report says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from pipeline.document import Document, Reference
from pipeline.numerals import parse_number
from pipeline.profile.dateline import find_dateline
from pipeline.profile.witnesses import find_witnesses, is_gone_on_from, likely_year

if TYPE_CHECKING:
    from pipeline.dates import ResolvedDate

STATED_YEAR = re.compile(
    r"(?P<word>[本今去上明])[ \u3000]?[（(][ \u3000]?"
    r"(?P<year>[0-9０-９]{2,4}|[〇○零一二三四五六七八九十百]{1,5})"
    r"[ \u3000]?年?[ \u3000]?[)）][ \u3000]?年"
)
_SHIFT = {"本": 0, "今": 0, "去": 1, "上": 1, "明": -1}
_SYSTEM_ID = re.compile(r"[CＣc][ \u3000]?(?P<year>\d{3})")
_ROC = 1911
_LEAST_SHARE = 0.35
_BESIDE = 12
_THIS_YEAR = re.compile("[本今]年")
_NOW = re.compile("[本今去]年")
_PLAN = re.compile(r"度|[^，。；]{0,8}?(?:計畫|方案|期程|策略|政策|綱領|中程|長程)")
_PLAN_BEFORE = re.compile(r"(?:計畫|方案|期程|期間|執行)[^，。；]{0,4}$")
_MONTH = re.compile(
    r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})[ \u3000]?"
    r"(?=月|[至~～－-][ \u3000]?[0-9０-９]{1,2}[ \u3000]?月)"
)
_TO_THIS_YEAR = re.compile(r"(?:至|迄|到|[~～－-])[ \u3000]?[本今]年")
_NEAR = 4
_MUCH = 2
_MANY = 6
_FAR = 2
_FUTURE = re.compile("將|預計|預定|擬於|訂於|規劃|目標|以前|前完成")
# What is hoped for or forecast stands ahead for the whole sentence: 「期能達成101年…，以及102年…」.
_HOPED = re.compile("建議|建請|期能|期達|期望|預期|預計|預估|預測|可望|目標|願景")
_SENTENCE = 60
_SENTENCE_END = re.compile("[。；\n]")
_CLAUSE_END = re.compile("[，。；：]")


def find_reference(
    document: Document,
    dates: Sequence[ResolvedDate],
    trip: Sequence[ResolvedDate],
    report: Sequence[ResolvedDate],
) -> Reference | None:
    """The reference date of ``document``; ``trip`` and ``report`` are the dates of its cover fields.

    Cover (day of the report, which is when 本年 was written; else end of the trip; else the year in the
    system number; else the line that dates a text without a cover), else a statement such as 本(105)年,
    else the year that the text bears out. None if there is nothing.
    """
    text = document.text
    written, ended = _last_of(report), _last_of(trip)
    stated = stated_year(text)
    if written is not None and (ended is None or _is_written_in(written, ended, text, dates, stated)):
        return Reference(written, "cover")
    if ended is not None:
        return Reference(ended, "cover")
    system_id = document.first_field("system_id")
    numbered = _SYSTEM_ID.search(system_id) if system_id else None
    if numbered:
        return Reference(f"{int(numbered['year']) + _ROC:04d}", "cover")
    if dateline := find_dateline(document, dates):
        return Reference(dateline, "cover")
    latest = _latest(text, dates, stated)
    return Reference(latest, "latest_date" if stated is None else "explicit") if latest else None


def _last_of(group: Sequence[ResolvedDate]) -> str | None:
    """The last point of the last date of a cover field."""
    last = next((d.value for d in reversed(group) if d.value is not None and d.date_end is not None), None)
    return _end_of(last) if last is not None else None


def _this_year(text: str, dates: Sequence[ResolvedDate]) -> list[int]:
    """The months that are told of 本年 or 今年, without what is announced."""
    return [
        month
        for d in dates
        if (months := _months_of_this_year(d)) and not _is_announced(text, d)
        for month in months
    ]


def _is_written_in(
    written: str, ended: str, text: str, dates: Sequence[ResolvedDate], stated: int | None
) -> bool:
    """Whether 本年 is the year of the report's day and not that of the trip before it.

    What 本(107)年 or 去(106)年 states decides. Else it is not if the report's day comes before the trip, or
    before the months told of 本年.
    """
    if written[:4] == ended[:4]:
        return True
    if str(stated) in (written[:4], ended[:4]):
        return str(stated) == written[:4]
    return written > ended and not any(
        f"{written[:4]}-{month:02d}" > written for month in _this_year(text, dates)
    )


def told_of_this_year(text: str, dates: Sequence[ResolvedDate]) -> list[int]:
    """The months told of 本年, without a stray one that is still to come."""
    return _without_strays(_this_year(text, dates))


def _without_strays(months: Sequence[int]) -> list[int]:
    """``months`` without a last one that stands alone and far behind many others: it is still to come."""
    counts = Counter(months)
    known = sorted(counts)
    if len(months) >= _MANY and len(known) > 1 and counts[known[-1]] == 1 and known[-1] - known[-2] > 1:
        known.pop()
    return [month for month in months if month <= known[-1]] if known else []


def _end_of(value: str) -> str:
    """The last point of an EDTF value, without a clock time."""
    last = value.split("/")[-1]
    if last in ("..", ""):
        last = value.split("/")[0]
    return last.split("T")[0]


def stated_year(text: str) -> int | None:
    """The year that 本(105)年, 去(104)年 and the like agree on most."""
    years: Counter[int] = Counter()
    for match in STATED_YEAR.finditer(text):
        try:
            written = int(parse_number(match["year"]))
        except ValueError:
            continue
        year = written + _ROC if written < 1000 else written
        if 1912 <= year <= 2200:
            years[year + _SHIFT[match["word"]]] += 1
    return min(years, key=lambda y: (-years[y], y)) if years else None


def _latest(text: str, dates: Sequence[ResolvedDate], year: int | None) -> str | None:
    """The latest day or month of the year that the text is written in, or that year alone.

    What is announced (將於, 預計) does not count. Days and months of that year stand there with the year or
    under 本年.
    """
    past, this_year = _past_of(text, dates), told_of_this_year(text, dates)
    if year is None and (vote := voted_year(text, dates)) is not None:
        year = likely_year(list(find_witnesses(text, dates, vote, this_year)))
    if year is None:
        return None
    exact = [d for y, d in past if d.precision in ("day", "minute", "month", "ten_days") and y == year]
    chosen = max(exact, key=lambda d: (d.date_end or date.min, -d.mention.start), default=None)
    latest = _end_of(chosen.value or "") if chosen else f"{year:04d}"
    return max(latest, f"{year:04d}-{max(this_year):02d}") if this_year else latest


def _written_in_full(dates: Sequence[ResolvedDate]) -> list[tuple[int, ResolvedDate]]:
    """The dates that write their own year, with that year."""
    return [(y, d) for d in dates if d.basis == "explicit" and d.value and (y := _year_of(d)) is not None]


def _past_of(text: str, dates: Sequence[ResolvedDate]) -> list[tuple[int, ResolvedDate]]:
    """Those that are not announced; all, if all are."""
    known = _written_in_full(dates)
    return [(y, d) for y, d in known if not _is_announced(text, d)] or known


def voted_year(text: str, dates: Sequence[ResolvedDate]) -> int | None:
    """The last year the text speaks of often enough: a few far-off dates do not make a year.

    Who writes 本年 gives years to other years: a comparison (較97年同期), a range up to 本年
    (97年9月至本年6月) and months that 本年 goes on from (97年11月, 本年1月) are words for the year after.
    """
    past, this_year = _past_of(text, dates), told_of_this_year(text, dates)
    votes: Counter[int] = Counter(_years_after_spans(text, dates, past))
    for y, found in past:
        if _leads_to_this_year(text, found):
            votes[y + 1] += 2
        else:
            votes[y + (_is_compared(text, found) or is_gone_on_from(found, this_year))] += 1
    known = sorted(votes)
    # One far year beyond all others is the year of a plan or of an event to come.
    if len(known) > _MUCH and votes[known[-1]] == 1 and known[-1] - known[-2] > _FAR:
        known.pop()
    year = max((y for y in known if votes[y] >= _LEAST_SHARE * max(votes.values())), default=None)
    written = {y for y, _ in _written_in_full(dates)}
    enough = len(_THIS_YEAR.findall(text)) >= _MUCH
    if year is not None and enough and year + 1 not in written and year + 2 in written:
        # Between 97年 and 99年 the one year that is never written is the one called 本年.
        return year + 1
    return year


def _years_after_spans(
    text: str, dates: Sequence[ResolvedDate], past: Sequence[tuple[int, ResolvedDate]]
) -> Iterator[int]:
    """What spans of whole years that are over (92年到100年) say for the year that a text is written in.

    It is the year after, where the text has a word for this year and never writes the last one by itself;
    else it is the last year of the span. Spans of plans and what is announced say nothing.
    """
    written = {y for y, _ in past}
    for found in dates:
        start, end = found.date_start, found.date_end
        if found.basis != "explicit" or found.precision != "year" or start is None or end is None:
            continue
        planned = _PLAN_BEFORE.search(text, max(0, found.mention.start - _BESIDE), found.mention.start)
        if planned or _PLAN.match(text, found.mention.end):
            continue
        if start.year == end.year or _is_announced(text, found):
            continue
        yield end.year + (end.year not in written and _NOW.search(text) is not None)


def _months_of_this_year(found: ResolvedDate) -> list[int]:
    """The months that a mention names under 本年 or 今年."""
    written = _THIS_YEAR.match(found.mention.text)
    if written is None:
        return []
    numbers = _MONTH.findall(found.mention.text, written.end())
    # Of days (8月30日至9月6日) the first month is sure to have come; of months (1至7月) all have.
    numbers = numbers[:1] if "日" in found.mention.text else numbers
    months = [int(parse_number(number.strip())) for number in numbers]
    return [month for month in months if 1 <= month <= 12]


def _leads_to_this_year(text: str, found: ResolvedDate) -> bool:
    """Whether a date is the beginning of a range that ends in 本年."""
    return _TO_THIS_YEAR.search(text, found.mention.start, found.mention.end + _NEAR) is not None


def _year_of(found: ResolvedDate) -> int | None:
    """The year of a date; None for what spans several years."""
    if found.date_start is None or found.date_end is None:
        return None
    return found.date_end.year if found.date_start.year == found.date_end.year else None


def _is_compared(text: str, found: ResolvedDate) -> bool:
    """Whether a year is named as the one compared with: 「97年同期」, 「97年度同期」."""
    end = found.mention.end
    return found.mention.text.endswith("同期") or text[end : end + 3].lstrip("度之 ").startswith("同期")


def _is_announced(text: str, found: ResolvedDate) -> bool:
    """Whether the words beside a date speak of the future."""
    before = text[max(0, found.mention.start - _BESIDE) : found.mention.start]
    after = text[found.mention.end : found.mention.end + _BESIDE]
    if after.startswith(("起", "前")) or found.mention.text.endswith("起"):
        return True
    if found.precision == "year":
        start = found.mention.start
        sentence = _SENTENCE_END.split(text[max(0, start - _SENTENCE) : start])[-1]
        if _HOPED.search(sentence):
            return True
    return any(_FUTURE.search(_CLAUSE_END.split(part)[k]) for part, k in ((before, -1), (after, 0)))
