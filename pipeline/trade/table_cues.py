"""What the heads, labels and captions of tables name: metrics and parties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.trade.cues import Cue, find_cues

_SPACING = re.compile(r"[ \t\u3000\n()（）]+")


@dataclass(frozen=True, slots=True)
class Named:
    """What a head, a label or a caption names: the metric or the code of a party, and where it stands."""

    value: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def cell_cues(words: str) -> tuple[Cue, ...]:
    """The cues of a head or a label; the same words stand over many cells."""
    return tuple(find_cues(words, 0, len(words)))


def compact(words: str) -> str:
    """The words of a cell in one piece: 「出（入） 超」 is 出入超, wrapped heads lose their breaks."""
    return _SPACING.sub("", words)


def first_cue(folded: str, spans: Iterable[tuple[int, int]], wanted: Callable[[Cue], bool]) -> Named | None:
    """The last wanted cue of the first span that has one."""
    for start, end in spans:
        words = compact(folded[start:end])
        found = [c for c in cell_cues(words) if wanted(c)]
        if found:
            written = [i for i in range(start, end) if not _SPACING.match(folded, i)]
            return Named(found[-1].value, written[found[-1].start], written[found[-1].end - 1] + 1)
    return None
