"""How far a figure can be trusted: intervals by resampling what was annotated.

Whole documents are drawn, since what stands in one report goes right or wrong together; where there are
fewer than ``ENOUGH`` documents, their blocks (paragraphs, headings, tables) are drawn instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.tally import Judgement, Place

ENOUGH = 20
DRAWS = 1000
SEED = 20171122
LEVEL = 0.95
_Z = 1.959964

Interval = tuple[float, float]


class Resampling:
    """The draws of one evaluation, the same for every figure of it."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        documents = {j.place.document for j in judgements}
        self.unit = "documents" if len(documents) >= ENOUGH else "blocks"
        self._units = {unit: i for i, unit in enumerate(sorted({self._of(j.place) for j in judgements}))}
        n = max(len(self._units), 1)
        generator = np.random.default_rng(SEED)
        self._weights: NDArray[np.int64] = generator.multinomial(n, [1 / n] * n, size=DRAWS)

    @property
    def units(self) -> int:
        """How many documents or blocks are drawn from."""
        return len(self._units)

    def _of(self, place: Place) -> tuple[str, int]:
        return place.document, place.block if self.unit == "blocks" else 0

    def intervals(self, judgements: Iterable[Judgement]) -> dict[str, Interval]:
        """The middle 95 % of precision, recall and F1 (``p``, ``r``, ``f1``) over all draws."""
        counts = np.zeros((self._weights.shape[1], 3), dtype=np.int64)
        for j in judgements:
            counts[self._units[self._of(j.place)]] += (j.tp, j.fp, j.fn)
        tp, fp, fn = (self._weights @ counts).T.astype(float)
        with np.errstate(invalid="ignore"):
            shares = {"p": tp / (tp + fp), "r": tp / (tp + fn), "f1": 2 * tp / (2 * tp + fp + fn)}
        tails = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
        found = {}
        for name, values in shares.items():
            known = values[~np.isnan(values)]
            low, high = np.quantile(known, tails) if known.size else (0.0, 0.0)
            found[name] = (round(float(low), 4), round(float(high), 4))
        return found


def wilson(right: int, of: int) -> Interval:
    """Wilson's 95 % interval of a share: honest for the few finds of one rule, even if all are right."""
    if not of:
        return 0.0, 1.0
    share, square = right / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
