"""What the page knows about each mention, person, organization and issue, as plain JSON values.

Empty values are left out. Keys are short, because a long report has thousands of mentions; the script's
``model.js`` says what each means.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.countries import country_name
from pipeline.export.columns import plain
from pipeline.messages import in_chinese
from pipeline.review.tables import ID_COLUMNS, KINDS, RunTables, Values

_SHOWN: dict[str, tuple[str, ...]] = {
    "dates": ("precision", "calendar", "basis", "reason", "section"),
    "person_mentions": ("form", "title", "organization_text"),
    "organization_mentions": ("form",),
    "trade_figures": (
        "kind",
        "metric",
        "metric_text",
        "value",
        "unit",
        "qualifier",
        "period",
        "compared_to",
        "reporter",
        "partner",
        "product",
        "reason",
    ),
}
_ENTITY_COLUMNS: dict[str, tuple[str, ...]] = {
    "people": ("name", "surname", "latin_name", "title", "organization", "country", "side"),
    "organizations": ("name", "aliases", "type", "country", "register_code"),
}

DOUBTFUL = 0.7
"""Mentions below this confidence are marked as doubtful."""


def mention_rows(run: RunTables, document_id: str) -> list[tuple[str, Values]]:
    """Every mention of a document with its table, in the order of the text, outer before inner."""
    rows = [(table, row) for table in KINDS for row in run.rows(table, document_id)]
    order = list(KINDS)
    return sorted(rows, key=lambda r: (r[1]["char_start"], -r[1]["char_end"], order.index(r[0])))


def mention_details(mentions: Iterable[tuple[str, Values]], places: dict[str, list[float]]) -> list[Values]:
    """The mentions as JSON objects; ``places`` has the box of the line by row id, as shares of the page."""
    details = []
    for table, row in mentions:
        row_id = row[ID_COLUMNS[table]]
        detail = {
            "id": row_id,
            "k": KINDS[table],
            "s": row["char_start"],
            "e": row["char_end"],
            "t": row["text"],
            "r": row["rule"],
            "c": round(row["confidence"], 3),
            "p": row["page"],
            "l": row["line"],
            "o": True if row["source"] == "ocr" else None,
            "g": _group(table, row),
            "v": row["value"] if table == "dates" else None,
            "a": row.get("anchor_date_id"),
            "b": places.get(row_id),
            "x": _present({column: row[column] for column in _SHOWN[table]}),
        }
        if table == "dates":
            detail["d"] = row["date_start"].isoformat() if row["date_start"] else None
        details.append(_present(detail))
    return details


def _group(table: str, row: Values) -> str | None:
    """What a click lights up together: the same person, organization or date value."""
    if table == "person_mentions":
        return row["person_id"] and str(row["person_id"])
    if table == "organization_mentions":
        return row["organization_id"] and str(row["organization_id"])
    if table == "dates" and row["value"]:
        return f"date:{row['value']}"
    return None


def entity_details(run: RunTables, document_id: str) -> Values:
    """People with their roles and organizations, by id."""
    called = {row["organization_id"]: row["name"] for row in run.rows("organizations", document_id)}
    roles: dict[str, list[str]] = {}
    for role in run.rows("roles", document_id):
        # A body by its one name: a role told under two of its names is one role.
        words = [called.get(role["organization_id"], role["organization"]), role["title"]]
        roles.setdefault(role["person_id"], []).append(" ".join(w for w in words if w))
    people = {
        row["person_id"]: _present({c: row[c] for c in _ENTITY_COLUMNS["people"]})
        | ({"roles": list(dict.fromkeys(roles[row["person_id"]]))} if row["person_id"] in roles else {})
        for row in run.rows("people", document_id)
    }
    organizations = {
        row["organization_id"]: _present({c: row[c] for c in _ENTITY_COLUMNS["organizations"]})
        for row in run.rows("organizations", document_id)
    }
    return {"people": people, "organizations": organizations}


_COUNTRY_COLUMNS = ("country", "reporter", "partner")


def country_details(details: Iterable[Values]) -> dict[str, str]:
    """The names of all countries that stand in the values of mentions, people and organizations, by code."""
    codes = {values[column] for values in details for column in _COUNTRY_COLUMNS if column in values}
    return {code: name for code in sorted(codes) if (name := country_name(code))}


def issue_details(run: RunTables, document_id: str) -> list[Values]:
    """The issues of a document, as JSON objects, those with a place in the text in its order first."""
    rows = run.rows("issues", document_id)
    rows.sort(key=lambda r: (r["char_start"] is None, r["char_start"] or 0))
    return [
        _present(
            {
                "id": row["issue_id"],
                "stage": row["stage"],
                "code": row["code"],
                "severity": row["severity"],
                "message": row["message"],
                "s": row["char_start"],
                "e": row["char_end"],
            }
        )
        for row in rows
    ]


def sentence_details(mentions: Iterable[Values], issues: Iterable[Values]) -> dict[str, str]:
    """In Chinese what the mentions' reasons and the issues say, by the English that the tables hold."""
    reasons = (m["x"]["reason"] for m in mentions if "reason" in m["x"])
    said = dict.fromkeys([*reasons, *(issue["message"] for issue in issues)])
    return {english: chinese for english in said if (chinese := in_chinese(english)) != english}


def _present(values: Values) -> Values:
    return {k: _plain(v) for k, v in values.items() if v is not None and v != []}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        # As text: a browser's numbers are binary.
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value
