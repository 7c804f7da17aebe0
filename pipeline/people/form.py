"""The travellers that a form names by label, where no title stands beside their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Document, Mention
from pipeline.people.mentions import PersonMention
from pipeline.people.names import NameModel
from pipeline.profile.travellers import read_travellers

# A name in a form has nothing beside it that speaks for it, but its label does.
LEAST = -6.0


def find_in_form(document: Document, names: NameModel, found: Sequence[Mention]) -> Iterator[PersonMention]:
    """The persons of 「姓名/服務機關/單位/職稱」 and its like that no mention of ``found`` holds.

    Their agency is for resolution to tell, as that of all travellers is. A contact is no traveller.
    """
    named = [(t.start, t.end, (t.title,) if t.title else ()) for t in read_travellers(document)]
    named += [(f.start, f.end, ()) for f in document.fields if f.name == "contact"]
    for start, end, titles in named:
        if any(m.start < end and start < m.end for m in found):
            continue
        written = document.text[start:end]
        best = names.best("".join(written.split()), "\n", "\n")
        if best is None or best.kind == "foreign" or best.score < LEAST:
            continue
        rule = "person.form"
        yield PersonMention(
            start, end, written, rule, 0.9, "bare", best.text, best.surname, best.given, None, titles
        )
