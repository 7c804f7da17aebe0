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
    labelled = _labelled(sorted(drawn.nodes, key=lambda n: (-degree[n.id], -n.reports, n.name)))
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
            "label": n.name if n.id in labelled else "",
            "group": _group(n.kind, home=n.home),
            "ties": degree[n.id],
            "reports": n.reports,
            "href": link(n.document_id, None),
        }
        for n in sorted(drawn.nodes, key=lambda n: (n.kind == "person", n.id))
    ]
    plain = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    x = alt.X("x:Q", axis=plain, scale=alt.Scale(domain=[-0.02, 1.06], nice=False))
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
    # On a phone the names would cover one another; there a tap tells them.
    names = (
        chart_of([n for n in nodes if n["label"]], "", 620)
        .mark_text(dy=-12, fontSize=11, limit=190, opacity=alt.expr("width < 600 ? 0 : 1"))
        .encode(x=x, y=y, text="label:N")
    )
    chart = (lines + points + names).properties(
        width="container", height=620, description="Network of people and organizations."
    )
    return spec_of(chart)


def _labelled(nodes: Sequence[Node], width: int = 1150, height: int = 600) -> set[str]:
    """The organizations whose names fit without covering one another, those with most ties first."""
    boxes: list[tuple[float, float, float]] = []
    labelled = set()
    for node in nodes:
        if node.kind == "organization" and len(boxes) < MAX_LABELS:
            x, y, half = node.x * width, node.y * height, min(6 * len(node.name), 95)
            if all(abs(y - b) > 15 or abs(x - a) > half + other + 4 for a, b, other in boxes):
                boxes.append((x, y, half))
                labelled.add(node.id)
    return labelled


def _group(kind: str, *, home: bool) -> str:
    return f"{kind}, {'Taiwan' if home else 'elsewhere'}"
