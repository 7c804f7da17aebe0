"""Counts and what is said with them: precision, recall, F1, accuracy, and the list of errors."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Tally:
    """True positives, false positives and false negatives of one label."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Count more."""
        self.tp += tp
        self.fp += fp
        self.fn += fn

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 if there is no gold."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Accuracy:
    """How many of a number of things are right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    @property
    def value(self) -> float | None:
        """Share that is right; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement with the gold: the document, what kind, and what was expected and found."""

    document: str
    kind: str
    detail: str


LABELS = (
    "date_span",
    "date_value",
    "person_name",
    "person_title",
    "person_role",
    "organization",
    "figure_value",
    "figure_record",
)
RATIOS = (
    "mention_link",
    "figure_metric",
    "figure_period",
    "figure_reporter",
    "figure_partner",
    "figure_kind",
    "person_org",
)


@dataclass
class Scores:
    """What an evaluation found, over all documents of a gold folder."""

    labels: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in LABELS})
    ratios: dict[str, Accuracy] = field(default_factory=lambda: {name: Accuracy() for name in RATIOS})
    errors: list[Error] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    documents: int = 0

    def error(self, document: str, kind: str, *detail: object) -> None:
        """Note a disagreement."""
        self.errors.append(Error(document, kind, " ".join(map(str, detail))))
