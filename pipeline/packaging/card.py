"""``README.md`` of a run folder: the dataset card for someone who was sent the folder and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import Column, columns
from pipeline.packaging.descriptor import LICENCE, SOURCES, TITLE, citation
from pipeline.packaging.tables import KEYS, read_run, replacing, row_counts
from pipeline.schemas import TABLES

CARD = "README.md"

_LOAD = """## How to load it

```python
import pandas as pd

people = pd.read_parquet("people.parquet")
```

With the library that wrote it, all tables at once and with exact types:

```python
import pipeline

tables = pipeline.load_outputs(".")
```

In DuckDB: `SELECT name, count(*) FROM 'people.parquet' GROUP BY ALL`. The CSV files are UTF-8 with
RFC 4180 quoting; a missing value is an empty cell, a list is a JSON array, and a cell that a spreadsheet
would run as a formula has an apostrophe before it. `datapackage.json` describes every table to
Frictionless readers.
"""

_KNOW = """## What to know before using it

- Nothing is guessed silently: a value that could not be resolved is empty, and `issues` says why.
- `confidence` is the probability that a row is right. For counts that have to be clean, keep rows above 0.9.
- Amounts stand in whole currency units of their own year; nothing is converted or deflated. The same
  total can stand in several reports: take a median, not a sum.
- `person_id` and `organization_id` tell apart within one report; `entity_id` is the same person or
  organization across reports, with `entity_evidence` saying why.
- Every extracted row carries its evidence: `text` is exactly the characters `char_start` to `char_end` of
  `text/<document_id>.txt` (code points, end not included).
"""


def write_dataset_card(run_folder: Path | str) -> Path:
    """Write ``README.md`` into a run folder and return its path. NotARunError if a table is missing.

    It says what the folder holds, every column of every table, licence, citation and how to load it. The
    same tables give the same bytes.
    """
    folder = Path(run_folder)
    run = read_run(folder)
    counts = row_counts(folder)
    parts = [
        f"# {TITLE}\n\n{_summary(folder, run, counts)}\n",
        "## Files\n\n" + _files(folder, counts),
        _LOAD,
        _KNOW,
        "## Columns\n\n" + "\n".join(_dictionary(table) for table in TABLES),
        _terms(run, counts["documents"]),
    ]
    target = folder / CARD
    with replacing(target) as scratch:
        scratch.write_text("\n".join(parts), encoding="utf-8")
    return target


def _summary(folder: Path, run: dict[str, Any], counts: dict[str, int]) -> str:
    table = pq.read_table(folder / "documents.parquet", columns=["trip_start", "status"])
    years = [day.year for day in table["trip_start"].to_pylist() if day is not None]
    span = f" about trips from {min(years)} to {max(years)}" if years else ""
    failed = table["status"].to_pylist().count("failed")
    unread = f" {failed:,} of them could not be read." if failed else ""
    return (
        f"{counts['documents']:,} official trip reports (公務出國報告){span}, read by trip-reports "
        f"{run.get('version', 'unknown')}.{unread} They hold {counts['people']:,} people, "
        f"{counts['organizations']:,} organizations, {counts['dates']:,} dates and "
        f"{counts['trade_figures']:,} trade figures, each with the place in the text that it came from."
    )


def _files(folder: Path, counts: dict[str, int]) -> str:
    lines = ["| file | rows | one row is |", "|---|--:|---|"]
    for table, model in TABLES.items():
        meaning = (model.__doc__ or "").strip().splitlines()[0]
        lines.append(f"| `{table}.csv`, `{table}.parquet` | {counts[table]:,} | {meaning} |")
    lines.append("| `text/<document_id>.txt` | | The clean text of a report: what all offsets point into. |")
    lines.append("| `run.json` | | Version, settings, counts and failures of the run. |")
    others = {
        "datapackage.json": "The tables described for Frictionless readers.",
        "review": "Every report with all that was found in it marked: open in a browser.",
        "report.html": "The whole corpus at a glance: open in a browser.",
    }
    lines += [f"| `{name}` | | {meaning} |" for name, meaning in others.items() if (folder / name).exists()]
    return "\n".join(lines) + "\n"


def _dictionary(table: str) -> str:
    keys = KEYS[table]
    lines = [f"### {table}\n", f"Key: {', '.join(f'`{c}`' for c in keys.primary)}.\n"]
    lines += ["| column | type | may be empty | meaning |", "|---|---|---|---|"]
    for c in columns(table):
        meaning = c.description or "Stable id of the row."
        if c.values:
            meaning += f" One of: {', '.join(c.values)}."
        if c.name in keys.foreign:
            meaning += f" Row of `{keys.foreign[c.name]}`."
        lines.append(f"| {c.name} | {_kind(c)} | {'yes' if c.nullable else 'no'} | {meaning} |")
    return "\n".join(lines) + "\n"


def _kind(column: Column) -> str:
    if pa.types.is_list(column.type):
        return "list of text"
    if pa.types.is_decimal(column.type):
        return "decimal"
    names = {pa.string(): "text", pa.int64(): "integer", pa.float64(): "number", pa.date32(): "day"}
    return names.get(column.type, str(column.type))


def _terms(run: dict[str, Any], documents: int) -> str:
    source = SOURCES[0]
    return (
        f"## Licence and citation\n\n"
        f"Tables: [{LICENCE['name']}]({LICENCE['path']}). The clean texts and the quotations in `text` stay "
        f"under the terms of whoever published the reports; "
        f"[{source['title']}]({source['path']}) names those of what it publishes.\n\n"
        f"The reports are public documents that name people in their offices. Use the tables as the "
        f"reports were meant: to see what officials did on duty.\n\n> {citation(run, documents)}\n"
    )
