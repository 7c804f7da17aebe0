"""The state in which the figures of a sentence are read one after another."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import Figure, FigureMention, Metric
from pipeline.trade.parties import Parties, PartyCue
from pipeline.trade.passages import Passage


@dataclass
class Context:
    """What earlier sentences of a paragraph leave to the next one."""

    paragraph: int
    metric: MetricReading | None = None
    parties: Parties | None = None
    last: Parties | None = None
    told: tuple[Metric, str] | None = None
    """Metric and period of the last figure of the paragraph before."""
    measured: tuple[Metric, str] | None = None
    """Metric and period of the last figure of this paragraph."""


@dataclass
class Sentence:
    """The state while the figures of one sentence are read in order."""

    passage: Passage
    mentions: list[FigureMention]
    cues: list[PartyCue]
    label_parties: list[PartyCue]
    figures: list[Figure] = field(default_factory=list)
    metrics: list[MetricReading] = field(default_factory=list)
    parties: list[Parties] = field(default_factory=list)
    pair: tuple[Metric, Metric] | None = None
    pair_place: int = 0
    listed: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    headed: str | None = None
    """The economy that the heading above it announces (alpha-3)."""
    section: str = ""
    """The title of its section."""
    host: str | None = None
    """The country that its report is about there: of one trip, the one named last."""
