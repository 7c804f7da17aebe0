"""What a reviewer decided: the JSON that a review page saves, and the file that keeps all of it for a run.

The file stands beside the run folder (``outputs/2024`` → ``outputs/2024.reviews.json``), because a run
replaces its folder as a whole. A decision names the row it is about and the characters it was made on; it
holds for a later run too, as long as those characters are still there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.schemas.types import DocumentId, Id, Offset, Ordinal

SCHEMA: Final = "trip-reports/review/1"
Action = Literal["accepted", "rejected", "changed", "added", "withdrawn"]
"""``withdrawn`` takes back what was decided before: the mention is as if nobody had looked at it."""
MentionTable = Literal["dates", "person_mentions", "organization_mentions", "trade_figures"]

EDITABLE: dict[str, tuple[str, ...]] = {
    "dates": ("value",),
    "person_mentions": ("name", "title"),
    "organization_mentions": ("name", "type", "country"),
    "trade_figures": (
        "value",
        "unit",
        "kind",
        "metric",
        "period",
        "compared_to",
        "reporter",
        "partner",
        "product",
    ),
}
"""What a reviewer may set, by table. A name links the mention to that person or organization."""


class ReviewError(ValueError):
    """A file of decisions cannot be used. The message names the file and says why."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Strict):
    """A place in the clean text, and the characters there."""

    start: Offset = Field(description="First character in text/<document_id>.txt (code points).")
    end: Ordinal = Field(description="One past the last character.")
    text: str = Field(min_length=1, description="The characters there when the decision was made.")

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> Span:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} is not as long as its text")
        return self


class Decision(_Strict):
    """One decision about one mention."""

    action: Action
    table: MentionTable
    row_id: Id | None = Field(default=None, description="The row decided on; null if added.")
    span: Span = Field(description="Where the mention stood, or stands if it was added.")
    new_span: Span | None = Field(default=None, description="The right boundary, if changed.")
    values: dict[str, str | None] = Field(
        default_factory=dict, description="New values by column; null where there is none."
    )
    note: str | None = Field(default=None, max_length=2000, description="Why, in the reviewer's words.")

    @model_validator(mode="after")
    def _consistent(self) -> Decision:
        if self.action != "withdrawn" and (self.row_id is None) != (self.action == "added"):
            raise ValueError("row_id is null for what was added, and only for that")
        if self.action != "changed" and self.new_span is not None:
            raise ValueError("only a changed mention has a new span")
        if self.action in ("accepted", "rejected", "withdrawn") and self.values:
            raise ValueError(f"a mention that was {self.action} has no new values")
        if self.action == "changed" and not self.values and self.new_span is None:
            raise ValueError("a changed mention needs a new value or a new span")
        unknown = sorted(self.values.keys() - set(EDITABLE[self.table]))
        if unknown:
            raise ValueError(f"no column to change in {self.table}: {', '.join(unknown)}")
        return self

    @property
    def key(self) -> tuple[str, str | int, int]:
        """What the decision is about: a later one with the same key replaces it."""
        return (self.table, self.row_id or self.span.start, 0 if self.row_id else self.span.end)


class DocumentReview(_Strict):
    """All decisions on one document."""

    document_id: DocumentId
    decisions: tuple[Decision, ...]


class ReviewFile(_Strict):
    """The file that a review page saves (one document) and that stands beside a run (many)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    form: Literal["trip-reports/review/1"] = Field(alias="schema")
    reviews: tuple[DocumentReview, ...]


def reviews_path(run_folder: Path | str) -> Path:
    """Where the decisions on a run are kept: ``<run folder>.reviews.json`` beside it."""
    folder = Path(run_folder).absolute()
    return folder.parent / f"{folder.name}.reviews.json"


def read_reviews(path: Path | str) -> ReviewFile:
    """A file of decisions, checked. ReviewError names the file and what is wrong with it."""
    try:
        return ReviewFile.model_validate_json(Path(path).read_bytes())
    except OSError as error:
        raise ReviewError(f"{path}: {error.strerror or error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}"
            for e in error.errors(include_url=False)[:3]
        )
        raise ReviewError(f"{path} is no file of decisions ({faults})") from error


def kept_reviews(run_folder: Path | str) -> ReviewFile:
    """The decisions kept beside a run; none if there is no such file."""
    path = reviews_path(run_folder)
    return read_reviews(path) if path.exists() else ReviewFile(schema=SCHEMA, reviews=())


def merge_reviews(files: Iterable[ReviewFile]) -> ReviewFile:
    """All decisions of several files; of two on the same mention, that of the later file counts.

    Nothing is left of decisions that were withdrawn.
    """
    merged: dict[str, dict[tuple[str, str | int, int], Decision]] = {}
    for file in files:
        for review in file.reviews:
            decisions = merged.setdefault(review.document_id, {})
            for decision in review.decisions:
                decisions[decision.key] = decision
                if decision.action == "withdrawn":
                    del decisions[decision.key]
    return ReviewFile(
        schema=SCHEMA,
        reviews=tuple(
            DocumentReview(document_id=document_id, decisions=_ordered(merged[document_id].values()))
            for document_id in sorted(merged)
        ),
    )


def _ordered(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(decisions, key=lambda d: (d.span.start, d.span.end, d.table, d.row_id or "")))


def write_reviews_file(path: Path, reviews: ReviewFile) -> None:
    """Write decisions so that the file is either the old or the new one, never half of each."""
    text = reviews.model_dump_json(by_alias=True, indent=1, exclude_defaults=False)
    write_atomically(path, text + "\n")


def write_atomically(path: Path, text: str) -> None:
    """Write a text file in one step; an interrupted run leaves the old one."""
    temporary = path.parent / f".{path.name}.{os.getpid()}"
    try:
        temporary.write_bytes(text.encode("utf-8"))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def decisions_on(reviews: ReviewFile, document_id: str) -> Sequence[Decision]:
    """The decisions on one document."""
    return next((r.decisions for r in reviews.reviews if r.document_id == document_id), ())
