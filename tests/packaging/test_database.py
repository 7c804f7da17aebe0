"""The DuckDB file holds the same rows as the tables, with types and keys that are enforced."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.packaging import write_duckdb
from pipeline.schemas import TABLES

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def database(written_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A name that DuckDB would read as a pattern.
    return write_duckdb(written_run, tmp_path_factory.mktemp("db[1]") / "outputs*.duckdb")


@pytest.fixture
def connection(database: Path) -> Any:
    with duckdb.connect(str(database), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_the_table(table: str, connection: Any, written_run: Path) -> None:
    expected = [tuple(row.values()) for row in pq.read_table(written_run / f"{table}.parquet").to_pylist()]
    assert connection.execute(f"SELECT * FROM {table}").fetchall() == expected


def test_columns_are_typed(connection: Any) -> None:
    types = dict(
        connection.execute(
            "SELECT table_name || '.' || column_name, data_type FROM duckdb_columns()"
        ).fetchall()
    )
    assert types["documents.trip_start"] == "DATE"
    assert types["documents.destinations"] == "VARCHAR[]"
    assert types["trade_figures.value"] == "DECIMAL(38,10)"
    assert types["people.mentions"] == "BIGINT"


def test_columns_say_what_they_mean(connection: Any) -> None:
    [(comment,)] = connection.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'dates' AND column_name = 'value'"
    ).fetchall()
    assert comment == "EDTF; null where it could not be resolved (see issues)."


def test_questions_across_tables_are_short(connection: Any) -> None:
    [(n,)] = connection.execute(
        "SELECT count(*) FROM people p JOIN organizations o USING (organization_id) WHERE o.country = 'IND'"
    ).fetchall()
    assert n > 0


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO documents SELECT * FROM documents LIMIT 1",
        "UPDATE documents SET status = 'fine'",
        "UPDATE issues SET document_id = '0000000000000000'",
        "UPDATE dates SET basis = NULL",
    ],
)
def test_constraints_are_enforced(statement: str, written_run: Path, tmp_path: Path) -> None:
    target = write_duckdb(written_run, tmp_path / "outputs.duckdb")
    with duckdb.connect(str(target)) as opened, pytest.raises(duckdb.ConstraintException):
        opened.execute(statement)


def test_a_file_that_is_there_is_replaced(written_run: Path, tmp_path: Path) -> None:
    target = tmp_path / "outputs.duckdb"
    target.write_bytes(b"something else")
    write_duckdb(written_run, target)
    with duckdb.connect(str(target), read_only=True) as opened:
        assert opened.execute("SELECT count(*) FROM documents").fetchall() == [(4,)]
