"""Companies without a legal form: by the trade in their name, in a list of companies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.organizations.boundaries import torn
from pipeline.organizations.commons import is_ordinary
from pipeline.organizations.lexicon import generic_words, heads, known_names, places
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import EDGE, STOP

_SCORE = 13.0
_TRADES = (
    r"(?:電機|橡膠|鋼鐵|石化|電子|紡織|水泥|化學|光電|精密|食品|重工|海運|汽車|科技|機械|證券|人壽|航空|塑膠|實業|半導體|紙業"
    r"|造船|製藥|生技|電信|電力|電通|電腦|資訊|能源|營造|建設|投信|投顧|產險|金控|航運|物流|玻璃|輪胎|自行車|工具機|纖維|重電|電器)"
)
_BEHIND = re.compile(
    rf"(?:(?:{_TRADES}|信評|會計師|顧問|風力|離岸風電|能源系統|數位|系統|融資|租賃|資產管理)+(?:股份有限|有限)?(?:公司|集團|事務所)"
    rf"|{_TRADES}(?=[、,。;()及與和等]|$|副?董事長|總經理|總裁|執行長))"
)
_TRADE_BONUS = 12.0
# A daughter by its own word: 西門子|歌美颯公司, but not 中鋼|子公司.
_DAUGHTER = re.compile(
    "(?:(?![、及與和暨在為等之的子分總母各旗兩三四五六七八九十數集家])[\u4e00-\u9fff]){2,5}公司"
)
# Everything between two marks of a list.
_ITEM = re.compile(
    r"(?<=[、及與和由括有:;,])(?P<own>(?:(?![及與和暨或等])[\u4e00-\u9fff]){2,4}?)"
    rf"{_TRADES}(?=[、及與和等])"
)
# What says of the items of a list that they are companies.
_CLOSED = re.compile(
    r"[^。;\n]{0,80}?等(?:[0-9一二三四五六七八九十]{1,3}餘?[家間])?(?:國內|我國|臺灣|知名|大型|在地|相關)?"
    r"(?:業者|廠商|企業|公司|大廠)"
)
# Names of a word of their own and a trade in a row, of whom no word says that they are firms.
_MEMBER = rf"(?:(?![及與和暨或等、])[\u4e00-\u9fff]){{2,3}}?{_TRADES}"
_ROW = re.compile(
    r"(?:(?<=[、及與和由括有:;,。(\n])|(?<=協助|輔導|參訪|拜訪|拜會|促成|邀請|委託|投資|併購|提供|包括|例如|陪同|訪視))"
    rf"{_MEMBER}(?:[、及與和]{_MEMBER})+"
)
_MEMBERS = re.compile(_MEMBER)
_LEAST_UNKNOWN = 2
# Kinds of one product: 平板電腦, 筆記型電腦.
_PRODUCT = re.compile("平板|手提|掌上|[\u4e00-\u9fff]{1,2}[型式用性]")
_NEIGHBOUR_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}(?:公司|集團|銀行|同業公會)[、及與和]$")
_NEIGHBOUR_AFTER = re.compile(r"[、及與和][\u4e00-\u9fff]{2,6}(?:公司|集團|銀行)[、及與和等]")


def companies_with_trade(
    text: str, words: bytearray, known: Mapping[tuple[int, int], float]
) -> Iterator[Candidate]:
    """A known company with its trade or its own word behind its name: 日月光|半導體, 西門子|歌美颯公司."""
    for (start, end), score in known.items():
        m = _BEHIND.match(text, end) if end - start > 1 else None
        if m is None and end - start > 1 and text[end - 1] not in "司團":
            m = _DAUGHTER.match(text, end)
            if m is not None and any(words[i] in (STOP, EDGE) for i in range(end, m.end())):
                m = None
        name = known_names().get(text[start:end]) if m is not None else None
        if m is not None and name is not None and name.type == "company":
            yield Candidate(start, m.end(), score + _TRADE_BONUS, "organization.company", heads()["公司"])


def listed_companies(text: str, words: bytearray) -> Iterator[Candidate]:
    """海燕橡膠 between the marks of a list that 等業者 closes, or beside a company in full."""
    for m in _ITEM.finditer(text):
        own, name = m.group("own"), m.group()
        if name in generic_words("whole") or is_ordinary(name) or is_ordinary(own) or own in places():
            continue
        if any(words[i] == STOP for i in range(m.start(), m.end())) or own in generic_words("topic"):
            continue
        if (text[m.start() - 1] in "和與由括有" and torn(text, m.start())) or not _among_companies(
            text, m.start(), m.end()
        ):
            continue
        yield Candidate(m.start(), m.end(), _SCORE, "organization.listed", heads()["公司"])


def _among_companies(text: str, start: int, end: int) -> bool:
    return (
        _NEIGHBOUR_BEFORE.search(text, max(0, start - 12), start) is not None
        or _NEIGHBOUR_AFTER.match(text, end) is not None
        or _CLOSED.match(text, end) is not None
    )


def companies_in_a_row(text: str, words: bytearray) -> Iterator[Candidate]:
    """凌天科技與凌海電腦: two or more in a row, at least two of them with an own word that is no word."""
    for m in _ROW.finditer(text):
        spans = [item.span() for item in _MEMBERS.finditer(text, m.start(), m.end())]
        unknown = sum(not any(words[i] for i in range(start, start + 2)) for start, _ in spans)
        plain = any(
            is_ordinary(text[start : start + 2])
            or text[start : start + 2] in places()
            or _PRODUCT.match(text, start, end)
            or text[start : start + 2] in generic_words("topic")
            or any(words[i] in (STOP, EDGE) for i in range(start, end))
            for start, end in spans
        )
        if plain or unknown < _LEAST_UNKNOWN or torn(text, m.start()):
            continue
        for start, end in spans:
            yield Candidate(start, end, _SCORE, "organization.listed", heads()["公司"])
