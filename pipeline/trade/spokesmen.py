"""Figures that a body of another country tells of: 「拜會捷克投資局，該局表示2016年核准投資25億歐元」."""

from __future__ import annotations

import re

from pipeline.trade.model import TRADE, Metric
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.sentence import Sentence

_BODY = (
    r"(?:局|署|部|處|會|院|所|廳|機構|機關|委員會|協會|中心|銀行|總局|總署)"
    r"(?:[(（][^()（）]{1,30}[)）])?[，；]"
)
_OF_A_COUNTRY = re.compile(rf"[^，。；、]{{0,16}}?{_BODY}")
_SAID_BODY = re.compile(
    r"該(?:局|署|部|處|會|院|所|廳|行|機構|機關|單位|委員會|協會|中心|銀行)"
    r"(?:長|人員|官員|代表|主管)?(?:表示|指出|說明|告以|告知|稱|統計|並|於|在|亦|另|[0-9])"
)
_METRICS: tuple[Metric, ...] = (*TRADE, "gdp", "other", "investment", "budget")


def spoken_of_by_its_body(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """The country whose body speaks, where nobody else is named between its words and the figure."""
    mention, passage = state.mentions[index], state.passage
    if metric not in _METRICS or mention.kind == "rank":
        return None
    said = list(_SAID_BODY.finditer(passage.folded, passage.start, mention.start))
    if not said:
        return None
    bodies = [
        c
        for c in state.cues
        if c.end <= said[-1].start() and _OF_A_COUNTRY.fullmatch(passage.folded, c.end, said[-1].start())
    ]
    named = [c for c in state.cues if said[-1].start() <= c.start < mention.start and c.role != "region"]
    if len(bodies) != 1 or bodies[0].role not in ("plain", "city") or named or bodies[0].partner == HOME:
        return None
    return Parties(bodies[0].partner, WORLD if metric in TRADE else None, "whose economy: of who speaks")
