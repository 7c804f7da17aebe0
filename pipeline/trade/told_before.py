"""Whose figure it is by what is told before it: an economy that goes on, places among investors, a source."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.trade.dealings import WAY
from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import TRADE, Metric
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.rankings import LINK, PLACED
from pipeline.trade.sentence import Context, Sentence

# 「荷蘭出口917億歐元，其中對德國出口234億歐元」
_PART = re.compile(r"(?:其中|而|又|另|並)?(?:以)?(?:對|自|向|從|輸往|輸至|銷往)")
# 「新加坡以154億美元居首，其次為日本74億美元」 tells places in what the sentence before measured.
_PLACES = re.compile(r"居首|居冠|最多|次之|居次|其次|次為|依序|依次")
# 「我國投資4億1,200萬美元，居第13位」 beside the investors of another country.
_INVESTS_TOO = re.compile(
    r"(?:則|亦|同期|全年|之|的){0,2}投資(?:總?[額值]|金額)?(?:約|逾|近|達|計|為|僅){0,2}[ \t]?"
)
# 「依香港政府統計處資料，港臺貿易總額…」
_SOURCE = re.compile(
    r"(?:政府|[國方]|海關|中央|關稅|國家|工業|財政|財務|經濟|貿易|商務|部|省|署|局|總|暨|及|普查|統計[處局署廳]|"
    r"之|的|[ \t]){0,8}(?:統計|資料|數據)"
)
_BY = re.compile(r"[據依照](?:據|照)?$")


def part_of_its_whole(found: Parties, state: Sentence, index: int) -> Parties:
    """A direction without a subject goes on with the economy whose whole was told before it."""
    if not index or found.how != "direction in its clause" or found.reporter not in (HOME, None):
        return found
    mention, passage = state.mentions[index], state.passage
    told = [p for p, m in zip(state.parties, state.mentions, strict=False) if m.kind != "rank"]
    last = told[-1] if told else state.parties[index - 1]
    whose = last.reporter not in (None, HOME, WORLD, found.partner) and last.partner in (None, WORLD)
    if not whose or not ("whose" in last.how or last.how.startswith("carried: whose")):
        return found
    clause = max(passage.clause_start(mention.start), state.mentions[index - 1].end)
    segment = passage.segment_start(mention.start)
    if _PART.match(passage.folded, clause, mention.start) is None or any(
        segment <= c.start < mention.start and c.role == "home" for c in state.cues
    ):
        return found
    return replace(found, reporter=last.reporter)


def beside_the_investors(
    state: Sentence, index: int, reading: MetricReading, context: Context
) -> Parties | None:
    """Who has a place in what the sentence before said that another economy attracts or trades."""
    mention, passage, about = state.mentions[index], state.passage, context.last
    if mention.kind == "rank" or about is None or about.reporter in (None, HOME, WORLD):
        return None
    if reading.metric not in (*TRADE, "investment") or any(p.reporter == HOME for p in state.parties):
        return None
    floor = state.mentions[index - 1].end if index else passage.start
    named = [c for c in state.cues if floor <= c.start < mention.start]
    if len(named) != 1 or named[0].role not in ("plain", "home"):
        return None
    who = HOME if named[0].role == "home" else named[0].partner
    if who in (None, about.reporter):
        return None
    if about.how == PLACED and named[0].role == "home" and reading.metric == "investment":
        invests = _INVESTS_TOO.fullmatch(passage.folded, named[0].end, mention.start)
        return Parties(about.reporter, HOME, PLACED) if invests else None
    whole = about.partner in (None, WORLD) and "whose" in about.how and reading.how.startswith("carried")
    goes_on = index > 0 and state.parties[index - 1].how == PLACED
    if not (whole or goes_on) or not _PLACES.search(passage.folded, passage.start, mention.end + 4):
        return None
    if LINK.fullmatch(passage.folded, named[0].end, mention.start) is None:
        return None
    return Parties(about.reporter, who, PLACED)


def not_bought(state: Sentence, index: int, reading: MetricReading) -> Parties | None:
    """「八成銷往美國，去年營業額3億美元」: the turnover is not with the buyers of that share."""
    last = state.parties[index - 1] if index else None
    if last is None or last.how != WAY or state.mentions[index].kind != "amount" or reading.metric != "other":
        return None
    return Parties(last.reporter, None, "carried: whose economy")


def by_their_source(state: Sentence, index: int, metric: Metric, found: Parties) -> Parties | None:
    """Mutual trade as the statistics of the other side tell it is that side's."""
    mention, passage = state.mentions[index], state.passage
    if HOME not in (found.reporter, found.partner) or metric != "trade_total" or mention.kind == "rank":
        return None
    for cue in passage.cues:
        if cue.kind != "country" or cue.value not in (found.reporter, found.partner):
            continue
        by = _BY.search(passage.folded, max(passage.start, cue.start - 3), cue.start)
        if by and _SOURCE.match(passage.folded, cue.end, mention.start):
            return Parties(cue.value, HOME, "whose statistics tell it")
    return None
