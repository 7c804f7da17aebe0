"""A report as marked text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.document import Mention
from pipeline.report import Report

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {
    "date": "bold blue",
    "organization": "green",
    "person": "bold magenta",
    "figure": "yellow",
    "issue": "underline red",
}
"""The style of each kind; where marks nest, the later kind of this list lies on top."""


def marked(report: Report) -> Text:
    """The clean text with a style on every mention and every issue. Without colours the text stays whole."""
    from rich.text import Text

    shown = Text(report.text, no_wrap=False)
    spans: dict[str, Sequence[Mention]] = {
        "date": [d.mention for d in report.dates],
        "organization": report.organization_resolution.mentions,
        "person": report.person_mentions,
        "figure": [f.mention for f in report.figures],
    }
    for kind, mentions in spans.items():
        for mention in mentions:
            shown.stylize(STYLES[kind], mention.start, mention.end)
    for issue in report.issues:
        if issue.start is not None and issue.end is not None:
            shown.stylize(STYLES["issue"], issue.start, issue.end)
    return shown
