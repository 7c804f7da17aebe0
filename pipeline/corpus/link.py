"""Links the people and organizations of all reports of a run: collects keys, then completes the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from pipeline.entities import OrganizationKey, PersonKey, link_organizations, link_people
from pipeline.records import DocumentRows, stable_id
from pipeline.schemas import DocumentRow, OrganizationRow, PersonRow, RoleRow, Row

LINKED_TABLES = ("people", "roles", "organizations")
"""The tables whose rows carry an entity id."""


class Linker:
    """Sees the rows of every document, and then knows the entity of each person and organization."""

    def __init__(self) -> None:
        self._people: list[PersonKey] = []
        self._organizations: list[OrganizationKey] = []

    def add(self, rows: DocumentRows) -> None:
        """Collect the keys of one document."""
        parents: dict[str, str | None] = {}
        names: dict[str, str] = {}
        for row in rows.tables["organizations"]:
            if isinstance(row, OrganizationRow):
                names[row.organization_id] = row.name
                parents[row.organization_id] = row.parent_organization_id
                aliases = frozenset(row.aliases)
                self._organizations.append(
                    OrganizationKey(row.organization_id, row.name, aliases, row.country, row.register_code)
                )
        titles: dict[str, set[str]] = defaultdict(set)
        employers: dict[str, set[str]] = defaultdict(set)
        for row in (*rows.tables["people"], *rows.tables["roles"]):
            if isinstance(row, PersonRow | RoleRow):
                if row.title:
                    titles[row.person_id].add(row.title)
                if row.organization:
                    employers[row.person_id].add(row.organization)
                parent = parents.get(row.organization_id or "")
                while parent and names.get(parent, "") not in employers[row.person_id]:
                    employers[row.person_id].add(names.get(parent, ""))
                    parent = parents.get(parent)
        year = _year(rows)
        for row in rows.tables["people"]:
            if isinstance(row, PersonRow):
                self._people.append(
                    PersonKey(
                        row.person_id,
                        row.name,
                        row.latin_name,
                        frozenset(titles[row.person_id]),
                        frozenset(employers[row.person_id] - {""}),
                        row.country,
                        year,
                    )
                )

    def link(self) -> Callable[[Row], Row]:
        """A function that completes a row of one of the linked tables with its entity."""
        people = link_people(self._people)
        organizations = link_organizations(self._organizations)

        def complete(row: Row) -> Row:
            if isinstance(row, OrganizationRow):
                entity = organizations[row.organization_id]
            elif isinstance(row, PersonRow | RoleRow) and row.person_id in people:
                entity = people[row.person_id]
            else:
                return row
            update = {"entity_id": stable_id("ent", entity.representative)}
            if not isinstance(row, RoleRow):
                update["entity_evidence"] = entity.evidence
            return row.model_copy(update=update)

        return complete


def _year(rows: DocumentRows) -> int | None:
    for row in rows.tables["documents"]:
        if isinstance(row, DocumentRow) and row.reference_date:
            return int(row.reference_date[:4])
    return None
