"""Figures of tables: heads, labels and caption give each numeric cell its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.document import Document
from pipeline.lexicons import load_lexicon
from pipeline.trade.cues import find_cues, fold_text
from pipeline.trade.exact import fits, plain
from pipeline.trade.grids import UNIT_NOTE, Grid, NumericCell, read_grids
from pipeline.trade.model import FigureMention, Kind
from pipeline.trade.quantities import find_quantities, read_number

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
PERCENT = re.compile(r"[%％]|百分比|比重|占比|佔比|比率|成長率|增減率|年增率|增率|變動率|率$")
_GROWTH = re.compile(r"成長|增減|年增|月增|增加率|變動|漲跌|增幅|升降|衰退|增率|上漲率|通膨率|膨脹率")
_FALL = re.compile(r"減|衰退|跌|降|萎縮|負")
_POINTS = re.compile(r"百分點")
_RANK = re.compile(r"排名|名次|排序|順位|Rank", re.IGNORECASE)


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
    if PERCENT.search(words):
        return Unit("growth" if _GROWTH.search(words) else "share", "percent")
    return None


def _cell_unit(grid: Grid, numeric: NumericCell, caption: Unit | None) -> Unit | None:
    """The nearest unit: of the heads, then the labels, then the caption; None where things are counted."""
    heads = " ".join(w for c in grid.heads(numeric.cell) if not UNIT_NOTE.match(w := grid.words(c)))
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


def is_economic(grid: Grid) -> bool:
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
        if not is_economic(grid):
            continue
        caption = read_unit(grid.text[slice(*grid.caption)]) or _unit_of_heads(grid)
        for numeric in grid.numeric:
            unit = _cell_unit(grid, numeric, caption)
            value = read_number(numeric.number)
            if unit is None or value is None or not fits(value * unit.scale):
                continue
            mentions.append(_mention(grid, numeric, unit, plain(value * unit.scale)))
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
        if (corner or UNIT_NOTE.match(grid.words(cell))) and (
            unit := read_unit(grid.words(cell))
        ) is not None:
            return unit
    return None


def _mention(grid: Grid, numeric: NumericCell, unit: Unit, value: Decimal) -> FigureMention:
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
