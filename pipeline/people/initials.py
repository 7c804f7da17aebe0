"""Surnames of which only the beginning is written, before a title.

Of a Latin one the first letter (K處長, K 處長), of one that is spelled with characters the first of them:
維副局長 for 亞當．維喬雷克. The person has to be named before, the latter with the same title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.people.bearers import DOTTED
from pipeline.people.mentions import PersonMention
from pipeline.people.titles import Title

# What may stand before a surname, where anything else makes it the end of another word.
BEFORE = frozenset("，。；：、「（\n \u3000由與及和請向對經並據獲承陪同時後")
INITIAL = re.compile(r"(?<![A-Za-z0-9.&\-/+])(?<![A-Za-z] )([A-Z])[ ]?(?=[\u4e00-\u9fff])")


def initials(
    text: str, mentions: Sequence[PersonMention], titles: Mapping[int, Title]
) -> Iterator[PersonMention]:
    """The mentions by one letter or character of the persons whose surname, found before, begins with it."""
    yield from _of_dotted(text, mentions, titles)
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


def _of_dotted(
    text: str, mentions: Sequence[PersonMention], titles: Mapping[int, Title]
) -> Iterator[PersonMention]:
    """The mentions by the first character of the last part of a dotted name."""
    first: dict[tuple[str, str], int] = {}
    for m in mentions:
        if m.name is not None and len(parts := DOTTED.split(m.name)) > 1 and m.titles:
            key = parts[-1][0], m.titles[0]
            first[key] = min(first.get(key, m.start), m.start)
    taken = {position for m in mentions for position in range(m.start, m.end)} if first else set()
    for title in titles.values() if first else ():
        start, written = title.start - 1, text[title.start : title.end]
        if first.get((text[start : title.start], written), len(text)) > start or start in taken:
            continue
        if text[start - 1] not in BEFORE or title.end - 1 in taken:
            continue
        yield PersonMention(
            start,
            title.end,
            text[start : title.end],
            "person.initial",
            0.8,
            "surname_title",
            None,
            text[start],
            None,
            None,
            (written,),
        )
