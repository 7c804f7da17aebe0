"""Foreign firms introduced by their country: 日商日產化學、Cross Company等, 香港商 …, 美商 …."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.countries import country_names
from pipeline.organizations.commons import is_ordinary
from pipeline.organizations.lexicon import places
from pipeline.organizations.surroundings import Candidate

_SCORE = 9.0
# 商 also begins 商務, 商業, 商會 …; then no firm follows. Nor does one in 以商圍政, 以商養商.
_MARK = re.compile(
    r"([\u4e00-\u9fff]{1,7})商(?![工務業人品會展標談場店洽機討誼圈港船旅權社譽界號])(?!(?<=以商)[\u4e00-\u9fff][政統商談友])"
)
_LATIN = r"[A-Z][A-Za-z0-9&'’.\-]*(?: (?:[A-Z0-9&][A-Za-z0-9&'’.\-]*|of|and|de))*"
_CHINESE = r"(?![在來赴對於及與以的到向為])[\u4e00-\u9fff]{2,8}"
_NAME = re.compile(
    rf"{_LATIN}(?:公司|集團|銀行)?|{_CHINESE}(?=[、,，。;；:：()]|等|及|與|和|之|在|於|來|投資|\n|$)"
)
_NEXT = re.compile(r"[、及與和]")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm's candidate span and the country that the text gives it."""

    candidate: Candidate
    country: str


def firm_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of every 「X商」 that introduces a firm, with X's alpha-3 code."""
    short = country_names("abbreviation")
    for m in _MARK.finditer(text):
        word = m.group(1)
        for size in range(len(word), 0, -1):
            name = word[-size:]
            code = places().get(name) if size > 1 else short.get(name)
            if code is not None and code != "TWN":
                yield m.end(1) - size, m.end(), code
                break


def firms(text: str, marks: Sequence[tuple[int, int, str]]) -> Iterator[Firm]:
    """The firms named after the ``marks``, and those that continue their lists."""
    starts = {start for start, _, _ in marks}
    for _, position, code in marks:
        while (m := _NAME.match(text, position)) is not None:
            name = m.group().rstrip(" ")
            if not name.isascii() and is_ordinary(name):
                break
            yield Firm(Candidate(m.start(), m.start() + len(name), _SCORE, "organization.firm"), code)
            following = _NEXT.match(text, m.start() + len(name))
            if following is None:
                break
            position = following.end()
            if position in starts:
                break
