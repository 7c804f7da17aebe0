"""The organization of each mention's title: written beside it, or told by coordination or sentence.

A report names the organization once and goes on: 「拜會甲局，由乙局長接見」, 「駐丙代表處丁代表及戊秘書」.
Only an organization that fits the title and stands alone in its reach is taken over; else there is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.people.mentions import PersonMention
from pipeline.people.named import Named, NamedOrganizations, only
from pipeline.people.naming import title_followers
from pipeline.people.offices import IMPLIED, MISSION_HEADS, fits, is_field
from pipeline.people.place_heads import known_places, place_of_head
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import plain_title, title_kind

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationResolution

# Heads of state and legislators need no organization; a rank (博士) does not tell one.
ALONE = frozenset({"state", "legislator", "rank"})
JOINED = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[ ]?(?:女士|先生|小姐|夫婦|伉儷)?"
    r"(?:、|及|與|和|暨|以及|親?率[領同]?|並率|偕同?|攜同?|陪同|會同|與?隨行官員|，?偕隨行官員)[ ]?"
    r"(?:隨行官員|隨員)?(?P<field>[\u4e00-\u9fff]{0,10}?)"
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
# Who else is there beside the one who presides: 由甲處長（…）主持，出席者包括乙.
PRESENT = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,90}[)）])?(?:共同)?(?:主持|接見|接待|率團)，(?:[^，。；\n]{0,4})"
    r"(?:與會|出席|列席|在座|陪同|參加)(?:者|人員)?(?:尚|另|還)?(?:包括|包含|計有|有|為)(?:：)?"
    r"(?P<field>[\u4e00-\u9fff]{0,10}?)"
)
# Between two items of a list: an item of which a character is damaged, or a damaged mark.
UNREAD_ITEM = re.compile(r"、[\u4e00-\u9fff]{4,7}、|[\u4e00-\u9fff]")
# A qualifier of the title that the lexicon does not list: 警察 in 警察聯絡官.
QUALIFIER = re.compile(
    r"[)）]?(?:前|前任|時任)?(?:[\u4e00-\u9fff]{1,4}|[\u4e00-\u9fff]{2,6}(?:事務|業務|政策|議題|地區|區域))"
)
QUALIFIER_REACH = 11
NO_QUALIFIER = re.compile(r"[由與及和暨之的是經派率偕同為並於在對向請赴會晤邀拜訪見等則即均亦皆因]")
LEADING = re.compile(r"^[及與和暨、，由偕率派]+|^本次")
VISIT = re.compile(
    r"(?:拜會|參訪|訪問|拜訪|造訪|訪視|走訪|順訪|續訪|觀摩|前赴|參觀|前往|轉往|轉赴|續往|續赴|赴|至|抵達|抵|洽訪|考察|晤訪|與|接受|應|假)[「『]?"
    r"(?:位於?[^，。\n]{2,12}之|[^，。；、\n]{1,16}(?:[市縣州省鎮]|地區))?$"
)
VISIT_REACH = 24
HOSTED = re.compile(
    r"[)）]?(?:[ ]?[(（][^()（）\n]{1,60}[)）])?(?:[，,]?[^，,。；、由\n]{0,12}(?=[，,]由))?"
    r"(?:，|、|,)?(?:並|則)?(?:由|承|獲|經)?[^，。；、由\n]{0,10}"
)
HOST_GAP = re.compile(
    r"(?:[(（][^()（）\n]{1,60}[)）])?[，,](?:並|則)?(?:由|承|獲|經)?(?:該[校會部局處署院司館社公]?司?)?"
)
# A unit that says nothing of whose it is.
UNIT = re.compile(r"[\u4e00-\u9fff]{2,7}(?:[處組科室課司股系部]|學院|中心|辦公室)")
# What these end is a field of work or a place of it rather than an organization: 港區安全主任, 駐廠檢疫官.
FIELD_ENDS = ("區", "計畫", "專案", "廠", "班", "隊", "站", "號")
PROJECT_ENDS = ("計畫", "專案")
ACADEMIC = ("研究員", "教授", "講師", "博士生", "碩士生", "研究生", "院士", "醫師")
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
# In a sentence that speaks of our own side nobody belongs to the hosts.
# Who goes along, meets at the airport or leads is not the host.
GOES_ALONG = re.compile(
    r"[ ]?(?:女士|先生|小姐)?(?:[等一二三四五六七八九十]{0,3}[人位])?(?:陪同|隨行|接機|送機|迎接|率團|率同)"
)
# Titles of guests and speakers as much as of hosts.
GUESTS = frozenset(
    {"學者", "專家", "學者專家", "專家學者", "講者", "代表", "團員", "記者", "主持人", "與談人", "選手"}
)
UNRESOLVED = re.compile("該.{1,4}")
SIDE = re.compile(r"[我雙日美韓陸菲越泰德法英歐加澳紐荷星馬印俄中對]方")
# Between a clause's beginning and a title: words for the field of work alone.
CLAUSE = re.compile(
    r"(?:^|[，。、：；:;由與及和]|包括|以及|[計另]有|分別為)(?P<field>[\u4e00-\u9fff]{0,10}?)$"
)
OWN_SIDE = re.compile(r"[我本](?=[方國駐部局署院會處所校館公團司])|訪團|[陪隨偕]同|代表團|考察團|同仁")
HOUSE = re.compile(r"代表處|辦事處|代表團|代表部|大使館|領事館")
MISSION = re.compile(r"^.{2,16}?(?:代表處|辦事處|代表團|代表部|大使館|總領事館|領事館)(?=.)")
# A body and a unit under it, cut between the two.
UNDER = re.compile(
    r"(?P<body>.{2,}[部會院署局處廳館所司行社府]|.{2,}(?:大學|學院|公司))[\u4e00-\u9fff]{2,7}[處組科室課司股系部]"
)


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
        self.named = NamedOrganizations(text, organizations, mentions)
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
            if own is None and not (m.titles and _stands_alone(m.titles[0])):
                own = self._of_sentence(i)
                if own is None and m.titles and m.form != "surname_title":
                    own = place_of_head(self.text, plain_title(m.titles[0]), m.start)
                if own is None and m.titles:
                    own = self._of_section(i)
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
        if m.organization_text is None or SIDE.fullmatch(m.organization_text):
            return self._qualified(m)
        start, end = m.organization_start, m.organization_end
        if start is None or end is None:
            return Affiliation(m.organization_text, None, None)
        if i and start < self.mentions[i - 1].end <= end:
            start = self.mentions[i - 1].end
        # The bracket behind the person before is his or hers.
        if i and self.text[self.mentions[i - 1].end : start] in ("(", "（"):
            return None
        lead = LEADING.match(self.text[start:end])
        start += lead.end() if lead else 0
        if end - start < 2:
            return None
        text = re.sub(r"\s", "", self.text[start:end])
        named = self.named.ending_at(end)
        if named is None and UNRESOLVED.fullmatch(text):
            return None
        if named is not None and named.deictic:
            return self.named.affiliation(named)
        posted = self.named.ending_at(self.text.find("駐", start + 2, end)) if named is None else None
        if posted is not None:
            return self.named.affiliation(posted)
        if named is None:
            before = self.named.ending_at(self.named.before_bracket(start))
            if before is not None and text.endswith(FIELD_ENDS):
                return self.named.affiliation(before)
            if text.endswith(PROJECT_ENDS) or (len(text) <= 3 and text.endswith(FIELD_ENDS)):
                return None
        if UNIT.fullmatch(text):
            above = self.named.ending_at(start) or self._host(start)
            whole = any(text[:n] in known_places() for n in range(2, 6))
            if above is not None and not whole and (named is None or above.deictic or above.end < start):
                return Affiliation(self.named.name(above) + text, None, None)
        if text in BARE_MISSIONS and (mission := self.named.only_mission()) is not None:
            return self.named.affiliation(mission)
        if MISSION_UNIT.fullmatch(text):
            mission = self._mission_near(i)
            if mission is not None:
                house = MISSION.match(mission.text)
                return Affiliation((house.group() if house else mission.text) + text, None, None)
        sibling = self._sibling(i, start) if UNIT.fullmatch(text) else None
        return Affiliation(sibling + text, None, None) if sibling else Affiliation(text, start, end)

    def _sibling(self, i: int, start: int) -> str | None:
        """The body over a unit that a conjunction joins to the person of another unit of it."""
        joined = JOINED.fullmatch(self.text, self.mentions[i - 1].end, start) if i else None
        if joined is None or joined["field"]:
            return None
        carried = self._carried[-1]
        under = UNDER.fullmatch(carried.text) if carried is not None else None
        return under.group("body") if under else None

    def _after(self, m: PersonMention) -> Affiliation | None:
        """The organization in a bracket after the person, or after 隸屬 and the like."""
        text = self.text
        if text[m.end : m.end + 1] in ("(", "（"):
            named = self.named.starting_at(m.end + 1)
            inside = named is not None and text[named.end : named.end + 1] in (")", "）")
            return self.named.affiliation(named) if named is not None and inside else None
        if _is_latin(m):
            near = self.named.between(m.end, m.end + ENGLISH_REACH)[:1]
            if near and ENGLISH_GAP.fullmatch(text, m.end, near[0].start):
                return self.named.affiliation(near[0])
        serves = SERVES.match(text, m.end)
        if serves is None:
            return None
        near = [n for n in self.named.between(serves.end(), serves.end() + 40) if n.start <= serves.end() + 4]
        if not near or re.search("[，。]", text[serves.end() : near[-1].start]):
            return None
        return self.named.affiliation(near[-1])

    def _host(self, position: int) -> Named | None:
        """The organization that the sentence visits before it names a unit of it (續往甲局，由乙處處長…)."""
        start = max(self.text.rfind(c, 0, position) for c in SENTENCE_ENDS) + 1
        visited = [
            n
            for n in self.named.between(start, position)
            if VISIT.search(self.text[max(start, n.start - VISIT_REACH) : n.start])
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
        before = self.named.last_before(m.start)
        if before is None or not m.titles or m.start - before.end > QUALIFIER_REACH:
            return None
        gap = self.text[before.end : m.start]
        if gap and is_field(gap) and not m.titles[0].endswith(("博士", "碩士")):
            return self.named.affiliation(before)
        if not QUALIFIER.fullmatch(gap) or NO_QUALIFIER.search(gap) or gap[:2] in title_followers():
            return None
        return self.named.affiliation(before)

    def _in_charge(self, m: PersonMention) -> Affiliation | None:
        """The organization before the duty of a title (甲署負責農業議題專員)."""
        duty = DUTY.search(self.text, max(0, m.start - DUTY_REACH), m.start) if m.titles else None
        named = self.named.ending_at(self.named.before_bracket(duty.start())) if duty is not None else None
        return self.named.affiliation(named) if named is not None else None

    def _of_coordination(self, i: int) -> Affiliation | None:
        m, before = self.mentions[i], self.mentions[i - 1]
        listed = m.rule.startswith("person.list")
        if m.name in self._travellers:
            return None
        joined = JOINED.fullmatch(self.text, before.end, m.start) or PRESENT.fullmatch(
            self.text, before.end, m.start
        )
        if joined and is_field(joined["field"]) and (before.titles or before.form == "latin" or listed):
            carried = self._carried[-1]
            if carried is None:
                return None
            if title_kind(m.titles[0]) in ALONE:
                plain = plain_title(m.titles[0])
                return carried if plain in MEMBERS and ASSEMBLY.search(carried.text) else None
            return None if not listed and self._unfit(m.titles[0], carried.text) else carried
        if m.titles == before.titles and (listed or self._runs_on(before, m)):
            return self._carried[-1]
        return None

    def _runs_on(self, before: PersonMention, m: PersonMention) -> bool:
        """Whether a list of like items goes on over one that nobody can read (丁委貝二)."""
        like = before.form == m.form == "surname_title_given" and m.organization_text is None
        return like and UNREAD_ITEM.fullmatch(self.text, before.end, m.start) is not None

    def _unfit(self, title: str, organization: str) -> bool:
        """Whether a title names the head of another kind of organization (部長 beside a 局)."""
        return title[0] not in "副次" and fits(title, organization, None) is False and len(title) <= 3

    def _of_sentence(self, i: int) -> Affiliation | None:
        """The organization before the person in the sentence: beside the title, or where somebody goes."""
        m, title = self.mentions[i], _office(self.mentions[i])
        start = self._sentence(m)
        inside = self._abroad(m, self.named.between(start, m.start))
        previous = self.mentions[i - 1].end if i else 0
        if not inside or not (title or m.form == "latin"):
            return None
        last = inside[-1]
        told = fits(title, last.text, last.type) is not False
        if title and last.end >= previous and BETWEEN.fullmatch(self.text[last.end : m.start]) and told:
            return self.named.affiliation(last)
        between = max(last.end, previous)
        hosted = (
            self.text[m.start - 1] in "，由,、"
            or self.text[m.start - 2 : m.start] == "，與"
            or HOSTED.fullmatch(self.text, between, m.start)
        )
        host = only(self._visited(inside, start)) if hosted else None
        if host is not None and fits(title, host.text, host.type) is not False:
            return self.named.affiliation(host)
        return None

    def _of_section(self, i: int) -> Affiliation | None:
        """The one organization of the sentence, the paragraph or the heading that has such a title."""
        m, title, start = self.mentions[i], _office(self.mentions[i]), self._sentence(self.mentions[i])
        if m.form == "surname_title" and any(
            (word, m.titles[0][-2:]) in self._above for word in _surnames(m)
        ):
            return None
        paragraph = self.text.rfind("\n", 0, m.start) + 1
        headings = self.named.headings(paragraph)
        before = self.text[m.start - 1 : m.start]
        if not "\u4e00" <= before <= "\u9fff" or before in FREE:
            for begin in (start, paragraph, headings[0][0] if headings else paragraph):
                near = self._abroad(m, self.named.between(begin, m.start))
                fitting = [n for n in near if fits(title, n.text, n.type)]
                if fitting:
                    one = only(fitting)
                    return self.named.affiliation(one) if one is not None else None
            if plain_title(title) in MISSION_HEADS:
                mission = self.named.only_mission()
                return self.named.affiliation(mission) if mission is not None else None
        return self._of_visit(m, paragraph, start, headings)

    def _of_visit(
        self, m: PersonMention, paragraph: int, sentence: int, headings: Sequence[tuple[int, int]]
    ) -> Affiliation | None:
        """The organization that the paragraph visits before its sentence, then that of its headings."""
        if m.form == "surname_title" or plain_title(m.titles[0]) in GUESTS:
            return None
        if m.name in self._travellers or GOES_ALONG.match(self.text, m.end):
            return None
        clause = CLAUSE.search(self.text[sentence : m.start])
        if (
            clause is None
            or not (is_field(clause["field"]) or m.titles[0] == "本部長")
            or OWN_SIDE.search(self.text, sentence, m.start)
        ):
            return None
        for begin, end in ((paragraph, sentence), *headings):
            near = self._abroad(m, self.named.between(begin, end))
            visited = self._visited(near, begin)
            host = visited[-1] if visited else only(near) if begin != paragraph else None
            if host is not None:
                told = fits(m.titles[0], self.named.name(host), host.type) is not False
                return self.named.affiliation(host) if told and host.type != "mission" else None
        return None

    def _sentence(self, m: PersonMention) -> int:
        return max(self.text.rfind(c, 0, m.start) for c in SENTENCE_ENDS) + 1

    def _visited(self, named: Sequence[Named], begin: int) -> list[Named]:
        """Those of the organizations before which the text says that somebody goes there."""
        return [n for n in named if VISIT.search(self.text[max(begin, n.start - VISIT_REACH) : n.start])]

    def _abroad(self, m: PersonMention, named: list[Named]) -> list[Named]:
        """Without the organizations at home where the person bears a Latin name."""
        if not _is_latin(m):
            return named
        return [n for n in named if n.country != "TWN" or (n.type == "company" and not n.deictic)]

    def _mission_near(self, i: int) -> Named | None:
        """The mission that the sentence or the section above a mention names, where it is one."""
        m = self.mentions[i]
        begin = self.text.rfind("\n", 0, m.start) + 1
        sentence = self._sentence(m)
        headings = self.named.headings(begin)
        for start in (sentence, begin, headings[0][0] if headings else begin):
            near = [n for n in self.named.between(start, m.start) if HOUSE.search(n.text)]
            if near:
                return near[-1] if start == sentence else only(near)
        return None


def _office(m: PersonMention) -> str:
    return m.titles[0] if m.titles else ""


def _stands_alone(title: str) -> bool:
    return title_kind(title) in ALONE and not title.endswith(ACADEMIC)


def _surnames(m: PersonMention) -> list[str]:
    """What a person is called with a title alone: the surname, or each word of a Latin name."""
    words = (m.latin_name or "").split()
    return [m.surname] if m.surname is not None else [*words, *(w[0] for w in words[-1:])]


def _is_latin(m: PersonMention) -> bool:
    return (m.name or m.surname or "").isascii() or (m.latin_name is not None and m.latin_name == m.name)
