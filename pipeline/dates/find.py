"""Finds what the text says: date expressions with their written fields, exact offsets and rule ids."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.dates.events import event_before
from pipeline.dates.model import DateMention, Point
from pipeline.dates.plausible import Verdict, judge, settle
from pipeline.dates.read import read_point, read_range_end
from pipeline.dates.rules import Rule
from pipeline.dates.rules.atoms import TO
from pipeline.dates.scan import Claim, fields_of, scan
from pipeline.document import Document
from pipeline.numerals import mend_digits

_SPACE = r"[ \t\r\n\u3000\xa0]{0,4}"
_RANGE_GAP = re.compile(
    rf"{_SPACE}(?:(?:起|開始)?{_SPACE}[，,]?{_SPACE}(?:{TO}|起至|起迄|延長至|持續至|為止至)|to|until|through){_SPACE}"
)
_FOUR_DIGITS = 1000
_OPENING = re.compile(
    rf"{_SPACE}(?P<word>起(?![飛訴草跑床源步碼點身因伏程降薪用算造家重]|運(?![用作行轉輸]))|以來|以後|以降|迄今|至今|迄目前|至目前|至迄今)"
)


@dataclass(slots=True)
class _Found:
    """A point that the text writes, before ranges are joined."""

    start: int
    end: int
    rule: Rule
    first: Point
    last: Point | None
    verdict: Verdict


def find_dates(text: str | Document) -> list[DateMention]:
    """Every date expression in reading order, as written.

    In: a clean document, or a plain string (in which a date may run over a line break). Out: mentions
    that do not overlap; ``text[start:end] == mention.text``. Times of day without a date, durations,
    ordinals and the like are not mentions.
    """
    raw = isinstance(text, str)
    written = text if isinstance(text, str) else text.text
    clean = mend_digits(written)
    found: list[_Found] = []
    points: dict[tuple[str, str], tuple[Point, Point | None] | None] = {}

    def accept(claim: Claim) -> bool:
        start, end, rule, pattern, _ = claim
        if not rule.is_date:
            return True
        # A report writes the same few expressions again and again: each is read once.
        key = (pattern, clean[start:end])
        if key not in points:
            points[key] = _read(clean, claim)
        if (ends := points[key]) is None:
            return False
        verdict = judge(rule.id, ends[0], clean, start, end, found[-1].end if found else -1)
        item = _Found(start, end, rule, *ends, verdict)
        if verdict != "yes" and found and _ends_era(clean, found[-1], item):
            item.verdict = "yes"
        if item.verdict == "no":
            return False
        found.append(item)
        return True

    scan(clean, raw=raw, accept=accept)
    for one, two in pairwise(found):
        if one.verdict == "evidence" and _begins_range(clean, one, two):
            one.verdict = "yes"
    keep = settle([(item.first, item.verdict) for item in found])
    mentions = _join(clean, [item for item, kept in zip(found, keep, strict=True) if kept])
    if clean is written:
        return mentions
    return [replace(m, text=written[m.start : m.end]) for m in mentions]


def _read(text: str, claim: Claim) -> tuple[Point, Point | None] | None:
    """The point that a claim writes, and the end of its range if one pattern holds both; None: no number."""
    fields = fields_of(text, claim)
    try:
        return read_point(fields), read_range_end(fields)
    except ValueError:
        return None


def _join(text: str, found: list[_Found]) -> list[DateMention]:
    """Joins the two ends of a range, adds the word that opens an interval and the event before a day."""
    mentions: list[DateMention] = []
    i = 0
    while i < len(found):
        item = found[i]
        start, end, last, opens = item.start, item.end, item.last, None
        if last is None and i + 1 < len(found) and _is_range(text, item, found[i + 1]):
            i += 1
            last, end = found[i].first, found[i].end
        first = item.first
        if last is None and first.clock is None and (match := _OPENING.match(text, end)):
            opens, end = match["word"], match.end()
        relative = first.shift is not None or first.year_word == "前一"
        if relative and (event := event_before(text, start)):
            start -= len(event)
            first = replace(first, event=event)
        confidence = {"yes": 0.97, "evidence": 0.85, "no": 0.0}[item.verdict]
        mentions.append(
            DateMention(start, end, text[start:end], item.rule.id, confidence, first, last, opens)
        )
        i += 1
    return mentions


def _ends_era(text: str, one: _Found, two: _Found) -> bool:
    """Whether a bare year ends a range that an era begins: 平成2年至5年."""
    later = two.first.year is not None and two.first.era is None and two.first.year > (one.first.year or 0)
    return later and one.first.era is not None and one.last is None and _is_range(text, one, two)


def _begins_range(text: str, one: _Found, two: _Found) -> bool:
    """Whether a bare year begins a range that ends in a later year beyond doubt: 41年至107年8月底."""
    year, later = one.first.year, two.first.year
    if year is None or later is None or one.last is not None or two.verdict != "yes":
        return False
    return year < later < _FOUR_DIGITS and two.first.era is None and _is_range(text, one, two)


def _is_range(text: str, one: _Found, two: _Found) -> bool:
    gap = text[one.end : two.start]
    return len(gap) <= 12 and two.last is None and _RANGE_GAP.fullmatch(gap) is not None
