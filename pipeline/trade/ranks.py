"""Ranks: 第 3 大貿易夥伴, 最大出口市場, 排名全球第4 — the place of an economy, a market or a product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numerals import CHINESE_DIGIT, DIGIT
from pipeline.trade.model import FigureMention, Metric
from pipeline.trade.quantities import read_number

_NOUNS: tuple[tuple[Metric, str], ...] = (
    ("trade_total", "(?:經貿|貿易)(?:夥伴|伙伴|對象|國)(?:國)?"),
    ("trade_balance", "(?:順差|逆差|出超|入超)(?:來源)?(?:國|地區|市場|地)"),
    (
        "exports",
        "(?:出口|輸出|外銷)(?:貿易)?(?:市場|國|地區|對象國?|目的地|目的國|地|產品|產業|品項|夥伴|項目)",
    ),
    ("imports", "(?:進口|輸入)(?:來源國?|國|市場|地區|對象國?|地|產品|品項|夥伴)|供應(?:來源國?|國)"),
    (
        "investment",
        "(?:對外|海外|外來|外人|僑外|直接)?投資(?:國|來源國?|地區|目的地|地|市場|夥伴|對象國?)|外資(?:來源國?|國)?",
    ),
    ("gdp", "經濟(?:體|國家|大國)"),
    ("aid", "(?:援助|捐助|捐贈|援贈)國"),
    (
        "other",
        "(?:生產|製造|消費|債權|產油|造船|科技|工業)(?:國|地|大國)|產地|外匯存底國|消費市場|"
        "(?:半導體|汽車|電子|資訊|機械|農產品|食品|醫療|旅遊|化妝品|手機|面板|鋼鐵|遊艇|自行車|工具機)?市場",
    ),
)
_LIST_REACH = 14
_NOUN = "|".join(f"(?P<{metric}>{pattern})" for metric, pattern in _NOUNS)
_NUMBER = rf"(?:[{DIGIT}]{{1,3}}|[{CHINESE_DIGIT}十]{{1,3}})"
_SHARED_NOUN = re.compile(
    rf"(?P<rank>第[ \t]?(?P<number>{_NUMBER})[ \t]?大)[、及與和暨][ \t]?[^，。；：、第0-9\n\t]{{0,5}}$"
)
# Firms are ranked too (第2大半導體市場供應商); they say nothing about an economy.
_NO_FIRM = "(?!供應商|廠商|業者|公司|製造商|集團|銀行|占有|佔有|商)"
_PLACE = re.compile(
    rf"(?:第[ \t\u3000]?(?P<number>{_NUMBER})[ \t\u3000]?(?:大的?|(?=貿易[夥伙]伴))"
    r"|(?P<first>最大|頭號|首要)(?:的|之)?)"
    rf"[^，。；：、\n\t0-9()（）第最是在股]{{0,6}}?(?:{_NOUN}){_NO_FIRM}"
)
_NEXT_PLACE = re.compile(r"[、及與和暨][ \t]?[^，。；：、第0-9\n\t]{0,5}(?P<place>第[^，。；：、\n\t]{1,16})")
# 第3屆, 第2季, 第5條, 第1目 count sessions, seasons, articles and budget items.
_NO_PLACE = "[目案大屆次期條章項季個款號輪場階代類批部套版回天年月週級點冊張種線方人任站頁組]"
_POSITION = re.compile(
    rf"(?:(?:排名|名列|位居|高居|居|位列|排|列|躍居|躍升|升至|降至|為|(?:全球|世界|亞洲|全國|全世界))(?:於)?"
    r"(?:全球|世界|亞洲|全國|全世界)?|(?:位居|高居|躍居|居|成為)[^，。；、：「0-9\n\t]{1,12}?)"
    rf"第[ \t\u3000]?(?P<number>{_NUMBER})"
    rf"(?![ \t\u3000]?[{DIGIT}{CHINESE_DIGIT}十]|[、至到]第?[{DIGIT}]|{_NO_PLACE})(?:名|位|高|多|低)?"
)
# 「由2014年之第20名升至2016年之第18名」: a change of rank gives two ranks, each with its own date.
_WHEN = "[^，。；、：「」第\n\t%％元]{0,12}?"
_MOVES = "升|降|躍|進步|退|滑|掉|跌|晉|提升|上升|下降|後退|超越|超前|推進"
_CHANGED = re.compile(
    rf"(?:(?:由|從|自){_WHEN}第[ \t\u3000]?(?P<number>{_NUMBER})[ \t\u3000]?[名位]"
    rf"(?=[^，。；：\n\t第]{{0,3}}?(?:{_MOVES}))"
    rf"|(?:{_MOVES})(?:[升落步到]|而)?(?:至|為|到|居|成)(?:{_WHEN}[之的年季月])?"
    rf"第[ \t\u3000]?(?P<reached>{_NUMBER})[ \t\u3000]?[名位])"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank at ``start:end``. ``metric`` is None where the ranked thing has to be read from the sentence."""

    start: int
    end: int
    value: Decimal
    metric: Metric | None
    rule: str


def find_ranks(text: str) -> list[Rank]:
    """All ranks of markets, partners and economies, in reading order."""
    ranks = sorted((*_places(text), *_positions(text), *_changes(text)), key=lambda r: (r.start, -r.end))
    ranks = sorted((*ranks, *_listed(text, ranks)), key=lambda r: (r.start, -r.end))
    kept: list[Rank] = []
    for rank in ranks:
        if not kept or rank.start >= kept[-1].end:
            kept.append(rank)
    return kept


def _places(text: str) -> Iterator[Rank]:
    for match in _PLACE.finditer(text):
        value = read_number(match.group("number")) if match.group("number") else Decimal(1)
        if value:
            yield Rank(*match.span(), value, _metric(match), "figure.rank.place")


def _listed(text: str, ranks: list[Rank]) -> Iterator[Rank]:
    """「越南第4大、泰國第3大外資來源」: the first rank shares the noun of the second."""
    for rank in ranks:
        if rank.rule == "figure.rank.place":
            match = _SHARED_NOUN.search(text, max(0, rank.start - _LIST_REACH), rank.start)
            value = read_number(match.group("number")) if match else None
            if match and value:
                yield Rank(*match.span("rank"), value, rank.metric, "figure.rank.place")


def _positions(text: str) -> Iterator[Rank]:
    for match in _POSITION.finditer(text):
        value = read_number(match.group("number"))
        if value:
            start = text.index("第", match.start())
            yield Rank(start, match.end(), value, None, "figure.rank.position")


def _changes(text: str) -> Iterator[Rank]:
    for match in _CHANGED.finditer(text):
        group = "number" if match.group("number") else "reached"
        value = read_number(match.group(group))
        if value:
            start = text.rindex("第", match.start(), match.start(group))
            yield Rank(start, match.end(), value, None, "figure.rank.change")


def rank_metric(text: str) -> Metric | None:
    """The metric that the ranked noun of a rank's text names."""
    match = _PLACE.match(text)
    return _metric(match) if match else None


def shared_noun(mention: FigureMention, folded: str) -> Metric | None:
    """The metric of a rank's own noun, or of the one that it shares (第4大、…第3大市場)."""
    if metric := rank_metric(mention.text):
        return metric
    behind = _NEXT_PLACE.match(folded, mention.end)
    return rank_metric(behind.group("place")) if behind else None


def _metric(match: re.Match[str]) -> Metric:
    return next(metric for metric, _ in _NOUNS if match.group(metric))
