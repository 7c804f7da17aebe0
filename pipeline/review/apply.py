"""Decisions merged into the tables of a run.

The run folder itself stays as the run wrote it. The merged tables are written to ``<run folder>.reviewed``
beside it, a folder that changes in one step; each has one column more: ``review_status``. They can be made
anew at any time from the run and its file of decisions, so nothing that a reviewer decided is lost when the
run is repeated.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.columns import arrow_schema, columns, csv_cells, to_arrow
from pipeline.export.folder import exchange, remove_abandoned
from pipeline.review.decisions import (
    ReviewFile,
    decisions_on,
    kept_reviews,
    merge_reviews,
    read_reviews,
    reviews_path,
    write_reviews_file,
)
from pipeline.review.merge import DocumentTables, Outdated, merge
from pipeline.review.tables import RunTables, read_run
from pipeline.schemas import TABLES

STATUS_COLUMN = "review_status"


@dataclass(frozen=True, slots=True)
class AppliedReview:
    """What became of the decisions: where the merged tables are, and which decisions no longer fit."""

    folder: Path
    decisions: Path
    counts: dict[str, int]
    outdated: tuple[Outdated, ...]


def reviewed_path(run_folder: Path | str) -> Path:
    """Where the merged tables of a run are written: ``<run folder>.reviewed`` beside it."""
    folder = Path(run_folder).absolute()
    return folder.parent / f"{folder.name}.reviewed"


def apply_review(run_folder: Path | str, decision_files: Sequence[Path | str] = ()) -> AppliedReview:
    """Merge saved decisions, and those kept from before, into the tables of a run.

    The files' decisions are first added to ``<run folder>.reviews.json``; of two on the same mention the one
    from the later file counts. Without files the kept decisions are applied anew, as after a repeated run.
    A decision whose characters have changed is kept, not applied, and listed as outdated. ReviewError if
    a file is no file of decisions: then nothing is written. FileNotFoundError if the folder holds no run.
    """
    run = read_run(run_folder)
    reviews = merge_reviews([kept_reviews(run_folder), *(read_reviews(path) for path in decision_files)])
    known = set(run.document_ids)
    outdated = [
        Outdated(r.document_id, d, "the report is not in this run")
        for r in reviews.reviews
        if r.document_id not in known
        for d in r.decisions
    ]
    writing = _Merging(run, reviews)
    folder = reviewed_path(run_folder)
    remove_abandoned(folder)
    staging = folder.parent / f".{folder.name}.staging-{os.getpid()}"
    staging.mkdir()
    try:
        writing.write(staging)
        write_reviews_file(reviews_path(run_folder), reviews)
        if folder.exists():
            exchange(staging, folder)
        else:
            staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return AppliedReview(
        folder, reviews_path(run_folder), dict(sorted(writing.counts.items())), (*outdated, *writing.outdated)
    )


def merged_documents(run: RunTables, reviews: ReviewFile) -> list[DocumentTables]:
    """The merged tables of each document that has decisions, in the order of the run."""
    return [
        merge(run, document_id, decisions)
        for document_id in run.document_ids
        if (decisions := decisions_on(reviews, document_id))
    ]


@dataclass
class _Merging:
    run: RunTables
    reviews: ReviewFile
    counts: Counter[str] = field(default_factory=Counter)
    outdated: list[Outdated] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        merged = {d.document_id: d for d in merged_documents(self.run, self.reviews)}
        for document in merged.values():
            self.counts.update(document.applied)
            self.outdated.extend(document.outdated)
        for table in TABLES:
            self._write_table(folder, table, merged)

    def _write_table(self, folder: Path, table: str, merged: dict[str, DocumentTables]) -> None:
        status_field = pa.field(STATUS_COLUMN, pa.string(), metadata={"description": _DESCRIPTION})
        schema = arrow_schema(table).append(status_field)
        model = TABLES[table]
        ids: list[str | None] = list(dict.fromkeys(self.run.document_ids))
        whole_run: Any = self.run.rows_of[table].keys() - set(ids)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([*(c.name for c in columns(table)), STATUS_COLUMN])
            with pq.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd") as parquet:
                for document_id in [*ids, *sorted(whole_run, key=str)]:
                    if document_id in merged:
                        rows = merged[document_id].rows[table]
                    else:
                        rows = [(model.model_validate(v), None) for v in self.run.rows(table, document_id)]
                    if not rows:
                        continue
                    writer.writerows([*csv_cells(row), status or ""] for row, status in rows)
                    plain = to_arrow(table, [row for row, _ in rows])
                    parquet.write_table(
                        plain.append_column(status_field, pa.array([s for _, s in rows], pa.string()))
                    )


_DESCRIPTION = "accepted, rejected, changed or added by a reviewer; null where nobody has decided."
