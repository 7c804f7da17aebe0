"""Trade figures as series: one line a metric, one panel for each reporter and partner."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.overview.corpus import Corpus

MAX_PANELS = 9


@dataclass(frozen=True, slots=True)
class Point:
    """What the reports say about a metric in a year: the median, the bounds, and a figure to look at."""

    metric: str
    year: int
    value: float
    low: float
    high: float
    figures: int
    document_id: str
    figure_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The series of one reporter with one partner in one unit; all values in that unit."""

    reporter: str | None
    partner: str
    unit: str
    points: tuple[Point, ...]


_YEARLY = """
    kind = 'amount' AND partner IS NOT NULL AND value IS NOT NULL AND product IS NULL AND metric <> 'other'
    AND regexp_full_match(period, '[0-9]{4}') AND period <= coalesce(left(reference_date, 4), '9999')"""
"""Amounts of whole years and all goods: months and single products would not lie on the same line.

What a report says about a year after its own date is a goal or a forecast.
"""

_FIGURES = "trade_figures JOIN documents USING (document_id)"


def panels(corpus: Corpus) -> tuple[Panel, ...]:
    """The reporters and partners with most yearly amounts, each with its years in order."""
    top = corpus.rows(
        f"""
        SELECT reporter, partner, unit FROM {_FIGURES} WHERE {_YEARLY}
        GROUP BY ALL HAVING count(DISTINCT (metric, period)) > 1
        ORDER BY count(DISTINCT (metric, period)) DESC, count(*) DESC, 2, 1 NULLS LAST, 3 LIMIT ?""",
        MAX_PANELS,
    )
    return tuple(
        Panel(reporter, partner, unit, _points(corpus, reporter, partner, unit))
        for reporter, partner, unit in top
    )


def _points(corpus: Corpus, reporter: str | None, partner: str, unit: str) -> tuple[Point, ...]:
    found = corpus.rows(
        f"""
        SELECT metric, CAST(period AS INTEGER), median(CAST(value AS DOUBLE)), CAST(min(value) AS DOUBLE),
               CAST(max(value) AS DOUBLE), count(*), arg_max(document_id, (confidence, figure_id)),
               arg_max(figure_id, (confidence, figure_id)), arg_max(text, (confidence, figure_id))
        FROM {_FIGURES}
        WHERE {_YEARLY} AND reporter IS NOT DISTINCT FROM ? AND partner = ? AND unit = ?
        GROUP BY ALL ORDER BY 1, 2""",
        reporter,
        partner,
        unit,
    )
    return tuple(Point(*row) for row in found)


def left_out(corpus: Corpus) -> int:
    """Amounts that fit into no panel: a month, one product, a forecast, or without partner or metric."""
    [(n,)] = corpus.rows(
        f"SELECT count(*) FROM {_FIGURES} WHERE kind = 'amount' AND NOT coalesce({_YEARLY}, false)"
    )
    return int(n)
