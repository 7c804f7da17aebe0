"""The organization written beside a title: before it, behind the person, or in a bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.organizations.lexicon import fold, known_names
from pipeline.people.hosting import AUTHORITIES, HOUSE, VISIT, VISIT_REACH, Hosting, is_latin, sentence_start
from pipeline.people.mentions import PersonMention
from pipeline.people.named import Named, NamedOrganizations
from pipeline.people.naming import title_followers
from pipeline.people.offices import BODY_END, MISSION_TITLES, WITHIN, is_field, is_work
from pipeline.people.place_heads import known_places
from pipeline.people.surroundings import Affiliation
from pipeline.people.titles import plain_title

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
HEADED = re.compile(r"(?<=[由、及與，：])(?:(?![由及與])[\u4e00-\u9fff]){2,6}$")
HEADED_REACH = 8
NO_QUALIFIER = re.compile(r"[由與及和暨之的是經派率偕同為並於在對向請赴會晤邀拜訪見等則即均亦皆因]")
LEADING = re.compile(
    r"^[及與和暨、，由偕率派又]+|^本次|^(?:席間|會間|期間|另有|並有)|^(?:隨行|同行|隨團|在場|與會|應邀)[之的]"
)
HOST_GAP = re.compile(
    r"(?:[(（][^()（）\n]{1,60}[)）])?[，,](?:並|則)?(?:由|承|獲|經)?(?:該[校會部局處署院司館社公]?司?)?"
)
# A unit that says nothing of whose it is.
UNIT = re.compile(r"[\u4e00-\u9fff]{2,7}(?:[處組科室課股系部]|(?<!公)司|學院|中心|辦公室)")
# The part of the world that a unit is for begins its name: 亞太部, 西半球司.
REGIONAL = re.compile(
    "(?:亞太|亞洲|東亞|南亞|中亞|歐洲|美洲|北美|拉美|拉丁美洲|中南美|非洲|中東|西半球)"
    "[\u4e00-\u9fff]{0,6}(?:[部處司局組課科室]|辦公室|辦事處|中心)"
)
# What these end is a field of work or a place of it rather than an organization: 港區安全主任, 駐廠檢疫官.
FIELD_ENDS = ("區", "計畫", "專案", "廠", "班", "隊", "站", "號")
PROJECT_ENDS = ("計畫", "專案")
MISSION_UNIT = re.compile(
    r"(?:經濟|商務|教育|領務|政治|政務|新聞|科技|交通|移民|農業|文化|僑務|國防|財政|業務|行政|服務|投資)組"
)
# What is named by its kind alone is the body of that kind named last: 由中心|主任接待.
BARE_BODIES = frozenset(
    {
        "中心",
        "論壇",
        "總會",
        "協會",
        "公會",
        "商會",
        "學會",
        "基金會",
        "公司",
        "大學",
        "學院",
        "集團",
        "聯盟",
        "銀行",
    }
    | {
        "大會",
        "委員會",
        "辦公室",
        "醫院",
        "學校",
        "分署",
        "總署",
        "總局",
        "研究所",
        "研究院",
        "博物館",
        "圖書館",
    }
    | {"財團", "企業", "機構", "組織", "工會", "分公司", "分行", "工廠", "農場"}
)
# In 韓國疾病管理本部 the end is no reference to our own ministry.
LONGER = re.compile(r"(?:(?![由與及和暨請經並率偕向赴])[\u4e00-\u9fff]){3,12}$")
LONGER_REACH = 12
# What ends so is a unit, not a field of work: 警察廳|駕照課.
UNIT_OF_IT = re.compile("[處組科室課司股系部院局署所團隊館會]$")
OWN = re.compile("本[部局署處院會校館所]")
BODY_HEADS = "部會院署局處廳所司社館校廠行"
SCHOOLS = ("大學", "學院", "學校", "中學", "高中", "高職", "小學", "國小")
MISSION_ENDS = ("代表處", "辦事處", "大使館", "領事館")
BARE_MISSIONS = frozenset({"代表處", "辦事處", "駐處", "大使館", "總領事館", "領事館", "駐館", "駐團"})
# A unit of the mission that the report calls by its post alone: 駐處經濟組.
POST_UNIT = re.compile("駐[處館團](?P<unit>[\u4e00-\u9fff]{2,6}組)")
# Bodies whose kind ends hardly any other name: 該段段長.
OF_THAT = re.compile("該(?P<kind>[段隊站場園港店庫團])$")
# 該團 is no 集團, and who travels is named by other words.
TEAMS = ("代表團", "技術團", "醫療團", "農技團", "樂團", "舞團", "劇團")
# The longer name of a unit of such a body: 該社投資|企劃處.
UNIT_OF_THAT = re.compile(rf"該(?P<kind>[{BODY_HEADS}會])(?P<field>[\u4e00-\u9fff]{{2,6}})$")
UNIT_REACH = 8
UNRESOLVED = re.compile("該.{1,4}")
# A body sends somebody to another: 甲署派駐該廠獸醫師.
SENT = re.compile("(?:派駐|派至|派在|派赴)於?$")
POST = re.compile("駐[\u4e00-\u9fff]{1,8}$")
POST_REACH = 9
TOWARDS = re.compile("[、，；：由及與和暨請）)會部局署]對[外臺台美日陸歐韓港]$")
# The units of a ministry are organizations of their own, a department of a museum is not.
MINISTRIES = ("部", "省", "廳", "局", "署", "院", "委員會", "政府")
SIDE = re.compile(r"[我雙日美韓陸菲越泰德法英歐加澳紐荷星馬印俄中對]方")
MISSION = re.compile(r"^.{2,16}?(?:代表處|辦事處|代表團|代表部|大使館|總領事館|領事館)(?=.)")
JOINED = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[ ]?(?:女士|先生|小姐|夫婦|伉儷)?"
    r"(?:、|，?(?:及|暨|以及)|與|和|親?率[領同]?|並率|偕同?|攜同?|陪同|會同|與?隨行官員|，?偕隨行官員)[ ]?"
    r"(?:隨行官員|隨員|[\u4e00-\u9fff]{2,4}籍)?(?P<field>[\u4e00-\u9fff]{0,10}?)"
)
# A body and a unit under it, cut between the two.
UNDER = re.compile(
    r"(?P<body>.{2,}[部會院署局處廳館所司行社府]|.{2,}(?:大學|學院|公司))[\u4e00-\u9fff]{2,7}[處組科室課司股系部]"
)


class Beside:
    """Reads what stands beside the mentions of one text."""

    def __init__(
        self, text: str, mentions: Sequence[PersonMention], named: NamedOrganizations, hosting: Hosting
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.named = named
        self.hosting = hosting

    def written(self, i: int, carried: Sequence[Affiliation | None]) -> Affiliation | None:
        """The organization before the title, cut where it would run over the person before."""
        m = self.mentions[i]
        charged = self._in_charge(m)
        if charged is not None:
            return charged
        that = OF_THAT.search(self.text, max(0, m.start - 2), m.start)
        if m.organization_text is None and that is not None:
            kind = TEAMS if that["kind"] == "團" else that["kind"]
            meant = self.named.called(kind, m.start)
            return self.named.affiliation(meant) if meant is not None else None
        if m.organization_text is None or SIDE.fullmatch(m.organization_text):
            return self._headed(m) or self._qualified(m)
        start, end = m.organization_start, m.organization_end
        if start is None or end is None:
            return self._posted(m) or Affiliation(m.organization_text, None, None)
        sender = SENT.search(self.text, max(0, start - 3), start)
        if sender is not None and not HOUSE.search(m.organization_text):
            named = self.named.ending_at(sender.start())
            if named is not None and plain_title(m.titles[0]) not in MISSION_TITLES:
                return self.named.affiliation(named)
        if i and start < self.mentions[i - 1].end <= end:
            start = self.mentions[i - 1].end
        # The bracket behind the person before is his or hers.
        if i and self.text[self.mentions[i - 1].end : start] in ("(", "（"):
            return None
        lead = LEADING.match(self.text[start:end])
        start += lead.end() if lead else 0
        if end - start < 2:
            return None
        # In 該廳東亞科 the body goes before its unit.
        over = None
        if self.text[start - 1 : start] == "該" and self.text[start] in BODY_HEADS:
            over, start = self.named.called(self.text[start], start), start + 1
        text = re.sub(r"\s", "", self.text[start:end])
        named = self.named.ending_at(end)
        # Cut off in 對外貿易處 and 對臺經貿處.
        if TOWARDS.search(self.text[max(0, start - 2) : start + 1]) and UNIT.fullmatch(text):
            return Affiliation("對" + text, None, None)
        if over is not None and (named is None or named.start < start):
            return Affiliation(self.named.name(over) + text, None, None)
        unit_of = UNIT_OF_THAT.search(self.text, max(0, start - UNIT_REACH), start)
        if unit_of is not None and is_field(unit_of["field"]) and UNIT.fullmatch(text):
            meant = self.named.called(unit_of["kind"], unit_of.start())
            return self._of_unit(m, meant, unit_of["field"] + text) if meant is not None else None
        if named is None and text in BARE_BODIES:
            meant = self.named.called(text, start)
            return self.named.affiliation(meant) if meant is not None else None
        if named is None and UNRESOLVED.fullmatch(text):
            if text == "該校":
                meant = self.named.called(SCHOOLS, start)
            elif text == "該處" and plain_title(m.titles[0]) in MISSION_TITLES:
                meant = self.named.called(MISSION_ENDS, start)
            else:
                meant = self.named.called(text[1:], start)
                if meant is not None and self._abroad(m, meant):
                    meant = self.named.called(text[1:], start, abroad=True) or meant
            return self.named.affiliation(meant) if meant is not None else None
        if OWN.fullmatch(text):
            longer = LONGER.search(self.text, max(0, start - LONGER_REACH), start)
            if longer is not None and any(longer.group()[:n] in known_places() for n in range(2, 6)):
                return Affiliation(longer.group() + text, None, None)
        if named is not None and named.deictic:
            abroad = self._abroad(m, named)
            meant = self.named.called(text[1:], start, abroad=abroad) if text[0] == "該" else None
            return self.named.affiliation(named if meant is None or (meant.listed and not abroad) else meant)
        if named is None:
            cut = _without_field(text)
            end, text = end - len(text) + len(cut), cut
            named = self.named.ending_at(end)
        posted = self.named.ending_at(self.text.find("駐", start + 2, end)) if named is None else None
        if posted is not None:
            return self.named.affiliation(posted)
        if named is None:
            inner = self.named.starting_at(start)
            rest = self.text[inner.end : end] if inner is not None else ""
            if inner is not None and rest and is_work(rest, m.titles[0]) and not UNIT_OF_IT.search(rest):
                return self.named.affiliation(inner)
            before = self.named.ending_at(self.named.before_bracket(start))
            if before is not None and text.endswith(FIELD_ENDS):
                return self.named.affiliation(before)
            if text.endswith(PROJECT_ENDS) or (len(text) <= 3 and text.endswith(FIELD_ENDS)):
                return None
        unit = (UNIT.fullmatch(text) or REGIONAL.fullmatch(text)) is not None and text[0] != "駐"
        if unit:
            above = self.named.ending_at(start) or self._adjoining(start) or self._host(start)
            if above is not None and above.text[0] == "該" and self._abroad(m, above):
                above = self.named.called(above.text[1:], above.start, abroad=True) or above
            # A unit in the title of its head, behind a bracket, tells the body: 甲會（A）|投資處長.
            if m.titles[0].startswith(text):
                above = self.named.ending_at(self.named.before_bracket(start)) or above
            of_firm = text.endswith("事業部") or m.titles[0].endswith(("經理", "協理"))
            if above is None and (text[-1] not in "部司" or of_firm) and not self._joined(i, start):
                above = self.hosting.over_unit(m, start)
                known = self.named.name(above) if above is not None else text
                above = None if text in known or UNDER.fullmatch(known) else above
            # A department of a firm in the title of its head names the firm: 該公司總務部長.
            if above is not None and above.type == "company" and end > m.start:
                return self.named.affiliation(above)
            if above is not None and above.end != start and m.titles[0].startswith(text):
                return self.named.affiliation(above)
            # What begins with a place or with a body of its own is under no other: 國合會|技術合作處.
            whole = any(text[:n] in known_places() for n in range(2, 6))
            whole = whole or any(fold(text[:n]) in known_names() for n in range(3, 6))
            whole = whole and not (
                above is not None and above == self._adjoining(start) and REGIONAL.match(text)
            )
            if above is not None and not whole and (named is None or above.deictic or above.end < start):
                adjoining = above.end < start and above == self._adjoining(start)
                return Affiliation((above.text if adjoining else self.named.name(above)) + text, None, None)
        post = POST_UNIT.fullmatch(text)
        if post is not None and (mission := self.named.only_mission()) is not None:
            return Affiliation(self.named.name(mission) + post["unit"], None, None)
        if text in BARE_MISSIONS and (mission := self.named.only_mission()) is not None:
            return self.named.affiliation(mission)
        if MISSION_UNIT.fullmatch(text):
            mission = self.hosting.mission_near(i)
            if mission is not None:
                house = MISSION.match(mission.text)
                return Affiliation((house.group() if house else mission.text) + text, None, None)
        own = UNDER.fullmatch(text)
        ministry = own is not None and own["body"].endswith(MINISTRIES)  # 甲部乙司司長、丙部|丁司司長
        sibling = self._sibling(i, start, carried) if unit and not ministry else None
        if sibling:
            return Affiliation(sibling + text, None, None)
        if named is not None and named.start < start:
            return Affiliation(text, None, None)
        return Affiliation(text, start, end)

    def _adjoining(self, position: int) -> Named | None:
        """The body from which a blank or the bracket with its short form parts a unit: IMF |亞太部."""
        back = position - (self.text[position - 1 : position] == " ")
        return self.named.ending_at(self.named.before_bracket(back)) or self.named.ending_at(back)

    def _abroad(self, m: PersonMention, named: Named) -> bool:
        """Whether 該署 is taken for an authority of ours though a person with a Latin name is of it."""
        return named.country == "TWN" and named.type in AUTHORITIES and is_latin(m)

    def _posted(self, m: PersonMention) -> Affiliation | None:
        """The body that has sent its representative abroad: 甲銀行駐丙|代表 is of no mission."""
        post = POST.search(self.text, max(0, m.start - POST_REACH), m.start)
        body = self.named.ending_at(self.named.before_bracket(post.start())) if post is not None else None
        return self.named.affiliation(body) if body is not None and body.type not in AUTHORITIES else None

    def _of_unit(self, m: PersonMention, body: Named, unit: str) -> Affiliation:
        """The unit of a body, or the body alone where the title of the unit's head is fused with it."""
        if m.organization_end is not None and m.organization_end > m.start:
            return self.named.affiliation(body)
        return Affiliation(self.named.name(body) + unit, None, None)

    def _sibling(self, i: int, start: int, carried: Sequence[Affiliation | None]) -> str | None:
        """The body over a unit that a conjunction joins to the person of another unit of it."""
        if not self._joined(i, start):
            return None
        over = carried[-1]
        under = UNDER.fullmatch(over.text) if over is not None else None
        return under.group("body") if under else None

    def _joined(self, i: int, start: int) -> bool:
        """Whether a conjunction alone stands between the person before and ``start``."""
        joined = JOINED.fullmatch(self.text, self.mentions[i - 1].end, start) if i else None
        return joined is not None and not joined["field"]

    def after(self, m: PersonMention) -> Affiliation | None:
        """The organization in a bracket after the person, or after 隸屬 and the like."""
        text = self.text
        if text[m.end : m.end + 1] in ("(", "（"):
            named = self.named.starting_at(m.end + 1)
            inside = named is not None and text[named.end : named.end + 1] in (")", "）")
            return self.named.affiliation(named) if named is not None and inside else None
        if is_latin(m):
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
        start = sentence_start(self.text, position)
        visited = [
            n
            for n in self.named.between(start, position)
            if VISIT.search(self.text[max(start, n.start - VISIT_REACH) : n.start])
            and HOST_GAP.fullmatch(self.text, n.end, position)
        ]
        return visited[-1] if visited else None

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

    def _headed(self, m: PersonMention) -> Affiliation | None:
        """The department that a 部長 heads whose field no list knows: 、警備救難|部長."""
        run = HEADED.search(self.text[max(0, m.start - HEADED_REACH) : m.start])
        if run is None or m.titles[:1] != ("部長",) or m.form not in ("title_name", "latin"):
            return None
        field = run.group()
        host = self._host(m.start - len(field))
        if host is not None and not self.named.name(host).endswith(MINISTRIES):
            return self.named.affiliation(host)
        if BODY_END.search(field) or WITHIN.search(field) or field.replace("台", "臺") in known_places():
            return None
        return Affiliation(field + "部", None, None)

    def _in_charge(self, m: PersonMention) -> Affiliation | None:
        """The organization before the duty of a title (甲署負責農業議題專員)."""
        duty = DUTY.search(self.text, max(0, m.start - DUTY_REACH), m.start) if m.titles else None
        named = self.named.ending_at(self.named.before_bracket(duty.start())) if duty is not None else None
        return self.named.affiliation(named) if named is not None else None


def _without_field(run: str) -> str:
    """A run before a title without the field of work at its end: 能源公司|公關."""
    if UNIT_OF_IT.search(run):
        return run
    ends = (n for n in range(2, min(7, len(run) - 2)) if BODY_END.search(run[:-n]) and is_field(run[-n:]))
    return run[: -next(ends, 0) or None]
