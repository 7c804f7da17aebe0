"""Parties that a figure takes over from the figures before it, and the places among a country's investors."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.trade.model import TRADE, Metric
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.sentence import Context, Sentence

_RANKS = "who ranks in its trade"
_IS = re.compile("(?:則|亦|也)?(?:為|是|名列|居|列|排名|位居)")
_ITS = re.compile("[為是居]其")
_OURS_OF_ITS = re.compile(r"(?:我國|臺灣)(?:市場)?(?:則|亦|約|僅)?[占佔](?:其|該公司|該集團|全公司)")
_OURS_TAKES = re.compile(r"(?:我國|臺灣)(?:市場)?(?:則|亦|約|僅)?[占佔](?:約|逾|近|達)?[ \t]?$")
_TAKES = re.compile(r"(?:約|則|共|合計)?[占佔](?:有)?(?:約|逾|近|達)?[ \t]?")
AMONG_INVESTORS = re.compile(r"外資|投資國|投資來源")


def carry(parties: Parties) -> Parties:
    """The parties of a figure, as those of the next one."""
    return replace(parties, how="carried: " + parties.how.removeprefix("carried: "))


def of_their_trade(told: Parties, *, ranked: bool = False) -> bool:
    """Whether a figure is of the whole of another economy; with ``ranked`` also of a place in its trade."""
    if told.reporter in (None, HOME, WORLD):
        return False
    return ("whose" in told.how and told.partner in (None, WORLD)) or (ranked and "who ranks" in told.how)


def only_home(state: Sentence, index: int) -> bool:
    """「瑞士某雜誌的評比中，我國排名第12」: the clause names the home country and no other."""
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    roles = {c.role for c in state.cues if clause <= c.start < mention.start}
    return "home" in roles and not roles & {"plain", "relation", "inbound", "city"}


def its_economy(state: Sentence, index: int) -> str | None:
    """「加拿大出口351億加元，…，我國為其第13大市場」: 其 is the economy whose figures are told."""
    mention, passage = state.mentions[index], state.passage
    if _ITS.search(passage.folded, passage.clause_start(mention.start), mention.start) is None:
        return None
    whole = [p.reporter for p in state.parties if of_their_trade(p)]
    return whole[0] if whole else None


def taken_by_home(state: Sentence, index: int, found: Parties) -> Parties:
    """「臺灣占其營收23%」: the home country's part of what a firm of another sells."""
    mention, passage = state.mentions[index], state.passage
    if mention.kind != "share":
        return found
    last = state.parties[index - 1] if index else None
    if found.how == "region in its clause" and last is not None and of_their_trade(last):
        # 「該集團營收153億歐元，亞太地區占三成五」
        return Parties(last.reporter, None, "a region's part of what is told before")
    theirs = found.reporter not in (None, HOME, WORLD) and found.partner is None
    if not theirs:
        return found
    clause = passage.clause_start(mention.start)
    ours = _OURS_OF_ITS.search(passage.folded, clause, mention.start)
    if last is not None and of_their_trade(last):
        ours = ours or _OURS_TAKES.search(passage.folded, clause, mention.start)
    return replace(found, partner=HOME) if ours else found


def home_ranks_there(state: Sentence, index: int) -> Parties | None:
    """「瑞士鐘錶出口218億瑞郎，臺灣為第14大市場」: the home country's place in what another one trades."""
    mention, passage = state.mentions[index], state.passage
    last = state.parties[index - 1]
    clause = passage.clause_start(mention.start)
    near = [c for c in state.cues if clause <= c.start < mention.start]
    ours = len(near) == 1 and near[0].role == "home" and near[0].start == clause
    if not ours or not of_their_trade(last) or not _IS.fullmatch(passage.folded, near[0].end, mention.start):
        return None
    return Parties(last.reporter, HOME, _RANKS)


def ranked_before(state: Sentence, index: int) -> Parties | None:
    """「我國為加拿大第13大貿易夥伴，在亞洲為第4大」: the same two sides as in the rank before."""
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    if any(clause <= c.start < mention.start and c.role not in ("region", "world") for c in state.cues):
        return None
    before = [i for i in range(index) if state.mentions[i].kind == "rank"]
    if not before or "who ranks for whom" not in state.parties[before[-1]].how:
        return None
    if state.mentions[before[-1]].end <= passage.segment_start(mention.start) and before[-1] < index - 1:
        return None  # 「荷蘭為第2大來源；德國投資22億美元，居第4位」
    return carry(state.parties[before[-1]])


def ranks_there(state: Sentence, index: int, context: Context) -> Parties | None:
    """「我國累計投資越南266億美元，居外資第4位」: the rank of an investor among those of that country."""
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    if not AMONG_INVESTORS.search(passage.folded, clause, mention.end):
        return None
    if any(clause <= c.start < mention.start and c.role != "region" for c in state.cues):
        return None
    segment = passage.segment_start(mention.start)
    there = invested_in(state, index, context)
    who = [
        c.partner
        for c in state.cues
        if segment <= c.start < clause and c.role == "plain" and c.partner != there
    ]
    if there is None:
        return None
    return Parties(there, who[-1] if who else HOME, "who ranks among its investors")


def invested_in(state: Sentence, index: int, context: Context) -> str | None:
    """The country that the text before says the home country invests in."""
    told = [context.parties, *state.parties[:index]]
    return next(
        (
            p.partner
            for p in reversed(told)
            if p is not None and p.reporter == HOME and p.partner not in (None, HOME, WORLD)
        ),
        None,
    )


def investors_told(state: Sentence, index: int, floor: int) -> Parties | None:
    """「其中日商來臺投資件數433件；投資金額3.36億美元」: who is named since the figure before."""
    position, bracket = state.mentions[index].start, state.passage.bracket
    told = [c for c in state.cues if floor <= c.start < position and c.role != "home"]
    told = [c for c in told if bracket(c.start) is None]
    if len(told) == 1 and told[0].role == "inbound":
        return Parties(HOME, told[0].partner, "investors earlier in its sentence")
    return None


def share_of_what_is_invested(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """「日本投資12億美元占34.3%」: the share of the amount beside it, with no other party named between."""
    mention, passage = state.mentions[index], state.passage
    if not index or metric != "investment" or mention.kind not in ("share", "growth"):
        return None
    before, parties = state.mentions[index - 1], state.parties[index - 1]
    beside = before.kind == "amount" and before.start >= passage.clause_start(mention.start)
    named = any(before.end <= c.start < mention.start for c in state.cues)
    invested = state.metrics[index - 1].metric == metric and parties.partner not in (None, WORLD)
    return carry(parties) if beside and invested and not named else None


def bought_by_home(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """「印尼煤炭出口208億美元，…，我國進口27億美元」: the home country's side of another one's trade."""
    mention, passage = state.mentions[index], state.passage
    told = state.parties[index - 1] if index else None
    if told is None or told.reporter in (None, HOME, WORLD):
        return None
    clause = passage.clause_start(mention.start)
    near = [c for c in state.cues if clause <= c.start < mention.start]
    if told.partner == HOME:
        # 「法國葡萄酒出口78億歐元，我國為第20大市場，進口6,000萬歐元」
        bought = told.how == _RANKS and not near and metric == "imports" and mention.kind == "amount"
        return Parties(HOME, told.reporter, "home's side of the trade told before") if bought else None
    if len(near) != 1 or near[0].role != "home" or near[0].start != clause:
        return None
    before = state.metrics[index - 1].metric
    if {metric, before} == {"exports", "imports"}:
        return Parties(HOME, told.reporter, "home's side of the trade told before")
    # 「2015年日本出口6,200億美元，我國出口2,800億美元」: one economy beside another.
    beside = metric == before and metric in TRADE and told.partner == WORLD and mention.kind == "amount"
    return Parties(HOME, WORLD, "one of the economies of its sentence") if beside else None


def named_right_before(state: Sentence, index: int) -> Parties | None:
    """「最大買主為中國大陸，占26%」: the share of whom the clause before ends with."""
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    if not index or mention.kind != "share" or not _TAKES.fullmatch(passage.folded, clause, mention.start):
        return None
    told = state.parties[index - 1]
    for cue in state.cues:
        if cue.role == "plain" and cue.end == clause - 1 and passage.folded[cue.start - 1] in "為是":
            return Parties(told.reporter or HOME, cue.partner, "named right before it")
    return None


def ranks_in_a_region(state: Sentence, index: int) -> bool:
    """「奧地利研發支出占GDP之3.1%，居歐盟第2位」: nobody but the region is named since the figure before."""
    floor, mention = state.mentions[index - 1].end, state.mentions[index]
    near = [c for c in state.cues if floor <= c.start < mention.start]
    return bool(near) and all(c.role == "region" for c in near)


def told_last(state: Sentence, index: int) -> Parties | None:
    """The parties that the figures before go on with: not those of a bracket that only its name has.

    「花卉出口52億歐元，輸往德國（16億歐元）及法國（7億歐元），占全球花卉貿易44%」
    """
    bracket = state.passage.bracket
    outside = bracket(state.mentions[index].start) is None
    for mention, parties in zip(reversed(state.mentions[:index]), reversed(state.parties), strict=True):
        if not (outside and parties.how == "label of the figure" and bracket(mention.start) is not None):
            return parties
    return None
