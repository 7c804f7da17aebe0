"""Charts of counts and of trips: the Vega-Lite specifications of most of the corpus page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from pipeline.overview.corpus import Count, Trip
from pipeline.overview.drawing import (
    BLUE,
    GREY,
    PALETTE,
    Link,
    Row,
    Spec,
    chart_of,
    room_for_numbers,
    spec_of,
)
from pipeline.overview.labels import country, day_span
from pipeline.vocabulary import Category

if TYPE_CHECKING:
    import altair as alt

_SEVERITIES = {"error": "#CC3311", "warning": "#EE9944", "info": "#4477AA"}
_LONG = 1000
"""Days from which a timeline is told in years rather than in months."""

_BAR = 22
"""Height of a bar with its gap, in pixels."""


def bars(counts: Sequence[Count], what: str) -> Spec:
    """Horizontal bars, longest first, each with its number."""
    import altair as alt

    rows: list[Row] = [{"name": c.name or "not said", "n": c.n} for c in counts]
    base = chart_of(rows, f"Bar chart: {what}.", _BAR * max(len(rows), 2)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=190, ticks=False, domain=False)),
        x=alt.X("n:Q", axis=None, scale=room_for_numbers([c.n for c in counts])),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("n:Q", title=what, format=",")],
    )
    numbers = base.mark_text(align="left", dx=5).encode(text=alt.Text("n:Q", format=","))
    return spec_of(base.mark_bar(color=BLUE, cornerRadiusEnd=3, height={"band": 0.72}) + numbers)


def years(counts: Sequence[Count]) -> Spec:
    """Reports a year as columns; every year between the first and the last stands there, also empty ones."""
    import altair as alt

    rows: list[Row] = [{"year": int(c.name or 0), "n": c.n, "category": c.part or "not said"} for c in counts]
    span = [row["year"] for row in rows]
    domain = list(range(min(span), max(span) + 1)) if rows else []
    order = [*get_args(Category), "not said"]
    totals = Counter(dict.fromkeys(domain, 0))
    for row in rows:
        totals[row["year"]] += row["n"]
    highest = max(totals.values(), default=0)
    # Half a report is no tick.
    ticks: dict[str, Any] = {"values": list(range(highest + 1))} if highest < 6 else {"tickCount": 5}
    chart = (
        chart_of(rows, "Column chart: reports by year of the trip, coloured by category.", 230)
        .mark_bar(cornerRadius=2)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=domain, paddingInner=0.15),
                axis=alt.Axis(labelAngle=0, labelOverlap="greedy", ticks=False),
            ),
            y=alt.Y("n:Q", title="reports", axis=alt.Axis(format=",d", **ticks)),
            color=_categories(order, {row["category"] for row in rows}),
            tooltip=[
                alt.Tooltip("year:O"),
                alt.Tooltip("category:N"),
                alt.Tooltip("n:Q", title="reports", format=","),
            ],
        )
    )
    return spec_of(chart)


def _categories(order: Sequence[str], used: set[str]) -> alt.Color:
    import altair as alt

    colours = dict(zip(order, [*PALETTE, GREY], strict=False))
    shown = [name for name in order if name in used]
    return alt.Color(
        "category:N",
        title=None,
        scale=alt.Scale(domain=shown, range=[colours.get(name, GREY) for name in shown]),
        legend=alt.Legend(orient="top", columns=6, symbolType="circle"),
    )


def trips(found: Sequence[Trip], link: Link, places: int = 15) -> Spec:
    """Trips through time, a row a destination; a wide mark is a long stay, a click opens the report."""
    import altair as alt

    tally: dict[str, int] = {}
    for trip in found:
        for code in trip.destinations:
            tally[code] = tally.get(code, 0) + 1
    top = sorted(tally, key=lambda code: (-tally[code], code))[:places]
    others = "elsewhere" if len(tally) > places else "not said"
    rows: list[Row] = []
    for trip in found:
        named: list[str | None] = [c for c in trip.destinations if c in top]
        for place in named or [None]:
            rows.append(
                {
                    "day": trip.start.isoformat(),
                    "place": country(place) if place else others,
                    "title": trip.title or "without title",
                    "agency": trip.agency or "not said",
                    "category": trip.category or "not said",
                    "when": day_span(trip.start, trip.days),
                    "days": trip.days or 1,
                    "href": link(trip.document_id, None),
                }
            )
    long = bool(found) and (found[0].start - found[-1].start).days > _LONG
    ticks: dict[str, Any] = {"format": "%Y" if long else "%Y-%m"}
    if long:
        ticks["tickCount"] = {"interval": "year", "step": 1}
    used = {str(row["place"]) for row in rows}
    order = [country(c) for c in top] + ([others] if others in used else [])
    chart = (
        chart_of(rows, "Timeline: every trip by its day and destination.", 26 * max(len(order), 3))
        .mark_circle(opacity=0.85, strokeWidth=0.6)
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                scale=alt.Scale(padding=16, nice=False),
                axis=alt.Axis(**ticks, labelOverlap="greedy"),
            ),
            y=alt.Y("place:N", sort=order, title=None, axis=alt.Axis(grid=True, ticks=False, domain=False)),
            size=alt.Size("days:Q", scale=alt.Scale(range=[60, 420]), legend=None),
            color=_categories([*get_args(Category), "not said"], {str(row["category"]) for row in rows}),
            href=alt.Href("href:N"),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("title", "agency", "when", "place", "category")],
        )
    )
    return spec_of(chart)


def issues(counts: Sequence[Count]) -> Spec:
    """Issues by code, coloured by severity."""
    import altair as alt

    rows: list[Row] = [{"name": c.name, "n": c.n, "severity": c.part} for c in counts]
    used = [s for s in _SEVERITIES if any(row["severity"] == s for row in rows)]
    base = chart_of(rows, "Bar chart: issues by code and severity.", _BAR * max(len(rows), 2)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=210, ticks=False, domain=False)),
        x=alt.X("n:Q", axis=None, scale=room_for_numbers([c.n for c in counts])),
        tooltip=[
            alt.Tooltip("name:N", title="code"),
            alt.Tooltip("severity:N"),
            alt.Tooltip("n:Q", format=","),
        ],
    )
    drawn = base.mark_bar(cornerRadiusEnd=3, height={"band": 0.72}).encode(
        color=alt.Color(
            "severity:N",
            title=None,
            scale=alt.Scale(domain=used, range=[_SEVERITIES[s] for s in used]),
            legend=alt.Legend(orient="top"),
        )
    )
    return spec_of(drawn + base.mark_text(align="left", dx=5).encode(text=alt.Text("n:Q", format=",")))


def confidences(counts: Sequence[Count]) -> Spec:
    """How sure the rows are, a column for each step of 0.05."""
    import altair as alt

    rows: list[Row] = [
        {"from": float(c.name or 0), "to": round(float(c.name or 0) + 0.05, 2), "n": c.n, "table": c.part}
        for c in counts
    ]
    chart = (
        chart_of(rows, "Histogram: confidence of all rows, coloured by table.", 250)
        .mark_bar()
        .encode(
            x=alt.X(
                "from:Q",
                bin="binned",
                title="confidence",
                scale=alt.Scale(domain=[min([0.5, *(r["from"] for r in rows)]), 1], nice=False),
                axis=alt.Axis(format=".1f", tickCount=6),
            ),
            x2="to",
            y=alt.Y("n:Q", title="rows", axis=alt.Axis(format=",d", tickCount=5)),
            color=alt.Color(
                "table:N",
                title=None,
                sort=None,
                scale=alt.Scale(range=PALETTE),
                legend=alt.Legend(orient="bottom", columns=3, symbolType="circle"),
            ),
            tooltip=[
                alt.Tooltip("table:N"),
                alt.Tooltip("from:Q", format=".2f"),
                alt.Tooltip("to:Q", format=".2f"),
                alt.Tooltip("n:Q", title="rows", format=","),
            ],
        )
    )
    return spec_of(chart)
