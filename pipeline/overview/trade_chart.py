"""The trade figures of a reporter with a partner as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.overview.drawing import PALETTE, Link, Row, Spec, chart_of, room_for_numbers, spec_of
from pipeline.overview.labels import METRICS, short
from pipeline.overview.trade import Panel

if TYPE_CHECKING:
    import altair as alt


def trade(panel: Panel, link: Link) -> Spec:
    """The amounts of a reporter with a partner: lines through the years, or bars of the only year."""
    rows: list[Row] = [
        {
            "metric": METRICS.get(p.metric, p.metric),
            "year": p.year,
            "value": p.value,
            "end": max(p.value, 0.0),
            "shown": short(p.value),
            "range": "" if p.low == p.high else f"{p.low:,.0f} to {p.high:,.0f}",
            "figures": p.figures,
            "text": p.text,
            "href": link(p.document_id, p.figure_id),
        }
        for p in panel.points
    ]
    metrics = [m for m in METRICS.values() if any(row["metric"] == m for row in rows)]
    if len({p.year for p in panel.points}) == 1:
        return _amounts(rows, panel.unit, metrics)
    return _series(rows, panel.unit, metrics)


def _metric_scale(metrics: Sequence[str]) -> alt.Scale:
    import altair as alt

    colours = dict(zip(METRICS.values(), PALETTE, strict=True))
    return alt.Scale(domain=list(metrics), range=[colours[m] for m in metrics])


def _figure_tooltip(unit: str) -> list[alt.Tooltip]:
    import altair as alt

    return [
        alt.Tooltip("metric:N"),
        alt.Tooltip("year:Q", format="d"),
        alt.Tooltip("value:Q", title=unit, format=","),
        alt.Tooltip("range:N", title="reported"),
        alt.Tooltip("figures:Q"),
        alt.Tooltip("text:N", title="as written"),
    ]


def _amounts(rows: Sequence[Row], unit: str, metrics: Sequence[str]) -> Spec:
    import altair as alt

    base = chart_of(rows, f"Bar chart: amounts of one year in {unit}.", 38 * len(metrics) + 10).encode(
        y=alt.Y("metric:N", sort=list(metrics), title=None, axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X("value:Q", axis=None, scale=room_for_numbers([row["value"] for row in rows])),
        href=alt.Href("href:N"),
        tooltip=_figure_tooltip(unit),
    )
    drawn = base.mark_bar(cornerRadiusEnd=3, height={"band": 0.55}).encode(
        color=alt.Color("metric:N", scale=_metric_scale(metrics), legend=None)
    )
    # Right of a deficit's bar as well, for left of it stand the names.
    numbers = base.mark_text(align="left", dx=5).encode(x="end:Q", text="shown:N")
    return spec_of(drawn + numbers)


def _series(rows: Sequence[Row], unit: str, metrics: Sequence[str]) -> Spec:
    import altair as alt

    span = [row["year"] for row in rows]
    base = chart_of(rows, f"Line chart: yearly amounts in {unit}.", 210).encode(
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[min(span) - 0.3, max(span) + 0.3], nice=False),
            axis=alt.Axis(format="d", values=_year_ticks(min(span), max(span)), grid=False),
        ),
        # Vega writes 10⁹ as G; readers of money know B.
        y=alt.Y(
            "value:Q",
            title=unit,
            axis=alt.Axis(labelExpr="replace(format(datum.value, '~s'), 'G', 'B')", tickCount=5),
        ),
        color=alt.Color(
            "metric:N",
            title=None,
            scale=_metric_scale(metrics),
            legend=alt.Legend(orient="bottom", columns=2, symbolType="circle"),
        ),
    )
    points = base.mark_circle(size=60, opacity=1).encode(
        href=alt.Href("href:N"), tooltip=_figure_tooltip(unit)
    )
    return spec_of(base.mark_line(strokeWidth=2) + points)


def _year_ticks(first: int, last: int) -> list[int]:
    return list(range(first, last + 1, 1 + (last - first) // 8))
