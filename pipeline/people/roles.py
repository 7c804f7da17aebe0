"""Persons and roles from what the mentions say: organizations by index, countries, sides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.countries import country_names, country_of
from pipeline.organizations.lexicon import fold
from pipeline.organizations.misread import is_damaged
from pipeline.people.mentions import Person, PersonMention, Role, Side
from pipeline.people.surroundings import Affiliation

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationResolution

# The least length of an organization's name that is told by a title behind it though damaged.
LEAST = 3
HOME = re.compile(r"(?:我方|我國|我)[^：:。；\n]{0,12}(?:包括|有|：|:|出席)")
HOST = re.compile(
    r"[對他日美韓陸中英法德歐加澳紐越泰菲印馬新星俄以捷波友]方[^：:。；\n]{0,12}(?:包括|有|：|:|出席)"
)


@dataclass(slots=True)
class Entity:
    """A person in the making. ``roles`` are (title, organization, index of the mention).

    ``untitled`` is the organization of a mention without a title.
    """

    name: str | None
    surname: str | None
    given_name: str | None
    latin_name: str | None
    mentions: list[int] = field(default_factory=list)
    roles: list[tuple[str, Affiliation | None, int]] = field(default_factory=list)
    untitled: Affiliation | None = None


class OrganizationIndex:
    """Finds the resolved organization of an affiliation, by its place in the text or by its name."""

    def __init__(self, text: str, resolution: OrganizationResolution | None) -> None:
        self._resolution = resolution
        self._by_end: dict[int, int] = {}
        self._by_name: dict[str, int] = {}
        self._mentions: list[tuple[int, int, int]] = []
        if resolution is not None:
            for m, link in zip(resolution.mentions, resolution.links, strict=True):
                if len(link) == 1:
                    self._mentions.append((m.start, m.end, link[0]))
            self._mentions.sort()
            for i, o in enumerate(resolution.organizations):
                for name in (o.name, *o.aliases):
                    self._by_name.setdefault(name.replace("台", "臺"), i)
        self.text = text

    def index(self, affiliation: Affiliation | None) -> int | None:
        """The resolved organization of ``affiliation``, None where none bears its place or name."""
        if affiliation is None or self._resolution is None:
            return None
        if affiliation.start is not None and affiliation.end is not None:
            i = bisect_right(self._mentions, (affiliation.end, 0, 0)) - 1
            while i >= 0 and self._mentions[i][1] > affiliation.start:
                start, end, link = self._mentions[i]
                if end == affiliation.end or (start, end) == (affiliation.start, affiliation.end):
                    return link
                if start <= affiliation.start and affiliation.end < end <= affiliation.end + 2:
                    return link
                i -= 1
        found = self._by_name.get(affiliation.text.replace("台", "臺"))
        return self._misread(affiliation) if found is None else found

    def _misread(self, affiliation: Affiliation) -> int | None:
        """The one organization of the text that is written here with a damaged character (經縣部)."""
        start, end = affiliation.start, affiliation.end
        if start is None or end is None or self.text[start:end] != affiliation.text:
            return None
        folded = fold(self.text)
        names = (n for n in self._by_name if abs(len(n) - (end - start)) < 2)
        fitting = {self._by_name[n] for n in names if is_damaged(folded, start, end, fold(n), LEAST)}
        return fitting.pop() if len(fitting) == 1 else None

    def name(self, index: int | None, affiliation: Affiliation | None) -> str | None:
        """The best name of the organization: the resolved one, else as written."""
        if index is not None and self._resolution is not None:
            return self._resolution.organizations[index].name
        return affiliation.text if affiliation else None

    def country(self, index: int | None, affiliation: Affiliation | None) -> str | None:
        """The country (alpha-3) of the organization, or the one its written name begins with."""
        if index is not None and self._resolution is not None:
            found = self._resolution.organizations[index].country
            if found is not None:
                return found
        if affiliation is None:
            return None
        names = country_names("full", "short")
        folded = affiliation.text.replace("台", "臺")
        return next(
            (names[folded[:n]] for n in range(min(8, len(folded)), 1, -1) if folded[:n] in names), None
        )


def roles_of(index: int, entity: Entity, organizations: OrganizationIndex) -> list[Role]:
    """One role for each title and organization; a title without organization adds none where one has it."""
    roles: dict[tuple[str, int | str | None], Role] = {}
    placed = {title for title, affiliation, _ in entity.roles if affiliation is not None}
    for title, affiliation, mention in entity.roles:
        k = organizations.index(affiliation)
        text = affiliation.text if affiliation else None
        if affiliation is None and title in placed:
            continue
        roles.setdefault((title, k if k is not None else text), Role(index, title, k, text, mention))
    return list(roles.values())


def person_of(
    entity: Entity, mentions: Sequence[PersonMention], organizations: OrganizationIndex, text: str
) -> Person:
    """The person of an entity: the first title with an organization is the one of the row."""
    ranked = [r for r in entity.roles if r[1] is not None] or entity.roles
    title = ranked[0][0] if ranked else None
    affiliation = ranked[0][1] if ranked else entity.untitled
    k = organizations.index(affiliation)
    first = mentions[min(entity.mentions)]
    country = organizations.country(k, affiliation) or _country_before(text, first)
    return Person(
        entity.name,
        entity.surname,
        entity.given_name,
        entity.latin_name,
        title,
        k,
        affiliation.text if affiliation else None,
        country,
        _side(text, first, country),
        tuple(sorted(entity.mentions)),
    )


def _country_before(text: str, mention: PersonMention) -> str | None:
    """A country written directly before the title or the organization (吐瓦魯國會議員)."""
    for end in {mention.start, mention.organization_start or mention.start}:
        for n in range(2, 9):
            found = country_of(text[max(0, end - n) : end])
            if found is not None:
                return found
    return None


def _side(text: str, mention: PersonMention, country: str | None) -> Side | None:
    """Home for our own people, host for the others: by country, else by the list that names a side."""
    if country is not None:
        return "home" if country == "TWN" else "host"
    sentence = text[max(text.rfind(c, 0, mention.start) for c in "。；\n") + 1 : mention.start]
    home = max((m.start() for m in HOME.finditer(sentence)), default=-1)
    host = max((m.start() for m in HOST.finditer(sentence)), default=-1)
    if home == host:
        return None
    return "home" if home > host else "host"
