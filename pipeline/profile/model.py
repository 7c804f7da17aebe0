"""What a report says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.document import Issue, Reference
from pipeline.vocabulary import Category as Category


@dataclass(frozen=True, slots=True)
class Traveller:
    """One member of the delegation. ``start`` and ``end`` span the name in the clean text."""

    name: str
    agency: str | None
    unit: str | None
    title: str | None
    grade: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A report's own account. Dates are days; ``reference`` may be less exact (a month, a year).

    ``destinations`` are ISO 3166-1 alpha-3 codes in the order of the form. What the report does not say is
    None or empty; what it says and could not be understood is None and named in ``issues``.
    """

    title: str | None = None
    agency: str | None = None
    category: Category | None = None
    travellers: tuple[Traveller, ...] = ()
    destinations: tuple[str, ...] = ()
    trip_start: date | None = None
    trip_end: date | None = None
    report_date: date | None = None
    keywords: tuple[str, ...] = ()
    abstract: str | None = None
    system_id: str | None = None
    reference: Reference | None = None
    issues: tuple[Issue, ...] = ()
