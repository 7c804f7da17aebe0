"""The parties that a figure's own clause names, and the economy that a sentence is about."""

from __future__ import annotations

import re

from pipeline.trade.cues import Cue
from pipeline.trade.model import FigureMention, Metric
from pipeline.trade.parties import HOME, LIST_GAP, OPENING, WORLD, Parties, PartyCue, is_directed
from pipeline.trade.passages import Passage
from pipeline.trade.sentence import Sentence

_LABEL_GAP = re.compile(
    r"[ \t\u3000]{0,9}(?:\([^()]{0,12}\))?(?:之|的|為|達|約|計|有|僅|則|占|佔|地區|，)?"
    r"(?:約|達|近|逾)?[ \t\u3000(]{0,9}"
)
_ATTRACTED = re.compile(r"吸引|引進|外資|外人|僑外|核准|核定|批准|拿到|吸收")
# 「印尼需要4,120億美元基礎建設投資」
_NEEDS = re.compile(r"需要|尚需|亟需|缺口|需求|投資計畫|公共投資|計畫總?投資")
_FROM_ABROAD = re.compile(r"(?:外人|外資|外商|外國(?:人|企業)?|僑外)(?:資金)?(?:在|對|赴)?$")
_DATED = re.compile(
    r"[在於]?(?:西元|民國)?[ \t]?"
    r"(?:[0-9]{2,4}[ \t]?年|[0-9]{4}[/-][0-9]{2,4}(?:會計|財政)?年度|去年|今年|上年|本年)"
)
_STATE_BODY = re.compile(r"(?:聯邦|中央)?政府|聯邦|國務院|央行|中央銀行|內閣|國會|當局|財政部")
_NOT_ECONOMY = re.compile(r"地區|市場|買主|廠商|業者|客戶|觀光|旅客|臺商|商|資(?![源訊])|企|窗口|及|與|、")
# 「南韓捐助5,000萬美元」: who gives.
_GIVES = re.compile(
    r"(?:政府)?(?:則|亦|已|並|也|共|累計|另|將){0,2}(?:捐助|捐贈|捐款|捐獻|認捐|贈與|援助|承諾)"
)
_SUBJECT_REACH = 8
_BEARING = 12


def own_parties(
    mention: FigureMention, passage: Passage, cues: list[PartyCue], macro: bool, invested: bool, floor: int
) -> Parties | None:
    """The parties that the figure's own clause names; None where it names none.

    ``macro`` figures belong to one economy; ``invested`` ones (investment, aid) flow from or to the home
    country. ``floor`` is the end of the figure before: a label (「荷蘭54.17億美元」) holds for one figure.
    """
    clause = passage.clause_start(mention.start)
    own = [c for c in cues if clause <= c.start < mention.start and passage.visible(c.start, mention.start)]
    own = (
        [c for c in own if c.start >= floor and c.role != "home"] and [c for c in own if c.start >= floor]
    ) or own
    relations = [c for c in own if c.role in ("relation", "inbound")]
    plain = [c for c in own if c.role == "plain"]
    label = next(
        (c for c in reversed(own) if c.role in ("plain", "region", "city") and c.start >= floor), None
    )
    labelled = label is not None and not relations and not macro and mention.kind in ("amount", "share")
    if labelled and label is not None and _LABEL_GAP.fullmatch(passage.folded, label.end, mention.start):
        return Parties(HOME, label.partner, "label of the figure")
    if relations:
        last = relations[-1]
        if last.role == "inbound" and len({c.partner for c in relations}) > 1:
            return Parties(HOME, None, "several investors in its clause")
        return Parties(last.reporter, last.partner, "direction in its clause")
    regions = [c for c in own if c.role == "region" and is_directed(passage.folded, c.start, clause)]
    if plain and regions and plain[-1].end <= regions[0].start:
        return Parties(plain[-1].partner, None, "direction in its clause")  # 「韓國對東協出口791億美元」
    if plain:
        return _plain_parties(mention, own, plain, macro, invested, passage)
    if any(c.role == "world" for c in own):
        if mention.kind == "rank" and macro:
            # The world does not rank in itself: who does was named before, or is the home country.
            return Parties(HOME, None, "ranked in the world") if any(c.role == "home" for c in cues) else None
        return Parties(WORLD if macro else HOME, None if macro else WORLD, "world in its clause")
    if any(c.role == "region" for c in own):
        return Parties(None if macro else HOME, None, "region in its clause")
    return None


def listed_parties(
    passage: Passage, runs: list[list[int]], mentions: list[FigureMention]
) -> dict[int, tuple[str, str | None]]:
    """「韓國、日本及東協…，分別為 A、B 及 C」: each figure is of the country in its place.

    By index: who trades with them, and the country, None for a region.
    """
    found: dict[int, tuple[str, str | None]] = {}
    lists = _country_lists(passage)
    for run in runs:
        first = mentions[run[0]].start
        floor = max(passage.segment_start(first), mentions[run[0] - 1].end if run[0] else 0)
        before = [(start, codes) for start, end, codes in lists if floor <= start and end <= first]
        if before and len(before[-1][1]) == len(run):
            start, codes = before[-1]
            trader = _who_trades(passage, max(floor, passage.clause_start(start)), start)
            found.update((index, (trader, code)) for index, code in zip(run, codes, strict=True))
    return found


def _country_lists(passage: Passage) -> list[tuple[int, int, list[str | None]]]:
    """The runs of two or more countries and regions joined by 、 and 及: start, end and codes.

    A region (東協, 歐洲) has no code.
    """
    runs: list[list[Cue]] = []
    for cue in (c for c in passage.cues if c.kind in ("country", "home", "region")):
        if runs and LIST_GAP.fullmatch(passage.folded, runs[-1][-1].end, cue.start):
            runs[-1].append(cue)
        else:
            runs.append([cue])
    return [
        (run[0].start, run[-1].end, [None if c.value == "none" else c.value for c in run])
        for run in runs
        if len(run) > 1
    ]


def _who_trades(passage: Passage, floor: int, start: int) -> str:
    """「韓國對東協及美國出口分別為…」: who stands before the list that a direction leads; else home."""
    if not is_directed(passage.folded, start):
        return HOME
    named = [c for c in passage.cues if floor <= c.start < start and c.kind in ("country", "home")]
    return named[-1].value if named and start - named[-1].end <= _SUBJECT_REACH else HOME


def subject_economy(
    passage: Passage, cues: list[PartyCue], position: int, *, whole: bool = False
) -> str | None:
    """The country that a sentence is about: it stands first in its clause, without any word of home.

    「菲律賓2016年GDP成長6.8%，全年出口562億美元」, 「2016年越南吸引外資244億美元」. With ``whole`` it
    may stand before a semicolon.
    """
    segment = passage.start if whole else passage.segment_start(position)
    near = [c for c in cues if segment <= c.start < position and passage.visible(c.start, position)]
    if any(c.role in ("home", "relation", "inbound") for c in near):
        return None
    plain = [c for c in near if c.role == "plain"]
    if not plain or len({c.partner for c in plain}) != 1:
        return None
    first = plain[0]
    opening = passage.folded[passage.clause_start(first.start) : first.start]
    if not OPENING.fullmatch(opening) or _NOT_ECONOMY.match(passage.folded, first.end):
        return None
    return first.partner


def label_parties(state: Sentence, metric: Metric, macro: bool) -> Parties | None:
    """The parties that the paragraph's label names (「(二)菲律賓：」)."""
    opening = state.passage.folded.find("(", *state.passage.label)
    cues = [c for c in state.label_parties if opening < 0 or c.start < opening]
    relations = [c for c in cues if c.role in ("relation", "inbound")]
    if relations:
        return Parties(relations[-1].reporter, relations[-1].partner, "label of its paragraph")
    plain = {c.partner for c in cues if c.role == "plain"}
    if len(plain) == 1:
        code = plain.pop()
        # 「(二)菲律賓：…匯款126億美元；…對美國出口減少」 says nothing of home.
        home = any(
            c.role == "home" or (c.role == "relation" and c.partner in (HOME, code)) for c in state.cues
        )
        if not macro and (home or metric in ("investment", "aid")):
            return Parties(HOME, code, "label of its paragraph, with the home country")
        return Parties(code, None, "label of its paragraph")
    if plain or any(c.role == "region" for c in cues):
        return Parties(None if macro else HOME, None, "label of its paragraph names no single country")
    return None


def bears_on_figures(passage: Passage, cue: PartyCue) -> bool:
    """Whether a direction says something of figures: 對美出口, 兩岸貿易; not 增進兩岸交流."""
    end = passage.clause_end(cue.start)
    return any(
        c.kind == "metric" and (cue.start <= c.start < min(end, cue.end + _BEARING) or c.end == cue.start)
        for c in passage.cues
    )


def _plain_parties(
    mention: FigureMention,
    own: list[PartyCue],
    plain: list[PartyCue],
    macro: bool,
    invested: bool,
    passage: Passage,
) -> Parties | None:
    """A country without a direction: the partner beside 我國, else whose figure it is."""
    codes = {c.partner for c in plain}
    home = any(c.role == "home" for c in own)
    if len(codes) > 1:
        return Parties(HOME if home else None, None, "several countries in its clause")
    code = codes.pop()
    if home and not macro:
        return Parties(HOME, code, "country beside the home country")
    gap = passage.folded[plain[-1].end : mention.start]
    comes_in = invested and _FROM_ABROAD.search(passage.folded, max(0, plain[-1].start - 12), plain[-1].start)
    attracted = comes_in or _STATE_BODY.match(gap) or _ATTRACTED.search(gap) or _NEEDS.search(gap)
    outward = not home and re.search(r"對外(?:直接)?(?:投資|援助)|海外投資|開發援助|ODA", gap) is not None
    gives = not home and _GIVES.match(gap) is not None
    if (
        macro
        or attracted
        or gives
        or outward
        or (not home and not invested and _owns(passage, plain[-1], gap))
    ):
        return Parties(code, None, "whose economy")
    return Parties(HOME, code, "country in its clause")


def _owns(passage: Passage, cue: PartyCue, gap: str) -> bool:
    """「美國出口值為」, 「日本失業率」: the metric follows the country at once, or a date between them."""
    opening = passage.folded[passage.clause_start(cue.start) : cue.start]
    dated = _DATED.match(gap) if OPENING.fullmatch(opening) else None
    reach = len(gap) if dated else _SUBJECT_REACH
    following = [c for c in passage.cues if c.kind == "metric" and 0 <= c.start - cue.end <= reach]
    return bool(following) and not re.match(r"地區|市場|買主|廠商|大陸|業者|客戶|採購|商機|訂單", gap)
