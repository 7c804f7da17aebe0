"""The rows of one document with a reviewer's decisions in them. Pure: tables in, tables out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from pipeline.review.changes import changed_values, new_values
from pipeline.review.decisions import Decision, Span
from pipeline.review.tables import ID_COLUMNS, RunTables, Values
from pipeline.schemas import TABLES, Row

_ENTITIES = (
    ("people", "person_id", "person_mentions"),
    ("organizations", "organization_id", "organization_mentions"),
)
"""Tables of what is mentioned, their id, and the tables of the mentions."""

Reviewed = tuple[Row, str | None]
"""A row and its review status."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A decision that could not be applied, and why."""

    document_id: str
    decision: Decision
    reason: str


@dataclass
class DocumentTables:
    """All rows of one document with their review status, by table."""

    document_id: str
    text: str
    rows: dict[str, list[Reviewed]]
    applied: Counter[str] = field(default_factory=Counter)
    outdated: list[Outdated] = field(default_factory=list)

    def kept(self, table: str) -> list[Row]:
        """The rows of a table that no reviewer rejected."""
        return [row for row, status in self.rows[table] if status != "rejected"]


def merge(run: RunTables, document_id: str, decisions: Sequence[Decision]) -> DocumentTables:
    """The tables of a document with decisions applied.

    A decision is applied if the characters it was made on are still at its span. It holds for the row it
    names; if a later run gave that place another id, for the row of the same table with the same span. What
    was changed or added stands even if the run no longer finds it.
    """
    text = run.text(document_id)
    draft = _Draft(document_id, text, {name: run.rows(name, document_id) for name in TABLES})
    for decision in decisions:
        reason = draft.apply(decision)
        if reason is None:
            draft.applied[decision.action] += 1
        else:
            draft.outdated.append(Outdated(document_id, decision, reason))
    return draft.finish()


@dataclass
class _Draft:
    document_id: str
    text: str
    values: dict[str, list[Values]]
    _linked: set[str] = field(init=False)
    status: dict[tuple[str, int], str] = field(default_factory=dict)
    applied: Counter[str] = field(default_factory=Counter)
    outdated: list[Outdated] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._linked = {
            mention[column]
            for _, column, mentions in _ENTITIES
            for mention in self.values[mentions]
            if mention[column] is not None
        }

    def apply(self, decision: Decision) -> str | None:
        """Apply one decision; why it cannot be, or None."""
        for span in (decision.span, decision.new_span):
            if span is not None and not self._holds(span):
                return f"the text at {span.start}:{span.end} is no longer {span.text!r}"
        index = self._find(decision)
        if decision.action in ("accepted", "rejected"):
            if index is None:
                return None if decision.action == "rejected" else "the run no longer finds it"
            self.status[decision.table, index] = decision.action
            return None
        if decision.action == "changed" and index is None and decision.new_span is None:
            return "the run no longer finds it"
        return self._put(decision, index)

    def _holds(self, span: Span) -> bool:
        return self.text[span.start : span.end] == span.text

    def _find(self, decision: Decision) -> int | None:
        rows = self.values[decision.table]
        column = ID_COLUMNS[decision.table]
        target = decision.span
        by_span: int | None = None
        for i, row in enumerate(rows):
            if (row["char_start"], row["char_end"]) == (target.start, target.end):
                if decision.row_id is None or row[column] == decision.row_id:
                    return i
                by_span = i if by_span is None else by_span
        return by_span

    def _put(self, decision: Decision, index: int | None) -> str | None:
        """Change the row at ``index``, or add one; all tables stay as they are if the row would be wrong."""
        table = decision.table
        if index is None:
            row, more = new_values(decision, self.document_id, self.values)
        else:
            row, more = changed_values(decision, self.document_id, self.values, self.values[table][index])
        try:
            for name, values in ((table, row), *more):
                TABLES[name].model_validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return f"{'.'.join(map(str, first['loc'])) or 'row'}: {first['msg']}"
        if index is not None and table == "person_mentions":
            self._move_roles(self.values[table][index], row)
        if index is None:
            self.values[table].append(row)
            index = len(self.values[table]) - 1
        else:
            self.values[table][index] = row
        self.status[table, index] = decision.action
        for name, values in more:
            self.values[name].append(values)
            self.status[name, len(self.values[name]) - 1] = "added"
        return None

    def _move_roles(self, before: Values, after: Values) -> None:
        """Titles that a mention is the evidence of go with it to another person, or end with it."""
        if before["person_id"] == after["person_id"]:
            return
        for i, role in enumerate(self.values["roles"]):
            if role["mention_id"] != before["mention_id"]:
                continue
            if after["person_id"] is None:
                self.status["roles", i] = "rejected"
            else:
                role["person_id"] = after["person_id"]
                self.status["roles", i] = "changed"

    def finish(self) -> DocumentTables:
        """Count mentions anew, and reject the people, organizations and roles that have none left."""
        for table, column, mentions in _ENTITIES:
            self._recount(table, column, mentions)
        people = {person["person_id"]: person for person in self.values["people"]}
        for role in self.values["roles"]:
            if role["person_id"] in people:
                role["entity_id"] = people[role["person_id"]]["entity_id"]
        rejected = {
            row["mention_id"]
            for i, row in enumerate(self.values["person_mentions"])
            if self.status.get(("person_mentions", i)) == "rejected"
        }
        for i, row in enumerate(self.values["roles"]):
            if row["mention_id"] in rejected:
                self.status["roles", i] = "rejected"
        rows = {
            name: sorted(
                ((TABLES[name].model_validate(v), self.status.get((name, i))) for i, v in enumerate(values)),
                key=_position if name in ID_COLUMNS else lambda _: 0,
            )
            for name, values in self.values.items()
        }
        return DocumentTables(self.document_id, self.text, rows, self.applied, self.outdated)

    def _recount(self, table: str, column: str, mentions: str) -> None:
        counts = Counter(
            row[column]
            for i, row in enumerate(self.values[mentions])
            if self.status.get((mentions, i)) != "rejected"
        )
        for i, row in enumerate(self.values[table]):
            if counts[row[column]]:
                row["mentions"] = counts[row[column]]
            elif row[column] in self._linked:
                self.status[table, i] = "rejected"


def _position(reviewed: Reviewed) -> int:
    start: int = getattr(reviewed[0], "char_start")  # noqa: B009 - only rows with evidence come here
    return start
