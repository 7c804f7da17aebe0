"""The organization of each mention's title: written beside it, or told by coordination or sentence.

A report names the organization once and goes on: 「拜會甲局，由乙局長接見」, 「駐丙代表處丁代表及戊秘書」.
Only an organization that fits the title and stands alone in its reach is taken over; else there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.immutable import immutable
from pipeline.people.mentions import PersonMention
from pipeline.people.naming import title_followers
from pipeline.people.offices import IMPLIED, MISSION_HEADS, fits
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import plain_title, title_kind

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationMention, OrganizationResolution

# Heads of state and legislators need no organization; a rank (博士) does not tell one.
ALONE = frozenset({"state", "legislator", "rank"})
JOINED = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[ ]?(?:女士|先生|小姐|夫婦|伉儷)?"
    r"(?:、|及|與|和|暨|以及|率領?|偕同?|陪同|會同|與?隨行官員|，?偕隨行官員)[ ]?(?:隨行官員|隨員)?"
)
# What may stand between an organization and the title of its person.
BETWEEN = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[」』]?(?:之|的|，|,|；|時)?[ ]?"
    r"(?:並|則|係|經|分別|負責[^，。\n]{2,12}之)?(?:就讀|任職|服務|任教|工作)?"
    r"(?:由|承|獲|蒙|邀請|派|指派)?(?:該[會部局處署校院司館社團公司]{1,2})?(?:之|的)?[ ]?"
)
# After a person: where he or she serves.
SERVES = re.compile(r"[ ]?(?:女士|先生)?(?:，|,)?(?:係|現)?(?:隸屬於?|服務於|任職於|任教於|就讀於?|來自)[ ]?")
# Between a Latin name and its organization: ", Director, " or ", Head of the ".
ENGLISH_GAP = re.compile(
    r"[ ]?[,，(（][ ]?(?:[A-Z][A-Za-z.&'’ \-]{1,60}(?:[,，]|[ ](?:of|at)(?:[ ]the)?)[ ]?)?(?:the[ ])?"
)
ENGLISH_REACH = 160
DUTY = re.compile(r"前?(?:負責|主管|掌理|職司)[^，。、；：\n]{2,18}$")
DUTY_REACH = 24
# A qualifier of the title that the lexicon does not list: 警察 in 警察聯絡官.
QUALIFIER = re.compile(
    r"[)）]?(?:前|前任|時任)?(?:[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{2,6}(?:事務|業務|政策|議題|地區|區域))"
)
QUALIFIER_REACH = 11
NO_QUALIFIER = re.compile(r"[由與及和暨之的是經派率偕同為並於在對向請赴會晤邀拜訪見等則即均亦皆因]")
LEADING = re.compile(r"^[及與和暨、，由偕率派]+|^本次")
VISIT = re.compile(
    r"(?:拜會|參訪|訪問|拜訪|造訪|訪視|參觀|前往|轉往|轉赴|續往|續赴|赴|至|抵達|抵|洽訪|考察|晤訪|與|接受|應|假)[「『]?"
    r"(?:位於?[^，。\n]{2,12}之)?$"
)
HOSTED = re.compile(
    r"[)）]?(?:[ ]?[(（][^()（）\n]{1,60}[)）])?(?:，|、|,)?(?:並|則)?(?:由|承|獲|經)?[^，。；、由\n]{0,10}"
)
HEADING = re.compile(
    r"(?:[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、])"
)
HEADING_LENGTH = 40
BRACKET = re.compile(r"[(（][^()（）\n]{1,60}[)）]$")
HOST_GAP = re.compile(
    r"(?:[(（][^()（）\n]{1,60}[)）])?[，,](?:並|則)?(?:由|承|獲|經)?(?:該[校會部局處署院司館社公]?司?)?"
)
# A unit that says nothing of whose it is.
UNIT = re.compile(r"[\u4e00-\u9fff]{2,7}(?:[處組科室課司股系]|學院|中心|辦公室)")
# What these end is a field of work or a place of it rather than an organization: 港區安全主任, 駐廠檢疫官.
FIELD_ENDS = ("區", "計畫", "專案", "廠", "班", "隊", "站", "號")
PROJECT_ENDS = ("計畫", "專案")
ACADEMIC = ("教授", "講師", "博士生", "碩士生", "研究生", "院士", "醫師")
SENTENCE_ENDS = "。；;\n"
# A bare 議員 beside the head of a parliament, or of a body of one, sits in it.
MEMBERS = frozenset({"議員", "委員"})
ASSEMBLY = re.compile("(?:國會|議會|議院|參院|眾院)(?:.{0,12}(?:委員會|小組))?$")
MISSION_UNIT = re.compile(
    r"(?:經濟|商務|教育|領務|政治|政務|新聞|科技|交通|移民|農業|文化|僑務|國防|財政|業務|行政|服務|投資)組"
)
BARE_MISSIONS = frozenset({"代表處", "辦事處", "駐處", "大使館", "總領事館", "領事館", "駐館"})
# The last character before a person that is no part of an unlisted organization or country.
FREE = frozenset("由與及和暨請經並率偕邀對向為之的")


@immutable
class _Named:
    """A mention of an organization: its span, and the organization it means where that is one."""

    start: int
    end: int
    text: str
    link: int | None
    type: str | None
    deictic: bool
    country: str | None


class Affiliations:
    """Finds the organization of the mentions of one text."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[PersonMention],
        organizations: OrganizationResolution | None,
        travellers: Mapping[str, Affiliation | None],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self._starts = [m.start for m in mentions]
        self._named = _named(organizations, mentions) if organizations is not None else []
        self._ends = [n.end for n in self._named]
        self._names = [o.name for o in organizations.organizations] if organizations is not None else []
        self._by_start = {n.start: n for n in self._named}
        self._travellers = travellers
        self.found: list[Affiliation | None] = []
        # What the coordination after a mention takes over: also what is known of the person from above.
        self._carried: list[Affiliation | None] = []
        # The same by surname and end of the title.
        self._above: dict[tuple[str, str], Affiliation | None] = {}

    def all(self) -> list[Affiliation | None]:
        """The organization of each mention, None where none is written or exactly one does not fit."""
        for i, m in enumerate(self.mentions):
            own = self._written(i) or self._after(m)
            if own is None and i and m.titles:
                own = self._of_coordination(i)
            if own is None and m.titles and not _stands_alone(m.titles[0]):
                own = self._of_sentence(i)
            if own is None and m.titles and plain_title(m.titles[0]) in IMPLIED:
                own = Affiliation(IMPLIED[plain_title(m.titles[0])], None, None)
            self.found.append(own)
            self._carried.append(own or self._from_above(i))
            if m.titles:
                for word in _surnames(m):
                    key = word, m.titles[0][-2:]
                    self._above[key] = self._carried[-1] or self._above.get(key)
        return self.found

    def _written(self, i: int) -> Affiliation | None:
        """The organization before the title, cut where it would run over the person before."""
        m = self.mentions[i]
        charged = self._in_charge(m)
        if charged is not None:
            return charged
        if m.organization_text is None:
            return self._qualified(m)
        start, end = m.organization_start, m.organization_end
        if start is None or end is None:
            return Affiliation(m.organization_text, None, None)
        if i and start < self.mentions[i - 1].end <= end:
            start = self.mentions[i - 1].end
        lead = LEADING.match(self.text[start:end])
        start += lead.end() if lead else 0
        if end - start < 2:
            return None
        text = re.sub(r"\s", "", self.text[start:end])
        named = self._ending_at(end)
        if named is None:
            before = self._ending_at(self._before_bracket(start))
            if before is not None and text.endswith(FIELD_ENDS):
                return self._taken(before)
            if text.endswith(PROJECT_ENDS) or (len(text) <= 3 and text.endswith(FIELD_ENDS)):
                return None
        if UNIT.fullmatch(text) and (host := self._host(start)) is not None:
            return Affiliation(self._names[host.link] + text if host.link is not None else text, None, None)
        if text in BARE_MISSIONS and (mission := self._only_mission()) is not None:
            return self._taken(mission)
        if MISSION_UNIT.fullmatch(text):
            mission = self._mission_near(i)
            if mission is not None:
                return Affiliation(mission.text + text, None, None)
        return Affiliation(text, start, end)

    def _ending_at(self, position: int) -> _Named | None:
        k = bisect_left(self._ends, position)
        return self._named[k] if k < len(self._ends) and self._ends[k] == position else None

    def _before_bracket(self, position: int) -> int:
        bracket = BRACKET.search(self.text[max(0, position - 62) : position])
        return position - len(bracket.group()) if bracket else position

    def _after(self, m: PersonMention) -> Affiliation | None:
        """The organization in a bracket after the person, or after 隸屬 and the like."""
        text = self.text
        if text[m.end : m.end + 1] in ("(", "（"):
            named = self._by_start.get(m.end + 1)
            return self._taken(named) if named and text[named.end : named.end + 1] in (")", "）") else None
        if _is_latin(m):
            near = self._between(m.end, m.end + ENGLISH_REACH)[:1]
            if near and ENGLISH_GAP.fullmatch(text, m.end, near[0].start):
                return self._taken(near[0])
        serves = SERVES.match(text, m.end)
        if serves is None:
            return None
        near = [n for n in self._between(serves.end(), serves.end() + 40) if n.start <= serves.end() + 4]
        return (
            self._taken(near[-1])
            if near and not re.search("[，。]", text[serves.end() : near[-1].start])
            else None
        )

    def _host(self, position: int) -> _Named | None:
        """The organization that the sentence visits before it names a unit of it (續往甲局，由乙處處長…)."""
        start = max(self.text.rfind(c, 0, position) for c in SENTENCE_ENDS) + 1
        visited = [
            n
            for n in self._between(start, position)
            if VISIT.search(self.text[max(start, n.start - 16) : n.start])
            and HOST_GAP.fullmatch(self.text, n.end, position)
        ]
        return visited[-1] if visited else None

    def _from_above(self, i: int) -> Affiliation | None:
        """What the cover or an earlier mention says of the person of a mention without organization."""
        m = self.mentions[i]
        if m.name is not None and m.name in self._travellers:
            return self._travellers[m.name]
        known = [self._above.get((word, m.titles[0][-2:])) for word in _surnames(m)] if m.titles else []
        return next((affiliation for affiliation in known if affiliation is not None), None)

    def _qualified(self, m: PersonMention) -> Affiliation | None:
        """The organization that a qualifier of the title follows (駐菲律賓代表處警察聯絡官)."""
        k = bisect_right(self._ends, m.start) - 1
        if k < 0 or not m.titles or m.start - self._named[k].end > QUALIFIER_REACH:
            return None
        gap = self.text[self._named[k].end : m.start]
        if not QUALIFIER.fullmatch(gap) or NO_QUALIFIER.search(gap) or gap[:2] in title_followers():
            return None
        return self._taken(self._named[k])

    def _in_charge(self, m: PersonMention) -> Affiliation | None:
        """The organization before the duty of a title (甲署負責農業議題專員)."""
        duty = DUTY.search(self.text, max(0, m.start - DUTY_REACH), m.start) if m.titles else None
        named = self._ending_at(self._before_bracket(duty.start())) if duty is not None else None
        return self._taken(named) if named is not None else None

    def _of_coordination(self, i: int) -> Affiliation | None:
        m, before = self.mentions[i], self.mentions[i - 1]
        listed = m.rule.startswith("person.list")
        if m.name in self._travellers:
            return None
        if JOINED.fullmatch(self.text, before.end, m.start) and (before.titles or listed):
            carried = self._carried[-1]
            if carried is None:
                return None
            if title_kind(m.titles[0]) in ALONE:
                plain = plain_title(m.titles[0])
                return carried if plain in MEMBERS and ASSEMBLY.search(carried.text) else None
            return None if not listed and self._unfit(m.titles[0], carried.text) else carried
        if listed and m.titles == before.titles:
            return self._carried[-1]
        return None

    def _unfit(self, title: str, organization: str) -> bool:
        """Whether a title names the head of another kind of organization (部長 beside a 局)."""
        return title[0] not in "副次" and fits(title, organization, None) is False and len(title) <= 3

    def _of_sentence(self, i: int) -> Affiliation | None:
        """The organization before the person in its sentence, then that of the heading or the paragraph."""
        m = self.mentions[i]
        start = max(self.text.rfind(c, 0, m.start) for c in SENTENCE_ENDS) + 1
        inside = self._abroad(m, self._between(start, m.start))
        previous = self.mentions[i - 1].end if i else 0
        if inside:
            last = inside[-1]
            gap = self.text[last.end : m.start]
            told = fits(m.titles[0], last.text, last.type)
            if last.end >= previous and BETWEEN.fullmatch(gap) and told is not False:
                return self._taken(last)
            hosted = self.text[m.start - 1] in "，由,、" or HOSTED.fullmatch(
                self.text, max(last.end, previous), m.start
            )
            visited = [n for n in inside if VISIT.search(self.text[max(start, n.start - 16) : n.start])]
            if (
                hosted
                and len({n.link or n.text for n in visited}) == 1
                and (fits(m.titles[0], visited[0].text, visited[0].type) is not False)
            ):
                return self._taken(visited[0])
        if m.form == "surname_title" and any(
            (word, m.titles[0][-2:]) in self._above for word in _surnames(m)
        ):
            return None
        before = self.text[m.start - 1 : m.start]
        if "\u4e00" <= before <= "\u9fff" and before not in FREE:
            return None
        paragraph = self.text.rfind("\n", 0, m.start) + 1
        for begin in (start, paragraph, self._heading_start(paragraph)):
            near = self._abroad(m, self._between(begin, m.start))
            fitting = [n for n in near if fits(m.titles[0], n.text, n.type)]
            if len({n.link if n.link is not None else n.text for n in fitting}) == 1:
                return self._taken(fitting[-1])
            if fitting:
                return None
        if plain_title(m.titles[0]) in MISSION_HEADS:
            mission = self._only_mission()
            return self._taken(mission) if mission is not None else None
        return None

    def _only_mission(self) -> _Named | None:
        """The mission of the report, where it names only one."""
        missions = [n for n in self._named if n.type == "mission"]
        return missions[0] if len({n.link if n.link is not None else n.text for n in missions}) == 1 else None

    def _abroad(self, m: PersonMention, named: list[_Named]) -> list[_Named]:
        """Without the organizations at home where the person bears a Latin name."""
        if not _is_latin(m):
            return named
        return [n for n in named if n.country != "TWN" or (n.type == "company" and not n.deictic)]

    def _heading_start(self, paragraph: int) -> int:
        """The start of the heading that governs a paragraph: the next one above it; else the paragraph's."""
        start = paragraph
        for _ in range(12):
            if start == 0:
                break
            above = self.text.rfind("\n", 0, start - 1) + 1
            line = self.text[above : start - 1]
            start = above
            if len(line) <= HEADING_LENGTH and HEADING.match(line) and "。" not in line:
                return above
        return paragraph

    def _mission_near(self, i: int) -> _Named | None:
        """The mission that the sentence or the section above a mention names, where it is one."""
        m = self.mentions[i]
        begin = self.text.rfind("\n", 0, m.start) + 1
        for start in (
            max(self.text.rfind(c, 0, m.start) for c in SENTENCE_ENDS) + 1,
            begin,
            self._heading_start(begin),
        ):
            near = [n for n in self._between(start, m.start) if n.type == "mission"]
            if len({n.link if n.link is not None else n.text for n in near}) == 1:
                return near[-1]
            if near:
                return None
        return None

    def _between(self, start: int, end: int) -> list[_Named]:
        return [
            n
            for n in self._named[bisect_left(self._ends, start) : bisect_right(self._ends, end)]
            if n.start >= start
        ]

    def _taken(self, named: _Named) -> Affiliation:
        text = self._names[named.link] if named.deictic and named.link is not None else named.text
        return Affiliation(text, named.start, named.end)


def _stands_alone(title: str) -> bool:
    return title_kind(title) in ALONE and not title.endswith(ACADEMIC)


def _surnames(m: PersonMention) -> list[str]:
    """What a person is called with a title alone: the surname, or each word of a Latin name."""
    return [m.surname] if m.surname is not None else (m.latin_name or "").split()


def _is_latin(m: PersonMention) -> bool:
    return (m.name or m.surname or "").isascii() or (m.latin_name is not None and m.latin_name == m.name)


def _named(organizations: OrganizationResolution, mentions: Sequence[PersonMention]) -> list[_Named]:
    """The mentions of organizations that run over no person, in reading order."""
    found, k = [], 0
    spans = sorted((m.start, m.end) for m in mentions)
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


def _one(
    organizations: OrganizationResolution, mention: OrganizationMention, links: Sequence[int]
) -> _Named | None:
    link = links[0] if len(links) == 1 else None
    deictic = mention.form == "deictic"
    if deictic and link is None:
        return None
    kind = mention.type if link is None else organizations.organizations[link].type
    country = mention.country if link is None else organizations.organizations[link].country
    return _Named(mention.start, mention.end, mention.text, link, kind, deictic, country)
