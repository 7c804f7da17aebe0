"""Baidu's LAC 2.1 (Apache 2.0) as a torch module with a head of our labels: a teacher that can be tuned.

Reads the files of the package ``LAC`` as they are on PyPI; Paddle is not needed. LAC takes Simplified
Chinese, in the words of its own dictionary where it knows them, else in characters; two layers of gated
recurrent units run over these. The head says a label for every character, from the state of the word it
lies in, its place in that word, and its own vector.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from examples import LABELS
from torch import nn

SIZE = 128
_HEAD = 192
_PLACES = 4
_FIRST, _INNER, _LAST, _ALONE = range(_PLACES)
_LETTERS = frozenset(string.ascii_letters + string.digits)


class Batch(NamedTuple):
    """Texts as tensors: ids of words, the order in which to read them backwards, and for each character the
    word it lies in, its place there and its own id.
    """

    words: torch.Tensor
    backward: torch.Tensor
    word_of: torch.Tensor
    place: torch.Tensor
    characters: torch.Tensor


class _Gru(nn.Module):
    """One layer in both directions, as Paddle's dynamic_gru reckons (the reset before the product)."""

    def __init__(self, folder: Path, first: int, width: int) -> None:
        super().__init__()
        both = (first, first + 1)
        self._inputs = nn.Parameter(
            torch.cat([_read(folder / f"fc_{k}.w_0", width, 3 * SIZE) for k in both], 1)
        )
        self._bias = nn.Parameter(
            torch.cat(
                [
                    _read(folder / f"fc_{k}.b_0", 3 * SIZE) + _read(folder / f"gru_{k}.b_0", 3 * SIZE)
                    for k in both
                ]
            )
        )
        weights = [_read(folder / f"gru_{k}.w_0", 3 * SIZE * SIZE) for k in both]
        cut = 2 * SIZE * SIZE
        self._gates = nn.Parameter(torch.stack([w[:cut].reshape(SIZE, 2 * SIZE) for w in weights]))
        self._state = nn.Parameter(torch.stack([w[cut:].reshape(SIZE, SIZE) for w in weights]))

    def forward(self, x: torch.Tensor, backward: torch.Tensor) -> torch.Tensor:
        texts, length, _ = x.shape
        given = (x @ self._inputs + self._bias).reshape(texts, length, 2, 3 * SIZE)
        turned = given[:, :, 1].gather(1, backward[:, :, None].expand(-1, -1, 3 * SIZE))
        state, states = torch.zeros(2, texts, SIZE), []
        for step in torch.stack([given[:, :, 0], turned]).unbind(2):
            gates = torch.sigmoid(torch.baddbmm(step[..., : 2 * SIZE], state, self._gates))
            update, reset = gates.chunk(2, -1)
            candidate = torch.tanh(torch.baddbmm(step[..., 2 * SIZE :], reset * state, self._state))
            state = torch.lerp(state, candidate, update)
            states.append(state)
        there, back = torch.stack(states, 2)
        return torch.cat([there, back.gather(1, backward[:, :, None].expand(-1, -1, SIZE))], -1)


class Lac(nn.Module):
    """LAC from the folder of its package. ``simplified`` maps characters to their simplified form."""

    def __init__(self, package: Path, simplified: Mapping[str, str]) -> None:
        super().__init__()
        weights, lists = package / "lac_model" / "model", package / "lac_model" / "conf"
        pairs = [line.split("\t") for line in _lines(lists / "word.dic")]
        self._ids = {pair[1]: int(pair[0]) for pair in pairs if len(pair) == 2}
        self._replaced = dict(
            pair for pair in (line.split("\t") for line in _lines(lists / "q2b.dic")) if len(pair) == 2
        )
        self._simplified = simplified
        self._words = {line.split(" ")[0] for line in _lines(lists / "small_seg.dic")}
        self._prefixes = {word[:i] for word in self._words for i in range(1, len(word) + 1)}
        count = (weights / "word_emb").stat().st_size // (4 * SIZE)
        self.vectors = nn.Embedding.from_pretrained(_read(weights / "word_emb", count, SIZE), freeze=False)
        self.first, self.second = _Gru(weights, 0, SIZE), _Gru(weights, 2, 2 * SIZE)
        self.head = nn.Sequential(
            nn.Linear(3 * SIZE + _PLACES, _HEAD), nn.GELU(), nn.Dropout(0.2), nn.Linear(_HEAD, len(LABELS))
        )
        self.dropout = nn.Dropout(0.35)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Scores of LABELS, of shape (texts, characters, labels)."""
        x = self.dropout(self.vectors(batch.words))
        x = self.dropout(self.first(x, batch.backward))
        x = self.dropout(self.second(x, batch.backward))
        state = x.gather(1, batch.word_of[:, :, None].expand(-1, -1, 2 * SIZE))
        own = self.dropout(self.vectors(batch.characters))
        place: torch.Tensor = nn.functional.one_hot(batch.place, _PLACES).float()
        return self.head(torch.cat([state, own, place], -1))

    def tensors(self, texts: Sequence[str]) -> Batch:
        """``texts`` as the network takes them."""
        simple = ["".join(self._simplified.get(c, c) for c in t) for t in texts]
        cuts = [self._cut(t) for t in simple]
        counts = torch.tensor([len(c) for c in cuts])
        steps = torch.arange(int(counts.max()))[None]
        last = counts[:, None] - 1 - steps
        words = torch.zeros(len(texts), int(counts.max()), dtype=torch.long)
        word_of = torch.zeros(len(texts), max(map(len, texts)), dtype=torch.long)
        place, characters = torch.zeros_like(word_of), torch.zeros_like(word_of)
        for row, (text, cut) in enumerate(zip(simple, cuts, strict=True)):
            words[row, : len(cut)] = torch.tensor([self._id(text[a:b]) for a, b in cut])
            word_of[row, : len(text)] = torch.tensor([k for k, (a, b) in enumerate(cut) for _ in range(a, b)])
            place[row, : len(text)] = torch.tensor([p for a, b in cut for p in _places(b - a)])
            characters[row, : len(text)] = torch.tensor([self._id(c) for c in text])
        return Batch(words, torch.where(last >= 0, last, steps), word_of, place, characters)

    def _id(self, word: str) -> int:
        return self._ids.get(self._replaced.get(word, word), self._ids["OOV"])

    def _cut(self, text: str) -> list[tuple[int, int]]:
        """The fewest words of the dictionary, the longest one first; those without a vector fall apart."""
        best = [(0, 0)] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            best[start] = (best[start + 1][0] - 1, start + 1)
            end = start + 2
            while end <= len(text) and text[start:end] in self._prefixes:
                if text[start:end] in self._words:
                    best[start] = max(best[start], (best[end][0] - 1, end))
                end += 1
        pieces: list[tuple[int, int]] = []
        at, joined = 0, False
        while at < len(text):
            end = best[at][1]
            # Letters and digits that stand alone are one word together.
            if (
                pieces
                and end - at == 1
                and _LETTERS.issuperset(text[slice(*pieces[-1])] + text[at])
                and joined
            ):
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((at, end))
            joined = end - at == 1
            at = end
        return [
            part
            for a, b in pieces
            for part in ([(a, b)] if text[a:b] in self._ids else [(k, k + 1) for k in range(a, b)])
        ]


def _places(length: int) -> list[int]:
    return [_ALONE] if length == 1 else [_FIRST, *[_INNER] * (length - 2), _LAST]


def _read(path: Path, *shape: int) -> torch.Tensor:
    """A parameter as Paddle writes it: a header, then the numbers."""
    numbers = path.read_bytes()[-4 * int(np.prod(shape)) :]
    return torch.from_numpy(np.frombuffer(numbers, dtype="<f4").copy().reshape(shape))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
