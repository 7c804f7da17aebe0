"""What figures mean: metric, period and parties, read from the sentence and carried through it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.dates import ResolvedDate
from pipeline.document import Document, Issue, Reference
from pipeline.trade.checks import check_figures
from pipeline.trade.cues import find_cues, fold_text
from pipeline.trade.currencies import settle_currency
from pipeline.trade.metrics import (
    MetricReading,
    asks_for_context,
    earlier_metric,
    is_joined,
    is_macro,
    label_metric,
    later_metric,
    own_metric,
    paired_metrics,
)
from pipeline.trade.model import Figure, FigureMention, FigureResolution, Metric
from pipeline.trade.parties import (
    HOME,
    WORLD,
    Parties,
    PartyCue,
    bears_on_figures,
    country_lists,
    own_parties,
    party_cues,
    rank_parties,
    subject_economy,
)
from pipeline.trade.passages import Passage, read_passages
from pipeline.trade.periods import Calendar
from pipeline.trade.products import read_product
from pipeline.trade.tables import resolve_table_figures

_STAGE = "trade"
_DEFICIT = re.compile(r"逆差|入超|赤字")
_TRADE: tuple[Metric, ...] = ("trade_total", "exports", "imports", "trade_balance")
_LASTING = ("direction", "who ranks", "country beside")
_RESPECTIVELY = re.compile(r"分別|各為|各較|依序為|依次為")
_AMONG_THEM = re.compile(r"[ \t\u3000]*(?:其中|而其|又其)")
_IN_THE_WORLD = re.compile(r"全球|世界|全世界")
_SUM = re.compile(r"合計|共計|總計|總額|總值|合共")
_WORLDWIDE_INVESTMENT = re.compile(r"僑外|外人|外資|對外|海外投資")


@dataclass
class _Context:
    """What earlier sentences of a paragraph leave to the next one."""

    paragraph: int
    metric: MetricReading | None = None
    parties: Parties | None = None
    last: Parties | None = None


@dataclass
class _Sentence:
    """The state while the figures of one sentence are read in order."""

    passage: Passage
    mentions: list[FigureMention]
    cues: list[PartyCue]
    label_parties: list[PartyCue]
    figures: list[Figure] = field(default_factory=list)
    metrics: list[MetricReading] = field(default_factory=list)
    parties: list[Parties] = field(default_factory=list)
    pair: tuple[Metric, Metric] | None = None
    pair_place: int = 0
    listed: dict[int, str] = field(default_factory=dict)


def resolve_figures(
    mentions: Sequence[FigureMention],
    document: Document | str,
    *,
    dates: Sequence[ResolvedDate] = (),
    reference: Reference | None = None,
) -> FigureResolution:
    """Gives every mention its metric, period, parties and product, and checks the stated arithmetic.

    ``dates`` are the resolved dates of the same text: no date is parsed here. ``reference`` is the
    document's own date; a figure without any date near it stays without a period. What stays unresolved
    is None, with an issue that says why.
    """
    text = document if isinstance(document, str) else document.text
    folded = fold_text(text)
    calendar = Calendar(folded, dates, reference)
    prose = [m for m in mentions if m.table is None]
    figures: list[Figure] = []
    context = _Context(-1)
    position = 0
    for passage in read_passages(folded, [m.start for m in prose]):
        own: list[FigureMention] = []
        while position < len(prose) and prose[position].start < passage.end:
            own.append(prose[position])
            position += 1
        if passage.paragraph != context.paragraph:
            context = _Context(passage.paragraph)
        section = _section_words(document, passage.start)
        figures.extend(_resolve_sentence(passage, own, context, calendar, section))
    issues: list[Issue] = []
    if isinstance(document, Document):
        tabled, table_issues = resolve_table_figures(
            [m for m in mentions if m.table is not None], document, calendar
        )
        figures.extend(tabled)
        issues.extend(table_issues)
    figures.sort(key=lambda f: (f.mention.start, f.mention.end))
    figures, currency_issues = _settle_currencies(figures, folded)
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
    passage: Passage, mentions: list[FigureMention], context: _Context, calendar: Calendar, section: str
) -> list[Figure]:
    cues = party_cues(passage, max(passage.start, passage.label[1]), passage.end)
    label = party_cues(passage, *passage.label, cues=passage.label_cues)
    state = _Sentence(passage, mentions, cues, label, listed=_listed_parties(passage, mentions))
    for index in range(len(mentions)):
        metric = _metric(state, index, context, section)
        parties = _parties(state, index, metric, context)
        state.metrics.append(metric)
        state.parties.append(parties)
        state.figures.append(_figure(state, index, metric, parties, calendar))
    lasting = [
        (m, p)
        for f, m, p in zip(mentions, state.metrics, state.parties, strict=True)
        if passage.bracket(f.start) is None
    ]
    if lasting:
        context.metric = lasting[-1][0]
        directed = [p for _, p in lasting if p.how.removeprefix("carried: ").startswith(_LASTING)]
        context.parties = directed[-1] if directed else context.parties
        context.last = lasting[-1][1]
    return state.figures


def _metric(state: _Sentence, index: int, context: _Context, section: str) -> MetricReading:
    mention, passage = state.mentions[index], state.passage
    if paired := _paired(state, index):
        return paired
    if own := own_metric(mention, passage):
        return own
    previous = next(
        (
            i
            for i in range(index - 1, -1, -1)
            if state.mentions[i].kind != "rank" and passage.visible(state.mentions[i].start, mention.start)
        ),
        None,
    )
    floor = state.mentions[previous].end if previous is not None else passage.start
    if earlier := earlier_metric(mention, passage, floor):
        return earlier
    if previous is not None:
        return replace(state.metrics[previous], how="carried from the figure before")
    if later := later_metric(mention, passage):
        return later
    if labelled := label_metric(passage):
        return labelled
    if context.metric is not None and asks_for_context(mention, passage):
        return replace(context.metric, how="carried from the sentence before")
    titled = [c for c in find_cues(section, 0, len(section)) if c.kind == "metric"]
    if titled and asks_for_context(mention, passage):
        return MetricReading(_as_metric(titled[-1].value), None, "title of its section")
    return MetricReading("other", None, "nothing names it")


def _as_metric(value: str) -> Metric:
    return value  # type: ignore[return-value]


def _paired(state: _Sentence, index: int) -> MetricReading | None:
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


def _measured_before(state: _Sentence, index: int) -> tuple[Metric, Metric] | None:
    """The metrics of the two amounts before 「分別較上年同期減少 C 與 D」."""
    mention = state.mentions[index]
    clause = state.passage.clause_start(mention.start)
    if index < 2 or not _RESPECTIVELY.search(state.passage.folded, clause, mention.start):
        return None
    first, second = state.metrics[index - 2].metric, state.metrics[index - 1].metric
    return (first, second) if first != second else None


def _parties(state: _Sentence, index: int, reading: MetricReading, context: _Context) -> Parties:
    found = _written_parties(state, index, reading, context)
    mention, passage = state.mentions[index], state.passage
    if found.partner == HOME and found.reporter not in (None, HOME) and found.how.startswith("carried"):
        clause = passage.clause_start(mention.start)
        if reading.metric == "trade_total" or any(
            c.role == "home" and clause <= c.start < mention.end for c in state.cues
        ):
            return Parties(HOME, found.reporter, f"{found.how}, seen from the home country")
    return found


def _written_parties(state: _Sentence, index: int, reading: MetricReading, context: _Context) -> Parties:
    mention, passage, cues = state.mentions[index], state.passage, state.cues
    if mention.kind == "rank" and (ranked := rank_parties(mention, passage, cues)):
        return ranked
    previous = state.mentions[index - 1] if index else None
    floor = previous.end if previous else passage.start
    macro = is_macro(reading, passage)
    if (
        mention.kind == "rank"
        and index
        and _IN_THE_WORLD.search(passage.folded, passage.clause_start(mention.start), mention.end)
    ):
        return Parties(state.parties[index - 1].reporter, WORLD, "carried: rank in the world")
    if index in state.listed:
        return Parties(HOME, state.listed[index], "its place in a list")
    if own := own_parties(mention, passage, cues, macro, reading.metric in ("investment", "aid"), floor):
        return own
    clause = passage.clause_start(mention.start)
    last = state.parties[index - 1] if index else None
    summed = _SUM.search(passage.folded, clause, mention.start) is not None
    if last is not None and mention.kind != "amount" and not summed:
        return _carried(last)
    economy = subject_economy(passage, cues, mention.start)
    if economy is not None:
        return Parties(economy, None, "whose economy its sentence is about")
    before = [c for c in cues if c.start < clause and passage.visible(c.start, mention.start)]
    macro = macro or (
        context.metric is not None and context.metric.metric == "gdp" and reading.metric == "investment"
    )
    labelled = _label_parties(state, reading.metric, macro)
    if labelled is not None and (macro or labelled.partner is None):
        return labelled
    if found := _earlier_parties(mention, passage, before, macro):
        return found
    if labelled is not None:
        return labelled
    if last is not None and "label of the figure" not in last.how and not last.how.startswith("default"):
        return _carried(last)
    if context.last is not None and _AMONG_THEM.match(passage.folded, passage.start):
        return _carried(context.last)
    if context.parties is not None and not any(
        c.role in ("world", "plain", "region", "inbound") for c in cues
    ):
        return _carried(context.parties)
    return _default_parties(mention, passage, reading.metric)


def _carried(parties: Parties) -> Parties:
    return replace(parties, how="carried: " + parties.how.removeprefix("carried: "))


def _earlier_parties(
    mention: FigureMention, passage: Passage, before: list[PartyCue], macro: bool
) -> Parties | None:
    """Parties named in an earlier clause.

    A direction holds to the end of the sentence, a mere country only to the next semicolon.
    """
    relations = [c for c in before if c.role == "relation" and bears_on_figures(passage, c)]
    segment = passage.segment_start(mention.start)
    near = [c for c in before if c.start >= segment]
    inbound = {c.partner for c in near if c.role == "inbound"}
    plain = {c.partner for c in near if c.role == "plain"}
    if macro:
        if len(plain) == 1 and not any(c.role == "home" for c in near):
            return Parties(plain.pop(), None, "whose economy, earlier in its sentence")
        if any(c.role == "world" and bears_on_figures(passage, c) for c in near) and not plain:
            return Parties(WORLD, None, "world earlier in its sentence")
        return None
    if relations and (not plain or relations[-1].start >= segment):
        last = relations[-1]
        return Parties(last.reporter, last.partner, "direction earlier in its sentence")
    if inbound:
        return Parties(
            HOME, inbound.pop() if len(inbound) == 1 else None, "investors earlier in its sentence"
        )
    if len(plain) == 1:
        return Parties(HOME, plain.pop(), "country earlier in its sentence")
    if plain:
        return Parties(HOME, None, "several countries in its sentence")
    return None


def _label_parties(state: _Sentence, metric: Metric, macro: bool) -> Parties | None:
    opening = state.passage.folded.find("(", *state.passage.label)
    cues = [c for c in state.label_parties if opening < 0 or c.start < opening]
    relations = [c for c in cues if c.role in ("relation", "inbound")]
    if relations:
        return Parties(relations[-1].reporter, relations[-1].partner, "label of its paragraph")
    plain = {c.partner for c in cues if c.role == "plain"}
    if len(plain) == 1:
        home = any(c.role in ("home", "relation") for c in state.cues)
        code = plain.pop()
        if not macro and (home or metric in ("investment", "aid")):
            return Parties(HOME, code, "label of its paragraph, with the home country")
        return Parties(code, None, "label of its paragraph")
    if plain or any(c.role == "region" for c in cues):
        return Parties(None if macro else HOME, None, "label of its paragraph names no single country")
    return None


def _listed_parties(passage: Passage, mentions: list[FigureMention]) -> dict[int, str]:
    """「韓國、日本及新加坡…，分別為 A、B 及 C」: each figure belongs to the country in its place."""
    found: dict[int, str] = {}
    for countries in country_lists(passage):
        run: list[int] = []
        for index, mention in enumerate(mentions):
            if run and is_joined(passage, mentions[run[-1]], mention):
                run.append(index)
            elif len(run) != len(countries):
                respective = _RESPECTIVELY.search(
                    passage.folded, passage.clause_start(mention.start), mention.start
                )
                run = [index] if respective else []
        if len(run) == len(countries):
            found.update(zip(run, countries, strict=True))
    return found


def _default_parties(mention: FigureMention, passage: Passage, metric: Metric) -> Parties:
    """A report of the home country speaks of the home country; its whole trade is with the world."""
    worldwide = metric in _TRADE or (
        metric == "investment" and _WORLDWIDE_INVESTMENT.search(passage.folded, passage.start, mention.end)
    )
    return Parties(HOME, WORLD if worldwide else None, "default")


def _figure(
    state: _Sentence, index: int, metric: MetricReading, parties: Parties, calendar: Calendar
) -> Figure:
    mention, passage = state.mentions[index], state.passage
    period = calendar.period(mention, passage)
    words = metric.words
    return Figure(
        mention=mention,
        kind=mention.kind,
        metric=metric.metric,
        metric_text=passage.folded[words[0] : words[1]] if words else None,
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


def _settle_currencies(figures: list[Figure], folded: str) -> tuple[list[Figure], list[Issue]]:
    settled: list[Figure] = []
    issues: list[Issue] = []
    for figure in figures:
        unit, issue = settle_currency(figure.mention, folded)
        settled.append(replace(figure, unit=unit))
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
