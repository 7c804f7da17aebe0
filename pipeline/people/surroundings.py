"""What stands around a name: organizations and places it must not cut, and the organization of its title."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.countries import country_names
from pipeline.document import Mention
from pipeline.immutable import immutable
from pipeline.lexicons import load_lexicon
from pipeline.people.titles import Title, plain_title
from pipeline.search import WordList

CUT = -12.0
HOLDS_COUNTRY = -20.0
STARTS_LIKE = -4.0
IS_PLACE = -40.0
# Organizations end in one of these; the run before a title counts as one only then.
UNIT_END = (
    "會|部|院|處|局|署|所|司|組|科|室|中心|公司|大學|銀行|團|黨|縣|市|府|廳|省|州|社|館|廠|校|小組|集團|聯盟|組織|論壇|台|臺|報|連線"
    "|機構|企業|財團|隊|課|分署|關|法庭|學程|系|總部|基地|工場|站|行|號|區|鄉|鎮|郡|邦|都|道|聯合國|國會|使館|領館|處理廠|計畫|專案|中學|小學|高中|國中|飯店|酒店|航空|農場|牧場"
)
# A pattern with $ also matches before a line break at the end of the text.
UNIT_ENDS = (*UNIT_END.split("|"), "\n")
RUN_BEFORE = re.compile(rf"[^、，,。；;：:？！?!\s（(「」『』《》)）\t\n]{{0,28}}?(?:{UNIT_END})\Z")
# These end like an organization's name and are none: 於代表處拜會|謝代表.
OCCASION = re.compile("(?:拜會|赴會|與會|開會|聚會|餐會|晚會|茶會|酒會|說明會|座談會|歡迎會|知會|照會)\\Z")
LEAD = re.compile(
    r"^.*(?:以及|及|與|和|由|率|偕|例如|拜會|訪問|邀請|邀|會晤|晉見|接見|感謝|包括|計有|分別為|陪同|前往|安排|承蒙|參訪|出席|介紹|引見|會見|拜訪|主持人?為|為)(?=.{2})"
)
BRACKETED = re.compile(r"[(（][^()（）\n]{1,60}[)）]\Z")
QUOTED_UNIT = re.compile(rf"(?:{UNIT_END})(?:[(（][^()（）]*[)）])?\Z")
QUOTED = re.compile(r"「([^「」\n]{2,40})」\Z")
PLACE_HEADS = (*(place + "長" for place in "市縣州省鎮鄉區郡町村里邦"), "都知事")
PLACE_END = "縣市州省鎮鄉區府道都郡町村里邦"
SHARED_UNIT = ("司長", "局長", "署長", "處長", "廳長", "科長", "課長", "室長")
UNIT_CHARACTERS = frozenset(
    "會部院處局署所司組科室心學協行團黨縣市府廳省州社館廠校課股關系站台臺」』)）前副代任總、，"
)
# Titles that begin with the body their holder sits in.
BODY_IN_TITLE = {
    "國會議員": "國會",
    "國會議長": "國會",
    "國民大會代表": "國民大會",
    "行政院長": "行政院",
    "立法院長": "立法院",
    "司法院長": "司法院",
    "考試院長": "考試院",
    "監察院長": "監察院",
}
# The houses of the heads of a mission, and the countries that one character names after 駐.
HOUSES = {"代表": "代表處", "大使": "大使館", "總領事": "總領事館"}
POSTS = "美日韓英法德義俄印越泰菲加澳紐星馬比荷奧瑞波捷匈以土阿沙巴秘智墨瓜宏薩尼史帛"
HOME_POSTS = "臺台華中"
DEICTIC = re.compile(
    r"其|同[校院館部局署會處](?=.{2})|前(?![瞻鋒線沿端進導鎮衛])(?=.{2})|該(?:公司|中心|機構|單位|集團|[校會部局處署院司館社廳所廠行團黨國省市縣州府組科室])?(?=.{2})"
)
# Behind a country the word is of the office, not of the body: 美國前|猶他州州長.
FORMER = re.compile(
    "(?P<country>[\u4e00-\u9fff]{2,5}?)(?:前任?|現任|時任|候任)(?![瞻鋒線沿端進導鎮衛])(?=.{2})"
)
MOMENT = re.compile(
    r"[會午隨嗣日其之]後|[會席其途]中|席間|會前|[上下中]午|[當同次翌即本今昨明][日天]|晚間|現任|另由|分別|陪同"
)
ACRONYM = re.compile(r"[A-Z]{2,10}\Z")
# A Latin name that touches a title in Chinese (Harbour Line技術長): what a person would have a blank before.
LATIN_RUN = re.compile(
    r"(?<![A-Za-z.] )(?<![A-Za-z.])[A-Z](?:[a-z](?= )|[A-Za-z&\-]{2,20})(?: [A-Z&][A-Za-z&\-]{1,20}){0,3}\Z"
)
PLACE_RUN = re.compile(r"[\u4e00-\u9fff]{2,8}\Z")
RUN_OF_UNIT = re.compile(r"[\u4e00-\u9fff]{2,14}\Z")
MINISTERIAL = {"部長", "大臣", "廳長", "次長", "部次長", "署長", "局長", "處長", "助理部長", "副部長"}
JAPAN = re.compile("日本|日方|日商|東京|大阪|沖繩|臺日|台日|眾議員")
# Words that lead over to a title and end no organization: 上午由|廳長.
RELATING = frozenset("由與及和暨率偕承獲經並請邀")
# Who heads a ministry has none above (外交部|商務副部長 is of the 外交部).
HEADS = ("部長", "大臣", "廳長", "署長", "局長", "處長")
CAPITAL = re.compile("首都|省會|首府|州府")
TIMES = ("前任", "現任", "時任", "候任", "新任", "前")
CONNECTORS = "暨及與和、兼"
# Countries with which transliterated names begin as well: 馬利歐, 荷蘭德.
SPELLED_COUNTRIES = frozenset(
    {"馬利", "查德", "巴林", "丹麥", "多哥", "貝南", "阿曼", "東加", "加彭", "海地", "卡達", "荷蘭"}
    | {"波蘭", "蘇丹", "古巴"}
)


@immutable
class Affiliation:
    """An organization as written beside a title; the span is None where 部長 shares its 部 only in part."""

    text: str
    start: int | None
    end: int | None


@cache
def _places() -> WordList[None]:
    listed = (row["place"] for row in load_lexicon("places"))
    return WordList(dict.fromkeys((*country_names("full", "short", "union", "city"), *listed)))


FOREIGN = re.compile("國會|眾議院|參議院|總統|總理|大使|首相|外賓|訪華|外長|海外|國際|[A-Z][a-z]+ [A-Z]")


@cache
def _domains() -> tuple[frozenset[str], int]:
    domains = frozenset(row["domain"] for row in load_lexicon("ministry_domains"))
    return domains, max(map(len, domains))


class Spans:
    """Sorted half-open spans that do not overlap, asked for the one that meets a given span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [s for s, _ in self._spans]

    def meeting(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """The spans that share a character with ``start:end``."""
        i = bisect_right(self._starts, start) - 1
        while i > 0 and self._spans[i - 1][1] > start:
            i -= 1
        for k in range(max(i, 0), len(self._spans)):
            span = self._spans[k]
            if span[0] >= end:
                break
            if span[1] > start:
                yield span


@cache
def _foreign_places() -> frozenset[str]:
    names = country_names("full", "short", "union", "city")
    return frozenset(name for name, code in names.items() if code not in ("TWN", "CHN"))


def _foreign_lines(text: str, places: Sequence[int]) -> tuple[list[int], list[tuple[bool, bool]]]:
    """The start of each line, and whether it speaks of Japan and of any foreign country."""
    starts, flags, start = [], [], 0
    for line in text.split("\n"):
        end = start + len(line)
        starts.append(start)
        abroad = bisect_left(places, start) < bisect_left(places, end) or FOREIGN.search(line) is not None
        flags.append((JAPAN.search(line) is not None, abroad))
        start = end + 1
    return starts, flags


def _run_before(head: str) -> re.Match[str] | None:
    """The run at the end of ``head`` that ends as an organization's name does, or the acronym there."""
    run = RUN_BEFORE.search(head[-28:]) if head.endswith(UNIT_ENDS) and not OCCASION.search(head) else None
    return run or ACRONYM.search(head)


class Surroundings:
    """The organizations and places of one text."""

    def __init__(self, text: str, organizations: Sequence[Mention]) -> None:
        self.text = text
        self._by_end = {m.end: m for m in organizations}
        self._organizations = Spans((m.start, m.end) for m in organizations)
        folded = text.replace("台", "臺")
        self._place_ends = {end: start for start, end, _ in _places().longest(folded)}
        self._places = Spans((start, end) for end, start in self._place_ends.items())
        foreign = [start for end, start in self._place_ends.items() if folded[start:end] in _foreign_places()]
        self._line_starts, self._lines = _foreign_lines(text, sorted(foreign))

    def penalty(self, start: int, end: int, surname: str | None) -> float:
        """What a name loses for cutting through a place or an organization (0 if it does not)."""
        whole = self._by_end.get(end)
        if whole is not None and whole.start == start:
            return IS_PLACE
        for a, b in self._places.meeting(start, end):
            if a < start or b > end:
                return IS_PLACE if b - a > 2 else CUT
            if a == start:
                if b == end:
                    return IS_PLACE
                # 韓國瑜 is a Chinese name; no longer one begins with a country.
                if (surname is None or end - start > 3) and self._is_country(a, b):
                    return HOLDS_COUNTRY
                return CUT if b - a > 2 else STARTS_LIKE
            if surname is None and b - a > 2:
                return CUT
            if b < end and end - start > 3 and self._is_country(a, b):
                return HOLDS_COUNTRY
            if b < end or surname is None:
                return STARTS_LIKE
        if surname is None and self.ends_place(start) and self.text[start] in PLACE_END:
            return CUT
        for a, _ in self._organizations.meeting(start, end):
            if a <= start:
                return CUT
        return 0.0

    def _is_country(self, start: int, end: int) -> bool:
        """Whether a country stands before a name (秘魯托雷多), rather than the first characters of one.

        馬利 in 馬利歐 may be either: so may every country all of whose characters spell foreign names.
        """
        place = self.text[start:end]
        code = country_names("full", "short").get(place)
        return code not in (None, "TWN", "CHN") and place not in SPELLED_COUNTRIES

    def ends_place(self, position: int) -> bool:
        """Whether a known place ends at ``position``."""
        return position in self._place_ends

    def ends_organization(self, position: int) -> bool:
        """Whether an organization or a place of government ends at ``position``."""
        return position in self._by_end or (
            position in self._place_ends and self.text[position - 1] in PLACE_END
        )

    def foreign(self, position: int) -> tuple[bool, bool]:
        """Whether the line around ``position`` speaks of Japan, and of any foreign country."""
        i = bisect_right(self._line_starts, position) - 1
        return self._lines[i]

    def domain_start(self, title: Title) -> int:
        """Where a minister's fused title begins, at 司法 in 司法部長; else the title's own start."""
        if title.head not in MINISTERIAL:
            return title.start
        start = self._without_domain(title.start)
        while start != title.start:
            joint = start - 1 if start and self.text[start - 1] in CONNECTORS else start
            further = self._without_domain(joint)
            if further == joint:
                break
            start = further
        return start

    def fused_start(self, title: Title) -> int:
        """The start of the whole fused title with what stands before its domain: 前公共工程部長."""
        start = self.domain_start(title)
        if start != title.start:
            start -= next((len(p) for p in TIMES if self.text.endswith(p, 0, start)), 0)
        return start

    def _without_domain(self, end: int) -> int:
        """``end`` moved before the longest ministry domain that ends there."""
        domains, longest = _domains()
        return end - next(
            (n for n in range(min(longest, end), 1, -1) if self.text[end - n : end] in domains), 0
        )

    def fused(self, title: Title) -> Affiliation | None:
        """The organization that a title shares characters with: 國防部 in 國防部長, 遠東司 in 遠東司長."""
        text, domain = self.text, self.domain_start(title)
        if domain < title.start:
            ministry = self._by_end.get(self.fused_start(title))
            if ministry is not None and ministry.text.endswith(("部", "省")) and title.head not in HEADS:
                return Affiliation(ministry.text, ministry.start, ministry.end)
            unit = title.head[-2] if title.head[-1] == "長" and title.head[-2] != "次" else "部"
            head = title.end - len(title.head)
            if head == title.start and title.head in ("部長", "廳長", "署長", "局長", "處長"):
                return Affiliation(text[domain : head + 1], domain, head + 1)
            if title.head.endswith("大臣"):
                return None
            return Affiliation(text[domain : title.start] + unit, None, None)
        if title.head in SHARED_UNIT and title.end - title.start == 2:
            shared = self._by_end.get(title.start + 1)
            if shared is not None:
                return Affiliation(shared.text, shared.start, shared.end)
            if (
                title.start
                and text[title.start - 1] not in UNIT_CHARACTERS
                and title.start not in self._by_end
            ):
                run = RUN_OF_UNIT.search(text[max(0, title.start - 16) : title.start])
                if run is not None:
                    start = max(title.start - len(run.group()), self._last_place_end(title.start))
                    lead = LEAD.match(text[start : title.start])
                    start += lead.end() if lead else 0
                    # In 處長甲代表局長乙 the word is a verb.
                    whole = text[title.start - 1] not in RELATING and not text.endswith(
                        "代表", 0, title.start
                    )
                    if whole and title.start - start >= 2 and not MOMENT.fullmatch(text, start, title.start):
                        return Affiliation(text[start : title.start + 1], start, title.start + 1)
        if title.head in ("系主任", "辦公室主任"):
            return self._department(title.start, title.head.removesuffix("主任"))
        body = BODY_IN_TITLE.get(title.head)
        if body is not None:
            head = title.end - len(title.head)
            return Affiliation(body, head, head + len(body))
        known = self._place_ends.get(title.start)
        if title.head in PLACE_HEADS and known is not None and text[title.start] == "副":
            kind = title.head[:-1] if text[title.start - 1] not in PLACE_END else ""
            return Affiliation(text[known : title.start] + kind, None, None)
        if title.head in PLACE_HEADS and title.start == title.end - len(title.head) and title.start:
            if text[title.start - 1] in PLACE_END:
                return None
            place: int | None = self._place_ends.get(title.start)
            if place is None:
                run = PLACE_RUN.search(text[max(0, title.start - 8) : title.start])
                if run is None:
                    return None
                place = max(title.start - len(run.group()), self._last_place_end(title.start))
            capital = CAPITAL.match(text, place)
            place = capital.end() if capital else place
            if title.start - place < 2:
                return None
            return Affiliation(text[place : title.start + 1], place, title.start + 1)
        return None

    def _department(self, position: int, kind: str) -> Affiliation | None:
        """The unit whose kind begins its head's title: 東亞系 in 東亞系主任; not the office of a person."""
        run = RUN_OF_UNIT.search(self.text[max(0, position - 16) : position])
        if run is None:
            return None
        start = position - len(run.group())
        lead = LEAD.match(run.group())
        start += lead.end() if lead else 0
        if position - start < 2 or MOMENT.fullmatch(self.text, start, position):
            return None
        if self.text[position - 1] in "長統員席理相":
            return None
        return Affiliation(self.text[start : position + len(kind)], start, position + len(kind))

    def mission(self, position: int, title: str) -> Affiliation | None:
        """The mission that 駐X before a title of its head names: 駐秘魯代表 is of 駐秘魯代表處.

        A mission in Taiwan (駐華大使) is left to its country.
        """
        house = HOUSES.get(plain_title(title))
        if house is None:
            return None
        start = self._place_ends.get(position)
        if start is None and position and self.text[position - 1] in POSTS:
            start = position - 1
        if start is None or self.text[start - 1 : start] != "駐" or self.text[start] in HOME_POSTS:
            return None
        return Affiliation(self.text[start - 1 : position] + house, None, None)

    def _last_place_end(self, position: int) -> int:
        return max(
            (end for end in range(max(0, position - 10), position) if end in self._place_ends), default=0
        )

    def before(self, position: int, *, quoted_any: bool = False) -> Affiliation | None:
        """The organization that ends at ``position``, a bracket or quotation marks between allowed.

        With ``quoted_any`` whatever stands in the quotation marks is taken for a name, not only what
        ends like one.
        """
        text, written = self.text, position
        while position > 0 and text[position - 1] in " \t\u3000":
            position -= 1
        bare = self._without_bracket(position)
        quoted = None
        if text[bare - 1 : bare] in ("」", "\n"):
            quoted = QUOTED.search(text[max(0, bare - 42) : bare])
        if quoted is not None and (quoted_any or QUOTED_UNIT.search(quoted.group(1))):
            return Affiliation(quoted.group(1), bare - len(quoted.group()) + 1, bare - 1)
        for end in (position, bare):
            found = self._by_end.get(end)
            if found is not None:
                return Affiliation(found.text, found.start, found.end)
        position = bare
        head = text[max(0, position - 42) : position]
        run = _run_before(head)
        if run is None and position == written:
            run = LATIN_RUN.search(head)
        if run is None or len(run.group()) < 2:
            place = self._place_ends.get(position)
            if place is not None and text[position - 1] in PLACE_END:
                return Affiliation(text[place:position], place, position)
            return None
        start = position - len(run.group())
        lead = LEAD.match(run.group())
        if lead is not None:
            start += lead.end()
        former = FORMER.match(text, start, position)
        if former is not None and former["country"] in country_names("full", "short"):
            start = former.end()
        deictic = DEICTIC.match(text, start)
        start += deictic.end() - start if deictic else 0
        if position - start < 2:
            return None
        return Affiliation(text[start:position], start, position)

    def _without_bracket(self, position: int) -> int:
        if self.text[position - 1 : position] not in (")", "）", "\n"):
            return position
        bracket = BRACKETED.search(self.text[max(0, position - 62) : position])
        return position - len(bracket.group()) if bracket else position
