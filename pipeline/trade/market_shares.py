"""Shares of what a country imports: 「日本進口香蕉…，臺灣之市占率僅2.1%」, 「約85%之糧食仰賴進口」."""

from __future__ import annotations

import re

from pipeline.trade.metrics import MetricReading
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.sentence import Context, Sentence

_MARKET_SHARE = re.compile(r"市場?[占佔]有?率")
_RELIES = re.compile(r"[^，。；、0-9]{0,8}?[仰依]賴(?:國外|外國|海外)?(?:進口|輸入)")
RELIANCE = "what relies on imports"
"""How the metric of 「85%仰賴進口」 was found."""
_IMPORTS = re.compile(r"進口(?![關稅商業])|輸入")
# 「以國產和進口來比較，國產啤酒之市占率…」 is of what is made at home.
_MADE_HERE = re.compile("國產|本國產|本土|國貨|自產")


def imports_taken(state: Sentence, index: int) -> MetricReading | None:
    """Imports, where the clause tells a share of the market and its sentence what is imported."""
    mention, passage = state.mentions[index], state.passage
    if mention.kind != "share" or not _told_before(state, index):
        return None
    words = _IMPORTS.search(passage.folded, passage.start, mention.start)
    if words is None or _MADE_HERE.search(passage.folded, passage.start, mention.start):
        return None
    return MetricReading("imports", words.span(), "share of the market of imports")


def relied_on(state: Sentence, index: int) -> MetricReading | None:
    """Imports, where a share of what is used relies on them, whatever its clause names before it."""
    mention, passage = state.mentions[index], state.passage
    relies = _RELIES.match(passage.folded, mention.end) if mention.kind == "share" else None
    return MetricReading("imports", (relies.end() - 2, relies.end()), RELIANCE) if relies else None


def seller_parties(state: Sentence, index: int, reading: MetricReading, context: Context) -> Parties | None:
    """Who imports, and whose goods have the share: the home country's, if it is named."""
    mention, passage = state.mentions[index], state.passage
    if reading.metric != "imports" or mention.kind != "share":
        return None
    clause = passage.clause_start(mention.start)
    if _RELIES.match(passage.folded, mention.end):
        # 「以阿聯為例，約85%之糧食仰賴進口」
        segment = passage.segment_start(mention.start)
        near = [c for c in state.cues if segment <= c.start < mention.start and c.role in ("plain", "home")]
        if not near or near[-1].role == "home":
            return None
        return Parties(near[-1].partner, WORLD, "whose economy relies on imports")
    if not _told_before(state, index):
        return None
    home = any(c.role == "home" and clause <= c.start < mention.start for c in state.cues)
    named = [c.partner for c in state.cues if c.start < mention.start and c.role == "plain"]
    about = state.parties[index - 1] if index else context.last
    importer = named[-1] if named else about.reporter if about is not None else state.host
    if not home or importer in (None, HOME):
        return None
    return Parties(importer, HOME, "whose market, and whose goods")


def _told_before(state: Sentence, index: int) -> bool:
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    return _MARKET_SHARE.search(passage.folded, clause, mention.start) is not None
