"""The organization of each mention's title: written beside it, or told by coordination or sentence.

A report names the organization once and goes on: 「拜會甲局，由乙局長接見」, 「駐丙代表處丁代表及戊秘書」.
Only an organization that fits the title and stands alone in its reach is taken over; else there is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.people.beside import JOINED, MISSION, Beside
from pipeline.people.hosting import GUESTS, Hosting, sentence_start
from pipeline.people.mentions import PersonMention
from pipeline.people.named import NamedOrganizations
from pipeline.people.offices import APART, HEAD_OF_PLACE, IMPLIED, MISSION_HEADS, PLACE, fits, is_work
from pipeline.people.place_heads import place_of_head
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import plain_title, title_kind

if TYPE_CHECKING:
    from pipeline.organizations import OrganizationResolution

# Heads of state and legislators need no organization; a rank (博士) does not tell one.
ALONE = frozenset({"state", "legislator", "rank"})
# Who else is there beside the one who presides: 由甲處長（…）主持，出席者包括乙; 作東，並有乙作陪.
PRESENT = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,90}[)）])?[ ]?(?:女士|先生|小姐)?"
    r"(?:共同|親自)?(?:主持|接見|接待|率團|擔任團長|為團長|領隊|率領|主談|設宴|宴請|作東|款待|作陪|簡報)?[^，。；\n]{0,8}"
    r"，[^，。；\n]{0,4}(?:(?:與會|出席|列席|在座|陪同|作陪|參加|陪見)(?:者|人員)?(?:尚|另|還)?(?:包括|包含|計有|有|為)"
    r"|並有|另有|尚有|還有|並由)：?"
    r"(?P<field>[\u4e00-\u9fff]{0,10}?)"
)
# What the first of two officials of a body does before the second one is named.
RECEIVES = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,90}[)）])?[ ]?(?:女士|先生|小姐)?"
    r"(?:共同|親自|率員|代表)?(?:於[^，。；\n]{1,8})?"
    r"(?:主持|主談|接見|接待|簡報|說明|解說|講解|示範|介紹|帶領|導覽|引導|主講|報告|歡迎|設[午晚早]?宴|宴請|作東"
    r"|致(?:歡迎|開幕|開場)?[詞辭])(?:(?!轉赴|轉往|前往|[後並]赴)[^，。；\n]){0,14}"
    r"，(?:(?:並|另|再)[與向請]|(?:並|另|再)?由?)(?P<field>[\u4e00-\u9fff]{0,10}?)"
)
# Between two items of a list: an item of which a character is damaged, or a damaged mark.
UNREAD_ITEM = re.compile(r"、[\u4e00-\u9fff]{4,7}、|[\u4e00-\u9fff]")
# How the titles of those end who head a body of its own kind.
HEADS = ("長", "大臣", "主任委員", "總裁", "理事", "知事", "代表")
# A parliament without its name: 赴國會，會晤副議長甲.
PARLIAMENT = re.compile(
    "(?:拜會|拜訪|訪問|參訪|造訪|前往|轉往|赴|抵|至)(?P<body>國會|[參眾上下]議院|議會)(?=[，、拜會晤與由及，])"
)
# Who of a mission is named behind its head without it.
OF_MISSION = ("組長", "組員", "秘書", "參事", "專員", "領事", "隨員", "公使", "武官", "聯絡官")
# Who works for the head of a unit is of that unit: a 課長輔佐 of a 課.
AIDE = re.compile("(?P<head>[課局司署室處廳]長)(?:輔佐|補佐|特別助理|助理|特助|秘書)")
ACADEMIC = ("研究員", "教授", "講師", "博士生", "碩士生", "研究生", "院士", "醫師")
# A bare 議員 beside the head of a parliament, or of a body of one, sits in it.
MEMBERS = frozenset({"議員", "委員"})
ASSEMBLY = re.compile("(?:國會|議會|議院|參院|眾院)(?:.{0,12}(?:委員會|小組|聯誼會))?$")


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
        self.hosting = Hosting(text, mentions, self.named, travellers)
        self.beside = Beside(text, mentions, self.named, self.hosting)
        self.found: list[Affiliation | None] = []
        # What the coordination after a mention takes over: also what is known of the person from above.
        self._carried: list[Affiliation | None] = []
        # The same by surname and end of the title.
        self._above: dict[tuple[str, str], Affiliation | None] = {}

    def all(self) -> list[Affiliation | None]:
        """The organization of each mention, None where none is written or exactly one does not fit."""
        for i, m in enumerate(self.mentions):
            own = self._before_listed(m) or self.beside.written(i, self._carried) or self.beside.after(m)
            if own is None and m.titles:
                own = _implied(m.titles[0])
            if own is None and i and m.titles:
                own = self._of_coordination(i)
            if own is None and not (m.titles and _stands_alone(m.titles[0])):
                own = self.hosting.of_sentence(i) or (None if self._called(m) else self._of_clause(i))
                if own is None and m.titles and m.form != "surname_title":
                    own = place_of_head(self.text, plain_title(m.titles[0]), m.start)
                if own is None and m.titles and not self._called(m):
                    own = self.hosting.of_section(i)
            if own is None and m.titles and m.titles[0].endswith("議長") and not self._called(m):
                own = self._of_parliament(m)
            if own is not None and m.titles and plain_title(m.titles[0]) in MISSION_HEADS:
                house = MISSION.match(own.text)
                own = Affiliation(house.group(), None, None) if house is not None else own
            self.found.append(own)
            self._carried.append(own or self._from_above(i))
            if m.titles:
                if m.name is not None:
                    self._above[m.name, ""] = self._carried[-1] or self._above.get((m.name, ""))
                for word in _surnames(m):
                    key = word, m.titles[0][-2:]
                    self._above[key] = self._carried[-1] or self._above.get(key)
        return self.found

    def _of_parliament(self, m: PersonMention) -> Affiliation | None:
        """The parliament, called by its kind alone, to which the sentence goes before its speaker."""
        start = sentence_start(self.text, m.start)
        gone = list(PARLIAMENT.finditer(self.text, start, m.start))
        return Affiliation(gone[-1]["body"], *gone[-1].span("body")) if gone else None

    def _before_listed(self, m: PersonMention) -> Affiliation | None:
        """The organization directly before an item of a list whose title stands elsewhere."""
        own = self.named.ending_at(m.start) if m.rule.startswith("person.list") else None
        return self.named.affiliation(own) if own is not None else None

    def _called(self, m: PersonMention) -> bool:
        """Whether a surname and title are those of somebody named above."""
        return m.form == "surname_title" and any((w, m.titles[0][-2:]) in self._above for w in _surnames(m))

    def _from_above(self, i: int) -> Affiliation | None:
        """What the cover or an earlier mention says of the person of a mention without organization."""
        m = self.mentions[i]
        if m.name is not None and m.name in self._travellers:
            return self._travellers[m.name]
        if m.name is not None and m.titles and (m.name, "") in self._above:
            return self._above[m.name, ""]
        known = [self._above.get((word, m.titles[0][-2:])) for word in _surnames(m)] if m.titles else []
        return next((affiliation for affiliation in known if affiliation is not None), None)

    def _of_coordination(self, i: int) -> Affiliation | None:
        m, before = self.mentions[i], self.mentions[i - 1]
        listed = m.rule.startswith("person.list")
        if (m.name is not None and self._travellers.get(m.name)) or plain_title(m.titles[0]) in APART:
            return None
        joined = JOINED.fullmatch(self.text, before.end, m.start) or PRESENT.fullmatch(
            self.text, before.end, m.start
        )
        if (
            joined
            and is_work(joined["field"], m.titles[0])
            and (before.titles or before.form == "latin" or listed)
        ):
            carried = self._carried[-1]
            if carried is None:
                return None
            if _stands_alone(m.titles[0]):
                plain = plain_title(m.titles[0])
                return carried if plain in MEMBERS and ASSEMBLY.search(carried.text) else None
            aide = AIDE.fullmatch(m.titles[0])
            if aide is not None and not carried.text.endswith(aide["head"][0]):
                return self._of_chief(i, aide["head"]) or carried
            unfit = not listed and not joined["field"] and _unfit(m.titles[0], carried.text)
            return None if unfit else carried
        if m.titles == before.titles and (listed or self._runs_on(before, m)):
            return self._carried[-1]
        return None

    def _of_chief(self, i: int, title: str) -> Affiliation | None:
        """The body of the chief, named before in the sentence, whose aide somebody is."""
        start = sentence_start(self.text, self.mentions[i].start)
        before = range(i - 1, -1, -1)
        near = (k for k in before if self.mentions[k].start >= start and self.mentions[k].titles)
        chief = next((k for k in near if self.mentions[k].titles[0].endswith(title)), None)
        return self._carried[chief] if chief is not None else None

    def _runs_on(self, before: PersonMention, m: PersonMention) -> bool:
        """Whether a list of like items goes on over one that nobody can read (丁委貝二)."""
        like = before.form == m.form == "surname_title_given" and m.organization_text is None
        return like and UNREAD_ITEM.fullmatch(self.text, before.end, m.start) is not None

    def _of_clause(self, i: int) -> Affiliation | None:
        """The organization of the person before who receives or speaks: 由甲局主席乙致詞，秘書長丙報告."""
        m, before = self.mentions[i], self.mentions[i - 1]
        carried = self._carried[-1] if i and m.titles and m.name not in self._travellers else None
        if carried is None or not before.titles:
            return None
        if MISSION.match(carried.text + "，") and not m.titles[0].endswith(OF_MISSION):
            return None
        next_clause = RECEIVES.fullmatch(self.text, before.end, m.start)
        title = plain_title(m.titles[0])
        if next_clause is None or title in GUESTS or not is_work(next_clause["field"], m.titles[0]):
            return None
        return None if title.endswith(HEADS) and fits(title, carried.text, None) is False else carried


def _unfit(title: str, organization: str) -> bool:
    """Whether a title names the head of another kind of organization (部長 beside a 局)."""
    if HEAD_OF_PLACE.search(title):
        return PLACE.search(organization) is None
    if title[0] in "副次" or not title.endswith(HEADS) or len(title) > 3:
        return False
    return fits(title, organization, None) is False


def _stands_alone(title: str) -> bool:
    if plain_title(title) in APART:
        return True
    return title_kind(title) in ALONE and not title.endswith(ACADEMIC)


def _implied(title: str) -> Affiliation | None:
    """The body that a title says by itself."""
    body = IMPLIED.get(plain_title(title))
    return Affiliation(body, None, None) if body is not None else None


def _surnames(m: PersonMention) -> list[str]:
    """What a person is called with a title alone: the surname, or each word of a Latin name."""
    words = (m.latin_name or "").split()
    return [m.surname] if m.surname is not None else [*words, *(w[0] for w in words[-1:])]
