"""What a learned recogniser finds, and what every recogniser can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

EntityLabel = Literal["person", "organization", "location", "date", "time", "money", "percent", "quantity"]
"""Our names for the labels of recognisers; what has none of them is left out."""

# UNER and OntoNotes labels. A GPE acts as an organization or is a place: the grammar tells which.
LABELS: dict[str, EntityLabel] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organization",
    "LOC": "location",
    "GPE": "location",
    "FAC": "location",
    "DATE": "date",
    "TIME": "time",
    "MONEY": "money",
    "PERCENT": "percent",
    "QUANTITY": "quantity",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that a model marks: ``text[start:end]``. ``confidence`` is a probability as the model gives it.

    It is the geometric mean over the characters of the span, in [0, 1].
    """

    start: int
    end: int
    label: EntityLabel
    confidence: float


class ModelError(ValueError):
    """A model folder that cannot be used; the message names the file and the cause."""


class Recogniser(Protocol):
    """A learned source of candidates. It never decides: its entities compete with those of the grammar."""

    @property
    def name(self) -> str:
        """What tells this model from others: kind and content hash."""
        ...

    def recognise(self, text: str) -> list[Entity]:
        """The entities of ``text`` in reading order, no two overlapping. Empty text has none."""
        ...
