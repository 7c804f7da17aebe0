"""What every package needs to know about a run: its tables, their keys, and how to write a file at once."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.export.columns import columns
from pipeline.export.folder import RUN_FILE
from pipeline.schemas import TABLES


class NotARunError(Exception):
    """The folder holds no run of this version: ``run.json`` or a table is missing, or has other columns."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The columns that tell the rows of a table apart, and for each reference the table it points into."""

    primary: tuple[str, ...]
    foreign: Mapping[str, str]


_DOCUMENT = {"document_id": "documents"}

KEYS: dict[str, Keys] = {
    "documents": Keys(("document_id",), {}),
    "travellers": Keys(("traveller_id",), {**_DOCUMENT, "person_id": "people"}),
    "dates": Keys(("date_id",), {**_DOCUMENT, "anchor_date_id": "dates"}),
    "people": Keys(("person_id",), {**_DOCUMENT, "organization_id": "organizations"}),
    "roles": Keys(
        ("person_id", "title", "organization", "organization_id"),
        {
            **_DOCUMENT,
            "person_id": "people",
            "organization_id": "organizations",
            "mention_id": "person_mentions",
        },
    ),
    "person_mentions": Keys(("mention_id",), {**_DOCUMENT, "person_id": "people"}),
    "organizations": Keys(("organization_id",), {**_DOCUMENT, "parent_organization_id": "organizations"}),
    "organization_mentions": Keys(("mention_id",), {**_DOCUMENT, "organization_id": "organizations"}),
    "trade_figures": Keys(("figure_id",), _DOCUMENT),
    "issues": Keys(("issue_id",), _DOCUMENT),
}
"""Keys of every table. A reference always points at the one column that is the other table's primary key."""


def read_run(run_folder: Path) -> dict[str, Any]:
    """What ``run.json`` says. NotARunError if it or a table is missing or differs."""
    path = run_folder / RUN_FILE
    if not path.is_file():
        raise NotARunError(f"{run_folder} is not an output folder: it has no {RUN_FILE}")
    for table in TABLES:
        for name in (f"{table}.csv", f"{table}.parquet"):
            if not (run_folder / name).is_file():
                raise NotARunError(f"{run_folder} is not a whole output folder: it has no {name}")
        if pq.read_schema(run_folder / f"{table}.parquet").names != [c.name for c in columns(table)]:
            raise NotARunError(f"{run_folder} was written by another version: {table} has other columns")
    run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return run


def row_counts(run_folder: Path) -> dict[str, int]:
    """Rows of every table as its Parquet footer says; no row is read."""
    return {t: int(pq.read_metadata(run_folder / f"{t}.parquet").num_rows) for t in TABLES}


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside ``target`` to write to; it becomes ``target`` in one step if all goes well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.parent / f".{target.name}.{os.getpid()}"
    scratch.unlink(missing_ok=True)
    try:
        yield scratch
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
