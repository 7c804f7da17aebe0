"""A run's tables as one Excel workbook, for people who live in Excel."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import Column, columns, plain
from pipeline.packaging.descriptor import LICENCE, TITLE, citation
from pipeline.packaging.tables import read_run, replacing, row_counts
from pipeline.schemas import TABLES

if TYPE_CHECKING:
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

# Microsoft, "Excel specifications and limits".
MAX_ROWS = 1_048_576
MAX_CELL = 32_767
_MAX_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before it would shift by one."""

_MAX_LITERAL = 255
"""Characters of a text within a formula."""

_SAMPLE = 200
"""Rows that are looked at to choose the width of the columns."""

_WIDEST, _NARROWEST = 48, 8


LINK = "review_url"
"""The column that leads to the sentence of a row."""


class WorkbookLimitError(Exception):
    """A table has more rows than a sheet of Excel holds."""


def write_xlsx(run_folder: Path | str, target: Path | str) -> Path:
    """Write all tables of a run folder into the workbook ``target`` and return its path.

    A sheet ``about``, then a sheet a table: frozen bold head, filters, widths that fit. Numbers and days
    are typed; ``review_url`` is a link, from where the workbook lies, if the run has review pages; all
    other text is text, also where it starts like a formula. An amount of more than 15 digits,
    which Excel would round, and a day before March 1900 stand as text. Text longer than a cell holds ends
    in 「…」. The same tables give the same bytes. WorkbookLimitError names a table that is too long for a
    sheet, before anything is written; NotARunError if a table is missing; ImportError without xlsxwriter.
    """
    import xlsxwriter

    folder, target = Path(run_folder), Path(target)
    run = read_run(folder)
    counts = row_counts(folder)
    for table, rows in counts.items():
        if rows > MAX_ROWS - 1:
            raise WorkbookLimitError(
                f"{table} has {rows:,} rows; a sheet of Excel holds {MAX_ROWS - 1:,} below its head. "
                f"Use the Parquet files, or a DuckDB file"
            )
    pages = _way(target.parent, folder) if (folder / "review").is_dir() else None
    with replacing(target) as scratch:
        book = xlsxwriter.Workbook(str(scratch), {"constant_memory": True})
        # The hour of writing would make every file another one.
        book.set_properties({"title": TITLE, "created": datetime(2000, 1, 1)})
        styles = _Styles.of(book)
        _write_about(book.add_worksheet("about"), styles, citation(run, counts["documents"]), counts)
        for table in TABLES:
            path = folder / f"{table}.parquet"
            _write_table(book.add_worksheet(table), styles, table, path, counts[table], pages)
        book.close()
    return target


def _way(start: Path, folder: Path) -> str | None:
    """The relative path from one folder to another; None where there is none, as to another drive."""
    try:
        return Path(os.path.relpath(folder.absolute(), start.absolute())).as_posix()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Styles:
    head: Format
    day: Format
    amount: Format
    plain: Format
    link: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> _Styles:
        return cls(
            head=book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            amount=book.add_format({"num_format": "#,##0.##########"}),
            plain=book.add_format({}),
            link=book.add_format({"font_color": "#0563C1", "underline": 1}),
        )


def _write_about(sheet: Worksheet, styles: _Styles, cite: str, counts: dict[str, int]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 28)
    sheet.set_column(2, 2, 100)
    lines: list[tuple[tuple[str | int, ...], Format]] = [
        ((TITLE,), styles.plain),
        ((cite,), styles.plain),
        ((f"{LICENCE['title']}: {LICENCE['path']}",), styles.plain),
        ((), styles.plain),
        (("sheet", "rows", "one row is"), styles.head),
    ]
    for table, model in TABLES.items():
        lines.append(((table, counts[table], (model.__doc__ or "").strip().splitlines()[0]), styles.plain))
    lines += [((), styles.plain), (("sheet", "column", "meaning"), styles.head)]
    for table in TABLES:
        lines += [
            ((table, c.name, c.description or "Stable id of the row."), styles.plain) for c in columns(table)
        ]
    for at, (cells, style) in enumerate(lines):
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(at, place, cell, style)
            else:
                sheet.write_string(at, place, cell, style)


def _write_table(
    sheet: Worksheet, styles: _Styles, table: str, path: Path, rows: int, pages: str | None
) -> None:
    shown = columns(table)
    for place, width in enumerate(_widths(shown, path)):
        sheet.set_column(place, place, width)
    for place, column in enumerate(shown):
        sheet.write_string(0, place, column.name, styles.head)
    for at, row in enumerate(_rows(path), start=1):
        for place, (column, value) in enumerate(zip(shown, row, strict=True)):
            if column.name == LINK and value and pages is not None:
                address = f"{pages}/{value}".replace('"', '""')
                if len(address) <= _MAX_LITERAL:
                    # The one formula here: links of their own are limited to 65,530 a sheet.
                    formula = f'=HYPERLINK("{address}","{value}")'
                    sheet.write_formula(at, place, formula, styles.link, value)
                    continue
            _write_cell(sheet, styles, at, place, column, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, len(shown) - 1)


def _rows(path: Path) -> Iterator[Sequence[Any]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            yield from zip(*(c.to_pylist() for c in batch.columns), strict=True)


def _write_cell(sheet: Worksheet, styles: _Styles, at: int, place: int, column: Column, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, Decimal):
        if len(value.normalize().as_tuple().digits) <= _MAX_DIGITS:
            sheet.write_number(at, place, float(value), styles.amount)
            return
    elif isinstance(value, date):
        if value >= _FIRST_DAY:
            sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), styles.day)
            return
    elif isinstance(value, int | float) and not pa.types.is_boolean(column.type):
        sheet.write_number(at, place, value)
        return
    # write_string never makes a formula or a link of what starts like one.
    sheet.write_string(at, place, cell_text(value))


def cell_text(value: Any) -> str:
    """A value as text: lists as JSON, decimals plain, days in ISO form; cut to what a cell holds."""
    if isinstance(value, list):
        text = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, Decimal):
        text = plain(value)
    else:
        text = str(value)
    # Excel counts UTF-16 units.
    if len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return text
    return text.encode("utf-16-le")[: 2 * (MAX_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"


def _widths(shown: Sequence[Column], path: Path) -> list[int]:
    widths = [len(c.name) + 4 for c in shown]
    for at, row in enumerate(_rows(path)):
        if at == _SAMPLE:
            break
        for place, value in enumerate(row):
            if value is not None:
                widths[place] = max(widths[place], _display_width(cell_text(value)) + 2)
    return [min(_WIDEST, max(_NARROWEST, width)) for width in widths]


def _display_width(text: str) -> int:
    """Characters of Chinese, from U+1100 on, are twice as wide as Latin ones."""
    return sum(2 if ch >= "\u1100" else 1 for ch in text[:_WIDEST])
