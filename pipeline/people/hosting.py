"""The organization that hosts a meeting: where the sentence, the paragraph or the heading says one goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.people.mentions import PersonMention
from pipeline.people.named import Named, NamedOrganizations, only
from pipeline.people.offices import MISSION_HEADS, fits, is_work
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import plain_title

# What may stand between an organization and the title of its person.
BETWEEN = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[」』]?(?:之|的|，|,|；|時|：|:)?[ ]?"
    r"(?:並|則|係|經|亦|另|分別|負責[^，。\n]{2,12}之)?(?:就讀|任職|服務|任教|工作|派有|派遣|派駐|聘有)?"
    r"(?:由|承|獲|蒙|邀請|派|指派|聽取|聆聽)?(?:該[會部局處署校院司館社團公司]{1,2})?(?:之|的)?[ ]?"
)
# What a body is to the report before it is named: 拜會主辦單位甲公司.
ROLE = (
    "[^，。；、與和及\n]{0,8}(?:單位|主管機關|夥伴|廠商|大廠|龍頭|業者|姊妹校|姐妹校|智庫|代理商|開發商|營運商|製造商|承包商"
    "|進口商|供應商|通路商)"
)
VISIT = re.compile(
    r"(?:拜會|參訪|訪問|拜訪|造訪|訪視|走訪|順訪|觀摩|前赴|參觀|前往|轉往|轉赴|續往|續赴|赴|至|抵達|抵|洽訪|考察|晤訪|往訪|續訪|與|接受|應|假|視察|巡視|查核|勘查)"
    rf"(?:{ROLE})?[「『]?"
    r"(?:位於?[^，。\n]{2,12}之|[^，。；、\n]{1,16}(?:[市縣州省鎮]|地區))?$"
)
VISIT_REACH = 24
# Who is met at a body is of it: 於駐丙代表處拜會丁代表.
MET = re.compile("拜會|會晤|晉見|拜訪|訪晤|會見|晤談")
PLACED = "於在赴至往抵到"
# A place of a body that says nothing of who it is: 參訪甲公司|屠宰廠.
PREMISES = (
    r"[\u4e00-\u9fff]{0,4}(?:廠|廠區|廠房|總部|總行|實驗室|研發中心|辦公室|園區|基地|倉庫|碼頭|門市|展示館)"
)
HOSTED = re.compile(
    rf"(?:{PREMISES})?"
    r"[)）]?(?:[ ]?[(（][^()（）\n]{1,60}[)）])?(?:[，,]?[^，,。；、由\n]{0,12}(?=[，,]由))?"
    r"(?:，|、|,)?(?:並|則)?(?:由|承|獲|經)?[^，。；、由\n]{0,10}"
)
# Between a body and one under it, and before the body that another is said to be under.
UNDER = re.compile(r"(?:[ ]?[(（][^()（）\n]{1,60}[)）]|[)）])?(?:所屬|轄下|所轄|附設|旗下|下設)?[之的]?")
SUPERIOR = re.compile("(?:隸屬|直屬|附屬|屬於|轄於|隸)於?$")
# Of two that were named before, the later and the earlier: 赴甲公司及乙公司，後者由經理…簡報.
OF_TWO = re.compile("[，。；](?P<which>[後前])者[^，。；\n]{0,12}$")
SENTENCE_ENDS = "。；;\n"
# The last character before a person that is no part of an unlisted organization or country.
FREE = frozenset("由與及和暨請經並率偕邀對向為之的")
# Who goes along, meets at the airport or leads is not the host.
GOES_ALONG = re.compile(
    r"[ ]?(?:女士|先生|小姐)?(?:[等一二三四五六七八九十]{0,3}[人位])?"
    r"(?:陪同|作陪|同席|隨行|接機|送機|率團|率同)"
)
# Titles of guests and speakers as much as of hosts.
GUESTS = frozenset(
    {"學者", "專家", "學者專家", "專家學者", "講者", "代表", "團員", "記者", "主持人", "與談人", "選手"}
)
# Between a clause's beginning and a title: words for the field of work alone.
GOING = "拜會|會晤|晉見|拜訪|訪晤|會見|洽晤"
CLAUSE = re.compile(
    rf"(?:^|[，。、：；:;由與及和]|包括|以及|[計另]有|分別為|(?P<met>{GOING})"
    r"|(?:負責|主管|掌理)[^，。；\n]{2,16}[之的])"
    rf"(?P<field>(?:(?![由與及和]|{GOING})[\u4e00-\u9fff]){{0,10}})$"
)
# In a sentence that speaks of our own side nobody belongs to the hosts.
OWN_SIDE = re.compile(
    r"(?<![與對向和給盼請為同及至])[我本](?=[方國駐部局署院會處所校館公團司])|訪團|[陪隨偕]同|代表團|考察團|(?<![率領])同仁"
)
# The sentence goes somewhere that nothing above it names.
ELSEWHERE = re.compile(
    r"(?:拜會|參訪|拜訪|造訪|訪視|走訪|參觀|轉往|轉赴|續往|續赴|前往|抵達|抵(?!達)|赴)(?![該其，、。])"
)
# Our own body at the head of a clause whose official is named next: 本處於5日由組長甲陪同.
OWN_MISSION = re.compile(r"本[處館組][^，。；、由\n]{0,24}(?:由|派|指派|責由|推派)$")
OWN_BODY = re.compile(r"[^，。；、由\n]{0,24}(?:由|派|指派|責由|推派)")
HOUSE = re.compile(r"代表處|辦事處|代表團|代表部|大使館|領事館")
# A Latin name hardly belongs to one of these at home.
AUTHORITIES = frozenset({"government", "mission", "legislature", "party", None})


class Hosting:
    """Finds the hosts of the mentions of one text."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[PersonMention],
        named: NamedOrganizations,
        travellers: Mapping[str, Affiliation | None],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.named = named
        self._travellers = travellers

    def of_sentence(self, i: int) -> Affiliation | None:
        """The organization before the person in the sentence: beside the title, or where somebody goes."""
        m, title = self.mentions[i], office(self.mentions[i])
        start = sentence_start(self.text, m.start)
        if title and OWN_MISSION.search(self.text, start, m.start):
            mission = self.named.only_mission()
            return self.named.affiliation(mission) if mission is not None else None
        inside = self._abroad(m, self.named.between(start, m.start))
        previous = self.mentions[i - 1].end if i else 0
        if not inside or not (title or m.form == "latin"):
            return None
        of_two = OF_TWO.search(self.text, start, m.start)
        if of_two is not None and len(before := [n for n in inside if n.end <= of_two.start()]) > 1:
            return self.named.affiliation(before[-1 if of_two["which"] == "後" else -2])
        last = inside[-1]
        gap = self.text[last.end : m.start]
        if (title and self._beside(last, gap, title, previous)) or (not title and gap in ("的", "之")):
            return self.named.affiliation(last)
        between = max(last.end, previous)
        hosted = (
            self.text[m.start - 1] in "，由,、"
            or self.text[m.start - 2 : m.start] == "，與"
            or HOSTED.fullmatch(self.text, between, m.start)
        )
        host = only(self._visited(inside, start)) if hosted else None
        if host is not None and fits(title, self.named.name(host), host.type) is not False:
            return self.named.affiliation(host)
        return None

    def _beside(self, body: Named, gap: str, title: str, previous: int) -> bool:
        """Whether the official behind ``gap`` is one of the body before it, no other person between them."""
        if body.end < previous or fits(title, self.named.name(body), body.type) is False:
            return False
        if body.deictic and body.text[0] == "本" and OWN_BODY.fullmatch(gap):
            return True
        met = MET.fullmatch(gap) and self.text[body.start - 1] in PLACED
        return bool(met or BETWEEN.fullmatch(gap))

    def of_section(self, i: int) -> Affiliation | None:
        """The one organization of the sentence, the paragraph or the heading that has such a title."""
        m, title = self.mentions[i], office(self.mentions[i])
        start = sentence_start(self.text, m.start)
        paragraph = self.text.rfind("\n", 0, m.start) + 1
        headings = self.named.headings(m.start)
        before = self.text[m.start - 1 : m.start]
        if not "\u4e00" <= before <= "\u9fff" or before in FREE:
            for begin in (start, paragraph, next((a for a, _ in headings if a < paragraph), paragraph)):
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
        if (
            m.name in self._travellers
            or GOES_ALONG.match(self.text, m.end)
            or "機場" in self.text[sentence : m.start]
        ):
            return None
        clause = CLAUSE.search(self.text[sentence : m.start])
        if (
            clause is None
            or not (is_work(clause["field"], m.titles[0]) or m.titles[0] == "本部長")
            or (clause["met"] is None and OWN_SIDE.search(self.text, sentence, m.start))
        ):
            return None
        host = self._above(m, paragraph, sentence, headings)
        if host is None:
            return None
        told = fits(m.titles[0], self.named.name(host), host.type) is not False
        return self.named.affiliation(host) if told and host.type != "mission" else None

    def _above(
        self, m: PersonMention, paragraph: int, sentence: int, headings: Sequence[tuple[int, int]]
    ) -> Named | None:
        """What the paragraph visits before its sentence, or else what the nearest heading names."""
        for begin, end in ((paragraph, sentence), *headings):
            near = self._abroad(m, self.named.between(begin, end))
            visited = self._visited(near, begin)
            above = (begin, end) != (paragraph, sentence)
            host = visited[-1] if visited else only(self._innermost(near)) if above else None
            if host is not None:
                return host
        return None

    def over_unit(self, m: PersonMention, position: int) -> Named | None:
        """The body whose unit begins at ``position``, where the text above visits one and no side is ours.

        Surname, title and given name is how our own officials are written: theirs is another body.
        """
        sentence = sentence_start(self.text, position)
        if m.form in ("surname_title_given", "surname_title") or OWN_SIDE.search(
            self.text, sentence, position
        ):
            return None
        if ELSEWHERE.search(self.text, sentence, position):
            return None
        paragraph = self.text.rfind("\n", 0, position) + 1
        host = self._above(m, paragraph, sentence, self.named.headings(position))
        return host if host is not None and host.type != "mission" else None

    def _visited(self, named: Sequence[Named], begin: int) -> list[Named]:
        """Those of the organizations before which the text says that somebody goes there.

        Of a body and one under it (甲公團所屬乙院) the latter is where one goes.
        """
        visited: list[Named] = []
        for n in named:
            if VISIT.search(self.text[max(begin, n.start - VISIT_REACH) : n.start]):
                visited.append(n)
            elif visited and UNDER.fullmatch(self.text, visited[-1].end, n.start):
                visited[-1] = n
        return visited

    def _innermost(self, named: Sequence[Named]) -> list[Named]:
        """Without the bodies behind which one under them is named: 甲公社（KOTRA）乙貿易館."""
        kept: list[Named] = []
        for n in named:
            while kept and UNDER.fullmatch(self.text, kept[-1].end, n.start):
                kept.pop()
            kept.append(n)
        return kept

    def _abroad(self, m: PersonMention, named: list[Named]) -> list[Named]:
        """For a Latin name without our own, and without authorities at home that nobody visits.

        What a body is said to be under (該中心隸屬甲部) hosts nobody.
        """
        named = [n for n in named if not SUPERIOR.search(self.text[max(0, n.start - 4) : n.start])]
        if not is_latin(m):
            return named
        return [
            n
            for n in named
            if n.country != "TWN"
            or (n.type not in AUTHORITIES and not n.deictic)
            or VISIT.search(self.text[max(0, n.start - VISIT_REACH) : n.start])
        ]

    def mission_near(self, i: int) -> Named | None:
        """The mission that the sentence or the section above a mention names, where it is one."""
        m = self.mentions[i]
        begin = self.text.rfind("\n", 0, m.start) + 1
        sentence = sentence_start(self.text, m.start)
        headings = self.named.headings(begin)
        for start in (sentence, begin, headings[0][0] if headings else begin):
            near = [n for n in self.named.between(start, m.start) if HOUSE.search(n.text)]
            if near:
                return near[-1] if start == sentence else only(near)
        return None


def sentence_start(text: str, position: int) -> int:
    """Where the sentence around ``position`` begins."""
    return max(text.rfind(c, 0, position) for c in SENTENCE_ENDS) + 1


def office(m: PersonMention) -> str:
    """The title of a mention that tells the body, empty where it has none: 代表：甲主任 is a 主任."""
    return next((t for t in m.titles if t not in GUESTS), m.titles[0] if m.titles else "")


def is_latin(m: PersonMention) -> bool:
    """Whether a person is called by a Latin name alone."""
    return (m.name or m.surname or "").isascii() or (m.latin_name is not None and m.latin_name == m.name)
