"""Labels real text with Baidu's LAC (Apache 2.0), a general recogniser of Simplified Chinese: a teacher.

Usage: python scripts/training/label_with_lac.py TEXT... --output labels.jsonl [--characters 20000000]

Runs in an environment of its own (see models/README.md), because LAC needs an old protobuf and a Paddle of
the 2.6 line. The text goes in as Simplified Chinese, character by character, so that offsets stay.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

from passages import passages

_KINDS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_BATCH = 64
_SORTED = 4096


def load_lac():  # type: ignore[no-untyped-def]
    """LAC was written for a module that Paddle has since renamed."""
    import paddle.base

    sys.modules.update({"paddle.fluid": paddle.base, "paddle.fluid.core": paddle.base.core})
    from LAC import LAC

    return LAC(mode="lac")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--characters", type=int, default=20_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from opencc import OpenCC

    simplify, lac = OpenCC("t2s").convert, load_lac()
    texts = list(passages(options.texts))
    random.Random(options.seed).shuffle(texts)
    written = 0
    with options.output.open("w", encoding="utf-8") as out:
        for first in range(0, len(texts), _SORTED):
            part = sorted(texts[first : first + _SORTED], key=len)
            for k in range(0, len(part), _BATCH):
                batch = part[k : k + _BATCH]
                for text, (words, tags) in zip(batch, lac.run([simplify(t) for t in batch]), strict=True):
                    if len("".join(words)) != len(text):
                        continue
                    spans, at = [], 0
                    for word, tag in zip(words, tags, strict=True):
                        if tag in _KINDS:
                            spans.append([at, at + len(word), _KINDS[tag], "lac"])
                        at += len(word)
                    out.write(json.dumps({"text": text, "spans": spans}, ensure_ascii=False) + "\n")
                    written += len(text)
            if written >= options.characters:
                break
    print(f"{written} characters in {options.output}")


if __name__ == "__main__":
    main()
