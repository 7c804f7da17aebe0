"""Whose figure it is and with whom: 我對美出口, 自越南進口, 臺韓雙邊貿易, 日本對我投資, 日商來臺投資."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Literal

from pipeline.countries import country_names
from pipeline.trade.cues import Cue, find_cues
from pipeline.trade.passages import Passage
from pipeline.trade.short_names import short_cues

HOME = "TWN"
WORLD = "WLD"

_TO_HOME = re.compile(r"(?:政府|方面|方|國)?(?:對|向|予|輸|銷)(?:我國|我|臺灣|臺|中華民國|本國)(?!們)")
_DIRECTED = re.compile(
    r"(?:對|自|從|由|向|輸往|輸至|輸銷|輸|銷往|銷至|外銷|出口至|出口到|赴|往|來自|援助|援贈|協助|捐贈|拓銷|投資)$"
)
# 「該國」 is the country that the paragraph named last.
_SAID_COUNTRY = re.compile(r"該國|該州|該省|該縣|該邦|當地")
_HOME_NAMES = "(?:我國|我(?![們商方])|臺灣|臺(?![商灣北中南東幣]))"
_SENT_HOME = re.compile(
    r"(?:輸|銷|售|運)(?:臺(?![商灣])|我國|我(?!們|商))"
    r"|(?:外銷|輸銷)臺灣(?=[占佔])"
    rf"|(?:輸銷|銷往|銷至|輸往|輸至|出口至|外銷至|出口到|運往){_HOME_NAMES}"
    rf"|(?:(?<![針面相應核反])對|售予){_HOME_NAMES}"
    r"(?!(?:出口|外銷|貿易|投資|經濟|產業)(?:之|的|造成|有|產生|影響|業|商|環境|競爭))"
    r"(?=[^，。；0-9]{0,6}?(?:出口|輸出|輸入|投資|貿易|順差|逆差|出超|入超|外銷|銷售|採購)|[^，。；]{1,16}?(?:課徵|加徵|徵收|課以))"
    rf"|(?:自|從|由|向){_HOME_NAMES}(?=(?:之|的|當地|供應商|廠商|業者|企業|公司){{0,2}}(?:進口|輸入|採購|購買|引進|下單))"
    rf"|支付(?:予|給)?{_HOME_NAMES}(?=(?:之|的)?(?:供應商|廠商|業者|企業|公司))"
)
# 「大阪地區對臺出口」: a region, a town or a firm that no lexicon knows trades with the home country.
_FOREIGN_SUBJECT = re.compile(
    r"(?:地區|[縣市府州省港邦]|公司|企業|會社|集團|該[國區]|海外)"
    r"(?:去年|全年|本年|今年|[上下]半年|(?:西元|民國)?[ \t]?[0-9]{2,4}[ \t]?年度?)?$"
)
# 「據日本銀行…」, 「駐泰國代表處…」: an office that speaks, no side of the trade.
# 「97年美國次級房貸風暴」, 「日本福島核災後」: where something happened that others bear.
_NO_PARTY = re.compile(
    r"(?:中央)?銀行(?!業)|央行|代表處|辦事處|大使館|總領事館"
    r"|[^，。；、0-9]{0,3}(?:次級房貸|次貸|金融風暴|金融海嘯|金融危機|債信|債務危機|大?地震|震災|海嘯|核災|核事故|核能事故)"
)
_SAID_REACH = 300
_BESIDE = re.compile(r"(?:與|和|及|同|跟|、|－|-)$")
_BETWEEN = re.compile(r"(?:兩國|雙方|之間|間|的|之|雙邊|貿易|經貿|進出口|雙向){1,2}")
LIST_GAP = re.compile(
    r"(?:地區|市場|等國|[0-9二三四五六七八九十]{0,2}國|國家)?(?:\([^()，。；0-9%]{1,12}\))?(?:[、及與和]|以及)(?:對|自)?"
)
# 「超越美國而居第2名」, 「僅次於日本及韓國」: the country is only what the rank is measured by.
_OUTRANKED = re.compile(r"(?:次於|超越|領先|取代|優於|落後於?|不如|不及)$")
# 「塞國經濟情況較布國為佳」: the country is only what the other one is compared with.
_THAN = re.compile(r"[較比]$")
_BETTER = re.compile(r"(?:略|更|尤|稍)?(?:為|較|來得)?(?:佳|好|優|差|高|低|大|小|多|少|快|慢|進步|落後)")
# 「研發支出居歐盟第2位」: the union only says among whom.
UNION = "EUE"
_SCOPE = re.compile(r"[居列於在為屬]$")
_PLACE_IN = re.compile(
    r"(?:各國|國家|會員國|成員國)?(?:之|的|中)?(?:第[0-9一二三四五六七八九十]|之冠|之首|首位|最)"
)
_EXCEPT = re.compile(r"以外|除外|等以外|不計")
_TOWARDS_HOME = re.compile(r"(?:對|自|從|由|向|輸往|捐款|捐助|捐贈|援助)$")
# 「芬蘭…；與我國貿易額9億美元」
_WITH_HOME = re.compile(r"[，；]與$")
_DEALINGS = re.compile(
    r"(?:之間|間|之|的)?(?:同年|去年|今年|本年|全年|[0-9]{2,4}[ \t]?年)?(?:之|的)?(?:雙邊|雙向)?(?:貿易|經貿)"
)
_OTHERS_TO_HOME = re.compile(r"(?:國|國家|成員|會員|外商|業者|外人|僑外)(?:對|向)$")
_ABBREVIATED = re.compile(
    r"(?P<verb>對|自|從|由|輸|赴|銷|與|援|在(?=.國?投資))(?P<name>[{names}])(?:國|方)?"
    r"(?=出口|進口|輸出|輸入|貿易|投資|順差|逆差|出超|入超|外銷|援助|金額|總額|總值|經貿|之|的|雙邊|間|關係|市場|"
    r"商品|貨品|直接)"
    r"|(?<!運)(?P<sent>輸)(?P<name2>[{names}])(?=[^\u4e00-\u9fff]|金|總|值|額|為|達|約|產|農|占|佔"
    r"|[\u4e00-\u9fff]{0,10}?(?:計|達|約|共|總|金額|關稅|稅率|出口|成長|增加|減少|衰退|[0-9]))"
)
_ABBREVIATED_SUBJECT = re.compile(
    r"(?P<name>[{names}])(?:國|方)?(?:對(?:我|臺)(?!們)(?=國|出口|輸出|投資|貿易|順差|逆差|之|的|直)"
    r"|(?:現|目前|亦|已|並|仍|將|擬|續|自[^，。；]{1,12}起){0,2}對(?:我|臺)(?!們)(?=[^，。；]{1,16}?(?:課徵|加徵|徵收|課以|調查)))"
)
_STATE = re.compile(r"(?P<name>[{names}])(?:國|方)(?=為|對|之|的|在|自|出口|進口|政府|$|全球|，|第)")
# 「我方請泰方調降」, 「惟韓方表示」
_SIDE = re.compile(
    r"(?:(?<![\u4e00-\u9fff0-9０-９ ])|(?<=[請促盼籲由與及而惟但經謝求]))"
    r"(?P<name>[{names}])方(?![法式面案便向針程位])"
)
_SHARE_OF = re.compile(r"[占佔居]$")
_QUOTED = re.compile(r"「[^」]*$")
OPENING = re.compile(
    r"[ \t\u3000]*(?:[(（][^()（）]{1,4}[)）]|[0-9０-９一二三四五六七八九十]{1,2}、)?"
    r"(?:(?:西元|民國|截至|至)?[0-9０-９年月日至底止、~－-]{0,16}"
    r"(?:上半年|下半年|全年|第[一二三四1-4]季|去年|今年|目前|近年)?)(?:的|，)?"
)
# What stands between an economy that opens a sentence and its first figure: a date, 對, the metric itself.
_LEADS = re.compile(
    r"(?:在|於|的|之)?"
    r"(?:(?:西元|民國)?[0-9０-９]{2,4}[ \t]?年|[0-9]{4}[/-][0-9]{2,4}(?:年|會計年|財政年|財年)|"
    r"去年|今年|上年|本年|前[一二三][季年]|全年)?"
    r"(?:度|全年|[上下]半年|[0-9至~、]{1,6}月)?"
    r"[\u4e00-\u9fff]{0,6}?(?:對|自|從|向|出口|進口|輸出|輸入|貿易|總出口|總進口)"
)
# 「日本商」, 「韓國資」, 「美國企業」; 「印度商工部」, 「日本商品」 and 「美國商會」 are no investors.
_FIRMS = re.compile("商(?![務工業會品標展機圈場旅談店])|資(?![料訊金深產本格通源])|企")
_SENT_WORD = 4
# 「外人在柬埔寨投資190億美元」: nobody in particular, so the money is counted by the country it goes to.
_FOREIGNERS = re.compile("(?:外人|外資|外商|外國人|外國企業|各國廠商|僑外資?)在$")

Role = Literal["relation", "inbound", "plain", "city", "region", "world", "home"]


@dataclass(frozen=True, slots=True)
class Parties:
    """Reporter and partner (alpha-3; None unknown) and how they were found."""

    reporter: str | None
    partner: str | None
    how: str


@dataclass(frozen=True, slots=True)
class PartyCue:
    """A party named at ``start:end``: what it says about reporter and partner."""

    start: int
    end: int
    role: Role
    reporter: str | None
    partner: str | None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "".join(sorted(n for n, code in country_names("abbreviation").items() if code != HOME))
    return tuple(
        re.compile(p.pattern.replace("{names}", names))
        for p in (_ABBREVIATED, _ABBREVIATED_SUBJECT, _STATE, _SIDE)
    )


def party_cues(passage: Passage, start: int, end: int, cues: tuple[Cue, ...] | None = None) -> list[PartyCue]:
    """What ``start:end`` says about parties, in reading order."""
    own = [c for c in (passage.cues if cues is None else cues) if start <= c.start and c.end <= end]
    own = sorted([*own, *_said_countries(passage, start, end)], key=lambda c: (c.start, c.end))
    own = [c for i, c in enumerate(own) if not i or c.start >= own[i - 1].end]
    own = [c for c in own if c.kind != "country" or not _NO_PARTY.match(passage.folded, c.end)]
    own = _without_outranked(passage.folded, own, start)
    found = list(_named_parties(passage.folded, own, start))
    found += _sent_home(passage.folded, own, start, end)
    taken = [c for c in own if c.kind not in ("metric", "none")]
    found += [
        c for c in _abbreviated(passage.folded, own, start, end) if not any(_clashes(t, c) for t in taken)
    ]
    return _without_lists(passage.folded, sorted(found, key=lambda c: (c.start, c.end)))


def _clashes(named: Cue, short: PartyCue) -> bool:
    """Whether a short form overlaps a name; 「日方對我」 may hold the 我 that it is about."""
    within = named.kind == "home" and short.partner == HOME and named.end == short.end
    return named.start < short.end and short.start < named.end and not within


def country_named_before(passage: Passage, position: int) -> str | None:
    """The foreign country that the paragraph names last before ``position``."""
    start = max(passage.paragraph, position - _SAID_REACH)
    named = [c.value for c in find_cues(passage.folded, start, position) if c.kind == "country"]
    return next((code for code in reversed(named) if code != HOME), None)


def _without_outranked(folded: str, cues: list[Cue], start: int) -> list[Cue]:
    """The cues without the countries that another one outranks, and the list that goes on behind them."""
    kept: list[Cue] = []
    outranked: Cue | None = None
    for cue in cues:
        named = cue.kind in ("country", "home")
        listed = outranked is not None and LIST_GAP.fullmatch(folded, outranked.end, cue.start)
        measured = _THAN.search(folded, max(start, cue.start - 1), cue.start) and _BETTER.match(
            folded, cue.end
        )
        if named and (listed or measured or _OUTRANKED.search(folded, max(start, cue.start - 3), cue.start)):
            outranked = cue
        else:
            kept.append(cue)
    return kept


def _said_countries(passage: Passage, start: int, end: int) -> Iterator[Cue]:
    for match in _SAID_COUNTRY.finditer(passage.folded, start, end):
        if code := country_named_before(passage, match.start()):
            yield Cue(match.start(), match.end(), "country", code)
    yield from short_cues(passage.folded, start, end)


def _sent_home(folded: str, cues: list[Cue], start: int, end: int) -> Iterator[PartyCue]:
    """「該國輸臺金額」: what another country sends here is its export to the home country."""
    for match in _SENT_HOME.finditer(folded, start, end):
        before = [c for c in cues if c.end <= match.start()]
        if match.group().startswith("支付"):
            clause = max(folded.rfind(mark, start, match.start()) for mark in "，；。")
            before = [c for c in before if c.start > clause]
        if folded[match.start()] in "輸銷售運" and match.end() - match.start() < _SENT_WORD:
            subject = _subject(before)
        else:
            subject = _subject([c for c in before if not is_directed(folded, c.start, start)])
        kinds = {c.kind for c in before}
        if subject is not None and subject.kind == "country":
            yield PartyCue(match.start(), match.end(), "relation", subject.value, HOME)
        elif not kinds & {"pair", "firm"} and (
            not kinds & {"country", "home"}
            or _FOREIGN_SUBJECT.search(folded, max(start, match.start() - 8), match.start())
        ):
            yield PartyCue(match.start(), match.end(), "relation", None, HOME)


def _without_lists(folded: str, cues: list[PartyCue]) -> list[PartyCue]:
    """「赴印度、阿聯、印尼等市場」 names no single partner: the members of a list become a region."""
    listed: set[int] = set()
    for i in range(len(cues) - 1):
        first, second = cues[i], cues[i + 1]
        if (
            first.role in ("relation", "inbound", "plain")
            and second.role in ("relation", "inbound", "plain", "region")
            and first.partner != second.partner
            and not (second.role == "relation" and second.reporter == first.partner)
            and HOME not in (first.partner, second.partner)
            and LIST_GAP.fullmatch(folded, first.end, second.start)
        ):
            listed |= {i, i + 1}
    return [replace(c, role="region", partner=None) if i in listed else c for i, c in enumerate(cues)]


def _named_parties(folded: str, cues: list[Cue], start: int) -> Iterator[PartyCue]:
    for index, cue in enumerate(cues):
        if cue.kind == "pair":
            yield PartyCue(cue.start, cue.end, "relation", HOME, cue.value)
        elif cue.kind == "firm":
            yield PartyCue(cue.start, cue.end, "inbound", HOME, cue.value)
        elif cue.kind == "region":
            if _QUOTED.search(folded, max(start, cue.start - 20), cue.start):
                continue
            if _SHARE_OF.search(folded, max(start, cue.start - 2), cue.start):
                continue
            role: Role = "world" if cue.value == WORLD else "region"
            yield PartyCue(cue.start, cue.end, role, None, WORLD if role == "world" else None)
        elif cue.kind == "home":
            if folded.startswith("國內", cue.start) and any(c.kind == "country" for c in cues[:index]):
                continue
            towards = _TOWARDS_HOME.search(folded, max(start, cue.start - 3), cue.start) or (
                _WITH_HOME.search(folded, max(start, cue.start - 2), cue.start)
                and _DEALINGS.match(folded, cue.end)
            )
            subject = next((c for c in reversed(cues[:index]) if c.kind == "country"), None)
            if towards and subject is not None and not is_directed(folded, subject.start, start):
                yield PartyCue(cue.start, cue.end, "relation", subject.value, HOME)
                continue
            foreign = _OTHERS_TO_HOME.search(folded, max(start, cue.start - 4), cue.start)
            if foreign and not any(c.end == foreign.end() - 1 for c in cues[:index]):
                yield PartyCue(cue.start, cue.end, "relation", None, HOME)
            else:
                yield PartyCue(cue.start, cue.end, "home", HOME, None)
        elif cue.kind in ("country", "city"):
            yield _country(folded, cues, index, start)


def _country(folded: str, cues: list[Cue], index: int, start: int) -> PartyCue:
    cue = cues[index]
    ranked_in = cue.value == UNION and _SCOPE.search(folded, max(start, cue.start - 3), cue.start)
    if _EXCEPT.match(folded, cue.end) or (ranked_in and _PLACE_IN.match(folded, cue.end)):
        return PartyCue(cue.start, cue.end, "region", None, None)
    if _TO_HOME.match(folded, cue.end):
        return PartyCue(cue.start, cue.end, "relation", cue.value, HOME)
    if cue.kind == "country" and _FIRMS.match(folded, cue.end):
        return PartyCue(cue.start, cue.end, "inbound", HOME, cue.value)
    if cue.kind == "country":
        subject = _subject(cues[:index])
        placed = folded[cue.start - 1 : cue.start] == "在" and folded.startswith("投資", cue.end)
        if placed and _FOREIGNERS.search(folded, start, cue.start):
            return PartyCue(cue.start, cue.end, "plain", None, cue.value)
        if placed or _DIRECTED.search(folded, max(start, cue.start - 3), cue.start):
            near = subject is not None and subject.end >= cue.start - 8
            reporter = (
                subject.value if subject is not None and near else _leading(folded, cues[:index], start)
            )
            if placed and reporter == cue.value:
                reporter = HOME  # 「柬埔寨…；我商在柬投資」
            if reporter != cue.value:
                return PartyCue(cue.start, cue.end, "relation", reporter, cue.value)
        elif subject is not None and _is_beside(folded, subject, cue):
            return PartyCue(cue.start, cue.end, "relation", subject.value, cue.value)
    return PartyCue(cue.start, cue.end, "city" if cue.kind == "city" else "plain", None, cue.value)


def _leading(folded: str, before: list[Cue], start: int) -> str | None:
    """Who trades in 「越南2016年對美國出口A，自日本進口B」: who opens the sentence, else home.

    None where a region opens the clause: 「東協累計對中國大陸投資854億美元」.
    """
    parties = [c for c in before if c.kind not in ("metric", "none", "region")]
    regions = [c for c in before if c.kind == "region" and c.value == "none"]
    if regions and not any(c.start >= regions[-1].start for c in parties):
        clause = max(start, *(folded.rfind(mark, start, regions[-1].start) + 1 for mark in "，；。"))
        if OPENING.fullmatch(folded, clause, regions[-1].start):
            return None
    if not parties or any(c.kind in ("home", "pair", "firm") for c in parties):
        return HOME
    lead = parties[0]
    opened = OPENING.fullmatch(folded, start, lead.start) is not None
    if lead.kind != "country" or not opened or not _LEADS.match(folded, lead.end):
        return HOME
    return lead.value


def is_directed(folded: str, position: int, start: int = 0) -> bool:
    """Whether a direction (對, 自, 輸往) leads to what stands at ``position``."""
    return _DIRECTED.search(folded, max(start, position - 3), position) is not None


def outranked_before(passage: Passage, end: int) -> str | None:
    """「僅次於香港（1,853億日圓）」: the country that ends at ``end`` and that a rank is measured by."""
    for cue in passage.cues:
        if cue.end == end and cue.kind == "country":
            return cue.value if _OUTRANKED.search(passage.folded, max(0, cue.start - 3), cue.start) else None
    return None


def _subject(before: list[Cue]) -> Cue | None:
    return next((c for c in reversed(before) if c.kind in ("country", "home")), None)


def _is_beside(folded: str, subject: Cue, cue: Cue) -> bool:
    """「我國與日本間貿易總額」: two parties of one figure."""
    joined = _BESIDE.search(folded, subject.end, cue.start)
    if joined is None or joined.start() != subject.end or subject.value == cue.value:
        return False
    return subject.kind == "home" or _BETWEEN.match(folded, cue.end) is not None


def _abbreviated(folded: str, cues: list[Cue], start: int, end: int) -> Iterator[PartyCue]:
    codes = country_names("abbreviation")
    directed, subject, state, side = _patterns()
    for match in subject.finditer(folded, start, end):
        yield PartyCue(match.start(), match.end(), "relation", codes[match.group("name")], HOME)
    for match in directed.finditer(folded, start, end):
        code = codes[match.group("name") or match.group("name2")]
        if code != HOME:
            who = _leading(folded, [c for c in cues if c.end <= match.start()], start)
            yield PartyCue(match.start(), match.end(), "relation", who if who != code else HOME, code)
    for match in chain(state.finditer(folded, start, end), side.finditer(folded, start, end)):
        yield PartyCue(match.start(), match.end(), "plain", None, codes[match.group("name")])
