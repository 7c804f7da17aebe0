"""The scored decision among competing candidate spans: the best set in which no two overlap.

Weighted interval scheduling: each candidate brings a score (a log-odds-like weight, higher is better,
negative never chosen), and the set of non-overlapping candidates with the greatest total wins. Rules
and learned recognisers compete here on equal terms; no rule is right merely because it ran first.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Scored(Protocol):
    """What competes: a half-open span and its score."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...

    @property
    def score(self) -> float:
        """Weight; the sum over the chosen candidates is made as great as possible."""
        ...


S = TypeVar("S", bound=Scored)


def choose(candidates: Sequence[S]) -> list[S]:
    """The non-overlapping candidates of greatest total score, in reading order.

    Ties go to the earlier and longer candidate, so that the result does not depend on input order
    among unequal spans. O(n log n).
    """
    live = sorted((c for c in candidates if c.score > 0), key=lambda c: (c.end, c.start))
    ends = [c.end for c in live]
    best = [0.0] * (len(live) + 1)
    take = [False] * len(live)
    previous = [0] * len(live)
    for i, c in enumerate(live):
        previous[i] = bisect.bisect_right(ends, c.start, 0, i)
        with_c = best[previous[i]] + c.score
        take[i] = with_c > best[i]
        best[i + 1] = max(with_c, best[i])
    chosen: list[S] = []
    i = len(live)
    while i > 0:
        if take[i - 1]:
            chosen.append(live[i - 1])
            i = previous[i - 1]
        else:
            i -= 1
    return chosen[::-1]
