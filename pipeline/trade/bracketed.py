"""Parties of a figure in a bracket: 「主要出口市場為新加坡(13.9%)」, 「僅次於香港（1,853億日圓）」."""

from __future__ import annotations

import re

from pipeline.trade.dealings import is_compared
from pipeline.trade.parties import HOME, Parties, PartyCue, outranked_before
from pipeline.trade.passages import Passage
from pipeline.trade.sentence import Context, Sentence

_ROW_BEFORE = re.compile(r"[)）](?:[、及與和]|以及)$")
_ROW_BEHIND = re.compile(r"[)）]?(?:[、及與和]|以及)")
_NAMED = ("plain", "region", "relation")
_PARTNERS_LISTED = re.compile(
    r"前[0-9一二三四五六七八九十]{1,3}[大名]|依序|依次|(?:主要|最大|首要)[^，。；]{0,8}(?:市場|來源|國家|地區|夥伴|伙伴|對象)"
)


def named_before_bracket(state: Sentence, index: int, context: Context, macro: bool) -> Parties | None:
    """「主要出口市場為新加坡(13.9%)、泰國(5%)」: the share of the name right before its bracket."""
    mention, passage = state.mentions[index], state.passage
    opening = passage.bracket(mention.start)
    if opening is None or mention.kind == "rank":
        return None
    named = next((c for c in state.cues if c.end == opening[0] and c.role in _NAMED), None)
    if named is None and (measured := outranked_before(passage, opening[0])):
        about = state.parties[index - 1] if index else None
        return Parties(about.reporter if about else HOME, measured, "label of the figure")
    inside = any(c.kind == "metric" and opening[0] < c.start < mention.start for c in passage.cues)
    compared = macro and is_compared(passage, opening[0])
    listed = named is not None and not macro and _in_a_row(passage, named, opening)
    listed = listed or _is_listed(passage, opening[0])
    if named is None or (not compared and mention.kind != "share" and (inside or not listed)):
        return None
    if compared:
        return Parties(named.partner, None, "whose level it is compared with")
    about = state.parties[index - 1] if index else context.last
    reporter = about.reporter if about is not None and about.reporter else HOME
    return Parties(reporter, named.partner, "label of the figure")


def _in_a_row(passage: Passage, named: PartyCue, opening: tuple[int, int]) -> bool:
    """「輸往德國（16億歐元）、英國（8億歐元）及法國（7億歐元）」: names with a bracket each."""
    before = _ROW_BEFORE.search(passage.folded, max(0, named.start - 4), named.start)
    return before is not None or _ROW_BEHIND.match(passage.folded, opening[1]) is not None


def _is_listed(passage: Passage, position: int) -> bool:
    """Whether the words before ``position`` list markets or investors (前三名依序為, 主要出口市場為)."""
    return _PARTNERS_LISTED.search(passage.folded, passage.start, position) is not None
