"""Who ranks for whom, and whose market a rank or a share is of: 在日本進口來源國中我國居第4名."""

from __future__ import annotations

import re

from pipeline.trade.cues import Cue
from pipeline.trade.model import FigureMention
from pipeline.trade.parties import HOME, WORLD, Parties, PartyCue, country_named_before
from pipeline.trade.passages import Passage
from pipeline.trade.ranks import rank_metric

_TRADED = "(?:進口|輸入|出口|輸出|外銷|貿易|外資|外人投資|外來投資|僑外投資|僑外資)"
# 「日本各進口來源國」, 「日本進口市場」: all those who trade with the owner.
_MARKET = re.compile(
    rf"(?:之|的|各|主要|所有|全部|前[0-9一二三四五六七八九十]{{1,3}}[大名]?|農產品|貨品|商品){{0,3}}{_TRADED}"
    r"(?:來源國?|市場|國家?|夥伴國?|伙伴|對象國?)"
)
# 「占日本進口總額」: the whole that a share is of.
_WHOLE = re.compile(
    rf"(?:之|的|總|全國|全部|整體|貨品|商品|農產品|對外){{0,3}}(?:[\u4e00-\u9fff]{{1,5}}?)?{_TRADED}"
)
_SHARE_OF = re.compile(r"[占佔](?:有|了)?(?:約|近|逾)?$")
_MARKET_SHARE = re.compile(r"市[占佔]|[占佔]有率")
_RANKS_AS = re.compile(r"[為是][^，。；]{0,3}$")
# 「世界各國貨品出口，德國…」: each of those named is the reporter of its own figure.
_MANY_REPORTERS = re.compile(
    r"(?<![對向自與])(?:世界)?(?:各國|各主要國家|經濟體|四小龍|主要出口國|主要進口國|主要貿易國)"
)

_RANK_OF = re.compile(r"(?:為|是|係|成為|居|躍居|名列|列(?=其)|仍為|仍是|亦為|則為|已為)")
# 「日本為最大市場」: the market of what the sentence sells.
_UNIONS = ("EUE",)
_BARE = re.compile(r"(?:第[^大]{1,4}大|最大)(?:的|之)?(?:海外|國外)?市場")
_ITS_OWN = re.compile(
    r"其(?:在)?(?:[亞歐美非]洲|歐盟|東協|中東歐?|東南亞|中南美洲?)?第?[ \t]?[0-9一二三四五六七八九十最]*$"
)


def market_parties(mention: FigureMention, passage: Passage, cues: list[PartyCue]) -> Parties | None:
    """The owner of the market that a rank or share is in, and who has that place; None without such words."""
    if mention.kind == "share":
        clause = passage.clause_start(mention.start)
        if found := _whole(mention, passage, cues, clause):
            return found
        if not _MARKET_SHARE.search(passage.folded, clause, mention.start):
            return None
    elif mention.kind != "rank" or rank_metric(mention.text) is not None:
        return None
    return _market(mention, passage, cues)


def reports_itself(passage: Passage, position: int, cues: list[PartyCue]) -> bool:
    """Whether the sentence lists several economies, each with its own figure (各國出口，德國…，日本…)."""
    frame = _MANY_REPORTERS.search(passage.folded, passage.start, position)
    if frame is None:
        return False
    return not any(c.role in ("home", "relation", "inbound") and c.start < position for c in cues)


def _market(mention: FigureMention, passage: Passage, cues: list[PartyCue]) -> Parties | None:
    for owner in reversed([c for c in passage.cues if c.end <= mention.start]):
        if owner.kind not in ("country", "home") or not passage.visible(owner.start, mention.start):
            continue
        frame = _MARKET.match(passage.folded, owner.end, mention.start)
        if frame is None or _RANKS_AS.search(
            passage.folded, max(passage.start, owner.start - 4), owner.start
        ):
            continue
        within = [c for c in cues if frame.end() <= c.start < mention.start]
        who = _other(within, owner) or _other([c for c in cues if c.end <= owner.start], owner)
        if who is None and owner.value != HOME:
            who = HOME
        return Parties(owner.value, who, "whose market it is a place in")
    return None


def _whole(mention: FigureMention, passage: Passage, cues: list[PartyCue], clause: int) -> Parties | None:
    said = [
        Cue(c.start, c.end, "country", c.partner)
        for c in cues
        if c.role == "plain" and c.partner and passage.folded.startswith(("該", "當地"), c.start)
    ]
    for owner in (*passage.cues, *said):
        if owner.kind not in ("country", "home") or not clause <= owner.start < mention.start:
            continue
        if not _SHARE_OF.search(passage.folded, max(clause, owner.start - 4), owner.start):
            continue
        if _WHOLE.match(passage.folded, owner.end, mention.start):
            segment = passage.segment_start(mention.start)
            before = [
                c
                for c in cues
                if segment <= c.start and c.end <= owner.start and passage.visible(c.start, mention.start)
            ]
            if not before:
                return None
            if before[-1].role in ("region", "city"):
                return Parties(owner.value, before[-1].partner, "whose whole it is a share of")
            who = _other(before, owner)
            return Parties(owner.value, who, "whose whole it is a share of") if who else None
    return None


def _other(cues: list[PartyCue], owner: Cue) -> str | None:
    """The party named last that is not the owner."""
    for cue in reversed(cues):
        sides = (HOME,) if cue.role == "home" else (cue.partner, cue.reporter)
        for side in sides:
            if cue.role in ("home", "plain", "relation", "inbound") and side not in (
                None,
                owner.value,
                WORLD,
            ):
                return side
    return None


def rank_parties(mention: FigureMention, passage: Passage, cues: list[PartyCue]) -> Parties | None:
    """Who ranks for whom: 「日本為我國第 3 大貿易夥伴」 is Taiwan's rank of Japan."""
    clause = passage.clause_start(mention.start)
    before = [
        c
        for c in cues
        if clause <= c.start and c.end <= mention.start and c.role in ("plain", "home", "relation", "inbound")
    ]
    verbs = list(_RANK_OF.finditer(passage.folded, clause, mention.start))
    verb = verbs[-1] if verbs else None
    if verb is None:
        return None
    subject = [c for c in before if c.end <= verb.start()]
    owner = [c for c in before if c.start >= verb.start()]
    # 「為我國在歐盟第8大貿易夥伴」: the union only says among whom.
    owner = [c for c in owner if c is owner[0] or not _is_placed_in(passage, c)]
    if not subject and rank_metric(mention.text) == "gdp":
        named = [c for c in cues if c.end <= clause and c.role in ("plain", "home")]
        return Parties(_code(named[-1]), None, "who ranks in a union") if owner and named else None
    if not subject:
        return _elided_rank(owner, cues, clause, mention.start)
    ranked = _code(subject[-1])
    if its := _rank_in(mention, passage, ranked, verb.start()):
        return its
    if rank_metric(mention.text) == "gdp" and owner and _code(owner[-1]) in _UNIONS:
        return Parties(ranked, None, "who ranks in a union")
    world = any(c.role in ("world", "region") and verb.start() <= c.start < mention.end for c in cues)
    home = any(c.role == "home" for c in before)
    bare = _BARE.fullmatch(mention.text) is not None
    if not owner and (
        world or (not home and not bare and rank_metric(mention.text) in ("gdp", "other", None))
    ):
        return Parties(ranked, WORLD if world else None, "who ranks in the world")
    if not owner:
        return Parties(HOME, ranked, "who ranks") if ranked not in (None, HOME) else None
    whose = _code(_nearest(owner, mention.start))
    if ranked == whose:
        return None
    return Parties(whose, ranked, "who ranks for whom")


def _rank_in(mention: FigureMention, passage: Passage, ranked: str | None, verb: int) -> Parties | None:
    """「臺灣為其第6大出口市場」: 其 is the country that was named before."""
    if not _ITS_OWN.search(passage.folded, verb, mention.start):
        return None
    whose = country_named_before(passage, passage.clause_start(mention.start))
    return Parties(whose, ranked, "who ranks for whom") if whose not in (None, ranked) else None


def _is_placed_in(passage: Passage, cue: PartyCue) -> bool:
    return _code(cue) in _UNIONS and passage.folded[cue.start - 1] in "在於"


def _nearest(owner: list[PartyCue], position: int) -> PartyCue:
    """「為越南第4大、泰國第3大外資來源」: the name right before the rank, else the first."""
    return owner[-1] if owner[-1].end == position else owner[0]


def _elided_rank(owner: list[PartyCue], cues: list[PartyCue], clause: int, position: int) -> Parties | None:
    """「我國對越南投資318億美元，為越南第4大外資來源」: who ranks was named before."""
    if not owner:
        return None
    whose = _code(_nearest(owner, position))
    if whose != HOME:
        return Parties(whose, HOME, "who ranks for whom, named before")
    earlier = [_code(c) for c in cues if c.end <= clause and _code(c) not in (None, HOME)]
    return Parties(HOME, earlier[-1], "who ranks for whom, named before") if earlier else None


def _code(cue: PartyCue) -> str | None:
    if cue.role == "home":
        return HOME
    return cue.partner if cue.partner != HOME else cue.reporter
