"""What figures mean: metric, period and parties, read from the sentence and carried through it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.dates import ResolvedDate
from pipeline.document import Document, Issue, Reference
from pipeline.trade.carried_metrics import read_metric
from pipeline.trade.carried_parties import read_parties
from pipeline.trade.cells import resolve_table_figures
from pipeline.trade.checks import check_figures
from pipeline.trade.clause_parties import listed_parties
from pipeline.trade.cues import fold_text
from pipeline.trade.currencies import settle_currency
from pipeline.trade.headings import Headings
from pipeline.trade.hosts import Hosts
from pipeline.trade.market_shares import RELIANCE
from pipeline.trade.metrics import MetricReading, respective_runs
from pipeline.trade.model import Figure, FigureMention, FigureResolution
from pipeline.trade.one_economy import is_converted
from pipeline.trade.parties import Parties, party_cues
from pipeline.trade.passages import Passage, read_passages
from pipeline.trade.periods import IN_BRACKETS, NO_TERM, PLAN_TERM, Calendar, Period
from pipeline.trade.products import read_product
from pipeline.trade.sentence import Context, Sentence
from pipeline.trade.terms import BALANCE

_STAGE = "trade"
_DEFICIT = re.compile(r"逆差|入超|赤字")
_SURVEYED = ("exports", "imports", "trade_total")
_OF_BEFORE = "date of the paragraph before"
_EARLIER_SENTENCE = "date of an earlier sentence"
_EARLIER_CLAUSE = "date earlier in its sentence"
_ACHIEVED = re.compile(
    r"商機|採購|訂單|接單|下單|成交|簽約|得標|標案|承保|核保|融資|放款|貸款|銷售|營業|營收|產值|消費|金額|總額|總值|餘額|合計|共計"
)
_PART = re.compile(r"其中|其餘|包括|包含|含")
# 「低於歐盟所定60%之上限」 tells what is allowed; the text does not go on about who allows it.
_NORM = re.compile(r"(?:之|的)?(?:法定|容許|債限|警戒){0,2}(?:上限|下限|標準|門檻|比率規定|警戒線)")
_ITEMS = re.compile(
    r"主要(?:之|的)?(?:進口|出口|輸出|輸入)?(?:品項|產品|項目|商品|貨品|農產品)|"
    r"(?:進|出)口(?:之|的)?主要(?:品項|產品|項目|商品|貨品|農產品)"
)
_LASTING = ("direction", "who ranks", "country beside")


def resolve_figures(
    mentions: Sequence[FigureMention],
    document: Document | str,
    *,
    dates: Sequence[ResolvedDate] = (),
    reference: Reference | None = None,
    destinations: Sequence[str] = (),
) -> FigureResolution:
    """Gives every mention its metric, period, parties and product, and checks the stated arithmetic.

    ``dates`` are the resolved dates of the same text: no date is parsed here. ``reference`` is the
    document's own date; a figure without any date near it stays without a period. ``destinations`` are
    the countries of the trip that the document reports (alpha-3). What stays unresolved is None, with an
    issue that says why.
    """
    text = document if isinstance(document, str) else document.text
    folded = fold_text(text)
    calendar = Calendar(folded, dates, reference)
    hosts = Hosts(folded, destinations)
    headings = Headings(folded, hosts.only)
    prose = [m for m in mentions if m.table is None]
    figures: list[Figure] = []
    context = Context(-1)
    position = 0
    for passage in read_passages(folded, [m.start for m in prose]):
        own: list[FigureMention] = []
        while position < len(prose) and prose[position].start < passage.end:
            own.append(prose[position])
            position += 1
        if passage.paragraph != context.paragraph:
            adjacent = folded.count("\n", context.paragraph, passage.paragraph) == 1
            context = Context(passage.paragraph, told=context.measured if adjacent else None)
        section = _section_words(document, passage.start)
        headed = headings.economy(own[0].start) if own else None
        figures.extend(_resolve_sentence(text, passage, own, context, calendar, section, hosts, headed))
    issues: list[Issue] = []
    if isinstance(document, Document):
        tabled, table_issues = resolve_table_figures(
            [m for m in mentions if m.table is not None], document, calendar, hosts.only, figures
        )
        figures.extend(tabled)
        issues.extend(table_issues)
    figures.sort(key=lambda f: (f.mention.start, f.mention.end))
    figures, currency_issues = _settle_currencies(figures, folded, hosts)
    issues.extend(currency_issues)
    issues.extend(_gaps(figures))
    issues.extend(check_figures(figures))
    kept = tuple(f for f in figures if f.value is not None)
    return FigureResolution(kept, tuple(sorted(issues, key=lambda i: (i.start or 0, i.code))))


def _section_words(document: Document | str, position: int) -> str:
    if isinstance(document, str):
        return ""
    section = document.section_at(position)
    return fold_text(section.title) if section else ""


def _resolve_sentence(
    text: str,
    passage: Passage,
    mentions: list[FigureMention],
    context: Context,
    calendar: Calendar,
    section: str,
    hosts: Hosts,
    headed: str | None,
) -> list[Figure]:
    cues = party_cues(passage, max(passage.start, passage.label[1]), passage.end)
    label = party_cues(passage, *passage.label, cues=passage.label_cues)
    runs = respective_runs(passage, mentions)
    listed = listed_parties(passage, runs, mentions)
    host = headed or (hosts.at(mentions[0].start) if mentions else None)
    state = Sentence(passage, mentions, cues, label, listed=listed, section=section, host=host, headed=headed)
    dated = calendar.listed(passage, runs, mentions)
    for index in range(len(mentions)):
        metric = read_metric(state, index, context, section)
        parties = read_parties(state, index, metric, context)
        state.metrics.append(metric)
        state.parties.append(parties)
        period = (
            Period(dated[index], "its place in a list")
            if index in dated
            else calendar.period(mentions[index], passage)
        )
        period = _limited(period, state, index, metric)
        period = _told_before(_of_its_whole(period, state, index), state, metric, parties, context)
        state.figures.append(_figure(text, state, index, metric, parties, calendar, period))
        if period.value is not None and passage.bracket(mentions[index].start) is None:
            context.measured = (metric.metric, period.value)
    lasting = [
        (m, p)
        for f, m, p in zip(mentions, state.metrics, state.parties, strict=True)
        if passage.bracket(f.start) is None and not _NORM.match(passage.folded, f.end)
    ]
    if lasting:
        context.metric = lasting[-1][0]
        directed = [p for _, p in lasting if p.how.removeprefix("carried: ").startswith(_LASTING)]
        context.parties = directed[-1] if directed else context.parties
        context.last = lasting[-1][1]
    return state.figures


def _limited(period: Period, state: Sentence, index: int, metric: MetricReading) -> Period:
    """An earlier sentence dates what was achieved in its term (商機, 採購); debts and duties have none."""
    mention, passage = state.mentions[index], state.passage
    before_it = state.figures[-1] if index else None
    if before_it is not None and before_it.period == period.value and _EARLIER_SENTENCE in before_it.reason:
        return period  # 「各部門營收中，運輸1,432億日圓；零售及餐飲519億日圓」
    holds = metric.how == RELIANCE or (metric.metric == "tariff" and mention.kind == "share")
    # 「目標2025年產值達4,000億美元，並課徵10%之關稅」
    other = before_it is not None and before_it.metric != "tariff" and before_it.kind == "amount"
    if holds and (period.how == _EARLIER_SENTENCE or (other and period.how == _EARLIER_CLAUSE)):
        return Period(None, "a rate that holds now")
    if mention.kind != "amount" or metric.metric != "other" or period.how != _EARLIER_SENTENCE:
        return period
    if BALANCE.pattern.search(passage.folded, passage.start, mention.start):
        return period
    start, end = metric.words or (mention.start, mention.start)
    if _ACHIEVED.search(
        passage.folded, min(start, passage.clause_start(mention.start)), max(end, mention.start)
    ):
        return period
    return Period(None, "no date")


def _of_its_whole(period: Period, state: Sentence, index: int) -> Period:
    """「重建經費9億元，其中2億元由…捐助，占兩成」: the parts of a cost without a term have none.

    What grows or takes a part beside an amount that a bracket dates is of the same years.
    """
    before_it = state.figures[index - 1] if index else None
    if before_it is not None and is_converted(state, index) and "its clause" not in period.how:
        return Period(before_it.period, "of the money that is converted")
    undated = period.how == "no date" and state.mentions[index].kind != "amount"
    if undated and before_it is not None and re.search(f"{PLAN_TERM}|{IN_BRACKETS}", before_it.reason):
        return Period(before_it.period, PLAN_TERM)
    if (
        not index
        or not period.how.startswith("date earlier")
        or NO_TERM not in state.figures[index - 1].reason
    ):
        return period
    mention, before = state.mentions[index], state.mentions[index - 1]
    part = mention.kind != "amount" or _PART.search(state.passage.folded, before.end, mention.start)
    return Period(None, NO_TERM) if part else period


def _told_before(
    period: Period, state: Sentence, metric: MetricReading, parties: Parties, context: Context
) -> Period:
    """A survey of several economies goes on: 「…去年出口A。⏎韓國出口B，…」 is of the same year.

    So do the items of a trade: 「…98年自加國進口A。⏎主要品項為豬肉B、小麥C」.
    """
    if context.told is None or context.told[0] not in _SURVEYED or metric.metric not in _SURVEYED:
        return period
    foreign = parties.reporter not in (None, "TWN", "WLD") and parties.partner in (None, "WLD")
    before = state.figures[-1].reason if state.figures else ""
    passage = state.passage
    foreign = foreign or _ITEMS.search(passage.folded, passage.start, passage.end) is not None
    goes_on = period.how == "no date" or (period.how == "undated rank" and _OF_BEFORE in before)
    return Period(context.told[1], _OF_BEFORE) if foreign and goes_on and period.value is None else period


def _figure(
    text: str,
    state: Sentence,
    index: int,
    metric: MetricReading,
    parties: Parties,
    calendar: Calendar,
    period: Period,
) -> Figure:
    mention, passage = state.mentions[index], state.passage
    words = metric.words
    return Figure(
        mention=mention,
        kind=mention.kind,
        metric=metric.metric,
        metric_text=text[words[0] : words[1]] if words else None,
        value=_signed(mention, metric, passage),
        unit=mention.unit,
        qualifier=mention.qualifier,
        period=period.value,
        compared_to=calendar.compared_to(mention, passage, period.value)
        if mention.kind == "growth"
        else None,
        reporter=parties.reporter,
        partner=parties.partner,
        product=read_product(mention, passage, metric.metric),
        table=None,
        row=None,
        column=None,
        reason=f"metric: {metric.how}; period: {period.how}; parties: {parties.how}",
    )


def _signed(mention: FigureMention, metric: MetricReading, passage: Passage) -> Decimal | None:
    """A deficit is negative; a surplus keeps its sign (positive, or the minus that is written)."""
    value = mention.value
    if value is None or mention.kind != "amount" or metric.metric != "trade_balance" or metric.words is None:
        return value
    word = passage.folded[metric.words[0] : metric.words[1]]
    if _DEFICIT.search(word):
        return -abs(value)
    return value


def _settle_currencies(figures: list[Figure], folded: str, hosts: Hosts) -> tuple[list[Figure], list[Issue]]:
    settled: list[Figure] = []
    issues: list[Issue] = []
    for figure in figures:
        unit, issue = settle_currency(figure.mention, folded, hosts.at(figure.mention.start))
        settled.append(replace(figure, unit=unit) if unit != figure.unit else figure)
        if issue is not None:
            issues.append(issue)
    return settled, issues


def _gaps(figures: list[Figure]) -> list[Issue]:
    issues: list[Issue] = []
    for figure in figures:
        mention = figure.mention
        if figure.value is None:
            issues.append(
                Issue(
                    _STAGE,
                    "indefinite-number",
                    "info",
                    f"{mention.text} is not a definite number: no figure",
                    mention.start,
                    mention.end,
                )
            )
        elif figure.period is None and figure.kind != "rank":
            issues.append(
                Issue(
                    _STAGE,
                    "figure-without-period",
                    "info",
                    f"no date says when {mention.text} holds ({figure.reason})",
                    mention.start,
                    mention.end,
                )
            )
    return issues
