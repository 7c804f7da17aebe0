"""From one report to the rows of all tables: ids, evidence, and the check of every row by its schema.

A row that breaks its schema is not written and not lost: it becomes an issue row that says which
table, which column and why.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from pipeline.calibration import calibrated
from pipeline.document import Document, Issue, Mention
from pipeline.report import Report
from pipeline.schemas import TABLES, Row
from pipeline.schemas.types import DocumentId

Values = dict[str, Any]

_ID_COLUMN = {
    "travellers": ("traveller_id", "tra"),
    "dates": ("date_id", "dat"),
    "people": ("person_id", "per"),
    "roles": (None, "rol"),
    "person_mentions": ("mention_id", "pme"),
    "organizations": ("organization_id", "org"),
    "organization_mentions": ("mention_id", "ome"),
    "trade_figures": ("figure_id", "fig"),
    "issues": ("issue_id", "iss"),
}

LINKED_TABLES = ("people", "roles", "organizations")
"""The tables whose rows carry an entity id, which is known only when all documents are."""

# What the review page marks, by the column whose id it is found under.
_ANCHOR = {
    "dates": "date_id",
    "people": "person_id",
    "roles": "mention_id",
    "person_mentions": "mention_id",
    "organizations": "organization_id",
    "organization_mentions": "mention_id",
    "trade_figures": "figure_id",
}


def stable_id(prefix: str, *parts: object) -> str:
    """``prefix`` and 16 hexadecimal digits of a hash of ``parts``. The same parts give the same id."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"


def alone(row_id: str) -> dict[str, str]:
    """The entity columns of a row that stands alone, as every row does until a run links it to others."""
    return {"entity_id": stable_id("ent", row_id), "entity_evidence": "alone"}


@dataclass
class DocumentRows:
    """The checked rows of one report, by table, in the order of ``schemas.TABLES``."""

    document_id: DocumentId
    source_path: str
    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    text: str = ""
    calibrate: bool = True

    def add(self, table: str, values: Values) -> bool:
        """Check ``values`` and keep them as a row; a broken row becomes an issue. True if it was kept."""
        values = values.copy()
        if self.calibrate and "confidence" in values:
            values["confidence"] = calibrated(table, values)
        if anchor := _ANCHOR.get(table):
            values["review_url"] = f"review/{self.document_id}.html#mention-{values[anchor]}"
        try:
            self.tables[table].append(TABLES[table].model_validate(values))
        except ValidationError as error:
            where = {k: values.get(k) for k in ("char_start", "char_end")}
            faults = "; ".join(
                f"{'.'.join(map(str, e['loc'])) or 'row'}: {e['msg']} (got {e['input']!r:.80})"
                for e in error.errors(include_url=False)
            )
            self.add_issue(
                Issue(
                    "records",
                    "row-breaks-schema",
                    "error",
                    f"{table}: {faults}",
                    where["char_start"],
                    where["char_end"],
                )
            )
            return False
        return True

    def add_issue(self, issue: Issue) -> None:
        """Keep an issue as a row."""
        key = (issue.stage, issue.code, issue.start, issue.end, issue.message)
        issue_id = stable_id("iss", self.document_id, *key, len(self.tables["issues"]))
        has_place = issue.start is not None
        self.tables["issues"].append(
            TABLES["issues"].model_validate(
                {
                    "issue_id": issue_id,
                    "document_id": self.document_id,
                    "source_path": self.source_path,
                    "stage": issue.stage,
                    "code": issue.code,
                    "severity": issue.severity,
                    "message": issue.message,
                    "char_start": issue.start,
                    "char_end": issue.end if issue.end else None,
                    "review_url": f"review/{self.document_id}.html#issue-{issue_id}" if has_place else None,
                }
            )
        )


class _Ids:
    """Ids by table and span; a second row of a table with the same span gets a number of its own."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._seen: Counter[tuple[str, int, int]] = Counter()

    def of(self, table: str, start: int, end: int) -> str:
        key = (table, start, end)
        n = self._seen[key]
        self._seen[key] = n + 1
        return stable_id(_ID_COLUMN[table][1], self._document_id, table, start, end, n)


def make_rows(report: Report, *, source_path: str | None = None, calibrate: bool = True) -> DocumentRows:
    """All rows of one report. ``source_path`` is how the tables name the file (default: as it was read).

    Without ``calibrate`` the confidence is what the stages say, not how often that was right.
    """
    document = report.document
    path = source_path or document.source.path
    rows = DocumentRows(document.source.document_id, path, text=document.text, calibrate=calibrate)
    ids = _Ids(rows.document_id)
    _add_document(rows, report)
    if document.text:
        _add_dates(rows, report, ids)
        organization_ids = _add_organizations(rows, report, ids)
        person_ids = _add_people(rows, report, ids, organization_ids)
        _add_travellers(rows, report, ids, person_ids)
        _add_figures(rows, report, ids)
    for issue in report.issues if document.text else (*document.source.issues, *document.issues):
        # Where a corpus lies on a disk is no part of its tables.
        rows.add_issue(replace(issue, message=issue.message.replace(document.source.path, path)))
    return rows


def _evidence(document: Document, mention: Mention) -> Values:
    line = document.line_at(mention.start)
    return {
        "document_id": document.source.document_id,
        "text": mention.text,
        "char_start": mention.start,
        "char_end": mention.end,
        "page": line.page if line else None,
        "line": line.number if line else None,
        "source": "ocr" if line and line.ocr_confidence is not None else "text",
        "rule": mention.rule,
        "confidence": float(mention.confidence),
    }


def _add_document(rows: DocumentRows, report: Report) -> None:
    source = report.document.source
    values: Values = {
        "document_id": source.document_id,
        "source_path": rows.source_path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "pages": source.pages,
        "characters": len(report.document.text),
        "status": source.status,
    }
    if report.document.text:
        profile = report.profile
        values |= {
            "title": profile.title,
            "agency": profile.agency,
            "category": profile.category,
            "trip_start": profile.trip_start,
            "trip_end": profile.trip_end,
            "report_date": profile.report_date,
            "destinations": list(profile.destinations),
            "keywords": list(profile.keywords),
            "abstract": profile.abstract,
            "reference_date": report.reference.value if report.reference else None,
            "reference_basis": report.reference.basis if report.reference else None,
            "review_url": f"review/{rows.document_id}.html",
        }
    else:
        values |= dict.fromkeys(TABLES["documents"].model_fields.keys() - values.keys())
        values |= {"destinations": [], "keywords": []}
    rows.add("documents", values)


def _add_dates(rows: DocumentRows, report: Report, ids: _Ids) -> None:
    document = report.document
    date_ids = [ids.of("dates", d.mention.start, d.mention.end) for d in report.dates]
    for date_id, d in zip(date_ids, report.dates, strict=True):
        section = document.section_at(d.mention.start)
        rows.add(
            "dates",
            _evidence(document, d.mention)
            | {
                "date_id": date_id,
                "value": d.value,
                "date_start": d.date_start,
                "date_end": d.date_end,
                "precision": d.precision,
                "calendar": d.calendar,
                "basis": d.basis,
                "anchor_date_id": date_ids[d.anchor] if d.anchor is not None else None,
                "reason": d.reason,
                "section": section.title.strip() or None if section else None,
            },
        )


def _add_organizations(rows: DocumentRows, report: Report, ids: _Ids) -> list[str]:
    document, resolution = report.document, report.organization_resolution
    firsts = [resolution.mentions[o.mentions[0]] for o in resolution.organizations]
    organization_ids = [ids.of("organizations", m.start, m.end) for m in firsts]
    for organization_id, first, o in zip(organization_ids, firsts, resolution.organizations, strict=True):
        rows.add(
            "organizations",
            _evidence(document, first)
            | {
                "organization_id": organization_id,
                "name": o.name,
                "aliases": list(o.aliases),
                "type": o.type,
                "country": o.country,
                "parent_organization_id": organization_ids[o.parent] if o.parent is not None else None,
                "register_code": o.register.code if o.register else None,
                "register_parent_code": o.register.parent if o.register else None,
                "register_successor_code": o.register.successor if o.register else None,
                "mentions": len(o.mentions),
                **alone(organization_id),
            },
        )
    for mention, links in zip(resolution.mentions, resolution.links, strict=True):
        for link in links or (None,):
            rows.add(
                "organization_mentions",
                _evidence(document, mention)
                | {
                    "mention_id": ids.of("organization_mentions", mention.start, mention.end),
                    "organization_id": organization_ids[link] if link is not None else None,
                    "form": mention.form,
                },
            )
    return organization_ids


def _add_people(rows: DocumentRows, report: Report, ids: _Ids, organization_ids: list[str]) -> list[str]:
    document, resolution = report.document, report.person_resolution
    organizations, mentions = report.organizations, report.person_mentions
    firsts = [mentions[p.mentions[0]] for p in resolution.people]
    person_ids = [ids.of("people", m.start, m.end) for m in firsts]
    mention_ids = [ids.of("person_mentions", m.start, m.end) for m in mentions]

    def organization_of(index: int | None, text: str | None) -> Values:
        return {
            "organization": organizations[index].name if index is not None else text,
            "organization_id": organization_ids[index] if index is not None else None,
        }

    for person_id, first, p in zip(person_ids, firsts, resolution.people, strict=True):
        organization = organization_of(p.organization, p.organization_text)
        rows.add(
            "people",
            _evidence(document, first)
            | organization
            | {
                "person_id": person_id,
                "name": p.name,
                "surname": p.surname,
                "given_name": p.given_name,
                "latin_name": p.latin_name,
                "title": p.title,
                "country": p.country,
                "side": p.side,
                "mentions": len(p.mentions),
                **alone(person_id),
            },
        )
    for role in resolution.roles:
        rows.add(
            "roles",
            _evidence(document, mentions[role.mention])
            | organization_of(role.organization, role.organization_text)
            | {
                "person_id": person_ids[role.person],
                "title": role.title,
                "mention_id": mention_ids[role.mention],
                "entity_id": alone(person_ids[role.person])["entity_id"],
                "date": report.reference.value if report.reference else None,
            },
        )
    for mention_id, mention, link in zip(mention_ids, mentions, resolution.links, strict=True):
        rows.add(
            "person_mentions",
            _evidence(document, mention)
            | {
                "mention_id": mention_id,
                "person_id": person_ids[link] if link is not None else None,
                "form": mention.form,
                "surname": mention.surname,
                "given_name": mention.given_name,
                "title": mention.titles[0] if mention.titles else None,
                "organization_text": mention.organization_text,
            },
        )
    return person_ids


def _add_travellers(rows: DocumentRows, report: Report, ids: _Ids, person_ids: list[str]) -> None:
    document = report.document
    by_name: dict[str, list[str]] = {}
    for person_id, p in zip(person_ids, report.people, strict=True):
        if p.name:
            by_name.setdefault(p.name, []).append(person_id)
    for t in report.profile.travellers:
        same = by_name.get(t.name, [])
        mention = Mention(t.start, t.end, document.text[t.start : t.end], "profile.traveller", 0.95)
        rows.add(
            "travellers",
            _evidence(document, mention)
            | {
                "traveller_id": ids.of("travellers", t.start, t.end),
                "person_id": same[0] if len(same) == 1 else None,
                "name": t.name,
                "agency": t.agency,
                "unit": t.unit,
                "title": t.title,
                "grade": t.grade,
            },
        )


def _add_figures(rows: DocumentRows, report: Report, ids: _Ids) -> None:
    document = report.document
    for f in report.figures:
        rows.add(
            "trade_figures",
            _evidence(document, f.mention)
            | {
                "figure_id": ids.of("trade_figures", f.mention.start, f.mention.end),
                "kind": f.kind,
                "metric": f.metric,
                "metric_text": f.metric_text,
                "value": f.value,
                "unit": f.unit,
                "qualifier": f.qualifier,
                "period": f.period,
                "compared_to": f.compared_to,
                "reporter": f.reporter,
                "partner": f.partner,
                "product": f.product,
                "table_id": f"table-{f.table + 1}" if f.table is not None else None,
                "row": f.row,
                "column": f.column,
                "reason": f.reason,
            },
        )
