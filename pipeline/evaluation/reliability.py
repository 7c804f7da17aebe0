"""How far confidence can be trusted: rows by confidence, and how many of them are right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.calibration import Key, add_up, case_of, probability, with_sums
from pipeline.evaluation.tally import Verdict

BINS = 10

Sample = tuple[float, bool]
"""A confidence, and whether the row is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows whose confidence lies in ``[low, high)`` (the last one: up to 1)."""

    low: float
    high: float
    of: int
    confidence: float
    right: float


def reliability(samples: Iterable[Sample]) -> list[Bin]:
    """The bins that hold rows, of ten of equal width: mean confidence beside the share that is right."""
    groups: list[list[Sample]] = [[] for _ in range(BINS)]
    for confidence, right in samples:
        groups[min(int(confidence * BINS + 1e-9), BINS - 1)].append((confidence, right))
    return [
        Bin(
            i / BINS,
            (i + 1) / BINS,
            len(group),
            math.fsum(c for c, _ in group) / len(group),
            sum(r for _, r in group) / len(group),
        )
        for i, group in enumerate(groups)
        if group
    ]


def calibration_error(samples: Sequence[Sample]) -> float:
    """Expected calibration error: the mean distance of confidence and share right, over the rows' bins."""
    if not samples:
        return 0.0
    return math.fsum(b.of * abs(b.confidence - b.right) for b in reliability(samples)) / len(samples)


def log_loss(samples: Sequence[Sample]) -> float:
    """Mean negative logarithm of the probability given to what was the case; less is better."""
    if not samples:
        return 0.0
    given = (min(max(c if right else 1 - c, 1e-3), 1.0) for c, right in samples)
    return -math.fsum(map(math.log, given)) / len(samples)


def said(verdicts: Iterable[Verdict]) -> dict[str, list[Sample]]:
    """The confidence in the tables themselves, by table."""
    samples: dict[str, list[Sample]] = {}
    for v in verdicts:
        samples.setdefault(v.table, []).append((float(v.row["confidence"]), v.right))
    return samples


def keyed(verdicts: Iterable[Verdict]) -> list[tuple[Key, bool]]:
    """Table, rule and case of rows that were made without calibration, and whether they are right."""
    return [((v.table, v.row["rule"], case_of(v.table, v.row)), v.right) for v in verdicts]


def crossed(groups: Sequence[Sequence[tuple[Key, bool]]]) -> list[dict[str, list[Sample]]]:
    """For each group the samples by table, their confidence counted on all other groups only."""
    found = []
    for i, group in enumerate(groups):
        others = [row for j, other in enumerate(groups) if j != i for row in other]
        sums = with_sums(add_up(others))
        samples: dict[str, list[Sample]] = {}
        for (table, rule, case), right in group:
            samples.setdefault(table, []).append((probability(sums, table, rule, case), right))
        found.append(samples)
    return found
