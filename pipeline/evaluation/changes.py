"""What changed between two runs over the same reports: every extraction gained, lost or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.evaluation.align import overlap
from pipeline.export import load_outputs

CONTEXT = 18

_COLUMNS = {
    "dates": ("value", "precision"),
    "people": ("name", "latin_name", "title", "organization", "country", "side"),
    "roles": ("title", "organization"),
    "person_mentions": ("form", "surname", "given_name", "title"),
    "organizations": ("name", "type", "country", "register_code"),
    "organization_mentions": ("form",),
    "trade_figures": (
        *("kind", "metric", "value", "unit", "qualifier", "period"),
        *("compared_to", "reporter", "partner", "product"),
    ),
    "travellers": ("name", "agency", "title"),
}
"""What of a row is compared. Ids, rules, confidence and reasons may change without anything being changed."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One extraction that differs: ``old`` and ``new`` hold the columns that do (None: there is no row)."""

    document: str
    table: str
    kind: Literal["added", "removed", "changed"]
    text: str
    old: Values | None
    new: Values | None
    context: str


def compare_runs(old: Path, new: Path) -> list[Change]:
    """Every difference of two output folders over the documents (by SHA-256) that both have read.

    Rows of a table are the same if their span is; a row whose span overlaps exactly one otherwise
    unmatched row is that row, changed. FileNotFoundError if a folder holds no run.
    """
    before, after = load_outputs(old), load_outputs(new)
    names = dict(zip(before["documents"]["document_id"], before["documents"]["source_path"], strict=True))
    common = [i for i in after["documents"]["document_id"] if i in names]
    changes: list[Change] = []
    for document_id in common:
        texts = [(run / "text" / f"{document_id}.txt").read_bytes().decode("utf-8") for run in (old, new)]
        for table in _COLUMNS:
            rows = [_rows(run[table], document_id) for run in (before, after)]
            changes += _differences(names[document_id], table, rows[0], rows[1], texts)
    return changes


def _rows(frame: Any, document_id: str) -> list[Values]:
    mine = frame[frame["document_id"] == document_id]
    plain = mine.astype(object).where(mine.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def _differences(
    document: str, table: str, old: list[Values], new: list[Values], texts: list[str]
) -> Iterator[Change]:
    shown = _COLUMNS[table]
    for a, b in _pairs(old, new):
        if a is not None and b is not None:
            columns = [c for c in ("text", *shown) if a[c] != b[c]]
            if columns:
                before, after = ({c: row[c] for c in columns} for row in (a, b))
                yield Change(document, table, "changed", b["text"], before, after, _context(texts[1], b))
        elif b is not None:
            after = {c: b[c] for c in shown if b[c] is not None}
            yield Change(document, table, "added", b["text"], None, after, _context(texts[1], b))
        elif a is not None:
            before = {c: a[c] for c in shown if a[c] is not None}
            yield Change(document, table, "removed", a["text"], before, None, _context(texts[0], a))


def _pairs(old: list[Values], new: list[Values]) -> Iterator[tuple[Values | None, Values | None]]:
    """Rows of the same span, in order; then overlapping ones; then those that stand alone."""
    by_span: dict[tuple[int, int], list[Values]] = {}
    for row in old:
        by_span.setdefault((row["char_start"], row["char_end"]), []).append(row)
    rest = []
    for row in new:
        same = by_span.get((row["char_start"], row["char_end"]))
        if same:
            yield same.pop(0), row
        else:
            rest.append(row)
    left = [row for rows in by_span.values() for row in rows]
    for row in rest:
        near = [a for a in left if overlap(_span(a), _span(row))]
        if len(near) == 1:
            left.remove(near[0])
            yield near[0], row
        else:
            yield None, row
    yield from ((row, None) for row in left)


def _span(row: Values) -> tuple[int, int]:
    return row["char_start"], row["char_end"]


def _context(text: str, row: Values) -> str:
    start, end = _span(row)
    around = f"{text[max(0, start - CONTEXT) : start]}⟦{text[start:end]}⟧{text[end : end + CONTEXT]}"
    return around.replace("\n", " ").replace("\t", " ")
