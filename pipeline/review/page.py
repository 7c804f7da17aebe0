"""The review page: one report and all that was found in it, as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.countries import country_name
from pipeline.document import Document
from pipeline.export.columns import columns
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.review.content import Piece, plain_pieces, structured_pieces
from pipeline.review.decisions import EDITABLE, SCHEMA, decisions_on, kept_reviews, write_atomically
from pipeline.review.details import (
    DOUBTFUL,
    country_details,
    entity_details,
    issue_details,
    mention_details,
    mention_rows,
    sentence_details,
)
from pipeline.review.marks import Span, mark
from pipeline.review.page_images import MAX_BYTES, PageImages, render_pages
from pipeline.review.tables import ID_COLUMNS, KINDS, RunTables, Values, read_run

_STYLES = ("base.css", "text.css", "panel.css")
_SCRIPTS = (
    "chinese.js",
    "language.js",
    "model.js",
    "navigate.js",
    "source.js",
    "decide.js",
    "edit.js",
    "card.js",
    "lists.js",
    "search.js",
    "main.js",
)
_PDF = "application/pdf"
_DESCRIBED_BY = {"person_mentions": "people", "organization_mentions": "organizations"}
"""Where the values stand that a reviewer sets on a mention of a person or an organization."""


def review_url(document_id: str, row_id: str) -> str:
    """Where a mention is shown, relative to the run folder: for a column ``review_url``."""
    return f"review/{document_id}.html#mention-{row_id}"


def render_review(run_folder: Path | str, document_id: str, *, source: Path | None = None) -> str:
    """The review page of one document of a run, as HTML.

    ``source`` is the original file. With it the page has the report's headings and tables, and for a PDF
    the printed lines; without it, or if it is no longer the file that was read, the clean text alone.
    FileNotFoundError if the folder holds no run, KeyError if the run has no such document.
    """
    run = read_run(run_folder)
    if document_id not in run.rows_of["documents"]:
        raise KeyError(f"{run_folder} has no document {document_id}")
    return _render(run, document_id, source)


def write_reviews(run_folder: Path | str, *, input: Path | str | None = None) -> int:
    """Write ``review/<document_id>.html`` for each document of a run that has text; their number.

    ``input`` is the folder, or the one file, that the run read. Pages of documents that are no longer in
    the run are removed. The same run gives the same bytes.
    """
    run = read_run(run_folder)
    folder = run.folder / "review"
    folder.mkdir(exist_ok=True)
    written = set()
    for document in run.documents():
        document_id = document["document_id"]
        if document_id in written or not (run.folder / "text" / f"{document_id}.txt").is_file():
            continue
        page = _render(run, document_id, _source_of(document, Path(input) if input else None))
        write_atomically(folder / f"{document_id}.html", page)
        written.add(document_id)
    for path in folder.glob("*.html"):
        if path.stem not in written:
            path.unlink()
    return len(written)


def _source_of(document: Values, input: Path | None) -> Path | None:
    if input is None or document["status"] == "failed":
        return None
    path = input if input.is_file() else input / document["source_path"]
    return path if path.is_file() else None


@dataclass(frozen=True)
class _Original:
    """What the original file adds: its structure, and for a PDF images of its pages."""

    pieces: tuple[Piece, ...]
    places: dict[str, list[float]]
    images: PageImages


def _read_original(
    source: Path, text: str, sha256: str, mentions: list[tuple[str, Values]]
) -> _Original | None:
    """None unless the file is the one that was read and still gives the same clean text."""
    with source.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            return None
    read = read_source(source)
    document = lay_out(read)
    if document.text != text:
        return None
    places: dict[str, list[float]] = {}
    images = PageImages()
    if read.media_type == _PDF:
        images = render_pages(source, (row["page"] for _, row in mentions if row["page"]))
        sizes = {image.page: (image.width, image.height) for image in images.images}
        for table, row in mentions:
            place = _place(document, row, sizes)
            if place:
                places[row[ID_COLUMNS[table]]] = place
    return _Original(structured_pieces(document), places, images)


def _place(document: Document, row: Values, sizes: dict[int, tuple[float, float]]) -> list[float] | None:
    """The box of a mention's first line (left, top, right, bottom), as shares of its page's size."""
    line = document.line_at(row["char_start"])
    if line is None or line.box is None or line.page not in sizes:
        return None
    width, height = sizes[line.page]
    box = line.box
    shares = (box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height)
    return [round(min(max(share, 0.0), 1.0), 4) for share in shares]


def _render(run: RunTables, document_id: str, source: Path | None) -> str:
    document = run.rows("documents", document_id)[0]
    text = run.text(document_id)
    mentions = mention_rows(run, document_id)
    original = _read_original(source, text, document["sha256"], mentions) if source else None
    spans = [_span(table, row) for table, row in mentions]
    pieces = original.pieces if original else plain_pieces(text)
    images = original.images if original else PageImages()
    details = mention_details(mentions, original.places if original else {})
    entities = entity_details(run, document_id)
    issues = issue_details(run, document_id)
    named = (m["x"] for m in details if "x" in m)
    data = {
        "schema": SCHEMA,
        "document": {k: document[k] for k in ("document_id", "sha256", "source_path", "title")},
        "mentions": details,
        **entities,
        "countries": country_details(chain(named, *(e.values() for e in entities.values()))),
        "issues": issues,
        "chinese": sentence_details(details, issues),
        "editable": EDITABLE,
        "choices": _choices(),
        "decisions": [
            d.model_dump(exclude_defaults=True) for d in decisions_on(kept_reviews(run.folder), document_id)
        ],
    }
    style, script = _asset(_STYLES), _script()
    page: str = _template().render(
        document=document,
        destinations=[(code, country_name(code)) for code in document["destinations"] or ()],
        blocks=list(blocks_of(text, pieces, spans)),
        counts={kind: sum(s.kind == kind for s in spans) for kind in KINDS.values()},
        data=_json(data),
        images=[
            (i.page, _json({"width": i.width, "height": i.height, "webp": i.webp})) for i in images.images
        ],
        left_out=images.left_out,
        unavailable=images.unavailable,
        megabytes=MAX_BYTES // 2**20,
        structured=original is not None,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'",
    )
    return page


def _choices() -> dict[str, tuple[str, ...]]:
    """The closed lists among the columns a reviewer may set, by table and column."""
    found: dict[str, tuple[str, ...]] = {}
    for table, names in EDITABLE.items():
        described = {c.name: c for c in columns(_DESCRIBED_BY.get(table, table))}
        found |= {f"{table}.{n}": described[n].values for n in names if described[n].values}
    return found


def _span(table: str, row: Values) -> Span:
    return Span(
        row[ID_COLUMNS[table]], KINDS[table], row["char_start"], row["char_end"], row["confidence"] < DOUBTFUL
    )


def blocks_of(text: str, pieces: Sequence[Piece], spans: Sequence[Span]) -> list[dict[str, Any]]:
    """The pieces with their marked text; a heading's level is one to five below the page's own title."""
    blocks: list[dict[str, Any]] = []
    first = 0
    for piece in pieces:
        # Spans and pieces are both in order; a span that began before this piece may still reach into it.
        while first < len(spans) and spans[first].start < piece.start and spans[first].end <= piece.start:
            first += 1
        here = []
        for span in spans[first:]:
            if span.start >= piece.end:
                break
            here.append(span)
        blocks.append(
            {
                "piece": piece,
                "heading": min(max(piece.level or 1, 1) + 1, 6),
                "html": mark(text, piece.start, piece.end, here) if not piece.rows else None,
                "rows": [
                    [(cell, mark(text, cell.start, cell.end, here)) for cell in row] for row in piece.rows
                ],
                "head": _has_head(piece, here),
            }
        )
    return blocks


def _has_head(piece: Piece, spans: Sequence[Span]) -> bool:
    """Whether the first row of a table is its head: it names columns (years too), it tells of nobody."""
    if len(piece.rows) < 2:
        return False
    start, end = piece.rows[0][0].start, piece.rows[0][-1].end
    return all(s.kind == "date" or s.end <= start or s.start >= end for s in spans)


def _json(value: Any) -> Markup:
    """JSON that can stand in a ``<script>`` element: nothing in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _hash(content: str) -> str:
    """The source expression by which a content security policy allows exactly this style or script."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _script() -> str:
    return f'"use strict";\n(() => {{\n{_asset(_SCRIPTS)}}})();\n'


@cache
def _asset(names: tuple[str, ...]) -> str:
    folder = files("pipeline.review") / "assets"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


@cache
def _template() -> Any:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(
        (files("pipeline.review") / "assets" / "review.html.jinja").read_text(encoding="utf-8")
    )
