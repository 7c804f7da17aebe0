"""Who is who: mentions become persons, short forms find theirs, titles become roles at organizations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.countries import country_names, country_of
from pipeline.document import Document, Issue
from pipeline.people.mentions import Person, PersonMention, PersonResolution, Role, Side
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import find_titles, title_kinds

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationResolution

STAGE = "people"
# Heads of state and legislators need no organization; a rank (博士) does not tell one.
ALONE = frozenset({"state", "legislator", "rank"})
JOINED = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[ ]?(?:女士|先生|小姐|夫婦|伉儷)?"
    r"(?:、|及|與|和|暨|以及|率領?|偕同?|陪同|會同|與?隨行官員|，?偕隨行官員)[ ]?(?:隨行官員|隨員)?"
)
PREFIX = re.compile(r"^(?:前任?|現任|時任|原任?|卸任|代理|新任|候任)")
IN_CAPACITY = re.compile(r"[其渠伊]以([^，。；、：\n]{2,20})身[分份]")
CAPACITY_REACH = 300
HOME = re.compile(r"(?:我方|我國|我)[^：:。；\n]{0,12}(?:包括|有|：|:|出席)")
HOST = re.compile(
    r"[對他日美韓陸中英法德歐加澳紐越泰菲印馬新星俄以捷波友]方[^：:。；\n]{0,12}(?:包括|有|：|:|出席)"
)


@dataclass(slots=True)
class _Entity:
    """A person in the making."""

    name: str | None
    surname: str | None
    given_name: str | None
    latin_name: str | None
    mentions: list[int] = field(default_factory=list)
    roles: list[tuple[str, Affiliation | None, int]] = field(default_factory=list)


def resolve_people(
    mentions: Sequence[PersonMention],
    document: Document | str,
    organizations: OrganizationResolution | None = None,
) -> PersonResolution:
    """The persons behind ``mentions``.

    One full name is one person; a surname with a title is the person of that surname and title when
    exactly one fits, judged by title, organization and place in the text; otherwise its link stays None
    and an issue says so. A surname with a title that fits nobody is a person of its own, without name.
    An organization carries over a coordination (A 司長與 B 專員) and along a list.
    """
    text = document if isinstance(document, str) else document.text
    affiliations = _affiliations(mentions, text)
    entities: list[_Entity] = []
    links: list[int | None] = [None] * len(mentions)
    _link_full_names(mentions, affiliations, entities, links)
    issues = _link_short_forms(mentions, affiliations, entities, links)
    _add_capacities(text, mentions, entities, links)
    resolver = _Organizations(text, organizations)
    people = [_person(e, mentions, resolver, text) for e in entities]
    roles = [role for i, e in enumerate(entities) for role in _roles(i, e, resolver)]
    return PersonResolution(tuple(people), tuple(links), tuple(roles), tuple(issues))


def _kind(title: str) -> str:
    kinds = title_kinds()
    plain = PREFIX.sub("", title)
    found = kinds.get(plain)
    if found is None:
        found = next((kinds[plain[i:]] for i in range(1, len(plain)) if plain[i:] in kinds), "staff")
    return found


def _affiliations(mentions: Sequence[PersonMention], text: str) -> list[Affiliation | None]:
    """The organization of each mention: its own, or that of the mention it is coordinated with."""
    found: list[Affiliation | None] = []
    for i, m in enumerate(mentions):
        own = None
        if m.organization_text is not None:
            own = Affiliation(m.organization_text, m.organization_start, m.organization_end)
        elif i and m.titles and _kind(m.titles[0]) not in ALONE:
            before = mentions[i - 1]
            if JOINED.fullmatch(text, before.end, m.start) and (
                before.titles or m.rule.startswith("person.list")
            ):
                own = found[-1]
        elif i and m.titles and m.rule.startswith("person.list") and m.titles == mentions[i - 1].titles:
            own = found[-1]
        found.append(own)
    return found


def _link_full_names(
    mentions: Sequence[PersonMention],
    affiliations: Sequence[Affiliation | None],
    entities: list[_Entity],
    links: list[int | None],
) -> None:
    by_name: dict[str, int] = {}
    for i, m in enumerate(mentions):
        if m.name is None:
            continue
        keys = {_folded(n) for n in (m.name, m.latin_name) if n}
        k = next((by_name[key] for key in sorted(keys) if key in by_name), None)
        if k is None and m.name == m.latin_name:
            k = _by_last_name(m, entities)
        if k is None:
            k = len(entities)
            entities.append(_Entity(m.name, m.surname, m.given_name, m.latin_name))
        entity = entities[k]
        entity.latin_name = entity.latin_name or m.latin_name
        if entity.name == entity.latin_name and m.surname is not None:
            entity.name, entity.surname, entity.given_name = m.name, m.surname, m.given_name
        by_name.update(dict.fromkeys(keys, k))
        _add(entity, links, i, k, m.titles, affiliations[i])


def _by_last_name(mention: PersonMention, entities: Sequence[_Entity]) -> int | None:
    """The one person of whom a Latin surname, or an initial and a surname, can be the short form."""
    *first, last = (mention.latin_name or "").split()
    if len(first) > 1 or (first and len(first[0].rstrip(".")) != 1):
        return None
    fitting = [
        k
        for k, e in enumerate(entities)
        if e.latin_name
        and " " in e.latin_name
        and e.latin_name.split()[-1].casefold() == last.casefold()
        and (not first or e.latin_name[0] == first[0][0])
    ]
    return fitting[0] if len(fitting) == 1 else None


def _add(
    entity: _Entity,
    links: list[int | None],
    mention: int,
    index: int,
    titles: Sequence[str],
    affiliation: Affiliation | None,
) -> None:
    entity.mentions.append(mention)
    links[mention] = index
    for n, title in enumerate(titles):
        entity.roles.append((title, affiliation if n == 0 or _kind(title) not in ALONE else None, mention))


def _folded(name: str) -> str:
    return re.sub(r"[\s‧·・．•･∙.]", "", name).replace("台", "臺").casefold()


def _link_short_forms(
    mentions: Sequence[PersonMention],
    affiliations: Sequence[Affiliation | None],
    entities: list[_Entity],
    links: list[int | None],
) -> list[Issue]:
    issues: list[Issue] = []
    named = len(entities)
    nameless: dict[tuple[str, str, str | None], int] = {}
    for i, m in enumerate(mentions):
        if m.name is not None:
            continue
        fitting = _fitting(m, affiliations[i], mentions, entities[:named])
        if len(fitting) == 1:
            _add(entities[fitting[0]], links, i, fitting[0], m.titles, affiliations[i])
            continue
        if fitting:
            message = f"{m.text} fits {len(fitting)} persons"
            issues.append(Issue(STAGE, "ambiguous-short-form", "warning", message, m.start, m.end))
            continue
        own = affiliations[i]
        key = (m.surname or "", _plain_title(m.titles[0]), own.text if own else None)
        k = nameless.get(key)
        if k is None:
            same = [
                v for (s, t, o), v in nameless.items() if (s, t) == key[:2] and (o is None or key[2] is None)
            ]
            k = same[0] if len(same) == 1 else None
        if k is None:
            k = len(entities)
            entities.append(_Entity(None, m.surname, None, None))
            message = f"no full name for {m.text}"
            issues.append(Issue(STAGE, "surname-only", "info", message, m.start, m.end))
        nameless[key] = k
        _add(entities[k], links, i, k, m.titles, own)
    return issues


def _add_capacities(
    text: str, mentions: Sequence[PersonMention], entities: list[_Entity], links: Sequence[int | None]
) -> None:
    """A capacity in which the person named last acted (其以國際財政司副司長身分) is a further role."""
    starts = [m.start for m in mentions]
    for match in IN_CAPACITY.finditer(text):
        i = bisect_right(starts, match.start()) - 1
        k = links[i] if i >= 0 else None
        titles = find_titles(match.group(1))
        if k is None or not titles or titles[-1].end != len(match.group(1)):
            continue
        if match.start() - mentions[i].end > CAPACITY_REACH or "\n" in text[mentions[i].end : match.start()]:
            continue
        unit = match.group(1)[: titles[-1].start]
        start = match.start(1)
        affiliation = Affiliation(unit, start, start + len(unit)) if len(unit) > 1 else None
        entities[k].roles.append((match.group(1)[titles[-1].start :], affiliation, i))


def _plain_title(title: str) -> str:
    return PREFIX.sub("", title)


def _fitting(
    short: PersonMention,
    own: Affiliation | None,
    mentions: Sequence[PersonMention],
    entities: Sequence[_Entity],
) -> list[int]:
    """The named persons that a surname + title can mean, narrowed until one is left or no evidence is."""
    title = _plain_title(short.titles[0])
    found = [
        k
        for k, e in enumerate(entities)
        if _has_surname(e, short.surname or "") and any(_same_title(title, t) for t, _, _ in e.roles)
    ]
    if len(found) > 1:
        exact = [k for k in found if any(_plain_title(t) == title for t, _, _ in entities[k].roles)]
        found = exact or found
    if len(found) > 1 and own is not None:
        at = [k for k in found if any(a and _same_unit(a.text, own.text) for _, a, _ in entities[k].roles)]
        found = at or found
    if len(found) > 1:
        before = [k for k in found if mentions[entities[k].mentions[0]].start < short.start]
        found = before or found
    if own is not None and len(found) == 1:
        units = [a.text for _, a, _ in entities[found[0]].roles if a]
        if units and not any(_same_unit(u, own.text) for u in units) and own.text[0] not in "本貴大該我":
            return []
    return found


def _has_surname(entity: _Entity, surname: str) -> bool:
    if entity.surname is not None:
        return entity.surname == surname
    return bool(entity.name and len(surname) > 1 and entity.name.startswith(surname))


def _same_title(short: str, title: str) -> bool:
    """會長 means 會長 and 前會長, not 副會長; 部長 also 國防部長."""
    plain = _plain_title(title)
    return plain == short or (
        plain.endswith(short) and not plain.removesuffix(short).endswith(("副", "助理", "次"))
    )


def _same_unit(a: str, b: str) -> bool:
    a, b = a.replace("台", "臺"), b.replace("台", "臺")
    if a in b or b in a:
        return True
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(c in rest for c in short)


class _Organizations:
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
        if affiliation is None or self._resolution is None:
            return None
        if affiliation.start is not None and affiliation.end is not None:
            i = bisect_right(self._mentions, (affiliation.end, 0, 0)) - 1
            while i >= 0 and self._mentions[i][1] > affiliation.start:
                start, end, link = self._mentions[i]
                if end == affiliation.end or (start <= affiliation.start and end >= affiliation.end):
                    return link
                i -= 1
        return self._by_name.get(affiliation.text.replace("台", "臺"))

    def name(self, index: int | None, affiliation: Affiliation | None) -> str | None:
        if index is not None and self._resolution is not None:
            return self._resolution.organizations[index].name
        return affiliation.text if affiliation else None

    def country(self, index: int | None, affiliation: Affiliation | None) -> str | None:
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


def _roles(index: int, entity: _Entity, organizations: _Organizations) -> list[Role]:
    """One role for each title and organization; a title without organization adds none where one has it."""
    roles: dict[tuple[str, int | str | None], Role] = {}
    for title, affiliation, mention in entity.roles:
        k = organizations.index(affiliation)
        text = affiliation.text if affiliation else None
        if affiliation is None and any(t == title and a is not None for t, a, _ in entity.roles):
            continue
        roles.setdefault((title, k if k is not None else text), Role(index, title, k, text, mention))
    return list(roles.values())


def _person(
    entity: _Entity, mentions: Sequence[PersonMention], organizations: _Organizations, text: str
) -> Person:
    ranked = [r for r in entity.roles if r[1] is not None] or entity.roles
    title = ranked[0][0] if ranked else None
    affiliation = ranked[0][1] if ranked else None
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
