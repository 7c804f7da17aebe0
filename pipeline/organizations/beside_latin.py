"""Names with a Latin part: units behind an acronym and a blank, and bodies that a noun before them tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.organizations.boundaries import torn
from pipeline.organizations.commons import is_continued, is_false_ending, is_quantifier, is_spoiled
from pipeline.organizations.latin import terms
from pipeline.organizations.lexicon import Head, heads, known_names, places
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import EDGE, STOP
from pipeline.search import matches

_CAPITAL = re.compile("[A-Z]")
# IMF 亞太部, NOAA GOES 辦公室; 公司 and what only ends in a head (內部) are none of its units.
_UNIT = re.compile(
    r"(?<![A-Za-z0-9.&\-] )(?<![A-Za-z0-9.&\-/])(?P<body>[A-Z][A-Z0-9]{2,9}|WB|EU|UN)[ ]"
    r"(?P<unit>(?P<own>(?:[A-Z][A-Za-z0-9\-]+[ ](?=辦公室|實驗室|中心|[\u4e00-\u9fff]{2}))?"
    r"(?:(?![及與和之的各等駐該本總])[\u4e00-\u9fff]){0,12}?)"
    r"(?P<head>研究中心|中心|辦公室|辦事處|實驗室|研究所|委員會|(?<!公)司|[部署局處]))"
)
# What may follow a unit: a break, a conjunction, an officer or somebody with a rank.
_BEHIND_UNIT = re.compile(
    r"[^\u4e00-\u9fff]|[及與和的之在於並辦召舉參]|[副代]?[處司局署部]長|[副代]?主任|首席|資深|科學家|經濟學家"
    r"|官員|專家|代表|顧問|人員|研[習究商]|會[晤談議]|簡報|說明|表示|主持|提供|$"
)
# What a Latin name is behind these; a person may stand behind 業者 or 進口商.
_INTRODUCED = re.compile(
    r"(?P<noun>智庫|大廠|龍頭|車廠|藥廠|非政府組織|(?:顧問|新創|軟體|科技|工程|市調|能源|製藥|物流)公司"
    r"|(?:研究|市調|驗證|檢驗|認證|信評|信用評等)機構|(?:連鎖|大型)超市|量販店)[「『 ]?"
    r"(?P<name>[A-Z][A-Za-z&\-]{2,19}(?: [A-Z][A-Za-z&\-]+){0,2})(?=[^A-Za-z0-9.&/\- ]|$)"
)
_THINK_TANKS = frozenset(("智庫", "非政府組織"))
_SCORE, _PER_CHARACTER, _INTRODUCED_SCORE = 26.0, 0.5, 9.0
_LEAST_OWN = 2


def units_of_acronyms(text: str, words: bytearray) -> Iterator[Candidate]:
    """A unit behind the acronym of its body and a blank: IMF 亞太部, NIST 材料實驗室."""
    for m in matches(_CAPITAL, _UNIT, text):
        own, unit, end = m.group("own"), m.group("unit"), m.end()
        if m.group("body") in terms() or (len(own) < _LEAST_OWN or is_quantifier(own)):
            continue
        if unit in known_names() or _names_country(own) or not _BEHIND_UNIT.match(text, end):
            continue
        if is_continued(text, end) or is_false_ending(text, end, m.group("head")):
            continue
        if is_spoiled(text, m.start("unit"), end) or any(
            words[i] in (STOP, EDGE) and text[i] != "暨" for i in range(m.start("unit"), m.start("head"))
        ):
            continue
        score = _SCORE + _PER_CHARACTER * len(unit)
        head = heads().get(m.group("head"))
        yield Candidate(m.start(), end, score, "organization.nested", head, m.end("body"))


def introduced_names(text: str) -> Iterator[Candidate]:
    """A Latin name behind a noun that says what kind of body it is: 智庫RAND, 顧問公司Frost."""
    for m in _INTRODUCED.finditer(text):
        name = m.group("name")
        if name in terms() or name.split()[0] in _no_bodies() or torn(text, m.start()):
            continue
        kind = Head("智庫", "association", "weak") if m.group("noun") in _THINK_TANKS else heads()["公司"]
        yield Candidate(*m.span("name"), _INTRODUCED_SCORE, "organization.latin-introduced", kind)


def _names_country(own: str) -> bool:
    return any(own[:size] in places() for size in (2, 3, 4))


@cache
def _no_bodies() -> frozenset[str]:
    """Latin words that begin the name or title of a person: Anna, CEO."""
    titles = (word for r in load_lexicon("latin_titles") for word in r["word"].split()[:1])
    return frozenset(titles) | {r["name"] for r in load_lexicon("latin_given_names")}
