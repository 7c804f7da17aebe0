"""Names that their surroundings bound on both sides: missions (駐X代表處) and names in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.countries import country_names
from pipeline.organizations.commons import is_continued, is_generic, is_spoiled
from pipeline.organizations.lexicon import fold, heads, places
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import EDGE, STOP

_MISSION_HEAD = r"(?:代表處|代表團|代表部|辦事處|大使館|總領事館|領事館|公使館|經濟文化中心|文化中心)"
_MISSION = re.compile(
    rf"(?:臺北|臺灣|中華民國)?(?:常)?駐([\u4e00-\u9fff]{{1,7}}?)"
    rf"((?:臺北|臺灣|中華民國)?(?:經濟|貿易|文化|商務|聯絡){{0,3}}{_MISSION_HEAD})"
)
_QUOTED = re.compile(r"[「『]([\u4e00-\u9fff][\u4e00-\u9fff、\-‧·]{3,23})[」』]")
_FRIENDS = re.compile(
    r"(?:國會|議會|議院|[參眾上下]院)[「『]([\u4e00-\u9fff]{2,10}(?:小組|連線|聯線|之友會|之友社|聯誼會|友好團))[」』]"
)
_GOVERNING = re.compile(
    r"(?:執政|在野)[「『]?((?:(?![黨政大兩各及與和暨或的])[\u4e00-\u9fff]){1,6}黨)(?![黨籍團派部內外])"
)
_SCORE, _PER_CHARACTER, _QUOTED_SCORE = 20.0, 1.2, 8.0
_ABRIDGED = re.compile(r"\((?:股份有限|股|有限|有|股份)\)(?:有限)?公司")
_LONGEST_HEAD, _LONGEST_FIRM = 6, 14


def missions(text: str) -> Iterator[Candidate]:
    """駐, a country or city (or its abbreviation), and the word for a mission: 駐美代表處."""
    for m in _MISSION.finditer(text):
        if m.group(1) in _hosts():
            score = _SCORE + _PER_CHARACTER * (m.end() - m.start())
            yield Candidate(m.start(), m.end(), score, "organization.mission", heads().get("代表處"))


def quoted(text: str, words: bytearray, taken: Mapping[tuple[int, int], float]) -> Iterator[Candidate]:
    """What stands whole between quotation marks and ends in the head of a body."""
    for m in _QUOTED.finditer(text):
        start, end = m.span(1)
        if (start, end) in taken or words[start] == STOP or is_continued(text, end):
            continue
        for size in range(min(_LONGEST_HEAD, end - start - 2), 0, -1):
            head = heads().get(text[end - size : end])
            if head is not None:
                name = text[start:end]
                whole = words[start] != STOP and not is_spoiled(text, start, end)
                joined = head.kind == "single" and "暨" in name
                if (head.kind == "strong" or joined) and whole and not is_generic(name, fold(head.text)):
                    yield Candidate(start, end, _QUOTED_SCORE + len(name) / 2, "organization.quoted", head)
                break


def abridged_firms(text: str, words: bytearray) -> Iterator[Candidate]:
    """Companies with their legal form in brackets, 海天物流(股)公司: the words before it without a break."""
    for m in _ABRIDGED.finditer(text):
        start = m.start()
        while start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and words[start - 1] not in (STOP, EDGE):
            start -= 1
        if 1 < m.start() - start <= _LONGEST_FIRM:
            yield Candidate(start, m.end(), _QUOTED_SCORE, "organization.firm-form", heads().get("公司"))


def friendship_groups(text: str) -> Iterator[Candidate]:
    """What is quoted after a parliament and ends in the word for a group of its members: 國會「友華小組」."""
    for m in _FRIENDS.finditer(text):
        yield Candidate(*m.span(1), _QUOTED_SCORE, "organization.friendship-group", heads().get("聯誼會"))


def governing_parties(text: str) -> Iterator[Candidate]:
    """What 執政 or 在野 introduces and ends in 黨: 執政人民行動黨."""
    for m in _GOVERNING.finditer(text):
        if not is_generic(m.group(1), "黨"):
            yield Candidate(*m.span(1), _QUOTED_SCORE, "organization.party", heads().get("黨"))


@cache
def _hosts() -> frozenset[str]:
    return frozenset(places()) | {fold(name) for name in country_names("abbreviation")}
