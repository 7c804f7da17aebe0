"""Reviewed reports as gold annotation, in the form that the scorer and the floor tests read."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.review.apply import merged_documents
from pipeline.review.decisions import kept_reviews, write_atomically
from pipeline.review.merge import DocumentTables
from pipeline.review.tables import RunTables, read_run

_FIGURE_EXTRAS = ("qualifier", "period", "compared_to", "reporter", "partner", "product")
_ALWAYS = ("period", "reporter", "partner")


def write_gold(run_folder: Path | str, output: Path | str) -> int:
    """Write a gold file for each document with decisions, its text to ``docs/`` below; their number.

    Rejected rows are left out, all others count as right: review a document to its end before it is gold.
    """
    run = read_run(run_folder)
    output = Path(output)
    (output / "docs").mkdir(parents=True, exist_ok=True)
    documents = merged_documents(run, kept_reviews(run_folder))
    for document in documents:
        stem = document.document_id
        write_atomically(output / "docs" / f"{stem}.txt", document.text)
        gold = gold_of(document, _reference_date(run, stem))
        write_atomically(output / f"{stem}.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
    return len(documents)


def _reference_date(run: RunTables, document_id: str) -> str | None:
    reference: str | None = run.rows("documents", document_id)[0]["reference_date"]
    return reference


def gold_of(document: DocumentTables, reference_date: str | None) -> dict[str, Any]:
    """One reviewed document as gold: what is not rejected, in reading order."""
    return {
        "document": f"{document.document_id}.txt",
        "sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
        "reference_date": reference_date,
        "dates": [{"text": d.text, "value": d.value, "basis": d.basis} for d in _rows(document, "dates")],
        "people": _people(document),
        "organizations": _organizations(document),
        "trade_figures": [_figure(f) for f in _rows(document, "trade_figures") if f.value is not None],
    }


def _rows(document: DocumentTables, table: str) -> list[Any]:
    return list(document.kept(table))


def _people(document: DocumentTables) -> list[dict[str, Any]]:
    people = {p.person_id: p for p in _rows(document, "people")}
    mentions: dict[str, list[Any]] = {}
    for mention in _rows(document, "person_mentions"):
        if mention.person_id in people:
            mentions.setdefault(mention.person_id, []).append(mention)
    roles: dict[str, list[Any]] = {}
    for role in _rows(document, "roles"):
        roles.setdefault(role.person_id, []).append(role)
    entries = []
    for person_id, found in mentions.items():
        person = people[person_id]
        titles = [*(r.title for r in roles.get(person_id, [])), *(m.title for m in found), person.title]
        places = [*(r.organization for r in roles.get(person_id, [])), person.organization]
        places += [m.organization_text for m in found]
        entry: dict[str, Any] = {"name": person.name or person.latin_name}
        if entry["name"] is None:
            entry["surname"] = person.surname
        elif person.latin_name and person.name:
            entry["latin"] = person.latin_name
        entry["titles"] = _once(titles)
        entry["organizations"] = _once(places)
        entry["mentions"] = [m.text for m in found]
        entries.append(entry)
    return entries


def _organizations(document: DocumentTables) -> list[dict[str, Any]]:
    organizations = {o.organization_id: o for o in _rows(document, "organizations")}
    written: dict[str, list[str]] = {}
    for mention in _rows(document, "organization_mentions"):
        if mention.organization_id in organizations and mention.form != "deictic":
            written.setdefault(mention.organization_id, []).append(mention.text)
    return [
        {
            "names": _once([organizations[i].name, *texts]),
            "type": organizations[i].type,
            "country": organizations[i].country,
        }
        for i, texts in written.items()
    ]


def _figure(figure: Any) -> dict[str, Any]:
    entry = {
        "text": figure.text,
        "kind": figure.kind,
        "metric": figure.metric,
        "value": _number(figure.value),
        "unit": figure.unit,
    }
    extras = {name: getattr(figure, name) for name in _FIGURE_EXTRAS}
    return entry | {k: v for k, v in extras.items() if v is not None or k in _ALWAYS}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _once(values: list[str | None]) -> list[str]:
    return list(dict.fromkeys(v for v in values if v))
