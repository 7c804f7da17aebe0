"""A name's part of what another economy buys, sells or attracts; and who gave a part of a cost."""

from __future__ import annotations

import re

from pipeline.trade.currencies import money_of
from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import Metric
from pipeline.trade.parties import HOME, WORLD, Parties, PartyCue, country_named_before
from pipeline.trade.sentence import Sentence

_SHARED: tuple[Metric, ...] = ("trade_total", "exports", "imports", "trade_balance", "investment", "other")
_PART = "a part of what another economy tells"
_OWN_TRADE = re.compile("(?:出口|進口|輸出|輸入)(?!(?:金額|總額)?[占佔])")
_PART_GAP = re.compile(
    r"(?:則|亦|僅|也)?(?:以|為|占|佔|達|計|投資|出口|進口|輸出|輸入|的|之){0,2}"
    r"(?:投資|核准|核定|申報|成交)?(?:金額|總額)?(?:約|逾|近|僅|達|為){0,2}[占佔]?[ \t]?"
    # 「臺灣所占比率不及0.1%」
    r"|(?:之|的)?(?:所?[占佔](?:之|的)?(?:比率|比重|比例)|占比)"
    r"(?:則|亦|仍)?(?:約|逾|近|僅|達|為|不及|不到|未達|未及|餘|有){0,3}[ \t]?"
)
_OF_ITS = re.compile(r"[占佔](?:有)?其[^，。；0-9]{0,12}(?:約|近|逾)?[ \t]?$")
_TAKES = re.compile(r"(?:則|亦|僅)?(?:約)?[占佔](?:約|逾|近|僅)?[ \t]?")
_TAKEN = re.compile(
    r"(?:約|則|僅)?[占佔](?:了)?(?P<whose>[^，。；0-9]{1,6}?)(?:之|的)?(?P<trade>(?:總|整體|全部)?(?:進口|出口|貿易|輸入|輸出))"
    r"(?:市場|總額|總值|金額|額|值|量)?(?:之|的|比重|比率)?(?:約|近|逾|達|為){0,2}[ \t]?"
)
_OTHER_SIDE: dict[Metric, str] = {"exports": "進口", "imports": "出口", "trade_total": "貿易"}
_WHOSE = ("economy", "whose currency it is", _PART)
# 「日本居首，占37%」: who is first stands in a clause of its own.
_FIRST = re.compile(r"(?:以|為)?(?:居首|最多|最大|為最|居冠|居次|次之|其次|為首|第[一二三])")
_OF_THE_FIRST = re.compile(r"[占佔為達計約有](?:約|達|逾|近|全部|總額|其)?")
_VISITORS = re.compile(r"(?:籍|來臺|赴日|觀光|自由行|團體){0,2}(?:旅客|觀光客|遊客|訪客|旅行者)")
_SPENDING = re.compile(r"消費|花費|收入|外匯|產值|支出")
_SPENT_REACH = 8
GUESTS = "whose visitors spend it"
"""How the two sides of what visitors spend were found."""
_LEVEL_OF = re.compile(r"(?:低於|高於|不及|超過|多於|少於|優於|大於|小於|遜於)$")


def part_of_theirs(state: Sentence, index: int, reading: MetricReading) -> Parties | None:
    """A name's part of what another economy buys, sells or attracts, told before it in the sentence.

    「印尼吸引外資233億美元，…日本61億美元居首，我國9億美元」, 「歐盟自我國進口3億歐元，法國占六成」, and a
    level that is compared: 「我對印尼出口成長11%，低於泰國之45%」.
    """
    mention, passage = state.mentions[index], state.passage
    if mention.kind == "rank" or not index or reading.metric not in _SHARED:
        return None
    if state.mentions[index - 1].kind == "rank" and _OF_ITS.search(
        passage.folded, passage.start, mention.start
    ):
        return state.parties[index - 1]  # 「為美國第11大貿易夥伴，占其貿易總額1.8%」
    if theirs := _of_their_trade(state, index) or _another_investor(state, index, reading.metric):
        return theirs
    clause = max(passage.clause_start(mention.start), state.mentions[index - 1].end)
    named = [c for c in state.cues if clause <= c.start < mention.start]
    if first := _who_is_first(state, index):
        named = [first]
    if (
        len(named) != 1
        or named[0].role not in ("plain", "home", "inbound")
        or not (first or _PART_GAP.fullmatch(passage.folded, named[0].end, mention.start))
    ):
        return None
    code = HOME if named[0].role == "home" else named[0].partner
    foreign = [p for p in state.parties if p.reporter not in (None, HOME, WORLD)]
    # The last that tells of a whole: a rank before it (德國為最大花卉消費國) only leads to it.
    whole = next((p for p in reversed(foreign) if p.partner in (None, WORLD)), next(iter(foreign), None))
    last = state.parties[index - 1]
    if _LEVEL_OF.search(passage.folded, clause, named[0].start) and code != last.partner:
        return Parties(code, last.partner, "whose level it is compared with")
    if whole is None:
        abroad = any(m.kind == "amount" and m.unit != "TWD" for m in state.mentions[:index])
        unsaid = last.partner is None and last.reporter in (None, HOME)
        if code == HOME and abroad and mention.kind == "share" and unsaid:
            return Parties(country_named_before(passage, mention.start), HOME, _PART)
        return None
    if whole.partner == HOME and code not in (HOME, whole.reporter):
        return Parties(code, HOME, _PART)
    taken = code == HOME and _TAKES.fullmatch(passage.folded, named[0].end, mention.start)
    if (reading.metric == "other" and not taken) or whole.partner not in (None, WORLD):
        return None
    if _OWN_TRADE.match(passage.folded, named[0].end, mention.start):
        return None  # 「瓜地馬拉出口107億美元，哥斯大黎加出口97億美元」
    if code != whole.reporter and (whole.how.endswith(_WHOSE) or "whose economy" in whole.how):
        return Parties(whole.reporter, code, _PART)
    return None


def _of_their_trade(state: Sentence, index: int) -> Parties | None:
    """「我輸加鋼管5,100萬加元，占加國進口8%」, 「雙邊貿易額5億星元，占其總貿易額5.5%」: of theirs."""
    mention, passage = state.mentions[index], state.passage
    last, metric = state.parties[index - 1], state.metrics[index - 1].metric
    if mention.kind != "share" or last.reporter != HOME or last.partner in (None, HOME, WORLD):
        return None
    clause = passage.clause_start(mention.start)
    taken = _TAKEN.fullmatch(passage.folded, clause, mention.start)
    side = _OTHER_SIDE.get(metric)
    if taken is None or side is None or side not in taken.group("trade"):
        return None
    named = [c for c in state.cues if clause <= c.start < mention.start]
    theirs = [c.partner for c in named] == [last.partner] or taken.group("whose") == "其"
    return Parties(last.partner, HOME, _PART) if theirs else None


def _another_investor(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """「日本對印尼投資28.8億美元，居第2位，韓國12.1億美元居第4位，我國僅1.1億美元」: each invests there."""
    mention, passage = state.mentions[index], state.passage
    last = next((p for p in reversed(state.parties) if "direction" in p.how), None)
    if metric != "investment" or mention.kind != "amount" or last is None:
        return None
    floor = max(passage.clause_start(mention.start), state.mentions[index - 1].end)
    named = [c for c in state.cues if floor <= c.start < mention.start]
    if len(named) != 1 or named[0].role not in ("plain", "home") or last.partner in (None, WORLD):
        return None
    code = HOME if named[0].role == "home" else named[0].partner
    close = _PART_GAP.fullmatch(passage.folded, named[0].end, mention.start)
    if close is None or code in (last.reporter, last.partner):
        return None
    return Parties(code, last.partner, "direction earlier in its sentence")


def visitor_parties(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """「其中我國旅客消費5億日圓」, 「韓國旅客在臺消費178美元」: with the country they come from."""
    mention, passage = state.mentions[index], state.passage
    if metric != "other" or mention.kind == "rank":
        return None
    floor = max(passage.clause_start(mention.start), state.mentions[index - 1].end if index else 0)
    named = [c for c in state.cues if floor <= c.start < mention.start]
    if not named:  # 「韓國旅客65萬人次，成長24.7%，觀光外匯收入約4.6億美元」
        segment = passage.segment_start(mention.start)
        named = [c for c in state.cues if segment <= c.start < mention.start and not _is_there(state, c)][-1:]
    visiting = [
        c
        for c in named
        if c.role in ("plain", "home") and _VISITORS.match(passage.folded, c.end, mention.start)
    ]
    if len(visiting) != 1 or not _SPENDING.search(
        passage.folded, visiting[0].end, mention.end + _SPENT_REACH
    ):
        return None
    guest = HOME if visiting[0].role == "home" else visiting[0].partner
    told = state.parties[index - 1].reporter if index else country_named_before(passage, visiting[0].start)
    host = told if told not in (None, guest, WORLD) else HOME
    return Parties(host if host != guest else None, guest, GUESTS)


def _is_there(state: Sentence, cue: PartyCue) -> bool:
    """Whether the words are 來臺 or 在臺: where the visitors go, not where they are from."""
    return state.passage.folded[cue.start] in "來在"


def donor_parties(state: Sentence, index: int) -> Parties:
    """「其中2億日圓由我國紅十字會捐助」: who gives stands behind the amount, who gets it before."""
    mention, passage = state.mentions[index], state.passage
    behind = [c for c in state.cues if mention.end <= c.start < passage.clause_end(mention.start)]
    donor = next(
        (HOME if c.role == "home" else c.partner for c in behind if c.role in ("home", "plain")), HOME
    )
    before = state.parties[index - 1].reporter if index else None
    owner = money_of(mention, state.host)
    getter = next(
        (c for c in (before, owner, country_named_before(passage, mention.start)) if c not in (None, donor)),
        None,
    )
    return Parties(donor, getter, "who gives, told behind the amount")


def _who_is_first(state: Sentence, index: int) -> PartyCue | None:
    """Who the clause before says is first, where the clause of the figure names nobody."""
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    if clause <= passage.start or not _OF_THE_FIRST.match(passage.folded, clause, mention.end):
        return None
    before = passage.clause_start(clause - 1)
    if state.mentions[index - 1].end > before or any(clause <= c.start < mention.start for c in state.cues):
        return None
    named = [c for c in state.cues if before <= c.start < clause]
    return named[0] if len(named) == 1 and _FIRST.match(passage.folded, named[0].end, clause) else None
