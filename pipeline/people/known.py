"""The names that a document itself vouches for: its travellers, and names read beyond doubt or twice.

A name read once behind a title (紀聯絡官轉菲方) may be a short form before other words; one on the cover,
in a table, written in another form or twice is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Document
from pipeline.people.candidates import Candidate
from pipeline.people.mentions import PersonMention
from pipeline.profile.travellers import read_travellers

CHINESE_NAME = re.compile(r"[\u3400-\u9fff]{2,6}")
# Log-odds of a score at which a name read once behind a title needs no second witness.
BEYOND_DOUBT = 18.0
KNOWN = 5.0
SAME_TITLE = -9.0
SAME_SURNAME = -3.0


class KnownNames:
    """The names of one document with the titles written beside them."""

    def __init__(self, titles_of: dict[str, set[str]], places: dict[str, set[int]]) -> None:
        self._titles_of = titles_of
        self._places = places

    def elsewhere(self, c: Candidate) -> bool:
        """Whether the name of ``c`` was also read at another place of the document."""
        return any(p >= c.end or p < c.start for p in self._places.get(c.who.name or "", ()))

    def weight(self, name: str, surname: str, titles: Sequence[str]) -> float:
        """What the known names say for ``name`` (positive) or against it, under its ``titles``."""
        if name in self._titles_of:
            return KNOWN
        namesakes = [known for other, known in self._titles_of.items() if other.startswith(surname)]
        if any(
            t.endswith(title) or title.endswith(t) for title in titles for known in namesakes for t in known
        ):
            return SAME_TITLE
        return SAME_SURNAME if namesakes else 0.0


def known_names(
    source: str | Document, text: str, chosen: Sequence[Candidate], tables: Sequence[PersonMention]
) -> KnownNames:
    """The names of the cover, of ``tables`` and of the ``chosen`` candidates that stand on their own."""
    found: dict[str, set[str]] = {}
    for traveller in [] if isinstance(source, str) else read_travellers(source):
        found.setdefault(re.sub(r"\s", "", traveller.name), set()).update(
            [traveller.title] if traveller.title else []
        )
    for m in tables:
        if m.name and m.surname:
            found.setdefault(m.name, set()).update(m.titles)
    named = [c for c in chosen if c.who.name and CHINESE_NAME.fullmatch(c.who.name)]
    times = Counter(c.who.name for c in named)
    for c in named:
        infix = c.rule == "person.surname-title-given"
        name = c.who.name or ""
        if not infix or c.score >= BEYOND_DOUBT or times[name] > 1 or name in found:
            found.setdefault(name, set()).update(text[a:b] for a, b in c.titles)
    places: dict[str, set[int]] = {}
    for c in named:
        places.setdefault(c.who.name or "", set()).add(c.start)
    return KnownNames(found, places)
