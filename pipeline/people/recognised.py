"""Names that a learned recogniser marks: one more source of candidates, on the same scale as the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.organizations.lexicon import places
from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.naming import RUN, NameSpan
from pipeline.recognisers.entity import Entity

# Counted on annotated reports: below this a model is wrong far more often than right, and what the model of
# names does not take for a name is none either (places above all).
_LEAST_CONFIDENCE = 0.9
_LEAST_ODDS = 4.0
# Without a surname it is mostly the given name behind a title (周組長|明德), seldom a foreigner's.
_LEAST_FOREIGN = 0.98
_SHORTEST_FOREIGN = 3
# Thanks begin with a surname: 謹致謝忱.
_THANKS = frozenset(("謝忱", "謝意", "謝函", "謝詞", "謝辭", "謝禮", "謝幕", "謝絕", "謝卡", "謝罪"))
# With these behind it a name is part of another one: 諾貝爾|獎, 哥廷根|大學, 華盛頓|州.
_OWNED = re.compile(
    "[獎盃杯號牌島州省市縣郡區鎮鄉村里路街港灣河江湖山]|(?:大學|學院|學校|高中|醫院|機場|車站|大道|廣場|公園|法案|定律|條約"
    "|公司|集團|銀行|基金|圖書館|博物館|紀念|效應|模型|指數)"
)


def recognised(maker: CandidateMaker, entities: Sequence[Entity]) -> Iterator[Candidate]:
    """A candidate for each person of ``entities`` whose characters can be read as a full name.

    The score is the model's confidence, less than that of any reading of the grammar, which knows titles:
    measured on annotated reports, whatever weighs more costs roles and gains no names. What holds
    a verb, is a place or part of another name, or is no name by the model of names is left out, and so
    are Latin names, which the rules know better.
    """
    ends = {e.end for e in entities if e.label == "person"}
    for entity in entities:
        if entity.label != "person" or entity.confidence < _LEAST_CONFIDENCE:
            continue
        written = maker.text[entity.start : entity.end]
        if written in places() or written in _THANKS or _OWNED.match(maker.text, entity.end):
            continue
        who = _name(maker, entity)
        if who is None or who.odds < _LEAST_ODDS:
            continue
        if who.surname is None and (
            entity.confidence < _LEAST_FOREIGN or entity.end - entity.start < _SHORTEST_FOREIGN
        ):
            continue
        if maker.around.penalty(entity.start, entity.end, who.surname) < 0:
            continue
        # What is listed with things is a thing: 百合、鬱金香.
        if maker.text[entity.start - 1 : entity.start] == "、" and entity.start - 1 not in ends:
            continue
        # In brackets stands another spelling of the name before them.
        if maker.text[entity.start - 1 : entity.start] in ("（", "(") and maker.text[entity.end] in "）)":
            continue
        score = entity.confidence
        yield Candidate(entity.start, who.closed_end, score, "bare", who, (), "person.recognised")


def _name(maker: CandidateMaker, entity: Entity) -> NameSpan | None:
    text, start, end = maker.text, entity.start, entity.end
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
