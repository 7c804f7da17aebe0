"""Newspapers and magazines: with the country or city before them, or between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.organizations.boundaries import torn
from pipeline.organizations.lexicon import Head, generic_words
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import STOP
from pipeline.search import matches

_SCORE = 12.0
_PAPER = re.compile(
    r"(?:(?:新聞|經濟|公安|人民|青年|論壇|先驅|紀事|先鋒|前鋒|商業|財經|工商|自由|獨立|民族|軍隊|勞動|世界|國際|星|日|晚|早|時|郵|商|導)){1,2}報"
    r"(?![告到導名考酬償單表請復案社])|(?:新聞|財經|經濟|商業|政治|國際)?(?:週刊|周刊|雜誌)"
)
_BEGINS = re.compile("[新經公人青論先紀前商財工自獨民軍勞世國星日晚早時郵導政週周雜]")
# What is quoted and ends so is read, but published by no house of its own.
_QUOTED = re.compile(
    r"[「『《]((?:[\u4e00-\u9fff]{2,8}(?<![年季月週周半通簡海情會公電測速統])報|[\u4e00-\u9fff]{2,8}(?:雜誌|週刊|周刊)))[」』》]"
)
# 大洋新報(Ocean News): a name in Chinese that its own name explains.
_GLOSSED = re.compile(
    r"(?<![年季月週周半通簡海情會公電測速統學預申警])報[」』》]?"
    r"[ ]?\((?:The |El |La |Le |Die )?[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3}[),]"
)
# What ends where the name of a paper begins.
_INTRODUCING = re.compile("(?:媒體|大報|報紙|報刊|記者|刊物|接受|刊載|及|與|和|由|在|於|經)$")
_LONGEST_OWN = 5
_SHORTEST_PAPER, _LONGEST_PAPER = 3, 7
_MEDIA = Head("報", "media", "strong")


def newspapers(text: str, words: bytearray, place_starts: Mapping[int, int]) -> Iterator[Candidate]:
    """印尼羅盤報, 「海洋雜誌」: what a country or city, or quotation marks, make the name of a paper."""
    for m in matches(_BEGINS, _PAPER, text):
        for own in range(_LONGEST_OWN):
            at = m.start() - own
            if own and (at < 0 or not "\u4e00" <= text[at] <= "\u9fff" or words[at] == STOP):
                break
            start = place_starts.get(at)
            if start is None:
                continue
            if not text[start].isascii() and text[start:at] not in generic_words("region"):
                yield Candidate(start, m.end(), _SCORE, "organization.press", _MEDIA)
            break
    for m in _QUOTED.finditer(text):
        if m.group(1) not in generic_words("whole"):
            yield Candidate(*m.span(1), _SCORE, "organization.press", _MEDIA)


def glossed_papers(text: str, words: bytearray) -> Iterator[Candidate]:
    """大洋新報(Ocean News): from a stop or a word for the press up to the bracket with its own name."""
    for m in _GLOSSED.finditer(text):
        end = m.start() + 1
        if text[end] in "」』》":
            quote = max(text.rfind(opening, max(0, end - _LONGEST_PAPER - 2), end) for opening in "「『《")
            if quote >= 0:
                yield Candidate(quote + 1, end, _SCORE, "organization.press", _MEDIA)
            continue
        for start in range(end - _SHORTEST_PAPER, max(-1, end - _LONGEST_PAPER - 1), -1):
            if not "\u4e00" <= text[start] <= "\u9fff" or words[start] == STOP:
                break
            unbounded = start and "\u4e00" <= text[start - 1] <= "\u9fff" and words[start - 1] != STOP
            if torn(text, start):
                continue
            if not unbounded or _INTRODUCING.search(text, max(0, start - 2), start):
                yield Candidate(start, end, _SCORE, "organization.press", _MEDIA)
                break
