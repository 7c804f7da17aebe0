"""Which organization each mention means: one organization, one row, with its parent, country and code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.countries import country_names
from pipeline.document import Document, Issue
from pipeline.organizations.aliases import with_aliases
from pipeline.organizations.clusters import (
    LEGAL_FORM,
    Groups,
    join_abbreviated,
    join_firms,
    join_glossed,
    join_initials,
    join_renamed,
    key_of,
)
from pipeline.organizations.deixis import agency_parts, resolve_deictic
from pipeline.organizations.kinds import type_of_mentions
from pipeline.organizations.lexicon import agency_codes, fold, known_names, place_list, units
from pipeline.organizations.mentions import Organization, OrganizationMention, OrganizationResolution
from pipeline.organizations.misread import RULE as MISREAD
from pipeline.organizations.register import register_entry
from pipeline.organizations.traits import at_home, context_country, country_of_mention, is_state

# Bodies of one country, so that the place named before them tells which.
_NATIONAL = frozenset(("government", "legislature", "university", "party", "media", "association"))
_DOMESTIC = _NATIONAL | {"company", "other"}
# A short name that fits several means the one of them named last, this near.
_NEAR = 300
# The heads of units, which are named without their agency even if short.
_UNIT_END = re.compile(r"(?:部|處|所|司|局|署|組|中心|分行|分會|委員會|小組|室|科|院)$")


def resolve_organizations(
    mentions: Sequence[OrganizationMention],
    document: Document | str,
    *,
    agency: str | None = None,
    on: str | None = None,
) -> OrganizationResolution:
    """The organizations that ``mentions`` mean, and further mentions of the aliases that are declared.

    ``agency`` is the reporting agency's name, what 本部, 本局 and 我方 refer to; None leaves those
    unresolved. ``on`` is the ISO date of the document, by which the official register is read.
    """
    text = document.text if isinstance(document, Document) else document
    merged, owners = with_aliases(text, list(mentions))
    countries = [country_of_mention(text, mention) for mention in merged]
    named = [i for i, m in enumerate(merged) if m.form != "deictic" and len(owners.get(i, ())) < 2]
    groups = Groups(len(merged))
    _join_same_names(merged, named, countries, groups)
    for index, targets in owners.items():
        if len(targets) == 1:
            groups.join(index, targets[0])
    _join_shortened(merged, named, countries, groups)
    _join_elliptic_units(text, merged, named, groups)
    join_abbreviated(merged, named, countries, groups)
    join_initials(merged, named, groups)
    join_firms(text, merged, named, groups)
    join_renamed(text, merged, named, groups)
    join_glossed(text, merged, named, groups)
    members: dict[int, list[int]] = {}
    for i in named:
        members.setdefault(groups.find(i), []).append(i)
    index_of = {root: n for n, root in enumerate(members)}
    group_of = {i: index_of[groups.find(i)] for i in named}
    organizations, issues = _organizations(
        text, merged, list(members.values()), countries, group_of, agency, on
    )
    links: list[tuple[int, ...]] = []
    for i, mention in enumerate(merged):
        if i in group_of:
            links.append((group_of[i],))
        elif mention.form == "deictic":
            link, issue = resolve_deictic(merged, i, group_of, organizations, agency)
            links.append(link)
            if issue is not None:
                issues.append(issue)
        else:
            links.append(tuple(dict.fromkeys(group_of[t] for t in owners[i] if t in group_of)))
    meant: list[list[int]] = [[] for _ in organizations]
    for i, link in enumerate(links):
        for n in link:
            meant[n].append(i)
    final = tuple(replace(o, mentions=tuple(own)) for o, own in zip(organizations, meant, strict=True))
    return OrganizationResolution(tuple(merged), final, tuple(links), tuple(issues))


def _join_same_names(
    mentions: Sequence[OrganizationMention],
    named: list[int],
    countries: Sequence[str | None],
    groups: Groups,
) -> None:
    """The same name in the same country; a name without a country joins the one country that the name has."""
    by_key: dict[str, dict[str | None, int]] = {}
    for i in named:
        same = by_key.setdefault(key_of(mentions[i]), {})
        groups.join(i, same.setdefault(countries[i], i))
    for same in by_key.values():
        if None in same and len(same) == 2:
            groups.join(*same.values())
    _join_under_one_country(mentions, named, countries, groups)


def _join_under_one_country(
    mentions: Sequence[OrganizationMention],
    named: list[int],
    countries: Sequence[str | None],
    groups: Groups,
) -> None:
    """教廷教育部, 梵蒂岡教育部 and 梵國教育部: the same body after the names of one foreign country."""
    bodies: dict[tuple[str, str], int] = {}
    for i in named:
        name = fold(mentions[i].text)
        state = is_state(name[:2])
        official = mentions[i].type in ("government", "legislature", "association")
        if not official and not state and mentions[i].rule != "organization.place-name":
            continue
        for size in range(2, len(name) - 1):
            code = countries[i] if state else country_names("full", "short").get(mentions[i].text[:size])
            if code is not None and code != "TWN" and (size == 2 or not state):
                groups.join(i, bodies.setdefault((code, name[size:]), i))


def _join_shortened(
    mentions: Sequence[OrganizationMention],
    named: list[int],
    countries: Sequence[str | None],
    groups: Groups,
) -> None:
    """國際財政司 is 財政部國際財政司 where exactly one longer name of the document ends so."""
    by_key: dict[str, list[int]] = {}
    for i in named:
        by_key.setdefault(key_of(mentions[i]), []).append(i)
    endings: dict[str, set[str]] = {}
    for key in by_key:
        for size in range(3, len(key)):
            endings.setdefault(key[-size:], set()).add(key)
    for short, own in by_key.items():
        if len(short) < 4 and not _UNIT_END.search(short):
            continue
        hosts = {
            groups.find(host): key
            for key in endings.get(short, ())
            for host in by_key[key]
            if groups.find(host) != groups.find(own[0]) and _extends(key[: -len(short)])
        }
        for i in own:
            fitting = [
                h
                for h, key in hosts.items()
                if countries[i] is None
                or countries[h] == countries[i]
                or (countries[h] is None and not (countries[i] == "TWN" and is_state(key[: -len(short)])))
            ]
            roots = {groups.find(h) for h in fitting}
            if len(roots) > 1 and mentions[i].known_as is None:
                before = [
                    n for n in named if mentions[n].end <= mentions[i].start and groups.find(n) in roots
                ]
                near = before and mentions[i].start - mentions[before[-1]].end < _NEAR
                roots = {groups.find(before[-1])} if near else roots
            if len(roots) == 1:
                groups.join(i, roots.pop())


def _extends(prefix: str) -> bool:
    """Whether a name may stand shortened without ``prefix``: an agency, a country or a legal form."""
    if (
        prefix in known_names()
        or prefix in agency_codes()
        or prefix in ("國立", "私立", "財團法人", "社團法人")
        or prefix in country_names("abbreviation")
    ):
        return True
    return len(prefix) >= 2


def _join_elliptic_units(
    text: str, mentions: Sequence[OrganizationMention], named: list[int], groups: Groups
) -> None:
    """A unit alone is the one that a nested name of the document holds: 臺北事務所, 某協會臺北事務所."""
    nested: dict[str, set[int]] = {}
    for i in named:
        mention = mentions[i]
        if mention.parent_end is not None:
            nested.setdefault(fold(text[mention.parent_end : mention.end]).strip(), set()).add(groups.find(i))
    for i in named:
        hosts = nested.get(fold(mentions[i].text), set())
        if len(hosts) == 1 and mentions[i].known_as is None:
            groups.join(i, next(iter(hosts)))


def _organizations(
    text: str,
    mentions: Sequence[OrganizationMention],
    members: list[list[int]],
    countries: Sequence[str | None],
    group_of: dict[int, int],
    agency: str | None,
    on: str | None,
) -> tuple[list[Organization], list[Issue]]:
    by_name = {(key_of(mentions[i]), countries[i]): n for i, n in group_of.items()}
    out: list[Organization] = []
    issues: list[Issue] = []
    for n, own in enumerate(members):
        own_mentions = [mentions[i] for i in own]
        country = next((countries[i] for i in own if countries[i]), None)
        kind, reason = type_of_mentions(text, own_mentions)
        evidence = [reason]
        name = _best_name(own_mentions)
        full = _with_agency(text, own_mentions, agency)
        if full is not None:
            evidence.append(f"name: {name} is a unit of the reporting agency")
            name, country = full, country or "TWN"
        parent = next(
            (p for m in own_mentions if (p := _parent(text, m, country, by_name)) not in (None, n)), None
        )
        if parent is not None:
            evidence.append("parent: the name begins with it")
        above = [mentions[i] for i in members[parent]] if parent is not None else own_mentions
        if country:
            evidence.append(f"country {country}")
        elif parent is not None and (
            country := next((c for i in members[parent] if (c := countries[i])), None)
        ):
            evidence.append(f"country {country}: that of its parent")
        elif kind in _NATIONAL and (country := context_country(text, above)):
            evidence.append(f"country {country}: the place named before it")
        elif kind in _DOMESTIC and at_home(text, own_mentions):
            country = "TWN"
            evidence.append("country TWN: no foreign place is named before it")
        entry, issue = register_entry(own_mentions, name, country, on)
        evidence += [entry.reason] if entry else []
        issues += [issue] if issue else []
        evidence += [f"misread: {m.text} for {m.known_as}" for m in own_mentions if m.rule == MISREAD]
        written = Counter(m.text for m in own_mentions)
        aliases = tuple(w for w in written if w != name)
        out.append(Organization(name, aliases, kind, country, parent, entry, tuple(own), tuple(evidence)))
    return _told_apart(text, out), issues


def _told_apart(text: str, organizations: Sequence[Organization]) -> list[Organization]:
    """Foreign bodies that are called as another body of the text, with their country before the name.

    吐瓦魯財政部 for that 財政部 in a text that also means another; the country is as the text writes it.
    """
    called = Counter(o.name for o in organizations)
    written: dict[str, Counter[str]] = {}
    folded = fold(text)
    out: list[Organization] = []
    for o in organizations:
        if called[o.name] > 1 and o.country not in (None, "TWN"):
            if not written:
                for start, end, code in place_list().longest(folded):
                    name = folded[start:end]
                    if name in country_names("short", "full"):
                        written.setdefault(code, Counter())[name] += 1
            place = next((p for p, _ in written.get(o.country, Counter()).most_common(1)), None)
            if place is not None:
                evidence = (*o.evidence, f"name: {place} tells it from another {o.name}")
                o = replace(o, name=place + o.name, aliases=(o.name, *o.aliases), evidence=evidence)
        out.append(o)
    return out


def _best_name(mentions: Sequence[OrganizationMention]) -> str:
    """The Chinese full form that is longest but for a legal form (財團法人); else the longest of all."""

    def rank(m: OrganizationMention) -> tuple[bool, bool, bool, int, bool, int]:
        chinese = any("\u4e00" <= c <= "\u9fff" for c in m.text)
        return (
            m.rule != MISREAD,
            m.form == "full",
            chinese,
            len(LEGAL_FORM.sub("", fold(m.text))),
            not LEGAL_FORM.match(fold(m.text)),
            -m.start,
        )

    best = max(mentions, key=rank)
    return best.known_as or best.text if best.rule == MISREAD else best.text


def _with_agency(text: str, mentions: Sequence[OrganizationMention], agency: str | None) -> str | None:
    """財政部國際財政司 for 本部國際財政司 in a report of 財政部; None where 本部 does not stand before."""
    if agency is None or any(m.parent_end is not None for m in mentions):
        return None
    for mention in mentions:
        before = re.search(r"本(部|局|署|會|院|處)$", text[max(0, mention.start - 2) : mention.start])
        owners = agency_parts(agency, before.group(1)) if before else ()
        name = fold(mention.text)
        if len(owners) == 1 and (name in units() or name in known_names()):
            return owners[0] + mention.text
    return None


def _parent(
    text: str, mention: OrganizationMention, country: str | None, by_name: dict[tuple[str, str | None], int]
) -> int | None:
    if mention.parent_end is None:
        return None
    name = fold(text[mention.start : mention.parent_end])
    known = known_names().get(name)
    key = LEGAL_FORM.sub("", fold(known.full) if known else name)
    return by_name.get((key, country), by_name.get((key, None)))
