"""Links the people and organizations of all reports of a run: collects keys, then completes the rows.

Keys and results wait in a database on disk. What is compared stands in memory only as far as it can meet:
people by name, organizations once for all rows that say the same of one.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType

from pipeline.countries import fold
from pipeline.entities import OrganizationKey, PersonKey, link_organizations, link_people
from pipeline.export.parts import Entity
from pipeline.records import DocumentRows, stable_id
from pipeline.schemas import DocumentRow, OrganizationRow, PersonRow, RoleRow

_TABLES = """
CREATE TABLE people (name TEXT, key TEXT);
CREATE TABLE person_entities (row TEXT PRIMARY KEY, entity TEXT, evidence TEXT) WITHOUT ROWID;
CREATE TABLE organizations (key TEXT PRIMARY KEY, first TEXT, second TEXT) WITHOUT ROWID;
CREATE TABLE organization_entities (key TEXT PRIMARY KEY, entity TEXT, first TEXT, evidence TEXT, others TEXT)
    WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """What the linker compares of one document.

    ``organizations`` are the key and the row id of each row of the table; ``people`` the name by which those
    who can be the same meet and a person's key in JSON; ``roles`` the person of each row of the table;
    ``persons`` the row ids of the table ``people``.
    """

    organizations: list[tuple[str, str]]
    people: list[tuple[str, str]]
    persons: list[str]
    roles: list[str]


def keys_of(rows: DocumentRows) -> LinkKeys:
    """The keys of one document. Whoever works on it makes them, not the one process that links."""
    parents: dict[str, str | None] = {}
    names: dict[str, str] = {}
    organizations = []
    for row in rows.tables["organizations"]:
        if isinstance(row, OrganizationRow):
            names[row.organization_id] = row.name
            parents[row.organization_id] = row.parent_organization_id
            organizations.append((_organization_key(row), row.organization_id))
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
    people = []
    for row in rows.tables["people"]:
        if isinstance(row, PersonRow) and row.name:
            person = (
                row.person_id,
                row.name,
                row.latin_name,
                sorted(titles[row.person_id]),
                sorted(employers[row.person_id] - {""}),
                row.country,
                year,
            )
            # Nobody is linked across different names, and nobody without one.
            people.append((fold(row.name).casefold(), json.dumps(person)))
    return LinkKeys(
        organizations,
        people,
        [row.person_id for row in rows.tables["people"] if isinstance(row, PersonRow)],
        [row.person_id for row in rows.tables["roles"] if isinstance(row, RoleRow)],
    )


class Linker:
    """Sees the rows of every document, and then knows the entity of each person and organization.

    ``path`` is where its database lies while it works.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA cache_size = -400")  # KiB; by default it grows with the run to 2 MiB.
        self._db.executescript(f"{_TABLES} BEGIN;")

    def __enter__(self) -> Linker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def add(self, keys: LinkKeys) -> None:
        """Collect the keys of one document."""
        # Of rows that say the same, two decide for all: the first may stand for the entity and has the
        # evidence of the others, the second has the evidence of all but the first.
        self._db.executemany(
            "INSERT INTO organizations VALUES (?1, ?2, NULL) ON CONFLICT (key) DO UPDATE SET "
            "first = min(first, ?2), "
            "second = min(coalesce(second, max(first, ?2)), max(first, ?2))",
            keys.organizations,
        )
        self._db.executemany("INSERT INTO people VALUES (?, ?)", keys.people)

    def link(self) -> None:
        """Decide who is who; then ``complete`` knows."""
        self._link_people()
        self._link_organizations()

    def _link_people(self) -> None:
        rows = self._db.execute("SELECT name, key FROM people ORDER BY name, key")
        for _, same_name in groupby(rows, key=lambda r: str(r[0])):
            keys = [_person(key) for _, key in same_name]
            if len(keys) > 1:
                self._db.executemany(
                    "INSERT INTO person_entities VALUES (?, ?, ?)",
                    [(row, e.representative, e.evidence) for row, e in link_people(keys).items()],
                )

    def _link_organizations(self) -> None:
        def rows() -> sqlite3.Cursor:
            return self._db.execute("SELECT key, first, second FROM organizations ORDER BY key")

        entities = link_organizations(
            _organization(key, row) for key, first, second in rows() for row in (first, second) if row
        )
        self._db.executemany(
            "INSERT INTO organization_entities VALUES (?, ?, ?, ?, ?)",
            (
                (
                    key,
                    entities[first].representative,
                    first,
                    entities[first].evidence,
                    entities[second or first].evidence,
                )
                for key, first, second in rows()
            ),
        )

    def entities(self, table: str, keys: LinkKeys) -> list[Entity | None]:
        """Of each row of a linked table its entity and the evidence; None where the row stands alone."""
        if table == "organizations":
            return [self._organization_entity(key, row) for key, row in keys.organizations]
        return [self._person_entity(row) for row in (keys.roles if table == "roles" else keys.persons)]

    def _organization_entity(self, key: str, row: str) -> Entity:
        entity, first, evidence, others = self._db.execute(
            "SELECT entity, first, evidence, others FROM organization_entities WHERE key = ?", (key,)
        ).fetchone()
        return stable_id("ent", entity), evidence if row == first else others

    def _person_entity(self, row: str) -> Entity | None:
        found = self._db.execute(
            "SELECT entity, evidence FROM person_entities WHERE row = ?", (row,)
        ).fetchone()
        return (stable_id("ent", found[0]), found[1]) if found else None


def _organization_key(row: OrganizationRow) -> str:
    return json.dumps([row.name, sorted(set(row.aliases)), row.country, row.register_code])


def _organization(key: str, row: str) -> OrganizationKey:
    name, aliases, country, register_code = json.loads(key)
    return OrganizationKey(row, name, frozenset(aliases), country, register_code)


def _person(key: str) -> PersonKey:
    row, name, latin_name, titles, organizations, country, year = json.loads(key)
    return PersonKey(row, name, latin_name, frozenset(titles), frozenset(organizations), country, year)


def _year(rows: DocumentRows) -> int | None:
    for row in rows.tables["documents"]:
        if isinstance(row, DocumentRow) and row.reference_date:
            return int(row.reference_date[:4])
    return None
