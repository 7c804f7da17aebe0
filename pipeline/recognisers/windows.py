"""Long text in pieces that a model can take, with overlap, so that no entity is lost at a cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.recognisers.entity import Entity

_SENTENCE_END = re.compile(r"[。！？；!?;][」』）)\"”]*|[，,、：:]")


@dataclass(frozen=True, slots=True)
class Window:
    """A piece ``text[start:end]``. Entities that begin in ``[core_start, core_end)`` are this window's."""

    start: int
    end: int
    core_start: int
    core_end: int


def windows(text: str, longest: int, overlap: int) -> list[Window]:
    """Pieces of at most ``longest`` characters; those of one line overlap by at least ``overlap``.

    A line break ends a piece, for models know none. A piece of a long line ends behind a sentence, else
    behind a comma, where its last part has one. The cores tile each line: an entity of up to half the
    overlap is whole in the piece whose core it begins in. ValueError unless ``0 <= overlap < longest / 2``.
    """
    if not 0 <= overlap < longest / 2:
        raise ValueError(f"overlap {overlap} does not fit pieces of {longest} characters")
    pieces: list[Window] = []
    for line in re.finditer(r"[^\r\n]+", text):
        start, core_start = line.start(), line.start()
        while line.end() - start > longest:
            end = _cut(text, start + max(longest // 2, overlap + 1), start + longest)
            core_end = end - overlap // 2
            pieces.append(Window(start, end, core_start, core_end))
            start, core_start = end - overlap, core_end
        pieces.append(Window(start, line.end(), core_start, line.end()))
    return pieces


def _cut(text: str, least: int, most: int) -> int:
    """Where to end a piece: behind the last end of a sentence in reach, else comma, else at ``most``."""
    ends = list(_SENTENCE_END.finditer(text, least, most))
    sentences = [m.end() for m in ends if m.group()[0] not in "，,、：:"]
    return sentences[-1] if sentences else ends[-1].end() if ends else most


def merged(found: Iterable[tuple[Window, Sequence[Entity]]]) -> list[Entity]:
    """The entities of all pieces, each from the piece whose core it begins in, in reading order.

    Where the neighbouring piece saw an entity across the border differently, the earlier one stands.
    """
    kept: list[Entity] = []
    for window, entities in found:
        for entity in entities:
            if window.core_start <= entity.start < window.core_end and (
                not kept or kept[-1].end <= entity.start
            ):
                kept.append(entity)
    return kept
