"""A Latin surname of which only the first letter is written, before a title: K處長, K 處長, K氏."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.people.mentions import PersonMention
from pipeline.people.titles import Title

INITIAL = re.compile(r"(?<![A-Za-z0-9.&\-/+])(?<![A-Za-z] )([A-Z])[ ]?(?=[\u4e00-\u9fff])")


def initials(
    text: str, mentions: Sequence[PersonMention], titles: Mapping[int, Title]
) -> Iterator[PersonMention]:
    """The mentions by one letter of the persons whose Latin surname, found before, begins with it."""
    first: dict[str, int] = {}
    for m in mentions:
        if m.latin_name and " " in m.latin_name:
            letter = m.latin_name.split()[-1][0]
            first[letter] = min(first.get(letter, m.start), m.start)
    taken = {position for m in mentions for position in range(m.start, m.end)} if first else set()
    for match in INITIAL.finditer(text) if first else ():
        letter, title = match.group(1), titles.get(match.end())
        if title is None or first.get(letter, len(text)) > match.start() or match.start() in taken:
            continue
        if title.end - 1 in taken:
            continue
        written = text[title.start : title.end]
        yield PersonMention(
            match.start(),
            title.end,
            text[match.start() : title.end],
            "person.initial",
            0.8,
            "surname_title",
            None,
            letter,
            None,
            None,
            (written,),
        )
