"""What the organization stage says: mentions, organizations, and how the two are linked."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Issue, Mention
from pipeline.vocabulary import OrganizationForm
from pipeline.vocabulary import OrganizationType as OrganizationType

Form = OrganizationForm


@dataclass(frozen=True, slots=True)
class OrganizationMention(Mention):
    """A span that names an organization or refers to one.

    ``form``: ``full`` as far as the text tells, ``short`` for a known abbreviation or a unit without its
    agency, ``alias`` for a form the document itself introduces (in brackets, after 簡稱), ``deictic`` for
    本部, 兩會 and the like. ``type`` and ``country`` (ISO 3166-1 alpha-3) are what the form alone tells;
    ``known_as`` is the full name that the lexicon gives for the written one. ``parent_end`` is where the
    name of the parent ends in a nested name (經濟部|國際貿易局), None without nesting.
    """

    form: Form = "full"
    type: OrganizationType | None = None
    country: str | None = None
    known_as: str | None = None
    parent_end: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What the official register says of an agency: its code (機關代碼), its parent's and its successor's.

    ``parent`` is None for an agency at the top, ``successor`` unless it was abolished by the report's day.
    """

    code: str
    parent: str | None
    successor: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization of one document.

    ``name`` is the best full form written in the text (or, for a nested unit, put together from what is
    written); ``aliases`` the other forms used. ``parent`` indexes the resolution's organizations,
    ``mentions`` its mentions. ``register`` is set when exactly one entry of the official register
    fits. ``evidence`` says, one reason each, where type, country, parent and code come from.
    """

    name: str
    aliases: tuple[str, ...]
    type: OrganizationType
    country: str | None
    parent: int | None
    register: RegisterEntry | None
    mentions: tuple[int, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganizationResolution:
    """The organizations of a document. ``links[i]`` are the organizations that ``mentions[i]`` means.

    A link is empty where the mention could not be resolved, and has two members for 兩會.
    """

    mentions: tuple[OrganizationMention, ...]
    organizations: tuple[Organization, ...]
    links: tuple[tuple[int, ...], ...]
    issues: tuple[Issue, ...]
