"""The rows of one document and table as the files of a run hold them: CSV lines and an Arrow batch.

Whoever worked on a document makes them, so that the one process that merges the tables only puts them
one behind the other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from pipeline.export.columns import csv_cells, to_batch
from pipeline.records import DocumentRows
from pipeline.schemas import Row


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table: how many, their lines in CSV, and their Arrow batch without its schema."""

    count: int
    csv: str
    batch: bytes


@dataclass
class EncodedRows(DocumentRows):
    """The rows of one report of which some tables are there as parts; these have no rows in ``tables``
    unless both were asked for.
    """

    parts: dict[str, Part] = field(default_factory=dict)


def encode(table: str, rows: Sequence[Row]) -> Part:
    """The part that the rows of a table make. The same rows make the same part."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(map(csv_cells, rows))
    return Part(len(rows), lines.getvalue(), to_batch(table, rows).serialize().to_pybytes() if rows else b"")


def read_batch(part: Part, schema: pa.Schema) -> pa.RecordBatch:
    """The Arrow batch of a part that has rows."""
    return pa.ipc.read_record_batch(pa.py_buffer(part.batch), schema)
