"""Figures of tables: heads, labels and caption give each numeric cell its unit and its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import cast

from pipeline.document import Cell, Document, Issue
from pipeline.lexicons import load_lexicon
from pipeline.trade.cues import find_cues, fold_text
from pipeline.trade.grids import Grid, NumericCell, read_grids
from pipeline.trade.metrics import MACRO_WORDS
from pipeline.trade.model import TRADE, Figure, FigureMention, Kind, Metric
from pipeline.trade.periods import Calendar
from pipeline.trade.quantities import find_quantities, read_number
from pipeline.trade.table_cues import Named, cell_cues, compact, first_cue
from pipeline.trade.table_titles import is_mutual, short_pairs, titles

_SCALES = {
    "十": 10,
    "百": 10**2,
    "千": 10**3,
    "萬": 10**4,
    "十萬": 10**5,
    "百萬": 10**6,
    "千萬": 10**7,
    "億": 10**8,
    "十億": 10**9,
    "百億": 10**10,
    "兆": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "mn": 10**6,
    "bn": 10**9,
}
_COUNTED = re.compile(
    r"件|家數|人數|人次|數量|公噸|噸|公斤|件數|戶數|面積|公頃|班次|份|箱|輛|台數|項數|序號|名次表|次數|公升|人"
)
_PERCENT = re.compile(r"[%％]|百分比|比重|占比|佔比|比率|成長率|增減率|年增率|增率|變動率|率$")
_GROWTH = re.compile(r"成長|增減|年增|月增|增加率|變動|漲跌|增幅|升降|衰退|增率|上漲率|通膨率|膨脹率")
_LABELS_ABOVE = 8
_UNIT_NOTE = re.compile(
    r"[ \t\u3000]{0,9}[(（【\[]?[ \t\u3000]{0,9}(?:金額|計價)?(?:單[ \u3000]?位|Unit)", re.IGNORECASE
)
_FALL = re.compile(r"減|衰退|跌|降|萎縮|負")
_POINTS = re.compile(r"百分點")
_RANK = re.compile(r"排名|名次|排序|順位|Rank", re.IGNORECASE)
_TOTAL = re.compile(r"合計|總計|總額|總值|總數|小計|全球|全部|Total", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a numeric cell counts: an ISO 4217 code with a scale, a percentage, or a rank."""

    kind: Kind
    unit: str
    scale: int = 1


@cache
def _unit_pattern() -> re.Pattern[str]:
    names = sorted((row["name"] for row in load_lexicon("currencies")), key=lambda n: (-len(n), n))
    currencies = "|".join(re.escape(n) for n in names if n not in ("$", "NT", "RM"))
    scales = "|".join(sorted(_SCALES, key=len, reverse=True))
    return re.compile(
        rf"(?P<before>{scales})?[ ]?(?P<currency>{currencies})(?![A-Za-z])[:：]?[ ]?(?P<after>{scales})?",
        re.IGNORECASE,
    )


# 「單位：百萬美；%」, 「億美兀」: recognition has lost the 元 of the unit, or read it as another character.
_DAMAGED_UNIT = re.compile(
    r"(?P<scale>[十百千]萬|[十百]億|[百千萬億兆])[ ]?(?P<stem>美|歐|日|港|韓)"
    r"[兀无亢兄充完]?(?![\u4e00-\u9fff])"
)


@cache
def _currency_codes() -> dict[str, str]:
    return {row["name"].lower(): row["code"].split("|")[0] for row in load_lexicon("currencies")}


@lru_cache(maxsize=4096)
def read_unit(words: str) -> Unit | None:
    """The unit that a head, a label or a caption names (「單位：百萬美元」, 「比重(%)」); None if none."""
    if _RANK.search(words):
        return Unit("rank", "rank")
    match = _unit_pattern().search(words)
    if match is not None:
        scale = (match.group("before") or match.group("after") or "").lower()
        return Unit("amount", _currency_codes()[match.group("currency").lower()], _SCALES.get(scale, 1))
    if damaged := _DAMAGED_UNIT.search(words):
        return Unit(
            "amount", _currency_codes()[damaged.group("stem") + "元"], _SCALES[damaged.group("scale")]
        )
    if _POINTS.search(words):
        return Unit("growth", "percentage_point")
    if _PERCENT.search(words):
        return Unit("growth" if _GROWTH.search(words) else "share", "percent")
    return None


def _cell_unit(grid: Grid, numeric: NumericCell, caption: Unit | None) -> Unit | None:
    """The nearest unit: of the heads, then the labels, then the caption; None where things are counted."""
    heads = " ".join(w for c in grid.heads(numeric.cell) if not _UNIT_NOTE.match(w := grid.words(c)))
    labels = " ".join(grid.words(c) for c in grid.labels(numeric.cell))
    for words in (heads, labels):
        unit = read_unit(words)
        if unit is not None:
            if numeric.percent and unit.kind == "amount":
                return Unit("growth" if _GROWTH.search(words) else "share", "percent")
            return unit
        if _COUNTED.search(words):
            return None
    if numeric.percent:
        return Unit("growth" if _GROWTH.search(heads + labels) else "share", "percent")
    if caption is not None and _GROWTH.search(heads) and not re.search("額|值", heads):
        return Unit("growth", "percent")
    return caption


def _is_economic(grid: Grid) -> bool:
    """Whether the table is about money or the economy: by its words, or by the currency of its unit."""
    words = grid.text[grid.caption[0] : grid.table.end]
    folded = fold_text(words)
    if sum(c.weight for c in find_cues(folded, 0, len(folded))) > 0:
        return True
    unit = read_unit(grid.text[slice(*grid.caption)]) or _unit_of_heads(grid)
    return unit is not None and unit.kind == "amount"


def find_table_figures(document: Document) -> tuple[list[FigureMention], list[tuple[int, int]]]:
    """The figures of all economic tables, and the spans of cells that are no prose."""
    mentions: list[FigureMention] = []
    taken: list[tuple[int, int]] = []
    for grid in read_grids(document):
        taken.extend((n.cell.start, n.cell.end) for n in grid.numeric)
        if not _is_economic(grid):
            continue
        caption = read_unit(grid.text[slice(*grid.caption)]) or _unit_of_heads(grid)
        for numeric in grid.numeric:
            unit = _cell_unit(grid, numeric, caption)
            value = read_number(numeric.number)
            if unit is None or value is None:
                continue
            mentions.append(_mention(grid, numeric, unit, value))
        mentions.extend(_measured(grid))
        taken.extend((c.start, c.end) for c in grid.measured)
    return mentions, taken


def _measured(grid: Grid) -> Iterator[FigureMention]:
    """The cells that write their unit themselves: 「2,853億美元」, 「成長5.2%」."""
    for cell in grid.measured:
        heads = "".join(grid.words(c) for c in (*grid.heads(cell), *grid.labels(cell)))
        words = grid.words(cell)
        for quantity in find_quantities(words):
            if quantity.kind not in ("amount", "percent", "point"):
                continue
            kind: Kind = "amount"
            if quantity.kind != "amount":
                kind = "growth" if quantity.kind == "point" or _GROWTH.search(heads + words) else "share"
            start, end = cell.start + quantity.start, cell.start + quantity.end
            falls = quantity.value is not None and kind == "growth" and _FALL.search(words[: quantity.start])
            yield FigureMention(
                start,
                end,
                grid.text[start:end],
                "figure.table.measured",
                0.9,
                kind=kind,
                value=-quantity.value if falls and quantity.value is not None else quantity.value,
                unit={"amount": quantity.unit, "point": "percentage_point"}.get(quantity.kind, "percent"),
                qualifier=quantity.qualifier,
                table=grid.index,
                row=cell.row,
                column=cell.column,
            )


def _unit_of_heads(grid: Grid) -> Unit | None:
    """The unit that a head row notes, or that stands in the corner or in a head row that spans the table."""
    _, columns = grid.table.shape
    for cell in grid.head_cells:
        corner = cell.column_span == columns or cell.column < grid.label_columns
        if (corner or _UNIT_NOTE.match(grid.words(cell))) and (
            unit := read_unit(grid.words(cell))
        ) is not None:
            return unit
    return None


def _mention(grid: Grid, numeric: NumericCell, unit: Unit, value: Decimal) -> FigureMention:
    value = value * unit.scale
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return FigureMention(
        numeric.start,
        numeric.end,
        grid.text[numeric.start : numeric.end],
        "figure.table",
        0.9,
        kind=unit.kind,
        value=-value if numeric.negative and unit.kind != "rank" else value,
        unit=unit.unit,
        table=grid.index,
        row=numeric.cell.row,
        column=numeric.cell.column,
    )


def resolve_table_figures(
    mentions: Sequence[FigureMention], document: Document, calendar: Calendar, host: str | None = None
) -> tuple[list[Figure], list[Issue]]:
    """The meaning of table figures, and an issue for each economic table whose unit is not written.

    ``host`` is the one country of the trip that the document reports, if it reports one.
    """
    grids = read_grids(document)
    folded = fold_text(document.text)
    by_place = {(g.index, c.row, c.column): c for g in grids for c in g.table.cells}
    figures = [
        _figure(m, grids[m.table], by_place[m.table, m.row or 0, m.column or 0], folded, calendar, host)
        for m in mentions
        if m.table is not None
    ]
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
        if g.numeric and g.index not in used and _is_economic(g)
    ]
    return figures, issues


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
        and not _PERCENT.search(compact(fold_text(label)))
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
    if named is None and metric in TRADE and (only := _only_partner(grid)) is not None:
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
