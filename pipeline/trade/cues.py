"""Cue words of the trade stage: what a stretch of text says about metrics and parties.

The words are in ``lexicons/trade_metrics.csv`` (metric and weight of evidence), ``trade_parties.csv``
(pairs 臺日, firms 日商, regions, home) and ``countries.csv``. Matching is leftmost-longest over the text
folded to one spelling, so that 「外銷訂單」 is an order and not an export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, cast

from pipeline.countries import country_names, fold
from pipeline.immutable import immutable
from pipeline.lexicons import load_lexicon
from pipeline.search import WordList

CueKind = Literal["metric", "none", "country", "city", "pair", "firm", "region", "home", "name"]

_WIDE = {
    chr(code + 0xFEE0): chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))
}
_FOLD = str.maketrans({"台": "臺", "（": "(", "）": ")", "／": "/", **_WIDE})


@immutable
class Cue:
    """A cue word at ``start:end``.

    ``value`` is the metric of a ``metric`` cue and the alpha-3 code of a party (``none`` for a region
    without a code). ``weight`` is the evidence that a percentage beside it is an economic figure;
    negative for a ``none`` cue (人次, 出席率).
    """

    start: int
    end: int
    kind: CueKind
    value: str
    weight: int = 0


_PAIRED_NOUN = re.compile("(?:經貿|貿易|投資)")
_LONG = 500


def fold_text(text: str) -> str:
    """``text`` in the spelling of the lexicons, character for character."""
    return _fold_long(text) if len(text) > _LONG else text.translate(_FOLD)


@lru_cache(maxsize=2)  # Every step of finding and resolving folds the whole report.
def _fold_long(text: str) -> str:
    return text.translate(_FOLD)


@cache
def _word_list() -> WordList[list[tuple[CueKind, str, int]]]:
    words: dict[str, list[tuple[CueKind, str, int]]] = {}
    kind: CueKind
    places = {name: ("city", code) for name, code in country_names("city").items()}
    places |= {name: ("country", code) for name, code in country_names("full", "short", "union").items()}
    for name, (place, code) in places.items():
        if len(name) > 1:
            kind = cast(CueKind, "home" if code == "TWN" else place)
            words[name] = [(kind, code, 0)]
    for row in load_lexicon("trade_parties"):
        words[fold(row["name"])] = [(cast(CueKind, row["kind"]), row["code"], 0)]
    for row in load_lexicon("trade_metrics"):
        metric, weight = row["metric"], int(row["weight"])
        kind = cast(CueKind, metric) if metric in ("none", "name") else "metric"
        words.setdefault(fold(row["cue"]), []).append((kind, metric, weight))
    return WordList(words)


def find_cues(folded: str, start: int, end: int) -> Iterator[Cue]:
    """The cues in ``folded[start:end]`` in reading order, longest first, without overlaps."""
    position = start
    hits = _word_list().every(folded[start:end])
    for first, last, meanings in sorted(hits, key=lambda h: (h[0], -h[1])):
        first, last = start + first, start + last
        if first >= position:
            if meanings[0][0] == "pair" and (noun := _PAIRED_NOUN.search(folded, first + 1, last)):
                last = noun.start()  # 「臺荷貿易總額」
            position = last
            for kind, value, weight in meanings:
                if kind != "name":
                    yield Cue(first, last, kind, value, weight)
