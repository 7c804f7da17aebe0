"""The organizations named in a text, found by place: before a title, between two places, the only mission."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.people.mentions import PersonMention
from pipeline.people.place_heads import known_places
from pipeline.people.surroundings import Affiliation, Spans
from pipeline.people.visited import built_of_words, visited_names

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationMention, OrganizationResolution

BRACKET = re.compile(r"[(（][^()（）\n]{1,60}[)）]$")
BRACKET_REACH = 62
CALLED_REACH, LEAST_CALLED = 400, 3
HEADING = re.compile(
    r"[ \u3000]{0,8}(?:(?P<part>[壹貳參叁肆伍陸柒捌玖拾]{1,3}、)|(?P<chapter>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<section>[（(][一二三四五六七八九十]{1,3}[)）])|(?P<item>[0-9０-９]{1,2}[.、．](?![0-9]))"
    r"|(?P<day>[0-9０-９]{1,2}[/月][0-9０-９]{1,2}日?(?:[（(](?:星期)?[一二三四五六日][)）])?[ \u3000]*))"
)
LABELLED = re.compile(rf"{HEADING.pattern}[^。，：:\n]{{2,30}}[：:]")
LEVELS = ("part", "chapter", "section", "item", "day")
HEADING_LENGTH, LINES_ABOVE = 40, 60


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an organization: its span, and the organization it means where that is one.

    ``listed`` is whether the organization stage has found it.
    """

    start: int
    end: int
    text: str
    link: int | None
    type: str | None
    deictic: bool
    country: str | None
    listed: bool = True

    @property
    def key(self) -> int | str:
        """What mentions of one organization have in common."""
        return self.text if self.link is None else self.link


class NamedOrganizations:
    """The mentions of organizations in one text that run over no person, in reading order."""

    def __init__(
        self,
        text: str,
        organizations: OrganizationResolution | None,
        persons: Sequence[PersonMention],
    ) -> None:
        self.text = text
        self.all = _named(organizations, persons) if organizations is not None else []
        self.all, self._wider = _with_visited(text, self.all, persons)
        self._ends = [n.end for n in self.all]
        self._names = [o.name for o in organizations.organizations] if organizations is not None else []
        self._by_start = {n.start: n for n in self.all}

    def starting_at(self, position: int) -> Named | None:
        """The organization that begins at a place."""
        return self._by_start.get(position)

    def ending_at(self, position: int) -> Named | None:
        """The organization that ends at a place."""
        k = bisect_left(self._ends, position)
        return self.all[k] if k < len(self._ends) and self._ends[k] == position else None

    def last_before(self, position: int) -> Named | None:
        """The organization named last before a place."""
        k = bisect_right(self._ends, position) - 1
        return self.all[k] if k >= 0 else None

    def between(self, start: int, end: int) -> list[Named]:
        """The organizations that lie between two places."""
        inside = self.all[bisect_left(self._ends, start) : bisect_right(self._ends, end)]
        return [n for n in inside if n.start >= start]

    def only_mission(self) -> Named | None:
        """The mission of the report, where it names only one."""
        return only(n for n in self.all if n.type == "mission")

    def called(self, kind: str | tuple[str, ...], position: int, *, abroad: bool = False) -> Named | None:
        """The organization named last before a place, within reach, whose name ends with its kind.

        With ``abroad`` it is one of another country.
        """
        near = self.between(max(0, position - CALLED_REACH), position - 1)
        longer = (n for n in reversed(near) if len(self.name(n)) >= LEAST_CALLED)
        longer = (n for n in longer if not abroad or n.country not in (None, "TWN"))
        return next((n for n in longer if self.name(n).endswith(kind) and self.name(n) != kind), None)

    def name(self, named: Named) -> str:
        """What an organization is called: as written, or what the reference or the acronym means."""
        if named.deictic and named.link in self._wider:
            return self._wider[named.link]
        meant = named.link is not None and (named.deictic or named.text.isascii())
        return self._names[named.link] if meant and named.link is not None else named.text

    def affiliation(self, named: Named) -> Affiliation:
        """The organization as that of a title, without its place where the stage knows it only in part."""
        place = (named.start, named.end) if named.listed else (None, None)
        return Affiliation(self.name(named), *place)

    def before_bracket(self, position: int) -> int:
        """The place before the bracket that closes at ``position``, or that place itself."""
        bracket = BRACKET.search(self.text[max(0, position - BRACKET_REACH) : position])
        return position - len(bracket.group()) if bracket else position

    def headings(self, position: int) -> list[tuple[int, int]]:
        """The spans of the headings over a paragraph, the nearest first: （一）, then 一、, then 壹、."""
        found: list[tuple[int, int]] = []
        own = HEADING.match(self.text, self.text.rfind("\n", 0, position) + 1)
        # Of the rows of a schedule none heads the next.
        level = len(LEVELS) - (own is not None and own.lastgroup == "day")
        start = self.text.rfind("\n", 0, position) + 1
        # A paragraph that begins with its heading and a colon stands under that: （三）國際移民組織：.
        label = LABELLED.match(self.text, start)
        if label is not None and label.end() <= position:
            found.append((start, label.end()))
        for _ in range(LINES_ABOVE):
            if start == 0 or level == 0:
                break
            above = self.text.rfind("\n", 0, start - 1) + 1
            heading = HEADING.match(self.text, above, start - 1)
            if heading is not None and heading.lastgroup is not None:
                rank = LEVELS.index(heading.lastgroup)
                short = start - 1 - above <= HEADING_LENGTH and "。" not in self.text[above : start - 1]
                if rank < level and short:
                    found.append((above, start - 1))
                level = min(level, rank)
            start = above
        return found


def only(named: Iterable[Named]) -> Named | None:
    """The last of the mentions if all of them are one organization."""
    found = list(named)
    return found[-1] if len({n.key for n in found}) == 1 else None


def _named(organizations: OrganizationResolution, persons: Sequence[PersonMention]) -> list[Named]:
    found, k = [], 0
    spans = sorted((m.start, m.end) for m in persons)
    for o, links in sorted(
        zip(organizations.mentions, organizations.links, strict=True), key=lambda pair: pair[0].end
    ):
        while k < len(spans) and spans[k][1] <= o.start:
            k += 1
        if k < len(spans) and spans[k][0] < o.end and spans[k][0] > o.start:
            continue
        named = _one(organizations, o, links)
        if named is not None:
            found.append(named)
    return found


def _with_visited(
    text: str, known: list[Named], persons: Sequence[PersonMention]
) -> tuple[list[Named], dict[int, str]]:
    """The known names, and what the text visits under a name that the organization stage has not found.

    Where it has found no more than a part of such a name the whole takes its place, but for a city or a
    county before it: 華府|國務院. Behind a body with a bracket it is a unit of that body. The second value
    is the whole by the link of its end.
    """
    people, places = Spans((m.start, m.end) for m in persons), known_places()
    spans, by_span = Spans((n.start, n.end) for n in known), {(n.start, n.end): n for n in known}
    whole_ends = {n.end: n for n in known if not n.deictic}
    added: list[Named] = []
    dropped: set[tuple[int, int]] = set()
    wider: dict[int, str] = {}
    for start, end in sorted(set(visited_names(text))):
        inside = list(spans.meeting(start, end))
        if any(people.meeting(start, end)) or any(
            not start <= a < b <= end or (a, b) == (start, end) for a, b in inside
        ):
            continue
        if any(
            b == end and _is_place(text[start:a], places) and not built_of_words(text[a:b]) for a, b in inside
        ):
            continue
        dropped.update(inside)
        links = (by_span[span].link for span in inside if span[1] == end and not by_span[span].deictic)
        wider.update({link: text[start:end] for link in links if link is not None})
        bracket = BRACKET.search(text, max(0, start - BRACKET_REACH), start)
        over = whole_ends.get(bracket.start()) if bracket is not None else None
        name = (over.text if over is not None else "") + text[start:end]
        added.append(Named(start, end, name, None, None, deictic=False, country=None, listed=False))
    kept = [n for n in known if (n.start, n.end) not in dropped]
    return sorted([*kept, *added], key=lambda n: (n.end, n.start)), wider


def _is_place(text: str, places: frozenset[str]) -> bool:
    return text.replace("台", "臺") in places or text.endswith(
        ("市", "省", "州", "縣", "區", "村", "鎮", "鄉", "首都")
    )


def _one(
    organizations: OrganizationResolution, mention: OrganizationMention, links: Sequence[int]
) -> Named | None:
    link = links[0] if len(links) == 1 else None
    deictic = mention.form == "deictic"
    if deictic and link is None:
        return None
    kind = mention.type if link is None else organizations.organizations[link].type
    country = mention.country if link is None else organizations.organizations[link].country
    return Named(mention.start, mention.end, mention.text, link, kind, deictic, country)
