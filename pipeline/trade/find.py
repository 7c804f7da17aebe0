"""Finding figures: every amount of money, and every growth rate, share and rank that is economic."""

from __future__ import annotations

import bisect
import math
import re
from dataclasses import replace
from typing import TypeVar

from pipeline.document import Document
from pipeline.numerals import mend_digits
from pipeline.trade.cues import fold_text
from pipeline.trade.model import FigureMention
from pipeline.trade.passages import Passage, read_passages
from pipeline.trade.percentages import TARIFF_RULE, Percentage, read_percentage
from pipeline.trade.quantities import Quantity, find_quantities
from pipeline.trade.ranks import Rank, find_ranks
from pipeline.trade.relevance import economic_score
from pipeline.trade.tables import find_table_figures

F = TypeVar("F", Quantity, Rank)
_LEAST_OF_NOUNS = 1.5
_NEAR = 3
_SLIGHT = 0.1
_FROM_OR_TO = re.compile(
    r"(?:以上|左右)?(?:直接|主要|均|皆|係|都)?(?:來自|源自|購自|進口自|銷往|輸往|外銷|(?P<by>自|從|由))"
)
_SOLD_ABROAD = re.compile(
    r"(?:以上|左右)?(?:的|之)?(?:產品|產量|產能)?(?:直接|主要|均|皆|係|都|供|作){0,2}外銷(?![訂接額值量])"
)
_SUPPLIED = re.compile(r"進口|輸入|供應|採購|購買")
_PEOPLE = re.compile(r"[人客員者生師民童眷件戶家]|移工|病例|案")
_PERCENTAGES = ("percent", "point", "tenths", "fraction", "times")


def find_figures(text: str | Document) -> list[FigureMention]:
    """All figures of a text or a document, in reading order, with exact offsets.

    Amounts of money are figures whatever they are about (their metric is decided later); percentages and
    ranks only where the words around them are about trade, investment or the economy. In a document, the
    numeric cells of its economic tables are figures too.
    """
    clean = text if isinstance(text, str) else text.text
    mended = mend_digits(clean)
    if mended != clean:
        found = find_figures(mended if isinstance(text, str) else replace(text, text=mended))
        return [replace(m, text=clean[m.start : m.end]) for m in found]
    if isinstance(text, str):
        return _find_in_prose(text, [])
    cells, taken = find_table_figures(text)
    prose = _find_in_prose(text.text, sorted(taken))
    return sorted((*prose, *cells), key=lambda m: (m.start, m.end))


def _find_in_prose(text: str, taken: list[tuple[int, int]]) -> list[FigureMention]:
    folded = fold_text(text)
    quantities = _outside(find_quantities(text), taken)
    ranks = _outside(find_ranks(folded), taken)
    positions = sorted(
        [q.start for q in quantities if q.kind in _PERCENTAGES or q.unnamed]
        + [r.start for r in ranks if r.metric is None]
    )
    mentions = [_amount(text, q) for q in quantities if q.kind == "amount" and not q.unnamed]
    passages = read_passages(folded, positions)
    i = j = 0
    for passage in passages:
        while i < len(quantities) and quantities[i].start < passage.start:
            i += 1
        own = []
        while i < len(quantities) and quantities[i].start < passage.end:
            own.append(quantities[i])
            i += 1
        mentions.extend(_unnamed(text, passage, own))
        mentions.extend(_percentages(text, passage, own))
        while j < len(ranks) and ranks[j].start < passage.end:
            if ranks[j].metric is None and passage.start <= ranks[j].start:
                mentions.extend(_position(text, passage, ranks[j], own, mentions))
            j += 1
    mentions.extend(_rank(text, r) for r in ranks if r.metric is not None)
    mentions.sort(key=lambda m: (m.start, m.end))
    return mentions


def _outside(found: list[F], taken: list[tuple[int, int]]) -> list[F]:
    starts = [start for start, _ in taken]
    kept = []
    for one in found:
        i = bisect.bisect_right(starts, one.start) - 1
        if i < 0 or one.start >= taken[i][1]:
            kept.append(one)
    return kept


def _amount(text: str, quantity: Quantity) -> FigureMention:
    return FigureMention(
        quantity.start,
        quantity.end,
        text[quantity.start : quantity.end],
        quantity.rule,
        0.6 if quantity.value is None else 0.97,
        kind="amount",
        value=quantity.value,
        unit=quantity.unit or None,
        qualifier=quantity.qualifier,
        currencies=quantity.currencies,
    )


def _unnamed(text: str, passage: Passage, quantities: list[Quantity]) -> list[FigureMention]:
    """Amounts without a currency (虧損1,500億) where the sentence speaks of money."""
    mentions: list[FigureMention] = []
    for i, quantity in enumerate(quantities):
        if not quantity.unnamed:
            continue
        measured = [q for q in quantities[:i] if q.kind in ("amount", "count")]
        score = economic_score(quantity, passage, _last_visible(measured, passage, quantity))
        if score > 0:
            mentions.append(replace(_amount(text, quantity), confidence=round(1 / (1 + math.exp(-score)), 3)))
    return mentions


def _percentages(text: str, passage: Passage, quantities: list[Quantity]) -> list[FigureMention]:
    mentions: list[FigureMention] = []
    last: Percentage | None = None
    kept = False
    before: list[Quantity] = []
    measured: list[Quantity] = []
    for quantity in quantities:
        if quantity.kind not in _PERCENTAGES:
            before.append(quantity)
            if quantity.kind in ("amount", "count"):
                measured.append(quantity)
            continue
        previous = _last_visible(before, passage, quantity)
        # A percentage may be a growth or a share of the last quantity that is no percentage.
        grown = _last_visible(measured, passage, quantity)
        before.append(quantity)
        reading = read_percentage(quantity, passage, previous, last)
        if reading is None:
            continue
        score = economic_score(quantity, passage, grown)
        if reading.rule.endswith(".joined"):
            score = max(score, 1.0) if kept else min(score, 0.0)
        elif reading.rule == TARIFF_RULE or (score >= 0 and _comes_from_abroad(passage, quantity)):
            score = max(score, 1.0)
        last, kept = reading, score > 0
        if kept:
            mentions.append(
                FigureMention(
                    reading.start,
                    quantity.end,
                    text[reading.start : quantity.end],
                    reading.rule,
                    round(1 / (1 + math.exp(-score)), 3),
                    kind=reading.kind,
                    value=reading.value,
                    unit="percentage_point" if quantity.kind == "point" else "percent",
                    qualifier=quantity.qualifier,
                )
            )
    return mentions


def _comes_from_abroad(passage: Passage, quantity: Quantity) -> bool:
    """「液化天然氣逾八成來自卡達」: goods come from countries; people do as well, and are no figure."""
    start = passage.clause_start(quantity.start)
    if _PEOPLE.search(passage.folded, start, quantity.start):
        return False
    if _SOLD_ABROAD.match(passage.folded, quantity.end):
        return True
    going = _FROM_OR_TO.match(passage.folded, quantity.end)
    if going is None or not any(
        c.kind == "country" and going.end() <= c.start <= going.end() + 1 for c in passage.cues
    ):
        return False
    clause = passage.clause_end(quantity.start)
    return going.group("by") is None or _SUPPLIED.search(passage.folded, going.end(), clause) is not None


def _last_visible(before: list[Quantity], passage: Passage, quantity: Quantity) -> Quantity | None:
    """The last of the quantities before this one that its clause can see."""
    return next((q for q in reversed(before) if passage.visible(q.start, quantity.start)), None)


def _rank(text: str, rank: Rank) -> FigureMention:
    return FigureMention(
        rank.start,
        rank.end,
        text[rank.start : rank.end],
        rank.rule,
        0.9,
        kind="rank",
        value=rank.value,
        unit="rank",
    )


def _position(
    text: str, passage: Passage, rank: Rank, quantities: list[Quantity], told: list[FigureMention]
) -> list[FigureMention]:
    """A place in a ranking: of what is told right before it (3億美元，居第2位; 占2%，居第3), or of its nouns.

    ``told`` are the figures found so far.
    """
    quantity = Quantity(rank.start, rank.end, "percent", rank.value, "", rank.rule)
    start = passage.clause_start(passage.clause_start(rank.start) - 1)
    beside = [q for q in quantities if q.kind == "amount" and start <= q.start and q.end <= rank.start]
    measured = _last_visible(beside, passage, quantity)
    least = 0.0 if measured is not None else _LEAST_OF_NOUNS
    if any(m.kind == "share" and start <= m.start < rank.start for m in told[-_NEAR:]):
        least = -_SLIGHT
    return [_rank(text, rank)] if economic_score(quantity, passage, measured) > least else []
