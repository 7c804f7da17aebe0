"""Organizations that a learned recogniser marks: one more source of candidates, on the same scale."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from pipeline.organizations.lexicon import generic_words, places
from pipeline.organizations.surroundings import Candidate
from pipeline.recognisers.entity import Entity

# Below this a model is wrong too often to count; a known name or a telling head weighs more than its word.
_LEAST_CONFIDENCE = 0.7
_WEIGHT = 1.2
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9][\u4e00-\u9fffA-Za-z0-9&．.·‧\-() ]*[\u4e00-\u9fffA-Za-z0-9)]")


def recognised(text: str, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """A candidate for each organization of ``entities``, whose offsets point into the folded ``text``.

    The score is the log-odds of the model's confidence. What is a place or a common noun is left out.
    """
    wholes = generic_words("whole")
    for entity in entities:
        name = text[entity.start : entity.end]
        if entity.label != "organization" or entity.confidence < _LEAST_CONFIDENCE:
            continue
        if not _NAME.fullmatch(name) or name in places() or name in wholes:
            continue
        confidence = min(entity.confidence, 0.999)
        score = _WEIGHT * math.log(confidence / (1 - confidence))
        yield Candidate(entity.start, entity.end, score, "organization.recognised")
