"""Who is the same across the corpus: one entity for the people and organizations of many reports.

Two people are the same only where more than the name agrees: an organization, the name in both scripts,
or title and country within a term of office. Nobody is merged across a contradiction of countries.
What is not decided stays apart, as an entity of its own. Every decision carries its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.countries import fold

TERM = 8
"""Years within which the same title in the same country speaks for the same person (two terms of office)."""


@dataclass(frozen=True, slots=True)
class PersonKey:
    """What decides who a person is. ``organizations`` holds the names of the organization and its parents.

    ``year`` is the year of the report, None if unknown.
    """

    row: str
    name: str | None
    latin_name: str | None
    titles: frozenset[str]
    organizations: frozenset[str]
    country: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class OrganizationKey:
    """What decides which organization it is."""

    row: str
    name: str
    aliases: frozenset[str]
    country: str | None
    register_code: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """The entity of a row: ``representative`` is the row that stands for all of them."""

    representative: str
    evidence: str


class _Groups:
    """Disjoint sets of rows, each with at most one country; the first row in order stands for a set."""

    def __init__(self, countries: Sequence[str | None]) -> None:
        self._parent = list(range(len(countries)))
        self._country = list(countries)
        self.evidence = ["alone"] * len(countries)

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int, evidence: str) -> None:
        """Join two sets unless they belong to different countries."""
        a, b = sorted((self.find(i), self.find(j)))
        countries = {self._country[a], self._country[b]} - {None}
        if len(countries) > 1:
            return
        for k in (i, j):
            if self.evidence[k] == "alone":
                self.evidence[k] = evidence
        if a != b:
            self._parent[b] = a
            self._country[a] = next(iter(countries), None)


def link_people(keys: Iterable[PersonKey]) -> dict[str, Entity]:
    """The entity of every person by row id. Linear in the number of rows."""
    rows = sorted(keys, key=lambda k: (k.year is None, k.year or 0, k.row))
    groups = _Groups([k.country for k in rows])
    first: dict[Hashable, int] = {}
    terms: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, key in enumerate(rows):
        if not key.name:
            continue
        name = fold(key.name).casefold()
        for organization in sorted(key.organizations):
            j = first.setdefault((name, "organization", fold(organization), key.country), i)
            if j != i:
                groups.join(j, i, f"same name and organization ({organization})")
        if key.latin_name and key.latin_name != key.name:
            j = first.setdefault((name, "latin", key.latin_name.casefold()), i)
            if j != i:
                groups.join(j, i, f"same name in two scripts ({key.latin_name})")
        if key.country and key.year:
            for title in sorted(key.titles):
                same = terms[name, fold(title), key.country]
                year = rows[same[-1]].year if same else None
                if year is not None and key.year - year <= TERM:
                    groups.join(same[-1], i, f"same name, title and country within {TERM} years ({title})")
                same.append(i)
    return {k.row: Entity(rows[groups.find(i)].row, groups.evidence[i]) for i, k in enumerate(rows)}


def link_organizations(keys: Iterable[OrganizationKey]) -> dict[str, Entity]:
    """The entity of every organization by row id. Linear in the number of rows.

    The same register code, or the same name in the same country, is the same organization. A row that
    only knows a short name belongs to the one organization of its country that has it as an alias.
    """
    rows = sorted(keys, key=lambda k: (-len(k.name), k.row))
    groups = _Groups([k.country for k in rows])
    first: dict[Hashable, int] = {}
    aliases: dict[tuple[str, str | None], set[int]] = defaultdict(set)
    for i, key in enumerate(rows):
        if key.register_code:
            j = first.setdefault(("code", key.register_code), i)
            if j != i:
                groups.join(j, i, f"same register code ({key.register_code})")
        j = first.setdefault(("name", fold(key.name).casefold(), key.country), i)
        if j != i:
            groups.join(j, i, "same name and country" if key.country else "same name, no country known")
    for i, key in enumerate(rows):
        for alias in key.aliases:
            aliases[fold(alias).casefold(), key.country].add(groups.find(i))
    for i, key in enumerate(rows):
        owners = {groups.find(j) for j in aliases[fold(key.name).casefold(), key.country]} - {groups.find(i)}
        if len(owners) == 1:
            groups.join(owners.pop(), i, f"alias of exactly one organization ({key.name})")
    return {k.row: Entity(rows[groups.find(i)].row, groups.evidence[i]) for i, k in enumerate(rows)}
