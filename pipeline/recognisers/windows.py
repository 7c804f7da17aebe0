"""Long text in pieces that a model can take, with overlap, so that no character lacks its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Run = Callable[[Sequence[str]], Sequence[Scores]]

_BATCH = 32

_SENTENCE_END = re.compile(r"[。！？；!?;][」』）)\"”]*|[，,、：:]")


@dataclass(frozen=True, slots=True)
class Window:
    """A piece ``text[start:end]``, which is asked about the characters ``[core_start, core_end)``."""

    start: int
    end: int
    core_start: int
    core_end: int


def windows(text: str, longest: int, overlap: int) -> list[Window]:
    """Pieces of at most ``longest`` characters; those of one line overlap by at least ``overlap``.

    A line break ends a piece, for models know none. A piece of a long line ends behind a sentence, else
    behind a comma, where its last part has one. The cores tile each line, and each character has at
    least half the overlap beside it in its piece. ValueError unless ``0 <= overlap < longest / 2``.
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


def score_lines(text: str, run: Run, longest: int, overlap: int) -> list[tuple[int, Scores]]:
    """For each line its start and the scores of its characters, each from the piece whose core it lies in.

    ``run`` gives the scores of a batch of texts, of shape (characters, labels) each. Pieces of like length
    go into one batch, for padding costs as much as text.
    """
    pieces = windows(text, longest, overlap)
    order = sorted(range(len(pieces)), key=lambda i: pieces[i].end - pieces[i].start)
    scores: dict[int, Scores] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        scores.update(zip(batch, run([text[pieces[i].start : pieces[i].end] for i in batch]), strict=True))
    lines: list[tuple[int, list[Scores]]] = []
    for i, piece in enumerate(pieces):
        if i == 0 or pieces[i - 1].core_end != piece.core_start:
            lines.append((piece.start, []))
        lines[-1][1].append(scores[i][piece.core_start - piece.start : piece.core_end - piece.start])
    return [(start, np.concatenate(parts)) for start, parts in lines]
