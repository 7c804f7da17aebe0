"""Figures in English prose: exports to Japan reached US$19.5 billion in 2016, up 5.3%."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.trade.model import FigureMention, Metric
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.passages import Passage

_CJK = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{3}")
_METRICS: tuple[tuple[Metric, str], ...] = (
    ("trade_balance", r"surplus|deficit"),
    ("exports", r"export(?:s|ed)?"),
    ("imports", r"import(?:s|ed)?"),
    ("trade_total", r"(?:two-way|bilateral|total|merchandise|foreign) trade|trade (?:volume|with|between)"),
    ("investment", r"invest(?:ments?|ed)|FDI"),
    ("gdp", r"GDP|gross domestic product"),
    ("tariff", r"tariffs?|import duty|duties"),
    ("aid", r"aid|(?:humanitarian|financial|development) assistance|donat(?:ed|ion)"),
    ("budget", r"budget"),
)
_METRIC = re.compile(
    r"\b(?:" + "|".join(f"(?P<{metric}>{words})" for metric, words in _METRICS) + r")\b", re.IGNORECASE
)
_TRADED = ("exports", "imports", "trade_total", "trade_balance")
_WITH = re.compile(r"\b(?:to|from|with|in|into|and) (?:the )?$", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:in|for|during|of|year)[ \t]$", re.IGNORECASE)


def is_english(passage: Passage) -> bool:
    """Whether the sentence is written in English."""
    if _CJK.search(passage.folded, passage.start, passage.end):
        return False
    return _WORD.search(passage.folded, passage.start, passage.end) is not None


def english_metric(mention: FigureMention, passage: Passage) -> tuple[Metric, tuple[int, int]] | None:
    """The metric that an English sentence names last before the figure, else first behind it, and where."""
    before = list(_METRIC.finditer(passage.folded, passage.start, mention.start))
    found = before[-1] if before else _METRIC.search(passage.folded, mention.end, passage.end)
    return (next(metric for metric, _ in _METRICS if found.group(metric)), found.span()) if found else None


def english_parties(passage: Passage, metric: Metric) -> Parties | None:
    """Reporter and partner in an English sentence; None where it names no country."""
    folded = passage.folded
    named = [
        (m.start(), _codes()[m.group()]) for m in _countries().finditer(folded, passage.start, passage.end)
    ]
    if not named:
        return None
    towards = [code for at, code in named if _WITH.search(folded, max(passage.start, at - 9), at)]
    subjects = [code for at, code in named if not _WITH.search(folded, max(passage.start, at - 9), at)]
    partner = next((code for code in towards if code not in subjects[:1]), None)
    if partner is None and HOME in subjects:
        partner = next((code for code in subjects if code != HOME), None)
        return Parties(HOME, partner, "English sentence, with the home country")
    reporter = subjects[0] if subjects else HOME
    if partner is None and metric in _TRADED:
        partner = WORLD
    return Parties(reporter, partner, "direction in an English sentence")


def dated_behind(folded: str, start: int) -> bool:
    """Whether an English date at ``start`` says when the figure before it holds (in 2016)."""
    return _WHEN.search(folded, max(0, start - 7), start) is not None


@cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["code"] for row in load_lexicon("trade_english")}


@cache
def _countries() -> re.Pattern[str]:
    names = sorted(_codes(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?![\w$])")
