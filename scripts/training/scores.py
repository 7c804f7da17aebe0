"""How well a model finds the entities of gold: exact spans and kinds, per kind and over all (micro F1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch
from examples import KINDS, LABELS, Example, Span

from pipeline.recognisers.bioes import Decoder
from pipeline.recognisers.windows import Scores

if TYPE_CHECKING:
    from train import Batches
    from transformers import BertForTokenClassification

_KIND_OF = {"person": "PERSON", "organization": "ORG", "location": "LOC"}
_BATCH = 32


def f1(model: BertForTokenClassification, batches: Batches, examples: Sequence[Example]) -> dict[str, float]:
    """F1 per kind and ``micro``."""
    model.eval()
    scores: list[Scores] = []
    for first in range(0, len(examples), _BATCH):
        batch = examples[first : first + _BATCH]
        ids, mask, _ = batches.tensors(batch)
        with torch.inference_mode():
            logits = model(input_ids=ids, attention_mask=mask).logits.numpy()
        scores += [logits[row, 1 : len(example.text) + 1] for row, example in enumerate(batch)]
    return tally(examples, scores)


def tally(examples: Sequence[Example], scores: Sequence[Scores]) -> dict[str, float]:
    """F1 per kind and ``micro`` from each example's scores, of shape (characters, labels)."""
    decoder = Decoder(LABELS)
    counts: Counter[tuple[str, str]] = Counter()
    for example, rows in zip(examples, scores, strict=True):
        found = {Span(e.start, e.end, _KIND_OF[e.label]) for e in decoder.decode(rows)}
        for span in found | set(example.spans):
            right, wanted = span in found, span in example.spans
            counts[span.kind, "both" if right and wanted else "one"] += 1
    return {kind: _f1(counts, [kind]) for kind in KINDS} | {"micro": _f1(counts, KINDS)}


def _f1(counts: Counter[tuple[str, str]], kinds: Sequence[str]) -> float:
    both = sum(counts[kind, "both"] for kind in kinds)
    one = sum(counts[kind, "one"] for kind in kinds)
    return round(2 * both / (2 * both + one), 4) if both else 0.0
