"""Parties that no direction names: who levies a duty on whose goods, who buys here, whose trade is mutual."""

from __future__ import annotations

import re

from pipeline.trade.cues import find_cues
from pipeline.trade.model import TRADE, FigureMention, Metric
from pipeline.trade.parties import HOME, WORLD, Parties, PartyCue
from pipeline.trade.passages import Passage, governing_paragraphs
from pipeline.trade.sentence import Sentence

MUTUAL = re.compile(r"雙邊|雙方|兩國|雙向")
_LEVY = re.compile(r"課徵|加徵|徵收|課以|適用|須課|須繳|調降|調低|調高|降低|降至|取消|免除|現行|關稅|稅率")
_SENT = re.compile(r"輸(?!入)|(?<!傾)銷|出口|運往")
_HEADING = 40
_REACH = 1500
_FETCHED = re.compile(r"(?:自|從|由|向)$")
# 「我方請泰方調降…現行8%之關稅」: who is asked levies it.
_ASKS = re.compile(r"(?:請|促請|敦促|籲請|盼|希望|期盼|建議|要求|爭取|洽請|呼籲|促)(?:求)?[^，。；]{0,4}$")
# 「巴方允諾將我國輪胎適用稅率由15%調降」: whoever disposes of the rate of our goods levies it.
_OF_OURS = re.compile(r"(?:將|把|就|對|給予|予)$")
_RATE = re.compile(r"稅率|關稅|進口稅")
_MADE_HERE = re.compile(r"產值|產量|營業額|銷售額")
_OWN_PLACE = re.compile(r"(?:^|[，。；：\n]|\d年)[ \t\u3000]*(?:本市|本縣|我國|國內|全國|全市|全縣|臺灣)")
_ATTRACTED = re.compile(
    r"(?:吸引|引進|吸收|獲得)[^，。；]{0,16}?(?:外資|外人|外商|僑外)|(?:外資|外人|僑外)[^，。；]{0,8}(?:投資|流入|申報)"
)
_GOES = re.compile(
    r"(?:以上|左右)?(?:的|之)?(?:直接|主要|均|皆|係|都|產品|貨品|出口(?![到至])){0,3}"
    r"(?:來自|源自|購自|進口自|自|從|由|外銷|銷往|銷至|輸往|輸(?=[美日中歐臺港韓])|出口至|出口到|銷售至)"
)
_BEHIND = 24
_CLOSE = 3
WAY = "where it goes to or comes from"
"""How the partner of a share that is sent or fetched was found."""
_COMPARED = re.compile(r"(?:相較|相比|比較|接近|相近|相似|相當|高於|低於|僅次於|不及|不如|比其他|比起)")


def levied_parties(state: Sentence, index: int) -> Parties | None:
    """Whose duty a rate is and whose goods bear it: 「我輸往泰國之…須課徵8%關稅」 is Thailand's, of ours."""
    mention, passage = state.mentions[index], state.passage
    folded, segment = passage.folded, passage.segment_start(mention.start)
    if not _LEVY.search(folded, segment, mention.end + 4):
        return None
    seen = [
        c
        for c in state.cues
        if segment <= c.start < mention.start and passage.visible(c.start, mention.start)
    ]
    sides = [c for c in seen if c.role == "relation"]
    if sides:
        last = sides[-1]
        if last.reporter is None or last.partner is None:
            return None
        fetched = _FETCHED.search(folded, max(segment, last.start - 1), last.start)
        if not fetched and _SENT.search(folded, max(segment, last.start - 2), mention.start):
            return Parties(last.partner, last.reporter, "who levies it on what is sent there")
        return None
    foreign = [c for c in seen if c.role == "plain"]
    home = [c for c in seen if c.role == "home"]
    if len({c.partner for c in foreign}) != 1 or not home:
        return None
    if _ASKS.search(folded, segment, foreign[0].start):
        return Parties(foreign[0].partner, HOME, "who is asked to lower it")
    borne = _OF_OURS.search(folded, max(segment, home[-1].start - 3), home[-1].start)
    if borne and foreign[0].start < home[-1].start and _RATE.search(folded, home[-1].end, mention.start):
        return Parties(foreign[0].partner, HOME, "who sets the duty on goods of the home country")
    return None


def mutual_parties(state: Sentence, mention: FigureMention, metric: Metric, section: str) -> Parties | None:
    """「…與越南簽署…。雙邊貿易額為5億美元」: with the one country that the paragraph or its heading names."""
    passage = state.passage
    clause = passage.clause_start(mention.start)
    label = passage.folded[slice(*passage.label)]
    segment = passage.segment_start(mention.start)
    # 「生效後雙邊貿易成長，111年貿易總額達」: the clause before may say that it is mutual.
    start = segment if metric == "trade_total" and segment < clause and not state.parties else clause
    if metric not in TRADE or not (
        MUTUAL.search(passage.folded, start, mention.start) or MUTUAL.search(label) or MUTUAL.search(section)
    ):
        return None
    above = governing_paragraphs(passage.folded, passage.paragraph, _REACH)
    for told in (
        find_cues(passage.folded, passage.paragraph, mention.start),
        find_cues(section, 0, len(section)),
        *(find_cues(passage.folded, a, b) for a, b in above if b - a <= _HEADING),
    ):
        named = {c.value for c in told if c.kind in ("country", "pair", "firm")} - {HOME, WORLD, "none"}
        if named:
            return Parties(HOME, named.pop(), "the one country of its text") if len(named) == 1 else None
    return Parties(HOME, state.host, "the one country of its trip") if state.host is not None else None


def sent_share(state: Sentence, index: int, metric: Metric, found: Parties) -> Parties | None:
    """「我國出口之9%直接銷往歐盟」, 「八成來自卡達」: where the share goes to stands behind it."""
    mention, passage = state.mentions[index], state.passage
    going = _GOES.match(passage.folded, mention.end)
    carried = found.how.startswith("carried")
    if mention.kind != "share" or going is None or (found.partner not in (None, WORLD) and not carried):
        return None
    end = min(passage.clause_end(mention.start), going.end() + _BEHIND)
    named = [
        c.partner
        for c in state.cues
        if going.start() <= c.start < end and c.role in ("plain", "relation", "region")
    ]
    if not named or metric not in (*TRADE, "other", "investment"):
        return None
    return Parties(found.reporter, named[0] if len(named) == 1 else None, WAY)


def economy_goes_on(state: Sentence, index: int, metric: Metric) -> Parties | None:
    """「越南2016年成長6.2%，…，出口1,766億美元」: the figure goes on with the economy of the one before."""
    if not index:
        return None
    last, before = state.parties[index - 1], state.mentions[index - 1]
    mention = state.mentions[index]
    if last.reporter in (None, HOME, WORLD) or last.partner not in (None, WORLD):
        return None
    if "whose economy" not in last.how or any(before.end <= c.start < mention.start for c in state.cues):
        return None
    if any(c.role in ("home", "relation", "inbound") and c.start < mention.start for c in state.cues):
        return None
    return Parties(last.reporter, WORLD if metric in TRADE else None, "carried: whose economy")


def made_here(passage: Passage, mention: FigureMention) -> bool:
    """「本市全年工業產值約2兆元」: what the home country or a place of it makes has no partner."""
    clause = passage.clause_start(mention.start)
    own = passage.folded[max(0, clause - 1) : mention.start]
    return _OWN_PLACE.search(own) is not None and _MADE_HERE.search(own) is not None


def attracts(passage: Passage, mention: FigureMention) -> bool:
    """Whether the clause tells what comes in from all sides: 吸引外資, 外人在泰國直接投資."""
    clause, end = passage.clause_start(mention.start), passage.clause_end(mention.start)
    return _ATTRACTED.search(passage.folded, clause, end) is not None


def is_compared(passage: Passage, opening: int) -> bool:
    """「與若干國家相較，我國接近希臘（0.2%）」: the bracket holds the figure of that country alone."""
    return _COMPARED.search(passage.folded, passage.clause_start(opening), opening) is not None


def compared_inside(state: Sentence, index: int) -> Parties | None:
    """「比其他三小龍（韓國+0.6%、香港+0.5%）」: each name in the bracket has its own figure."""
    mention, passage = state.mentions[index], state.passage
    opening = passage.bracket(mention.start)
    if opening is None or mention.kind not in ("growth", "share") or not is_compared(passage, opening[0]):
        return None
    floor = max([opening[0], *(m.end for m in state.mentions[:index])])
    named = [c for c in state.cues if floor <= c.start < mention.start and c.role == "plain"]
    outside = [i for i in range(index) if state.mentions[i].end <= opening[0]]
    if len(named) != 1 or not outside or mention.start - named[0].end > _CLOSE:
        return None
    return Parties(named[0].partner, state.parties[outside[-1]].partner, "whose level it is compared with")


def only_named(cues: list[PartyCue], start: int, end: int) -> str | None:
    """The one foreign country that the cues of ``start:end`` name, where no word there is of home."""
    near = [c for c in cues if start <= c.start < end]
    if any(c.role in ("home", "relation", "inbound") for c in near):
        return None
    codes = {c.partner for c in near if c.role == "plain"}
    return codes.pop() if len(codes) == 1 else None


def resumes_whole(state: Sentence, index: int, metric: Metric) -> bool:
    """「出口9億美元，其中對日本2億美元；進口12億美元」: behind the semicolon the whole goes on."""
    mention, passage = state.mentions[index], state.passage
    segment = passage.segment_start(mention.start)
    among = passage.folded.find("其中", passage.start, segment)
    if metric not in TRADE or among < 0 or any(segment <= c.start < mention.start for c in state.cues):
        return False
    before = [i for i in range(index) if state.mentions[i].end <= among]
    sides = [c for c in state.cues if c.start < segment and c.role in ("relation", "plain", "inbound")]
    return (
        bool(before and sides)
        and all(c.start > among for c in sides)
        and all(state.parties[i].partner == WORLD for i in before)
    )
