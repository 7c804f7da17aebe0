"""Who is who: mentions become persons, short forms find theirs, titles become roles at organizations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.document import Document, Issue
from pipeline.organizations.lexicon import fold
from pipeline.organizations.misread import listed_name
from pipeline.people.affiliations import ALONE, Affiliations
from pipeline.people.bearers import INITIAL, LATIN_LETTER, has_surname
from pipeline.people.latin import is_last_name, is_noble
from pipeline.people.mentions import Person, PersonMention, PersonResolution
from pipeline.people.offices import MISSION_HEADS, fits
from pipeline.people.roles import Entity, OrganizationIndex, person_of, roles_of
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import find_titles, full_title, is_title, plain_title, title_kind
from pipeline.profile import Traveller
from pipeline.profile.travellers import read_travellers, split_agencies

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationResolution

STAGE = "people"
# What the members of a delegation are called beside their titles at home.
DELEGATION = re.compile(r"(?:副|總)?(?:團長|領隊)|團員|主談人?|首席代表|首席談判代表")
IN_CAPACITY = re.compile(r"[其渠伊]以([^，。；、：\n]{2,20})身[分份]")
CAPACITY_REACH = 300
ELECTING = re.compile(
    r"(?:選出|選舉|推選|推舉|選任|推薦|提名|任命|派任|聘請|敦請|[，。；、]由|^由)[^，。；\n]{0,24}$"
)
ELECTING_REACH = 30
ELECTED = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?(?:先生|女士|博士)?"
    r"(?:擔任|出任|接任|續任|當選|任|為)(?:新任|本屆|下屆|該會|會議|大會)?"
    r"(?P<title>[\u4e00-\u9fff]{2,8})"
)
COURTESY = "person.name-courtesy"
# A Latin surname with its particle in capitals, which alone reads like a whole name: Al Mansour, Van Dijk.
WITH_PARTICLE = re.compile(
    "(?:(?:Al|El|Bin|Ben|Ibn|De|Del|Van|Von|Der|Den|Le|La|Du|Dos|Da|Di)[ -]){1,2}[^ ]+"
)


def resolve_people(
    mentions: Sequence[PersonMention],
    document: Document | str,
    organizations: OrganizationResolution | None = None,
) -> PersonResolution:
    """The persons behind ``mentions``.

    One full name is one person; a surname with a title is the person of that surname and title when
    exactly one fits, judged by title, organization and place in the text; otherwise its link stays None
    and an issue says so. A surname with a title that fits nobody is a person of its own, without name.
    An organization carries over a coordination (A 司長與 B 專員) and along a list; the travellers of the
    cover belong to the agency written there, and the leader of the delegation is one of them. A title
    that needs an organization while the text tells none is left without, and an issue says so.
    """
    text = document if isinstance(document, str) else document.text
    travellers = [] if isinstance(document, str) else read_travellers(document)
    at_home = {} if isinstance(document, str) else _agencies(document, travellers)
    affiliations = Affiliations(text, mentions, organizations, at_home).all()
    entities: list[Entity] = []
    links: list[int | None] = [None] * len(mentions)
    _link_full_names(mentions, affiliations, entities, links)
    delegates = _delegates(entities, travellers)
    issues = _link_short_forms(
        mentions,
        affiliations,
        entities,
        links,
        {k: at_home[t.name] is not None for k, t in delegates.items()},
    )
    _add_capacities(text, mentions, entities, links)
    _add_elected(text, mentions, entities, links)
    _add_agencies(entities, delegates, at_home)
    resolver = OrganizationIndex(text, organizations)
    people = [person_of(e, mentions, resolver, text) for e in entities]
    roles = [role for i, e in enumerate(entities) for role in roles_of(i, e, resolver)]
    issues += _without_organization(people, entities, mentions)
    return PersonResolution(tuple(people), tuple(links), tuple(roles), tuple(issues))


def _without_organization(
    people: Sequence[Person], entities: Sequence[Entity], mentions: Sequence[PersonMention]
) -> list[Issue]:
    """An issue for each named person whose titles need an organization while none is known.

    Heads of state, legislators and ranks need none; a person without a full name has an issue already.
    """
    issues: list[Issue] = []
    for person, entity in zip(people, entities, strict=True):
        offices = [r for r in entity.roles if title_kind(r[0]) not in ALONE and not is_noble(r[0])]
        if person.name is None or not offices or any(affiliation for _, affiliation, _ in entity.roles):
            continue
        title, _, i = offices[0]
        message = f"no organization for {person.name}, {title}"
        m = mentions[i]
        issues.append(Issue(STAGE, "role-without-organization", "info", message, m.start, m.end))
    return issues


def _delegates(entities: Sequence[Entity], travellers: Sequence[Traveller]) -> dict[int, Traveller]:
    """The travellers of the cover, by the index of the person who bears their name."""
    by_name = {_folded(t.name): t for t in travellers}
    names = [{_folded(n) for n in (e.name, e.latin_name) if n} for e in entities]
    return {
        k: by_name[key] for k, keys in enumerate(names) if (key := next(iter(keys & by_name.keys()), None))
    }


def _agencies(document: Document, travellers: Sequence[Traveller]) -> dict[str, Affiliation | None]:
    """Agency and unit of each traveller by name; of several agencies the one that fits the title, or None."""
    written = [document.text[f.start : f.end] for f in document.fields if f.name == "agency"]
    agencies = sorted({agency for field in written for agency in split_agencies(field)})
    found: dict[str, Affiliation | None] = {t.name: None for t in travellers}
    for t in travellers:
        fitting = [a for a in agencies if t.title and fits(t.title, a, None)]
        agency = t.agency or (fitting[0] if len(fitting) == 1 else None)
        if agency is None and not fitting:
            agency = _innermost(agencies) or _unclaimed(agencies, travellers)
        if agency is not None:
            agency = re.sub(r"\s", "", agency)
            agency = listed_name(fold(agency)) or agency
            unit = t.unit if t.unit and t.unit not in agency else ""
            found[t.name] = Affiliation(agency + unit, None, None)
    return found


def _unclaimed(agencies: Sequence[str], travellers: Sequence[Traveller]) -> str | None:
    """The one of several agencies that is written beside none of the travellers, where some have theirs."""
    claimed = [re.sub(r"\s", "", t.agency) for t in travellers if t.agency]
    left = [a for a in agencies if not any(_same_unit(re.sub(r"\s", "", a), c) for c in claimed)]
    return left[0] if claimed and len(left) == 1 else None


def _innermost(agencies: Sequence[str]) -> str | None:
    """The last of agencies each of which is a part of the one before: 海洋部 and 海洋部珊瑚局."""
    whole = sorted({re.sub(r"\s", "", agency) for agency in agencies}, key=len)
    return whole[-1] if whole and all(whole[-1].startswith(agency) for agency in whole) else None


def _add_agencies(
    entities: Sequence[Entity], delegates: Mapping[int, Traveller], agencies: Mapping[str, Affiliation | None]
) -> None:
    """The roles of the travellers at the agency of the cover, where the text tells no unit of it."""
    for k, traveller in delegates.items():
        entity, title = entities[k], traveller.title
        if title is None:
            title = next((t for t, _, _ in entity.roles if title_kind(t) not in ALONE), None)
        told = traveller.unit is not None and any(a for t, a, _ in entity.roles if t == title)
        agency = agencies.get(traveller.name)
        if title is not None and agency is not None and not told:
            entity.roles.append((title, agency, min(entity.mentions)))


def _link_full_names(
    mentions: Sequence[PersonMention],
    affiliations: Sequence[Affiliation | None],
    entities: list[Entity],
    links: list[int | None],
) -> None:
    """Links the mentions with a name; those of one Latin word last, for they may be short forms."""
    by_name: dict[str, int] = {}
    named = [i for i, m in enumerate(mentions) if m.name is not None]
    for i in sorted(named, key=lambda i: (_is_one_word(mentions[i]), i)):
        m = mentions[i]
        keys = {_folded(n) for n in (m.name, m.latin_name) if n}
        k = next((by_name[key] for key in sorted(keys) if key in by_name), None)
        if k is None and m.name == m.latin_name:
            k = _by_last_name(m, entities)
        if k is None and m.form == "name_title" and m.latin_name is None:
            k = _by_surname(m, entities)
        if k is None:
            k = len(entities)
            entities.append(Entity(m.name, m.surname, m.given_name, m.latin_name))
        entity = entities[k]
        entity.latin_name = entity.latin_name or m.latin_name
        if entity.name == entity.latin_name and m.surname is not None:
            entity.name, entity.surname, entity.given_name = m.name, m.surname, m.given_name
        by_name.update(dict.fromkeys(keys, k))
        _add(entity, links, i, k, m.titles, affiliations[i])


def _is_one_word(mention: PersonMention) -> bool:
    name = mention.name or "-"
    return mention.name == mention.latin_name and (
        is_last_name(name) or WITH_PARTICLE.fullmatch(name) is not None
    )


def _by_last_name(mention: PersonMention, entities: Sequence[Entity]) -> int | None:
    """The one person of whom a Latin surname, or an initial and a surname, can be the short form."""
    name = mention.latin_name or ""
    if WITH_PARTICLE.fullmatch(name):
        ends = f" {name.casefold()}"
        whole = [k for k, e in enumerate(entities) if (e.latin_name or "").casefold().endswith(ends)]
        return whole[0] if len(whole) == 1 else None
    *first, last = name.split()
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


def _by_surname(mention: PersonMention, entities: Sequence[Entity]) -> int | None:
    """The one person named above whose surname reads like a whole name: 佐佐木健一, then 佐佐木部長."""
    name, title = mention.name or "", plain_title(mention.titles[0]) if mention.titles else ""
    fitting = [
        k
        for k, e in enumerate(entities)
        if len(e.name or "") > len(name)
        and has_surname(e, name)
        and any(_same(t, title) for t, _, _ in e.roles)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _add(
    entity: Entity,
    links: list[int | None],
    mention: int,
    index: int,
    titles: Sequence[str],
    affiliation: Affiliation | None,
) -> None:
    entity.mentions.append(mention)
    links[mention] = index
    if affiliation is not None and not titles:
        entity.untitled = entity.untitled or affiliation
    for n, title in enumerate(titles):
        entity.roles.append(
            (title, affiliation if n == 0 or title_kind(title) not in ALONE else None, mention)
        )


def _folded(name: str) -> str:
    return re.sub(r"[\s‧·・．•･∙.]", "", name).replace("台", "臺").casefold()


def _link_short_forms(
    mentions: Sequence[PersonMention],
    affiliations: Sequence[Affiliation | None],
    entities: list[Entity],
    links: list[int | None],
    delegates: Mapping[int, bool],
) -> list[Issue]:
    """Links surnames with titles; ``delegates`` says of each traveller whether the cover tells the agency."""
    issues: list[Issue] = []
    named = len(entities)
    nameless: dict[tuple[str, str, str | None], int] = {}
    for i, m in enumerate(mentions):
        if m.name is not None:
            continue
        written = affiliations[i] if m.organization_text is not None else None
        fitting = _fitting(m, written, mentions, entities[:named], delegates)
        if len(fitting) == 1:
            entity = entities[fitting[0]]
            told = any(a for _, a, _ in entity.roles) or delegates.get(fitting[0], False)
            _add(entity, links, i, fitting[0], m.titles, written if told else affiliations[i])
            continue
        if fitting:
            message = f"{m.text} fits {len(fitting)} persons"
            issues.append(Issue(STAGE, "ambiguous-short-form", "warning", message, m.start, m.end))
            continue
        own = affiliations[i]
        key = (m.surname or "", plain_title(m.titles[0]), own.text if own else None)
        k = nameless.get(key)
        if k is None:
            same = [
                v for (s, t, o), v in nameless.items() if (s, t) == key[:2] and (o is None or key[2] is None)
            ]
            k = same[0] if len(same) == 1 else None
        if k is None:
            k = len(entities)
            entities.append(Entity(None, m.surname, None, None))
            message = f"no full name for {m.text}"
            issues.append(Issue(STAGE, "surname-only", "info", message, m.start, m.end))
        nameless[key] = k
        _add(entities[k], links, i, k, m.titles, own)
    return issues


def _add_capacities(
    text: str, mentions: Sequence[PersonMention], entities: list[Entity], links: Sequence[int | None]
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


def _add_elected(
    text: str, mentions: Sequence[PersonMention], entities: list[Entity], links: Sequence[int | None]
) -> None:
    """The office for which somebody is chosen is a role: 選出 or 推舉 X 為副主席, 由 X 擔任主席."""
    for i, (m, k) in enumerate(zip(mentions, links, strict=True)):
        chosen = ELECTED.match(text, m.end)
        if (
            k is None
            or chosen is None
            or not ELECTING.search(text[max(0, m.start - ELECTING_REACH) : m.start])
        ):
            continue
        if title := next((t for t in find_titles(chosen["title"]) if t.start == 0), None):
            entities[k].roles.append((chosen["title"][: title.end], None, i))


def _fitting(
    short: PersonMention,
    own: Affiliation | None,
    mentions: Sequence[PersonMention],
    entities: Sequence[Entity],
    delegates: Collection[int],
) -> list[int]:
    """The named persons that a surname + title can mean, narrowed until one is left or no evidence is."""
    title = plain_title(short.titles[0])
    bearers = [k for k, e in enumerate(entities) if has_surname(e, short.surname or "")]
    found = [k for k in bearers if any(_same_title(title, t) for t, _, _ in entities[k].roles)]
    if not found:
        found = _of_other_title(short, title, bearers, entities, mentions, delegates)
    if len(found) > 1:
        exact = [k for k in found if any(_same(t, title) for t, _, _ in entities[k].roles)]
        found = exact or found
    if len(found) > 1 and own is not None:
        at = [k for k in found if any(a and _same_unit(a.text, own.text) for _, a, _ in entities[k].roles)]
        found = at or found
    if len(found) > 1:
        before = [k for k in found if mentions[entities[k].mentions[0]].start < short.start]
        found = before or found
    if own is not None and len(found) == 1:
        units = [a.text for _, a, _ in entities[found[0]].roles if a]
        unit = short.organization_text or own.text
        known = any(_same_unit(u, own.text) or u.endswith(unit) for u in units)
        if units and not known and own.text[0] not in "本貴大該我":
            return []
    return found


def _of_other_title(
    short: PersonMention,
    title: str,
    bearers: Sequence[int],
    entities: Sequence[Entity],
    mentions: Sequence[PersonMention],
    delegates: Collection[int],
) -> list[int]:
    """The bearers of a surname whom a title can mean that the text has not given them.

    The head of the delegation is a traveller; a Latin surname, or one of a person named without any
    title, is that person's, but 王小明女士 holds no office; the heads of a mission are called 代表 and 大使.
    """
    if DELEGATION.fullmatch(title):
        return [k for k in bearers if k in delegates] or (list(bearers) if len(bearers) == 1 else [])
    if INITIAL.fullmatch(short.surname or ""):
        return []
    if (short.surname or "").isascii() or LATIN_LETTER.match(short.surname or ""):
        return list(bearers)
    if title in MISSION_HEADS:
        return [k for k in bearers if any(plain_title(t) in MISSION_HEADS for t, _, _ in entities[k].roles)]
    return [
        k
        for k in bearers
        if not entities[k].roles and any(mentions[i].rule != COURTESY for i in entities[k].mentions)
    ]


def _same(title: str, short: str) -> bool:
    return full_title(plain_title(title)) == full_title(short)


def _same_title(short: str, title: str) -> bool:
    """會長 means 會長 and 前會長, not 副會長; 部長 also 國防部長, 常務 also 常務執行役員."""
    plain = full_title(plain_title(title))
    if plain.startswith(short) and is_title(plain.removeprefix(short)):
        return True
    short = full_title(short)
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
