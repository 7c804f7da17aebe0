"""The agencies and units in the fields of the cover and the form, which stand there between blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Document
from pipeline.organizations.commons import is_quantifier
from pipeline.organizations.lexicon import generic_words, heads
from pipeline.organizations.surroundings import Candidate

_FIELDS = frozenset(("agency", "unit", "organizer", "traveller"))
_WORD = re.compile(r"[\u4e00-\u9fff]{3,20}")
_UNIT = re.compile(r"[處局署司科組室課所會院部]$")
_NO_UNIT = re.compile(r"第?[一二三四五六七八九十0-9]{1,3}[組科課室隊]$|[副前代]|人員|同上")
_SCORE = 2.0


def form_units(document: Document, text: str) -> Iterator[Candidate]:
    """Whole words of the fields that end as a unit does; ``text`` is the folded text of the document."""
    for field in document.fields:
        if field.name not in _FIELDS:
            continue
        for m in _WORD.finditer(text, field.start, field.end):
            unit = _UNIT.search(m.group())
            if unit is None or _NO_UNIT.search(m.group()) or m.group() in generic_words("whole"):
                continue
            if not is_quantifier(m.group()[:-1]):
                yield Candidate(m.start(), m.end(), _SCORE, "organization.form", heads().get(unit.group()))
