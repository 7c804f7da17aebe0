"""Gold with other names in it: a sentence teaches where a name stands, a list what names look like.

A name is exchanged for one of the same kind, from gold itself or from the dictionary of jieba (MIT), whose
words are marked as names of persons (nr, nrt, nrfg), places (ns) and bodies (nt), turned to Traditional
characters.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from examples import KINDS, Example, Span

_MARKS = {"nr": "PERSON", "nrt": "PERSON", "nrfg": "PERSON", "ns": "LOC", "nt": "ORG"}
_EXCHANGED = 0.75
_FROM_GOLD = {"PERSON": 0.5, "LOC": 0.5, "ORG": 0.7}
_LONGEST_NAME = 6


@cache
def listed_names() -> dict[str, list[str]]:
    """By kind the names of jieba's dictionary, of two or more Chinese characters."""
    import jieba
    from opencc import OpenCC

    traditional = OpenCC("s2tw").convert
    names: dict[str, list[str]] = {kind: [] for kind in KINDS}
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    for word, _, mark in (line.split(" ") for line in lines):
        kind = _MARKS.get(mark)
        if kind is None or len(word) == 1 or not all("\u4e00" <= c <= "\u9fff" for c in word):
            continue
        if kind != "PERSON" or len(word) <= _LONGEST_NAME:
            names[kind].append(traditional(word))
    return names


class Swaps:
    """Exchanges names in a share ``chance`` of the examples that it is given."""

    def __init__(self, gold: Sequence[Example], chance: float) -> None:
        self._chance = chance
        self._listed = listed_names()
        self._gold = {
            k: [e.text[s.start : s.end] for e in gold for s in e.spans if s.kind == k] for k in KINDS
        }

    def swapped(self, example: Example, draw: random.Random) -> Example:
        """``example``, perhaps with other names; single characters stay."""
        if draw.random() >= self._chance:
            return example
        text, spans, at = "", [], 0
        for span, name in zip(example.spans, self._names(example, draw), strict=True):
            text += example.text[at : span.start]
            spans.append(Span(len(text), len(text) + len(name), span.kind))
            text += name
            at = span.end
        return Example(text + example.text[at:], tuple(spans))

    def _names(self, example: Example, draw: random.Random) -> Iterator[str]:
        for start, end, kind in example.spans:
            if end - start == 1 or draw.random() >= _EXCHANGED:
                yield example.text[start:end]
            else:
                yield draw.choice((self._gold if draw.random() < _FROM_GOLD[kind] else self._listed)[kind])
