"""Writes the tables of a run as CSV and Parquet, document by document; none stands in memory whole."""

from __future__ import annotations

import contextlib
import csv
import pickle
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import arrow_schema, columns
from pipeline.export.parts import EncodedRows, Entity, Part, encode, read_batch, with_entities
from pipeline.records import DocumentRows
from pipeline.schemas import TABLES

ROW_GROUP = 5_000
ROW_GROUP_BYTES = 1024 * 1024
"""Rows of a Parquet row group, and bytes after which it ends with a document; so much stands in memory."""

_PIECES = 64
"""Batches that wait one by one: each takes more room than its rows."""

_LENGTH_BYTES = 8


class _TableWriter:
    """Writes CSV as the rows come; the batches for Parquet wait on disk until all are there.

    A Parquet file that is being written keeps the description of every row group in memory: ten at once, of
    ten thousand reports, would take as much as all else that the run holds.
    """

    def __init__(self, folder: Path, table: str) -> None:
        self._path = folder / f"{table}.parquet"
        self._schema = arrow_schema(table)
        self._stream: IO[str] = (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
        csv.writer(self._stream, lineterminator="\n").writerow([c.name for c in columns(table)])
        self._spool: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed in close
        self.count = 0

    def write(self, part: Part) -> None:
        if not part.count:
            return
        self._stream.write(part.csv)
        self._spool.write(len(part.batch).to_bytes(_LENGTH_BYTES, "little"))
        self._spool.write(part.batch)
        self.count += part.count

    def _batches(self) -> Iterator[bytes]:
        self._spool.seek(0)
        while length := self._spool.read(_LENGTH_BYTES):
            yield self._spool.read(int.from_bytes(length, "little"))

    def _row_groups(self) -> Iterator[pa.Table]:
        """All rows, cut by their number alone: what is written must not depend on the parts they came in."""
        waiting: list[pa.RecordBatch] = []
        rows = size = 0
        for batch in self._batches():
            waiting.append(read_batch(batch, self._schema))
            rows += waiting[-1].num_rows
            size += len(batch)
            full = rows if size >= ROW_GROUP_BYTES else rows - rows % ROW_GROUP
            if full or len(waiting) > _PIECES:
                whole = pa.Table.from_batches(waiting, self._schema).combine_chunks()
                for start in range(0, full, ROW_GROUP):
                    yield whole.slice(start, min(ROW_GROUP, full - start))
                waiting = whole.slice(full).to_batches()
                rows -= full
                size = 0 if full else size
        if rows:
            yield pa.Table.from_batches(waiting, self._schema).combine_chunks()

    def _write_parquet(self) -> None:
        pool = pa.default_memory_pool()
        with pq.ParquetWriter(self._path, self._schema, compression="zstd", version="2.6") as parquet:
            for rows in self._row_groups():
                parquet.write_table(rows, row_group_size=ROW_GROUP)
                # What is free stays with the pool otherwise, a little more with each table.
                pool.release_unused()

    def close(self, *, complete: bool) -> None:
        """Close both files; of rows that are not ``complete`` no Parquet file is made."""
        # Closing writes the rest, which fails on a full disk: all have to be tried.
        with contextlib.closing(self._spool), contextlib.closing(self._stream):
            if complete:
                self._write_parquet()


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
                stack.callback(writer.close, complete=kind is None)

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
