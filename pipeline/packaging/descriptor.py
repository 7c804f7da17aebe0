"""``datapackage.json``: the Frictionless Data Package of a run, made from the Pydantic models.

Source of the form: Data Package standard, version 1 (specs.frictionlessdata.io); readers of version 2
take it as well.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.export.columns import Column, columns
from pipeline.packaging.tables import KEYS, read_run, replacing, row_counts
from pipeline.schemas import TABLES

DATAPACKAGE = "datapackage.json"

TITLE = "Official trip reports of Taiwan: dates, people, organizations and trade figures"
DESCRIPTION = (
    "Tables extracted from official trip reports (公務出國報告). Every extracted row points at the "
    "characters of the clean text that it came from: text/<document_id>.txt, char_start to char_end."
)
LICENCE = {
    "name": "CC0-1.0",
    "title": "Creative Commons Zero 1.0 (the tables; the texts stay under the terms of their publishers)",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
SOURCES = [
    {
        "title": "公務出國報告資訊網 (reports of Taiwan's civil servants on their missions abroad)",
        "path": "https://report.nat.gov.tw/",
    }
]

_TYPES = {
    pa.string(): "string",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
}


def citation(run: dict[str, Any], documents: int) -> str:
    """How to cite the tables: what they are, of how many reports, and by which version."""
    return f"{TITLE} ({documents:,} reports), extracted with trip-reports {run.get('version', 'unknown')}."


def write_datapackage(run_folder: Path | str) -> Path:
    """Write ``datapackage.json`` into a run folder and return its path.

    Every table is a resource with fields, types, constraints, keys, size, hash and the number of rows
    that a reader has to find. The same tables give the same bytes. NotARunError if a table is missing.
    """
    folder = Path(run_folder)
    run = read_run(folder)
    counts = row_counts(folder)
    package = {
        "profile": "data-package",
        "name": "trip-reports",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": str(run.get("version", "unknown")),
        "licenses": [LICENCE],
        "sources": SOURCES,
        "citation": citation(run, counts["documents"]),
        "resources": [_resource(folder, table, counts[table]) for table in TABLES],
    }
    target = folder / DATAPACKAGE
    with replacing(target) as scratch:
        scratch.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target


def _resource(folder: Path, table: str, rows: int) -> dict[str, Any]:
    path = folder / f"{table}.csv"
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "name": table,
        "type": "table",
        "profile": "tabular-data-resource",
        "title": (TABLES[table].__doc__ or table).strip().splitlines()[0],
        "path": path.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "fields": len(columns(table)),
        "schema": table_schema(table),
    }


def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema of a table: fields in order, missing values, primary and foreign keys."""
    properties = TABLES[table].model_json_schema()["properties"]
    keys = KEYS[table]
    return {
        "fields": [_field(c, properties[c.name], keys.primary) for c in columns(table)],
        "missingValues": [""],
        "primaryKey": list(keys.primary),
        "foreignKeys": [
            {
                "fields": [column],
                "reference": {
                    "resource": "" if other == table else other,
                    "fields": list(KEYS[other].primary),
                },
            }
            for column, other in keys.foreign.items()
        ],
    }


def _field(column: Column, shape: dict[str, Any], primary: tuple[str, ...]) -> dict[str, Any]:
    if pa.types.is_list(column.type):
        kind = "array"
    elif pa.types.is_decimal(column.type):
        kind = "number"
    else:
        kind = _TYPES[column.type]
    field: dict[str, Any] = {"name": column.name, "type": kind}
    if column.description:
        field["description"] = column.description
    elif column.name in primary:
        field["description"] = "Stable id of the row."
    constraints = _constraints(column, shape, kind)
    if primary == (column.name,):
        constraints["unique"] = True
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column, shape: dict[str, Any], kind: str) -> dict[str, Any]:
    options = [shape, *(o for o in shape.get("anyOf", ()) if o.get("type") != "null")]
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    for option in options:
        if kind == "string" and "pattern" in option:
            # Table Schema matches the whole cell anyway.
            constraints["pattern"] = option["pattern"].removeprefix("^").removesuffix("$")
        if kind == "string" and "minLength" in option and column.nullable is False:
            constraints["minLength"] = option["minLength"]
        if kind in ("integer", "number"):
            constraints |= {k: option[k] for k in ("minimum", "maximum") if k in option}
    return constraints
