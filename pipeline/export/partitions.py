"""The tables of a run as one Parquet data set, partitioned by the hash of the documents' content.

``<address>/table=dates/hash=3f/part-0.parquet`` holds the rows of the table ``dates`` of all documents whose
id begins with ``3f``. The address may be a folder or anything that fsspec knows (``s3://…``).
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipeline.export.columns import arrow_schema
from pipeline.schemas import TABLES

HASH = "hash"
"""The partition column: the first two of the hexadecimal digits of ``document_id``."""

_COMPLETE = "_COMPLETE"
_BATCH = 10_000
_ROW_GROUP = 2_000
"""Rows that a partition gathers before it writes them: 256 partitions of them have to stand in memory."""


def partitioning() -> Any:
    """How pyarrow has to read the folders. Left to guess, it takes ``hash=12`` for a number."""
    return ds.partitioning(pa.schema([(HASH, pa.string())]), flavor="hive")


def write_partitions(output: Path, address: str | Path) -> None:
    """Write the tables of the output folder ``output`` to ``address``, in place of what was there before.

    A table stands in memory only in part. The same tables give the same files. FileNotFoundError if
    ``output`` holds no run; OSError if something cannot be written, or ``address`` holds something else.
    """
    for table in TABLES:
        if not (output / f"{table}.parquet").is_file():
            raise FileNotFoundError(f"{output} is not an output folder: it has no {table}.parquet")
    fs, root = fsspec.core.url_to_fs(os.fspath(address))
    _check_ours(fs, root, str(address))
    with contextlib.suppress(FileNotFoundError):
        fs.rm_file(f"{root}/{_COMPLETE}")
    parquet: Any = ds.ParquetFileFormat()
    for table in TABLES:
        if fs.exists(f"{root}/table={table}"):
            fs.rm(f"{root}/table={table}", recursive=True)
        fs.makedirs(f"{root}/table={table}", exist_ok=True)
        schema = arrow_schema(table).append(pa.field(HASH, pa.string()))
        ds.write_dataset(
            _with_hash(output / f"{table}.parquet", schema),
            f"{root}/table={table}",
            filesystem=fs,
            format="parquet",
            file_options=parquet.make_write_options(compression="zstd", version="2.6"),
            partitioning=partitioning(),
            basename_template="part-{i}.parquet",
            existing_data_behavior="overwrite_or_ignore",
            # One thread keeps the order of the rows, and so the bytes.
            use_threads=False,
            max_open_files=512,
            min_rows_per_group=_ROW_GROUP,
            max_rows_per_group=_BATCH,
        )
    # Written last: without it, a reader of ours knows that a writer was interrupted.
    fs.pipe_file(f"{root}/{_COMPLETE}", b"")


def is_partitioned(folder: Path) -> bool:
    """Whether ``folder`` holds a whole data set of ``write_partitions``."""
    return (folder / _COMPLETE).is_file()


def open_table(folder: Path | str, table: str) -> Any:
    """A table of a partitioned data set as a lazy pyarrow data set: the columns of the table, and ``hash``.

    A table without rows has no files and opens as well.
    """
    fs, root = fsspec.core.url_to_fs(os.fspath(folder))
    files = sorted(fs.glob(f"{root}/table={table}/{HASH}=*/*.parquet"))
    schema = arrow_schema(table).append(pa.field(HASH, pa.string()))
    if not files:
        return ds.dataset(schema.empty_table())
    return ds.dataset(files, filesystem=fs, format="parquet", partitioning=partitioning(), schema=schema)


def _check_ours(fs: Any, root: str, address: str) -> None:
    if not fs.exists(root):
        return
    names = {path.rstrip("/").rpartition("/")[2] for path in fs.ls(root, detail=False)} - {""}
    if foreign := {n for n in names if n != _COMPLETE and not n.startswith("table=")}:
        raise OSError(f"{address} holds {min(foreign)}, which is no table. Choose an empty or a new place")


def _with_hash(path: Path, schema: Any) -> Any:
    def batches() -> Any:
        for batch in ds.dataset(path).to_batches(batch_size=_BATCH, use_threads=False):
            hashes = pc.utf8_slice_codeunits(batch.column("document_id"), 0, 2)
            yield pa.record_batch([*batch.columns, hashes], schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches())
