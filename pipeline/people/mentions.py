"""What the people stage hands on: mentions of persons, the persons themselves and their roles."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Issue, Mention
from pipeline.vocabulary import PersonForm
from pipeline.vocabulary import Side as Side

Form = PersonForm


@dataclass(frozen=True, slots=True)
class PersonMention(Mention):
    """A person as written: the span holds name and title, never the organization before them.

    ``name`` is the full name without title and spaces, None for a surname with a title (邱會長).
    ``titles`` stand in reading order, without the organization; a title that heads or closes a list is
    given to each name of the list, though it lies outside the span. ``organization_start`` and
    ``organization_end`` span the organization the title belongs to, where the text names one.
    """

    form: Form
    name: str | None
    surname: str | None
    given_name: str | None
    latin_name: str | None
    titles: tuple[str, ...]
    organization_text: str | None = None
    organization_start: int | None = None
    organization_end: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a document. ``organization`` is an index into the resolved organizations.

    ``country`` is an ISO 3166-1 alpha-3 code; ``side`` is None where neither country nor list tells it.
    ``mentions`` are indices into the mentions that were resolved, in reading order.
    """

    name: str | None
    surname: str | None
    given_name: str | None
    latin_name: str | None
    title: str | None
    organization: int | None
    organization_text: str | None
    country: str | None
    side: Side | None
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A person under one title at one organization; ``mention`` is the first evidence."""

    person: int
    title: str
    organization: int | None
    organization_text: str | None
    mention: int


@dataclass(frozen=True, slots=True)
class PersonResolution:
    """Who is who: the people, the person of each mention (None where it stays open), and their roles."""

    people: tuple[Person, ...]
    links: tuple[int | None, ...]
    roles: tuple[Role, ...]
    issues: tuple[Issue, ...]
