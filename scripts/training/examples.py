"""Training examples: texts with labelled spans, read from UNER gold and from silver files, as label rows.

A silver file is JSON Lines: ``{"text": …, "spans": [[start, end, label, source], …]}``. Each span keeps who
labelled it (``grammar``, ``lac``), so that a source can be weighed or left out.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

KINDS = ("PERSON", "ORG", "LOC")
LABELS = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BIES"))
_IDS = {label: i for i, label in enumerate(LABELS)}
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}

_LONGEST_PIECE = 120
_LEAST_NAMED, _SHARE_UNNAMED = 0.8, 0.3

UNSURE = "UNSURE"
IGNORED = -100
"""The label that the loss leaves out."""


class Span(NamedTuple):
    """A labelled part ``text[start:end]``; ``kind`` is one of KINDS, or UNSURE."""

    start: int
    end: int
    kind: str


class Example(NamedTuple):
    """A text with its entities, or with what a teacher thinks of each character.

    ``shares`` has a row a character: how likely each of LABELS is, as 255ths.
    """

    text: str
    spans: tuple[Span, ...] = ()
    shares: npt.NDArray[np.uint8] | None = None


def read_iob2(path: Path) -> list[Example]:
    """The sentences of a file in UNER's form (CoNLL with IOB2 labels in the third column), without spaces."""
    examples: list[Example] = []
    text, spans = "", []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if not line:
            if text:
                examples.append(Example(text, tuple(spans)))
            text, spans = "", []
            continue
        _, word, label, *_ = line.split("\t")
        if label[0] == "B":
            spans.append(Span(len(text), len(text) + len(word), _UNER[label[2:]]))
        elif label[0] == "I":
            spans[-1] = spans[-1]._replace(end=len(text) + len(word))
        text += word
    return examples


def read_silver(path: Path, sources: Sequence[str]) -> Iterator[Example]:
    """The examples of a silver file with the spans of ``sources``; the first to claim a place has it."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            kept: list[Span] = []
            for source in sources:
                for start, end, kind, by in row["spans"]:
                    if by == source and all(end <= k.start or k.end <= start for k in kept):
                        kept.append(Span(start, end, kind))
            yield Example(row["text"], tuple(sorted(kept)))


def read_taught(path: Path) -> list[Example]:
    """The passages that a teacher has labelled (teach.py), in pieces of _LONGEST_PIECE characters at most.

    A piece ends behind a clause. Of those in which the teacher sees no name, part is left out.
    """
    with np.load(path) as file:
        texts, shares = bytes(file["texts"]).decode("utf-8").split("\n"), file["shares"]
    draw, examples, at = random.Random(1), [], 0
    for text in texts:
        start = 0
        while start < len(text):
            end = _piece_end(text, start)
            piece = shares[at + start : at + end]
            named = (255.0 - piece[:, 0]).sum() / 255
            if named > _LEAST_NAMED or draw.random() < _SHARE_UNNAMED:
                examples.append(Example(text[start:end], shares=piece))
            start = end
        at += len(text)
    return examples


def _piece_end(text: str, start: int) -> int:
    if len(text) - start <= _LONGEST_PIECE:
        return len(text)
    least, most = start + _LONGEST_PIECE // 3, start + _LONGEST_PIECE
    return max(text.rfind(mark, least, most) + 1 for mark in "。！？；，") or most


def targets(example: Example) -> npt.NDArray[np.float32]:
    """How likely each label of each character is, (characters, labels); zeros where it is IGNORED."""
    if example.shares is not None:
        shares = example.shares.astype(np.float32)
        return shares / shares.sum(axis=1, keepdims=True)
    ids = label_ids(example)
    rows = np.zeros((len(ids), len(LABELS)), dtype=np.float32)
    known = [i for i, label in enumerate(ids) if label != IGNORED]
    rows[known, [ids[i] for i in known]] = 1
    return rows


def label_ids(example: Example) -> list[int]:
    """One label a character, as an index into LABELS (BIOES), or IGNORED."""
    ids = [0] * len(example.text)
    for start, end, kind in example.spans:
        if kind == UNSURE:
            ids[start:end] = [IGNORED] * (end - start)
            continue
        if end - start == 1:
            ids[start] = _IDS[f"S-{kind}"]
            continue
        ids[start:end] = [_IDS[f"I-{kind}"]] * (end - start)
        ids[start], ids[end - 1] = _IDS[f"B-{kind}"], _IDS[f"E-{kind}"]
    return ids
