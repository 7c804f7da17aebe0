"""The names that a document itself vouches for: its travellers, and names read beyond doubt or twice.

A name read once behind a title (紀聯絡官轉菲方) may be a short form before other words; one on the cover,
in a table, written in another form or twice is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.document import Document
from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.mentions import PersonMention
from pipeline.people.naming import NameSpan
from pipeline.people.titles import plain_title
from pipeline.profile.travellers import read_travellers

CHINESE_NAME = re.compile(r"[\u3400-\u9fff]{2,6}")
# Log-odds of a score at which a name read once behind a title needs no second witness.
BEYOND_DOUBT = 18.0
KNOWN = 5.0
SAME_TITLE = -9.0
SAME_SURNAME = -3.0
# What may stand alone between a delimiter and a name; any other character is the first of the name.
BEFORE_NAMES = frozenset(
    "由與及和暨請經並率偕邀對向為之的前現原新因如即但惟據於在至使令讓被將以或有是稱按我貴該本陪訪晤而其且亦則均"
    "副晉赴接獲承迎送見候兼代美日韓英法德義俄印越泰菲港加澳紐星馬"
)
DELIMITERS = frozenset("、，,；;。：:\n")
# What a surname and title are worth where somebody of that surname has that title.
AGAIN = 4.0
# What is left out of a title when it is said again: 政務次長, then 次長.
QUALIFIER = re.compile("^(?:政務|常務|資深|首席|執行)(?=.{2})")
# Surnames that before a title are mostly a preposition or a verb, whoever bears them: 向委員報告.
LEADING_WORDS = frozenset("向對任由於別及與和經令當為奉見")
# Of a transliterated name as long as this the report keeps the first character: 亞格拉莫, then 亞部長.
LONG_NAME = 4


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


def called_again(maker: CandidateMaker, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Surname and title of somebody whom the text names in full with that title, whatever stands around.

    Alone 高科 in 高科長 reads like another word, and 亞 in 亞部長 is no surname.
    """
    text = maker.text
    titles_of: dict[str, set[str]] = {}
    for c in chosen:
        name = c.who.name or ""
        if c.titles and CHINESE_NAME.fullmatch(name):
            called = c.who.surname or (name[0] if len(name) >= LONG_NAME else "")
            # No two surnames are the same: 謝謝主席.
            if called not in LEADING_WORDS and (len(called) != 2 or called[0] != called[1]):
                titles = {plain_title(text[a:b]) for a, b in c.titles}
                titles_of.setdefault(called, set()).update(titles, (QUALIFIER.sub("", t) for t in titles))
    taken = {p for c in chosen for p in range(c.start, c.end)}
    longest = max(map(len, titles_of), default=0)
    for title in (t for t in maker.titles if t.end - 1 not in taken):
        for start in title.starts:
            for first in range(start - 1, max(start - longest, 0) - 1, -1):
                known = titles_of.get(text[first:start], ())
                before = text[first - 1 : first]
                if text[start : title.end] in known and (before in DELIMITERS or before in BEFORE_NAMES):
                    who = NameSpan(None, text[first:start], None, None, title.end, title.end, AGAIN)
                    spans, rule = ((start, title.end),), "person.surname-title"
                    yield Candidate(first, title.end, AGAIN, "surname_title", who, spans, rule)
