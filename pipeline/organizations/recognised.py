"""Organizations that a learned recogniser marks: one more source of candidates, on the same scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.organizations.commons import (
    BUSINESS_HEADS,
    HEAD_CHARACTERS,
    is_continued,
    is_generic,
    is_spoiled,
)
from pipeline.organizations.lexicon import generic_words, heads, places
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import INSIDE, STOP, word_marks
from pipeline.recognisers.entity import Entity

# Counted on annotated reports: from here on what it adds is mostly right.
_LEAST_CONFIDENCE = 0.95
_LEAST_LENGTH = 3
# What a general recogniser takes for a body and officialese does not: delegations, flights, fairs, ranks.
_NO_BODY = re.compile(
    r"(?:團|隊|航空|博會|年會|會議|論壇|研習會|政府|FTA|ECFA|[少中上][校將尉]|博士|小姐)$|^(?:國家級|中央部會)|^[委流內交]"
)
# 台北市|金 before 副市長溥聰.
_PLACE_AND_CHARACTER = re.compile("..{1,3}[省市縣州郡].")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9][\u4e00-\u9fffA-Za-z0-9&．.·‧\-() ]*[\u4e00-\u9fffA-Za-z0-9)]")


def recognised(text: str, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """A candidate for each organization of ``entities``, whose offsets point into the folded ``text``.

    The score is the model's confidence, less than that of any reading of the grammar. What is a place or a
    common noun is left out, and so is what begins or ends inside a word: 股|東大會, 中小企業部|長.
    """
    wholes = generic_words("whole")
    marks = word_marks(text) if entities else bytearray()
    for entity in entities:
        name = text[entity.start : entity.end]
        if entity.label != "organization" or entity.confidence < _LEAST_CONFIDENCE:
            continue
        if len(name) < _LEAST_LENGTH or not _NAME.fullmatch(name) or _NO_BODY.search(name):
            continue
        if name in places() or name in wholes or any(_is_common(name, head) for head in _heads_of(name)):
            continue
        if marks[entity.start] in (INSIDE, STOP) or _is_cut_short(text, entity.end):
            continue
        if is_spoiled(text, entity.start, entity.end) or _PLACE_AND_CHARACTER.fullmatch(name):
            continue
        yield Candidate(entity.start, entity.end, entity.confidence, "organization.recognised")


def _is_cut_short(text: str, end: int) -> bool:
    return is_continued(text, end) or (
        text[end - 1] in HEAD_CHARACTERS and text[end : end + 1] in ("長", "員")
    )


def _is_common(name: str, head: str) -> bool:
    """Whether no name stands before the head, or behind a place and before it: 歐洲|學校, 台灣|顧問公司."""
    if is_generic(name, head):
        return True
    regions = generic_words("region") | places().keys()
    starts = (name[size:] for size in range(2, len(name) - len(head) + 1) if name[:size] in regions)
    return head in BUSINESS_HEADS and any(is_generic(rest, head) for rest in starts)


def _heads_of(name: str) -> list[str]:
    return [name[-size:] for size in range(1, len(name) + 1) if name[-size:] in heads()]
