"""What all charts of the corpus page are drawn with: colours, sizes and the form of a specification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

Spec = dict[str, Any]
"""A Vega-Lite specification without colours of text and axes, which are the page's."""

Row = dict[str, Any]
Link = Callable[[str, str | None], str | None]
"""Document and mention to the address of the page that shows them, or None if there is none."""

# Paul Tol's bright and muted schemes, which stay apart for colour-blind readers on white and on black.
PALETTE = ["#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#999933", "#EE8866", "#BBBBBB"]
BLUE, RED, GREY = PALETTE[0], PALETTE[1], "#9AA5B1"


def chart_of(rows: Sequence[Row], description: str, height: int) -> alt.Chart:
    """A chart of rows, as wide as its box; the description is for those who cannot see it."""
    import altair as alt

    return alt.Chart(alt.InlineData(values=list(rows))).properties(
        width="container", height=height, description=description
    )


_NUMBER = 62
"""Pixels that the number beside a bar takes at most."""


def room_for_numbers(values: Sequence[float]) -> alt.Scale:
    """A scale from zero whose right end leaves room for the number beside the longest bar."""
    import altair as alt

    low, high = min([0, *values]), max([0, *values])
    # The room is one of pixels, however wide the chart.
    end = alt.ExprRef(f"{low} + {high - low or 1} * width / max(width - {_NUMBER}, {_NUMBER})")
    return alt.Scale(domainMin=low, domainMax=end, nice=False)


def spec_of(chart: alt.Chart | alt.LayerChart) -> Spec:
    """The specification of a chart, without Altair's own colours and sizes."""
    spec: Spec = chart.to_dict()
    spec.pop("config", None)
    for layer in spec.get("layer", ()):
        # Altair leaves it on the layers, where no reader of the page finds it.
        spec.setdefault("description", layer.pop("description", ""))
    return spec
