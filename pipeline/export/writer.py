"""Writes the tables of a run as CSV and Parquet, document by document; none stands in memory whole."""

from __future__ import annotations

import contextlib
import csv
import pickle
import tempfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import arrow_schema, columns
from pipeline.export.parts import EncodedRows, Entity, Part, encode, read_batch, with_entities
from pipeline.records import DocumentRows
from pipeline.schemas import TABLES

ROW_GROUP = 2_000
"""Rows of a Parquet row group. So many rows of each table stand in memory: the price of larger ones."""

_PIECES = 64
"""Batches that wait one by one: each takes more room than its rows."""


class _TableWriter:
    def __init__(self, folder: Path, table: str) -> None:
        self._table = table
        self._schema = arrow_schema(table)
        self._stream: IO[str] = (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
        csv.writer(self._stream, lineterminator="\n").writerow([c.name for c in columns(table)])
        self._parquet: Any = pq.ParquetWriter(
            folder / f"{table}.parquet", self._schema, compression="zstd", version="2.6"
        )
        self._waiting: list[pa.RecordBatch] = []
        self._rows_waiting = 0
        self.count = 0

    def write(self, part: Part) -> None:
        if not part.count:
            return
        self._stream.write(part.csv)
        self.count += part.count
        self._waiting.append(read_batch(part, self._schema))
        self._rows_waiting += part.count
        while self._rows_waiting >= ROW_GROUP:
            self._write_row_group()
        if len(self._waiting) > _PIECES:
            self._waiting = self._whole().to_batches()

    def _whole(self) -> pa.Table:
        """All that waits as one piece: what is written must not depend on the parts that it came in."""
        return pa.Table.from_batches(self._waiting, self._schema).combine_chunks()

    def _write_row_group(self) -> None:
        whole = self._whole()
        self._parquet.write_table(whole.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
        self._waiting = whole.slice(ROW_GROUP).to_batches()
        self._rows_waiting = max(self._rows_waiting - ROW_GROUP, 0)

    def close(self) -> None:
        try:
            if self._rows_waiting:
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
        parts = rows.parts if isinstance(rows, EncodedRows) else {}
        waiting = {}
        for table, writer in self._writers.items():
            part = parts.get(table) or encode(table, rows.tables[table])
            if table not in self._held:
                writer.write(part)
            elif part.count:
                waiting[table] = part
        if waiting:
            pickle.dump((waiting, rows.keys if isinstance(rows, EncodedRows) else None), self._spool)
        if rows.text or rows.tables["documents"]:
            (self._text / f"{rows.document_id}.txt").write_bytes(rows.text.encode())

    def release(self, entities: Callable[[str, Any], Sequence[Entity | None]]) -> None:
        """Write all held rows in the order in which they came, with the entities found for them.

        ``entities`` is asked with the table and the ``keys`` that the rows came with.
        """
        end = self._spool.tell()
        self._spool.seek(0)
        while self._spool.tell() < end:
            waiting, keys = pickle.load(self._spool)
            for table, part in waiting.items():
                self._writers[table].write(with_entities(table, part, entities(table, keys)))
        self._spool.seek(0)
        self._spool.truncate()
