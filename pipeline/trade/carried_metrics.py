"""The metric of each figure of a sentence: its own, its place in a pair, or carried from before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from pipeline.trade.cues import find_cues
from pipeline.trade.english import english_metric, is_english
from pipeline.trade.market_shares import imports_taken, relied_on
from pipeline.trade.metrics import (
    MetricReading,
    asks_for_context,
    earlier_metric,
    economy_grows,
    is_joined,
    is_respective,
    label_metric,
    later_metric,
    own_metric,
    paired_metrics,
    whole_metric,
)
from pipeline.trade.model import Metric
from pipeline.trade.sentence import Context, Sentence

_TWO = 2
_PRODUCED = re.compile(r"產值|產出|附加價值|增加值|生產額")
_FLOWS = ("exports", "imports", "trade_total", "trade_balance", "investment", "budget", "aid")
_BARE_MARKET = re.compile(r"(?:第.{1,4}大|最大)(?:的|之)?(?:非[^，。]{1,5}|海外|國外)?市場")
_GOODS = ("農產品",)
_GOODS_FLOWS = ("exports", "imports", "trade_total")
_BUDGET_PART = re.compile(
    r"(?:(?<!經濟)支出|分攤|分擔|會費|經費)(?:額|金額|費用)?"
    r"(?:約|計|為|達|逾|占|佔|編列){0,2}[ \t]?(?:新臺幣)?$"
)
# 「總支出2,950億歐元，總收入3,047億歐元」
_BESIDE_SPENT = re.compile(r"(?:^|[，、及])(?:總收入|稅課收入)(?:約|計|為|達|逾){0,2}[ \t]?$")
# 「其中獎學金支出較上年增加35%」
_BUDGET_PART_GREW = re.compile(r"(?:(?<!經濟)支出|經費)(?:額|金額)?(?:則|亦|也)?(?:較|比)[^，。；]{1,10}$")
_BUDGET_WHOLE = re.compile(r"(?:歲出|歲入|總?預算)(?:總額)?(?:之|的)?(?:中|項下)")
# 「支出中以社會安全807億歐元最高」, behind a budget
_AMONG_SPENT = re.compile(
    r"(?:歲出|(?:^|總|[，。；])支出)(?:總額)?(?:之|的)?(?:中|項下)，?以[^，。；0-9]{2,16}$"
)
_BUDGET_LIST = re.compile(r"(?:預算|編[有列])[^。]{0,60}?(?:經費|預算|項目)，?(?:包括|包含)[:：]?")
_ALLOTS = re.compile(
    r"[0-9本明今去上前年度()]{0,12}(?:則|亦|再|續|已|另|擬){0,2}編列(?:約|逾|近|達|計|新臺幣){0,2}[ \t]?"
)
_OF_GDP = re.compile(
    r"[占佔][^，。；0-9]{0,6}?(?P<gdp>GDP|國內生產毛額|國內生產總值)"
    r"(?:之|的|比重|比率|比例|約|達|為|近|逾)*[ \t]?$"
)
# Debts and deficits are set against the product, and no part of it.
_OWED = re.compile(r"債|赤字|逆差|餘額|存款|放款|準備")
_TAKES = re.compile(r"[占佔][^，。；0-9]{0,6}$")


def read_metric(state: Sentence, index: int, context: Context, section: str) -> MetricReading:
    """The metric of the figure at ``index``; ``section`` is the title of its section."""
    mention, passage = state.mentions[index], state.passage
    if is_english(passage) and (named := english_metric(mention, passage)):
        return MetricReading(*named, "in its English sentence")
    if paired := _paired(state, index):
        return paired
    if relied := relied_on(state, index):
        return relied
    if own := own_metric(mention, passage):
        # 「資金來源以荷蘭3億美元居首，…合占僑外投資總額72%」: the money is that of the whole.
        if own.metric == "other" and mention.kind == "rank" and (traded := _of_its_market(state, index)):
            return traded
        whole = whole_metric(mention, passage) if own.metric == "other" else None
        whole = whole or (imports_taken(state, index) if own.metric == "other" else None)
        if not _is_foreign_aid(state, own):
            whole = whole or _of_the_budget(state, index, context)
        whole = whole or _of_its_goods(state, index, own)
        whole = whole or _item_of_a_budget(state, index, own) or _allotted_again(state, index, own)
        return whole or _of_its_part(state, index, own) or _of_the_product(state, index, own) or own
    previous = next(
        (
            i
            for i in range(index - 1, -1, -1)
            if state.mentions[i].kind != "rank" and passage.visible(state.mentions[i].start, mention.start)
        ),
        None,
    )
    floor = state.mentions[previous].end if previous is not None else passage.start
    if spent := _of_the_budget(state, index, context):
        return spent
    if earlier := earlier_metric(mention, passage, floor):
        return earlier
    of_goods = previous is not None and state.metrics[previous].metric in _FLOWS
    if mention.kind == "growth" and not of_goods and _grows(state, index):
        return MetricReading("gdp", None, "what a country grows by")
    growth_of_gdp = previous is not None and (
        state.metrics[previous].metric == "gdp" and state.mentions[previous].kind != "amount"
    )
    if growth_of_gdp and mention.kind == "amount":
        return MetricReading("other", None, "no amount of the growth before")
    if previous is not None:
        return replace(state.metrics[previous], how="carried from the figure before")
    if later := later_metric(mention, passage):
        return later
    if whole := whole_metric(mention, passage):
        return whole
    if labelled := label_metric(passage):
        return labelled
    if context.metric is not None and asks_for_context(mention, passage):
        return replace(context.metric, how="carried from the sentence before")
    titled = [c for c in find_cues(section, 0, len(section)) if c.kind == "metric"]
    if titled and asks_for_context(mention, passage):
        return MetricReading(cast(Metric, titled[-1].value), None, "title of its section")
    return MetricReading("other", None, "nothing names it")


def _is_foreign_aid(state: Sentence, own: MetricReading) -> bool:
    """Whether aid is called so (開發援助經費); 捐助經費 in a budget goes to bodies at home."""
    named = state.passage.folded[slice(*own.words)] if own.words else ""
    return own.metric == "aid" and "援" in named


def _of_the_budget(state: Sentence, index: int, context: Context) -> MetricReading | None:
    """「歲出中以國防支出3億元最多」, 「預算4億美元。…我國分攤5萬美元」: a part of a budget told before."""
    mention, passage = state.mentions[index], state.passage
    clause = passage.clause_start(mention.start)
    part = _BUDGET_PART_GREW if mention.kind == "growth" else _BUDGET_PART
    spent = mention.kind == "amount" and _AMONG_SPENT.search(
        passage.folded, max(0, clause - 1), mention.start
    )
    if index and mention.kind == "amount" and state.metrics[index - 1].metric == "budget":
        before = state.mentions[index - 1].end
        spent = spent or _BESIDE_SPENT.search(passage.folded, before, mention.start)
    if mention.kind == "rank" or not (spent or part.search(passage.folded, clause, mention.start)):
        return None
    told = state.metrics[index - 1] if index else context.metric
    among = _BUDGET_WHOLE.search(passage.folded, clause, mention.start) is not None
    if not among and (told is None or told.metric != "budget"):
        return None
    return MetricReading("budget", None, "part of a budget")


def _item_of_a_budget(state: Sentence, index: int, own: MetricReading) -> MetricReading | None:
    """「補助預算2,350萬元，其中教師薪資1,420萬元、運送費460萬元」: what it is spent on is of the budget."""
    mention, passage = state.mentions[index], state.passage
    if own.metric != "other" or mention.kind != "amount":
        return None
    segment = passage.segment_start(mention.start)
    listed = _BUDGET_LIST.search(passage.folded, passage.start, mention.start)
    if listed is not None and mention.unit == "TWD":
        return MetricReading("budget", None, "item of a list of budgets")
    among = passage.folded.rfind("其中", segment, mention.start)
    whole = [i for i in range(index) if segment <= state.mentions[i].start and state.mentions[i].end <= among]
    of_money = [i for i in whole if state.mentions[i].kind == "amount"]
    if not of_money or state.metrics[of_money[-1]].metric not in ("budget", "aid"):
        return None
    return replace(state.metrics[of_money[-1]], how="item of the budget before it")


def _allotted_again(state: Sentence, index: int, own: MetricReading) -> MetricReading | None:
    """「技術合作經費1億元，本年度編列2億元」: what is allotted without a name is what was named before."""
    if not index or own.metric != "budget" or own.words is None or state.mentions[index].kind != "amount":
        return None
    passage, (start, end) = state.passage, own.words
    clause = passage.clause_start(state.mentions[index].start)
    named = [
        c for c in passage.cues if c.kind == "metric" and clause <= c.start < state.mentions[index].start
    ]
    bare = len(named) == 1 and passage.folded[start:end] == "編列"
    if not bare or not _ALLOTS.fullmatch(passage.folded, clause, state.mentions[index].start):
        return None
    return (
        replace(state.metrics[index - 1], how="allotted for the same") if _is_aid(state, index - 1) else None
    )


def _is_aid(state: Sentence, index: int) -> bool:
    return state.metrics[index].metric == "aid" and state.mentions[index].kind == "amount"


def _of_its_goods(state: Sentence, index: int, own: MetricReading) -> MetricReading | None:
    """「出口9億美元，其中農產品2億美元」, 「平均關稅6%，農產品12%」: goods do not name what is measured."""
    if not index or own.words is None or state.passage.folded[slice(*own.words)] not in _GOODS:
        return None
    before = state.metrics[index - 1]
    if before.metric not in (*_GOODS_FLOWS, "tariff"):
        return None
    return replace(before, how="carried from the figure before")


def _of_its_part(state: Sentence, index: int, own: MetricReading) -> MetricReading | None:
    """「匯款281億美元，占GDP約9%」: the share is one of the money before it, GDP only its measure."""
    mention, passage = state.mentions[index], state.passage
    if mention.kind != "share" or own.metric != "gdp" or own.words is None:
        return None
    if _TAKES.search(passage.folded, max(passage.start, own.words[0] - 8), own.words[0]) is None:
        return None
    segment = passage.segment_start(mention.start)
    before = [i for i in range(index) if state.mentions[i].start >= segment]
    part = next((i for i in reversed(before) if state.mentions[i].kind == "amount"), None)
    if part is None and index and state.mentions[index - 1].kind == "share" and before:
        part = index - 1  # 「由5.4%提高至7.3%」
    if (
        part is None
        or state.metrics[part].metric == "gdp"
        or _PRODUCED.search(passage.folded, segment, mention.start)
    ):
        return None
    return replace(state.metrics[part], how="part of the product that is told before it")


def _of_the_product(state: Sentence, index: int, own: MetricReading) -> MetricReading | None:
    """「民間消費占GDP之53%」: what is consumed is told as a part of the product."""
    mention, passage = state.mentions[index], state.passage
    if own.metric != "other" or mention.kind != "share":
        return None
    found = _OF_GDP.search(passage.folded, passage.clause_start(mention.start), mention.start)
    if found is not None and _OWED.search(passage.folded, passage.clause_start(mention.start), found.start()):
        return None
    return MetricReading("gdp", found.span("gdp"), "share of the product") if found else None


def _grows(state: Sentence, index: int) -> bool:
    mention, passage = state.mentions[index], state.passage
    return economy_grows(passage, passage.clause_start(mention.start), mention.start, mention.end)


def _of_its_market(state: Sentence, index: int) -> MetricReading | None:
    """「對我出口2億美元，我國為其第8大市場」: the market is that of the exports."""
    text = state.mentions[index].text
    before = state.metrics[index - 1] if index else None
    if before is None or before.metric not in ("exports", "imports") or not _BARE_MARKET.fullmatch(text):
        return None
    return replace(before, how="market of the trade before it")


def _paired(state: Sentence, index: int) -> MetricReading | None:
    """「出、進口值分別為 A 及 B，較上年增加 C 及 D」: the first of two belongs to the first metric."""
    mention, passage = state.mentions[index], state.passage
    following = state.mentions[index + 1] if index + 1 < len(state.mentions) else None
    if (
        index
        and state.pair
        and state.pair_place == 1
        and is_joined(passage, state.mentions[index - 1], mention)
    ):
        state.pair_place = 0
        return MetricReading(state.pair[1], None, "second of two")
    if following is None or not is_joined(passage, mention, following):
        return None
    pair = paired_metrics(mention, passage)
    if pair is None and own_metric(mention, passage) is None:
        pair = state.pair or _measured_before(state, index)
    if pair is None:
        return None
    state.pair, state.pair_place = pair, 1
    return MetricReading(pair[0], None, "first of two")


def _measured_before(state: Sentence, index: int) -> tuple[Metric, Metric] | None:
    """The metrics of the two amounts before 「分別較上年同期減少 C 與 D」."""
    mention = state.mentions[index]
    if index < _TWO or not is_respective(state.passage, mention):
        return None
    first, second = state.metrics[index - 2].metric, state.metrics[index - 1].metric
    return (first, second) if first != second else None
