"""Whether a percentage is about trade, investment or the economy: a score over the nouns of its clause.

Each cue of ``lexicons/trade_metrics.csv`` brings its weight: positive for economic measures (出口, 訂單,
失業率), negative for head counts, cases, progress and votes (人次, 件數, 工程進度, 得票率). The nearest words
count in full, the rest of the sentence and the paragraph's label by half.
"""

from __future__ import annotations

import re

from pipeline.trade.metrics import economy_grows, names_industry
from pipeline.trade.passages import Passage
from pipeline.trade.quantities import Quantity

_PEOPLE_AND_CASES = frozenset("人名位件案家戶冊張席票項筆所場班團篇份則間處座個隻頭輛艘架度瓩") | {
    "人次",
    "家次",
    "戶次",
    "公里",
    "公頃",
    "公尺",
    "平方公里",
    "千瓦",
}
_MONEY_WEIGHT = 3.0
_COUNT_WEIGHT = -4.0
_NEAR = 2
_EARLIER = (0.75, 0.25)
_ADJACENT = 4
_BEHIND = 9
_ECONOMY_WEIGHT = 2.0
_PAUSE = re.compile(r"[(（)）、，；]|及|與")


def economic_score(quantity: Quantity, passage: Passage, previous: Quantity | None) -> float:
    """Evidence that ``quantity`` is an economic figure: above 0 it is one.

    ``previous`` is the quantity before it in the sentence: 「602億美元，成長5%」 grows money,
    「39萬人次，成長7%」 grows a head count, unless a noun in between names another measure.
    """
    start, end = quantity.start, quantity.end
    clause_start, clause_end = passage.clause_start(start), passage.clause_end(start)
    own = [
        c
        for c in passage.cues
        if clause_start <= c.start < start
        and c.weight
        and passage.visible(c.start, start)
        and not names_industry(passage, c, start)
    ]
    after = [
        c
        for c in passage.cues
        if end <= c.start < min(clause_end, end + _BEHIND)
        and c.weight
        and not _PAUSE.search(passage.folded, end, c.start)
    ]
    near = own[-_NEAR:]
    if len(near) > 1 and near[0].end == near[1].start and near[0].weight < 0 < near[1].weight:
        near = near[1:]  # 「旅客消費」 is consumption: the last noun is what is measured.
    score = float(sum(c.weight for c in near))
    score += sum(c.weight * (2.0 if c.start - end <= _ADJACENT else 0.5) for c in after[:1])
    if (
        previous is not None
        and passage.folded[previous.end : start] in ("之", "的")
        and previous.kind == "count"
    ):
        return _COUNT_WEIGHT
    if previous is not None and not any(
        previous.end <= c.start < start and c.weight > 0
        for c in passage.cues
        if passage.visible(c.start, start)
    ):
        if previous.kind == "amount":
            score += _MONEY_WEIGHT
        elif previous.kind == "count" and previous.unit in _PEOPLE_AND_CASES:
            score += _COUNT_WEIGHT
    if not own and economy_grows(passage, clause_start, start, end):
        return score + _ECONOMY_WEIGHT
    if not own:
        earlier = [
            c
            for c in passage.cues
            if c.end <= clause_start
            and c.weight
            and passage.visible(c.start, start)
            and not names_industry(passage, c, clause_start)
        ]
        score += sum(c.weight * share for c, share in zip(earlier[-1:-3:-1], _EARLIER, strict=False))
    score += 0.5 * sum(c.weight for c in passage.label_cues[-1:] if c.end <= start)
    return score
