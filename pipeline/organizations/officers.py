"""Units that the title of an officer tells: 植物防疫課|課長, 案件處|副處長, 國際經濟課|參事官."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from pipeline.organizations.commons import JOINTS, is_ordinary_unit, is_spoiled
from pipeline.organizations.lexicon import heads
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import EDGE, INSIDE, STOP

# The head twice, or an officer of whom only units have any; 處 and 司 alone also end other words.
_UNIT = re.compile(
    r"(?P<head>[課處司室科]|(?<!小)組)(?=副?(?P=head)長)"
    r"|(?:課|(?<=[務理策劃畫制]室))(?=參事官|專門官|審議官|調查官|企[劃畫]官|課員|主[任查]|係長|補佐)"
)
_LONGEST, _SHORTEST = 10, 2
_SCORE, _NEST_BONUS = 8.0, 6.0
# The end of a body's name that was cut: 經|創部創新政策司, 檢討|處區域協定科; but not 內部稽核處.
_CUT = re.compile("[處司局署]|(?![內外全幹])[\u4e00-\u9fff][部局署處司]")
# Of several, only counted, or behind a word of speech: 各處處長, 十三個辦事處處長, 他是標準組組長.
_SEVERAL = re.compile("[各每某諸該個哪這那]|辦事處$|^[是做接過像成連]|於是|問題|代表|派遣|大會")
# An office of which nothing more is told, mostly one of many: 新聞處處長或局長, 榮民服務處處長5人.
_OFFICE = re.compile("副?[處司組科課室]長(?:[或、之的職等]|[0-9]+[人位名])")
# 對 leads to whom one speaks, but in 對臺經貿處 it begins the name of a unit.
_TOWARDS = re.compile("(?<![\u4e00-\u9fff])對(?=[臺外日美])")


def units_with_officers(
    text: str, words: bytearray, parents: Mapping[int, tuple[int, float]], ends: Set[int]
) -> Iterator[Candidate]:
    """The words before the head, up to a stop or the organization that the unit is under.

    Where the scan by log-odds has found a name, in ``ends``, it knows better where that begins.
    """
    for m in _UNIT.finditer(text):
        end = m.end()
        start = _start(text, words, parents, end - 1)
        if start is None:
            continue
        if end in ends and start not in parents and text[start] != "對":
            continue
        head_text = text[end - 1]
        name = text[start:end]
        if is_ordinary_unit(name, head_text) or is_spoiled(text, start + 1, end):
            continue
        if _SEVERAL.search(name):
            continue
        if start not in parents and (_CUT.match(name[:-1]) or _OFFICE.match(text, end)):
            continue
        head = heads().get(head_text)
        if start in parents:
            parent, score = parents[start]
            yield Candidate(parent, end, score + _NEST_BONUS, "organization.nested", head, start)
        else:
            yield Candidate(start, end, _SCORE, "organization.unit", head)


def _start(
    text: str, words: bytearray, parents: Mapping[int, tuple[int, float]], head_start: int
) -> int | None:
    """Where the unit's name begins; None where it is too short, too long or cut out of a word."""
    start = head_start
    while start and head_start - start <= _LONGEST and start not in parents:
        char = text[start - 1]
        if words[start - 1] == STOP or char == "兼" or char in JOINTS or not "\u4e00" <= char <= "\u9fff":
            break
        start -= 1
    towards = _TOWARDS.match(text, start - 1) if start else None
    start -= towards is not None
    if not _SHORTEST <= head_start - start <= _LONGEST or words[start] in (EDGE, INSIDE):
        return None
    return start
