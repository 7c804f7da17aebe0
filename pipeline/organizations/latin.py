"""Latin names: acronyms in brackets after a name, and names that end or begin with an organization word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.organizations.lexicon import heads
from pipeline.organizations.surroundings import Candidate
from pipeline.search import matches

# The capitals among the Latin letters with marks.
_UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x180)) if c.isupper())
_LETTER = "A-Za-zÀ-ÖØ-öø-ž"
_WORD = rf"[{_UPPER}][{_LETTER}0-9'’&\-]*"
_INITIAL = r"(?:(?:[A-Z]|Corp|Co|St|Dr)\.)"
_LINK = r"(?:of|for|on|and|the|de|du|des|der|den|van|von|für|in|&)"
# Where a run of Latin words or figures may begin.
_BEGINS = re.compile(rf"[{_UPPER}0-9](?<![{_LETTER}].)")
_HEAD = (
    r"(?:Inc|Ltd|Corp|Co|Corporation|Company|Limited|LLC|PLC|GmbH|AG|University|College|Institute|Institution|"
    r"Centre|Center|Association|Council|Commission|Committee|Ministry|Department|Bank|Foundation|Organization|"
    r"Organisation|Agency|Authority|Administration|Bureau|Group|Federation|Alliance|Union|Society|Chamber|Board|"
    r"Parliament|Senate|Court|Office|School|Academy|Forum|Network|Consortium|Laboratory|Secretariat)"
)
_NAME = re.compile(
    rf"(?<![{_LETTER}])(?:(?:{_WORD}|{_INITIAL})[ ]+(?:{_LINK}[ ]+){{0,2}}){{0,8}}{_WORD}(?![{_LETTER}])"
    r"(?:,? Ltd| Inc)?\.?"
)
_HAS_HEAD = re.compile(rf"(?<![A-Za-z]){_HEAD}(?![A-Za-z])")
# What these begin is a document or a person.
_NO_NAME = re.compile(
    r"(?:Agreement|Memorandum|Treaty|Convention|Protocol|Act|Member|Chair|Chairman|President|Director|Minister|"
    r"Secretary|Deputy|Vice|Head|Representative|Professor|Mr|Ms|Dr)(?![A-Za-z])"
)
# Where somebody takes part in it, a forum is a meeting.
_MEETING = re.compile(r"(?:參加|出席|召開|舉辦|舉行|主辦|辦理|與會)(?:[^,。;\n]{0,12}[之的])?[「『 ]?$")
_ABBREVIATED = re.compile(r"(?:Inc|Ltd|Corp|Co)\.$")

_COMPANY_SCORE, _LISTED_SCORE = 14.0, 5.0
# A port is a body where its name in English says so; 港 alone is a place.
_PORT = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?P<chinese>[\u4e00-\u9fff]{2,8}港)[ ]?\()?"
    rf"(?P<latin>Port of {_WORD}(?:[ ]{_WORD}){{0,2}})"
)
# Latin names in a list of which the words behind it say that they are bodies: BKD、KCB及NAK等4個驗證機構.
_LISTED = re.compile(
    rf"(?<![{_LETTER}0-9])(?P<list>{_WORD}(?:[ ]{_WORD}){{0,3}}"
    rf"(?:[、,及與和][ ]?{_WORD}(?:[ ]{_WORD}){{0,3}}){{1,8}})[ ]?"
    r"等(?:[0-9一二三四五六七八九十]{1,3}餘?[個家所])?(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?P<of>機構|公司|業者|廠商|企業|大廠|大學|智庫|團體|集團)(?!代表|主管|高層|人員|負責|員工)"
)
_FIRMS = frozenset(("公司", "業者", "廠商", "企業", "大廠", "集團"))
_ITEM = re.compile(rf"{_WORD}(?:[ ]{_WORD}){{0,3}}")
# What firms are called by their trade, and the words before it that make no name of it (Cultural Industries).
_TRADE = re.compile(
    r"(?:Trading|Traders|Foods?|Foodstuffs?|Industries|Enterprises?|Holdings?|Electronics|Technologies|Motors"
    r"|Pharmaceuticals?|Airlines|Airways|Shipping|Logistics|Semiconductors?|Aerospace|Supermarkets?"
    r"|Hypermarkets?)$"
)
_COMMON = re.compile(
    r"(?:(?:The|A|An|New|Free|Fair|High|Frequency|Emissions?|Carbon|Green|Smart|Global|International|Creative|Key"
    r"|Cultural|Emerging|Advanced|Clean|Digital|Critical|Functional|Novel|Power|Consumer|Heavy|Light|Small|Medium"
    r"|Cold|Chain|Short|Sea|Health|Organic|Halal|Fresh|Frozen|Insider|Day|State|Owned|Social|Private|Public"
    r"|Information|Communications?|Disruptive|Enabling|Genetically|Modified|Flexible|Printed|Commercial|and|of"
    r"|for|on|in|the|&)[ ])+"
)
# A Latin name of its own before a Chinese head: Norvik Marine 公司, HRB集團.
_MIXED = re.compile(
    rf"(?<![{_LETTER}0-9.&\-])"
    rf"(?P<own>{_WORD}(?:[ ](?:(?:{_LINK})[ ])?{_WORD}){{0,5}}(?:,? (?:Inc|Co|Corp|Ltd)\.?)?)"
    r"[ ]?(?:科技|電子|航空|能源|石油|汽車|半導體|生技|製藥|化學|保險|顧問|物流|軟體|造船|鋼鐵"
    r"|建設|工程|證券|投資|控股|食品|乳業|飼料|紙業|紡織|鞋業|酒店|零售)?"
    r"(?P<head>(?:股份|有限)*公司|集團|銀行|大學|工廠|實驗室|(?:律師|會計師)?事務所|電視臺|航空|超市|量販店|百貨)"
    r"(?![法債治員股務客別型內部業])"
)


@cache
def terms() -> frozenset[str]:
    """Technical terms that say what a company does (IC, LED); none is the name of one."""
    return frozenset(r["word"] for r in load_lexicon("latin_words") if r["kind"] == "term")


@cache
def _company() -> re.Pattern[str]:
    """Words with a legal form behind them, abridged as the law has it: Sanders Bloemen B.V., Nordlys A/S."""
    forms = sorted((r["word"] for r in load_lexicon("latin_words") if r["kind"] == "company"), key=len)
    form = "|".join(map(re.escape, reversed(forms)))
    return re.compile(
        rf"(?<![{_LETTER}0-9.])(?:(?:{_WORD}|[A-Z]\.|[0-9]+)[ ](?:{_LINK}[ ]){{0,2}}){{0,6}}{_WORD}"
        rf"(?:(?:,[ ]?|[ ]{{1,2}})(?:{form})(?![{_LETTER}0-9])){{1,3}}(?!\.?[ ][{_UPPER}])"
    )


def latin_names(text: str) -> Iterator[Candidate]:
    """Runs of capitalized words of which one says that they name an organization; and companies."""
    for m in matches(_BEGINS, _company(), text):
        yield Candidate(m.start(), m.end(), _COMPANY_SCORE, "organization.latin-company", heads()["公司"])
    for m in _PORT.finditer(text) if "Port of" in text else ():
        for group in ("chinese", "latin"):
            if m.group(group):
                yield Candidate(*m.span(group), _COMPANY_SCORE, "organization.port", heads()["公司"])
    for m in matches(_BEGINS, _LISTED, text):
        head = heads()["公司"] if m.group("of") in _FIRMS else heads().get(m.group("of"))
        for item in _ITEM.finditer(text, m.start("list"), m.end("list")):
            if len(item.group()) > 1 and item.group() not in terms():
                yield Candidate(*item.span(), _LISTED_SCORE, "organization.latin-list", head)
    for m in matches(_BEGINS, _MIXED, text):
        own = m.group("own")
        if len(own) > 1 and own not in terms() and not _NO_NAME.match(own):
            head = heads().get(m.group("head"), heads()["公司"])
            yield Candidate(m.start(), m.end(), _COMPANY_SCORE, "organization.latin-head", head)
    for m in matches(_BEGINS, _NAME, text):
        name = m.group()
        if _names_trader(text, m):
            yield Candidate(m.start(), m.end(), 12.0, "organization.latin", heads()["公司"])
            continue
        if " " not in name or not _HAS_HEAD.search(name) or _NO_NAME.match(name):
            continue
        if name.endswith("Forum") and _MEETING.search(text, max(0, m.start() - 20), m.start()):
            continue
        end = m.end()
        if name.endswith(".") and not _ABBREVIATED.search(name):
            end -= 1
        yield Candidate(m.start(), end, 12.0, "organization.latin")


def _names_trader(text: str, m: re.Match[str]) -> bool:
    """Whether a name ends in what a firm does (Al Bahr Foodstuff Trading); in brackets it explains a word."""
    trade = _TRADE.search(m.group())
    if (
        trade is None
        or " " not in m.group()
        or text[m.start() - 1 : m.start()] == "("
        or _NO_NAME.match(m.group())
    ):
        return False
    own = m.group()[: trade.start()]
    return len(own) > 2 and not _COMMON.fullmatch(own)
