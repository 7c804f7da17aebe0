"""The types of the trade stage: what was written (mentions) and what it means (figures)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from pipeline.document import Issue, Mention
from pipeline.vocabulary import FigureKind
from pipeline.vocabulary import Metric as Metric
from pipeline.vocabulary import Qualifier as Qualifier

Kind = FigureKind

TRADE: tuple[Metric, ...] = ("trade_total", "exports", "imports", "trade_balance")
"""What is traded between two parties."""

METRICS: frozenset[Metric] = frozenset(get_args(Metric))


@dataclass(frozen=True, slots=True)
class FigureMention(Mention):
    """A figure as the text writes it.

    ``value`` is in whole currency units, in percent (a fall is negative), or the rank; None where the
    number is not a definite one (數億元). ``unit`` is an ISO 4217 code, ``percent``, ``percentage_point``
    or ``rank``; None where the currency is not written. ``currencies`` lists every currency that the
    written name may stand for (披索), the usual one first; it is empty where the name has one meaning.
    ``table``, ``row`` and ``column`` count from 0 and are None outside of tables.
    """

    kind: Kind
    value: Decimal | None
    unit: str | None
    qualifier: Qualifier | None = None
    currencies: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its meaning. Everything that the text does not give is None.

    ``period`` and ``compared_to`` are EDTF values of the dates stage. ``reporter`` is whose figure it is
    and ``partner`` with whom (ISO 3166-1 alpha-3; ``WLD`` is all the world). ``reason`` says in one line
    where metric, period and parties come from.
    """

    mention: FigureMention
    kind: Kind
    metric: Metric
    metric_text: str | None
    value: Decimal | None
    unit: str | None
    qualifier: Qualifier | None
    period: str | None
    compared_to: str | None
    reporter: str | None
    partner: str | None
    product: str | None
    table: int | None
    row: int | None
    column: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class FigureResolution:
    """All figures of a text in reading order, and what a reader of the table should know."""

    figures: tuple[Figure, ...]
    issues: tuple[Issue, ...]
