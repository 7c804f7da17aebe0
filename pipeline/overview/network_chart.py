"""The network of people and organizations as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.overview.drawing import BLUE, GREY, RED, Link, Spec, chart_of, spec_of
from pipeline.overview.network import Network, Node

MAX_LABELS = 40


def network(drawn: Network, link: Link) -> Spec:
    """People and organizations; hovering one shows whom it is tied to, a click opens its report."""
    import altair as alt

    at = {node.id: node for node in drawn.nodes}
    degree: dict[str, int] = dict.fromkeys(at, 0)
    for edge in drawn.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    foremost = sorted(drawn.nodes, key=lambda n: (-degree[n.id], -n.reports, n.name))
    wide = _labels(foremost, 1060, covers=3)
    # A phone has room for the agencies; a tap tells the others.
    narrow = _labels([n for n in foremost if n.home], 230, covers=9)
    hover = alt.selection_point(
        name="hover", fields=["id"], on="pointerover", clear="pointerout", empty=False
    )
    edges = [
        {
            "x": at[e.source].x,
            "y": at[e.source].y,
            "x2": at[e.target].x,
            "y2": at[e.target].y,
            "source": e.source,
            "target": e.target,
            "kind": e.kind,
            "reports": e.reports,
        }
        for e in drawn.edges
    ]
    nodes = [
        {
            "id": n.id,
            "x": n.x,
            "y": n.y,
            "name": n.name,
            "wide": wide.get(n.id),
            "narrow": narrow.get(n.id),
            "group": _group(n.kind, home=n.home),
            "ties": degree[n.id],
            "reports": n.reports,
            "href": link(n.document_id, None),
        }
        for n in sorted(drawn.nodes, key=lambda n: (n.kind == "person", n.id))
    ]
    plain = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    x = alt.X("x:Q", axis=plain, scale=alt.Scale(domain=[-_LEFT, _RIGHT], nice=False))
    y = alt.Y("y:Q", axis=plain, scale=alt.Scale(domain=[1.04, -0.06], nice=False))
    touched = "indexof(hover.id || [], datum.source) >= 0 || indexof(hover.id || [], datum.target) >= 0"
    lines = (
        chart_of(edges, "", 620)
        .mark_rule(color=GREY)
        .encode(
            x=x,
            y=y,
            x2="x2",
            y2="y2",
            strokeDash=alt.condition("datum.kind == 'role'", alt.value([1, 0]), alt.value([3, 3])),
            opacity=alt.condition(touched, alt.value(1), alt.value(0.7)),
            strokeWidth=alt.condition(touched, alt.value(2.5), alt.value(1.2)),
        )
    )
    groups = [_group(k, home=h) for k in ("organization", "person") for h in (True, False)]
    scale = alt.Scale(domain=groups, range=[BLUE, RED, "#88AACC", "#F3A3AB"])
    shapes = alt.Scale(domain=groups, range=["circle", "circle", "diamond", "diamond"])
    points = (
        chart_of(nodes, "", 620)
        .mark_point(filled=True, opacity=1, strokeWidth=0.8)
        .encode(
            x=x,
            y=y,
            size=alt.Size("ties:Q", scale=alt.Scale(type="sqrt", range=[45, 480]), legend=None),
            color=alt.Color("group:N", title=None, scale=scale, legend=alt.Legend(orient="top", columns=2)),
            shape=alt.Shape("group:N", title=None, scale=shapes, legend=alt.Legend(orient="top", columns=2)),
            href=alt.Href("href:N"),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("group:N", title="is"),
                alt.Tooltip("ties:Q", title="ties shown"),
                alt.Tooltip("reports:Q", title="reports", format=","),
            ],
        )
        .add_params(hover)
    )
    # Each name on a halo in the colour of the page.
    names = [
        chart_of([n for n in nodes if side in (n["wide"], n["narrow"])], "", 620)
        .mark_text(dy=dy, fontSize=11, limit=190, style=style)
        .encode(
            x=x,
            y=y,
            text="name:N",
            opacity=alt.condition(
                f"(width < 600 ? datum.narrow : datum.wide) == '{side}'", alt.value(1), alt.value(0)
            ),
        )
        for style in ("halo", "name")
        for side, dy in _BESIDE.items()
    ]
    chart = lines + points
    for layer in names:
        chart += layer
    chart = chart.properties(
        width="container", height=620, description="Network of people and organizations."
    )
    return spec_of(chart)


_HEIGHT = 560
"""Pixels from the highest node to the lowest, at any width."""

_LEFT, _RIGHT = 0.02, 1.06
"""How far the chart reaches to the left and to the right of the leftmost node, in widths between nodes."""

_BESIDE = {"above": -14, "below": 16}
"""Pixels from a node to the middle of its name."""


def _labels(nodes: Sequence[Node], width: int, *, covers: int) -> dict[str, str]:
    """Where the names of organizations stand, above or below; the foremost come first.

    No name covers another or the edge, and each at most ``covers`` nodes; what fits nowhere is left out.
    ``width`` is the number of pixels from the leftmost node to the rightmost.
    """
    at = {node.id: (node.x * width, node.y * _HEIGHT) for node in nodes}
    boxes: list[tuple[float, float, float]] = []
    sides: dict[str, str] = {}
    for node in nodes:
        if node.kind != "organization" or len(boxes) == MAX_LABELS:
            continue
        half = min(5.5 * len(node.name), 95.0)
        places = []
        for side, dy in _BESIDE.items():
            x, y = at[node.id][0], at[node.id][1] + dy
            hidden = sum(abs(b - y) < 11 and abs(a - x) < half + 5 for a, b in at.values())
            is_free = all(abs(b - y) > 14 or abs(a - x) > half + other + 4 for a, b, other in boxes)
            is_inside = half - _LEFT * width <= x <= _RIGHT * width - half
            if is_free and is_inside and hidden <= covers:
                places.append((hidden, side, (x, y, half)))
        if places:
            _, sides[node.id], box = min(places)
            boxes.append(box)
    return sides


def _group(kind: str, *, home: bool) -> str:
    return f"{kind}, {'Taiwan' if home else 'elsewhere'}"
