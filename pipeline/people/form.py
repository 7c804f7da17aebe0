"""The travellers that a form names by label, where no title stands beside their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Document, Field, Mention
from pipeline.people.mentions import PersonMention
from pipeline.people.names import NameModel

# A name in a form has nothing beside it that speaks for it, but its label does.
LEAST = -6.0


def find_in_form(document: Document, names: NameModel, found: Sequence[Mention]) -> Iterator[PersonMention]:
    """The persons of 「姓名/服務機關/單位/職稱」 and its like that no mention of ``found`` holds.

    Title, unit and agency are those of the same entry: what stands between this name and the next.
    """
    clean = document.text
    taken = [(m.start, m.end) for m in found]
    fields = document.fields
    for index, field in enumerate(fields):
        if field.name not in ("traveller_name", "contact"):
            continue
        if any(a < field.end and field.start < b for a, b in taken):
            continue
        written = clean[field.start : field.end]
        best = names.best("".join(written.split()), "\n", "\n")
        if best is None or best.kind == "foreign" or best.score < LEAST:
            continue
        beside = {f.name: f for f in _same_entry(clean, fields, index)}
        title = beside.get("traveller_title")
        unit = beside.get("unit") or beside.get("agency") or beside.get("organizer")
        yield PersonMention(
            field.start,
            field.end,
            written,
            "person.form",
            0.9,
            "bare",
            best.text,
            best.surname,
            best.given,
            None,
            ("".join(clean[title.start : title.end].split()),) if title else (),
            clean[unit.start : unit.end] if unit else None,
            unit.start if unit else None,
            unit.end if unit else None,
        )


def _same_entry(clean: str, fields: Sequence[Field], index: int) -> Iterator[Field]:
    """The fields beside the one at ``index``: back and forth to the next name, the end of the line or ；."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(fields):
            first, last = sorted((fields[index], fields[at]), key=lambda f: f.start)
            between = clean[first.end : last.start]
            if fields[at].name in ("traveller_name", "contact") or "\n" in between or "；" in between:
                break
            yield fields[at]
            at += step
