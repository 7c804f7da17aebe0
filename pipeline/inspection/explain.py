"""Why something was found at a place of a report, and which rules competed for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from pipeline.dates import explain
from pipeline.dates.scan import claims_at
from pipeline.document import Mention
from pipeline.organizations.find import organization_candidates
from pipeline.people.find import person_candidates
from pipeline.report import Report

_BESIDE = 200
_MOST = 8


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Competitor(NamedTuple):
    """A reading that a rule proposed for the place. ``won`` if it is what the tables say."""

    kind: str
    rule: str
    text: str
    score: float
    won: bool


class Explanation(NamedTuple):
    """What stands at a place: ``lines`` say what was found and why, ``competitors`` what else was weighed."""

    lines: tuple[str, ...]
    competitors: tuple[Competitor, ...]


def explain_at(report: Report, position: int) -> Explanation:
    """What was found at the character ``position`` of the clean text, with its reasons and competitors.

    ValueError if the text has no such character.
    """
    if not 0 <= position < len(report.text):
        raise ValueError(f"the text has {len(report.text)} characters; there is none at {position}")
    return Explanation(tuple(_found(report, position)), tuple(_competitors(report, position)))


def _found(report: Report, position: int) -> Iterator[str]:
    for date in report.dates:
        if _holds(date.mention, position):
            yield f"date: {explain(date)}"
    organizations = report.organization_resolution
    for mention, links in zip(organizations.mentions, organizations.links, strict=True):
        if _holds(mention, position):
            yield f"organization mention: {mention.rule}: {mention.text} ({mention.form})"
            for organization in (organizations.organizations[n] for n in links):
                country = organization.country or "no country"
                yield f"  is {organization.name} ({organization.type}, {country})"
                yield from (f"    because {reason}" for reason in organization.evidence)
    people = report.person_resolution
    for i, (person_mention, link) in enumerate(zip(report.person_mentions, people.links, strict=True)):
        if _holds(person_mention, position):
            yield f"person mention: {person_mention.rule}: {person_mention.text} ({person_mention.form})"
            if link is None:
                yield "  is nobody for sure: no one person fits"
                continue
            yield f"  is {people.people[link].name or person_mention.surname}"
            roles = [role for role in people.roles if role.person == link and role.mention == i]
            for role in roles:
                yield f"    as {role.title}, {role.organization_text or 'no organization'}"
    for figure in report.figures:
        if _holds(figure.mention, position):
            values = (figure.kind, figure.metric, figure.value, figure.unit, figure.period)
            yield f"figure: {figure.mention.rule}: {figure.mention.text} → {' '.join(map(str, values))}"
            yield f"  because {figure.reason}"
    for issue in report.issues:
        if issue.start is not None and issue.end is not None and issue.start <= position < issue.end:
            yield f"issue: {issue.code}: {issue.message}"


def _competitors(report: Report, position: int) -> Iterator[Competitor]:
    """The readings of dates, organizations and people for the place, the best of each kind first."""
    text = report.text
    dates: list[Mention] = [d.mention for d in report.dates]
    for claim in claims_at(text, position)[:_MOST]:
        kind = "date" if claim.rule.is_date else "no date"
        won = any(m.rule == claim.rule.id and _holds(m, position) for m in dates)
        yield Competitor(kind, claim.rule.id, text[claim.start : claim.end], float(claim.rule.score), won)
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    start, end = max(start, position - _BESIDE), min(end if end >= 0 else len(text), position + _BESIDE)
    near, at = text[start:end], position - start
    mentions = report.organization_resolution.mentions
    found = {(m.start - start, m.end - start) for m in mentions}
    for organization in sorted(organization_candidates(near), key=lambda c: -c.score)[: _MOST * 50]:
        if _holds(organization, at):
            span = (organization.start, organization.end)
            written = near[slice(*span)]
            yield Competitor("organization", organization.rule, written, organization.score, span in found)
    found = {(m.start - start, m.end - start) for m in report.person_mentions}
    for person in sorted(person_candidates(near), key=lambda c: -c.score):
        if _holds(person, at):
            span = (person.start, person.end)
            yield Competitor("person", person.rule, near[slice(*span)], person.score, span in found)


def _holds(span: _Span, position: int) -> bool:
    return span.start <= position < span.end
