"""The tables of a run, document by document, without holding more than one document as objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import arrow_schema, plain
from pipeline.schemas import TABLES

Values = dict[str, Any]

KINDS: dict[str, str] = {
    "dates": "date",
    "person_mentions": "person",
    "organization_mentions": "organization",
    "trade_figures": "figure",
}
"""The tables of which each row is a mention, and what a mention of each is called on the page."""

ID_COLUMNS: dict[str, str] = {
    "dates": "date_id",
    "person_mentions": "mention_id",
    "organization_mentions": "mention_id",
    "trade_figures": "figure_id",
}


@dataclass(frozen=True)
class RunTables:
    """All tables of an output folder, and where in each the rows of each document stand."""

    folder: Path
    tables: dict[str, pa.Table]
    rows_of: dict[str, dict[str | None, list[int]]]

    @property
    def document_ids(self) -> list[str]:
        """The documents of the run in their order."""
        return [str(i) for i in self.tables["documents"].column("document_id").to_pylist()]

    def rows(self, table: str, document_id: str | None) -> list[Values]:
        """The rows of one document (None: rows of the whole run) in their order, as dictionaries."""
        indices = self.rows_of[table].get(document_id, [])
        if indices and indices[-1] - indices[0] + 1 == len(indices):
            part = self.tables[table].slice(indices[0], len(indices))
        else:
            part = self.tables[table].take(pa.array(indices, pa.int64()))
        return [_exact(row) for row in part.to_pylist()]

    def text(self, document_id: str) -> str:
        """The clean text of a document, that all offsets point into."""
        return (self.folder / "text" / f"{document_id}.txt").read_bytes().decode("utf-8")

    def documents(self) -> Iterator[Values]:
        """The rows of table ``documents``, one at a time."""
        for document_id in self.document_ids:
            yield self.rows("documents", document_id)[0]


def read_run(folder: Path | str) -> RunTables:
    """The tables of an output folder. FileNotFoundError names the folder if it holds no run."""
    folder = Path(folder)
    tables: dict[str, pa.Table] = {}
    rows_of: dict[str, dict[str | None, list[int]]] = {}
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise FileNotFoundError(f"{folder} is not an output folder: it has no {name}.parquet")
        tables[name] = pq.read_table(path, schema=arrow_schema(name))
        rows_of[name] = {}
        for index, document_id in enumerate(tables[name].column("document_id").to_pylist()):
            rows_of[name].setdefault(document_id, []).append(index)
    return RunTables(folder, tables, rows_of)


def _exact(row: Values) -> Values:
    """Parquet gives all decimals of a column the same number of places; a row has its own."""
    return {k: Decimal(plain(v)) if isinstance(v, Decimal) else v for k, v in row.items()}
