"""A run's tables as one DuckDB file with types, keys and the meaning of every column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import Column, columns
from pipeline.packaging.tables import KEYS, read_run, replacing
from pipeline.schemas import TABLES

if TYPE_CHECKING:
    import duckdb

_TYPES = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
}


def write_duckdb(run_folder: Path | str, target: Path | str) -> Path:
    """Write all tables of a run folder into the DuckDB file ``target`` and return its path.

    Columns are typed and NOT NULL where their model says so, closed lists of values are CHECK
    constraints, keys are PRIMARY KEY and FOREIGN KEY, and meanings are COMMENTs. Rows are read batch by
    batch. A file that is there already is replaced. NotARunError if a table is missing; ImportError
    without duckdb.
    """
    import duckdb

    folder, target = Path(run_folder), Path(target)
    read_run(folder)
    with replacing(target) as scratch:
        connection = duckdb.connect(str(scratch))
        try:
            for table in _parents_first():
                connection.execute(_definition(table))
                _fill(connection, table, folder / f"{table}.parquet")
                for statement in _comments(table):
                    connection.execute(statement)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    return target


def _parents_first() -> Iterator[str]:
    """All tables, each after the ones that it refers to."""
    done: set[str] = set()

    def visit(table: str) -> Iterator[str]:
        if table in done:
            return
        done.add(table)
        for other in KEYS[table].foreign.values():
            yield from visit(other)
        yield table

    for table in TABLES:
        yield from visit(table)


def _definition(table: str) -> str:
    keys = KEYS[table]
    all_columns = {c.name: c for c in columns(table)}
    parts = [_column(c) for c in all_columns.values()]
    # A primary key must not be null in SQL; the one key with optional parts stays undeclared.
    if not any(all_columns[name].nullable for name in keys.primary):
        parts.append(f"PRIMARY KEY ({', '.join(map(_quoted, keys.primary))})")
    # DuckDB checks references row by row, so a row could not refer to a later row of its own table.
    parts += [
        f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(other)} ({_quoted(KEYS[other].primary[0])})"
        for column, other in keys.foreign.items()
        if other != table
    ]
    return f"CREATE TABLE {_quoted(table)} ({', '.join(parts)})"


def _column(column: Column) -> str:
    parts = [_quoted(column.name), _sql_type(column.type)]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.values:
        parts.append(f"CHECK ({_quoted(column.name)} IN ({', '.join(map(_literal, column.values))}))")
    return " ".join(parts)


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{_TYPES[kind.value_type]}[]"
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    return _TYPES[kind]


def _fill(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    # Through Arrow rather than read_parquet, which would read a path with * or [ in it as a pattern.
    with pq.ParquetFile(path) as file:
        reader = pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches())
        connection.register("incoming", reader)
        connection.execute(f"INSERT INTO {_quoted(table)} SELECT * FROM incoming")
        connection.unregister("incoming")


def _comments(table: str) -> Iterator[str]:
    meaning = (TABLES[table].__doc__ or "").strip().splitlines()[0]
    yield f"COMMENT ON TABLE {_quoted(table)} IS {_literal(meaning)}"
    for column in columns(table):
        if column.description:
            name = f"{_quoted(table)}.{_quoted(column.name)}"
            yield f"COMMENT ON COLUMN {name} IS {_literal(column.description)}"


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _literal(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
