"""Organizations that a learned recogniser marks: one more source of candidates, on the same scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.organizations.commons import is_generic
from pipeline.organizations.lexicon import generic_words, heads, places
from pipeline.organizations.surroundings import Candidate
from pipeline.recognisers.entity import Entity

# Counted on annotated reports: below this a model is wrong twice as often as right.
_LEAST_CONFIDENCE = 0.96
_LEAST_LENGTH = 3
# What a general recogniser takes for a body and officialese does not: delegations, flights, fairs.
_NO_BODY = re.compile(
    r"(?:團|團隊|航空|博會|年會|會議|論壇|研習會|政府|FTA|ECFA)$|^(?:國家級|中央部會)|^[委流內交]"
)
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9][\u4e00-\u9fffA-Za-z0-9&．.·‧\-() ]*[\u4e00-\u9fffA-Za-z0-9)]")


def recognised(text: str, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """A candidate for each organization of ``entities``, whose offsets point into the folded ``text``.

    The score is the model's confidence, less than that of any reading of the grammar. What is a place or a
    common noun is left out.
    """
    wholes = generic_words("whole")
    for entity in entities:
        name = text[entity.start : entity.end]
        if entity.label != "organization" or entity.confidence < _LEAST_CONFIDENCE:
            continue
        if len(name) < _LEAST_LENGTH or not _NAME.fullmatch(name) or _NO_BODY.search(name):
            continue
        if name in places() or name in wholes or any(is_generic(name, head) for head in _heads_of(name)):
            continue
        yield Candidate(entity.start, entity.end, entity.confidence, "organization.recognised")


def _heads_of(name: str) -> list[str]:
    return [name[-size:] for size in range(1, len(name) + 1) if name[-size:] in heads()]
