"""From labelled fields to a profile: each field interpreted, what cannot be understood named as an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, get_args

from pipeline.document import Document, Issue
from pipeline.profile.destinations import read_destinations
from pipeline.profile.model import Category, Profile
from pipeline.profile.reference import find_reference
from pipeline.profile.travellers import read_travellers, split_agencies, squeeze
from pipeline.vocabulary import IssueCode

if TYPE_CHECKING:
    from pipeline.dates import ResolvedDate

_CATEGORIES: tuple[Category, ...] = get_args(Category)
_SYNONYMS: dict[str, Category] = {"訓練": "實習", "會議": "開會", "研習": "進修"}
_CHECKED = re.compile(
    r"[■☑☒✓✔▓█◼●\uf052\uf0fe\uf0fd]\s{0,6}(?:\d{1,2}|[（(]?[一二三四五六七八九]?[)）]?)?[.、]?\s{0,6}(\w{2})"
)
_BOX = re.compile(r"[□☐◻○\uf0a3\uf06f\uf0a8]")
_SEPARATOR = re.compile(r"[、，,；;\n\t／/]+")
_LENGTH_NOTE = re.compile(r"^\s*[（(][^）)\n]{0,20}字[^）)\n]{0,6}[)）]")
_MOST_KEYWORDS = 30
_DAYS = ("day", "minute")


def read_profile(document: Document, dates: Sequence[ResolvedDate]) -> Profile:
    """What ``document`` says about itself.

    ``dates`` are the document's dates, resolved without a reference (those of a cover carry their years).
    """
    issues: list[Issue] = []
    trip = _dates_in(document, dates, "trip_period")
    report = _dates_in(document, dates, "report_date")
    start, end = _trip(document, trip, issues)
    reference = find_reference(document, dates, trip, report)
    if reference is None:
        issues.append(
            Issue("profile", "no-reference-date", "warning", "nothing tells when the report was written")
        )
    agencies = split_agencies(document.first_field("agency") or document.first_field("organizer") or "")
    travellers = read_travellers(document)
    if not travellers and document.first_field("traveller") is not None:
        issues.append(
            _issue(document, "traveller", "traveller-unreadable", "no name could be read in this field")
        )
    return Profile(
        title=_one_line(document.first_field("title") or document.first_field("project")),
        agency=_one_line(agencies[0]) if agencies else None,
        category=_category(document, issues),
        travellers=tuple(travellers),
        destinations=_destinations(document, issues),
        trip_start=start,
        trip_end=end,
        report_date=_report_date(document, report, issues),
        keywords=_keywords(document.first_field("keywords")),
        abstract=_LENGTH_NOTE.sub("", document.first_field("abstract") or "").strip() or None,
        system_id=_one_line(document.first_field("system_id")),
        reference=reference,
        issues=tuple(issues),
    )


def _dates_in(document: Document, dates: Sequence[ResolvedDate], name: str) -> list[ResolvedDate]:
    """The dates within the first field called ``name`` that gives days, else in the first with any date."""
    groups = [
        [
            d
            for d in _before(dates, field.end)
            if field.start <= d.mention.start and d.mention.end <= field.end
        ]
        for field in document.fields
        if field.name == name
    ]
    exact = (group for group in groups if any(d.precision in _DAYS and d.value for d in group))
    return next(exact, next((group for group in groups if group), []))


def _before(dates: Sequence[ResolvedDate], end: int) -> Iterator[ResolvedDate]:
    """The dates that begin before ``end``. None behind it is asked for: it may not be resolved yet."""
    return takewhile(lambda d: d.mention.start < end, dates)


def _trip(
    document: Document, found: Sequence[ResolvedDate], issues: list[Issue]
) -> tuple[date | None, date | None]:
    """First and last day of the trip; None for what is not given to the day."""
    if document.first_field("trip_period") is None:
        return None, None
    exact = [d for d in found if d.precision in _DAYS and d.date_start and d.date_end]
    if not exact:
        backwards = next((d.mention.text for d in found if _runs_backwards(d)), None)
        if backwards is None:
            code: IssueCode = "trip-period-unreadable"
            message = "no days could be read in this field"
        else:
            code, message = "trip-ends-before-start", f"the trip ends before it starts: {backwards}"
        issues.append(_issue(document, "trip_period", code, message))
        return None, None
    start, end = exact[0].date_start, exact[-1].date_end
    if start and end and end < start:
        issues.append(
            _issue(document, "trip_period", "trip-ends-before-start", f"the trip ends {end}, before {start}")
        )
        return None, None
    return start, end


def _runs_backwards(found: ResolvedDate) -> bool:
    """Whether a range has no value because its end lies before its start."""
    first, last = found.mention.first, found.mention.last
    if found.value is not None or last is None:
        return False
    start = (first.year, first.month, first.day)
    end = (last.year or first.year, last.month or first.month, last.day)
    return None not in start and None not in end and end < start


def _report_date(document: Document, found: Sequence[ResolvedDate], issues: list[Issue]) -> date | None:
    if document.first_field("report_date") is None:
        return None
    exact = [d.date_start for d in found if d.precision in _DAYS and d.date_start]
    if exact:
        return exact[0]
    code: IssueCode = "report-date-inexact" if found else "report-date-unreadable"
    issues.append(_issue(document, "report_date", code, "the date of the report is not given to the day"))
    return None


def _category(document: Document, issues: list[Issue]) -> Category | None:
    """The 出國類別: the ticked box where there are boxes, else the one that is named."""
    text = document.first_field("category")
    if text is None:
        return None
    ticked = [c for m in _CHECKED.finditer(text) if (c := _known(m.group(1)))]
    if ticked or _BOX.search(text):
        if len(ticked) == 1:
            return ticked[0]
        issues.append(_issue(document, "category", "category-unclear", "not exactly one box is ticked"))
        return None
    folded = re.sub(r"\s+", "", text)
    named = sorted((folded.find(c), c) for c in _CATEGORIES if c in folded)
    if named:
        if len(named) > 1 and named[0][1] != "其他":
            issues.append(
                _issue(document, "category", "category-several", "several are named; the first was taken")
            )
        return named[0][1]
    other = next((c for word, c in _SYNONYMS.items() if word in folded), None)
    if other is None:
        issues.append(
            _issue(document, "category", "category-unknown", f"not a category of the portal: {text[:40]}")
        )
    return other


def _known(word: str) -> Category | None:
    return next((c for c in _CATEGORIES if c == word), _SYNONYMS.get(word))


def _destinations(document: Document, issues: list[Issue]) -> tuple[str, ...]:
    field = next((f for f in document.fields if f.name == "destination"), None)
    if field is None:
        return ()
    codes, unknown = read_destinations(document.text[field.start : field.end])
    issues.extend(
        Issue(
            "profile",
            "destination-unknown",
            "warning",
            f"no country known by the name {document.text[field.start + s : field.start + e]}",
            field.start + s,
            field.start + e,
        )
        for s, e in unknown
    )
    return tuple(codes)


def _keywords(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    parts = _SEPARATOR.split(text) if _SEPARATOR.search(text) else re.split(r"[\s\u3000]+", text)
    words = (part.strip(" \t\u3000。.") for part in parts)
    return tuple(word for word in words if word)[:_MOST_KEYWORDS]


def _one_line(text: str | None) -> str | None:
    """``text`` with its line breaks undone: nothing between Chinese characters, a space between words."""
    if text is None:
        return None
    joined = re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", text.strip())
    return squeeze("".join(line.strip() for line in joined.split("\n"))) or None


def _issue(document: Document, name: str, code: IssueCode, message: str) -> Issue:
    field = next(f for f in document.fields if f.name == name)
    return Issue("profile", code, "warning", message, field.start, field.end)
