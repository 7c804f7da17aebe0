"""Names that a learned recogniser marks: one more source of candidates, on the same scale as the others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.latin import latin_name_at
from pipeline.people.mentions import Form
from pipeline.people.naming import RUN, NameSpan
from pipeline.recognisers.entity import Entity

# A model alone has to be quite sure, and its word counts less than a title.
_LEAST_CONFIDENCE = 0.6
_WEIGHT = 1.5
_LEAST_ODDS = 0.0
_MOST_ODDS = 4.0


def recognised(maker: CandidateMaker, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """A candidate for each person of ``entities`` whose characters can be read as a full name.

    The score is the log-odds of the model's confidence with a part of those of the name itself. What holds
    a verb, meets a title, or is no name by the model of names is left to the rules.
    """
    for entity in entities:
        if entity.label != "person" or entity.confidence < _LEAST_CONFIDENCE:
            continue
        who = _name(maker, entity)
        if who is None or who.odds < _LEAST_ODDS:
            continue
        confidence = min(entity.confidence, 0.999)
        score = _WEIGHT * math.log(confidence / (1 - confidence)) + min(who.odds, _MOST_ODDS)
        score += maker.around.penalty(entity.start, entity.end, who.surname)
        form: Form = "latin" if who.surname is None and who.latin else "bare"
        yield Candidate(entity.start, who.closed_end, score, form, who, (), "person.recognised")


def _name(maker: CandidateMaker, entity: Entity) -> NameSpan | None:
    text, start, end = maker.text, entity.start, entity.end
    latin = latin_name_at(text, start)
    if latin is not None and latin.end == end:
        return maker.reader.latin(latin)
    dotted = maker.dotted_before(end)
    if dotted is not None and dotted[0] == start:
        return dotted[1]
    if not RUN.fullmatch(text, start, end) or maker.reader.holds_verb(start, end):
        return None
    run, previous = text[start:end], text[start - 1] if start else "\n"
    found = maker.names.best(run, previous, text[end : end + 1])
    if found is None or found.surname is None:
        odds = maker.names.foreign(run) - maker.names.text(previous, run)
        return NameSpan(run, None, None, None, end, end, odds) if len(run) > 1 else None
    odds = found.score + maker.reader.region(start, found.kind)
    return NameSpan(found.text, found.surname, found.given, None, end, end, odds)
