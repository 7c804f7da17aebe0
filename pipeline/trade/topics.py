"""Whom a sentence goes on about: who ranks, is set beside another, attracts, is thanked or builds here."""

from __future__ import annotations

import re

from pipeline.trade.currencies import money_of
from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import TRADE, Metric
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.sentence import Sentence

# 「，我國為3.1%」, 「，我國則約2.4%」: nothing but a copula between the home country and its figure.
_IS = re.compile(r"(?:則|亦|僅|也){0,2}(?:預測|預估|估計)?(?:為|達|約|僅|有){0,2}[ \t]?")
# Not 「吸引大陸臺商回流」: that is the home country, which calls its own firms back.
_ATTRACTS_OURS = re.compile(
    r"吸引(?:我國|臺灣|我|臺)(?:商|資|廠商|業者|企業)(?!源|訊|料|[^，。；]{0,4}回[流臺國來鄉])"
)
_THANKS = re.compile(r"(?:感謝|致謝)(?=[^，。；]{0,30}?(?:捐|援贈|援助|贈))")
# The cities and counties of the home country: who builds there builds with it.
_BUILDS_HERE = re.compile(
    r"[在於來](?:臺灣?(?=[^，。；]{0,8}[建設廠投擴])|我國)?"
    r"(?:臺[北中南東]|新[北竹]|高雄|桃園|基隆|嘉義|苗栗|彰化|南投|雲林|屏東|宜蘭|花蓮)[^，。；]{0,10}?"
    r"(?:設立|設廠|設置|擴建|擴廠|興建|新建|增建|建[置造廠立]|投資)"
)


def goes_on_about_who_ranks(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """「波蘭為歐盟第4大牛乳生產國，2015年出口總值達16.8億歐元」: what follows is of who ranks."""
    mention, passage = state.mentions[index], state.passage
    last = state.parties[index - 1] if index else None
    if last is None or mention.kind == "rank" or metric not in (*TRADE, "gdp", "other"):
        return None
    ranked = state.mentions[index - 1].kind == "rank" and state.metrics[index - 1].metric == "other"
    if not ranked or last.how != "who ranks for whom" or HOME in (last.reporter, last.partner):
        return None
    clause = passage.clause_start(mention.start)
    if clause < state.mentions[index - 1].end or any(clause <= c.start < mention.start for c in state.cues):
        return None
    return Parties(last.partner, WORLD if metric in TRADE else None, "whose economy: who ranks before it")


def set_beside(state: Sentence, index: int) -> Parties | None:
    """「美國經濟成長率預測為2.7%，我國為3.1%」: the measure of one economy, then that of the home country."""
    mention, passage = state.mentions[index], state.passage
    if not index or mention.kind == "rank":
        return None
    clause = max(passage.clause_start(mention.start), state.mentions[index - 1].end)
    near = [c for c in state.cues if clause <= c.start < mention.start]
    if (
        len(near) != 1
        or near[0].role != "home"
        or not _IS.fullmatch(passage.folded, near[0].end, mention.start)
    ):
        return None
    return Parties(HOME, None, "set beside another economy")


def told_parties(state: Sentence, index: int, reading: MetricReading, found: Parties) -> Parties:
    """``found``, where the verb of the clause or the money does not tell otherwise."""
    mention, passage, metric = state.mentions[index], state.passage, reading.metric
    if mention.kind != "amount":
        return found
    clause = passage.clause_start(mention.start)
    if metric == "investment":
        if found.reporter == HOME and found.partner not in (None, WORLD):
            ours = _ATTRACTS_OURS.search(passage.folded, clause, mention.start)
            return Parties(found.partner, HOME, "who attracts firms of the home country") if ours else found
        owner = money_of(mention, state.host)
        if found.how == "whose currency it is" and owner == found.reporter:
            here = _BUILDS_HERE.search(passage.folded, passage.segment_start(mention.start), mention.start)
            builder = owner if owner != HOME else state.host
            return Parties(HOME, builder, "who builds in the home country") if here else found
    if metric == "aid" and (thanks := _THANKS.search(passage.folded, clause, mention.start)):
        givers = [
            c for c in state.cues if thanks.end() <= c.start < mention.start and c.start <= thanks.end() + 2
        ]
        if givers and givers[0].role == "plain":
            return Parties(givers[0].partner, HOME, "who is thanked for it")
    return found
