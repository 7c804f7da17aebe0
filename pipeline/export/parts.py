"""The rows of one document and table as the files of a run hold them: CSV lines and an Arrow batch.

Whoever worked on a document makes them, so that the one process that merges the tables only puts them
one behind the other.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import pyarrow as pa

from pipeline.export.columns import arrow_schema, cell, csv_cells, to_batch
from pipeline.records import DocumentRows
from pipeline.schemas import Row

Entity = tuple[str, str]
"""An entity id and why a row belongs to it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table: how many, their lines in CSV, and their Arrow batch without its schema."""

    count: int
    csv: str
    batch: bytes


@dataclass
class EncodedRows(DocumentRows):
    """The rows of one report as parts; ``tables`` holds those tables alone that the merge looks into.

    ``keys`` is what links the rows to those of other reports (``pipeline.corpus.link``).
    """

    parts: dict[str, Part] = field(default_factory=dict)
    keys: Any = None


def encode(table: str, rows: Sequence[Row]) -> Part:
    """The part that the rows of a table make. The same rows make the same part."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(map(csv_cells, rows))
    return Part(len(rows), lines.getvalue(), to_batch(table, rows).serialize().to_pybytes() if rows else b"")


def read_batch(batch: bytes, schema: pa.Schema) -> pa.RecordBatch:
    """The Arrow batch of a part that has rows."""
    return pa.ipc.read_record_batch(pa.py_buffer(batch), schema)


def with_entities(table: str, part: Part, found: Sequence[Entity | None]) -> Part:
    """The part of a linked table with the entities found for its rows, which stood alone so far."""
    if not any(found):
        return part
    batch = read_batch(part.batch, arrow_schema(table))
    columns = [name for name in ("entity_id", "entity_evidence") if name in batch.schema.names]
    old = list(zip(*(batch.column(name).to_pylist() for name in columns), strict=True))
    new = [(one or alone)[: len(columns)] for alone, one in zip(old, found, strict=True)]
    lines = part.csv
    for before, after in dict(zip(old, new, strict=True)).items():
        if before != after:
            # The id that a row has while it stands alone is a hash of that row: it stands nowhere else.
            lines = lines.replace(f",{_cells(before)}", f",{_cells(after)}")
    for name, values in zip(columns, zip(*new, strict=True), strict=True):
        place = batch.schema.get_field_index(name)
        batch = batch.set_column(place, batch.schema.field(place), _strings(values))
    return Part(part.count, lines, batch.serialize().to_pybytes())


def _strings(values: Sequence[str]) -> pa.Array:
    """An Arrow array of strings. For one made of Python values Arrow imports pandas, which takes 40 MiB."""
    data = [value.encode() for value in values]
    ends = array("i", accumulate(map(len, data), initial=0))
    return pa.StringArray.from_buffers(len(data), pa.py_buffer(ends), pa.py_buffer(b"".join(data)))


def _cells(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([cell(value) for value in values])
    return line.getvalue()
