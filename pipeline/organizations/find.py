"""What the text says about organizations: every name and every reference, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.choose import choose
from pipeline.countries import country_names
from pipeline.document import Document
from pipeline.organizations.candidates import CABINETS, candidates
from pipeline.organizations.firms import firm_marks, firms
from pipeline.organizations.form import form_units
from pipeline.organizations.lexicon import KnownName, fold, known_names, places
from pipeline.organizations.mentions import Form, OrganizationMention
from pipeline.organizations.misread import with_misread
from pipeline.organizations.recognised import recognised
from pipeline.organizations.surroundings import Candidate
from pipeline.recognisers import Entity

# A run of single characters with spaces between them: a name set wide (財 政 部).
_WIDE = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]{1,2}[\u4e00-\u9fff]){2,}(?![\u4e00-\u9fff])"
)
# Confidence rises from an even chance with the score; set by eye on hundreds of extractions.
_EVEN, _SPREAD = 0.0, 40.0
_QUOTES = str.maketrans("", "", "「」『』")


def find_organizations(text: str | Document, *, entities: Sequence[Entity] = ()) -> list[OrganizationMention]:
    """Every organization named or referred to, in reading order; spans do not overlap.

    ``entities`` are what a learned recogniser marks: they compete with what the grammar finds.
    """
    raw = text.text if isinstance(text, Document) else text
    tight, offsets = _tighten(fold(raw))
    marks = list(firm_marks(tight))
    listed = list(firms(tight, marks))
    learned = recognised(tight, _moved(entities, offsets))
    form = list(form_units(text, tight)) if isinstance(text, Document) and offsets is None else []
    chosen = choose([*candidates(tight, marks), *(f.candidate for f in listed), *learned, *form])
    firm_countries = {f.candidate.start: f.country for f in listed} | {end: code for _, end, code in marks}
    return with_misread(raw, [_mention(raw, tight, offsets, c, firm_countries) for c in chosen])


def organization_candidates(text: str) -> list[Candidate]:
    """Every candidate that competes for a place in ``text``, with its score, before the decision."""
    tight, offsets = _tighten(fold(text))
    marks = list(firm_marks(tight))
    found = [*candidates(tight, marks), *(f.candidate for f in firms(tight, marks))]
    if offsets is None:
        return found
    return [replace(c, start=offsets[c.start], end=offsets[c.end - 1] + 1) for c in found]


def _tighten(folded: str) -> tuple[str, list[int] | None]:
    """Text without the spaces of widely set names, and for each of its characters where it stood.

    The offsets are None where nothing was removed.
    """
    removed = {i for m in _WIDE.finditer(folded) for i in range(m.start(), m.end()) if folded[i] in " \u3000"}
    if not removed:
        return folded, None
    kept = [i for i in range(len(folded)) if i not in removed]
    return "".join(folded[i] for i in kept), kept


def _moved(entities: Sequence[Entity], offsets: list[int] | None) -> Sequence[Entity]:
    """Entities of the text as written in the text without the spaces of widely set names."""
    if offsets is None:
        return entities
    place = {position: i for i, position in enumerate(offsets)}
    return [
        Entity(place[e.start], place[e.end - 1] + 1, e.label, e.confidence)
        for e in entities
        if e.start in place and e.end - 1 in place
    ]


def _mention(
    raw: str, tight: str, offsets: list[int] | None, c: Candidate, firm_countries: Mapping[int, str]
) -> OrganizationMention:
    def source(position: int) -> int:
        return position if offsets is None else offsets[position]

    start, end = source(c.start), source(c.end - 1) + 1
    name = tight[c.start : c.end]
    known = known_names().get(name) or _known_after_place(name)
    if c.parent_end is not None and tight[c.start : c.parent_end] in CABINETS:
        known = known or known_names().get(tight[c.parent_end : c.end])
    if c.parent_end is not None and known is None:
        unit = known_names().get(tight[c.parent_end : c.end])
        if unit is not None and fold(unit.full).startswith(tight[c.start : c.parent_end]):
            known = unit
    if c.rule == "organization.coordinated":
        known = known_names().get(name + "部")
    form: Form = "full"
    if c.rule == "organization.deictic":
        form = "deictic"
    elif c.rule == "organization.unit" or (known is not None and not name.endswith(fold(known.full))):
        form = "short"
    kind = known.type if known is not None else None
    if kind is None:
        kind = "company" if c.rule == "organization.firm" else c.head.type if c.head is not None else None
    country = firm_countries.get(c.start) or (known.country if known is not None else None)
    known_as = known.full if known is not None else None
    if c.rule == "organization.friendship-group":
        known_as = name.translate(_QUOTES)
    elif c.rule == "organization.mission":
        known_as = _mission_abroad(name) or known_as
    return OrganizationMention(
        start,
        end,
        raw[start:end],
        c.rule,
        round(min(0.99, 0.5 + (c.score - _EVEN) / _SPREAD), 2),
        form=form,
        type=kind,
        country=country,
        known_as=known_as,
        parent_end=source(c.parent_end - 1) + 1 if c.parent_end is not None else None,
    )


def _mission_abroad(name: str) -> str | None:
    """The full name of a mission whose country is abridged to one character: 駐美代表處 is 駐美國代表處."""
    host = country_names("abbreviation").get(name[1:2]) if name[:1] == "駐" else None
    if host is None:
        return None
    for country, code in country_names("short").items():
        mission = known_names().get(f"駐{fold(country)}{name[2:]}") if code == host else None
        if mission is not None:
            return mission.full
    return None


def _known_after_place(name: str) -> KnownName | None:
    """What is known of a name without the country before it, if it is that country's: 日本外務省, 英國BBC."""
    for size in range(2, len(name) - 1):
        country = places().get(name[:size])
        known = known_names().get(name[size:]) if country else None
        if known is not None and known.country == country:
            return known
    return None
