"""Writes the tables of a run as CSV and Parquet, document by document; none stands in memory whole."""

from __future__ import annotations

import contextlib
import csv
import pickle
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import arrow_schema, columns, csv_cells, to_arrow
from pipeline.records import DocumentRows
from pipeline.schemas import TABLES, Row

ROW_GROUP = 2_000
"""Rows of a Parquet row group. So many rows of each table stand in memory: the price of larger ones."""

_BATCH = 100
"""Rows that stand in memory as objects, which take ten times the room."""


class _TableWriter:
    def __init__(self, folder: Path, table: str) -> None:
        self._table = table
        self._stream: IO[str] = (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._stream, lineterminator="\n")
        self._csv.writerow([c.name for c in columns(table)])
        self._parquet: Any = pq.ParquetWriter(
            folder / f"{table}.parquet", arrow_schema(table), compression="zstd", version="2.6"
        )
        self._waiting: list[Row] = []
        self._batches: list[pa.Table] = []
        self.count = 0

    def write(self, rows: list[Row]) -> None:
        self._csv.writerows(csv_cells(row) for row in rows)
        self.count += len(rows)
        self._waiting.extend(rows)
        while len(self._waiting) >= _BATCH:
            self._batches.append(to_arrow(self._table, self._waiting[:_BATCH]))
            del self._waiting[:_BATCH]
            if len(self._batches) * _BATCH == ROW_GROUP:
                self._write_row_group()

    def _write_row_group(self) -> None:
        self._parquet.write_table(pa.concat_tables(self._batches), row_group_size=ROW_GROUP)
        self._batches.clear()

    def close(self) -> None:
        try:
            if self._waiting:
                self._batches.append(to_arrow(self._table, self._waiting))
                self._waiting.clear()
            if self._batches:
                self._write_row_group()
        finally:
            # Closing writes the rest of both files, which fails on a full disk: both have to be tried.
            with contextlib.closing(self._stream):
                self._parquet.close()


class RunWriter:
    """Writes ``<table>.csv``, ``<table>.parquet`` and ``text/<document_id>.txt`` into a folder.

    Rows appear in the order in which documents are written; the same documents in the same order give
    the same bytes. Rows of the tables in ``held`` wait on disk until ``release``, because some of their
    values are only known when all documents are.
    """

    def __init__(self, folder: Path, *, held: Collection[str] = ()) -> None:
        self._text = folder / "text"
        self._text.mkdir()
        self._writers = {table: _TableWriter(folder, table) for table in TABLES}
        self._held = frozenset(held)
        self._spool: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed in __exit__

    def __enter__(self) -> RunWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.ExitStack() as stack:
            stack.callback(self._spool.close)
            for writer in self._writers.values():
                stack.callback(writer.close)

    @property
    def counts(self) -> dict[str, int]:
        """Rows written so far, by table."""
        return {table: writer.count for table, writer in self._writers.items()}

    def write(self, rows: DocumentRows) -> None:
        """Write all rows of one document, and its clean text; that of a mere duplicate is there already."""
        for table, writer in self._writers.items():
            if table not in self._held:
                writer.write(rows.tables[table])
        waiting = {table: rows.tables[table] for table in self._held if rows.tables[table]}
        if waiting:
            pickle.dump(waiting, self._spool)
        if rows.text or rows.tables["documents"]:
            (self._text / f"{rows.document_id}.txt").write_bytes(rows.text.encode())

    def release(self, complete: Callable[[Row], Row]) -> None:
        """Write all held rows, each as ``complete`` returns it, in the order in which they came."""
        end = self._spool.tell()
        self._spool.seek(0)
        while self._spool.tell() < end:
            waiting: dict[str, list[Row]] = pickle.load(self._spool)
            for table, rows in waiting.items():
                self._writers[table].write([complete(row) for row in rows])
        self._spool.seek(0)
        self._spool.truncate()
