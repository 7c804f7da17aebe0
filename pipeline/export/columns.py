"""Columns as Arrow types and CSV cells, derived from the Pydantic models."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa

from pipeline.schemas import TABLES, Row

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    Decimal: pa.decimal128(38, 10),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its Arrow type, whether it may be null, allowed values, and its meaning."""

    name: str
    type: pa.DataType
    nullable: bool
    values: tuple[str, ...]
    description: str


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in the order of its model. KeyError for an unknown table."""
    model = TABLES[table]
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple(
        _column(name, hints[name], info.description or "") for name, info in model.model_fields.items()
    )


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, with each column's meaning as field metadata."""
    return pa.schema(
        [
            pa.field(c.name, c.type, nullable=c.nullable, metadata={"description": c.description})
            for c in columns(table)
        ]
    )


def _column(name: str, hint: Any, description: str) -> Column:
    nullable = False
    values: tuple[str, ...] = ()
    while get_origin(hint) in (Annotated, Union, types.UnionType):
        options = [a for a in get_args(hint) if a is not type(None)]
        nullable = nullable or type(None) in get_args(hint)
        hint = options[0]
    if get_origin(hint) is Literal:
        values, hint = get_args(hint), str
    if get_origin(hint) is list:
        return Column(name, pa.list_(pa.string()), nullable, values, description)
    return Column(name, _SCALARS[hint], nullable, values, description)


def to_arrow(table: str, rows: Sequence[Row]) -> pa.Table:
    """Rows of one table as an Arrow table with that table's schema."""
    return pa.Table.from_batches([to_batch(table, rows)])


def to_batch(table: str, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows of one table as an Arrow batch with that table's schema."""
    values = [pa.array(map(attrgetter(c.name), rows), c.type, size=len(rows)) for c in columns(table)]
    return pa.record_batch(values, schema=arrow_schema(table))


_FIRST_OF_FORMULA = frozenset("'=+-@\t\r")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]\d[\d,]*(\.\d+)?%?")


def csv_cells(row: Row) -> list[str]:
    """A row as CSV cells: null is empty, lists are JSON arrays, decimals are exact and plain.

    Text that a spreadsheet would run as a formula gets an apostrophe before it (see ``safe``).
    """
    return [cell(value) for value in row.__dict__.values()]


def cell(value: object) -> str:
    """One value as a CSV cell."""
    if value is None:
        return ""
    if type(value) is str:
        return value if value[:1] not in _FIRST_OF_FORMULA else safe(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return safe(value) if isinstance(value, str) else str(value)


def safe(text: str) -> str:
    """Text as a cell that no spreadsheet runs: an apostrophe before ``= + - @``, tab or carriage return.

    Text that is a number as a whole (-6.7%) stays as it is, for a spreadsheet only reads it. Text that
    starts with such an apostrophe already gets one more, so that ``written`` always gives it back.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def written(cell: str) -> str:
    """The text of a cell: undoes ``safe``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def plain(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros after the point: 60200000000, -6.7."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
