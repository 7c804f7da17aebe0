"""Who gets what the home country gives or spends: 捐款泰國政府, 捐贈15萬美元予菲律賓."""

from __future__ import annotations

import re

from pipeline.trade.model import Metric
from pipeline.trade.parties import HOME, WORLD, Parties, country_named_before
from pipeline.trade.sentence import Sentence

_TO = re.compile(r"(?:與|和|予|給|贈|供|對|向|於|在|赴|協助|援助|協建|援建|興建)$")
_OURS = re.compile(r"本部|本院|本會|本行|本署|我國|我政府|我方|外交部|國合會|臺灣")
_GIVES = re.compile(r"(?:捐款|捐贈|捐助|援贈|援助|濟助|贈與|贈送|致贈|賑濟|協助|提供)(?:予|給|與)?$")
_DISASTER = re.compile(r"賑災|賑濟|震災|救災|災區|災民|水患|風災")
_GIVEN: tuple[Metric, ...] = ("aid", "budget")


def recipient_parties(state: Sentence, index: int, metric: Metric, found: Parties) -> Parties | None:
    """The home country and who gets its money; None where the text names nobody who does."""
    mention, passage = state.mentions[index], state.passage
    if metric not in _GIVEN or mention.kind != "amount" or found.partner is not None:
        return None
    folded, segment = passage.folded, passage.segment_start(mention.start)
    named = [
        c for c in state.cues if c.role in ("plain", "relation") and c.partner not in (None, WORLD, HOME)
    ]
    ours = _OURS.search(folded, segment, mention.start) is not None or mention.unit == "TWD"
    told = found.reporter if found.reporter not in (None, HOME, WORLD) else None
    if metric == "aid" and told is not None:
        gives = any(
            c.partner == told and _GIVES.search(folded, max(segment, c.start - 4), c.start)
            for c in named
            if c.start < mention.start
        )
        return Parties(HOME, told, "who gets it") if ours or gives else None
    if told is not None or not ours:
        return None
    for cue in named:
        if mention.end <= cue.start < passage.clause_end(mention.start) and _TO.search(
            folded, max(mention.end, cue.start - 2), cue.start
        ):
            return Parties(HOME, cue.partner, "who gets it, told behind the amount")
    if metric == "aid" and _DISASTER.search(folded, segment, mention.start):
        stricken = country_named_before(passage, mention.start)
        return Parties(HOME, stricken, "whose disaster it relieves") if stricken else None
    return None
