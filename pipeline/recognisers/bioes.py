"""From label scores to entities: the most probable sequence among those that are well formed (BIOES)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.recognisers.entity import LABELS, Entity
from pipeline.recognisers.windows import Scores

_NEVER = np.float32(-1e4)


class Decoder:
    """Decodes scores over BIOES or BIO ``labels`` (``B-PERSON``, ``O``, …), in the model's order."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = tuple(labels)
        prefixes = {label[0] for label in labels}
        self._bioes = bool(prefixes & {"E", "S"})
        opens = np.array([self._is_open(label) for label in labels])
        continues = np.array([label[0] in "IE" for label in labels])
        kinds = np.array([label[2:] for label in labels])
        same = kinds[:, None] == kinds[None, :]
        if self._bioes:
            allowed = np.where(opens[:, None], continues[None, :] & same, ~continues[None, :])
            self._last = np.where(opens, _NEVER, 0).astype(np.float32)
        else:
            inside = np.array([label[0] in "BI" for label in labels])
            allowed = ~continues[None, :] | (inside[:, None] & same)
            self._last = np.zeros(len(labels), dtype=np.float32)
        self._allowed = np.where(allowed, 0, _NEVER).astype(np.float32)
        self._first = np.where(continues, _NEVER, 0).astype(np.float32)

    def entities(self, lines: Sequence[tuple[int, Scores]]) -> list[Entity]:
        """The entities of a text from the scores of its lines, with offsets into the text."""
        return [
            Entity(e.start + start, e.end + start, e.label, e.confidence)
            for start, scores in lines
            for e in self.decode(scores)
        ]

    def _is_open(self, label: str) -> bool:
        return label[0] in "BI" and self._bioes

    def decode(self, logits: Scores) -> list[Entity]:
        """The entities of one text. ``logits`` has shape (characters, labels).

        Labels that we have no name for are dropped.
        """
        if not len(logits):
            return []
        shifted = logits - logits.max(axis=-1, keepdims=True)
        log_probability = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return self._entities(self._best_path(log_probability), log_probability)

    def _best_path(self, scores: Scores) -> list[int]:
        """Viterbi, skipped where the labels that are each the best already are well formed."""
        greedy = scores.argmax(axis=-1)
        steps = self._allowed[greedy[:-1], greedy[1:]]
        if self._first[greedy[0]] == 0 and self._last[greedy[-1]] == 0 and not steps.any():
            return [int(label) for label in greedy]
        best = scores[0] + self._first
        back = np.empty((len(scores) - 1, scores.shape[1]), dtype=np.intp)
        for i in range(1, len(scores)):
            through = best[:, None] + self._allowed
            back[i - 1] = through.argmax(axis=0)
            best = through.max(axis=0) + scores[i]
        label = int((best + self._last).argmax())
        path = [label]
        for step in back[::-1]:
            label = int(step[label])
            path.append(label)
        return path[::-1]

    def _entities(self, path: Sequence[int], scores: Scores) -> list[Entity]:
        found: list[Entity] = []
        i = 0
        while i < len(path):
            prefix, kind = self._labels[path[i]][0], self._labels[path[i]][2:]
            if prefix not in "BS":
                i += 1
                continue
            end = i + 1
            while prefix == "B" and end < len(path) and self._goes_on(path[end], kind):
                end += 1
            label = LABELS.get(kind)
            if label is not None:
                mean = float(scores[np.arange(i, end), path[i:end]].mean())
                found.append(Entity(i, end, label, float(np.exp(mean))))
            i = end
        return found

    def _goes_on(self, label: int, kind: str) -> bool:
        return self._labels[label][0] in "IE" and self._labels[label][2:] == kind
