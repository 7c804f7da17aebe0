"""Whether an output folder keeps the data contract: schemas, keys, offsets, and one run in all its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.schemas import TABLES

_MOST = 20
_KEYS = {
    "documents": "document_id",
    "travellers": "traveller_id",
    "dates": "date_id",
    "people": "person_id",
    "person_mentions": "mention_id",
    "organizations": "organization_id",
    "organization_mentions": "mention_id",
    "trade_figures": "figure_id",
    "issues": "issue_id",
}
_REFERENCES = (
    ("dates", "anchor_date_id", "dates"),
    ("people", "organization_id", "organizations"),
    ("roles", "person_id", "people"),
    ("roles", "organization_id", "organizations"),
    ("roles", "mention_id", "person_mentions"),
    ("person_mentions", "person_id", "people"),
    ("organizations", "parent_organization_id", "organizations"),
    ("organization_mentions", "organization_id", "organizations"),
    ("travellers", "person_id", "people"),
)


def validate_run(folder: Path | str) -> list[str]:
    """What is wrong in an output folder, one line each; empty if nothing is.

    Every row is checked by its schema, every key for being there once, every reference for its target,
    every ``text`` against the clean text at its offsets, and ``run.json`` against the row counts.
    FileNotFoundError if the folder holds no run. Of one kind of error in one table at most 20 are listed.
    """
    folder = Path(folder)
    if not (folder / "run.json").is_file():
        raise FileNotFoundError(f"{folder} is not an output folder: it has no run.json")
    found: list[str] = []
    keys: dict[str, set[str]] = {}
    for table in TABLES:
        path = folder / f"{table}.parquet"
        if not path.is_file():
            found.append(f"{path.name} is missing")
            continue
        rows = list(_rows(path))
        found += _limited(_schema_errors(table, rows))
        if table in _KEYS:
            values = [row[_KEYS[table]] for row in rows]
            keys[table] = set(values)
            repeated = len(values) - len(keys[table])
            found += [f"{table}: {repeated} rows repeat the {_KEYS[table]} of another"] if repeated else []
        found += _limited(_offset_errors(folder, table, rows))
    found += _reference_errors(folder, keys)
    return found + _count_errors(folder)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches():
        yield from batch.to_pylist()


def _limited(errors: Iterator[str]) -> list[str]:
    listed = list(errors)
    more = len(listed) - _MOST
    return [*listed[:_MOST], f"… and {more} more of the kind"] if more > 0 else listed


def _schema_errors(table: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        try:
            TABLES[table].model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            yield f"{table} row {number}: {place}: {first['msg']}"


def _offset_errors(folder: Path, table: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    texts: dict[str, str | None] = {}
    for number, row in enumerate(rows, 1):
        start, end, written = row.get("char_start"), row.get("char_end"), row.get("text")
        if start is None or end is None or written is None:
            continue
        document = row["document_id"]
        if document not in texts:
            path = folder / "text" / f"{document}.txt"
            texts[document] = path.read_bytes().decode("utf-8") if path.is_file() else None
        text = texts[document]
        if text is None:
            yield f"{table} row {number}: text/{document}.txt is missing"
        elif text[start:end] != written:
            yield f"{table} row {number}: {written!r} does not stand at {start}-{end} of text/{document}.txt"


def _reference_errors(folder: Path, keys: dict[str, set[str]]) -> list[str]:
    found: list[str] = []
    for table, column, target in _REFERENCES:
        path = folder / f"{table}.parquet"
        if not path.is_file() or target not in keys:
            continue
        values = {row[column] for row in _rows(path) if row[column] is not None}
        lost = sorted(values - keys[target])
        found += (
            [f"{table}: {len(lost)} {column} without a row in {target}, such as {lost[0]}"] if lost else []
        )
    return found


def _count_errors(folder: Path) -> list[str]:
    import pyarrow.parquet as pq

    told: dict[str, int] = json.loads((folder / "run.json").read_text(encoding="utf-8"))["rows"]
    found: list[str] = []
    for table, count in told.items():
        path = folder / f"{table}.parquet"
        held = pq.read_metadata(path).num_rows if path.is_file() else 0
        if held != count:
            found.append(f"{table}: run.json tells of {count} rows, {path.name} has {held}")
    return found
