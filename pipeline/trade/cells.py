"""What a cell of a table means: heads, labels, caption or the sentence before give metric and parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from pipeline.document import Cell, Document, Issue
from pipeline.trade.cues import fold_text
from pipeline.trade.grids import Grid, read_grids
from pipeline.trade.metrics import MACRO_WORDS
from pipeline.trade.model import TRADE, Figure, FigureMention, Kind, Metric
from pipeline.trade.periods import Calendar
from pipeline.trade.table_cues import Named, cell_cues, compact, first_cue
from pipeline.trade.table_titles import directed, is_mutual, short_pairs, titles
from pipeline.trade.tables import PERCENT, is_economic, read_unit

_LABELS_ABOVE = 8
_TOTAL = re.compile(r"合計|總計|總額|總值|總數|小計|全球|全部|Total", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:如下|如[下附次後]?表|見[下附]表|詳[下附]表|列表)[^，。；\n]{0,12}[:：。]?$")
_TELLS_WITHIN = 24


def resolve_table_figures(
    mentions: Sequence[FigureMention],
    document: Document,
    calendar: Calendar,
    host: str | None = None,
    prose: Sequence[Figure] = (),
) -> tuple[list[Figure], list[Issue]]:
    """The meaning of table figures, and an issue for each economic table whose unit is not written.

    ``host`` is the one country of the trip that the document reports, if it reports one. ``prose`` are the
    figures of its sentences, in order: one that ends 「統計如下：」 says what the table under it measures.
    """
    grids = read_grids(document)
    told = {g.index: figure for g in grids if (figure := _told_before(g, prose)) is not None}
    folded = fold_text(document.text)
    by_place = {(g.index, c.row, c.column): c for g in grids for c in g.table.cells}
    figures = [
        _figure(m, grids[m.table], by_place[m.table, m.row or 0, m.column or 0], folded, calendar, host)
        for m in mentions
        if m.table is not None
    ]
    figures = [_as_told(f, told.get(f.table)) if f.table is not None else f for f in figures]
    used = {m.table for m in mentions}
    issues = [
        Issue(
            "trade",
            "table-without-unit",
            "warning",
            "no head or caption gives a unit",
            g.table.start,
            g.table.end,
        )
        for g in grids
        if g.numeric and g.index not in used and is_economic(g)
    ]
    return figures, issues


def _told_before(grid: Grid, prose: Sequence[Figure]) -> Figure | None:
    """The last amount of a sentence that a table goes on with: 「出口3,120萬美元，各項目統計如下：」."""
    above = grid.text[: grid.caption[0]].rstrip()
    if _GOES_ON.search(above, max(0, len(above) - _TELLS_WITHIN)) is None:
        return None
    paragraph = above.rfind("\n") + 1
    sentence = max(paragraph, above.rfind("。", 0, len(above) - 1) + 1)
    own = [f for f in prose if sentence <= f.mention.start and f.mention.end <= len(above)]
    measured = [f for f in own if f.kind == "amount" and f.metric in (*TRADE, "investment")]
    return measured[-1] if measured else None


def _as_told(figure: Figure, told: Figure | None) -> Figure:
    """A figure of a table that names no metric, as the sentence before the table measures."""
    if told is None or figure.metric != "other" or figure.metric_text is not None:
        return figure
    alone = figure.partner is None and figure.reporter == "TWN"
    return replace(
        figure,
        metric=told.metric,
        reporter=told.reporter if alone else figure.reporter,
        partner=told.partner if alone else figure.partner,
        reason="as the sentence before the table",
    )


def _figure(
    mention: FigureMention, grid: Grid, cell: Cell, folded: str, calendar: Calendar, host: str | None
) -> Figure:
    heads, labels = grid.heads(cell)[::-1], grid.labels(cell)[::-1]
    around = [(c.start, c.end) for c in (*heads, *labels)]
    if mention.kind in ("growth", "share"):
        around = [*around, *_measured_party(grid, folded, cell, around)]
    metric_cue = first_cue(folded, around, lambda c: c.kind == "metric")
    if metric_cue is None and mention.kind in ("growth", "share"):
        beside = [*_heads_before(grid, cell), *_labels_above(grid, cell)]
        metric_cue = first_cue(folded, beside, lambda c: c.kind == "metric")
    metric_cue = metric_cue or first_cue(folded, [grid.caption], lambda c: c.kind == "metric")
    metric = cast(Metric, metric_cue.value) if metric_cue else "other"
    party = first_cue(folded, around, lambda c: c.kind in ("country", "city"))
    named = folded[metric_cue.start : metric_cue.end] if metric_cue else ""
    own = metric == "gdp" or (metric == "other" and MACRO_WORDS.search(named) is not None)
    reporter, partner = _parties(grid, folded, around, metric, own)
    if host is not None and reporter == "TWN" and partner == "WLD" and is_mutual(grid, folded):
        partner = host
    period, compared_to = _periods(grid, cell, mention.kind, calendar)
    label = grid.words(labels[0]).strip() if labels else ""
    measured = bool(labels) and any(
        c.kind == "metric" for c in cell_cues(compact(folded[labels[0].start : labels[0].end]))
    )
    goods = (
        label
        and party is None
        and not any(c.kind == "home" for c in cell_cues(compact(fold_text(label))))
        and not measured
        and not _TOTAL.search(label)
        and not PERCENT.search(compact(fold_text(label)))
        and not _dated(grid, labels[0], calendar)
    )
    return Figure(
        mention=mention,
        kind=mention.kind,
        metric=metric,
        metric_text=grid.text[metric_cue.start : metric_cue.end] if metric_cue else None,
        value=mention.value,
        unit=mention.unit,
        qualifier=mention.qualifier,
        period=period,
        compared_to=compared_to,
        reporter=reporter,
        partner=partner,
        product=label if goods and metric in (*TRADE, "investment") else None,
        table=mention.table,
        row=mention.row,
        column=mention.column,
        reason="heads and labels of the cell",
    )


def _parties(
    grid: Grid, folded: str, around: list[tuple[int, int]], metric: Metric, own: bool
) -> tuple[str | None, str | None]:
    """Whose table it is, by its caption, and with whom, by the heads and labels of the cell.

    ``own`` measures (GDP, 失業率) are of one economy.
    """
    party = first_cue(folded, around, lambda c: c.kind in ("country", "city"))
    pair = first_cue(folded, [*around, *titles(grid), grid.caption], lambda c: c.kind in ("pair", "firm"))
    pair = pair or next((Named(c.value, c.start, c.end) for c in short_pairs(grid, folded)), None)
    captioned = first_cue(folded, [grid.caption], lambda c: c.kind == "country")
    home = first_cue(folded, [grid.caption], lambda c: c.kind in ("home", "pair", "firm"))
    world = "WLD" if metric in TRADE else None
    words = compact(folded[slice(*grid.caption)])
    single = len({c.value for c in cell_cues(words) if c.kind == "country"}) == 1
    if captioned is not None and single and home is None:
        other = first_cue(folded, around, lambda c: c.kind in ("country", "home"))
        if not own and other is not None and other.value != captioned.value:
            return captioned.value, other.value
        if own or _is_of_economies(grid):
            return captioned.value, world
    named = party or pair or captioned
    if named is None and metric in (*TRADE, "investment"):
        only = _only_partner(grid) or directed(grid, folded)
        if only is not None:
            return "TWN", only
    if named is None:
        return "TWN", world
    if own or (party is not None and _is_of_economies(grid)):
        return named.value, world
    return "TWN", named.value


def _only_partner(grid: Grid) -> str | None:
    """The one country to and from which other columns lead: 「對波蘭出口 自波蘭進口 貿易總額 出超」."""
    cues = [c for head in grid.head_cells for c in cell_cues(compact(fold_text(grid.words(head))))]
    named = [c.value for c in cues if c.kind == "country"]
    both_ways = len(named) > 1 and len(set(named)) == 1 and not any(c.kind == "region" for c in cues)
    return named[0] if both_ways else None


def _is_of_economies(grid: Grid) -> bool:
    """Whether the table sets whole economies side by side: one of its measures is their product."""
    return any(
        c.kind == "metric" and c.value == "gdp"
        for cell in (*grid.head_cells, *(label for _, label in grid.first_labels))
        for c in cell_cues(compact(fold_text(grid.words(cell))))
    )


def _heads_before(grid: Grid, cell: Cell) -> list[tuple[int, int]]:
    """The heads left of the column of ``cell``, the nearest first: 成長率 stands beside 出口."""
    before = [h for h in grid.head_cells if h.column < cell.column]
    return [(h.start, h.end) for h in sorted(before, key=lambda h: -h.column)]


def _measured_party(
    grid: Grid, folded: str, cell: Cell, around: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The head of the column that a rate stands beside: 「日本 年增率 韓國 年增率」."""
    if first_cue(folded, around, lambda c: c.kind in ("country", "city", "pair", "firm", "home")):
        return
    for start, end in _heads_before(grid, cell):
        if first_cue(folded, [(start, end)], lambda c: c.kind in ("country", "firm")):
            yield start, end
            return
        unit = read_unit(compact(folded[start:end]))
        if unit is None or unit.kind not in ("growth", "share"):
            return


def _labels_above(grid: Grid, cell: Cell) -> list[tuple[int, int]]:
    """The labels of the rows over ``cell``, the nearest first: 年增率 stands under 出口金額."""
    above = [(label.start, label.end) for row, label in grid.first_labels if row < cell.row]
    return above[: -_LABELS_ABOVE - 1 : -1]


def _dated(grid: Grid, cell: Cell, calendar: Calendar) -> str | None:
    dates = calendar.between(cell.start, cell.end)
    year = grid.year(cell)
    return year if year is not None and ("/" in year or not dates) else dates[0].value if dates else None


def _periods(grid: Grid, cell: Cell, kind: Kind, calendar: Calendar) -> tuple[str | None, str | None]:
    """The date of the heads, else of the labels, else of the caption.

    A growth column without a date compares the last two dated columns before it.
    """
    for other in (cell, *grid.heads(cell)[::-1], *grid.labels(cell)[::-1]):
        if value := _dated(grid, other, calendar):
            return value, None
    if kind == "growth":
        before = [
            value
            for column in range(grid.label_columns, cell.column)
            for head in grid.table.cells
            if head.row < grid.head_rows and head.column == column and (value := _dated(grid, head, calendar))
        ]
        if before:
            return before[-1], before[-2] if len(before) > 1 else None
    dates = calendar.between(*grid.caption)
    return (dates[0].value if dates else None), None
