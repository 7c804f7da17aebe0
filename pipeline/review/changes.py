"""From a decision to the values of a row: what a reviewer sets, and what follows from it."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal, InvalidOperation

from pipeline.records import alone, stable_id
from pipeline.review.decisions import Decision
from pipeline.review.tables import KINDS, Values
from pipeline.schemas import Evidence

ADDED_BY = "review.added"
"""The rule of a row that a reviewer added."""

_PREFIX = {
    "dates": "dat",
    "person_mentions": "pme",
    "organization_mentions": "ome",
    "trade_figures": "fig",
    "people": "per",
    "organizations": "org",
}
_ID = {"dates": "date_id", "trade_figures": "figure_id"}
_PRECISION = {4: "year", 7: "month", 10: "day"}

More = list[tuple[str, Values]]
"""Rows of other tables that come with a row: a person or organization that was not there."""

Tables = dict[str, list[Values]]


def new_values(decision: Decision, document_id: str, tables: Tables) -> tuple[Values, More]:
    """A row that a reviewer added, or changed after the run had lost it. Values are those of no rule."""
    table, span = decision.table, decision.new_span or decision.span
    row_id = stable_id(_PREFIX[table], document_id, table, span.start, span.end, 0)
    row: Values = {
        "document_id": document_id,
        "text": span.text,
        "char_start": span.start,
        "char_end": span.end,
        "page": None,
        "line": None,
        "source": _source_near(span.start, tables),
        "rule": ADDED_BY,
        "confidence": 1.0,
        "review_url": f"review/{document_id}.html#mention-{row_id}",
        _ID.get(table, "mention_id"): row_id,
    }
    row |= {
        "dates": {
            "calendar": None,
            "basis": "explicit",
            "anchor_date_id": None,
            "reason": "added in review",
            "section": None,
        }
        | date_values(None),
        "person_mentions": {
            "person_id": None,
            "form": "bare",
            "surname": None,
            "given_name": None,
            "title": None,
            "organization_text": None,
        },
        "organization_mentions": {"organization_id": None, "form": "full"},
        "trade_figures": {
            "kind": "amount",
            "metric": "other",
            **dict.fromkeys(
                ("metric_text", "value", "unit", "qualifier", "period", "compared_to", "reporter")
            ),
            **dict.fromkeys(("partner", "product", "table_id", "row", "column")),
            "reason": "added in review",
        },
    }[table]
    return _with_values(row, decision, document_id, tables)


def _source_near(start: int, tables: Tables) -> str:
    """Whether the text there was read or recognised from a scan, as the nearest mention has it."""
    rows = (row for table in KINDS for row in tables[table] if row["rule"] != ADDED_BY)
    nearest = min(rows, key=lambda row: abs(row["char_start"] - start), default=None)
    return str(nearest["source"]) if nearest else "text"


def changed_values(
    decision: Decision, document_id: str, tables: Tables, before: Values
) -> tuple[Values, More]:
    """A row as it was, with the reviewer's values and boundary. Its id stays, so that links to it hold."""
    row = dict(before)
    if decision.new_span is not None:
        span = decision.new_span
        row |= {"char_start": span.start, "char_end": span.end, "text": span.text}
    return _with_values(row, decision, document_id, tables)


def _with_values(row: Values, decision: Decision, document_id: str, tables: Tables) -> tuple[Values, More]:
    values = decision.values
    if decision.table == "dates":
        return row | (date_values(values["value"]) if "value" in values else {}), []
    if decision.table == "trade_figures":
        return row | {k: _decimal(v) if k == "value" else v for k, v in values.items()}, []
    if decision.table == "person_mentions":
        return _person(row, values, document_id, tables)
    return _organization(row, values, document_id, tables)


def date_values(value: str | None) -> Values:
    """The columns of a date that follow from its EDTF value: its first and last day, its precision."""
    if value is None:
        return {"value": None, "date_start": None, "date_end": None, "precision": None}
    first, _, last = value.partition("/")
    ends = (first, last or first)
    finest = max((len(end) for end in ends if end != ".."), default=0)
    return {
        "value": value,
        "date_start": _day(ends[0], last=False),
        "date_end": _day(ends[1], last=True),
        "precision": _PRECISION.get(finest, "minute"),
    }


def _day(point: str, *, last: bool) -> date | None:
    """The first or last day of an EDTF date; None if it is open or no day of the calendar."""
    parts = point[:10].split("-")
    try:
        year, month, day = (int(parts[i]) if i < len(parts) else None for i in range(3))
        if year is None:
            return None
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def _decimal(value: str | None) -> Decimal | str | None:
    """The number; what is none is left as it is, for the schema to refuse."""
    try:
        return Decimal(value) if value is not None else None
    except InvalidOperation:
        return value


def _person(
    row: Values, values: dict[str, str | None], document_id: str, tables: Tables
) -> tuple[Values, More]:
    if "title" in values:
        row = row | {"title": values["title"]}
    if "name" not in values:
        return row, []
    name = values["name"]
    if name is None:
        return row | {"person_id": None}, []
    for person in tables["people"]:
        if name in (person["name"], person["latin_name"]):
            return row | {"person_id": person["person_id"]}, []
    person_id = _new_id("people", row, document_id)
    person = _evidence(row) | {
        "person_id": person_id,
        "name": name,
        **dict.fromkeys(("surname", "given_name", "latin_name", "organization", "organization_id")),
        "title": row["title"],
        "country": None,
        "side": None,
        "mentions": 1,
        **alone(person_id),
    }
    return row | {"person_id": person_id}, [("people", person)]


def _organization(
    row: Values, values: dict[str, str | None], document_id: str, tables: Tables
) -> tuple[Values, More]:
    """The name links to an organization of the report; type and country are set on the one linked to."""
    traits = {k: v for k, v in values.items() if k != "name"}
    more: More = []
    if "name" in values:
        name = values["name"]
        known = [o for o in tables["organizations"] if name == o["name"]]
        known = known or [o for o in tables["organizations"] if name in o["aliases"]]
        if name is None:
            row = row | {"organization_id": None}
        elif known:
            row = row | {"organization_id": known[0]["organization_id"]}
        else:
            organization_id = _new_id("organizations", row, document_id)
            row = row | {"organization_id": organization_id}
            organization = _evidence(row) | {
                "organization_id": organization_id,
                "name": name,
                "aliases": [],
                "type": traits.get("type") or "other",
                "country": traits.get("country"),
                "parent_organization_id": None,
                "register_code": None,
                "register_parent_code": None,
                "register_successor_code": None,
                "mentions": 1,
                **alone(organization_id),
            }
            return row, [("organizations", organization)]
    for organization in tables["organizations"]:
        if traits and organization["organization_id"] == row["organization_id"]:
            organization |= {k: v for k, v in traits.items() if k == "country" or v is not None}
    return row, more


def _new_id(table: str, row: Values, document_id: str) -> str:
    # A number that no run gives: the id must not be that of a row which the run finds at the same place.
    return stable_id(_PREFIX[table], document_id, table, row["char_start"], row["char_end"], "review")


def _evidence(row: Values) -> Values:
    return {name: row[name] for name in Evidence.model_fields}
