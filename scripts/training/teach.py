r"""Tunes LAC on gold, and writes what it then thinks of every character of real text.

Usage: python scripts/training/teach.py TEXT... --lac FOLDER --gold train.iob2 --dev dev.iob2 \
    --output taught.npz

FOLDER is that of the package LAC 2.1.2 (``pip download --no-deps LAC==2.1.2``, unpacked; it need not run).
Out of the box LAC has conventions of its own; tuned, it has those of the gold. The output holds ``texts``
(UTF-8, one passage a line) and ``shares`` (a row a character: how likely each of LABELS is, as 255ths).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from examples import Example, read_iob2, targets
from lac import Lac
from opencc import OpenCC
from passages import passages
from scores import tally

EPOCHS = 8
_TEXTS = 32
_NEIGHBOURS = 20
_RATES = {"vectors": 5e-4, "first": 1e-3, "second": 1e-3, "head": 2e-3}
_WARM_UP = 50
_SORTED, _CHARACTERS = 8192, 40_000


def simplified_forms() -> dict[str, str]:
    """Characters of the basic plane with another simplified form."""
    convert = OpenCC("t2s").convert
    every = [chr(code) for code in range(0x3400, 0xA000)]
    return {c: s for c in every if (s := convert(c)) != c and len(s) == 1}


def tune(lac: Lac, gold: Sequence[Example]) -> None:
    """Trains all of ``lac`` on gold, with falling rates."""
    groups = [{"params": getattr(lac, name).parameters(), "lr": rate} for name, rate in _RATES.items()]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = list(_RATES.values())
    steps = EPOCHS * (len(gold) // _TEXTS + 1)
    lac.train()
    for step, batch in enumerate((b for _ in range(EPOCHS) for b in _epoch(gold)), 1):
        fall = min(1.0, step / _WARM_UP) * max(0.02, 1 - step / steps)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * fall
        scores = lac(lac.tensors([e.text for e in batch]))
        wanted = torch.zeros_like(scores)
        for row, example in enumerate(batch):
            wanted[row, : len(example.text)] = torch.from_numpy(targets(example))
        loss = -(wanted * torch.log_softmax(scores, -1)).sum() / wanted.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(lac.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
    lac.eval()


def _epoch(gold: Sequence[Example]) -> Iterator[list[Example]]:
    mixed = random.sample(gold, len(gold))
    batches: list[list[Example]] = []
    for first in range(0, len(mixed), _TEXTS * _NEIGHBOURS):
        near = sorted(mixed[first : first + _TEXTS * _NEIGHBOURS], key=lambda e: len(e.text))
        part = [near[i : i + _TEXTS] for i in range(0, len(near), _TEXTS)]
        random.shuffle(part)
        batches += part
    return iter(batches)


def likely(teachers: Sequence[Lac], texts: Sequence[str]) -> list[np.ndarray]:
    """For each text a row a character: how likely each label is, in the mean of the teachers."""
    with torch.inference_mode():
        each = [torch.softmax(lac(lac.tensors(texts)), -1) for lac in teachers]
        mean = torch.stack(each).mean(0).numpy()
    return [mean[row, : len(text)] for row, text in enumerate(texts)]


def shares(teachers: Sequence[Lac], texts: Sequence[str]) -> list[np.ndarray]:
    """What ``likely`` says, as 255ths."""
    return [(rows * 255).round().astype(np.uint8) for rows in likely(teachers, texts)]


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    for first in range(0, len(texts), _SORTED):
        batch: list[str] = []
        for text in sorted(texts[first : first + _SORTED], key=len):
            if batch and (len(batch) + 1) * len(text) > _CHARACTERS:
                yield batch
                batch = []
            batch.append(text)
        yield batch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--lac", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--characters", type=int, default=3_400_000)
    parser.add_argument("--teachers", type=int, default=1, help="how many, each tuned from its own seed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gold, dev = read_iob2(options.gold), read_iob2(options.dev)
    teachers: list[Lac] = []
    for seed in range(options.seed, options.seed + options.teachers):
        torch.manual_seed(seed)
        random.seed(seed)
        lac = Lac(options.lac, simplified_forms())
        tune(lac, gold)
        teachers.append(lac)
        found = [np.log(rows) for e in dev for rows in likely(teachers, [e.text])]
        print(f"teachers: {len(teachers)}, on dev: {tally(dev, found)}", flush=True)
    texts = list(passages(options.texts))
    random.Random(options.seed).shuffle(texts)
    kept: list[str] = []
    thought: list[np.ndarray] = []
    written = 0
    for batch in _batches(texts):
        kept += batch
        thought += shares(teachers, batch)
        written += sum(map(len, batch))
        if written >= options.characters:
            break
    joined = np.frombuffer("\n".join(kept).encode("utf-8"), dtype=np.uint8)
    np.savez(options.output, texts=joined, shares=np.concatenate(thought))
    print(f"{written} characters in {options.output}")


if __name__ == "__main__":
    main()
