"""Dates: what the text says (``find_dates``), what it means (``resolve_dates``), and why (``explain``)."""

from __future__ import annotations

from pipeline.dates.explain import explain
from pipeline.dates.find import find_dates
from pipeline.dates.model import DateMention, DateResolution, Point, ResolvedDate
from pipeline.dates.resolve import DatesOnDemand, resolve_dates

__all__ = [
    "DateMention",
    "DateResolution",
    "DatesOnDemand",
    "Point",
    "ResolvedDate",
    "explain",
    "find_dates",
    "resolve_dates",
]
