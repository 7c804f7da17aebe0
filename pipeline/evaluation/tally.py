"""Counts and what is said with them: precision, recall, F1, accuracy, and the list of errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


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
    """One disagreement with the gold: the document, what kind, and what was expected and found.

    ``context`` is the text around it, without white space; it is no part of what the error is, so that the
    same error in a text that is wrapped otherwise is equal.
    """

    document: str
    kind: str
    detail: str
    context: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something stands: the kind of block and the block's number (-1 nowhere)."""

    document: str
    kind: str
    block: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of the scorer: what it adds to a label, and all that it can be broken down by.

    ``rule`` is that of the row found, None where nothing was found; ``form`` is the form of the gold entry,
    or of the row where it has no gold.
    """

    label: str
    place: Place
    tp: int
    fp: int
    fn: int
    rule: str | None
    form: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a row of a table is right; rows that gold says nothing about have no verdict."""

    document: str
    table: str
    row: dict[str, Any]
    right: bool


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
    judgements: list[Judgement] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    documents: int = 0

    def judge(
        self,
        labels: Iterable[str],
        place: Place,
        *,
        tp: int = 0,
        fp: int = 0,
        fn: int = 0,
        rule: str | None = None,
        form: str = "",
    ) -> None:
        """Count a decision under each of ``labels``."""
        for label in labels:
            self.labels[label].add(tp=tp, fp=fp, fn=fn)
            self.judgements.append(Judgement(label, place, tp, fp, fn, rule, form))

    def verdict(self, document: str, table: str, row: dict[str, Any], right: bool) -> None:
        """Note whether a row is right."""
        self.verdicts.append(Verdict(document, table, row, right))

    def error(self, document: str, kind: str, *detail: object, context: str = "") -> None:
        """Note a disagreement."""
        self.errors.append(Error(document, kind, " ".join(map(str, detail)), context))

    def add(self, other: Scores) -> None:
        """Count those of another gold folder as well."""
        for label, tally in other.labels.items():
            self.labels[label].add(tp=tally.tp, fp=tally.fp, fn=tally.fn)
        for name, ratio in other.ratios.items():
            self.ratios[name].right += ratio.right
            self.ratios[name].of += ratio.of
        self.judgements += other.judgements
        self.verdicts += other.verdicts
        self.errors += other.errors
        self.missing += other.missing
        self.documents += other.documents
