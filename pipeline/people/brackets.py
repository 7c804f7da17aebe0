"""The Latin name in the bracket behind a name and its title: of that person, and no person of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.people.candidates import Candidate
from pipeline.people.latin import LatinName, latin_name_at

OPENING = re.compile(r"[ ]?(?:先生|女士|小姐|博士)?[ ]?[(（]")
# What may close the name in the bracket: the bracket itself, or a comma before the title in English.
CLOSING = re.compile(r"[ ]?[)）,，;；/、]")
LATIN_GAP = 12


def with_bracketed_latin(text: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Gives each name the Latin one in the bracket behind it, and drops that as a person of its own."""
    found: list[Candidate] = []
    taken = 0
    for c in _without_repeated(chosen):
        if c.start < taken and not c.titles:
            continue
        latin = None if c.who.latin else _latin_behind(text, c.end)
        if latin is None:
            found.append(c)
            continue
        taken = latin.end
        found.append(replace(c, who=replace(c.who, latin=latin.name)))
    return found


def _latin_behind(text: str, end: int) -> LatinName | None:
    """The Latin name of two words and more that a bracket at ``end`` begins with."""
    opening = OPENING.match(text, end)
    latin = latin_name_at(text, opening.end()) if opening is not None else None
    if latin is None or latin.tokens < 2 or not CLOSING.match(text, latin.end):
        return None
    return latin


def _without_repeated(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Drops a Latin name that only stands in the bracket of the name before it."""
    kept: list[Candidate] = []
    for c in chosen:
        before = kept[-1] if kept else None
        if (
            before is not None
            and not c.titles
            and c.who.latin is not None
            and before.who.latin is not None
            and (c.who.name or c.who.latin) in before.who.latin
            and c.end - before.end <= LATIN_GAP + max(len(before.who.latin), c.end - c.start)
        ):
            continue
        kept.append(c)
    return kept
