r"""Trains a recogniser from silver and gold, by the stages of a configuration, and writes a model folder.

Usage: python scripts/training/train.py CONFIG.json --gold train.iob2 --dev dev.iob2 --silver silver.jsonl \
    --output FOLDER

CONFIG.json gives the shape of the encoder and the stages (see models/). Needs torch and transformers. The
folder is in the format of transformers (and so of ckip-transformers): config.json, vocab.txt, weights; the
figures of every stage are written to training.json beside them. Seeds are fixed; sums in bfloat16 still
differ between kinds of machine.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
from embeddings import character_vectors
from examples import LABELS, Example, read_iob2, read_silver, read_taught, targets
from initial import POSITION_SIZE, POSITIONS, start_from_neighbours
from scores import f1
from swaps import Swaps
from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
LEAST_COUNT = 5
SHORTEST, LONGEST = 3, 250
WARM_UP = 300
CLIP = 1.0
REPORT = 200

Tensors = Callable[[Sequence[Example]], tuple[torch.Tensor, torch.Tensor, torch.Tensor]]


def vocabulary(examples: Sequence[Example]) -> list[str]:
    """The characters that occur often enough, by falling count."""
    counts = Counter(c for e in examples for c in e.text if not c.isspace())
    return [
        *SPECIAL,
        *(c for c, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= LEAST_COUNT),
    ]


def make_model(
    shape: dict[str, int], characters: Sequence[str], texts: Sequence[str]
) -> BertForTokenClassification:
    """A BERT that begins with what characters stand beside which, and with heads that look beside them."""
    width = shape["hidden_size"]
    model = BertForTokenClassification(
        BertConfig(
            vocab_size=len(characters),
            max_position_embeddings=POSITIONS,
            id2label=dict(enumerate(LABELS)),
            label2id={label: i for i, label in enumerate(LABELS)},
            **shape,
        )
    )
    # Faster here than torch's own attention, whose way back is slow on a CPU.
    model.set_attn_implementation("eager")
    start_from_neighbours(model, character_vectors(texts, characters, width - POSITION_SIZE))
    return model


class Batches:
    """Examples as tensors, in batches of about ``size`` characters and like length."""

    def __init__(self, characters: Sequence[str], size: int, seed: int) -> None:
        self._ids = {c: i for i, c in enumerate(characters)}
        self._size = size
        self._draw = random.Random(seed)

    def endless(self, examples: Sequence[Example], swaps: Swaps | None = None) -> Iterator[list[Example]]:
        """Batches over and over, in a new order each time, some texts with 台 and 臺 exchanged.

        ``swaps`` puts other names into examples of gold.
        """
        fitting = [e for e in examples if SHORTEST <= len(e.text) <= LONGEST]
        while True:
            self._draw.shuffle(fitting)
            for first in range(0, len(fitting), self._size):
                part = [self._varied(e, swaps) for e in fitting[first : first + self._size]]
                part.sort(key=lambda e: len(e.text))
                batches: list[list[Example]] = [[]]
                for example in part:
                    if batches[-1] and (len(batches[-1]) + 1) * len(example.text) > self._size:
                        batches.append([])
                    batches[-1].append(example)
                self._draw.shuffle(batches)
                yield from batches

    def _varied(self, example: Example, swaps: Swaps | None) -> Example:
        if swaps is not None and example.spans:
            example = swaps.swapped(example, self._draw)
        chance = self._draw.random()
        pair = ("臺", "台") if chance < 0.08 else ("台", "臺") if chance < 0.12 else ("", "")
        return example._replace(text=example.text.replace(*pair)) if pair[0] else example

    def tensors(self, batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Ids and mask, of shape (texts, longest + 2), and how likely each label is, one dimension more."""
        width = max(len(e.text) for e in batch) + 2
        ids = torch.zeros(len(batch), width, dtype=torch.long)
        mask = torch.zeros(len(batch), width)
        wanted = torch.zeros(len(batch), width, len(LABELS))
        for row, example in enumerate(batch):
            line = [2, *(self._ids.get(c, 1) for c in example.text), 3]
            ids[row, : len(line)] = torch.tensor(line)
            mask[row, : len(line)] = 1
            wanted[row, 1 : len(line) - 1] = torch.from_numpy(targets(example))
        return ids, mask, wanted


def run_stage(
    model: BertForTokenClassification,
    batches: Iterator[list[Example]],
    tensors: Tensors,
    stage: dict[str, Any],
    keep: Callable[[], None],
) -> float:
    """Trains on about ``stage["characters"]`` characters; the mean loss of the last tenth.

    Calls ``keep`` now and then: a flat stage may be ended at any of these points.
    """
    optimiser = torch.optim.AdamW(model.parameters(), stage["rate"], weight_decay=0.01, fused=True)
    model.train()
    seen, losses, smoothing = 0, [], stage.get("smoothing", 0.0)
    for step, batch in enumerate(batches, 1):
        share = seen / stage["characters"]
        if share >= 1:
            break
        fall = 1.0 if stage["schedule"] == "flat" else max(0.02, math.cos(share * math.pi / 2))
        for group in optimiser.param_groups:
            group["lr"] = stage["rate"] * min(1.0, step / WARM_UP) * fall
        ids, mask, wanted = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(input_ids=ids, attention_mask=mask).logits
        known = wanted.sum(-1, keepdim=True)
        wanted = wanted * (1 - smoothing) + known * smoothing / len(LABELS)
        loss = -(wanted * torch.log_softmax(logits.float(), -1)).sum() / known.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimiser.step()
        optimiser.zero_grad()
        seen += int(mask.sum())
        if step % REPORT == 0:
            keep()
            print(f"{seen / 1e6:.2f} million characters, loss {loss.item():.4f}", flush=True)
        if share >= 0.9:
            losses.append(loss.item())
    return sum(losses) / max(1, len(losses))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--taught", type=Path, help="what teach.py has written")
    parser.add_argument("--start", type=Path, help="go on from this folder")
    parser.add_argument("--first", type=int, default=0, help="the first stage to run")
    options = parser.parse_args()
    config = json.loads(options.config.read_text(encoding="utf-8"))
    torch.manual_seed(config["seed"])
    gold, dev = read_iob2(options.gold), read_iob2(options.dev)
    options.output.mkdir(parents=True, exist_ok=True)
    if options.start:
        characters = (options.start / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
        model = BertForTokenClassification.from_pretrained(options.start, attn_implementation="eager")
    else:
        every = [*read_silver(options.silver, ()), *gold * 3]
        characters = vocabulary(every)
        model = make_model(config["encoder"], characters, [e.text for e in every])
    figures: list[dict[str, Any]] = []
    ends: list[dict[str, torch.Tensor]] = []
    for stage in config["stages"][options.first :]:
        began = time.monotonic()
        batches = Batches(characters, stage["batch"], config["seed"])
        for layer in model.modules():
            if isinstance(layer, torch.nn.Dropout):
                layer.p = stage["dropout"]
        examples = [*shown(stage, config["seed"], options.silver, options.taught), *gold * stage["gold"]]
        swaps = Swaps(gold, stage["swapped"]) if stage.get("swapped") else None
        keep = partial(save, model, characters, options.output)
        loss = run_stage(model, batches.endless(examples, swaps), batches.tensors, stage, keep)
        ends.append({name: value.clone() for name, value in model.state_dict().items()})
        if "average" in stage:
            model.load_state_dict(average(ends, stage["average"]))
        figures.append(stage | {"loss": round(loss, 4), "dev": f1(model, batches, dev)})
        print(f"{figures[-1]} in {time.monotonic() - began:.0f} s", flush=True)
        keep()
    report = json.dumps(config | {"stages": figures}, ensure_ascii=False, indent=2)
    (options.output / "training.json").write_text(report + "\n", encoding="utf-8")


def average(ends: Sequence[dict[str, torch.Tensor]], weights: Sequence[float]) -> dict[str, torch.Tensor]:
    """The weights of the model at the ends of the last stages, as many as there are ``weights``, averaged."""
    last = ends[-len(weights) :]
    return {
        name: sum((w * end[name] for w, end in zip(weights, last, strict=True)), torch.zeros(()))
        for name in last[0]
    }


def shown(stage: dict[str, Any], seed: int, silver: Path, taught: Path | None) -> list[Example]:
    """The examples of a stage beside gold: with a teacher's shares if it has ``taught``, else silver."""
    if "taught" in stage:
        examples, count = read_taught(taught) if taught else [], stage["taught"]
    else:
        examples = list(read_silver(silver, stage["sources"])) if stage["sources"] else []
        count = stage["silver"]
    random.Random(seed).shuffle(examples)
    return examples[:count]


def save(model: BertForTokenClassification, characters: Sequence[str], folder: Path) -> None:
    """Weights, configuration and vocabulary, as transformers reads them."""
    model.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(characters) + "\n", encoding="utf-8")
    BertTokenizerFast(
        vocab=str(folder / "vocab.txt"), model_max_length=POSITIONS, do_lower_case=False
    ).save_pretrained(folder)


if __name__ == "__main__":
    main()
