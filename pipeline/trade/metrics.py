"""Which metric a figure measures: the nearest cue in its clause, else carried through the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from pipeline.trade.cues import Cue
from pipeline.trade.model import FigureMention, Metric
from pipeline.trade.passages import Passage
from pipeline.trade.public_money import (
    is_aid_project,
    is_allotted,
    is_budgeted_debt,
    is_donated,
    is_given_in_kind,
    is_put_in_abroad,
    is_put_in_by_a_firm,
    is_soft_loan,
    is_spent,
)
from pipeline.trade.ranks import shared_noun

# 「3億2千萬美元順差」「50億元以上新增重大投資」: what the amount is of stands behind it.
_ATTACHED = re.compile(
    r"(?:以上|以下|左右|之譜)?(?:[(（][^()（）]{0,24}[)）])?(?:的|之)?(?:貿易|新增|重大|民間|政府|人道|開發|年度|補辦|追加|特別){0,3}"
)
_PAIR = re.compile(
    r"(?P<a>出|進|輸出|輸)口?(?:額|值|金額|總值|總額)?[ ]?[、及與和]?[ ]?(?P<b>進|出|輸入|輸出|入|出)口?"
)
_SEPARATOR = re.compile("[、及與和]")
_EACH = re.compile("分別|各")
_PAIRED: dict[str, Metric] = {
    "出": "exports",
    "輸出": "exports",
    "輸": "exports",
    "進": "imports",
    "輸入": "imports",
    "入": "imports",
}
_JOINED = re.compile(r"[^，；。]{0,2}?(?:[、及與和]|以及)[ \t]?")
_CAUSE_REACH = 90
_CAUSE_INSIDE = re.compile(r"因|由於|受(?=[^，]{0,80}影響)|主要係|主因")
_ADJUNCT = re.compile(
    r"(?:[但惟而及]|以及)?(?:主要|多|亦|皆|部分|大致)?[0-9第上下前半一二三四年季月]{0,8}(?:受|隨著|隨|因|由於|鑒於|主因|加以|為因應|為防止|配合|儘管|雖)"
)
MACRO_WORDS = re.compile(
    r"(?:民間|政府|公共|公營事業|公營|固定|住宅|企業|設備)(?:固定)?投資|資本形成|資本支出|消費|物價|失業率|工業生產|生產指數|內需|需求|CPI|WPI|"
    r"通膨|通貨膨脹|工資|薪資|房價|股市|匯率|經常帳|零售|景氣|製造業|生產|就業|利率|預算|赤字|債務|競爭力|經商|投資環境"
)
_RESPECTIVELY = re.compile(r"分別|各(?:為|較|達|高達|約)|依序為|依次為")
_GLOSS = re.compile(r"[(（][ ]?[A-Za-z]{2,4}[ ]?[)）]")
# 「按業別分，金融業A最多」 breaks down what the sentence before measured.
_BROKEN_DOWN = re.compile(r"[按依就以](?:主要)?(?:[業國洲]|行業|產業|國家|地區|產品|貨品|投資人?)別")
# 「新加坡以154億美元居首，其次為中國大陸74億美元，韓國45億美元次之」: places in what was told before.
_PLACED = re.compile(r"(?:為)?(?:居首|居冠|居第|名列第|居次|次之|再次之|最多|排名第)")
_NEXT = re.compile(r"其次[為是依]|[^其]次為")
_VALUE_WORD = re.compile(r"金額|總額|總值|合計|共計|其中|總計|累計|計|值|較|占|佔|增|減")
_STRONG = 2
# 「政府每年投入5億元」: what a government puts into a programme is its budget; what firms put in is not.
_TAKES = re.compile(r"[^，。；]{0,6}[占佔][^，。；]{0,4}")
_JOINTLY = re.compile(r"(?:合計|共計|合|共|總計)(?:約)?[占佔](?=[^，。；0-9]{0,8}總?[額值量])")
# 「其中2億元由紅十字會捐助」
_GIVEN_BY = re.compile(r"[^，。；]{0,3}由[^，。；]{1,24}?(?:捐[助贈款獻輸出]|援助|援贈|贈與|無償提供)")
# 「1.5億美元技職教育贈款」
_GIFT = re.compile(r"[^，。；、0-9]{0,10}?(?P<gift>贈款|援款|捐款|無償援助|人道援助)")
# 「匡列「創業貸款」6億元」: the quotation names the item that the money is budgeted for.
_BUDGETED = re.compile(r"編列|減列|增列|匡列|凍結|刪減")
# 「編列預算撥補虧損9億元」: the money is the budget's, the loss only its purpose.
# 「逾八成來自卡達」, 「六成銷往日本」
_GOES = re.compile(
    r"(?:以上|左右)?(?:的|之)?(?:直接|主要|均|皆|係|都)?"
    r"(?P<way>(?P<sold>銷往|輸往|外銷)|來自|源自|購自|進口自|自|從|由)"
)
# 「吸引外資159億美元，逾八成來自歐盟」
_INFLOW = re.compile(r"外資|外人(?:直接)?投資|僑外投資")
_EXPORTED = re.compile(
    r"(?:以上|左右)?(?:的|之)?(?:產品|產量|產能)?(?:直接|主要|均|皆|係|都|供|作){0,2}(?P<sold>外銷|出口)"
    r"(?![訂接額值量商品市][單額]?|成長|業)"
)
_EXPORTED_PART = re.compile(
    r"(?P<sold>外銷(?!訂單)|輸銷|出口(?!額|值))[^，。；0-9]{0,8}[占佔](?:其|該公司|該廠|公司|總)?(?:總|全年|年)?"
    r"(?:營收|營業額|產量|產值|產能|銷售額|銷售量|業績)(?:之|的|比重)?(?:約|逾|近|達)?[ \t]?$"
)
_SUBSIDY = re.compile(r"編列[^，。；]{0,12}(?:撥補|挹注|彌補|支應|補貼)[^，。；0-9]{0,10}$")
# 「印度成長率由2017年之6.9%…」, 「泰國107年預估成長4%」: what grows without being named is an economy.
_ECONOMY_GROWS = re.compile(
    r"(?:之|的|則|亦|同期|去年|今年|明年|本年|上年|全年|第[1-4一二三四]季|[上下]半年|[0-9０-９]{2,4}年度?|"
    r"實質|預估|預測|預計|估計|可|將|亦){0,4}(?:成長(?=率|[ \t]?[0-9約逾達僅近])|衰退(?=[ \t]?[0-9約逾達近]))"
)
_CUT = re.compile(r"減列|凍結")
_ITEM = re.compile(r"「[^「」\n]{1,60}」")
# 「預算減列7,000萬元（包括「大陸投資計畫」976萬元…」: the title of what it is for, right before the amount.
_TITLE = re.compile(r"[「【][^「」【】\n]{1,60}[」】][ \t]?$")
_OF_A_BUDGET = re.compile(r"預算|編列|減列|增列|匡列|凍結|刪減|經費")
# 「享有優惠關稅之出口」: money beside a trade flow is the goods' value; only rates and duties are tariff.
_RELIEF = re.compile(r"(?:減免|節省|省下|免徵|減徵|減讓)(?:之|的|了)?關稅|關稅(?:之|的)?(?:減免|節省|減徵)")
_RELIEF_REACH = 4
_DUTY_BEHIND = re.compile(
    r"(?:[、及與或至][0-9.]{1,5}[%％]){0,3}[ \t]?(?:以上|不等)?(?:之|的)?"
    r"(?:(?:進口|出口|報復性?|懲罰性?|額外|最惠國|普通){0,2}關|反傾銷|平衡|防衛|進口|出口)稅(?![務制法率])"
)
_MONEY_FOR = re.compile("(?:年度|總)?(?:預算|經費)")
_AID_GAP = re.compile(r"(?:之|的|計畫|工作|業務|項目|年度|相關|所需|總){0,3}")
_TRADED = ("exports", "imports", "trade_total")
# 「批發及零售業4.76億美元」 names an industry, not what is measured.
_INDUSTRY = re.compile(r"[\u4e00-\u9fff]{0,3}?業(?![務績者])")


GIVEN_BEHIND = "given by whom, behind the amount"
"""How the metric of 「2億元由…捐助」 was found."""


@dataclass(frozen=True, slots=True)
class MetricReading:
    """A metric, the words that name it (offsets) and how it was found."""

    metric: Metric
    words: tuple[int, int] | None
    how: str


def own_metric(mention: FigureMention, passage: Passage) -> MetricReading | None:
    """The metric that the figure's own clause or its own words name; None where they name none."""
    ranked = shared_noun(mention, passage.folded) if mention.kind == "rank" else None
    if ranked is not None and ranked != "other":
        return MetricReading(ranked, None, "ranked noun")
    if mention.kind == "growth" and _CUT.match(mention.text):
        return MetricReading("budget", None, "cut of a budget")
    if mention.kind == "share" and _DUTY_BEHIND.match(passage.folded, mention.end):
        return MetricReading("tariff", None, "rate of duty")
    start = passage.clause_start(mention.start)
    before = [
        c
        for c in passage.cues
        if c.kind == "metric"
        and start <= c.start < mention.start
        and (passage.visible(c.start, mention.start) or _GLOSS.match(passage.folded, c.start - 1))
        and not names_industry(passage, c, mention.start)
    ]
    before = _of_goods(passage.folded, mention, _without_items(passage, start, mention.start, before))
    if mention.kind == "amount":
        # 「為美國經濟貢獻10億美元」 is no product of that country.
        before = [c for c in before if c.value != "gdp" or c.weight >= _STRONG]
    end = passage.clause_end(mention.start)
    after = [
        c
        for c in passage.cues
        if c.kind == "metric" and mention.end <= c.start < end and passage.visible(c.start, mention.start)
    ]
    if after and mention.kind == "amount" and (given := _GIFT.match(passage.folded, mention.end, end)):
        return MetricReading("aid", given.span("gift"), "gift behind the amount")
    if mention.kind == "amount" and is_given_in_kind(passage, mention.start):
        return MetricReading("other", None, "given in kind")
    foreign = mention.kind == "amount" and mention.unit not in (None, "TWD")
    if foreign and (is_soft_loan(passage, start, mention) or is_put_in_abroad(passage, start, mention.start)):
        return MetricReading("aid", None, "put in by the home country")
    if mention.kind == "amount" and _GIVEN_BY.match(passage.folded, mention.end, end):
        return MetricReading("aid", None, GIVEN_BEHIND)
    if mention.kind == "amount" and after:
        attached = _ATTACHED.match(passage.folded, mention.end)
        weak = after[0].value == "gdp" and after[0].weight < _STRONG
        # 「宣布投資4億美元生產肥料」: the verb right before the amount is nearer than what it is for.
        put = before and before[-1].value == "investment" and before[-1].end >= mention.start - 1
        if attached and after[0].start <= attached.end() and not weak and not put:
            return _named(after[0], "behind the amount")
    if mention.kind == "share" and (sold := _sold_abroad(passage, mention, start, end)):
        return MetricReading("exports", sold, "share that is sold abroad")
    if mention.kind == "share" and not before and (goes := _GOES.match(passage.folded, mention.end)):
        abroad = any(c.kind == "country" and goes.end() <= c.start <= goes.end() + 1 for c in passage.cues)
        if abroad:
            way: Metric = "exports" if goes.group("sold") else "imports"
            if way == "imports" and _INFLOW.search(passage.folded, passage.segment_start(start), start):
                way = "investment"
            return MetricReading(way, goes.span("way"), "which way the share goes")
    if mention.kind == "share" and before and before[-1].value == "gdp" and len(before) > 1:
        before.pop()
    if before:
        strong = [c for c in before if c.weight >= _STRONG]
        if mention.kind == "amount" and _SUBSIDY.search(passage.folded, start, mention.start):
            return MetricReading("budget", None, "paid out of a budget")
        if foreign and is_aid_project(passage, before[-1], mention.start):
            return MetricReading("aid", (before[-1].start, before[-1].end), "spent by the aid agency")
        if mention.kind == "amount" and is_budgeted_debt(passage, before[-1], mention.start):
            return MetricReading("budget", None, "debt that a budget names")
        return _named(_of_aid(passage, _without_cause(passage, strong or before)), "in its clause")
    if mention.kind == "amount" and mention.unit != "TWD" and is_donated(passage, start, mention.start):
        return MetricReading("aid", None, "donated")
    if mention.kind == "amount" and (is_spent(passage, mention.start) or is_allotted(passage, mention.start)):
        return MetricReading("budget", None, "put in by the government")
    if mention.kind == "amount" and is_put_in_by_a_firm(passage, start, mention.start):
        return MetricReading("investment", None, "put in by a firm")
    return MetricReading(ranked, None, "ranked noun") if ranked is not None else None


def _sold_abroad(passage: Passage, mention: FigureMention, start: int, end: int) -> tuple[int, int] | None:
    """「其中九成以上外銷」, 「外銷臺灣占其營收22%」: the words that say that this part is exported."""
    if behind := _EXPORTED.match(passage.folded, mention.end, end):
        return behind.span("sold")
    before = _EXPORTED_PART.search(passage.folded, start, mention.start)
    return before.span("sold") if before else None


def economy_grows(passage: Passage, clause: int, start: int, end: int) -> bool:
    """Whether the clause says only that a country grows, so that what grows is its economy."""
    return any(
        _ECONOMY_GROWS.match(passage.folded, c.end, end)
        for c in passage.cues
        if clause <= c.start < start and c.kind in ("country", "home")
    )


def _without_items(passage: Passage, start: int, end: int, cues: list[Cue]) -> list[Cue]:
    """The cues without those of a quoted budget item."""
    budgeted = _BUDGETED.search(passage.folded, start, end)
    items = [m.span() for m in _ITEM.finditer(passage.folded, budgeted.end(), end)] if budgeted else []
    title = _TITLE.search(passage.folded, start, end)
    if title and _OF_A_BUDGET.search(passage.folded, passage.start, end):
        items.append(title.span())
    return [c for c in cues if not any(a <= c.start < b for a, b in items)]


def _around(cue: Cue) -> tuple[int, int]:
    return max(0, cue.start - _RELIEF_REACH), cue.end + _RELIEF_REACH


def _of_goods(folded: str, mention: FigureMention, cues: list[Cue]) -> list[Cue]:
    """The cues without the tariff that goods enjoy, where an amount is theirs and no duty is relieved."""
    if mention.kind != "amount" or not any(c.value in _TRADED for c in cues):
        return cues
    if relieved := [c for c in cues[-1:] if c.value == "tariff" and _RELIEF.search(folded, *_around(c))]:
        return relieved
    return [c for c in cues if c.value != "tariff"]


def names_industry(passage: Passage, cue: Cue, end: int) -> bool:
    """Whether the cue is part of an industry's name (批發及零售業, 用水供應業)."""
    return _INDUSTRY.match(passage.folded, cue.end, end) is not None


def _without_cause(passage: Passage, cues: list[Cue]) -> list[Cue]:
    """「政府消費因預算執行較佳…」: what stands behind 因 is the cause, not what is measured."""
    for i in range(1, len(cues)):
        cause = _CAUSE_INSIDE.search(
            passage.folded, cues[i - 1].end, min(passage.end, cues[i].start + _CAUSE_REACH)
        )
        if cause is not None and cause.start() < cues[i].start:
            return cues[:i]
    return cues


def _of_aid(passage: Passage, cues: list[Cue]) -> Cue:
    """The cue that names the metric: a budget of aid (援外預算, ODA經費) is aid."""
    last = cues[-1]
    if last.value != "budget" or not _MONEY_FOR.fullmatch(passage.folded, last.start, last.end):
        return last
    given = [c for c in cues if c.value == "aid" and _AID_GAP.fullmatch(passage.folded, c.end, last.start)]
    return given[-1] if given else last


def later_metric(mention: FigureMention, passage: Passage) -> MetricReading | None:
    """The metric named behind the figure in its clause."""
    end = passage.clause_end(mention.start)
    after = [
        c for c in passage.cues if c.kind == "metric" and mention.end <= c.start < end and c.weight >= _STRONG
    ]
    return _named(after[0], "later in its clause") if after else None


def earlier_metric(mention: FigureMention, passage: Passage, floor: int) -> MetricReading | None:
    """The last metric that the sentence names before the figure's clause and after ``floor``."""
    clause = passage.clause_start(mention.start)
    before = [
        c
        for c in passage.cues
        if c.kind == "metric"
        and floor <= c.start < clause
        and passage.visible(c.start, mention.start)
        and not names_industry(passage, c, clause)
    ]
    strong = _of_goods(passage.folded, mention, [c for c in before if c.weight >= _STRONG])
    if mention.kind == "share" and _only_measures(passage, strong):
        strong.pop()
    if not strong and mention.kind == "growth":
        strong = [c for c in before if c.value == "gdp"]
    stated = [c for c in strong if not _is_adjunct(passage, c)]
    # What grows is never the occasion: 「因投資衰退，成長率降至1.6%」 goes on with the measure before it.
    chosen = stated or ([] if mention.kind == "growth" else strong)
    if not chosen:
        return None
    clause_of_last = passage.clause_start(chosen[-1].start)
    same = [c for c in chosen if c.start >= clause_of_last]
    return _named(_of_aid(passage, _without_cause(passage, same)), "earlier in its sentence")


def _only_measures(passage: Passage, cues: list[Cue]) -> bool:
    """「預算赤字占GDP比重，從2.5%降至1.6%」, 「ODA/GNI比例」: GDP is only what it is measured by."""
    if len(cues) <= 1 or cues[-1].value != "gdp" or cues[-2].value == "gdp":
        return False
    taken = _TAKES.fullmatch(passage.folded, cues[-2].end, cues[-1].start)
    return cues[-2].value == "aid" or taken is not None


def whole_metric(mention: FigureMention, passage: Passage) -> MetricReading | None:
    """「以荷蘭3億美元居首，…，五者合占僑外投資總額72%」: the whole, told behind its parts."""
    joint = _JOINTLY.search(passage.folded, mention.end, passage.end)
    if joint is None:
        return None
    end = passage.clause_end(joint.end())
    named = [c for c in passage.cues if c.kind == "metric" and joint.end() <= c.start < end]
    return _named(named[0], "the whole that it is a part of") if named else None


def _is_adjunct(passage: Passage, cue: Cue) -> bool:
    """Whether the cue's clause only gives the occasion (受…影響, 隨出口升溫, 因油價下跌)."""
    return _ADJUNCT.match(passage.folded, passage.clause_start(cue.start), cue.end) is not None


def label_metric(passage: Passage) -> MetricReading | None:
    """The metric that the paragraph's label names (「２、僑外投資：」)."""
    cues = [c for c in passage.label_cues if c.kind == "metric" and c.weight >= _STRONG]
    return _named(cues[-1], "label of its paragraph") if cues else None


def paired_metrics(mention: FigureMention, passage: Passage) -> tuple[Metric, Metric] | None:
    """The two metrics of 「出、進口值分別為 A 及 B」 in the clause before the figure."""
    start = passage.clause_start(mention.start)
    found = list(_PAIR.finditer(passage.folded, start, mention.start))
    if not found and is_respective(passage, mention):
        # 「輸出、入將轉為正成長，分別達9.5%及10.9%」
        previous = passage.clause_start(start - 1)
        found = list(_PAIR.finditer(passage.folded, previous, start))
    if not found or not (
        _SEPARATOR.search(found[-1].group()) or _EACH.search(passage.folded, start, mention.start)
    ):
        return None
    first, second = _PAIRED[found[-1].group("a")], _PAIRED[found[-1].group("b")]
    return (first, second) if first != second else None


def is_macro(reading: MetricReading, passage: Passage) -> bool:
    """Whether the metric is one of a single economy (gdp, 民間投資, 失業率), which has no partner."""
    if reading.metric == "gdp":
        return True
    if reading.words is None or reading.metric in (
        "exports",
        "imports",
        "trade_total",
        "trade_balance",
        "aid",
    ):
        return False
    start, end = reading.words
    return MACRO_WORDS.search(passage.folded, max(0, start - 4), end) is not None


def is_joined(passage: Passage, first: FigureMention, second: FigureMention) -> bool:
    """Whether ``second`` is coordinated with ``first`` (A、B, A及B)."""
    return (
        first.kind == second.kind and _JOINED.fullmatch(passage.folded, first.end, second.start) is not None
    )


def is_respective(passage: Passage, mention: FigureMention) -> bool:
    """Whether the clause deals its values out in order (分別, 各為)."""
    clause = passage.clause_start(mention.start)
    if clause > passage.start and passage.folded[clause - 1] in ":：":
        clause = passage.clause_start(clause - 1)  # 「分別為：A及B」
    return _RESPECTIVELY.search(passage.folded, clause, mention.start) is not None


def respective_runs(passage: Passage, mentions: list[FigureMention]) -> list[list[int]]:
    """The runs of coordinated figures that a clause deals out in order: indices into ``mentions``."""
    runs: list[list[int]] = []
    for index, mention in enumerate(mentions):
        if runs and runs[-1][-1] == index - 1 and is_joined(passage, mentions[index - 1], mention):
            runs[-1].append(index)
        elif is_respective(passage, mention):
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def asks_for_context(mention: FigureMention, passage: Passage) -> bool:
    """Whether the clause measures something that an earlier sentence named (金額為, 其中, 較上年)."""
    start = passage.clause_start(mention.start)
    if _BROKEN_DOWN.search(passage.folded, passage.start, mention.start):
        return True
    if _PLACED.match(passage.folded, mention.end) or _NEXT.search(passage.folded, start, mention.start):
        return True
    return mention.kind != "amount" or _VALUE_WORD.search(passage.folded, start, mention.start) is not None


def _named(cue: Cue, how: str) -> MetricReading:
    return MetricReading(cast(Metric, cue.value), (cue.start, cue.end), how)
