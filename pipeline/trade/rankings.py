"""Partners told one after another: 「越南主要進口來源為中國大陸，占28%；韓國次之，占18%；我國居第4位」."""

from __future__ import annotations

import re

from pipeline.trade.parties import HOME, WORLD, Parties, PartyCue
from pipeline.trade.placed_parties import carry
from pipeline.trade.ranks import rank_metric
from pipeline.trade.sentence import Context, Sentence

_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_FRAME = re.compile(
    rf"(?:主要|最大|首要|前{_NUMBER}[大名]|第[ \t]?{_NUMBER}[ \t]?大)(?:之|的)?[^，。；、0-9]{{0,8}}?"
    r"(?:市場|來源[國地]?|[夥伙]伴國?|對象國?|(?:出口|進口|輸出|輸入|投資|供應)(?:國家?|地區?))"
    # 「出口市場中，中國大陸占24.1%」
    r"|(?:出口|進口|外銷)(?:市場|來源|對象)國?(?:之?中|方面)"
)
# What may stand between a partner's name and its figure; nothing there may name another measure.
LINK = re.compile(
    rf"(?:次之|居次|居首|居冠|最多|最大|其次|再次|則|亦|以|為|占有?|佔|居|第{_NUMBER}[名位大]?|之|的|，|約|達|僅|近|逾|"
    r"計|金額|比重|比率|排名?|名|列|位|[進出]口[額值]?|投資[額]?|[ \t(（])*"
)
_OWNER_REACH = 8
_IS = re.compile(r"[^，。；]{0,3}?[為是係]")
PLACED = "its place among the partners"
"""How the partner of a place in a list of partners was found."""


def partner_in_ranking(state: Sentence, index: int, context: Context) -> Parties | None:
    """Whose ranking it is and which partner has this figure; None outside of such a list."""
    mention, passage = state.mentions[index], state.passage
    if mention.kind == "rank" and rank_metric(mention.text) is not None:
        return None
    if among := _among_the_world(state, index):
        return among
    frames = list(_FRAME.finditer(passage.folded, passage.start, mention.start))
    if not frames:
        return None
    floor = max(frames[-1].end(), state.mentions[index - 1].end if index else 0)
    named = [c for c in state.cues if floor <= c.start < mention.start]
    if not named and index and (mention.kind == "rank" or _is_linked(state, index)):
        before = state.parties[index - 1]
        if before.how == PLACED:
            return before
        if "who ranks" in before.how and before.partner not in (None, WORLD):
            # 「中國大陸為其第1大出口市場，金額649億美元，占25%」
            return carry(before)
    if len(named) != 1 or named[0].role not in ("plain", "home"):
        return None
    if LINK.fullmatch(passage.folded, named[0].end, mention.start) is None:
        return None
    partner = HOME if named[0].role == "home" else named[0].partner
    owner = _owner(state, index, frames[-1].start(), context)
    if owner in (None, WORLD, partner):
        return None
    return Parties(owner, partner, PLACED)


def _is_linked(state: Sentence, index: int) -> bool:
    """Whether nothing but words for a share or an amount lies between two figures."""
    between = state.mentions[index - 1].end, state.mentions[index].start
    return LINK.fullmatch(state.passage.folded, *between) is not None


def _among_the_world(state: Sentence, index: int) -> Parties | None:
    """「全球銷售額1,076億美元，中國大陸283億美元居首，我國268億美元次之」: each has its own figure."""
    mention, passage = state.mentions[index], state.passage
    if mention.kind == "rank" or not any(p.reporter == WORLD for p in state.parties):
        return None
    floor = state.mentions[index - 1].end
    named = [c for c in state.cues if floor <= c.start < mention.start]
    if len(named) != 1 or named[0].role not in ("plain", "home"):
        return None
    if LINK.fullmatch(passage.folded, named[0].end, mention.start) is None:
        return None
    return Parties(_side(named[0]), None, "whose figure, among those of the world")


def _owner(state: Sentence, index: int, frame: int, context: Context) -> str | None:
    """Whose markets or sources they are: named right before the frame, else as in the figure before."""
    before = [c for c in state.cues if c.end <= frame and frame - c.end <= _OWNER_REACH]
    # 「中國大陸為最大市場」 ranks the country; 「越南最大市場」 is the country's own.
    if before and not _IS.match(state.passage.folded, before[-1].end, frame):
        return _side(before[-1])
    told = state.parties[index - 1] if index else context.last
    return told.reporter if told is not None else None


def _side(cue: PartyCue) -> str | None:
    if cue.role == "home":
        return HOME
    return cue.partner if cue.role == "plain" else cue.reporter
