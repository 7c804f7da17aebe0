"""What a rule is: data, with examples that are its tests and its documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Begins = Literal["number", "word", "latin"]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the mention the rule finds in it, and its value in a report of 2017-11-22.

    ``value`` None: the mention has no value that could be decided.
    """

    sentence: str
    mention: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of date expression, or one form of what is not a date and competes with it.

    ``pattern`` is a regular expression in which ``␣`` stands for optional space; the names of its groups
    are fields (see ``pipeline.dates.read``). Where several rules match at one place, the highest
    ``score`` wins; a rule that is not a date (``is_date`` False) then keeps its text from all others.
    ``examples`` must be found by this rule with these values (for a rule that is not a date: must be
    claimed by it), and nothing may be found by it in ``counterexamples``. ``source`` names the convention.
    ``begins`` tells the scanner where to try it: at a number, at a word (第 included), at a Latin letter. A
    rule whose pattern may begin with an era is tried there too.
    """

    id: str
    pattern: str
    score: int
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    source: str
    begins: tuple[Begins, ...]
    is_date: bool = True
