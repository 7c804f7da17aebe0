"""The workbook holds the tables cell by cell, typed, and nothing in it runs."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.export.columns import columns, plain
from pipeline.packaging import WorkbookLimitError, workbook, write_xlsx
from pipeline.schemas import TABLES

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


@pytest.fixture(scope="module")
def book(written_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return openpyxl.load_workbook(write_xlsx(written_run, tmp_path_factory.mktemp("xlsx") / "outputs.xlsx"))


def _expected(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return value


def test_every_cell_is_as_in_the_table(book: Any, written_run: Path) -> None:
    assert book.sheetnames == ["about", *TABLES]
    for table in TABLES:
        head, *rows = book[table].iter_rows(values_only=True)
        assert list(head) == [c.name for c in columns(table)]
        expected = pq.read_table(written_run / f"{table}.parquet").to_pylist()
        assert [list(row) for row in rows] == [[_expected(v) for v in row.values()] for row in expected]


def test_head_is_frozen_and_filtered_and_columns_fit(book: Any) -> None:
    for table in TABLES:
        sheet = book[table]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
        assert all(8 <= d.width <= 49 for d in sheet.column_dimensions.values())
    assert book["people"].column_dimensions["A"].width > 16


def test_values_are_typed(book: Any) -> None:
    sheet = book["documents"]
    at = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, at["trip_start"]).value == datetime(2024, 5, 6)
    assert sheet.cell(2, at["trip_start"]).number_format == "yyyy-mm-dd"
    assert sheet.cell(2, at["characters"]).data_type == "n"


def test_nothing_runs(book: Any) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    assert book["documents"]["B2"].value == "=1+1.txt"


def test_each_row_is_one_click_from_its_sentence(run: Path, tmp_path: Path) -> None:
    (run / "review").mkdir()
    (tmp_path / 'of "mine"').mkdir()
    path = write_xlsx(run, tmp_path / 'of "mine"' / "linked.xlsx")
    formulas, values = (openpyxl.load_workbook(path, data_only=known)["dates"] for known in (False, True))
    at = next(cell.column for cell in formulas[1] if cell.value == "review_url")
    for row in range(2, formulas.max_row + 1):
        url = values.cell(row, at).value
        assert url.startswith("review/")
        assert "#mention-dat-" in url
        assert formulas.cell(row, at).value == f'=HYPERLINK("../{run.name}/{url}","{url}")'
    others = [c for sheet in (formulas,) for row in sheet.iter_rows() for c in row if c.column != at]
    assert "f" not in {cell.data_type for cell in others}


def test_about_explains_every_column(book: Any) -> None:
    about = {tuple(row[:2]) for row in book["about"].iter_rows(values_only=True)}
    assert {(table, c.name) for table in TABLES for c in columns(table)} <= about


def test_too_many_rows_are_refused_before_anything_is_written(
    written_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 100)
    with pytest.raises(WorkbookLimitError, match=r"dates has \d+ rows; a sheet of Excel holds 99"):
        write_xlsx(written_run, tmp_path / "outputs.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_same_tables_give_the_same_bytes(written_run: Path, tmp_path: Path) -> None:
    first = write_xlsx(written_run, tmp_path / "a.xlsx").read_bytes()
    assert write_xlsx(written_run, tmp_path / "b.xlsx").read_bytes() == first


def test_text_is_cut_where_a_cell_ends() -> None:
    assert workbook.cell_text("字" * 32_767) == "字" * 32_767
    assert workbook.cell_text("字" * 32_768) == "字" * 32_766 + "…"
    # Excel counts a character beyond the basic plane twice.
    assert len(workbook.cell_text("𠮷" * 20_000).encode("utf-16-le")) // 2 <= 32_767


def test_decimals_stay_exact_in_text() -> None:
    assert workbook.cell_text(Decimal("1234567890123456789.5")) == "1234567890123456789.5"
    assert plain(Decimal("60200000000.0000000000")) == "60200000000"
