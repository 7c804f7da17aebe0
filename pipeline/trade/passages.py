"""The structure that a figure's meaning is read from: paragraph label, sentence, clause, bracket.

A passage is one sentence that holds figures. Clauses end at ，；：; a bracket sees the words outside of
it, the words outside do not see into a bracket.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.trade.cues import Cue, find_cues

_SENTENCE_END = re.compile(r"[。！？\n\t]|(?<=[A-Za-z)])\.(?= |\n)")
_CLAUSE_END = re.compile(r"[，；：;]|,(?![0-9０-９])|:(?![0-9])")
_BRACKET = re.compile(r"[()（）]")
_LABEL_REACH = 40
_NUMBERING = re.compile(
    r"[ \t\u3000]*(?:[(（][0-9０-９一二三四五六七八九十○]{1,4}[)）]"
    r"|[0-9０-９一二三四五六七八九十壹貳參肆伍陸柒捌玖]{1,3}[、.．]"
    r"|[A-ZＡ-Ｚ甲乙丙丁戊][、.．]|[－─—●◎•·])[ \t\u3000]*"
)


_FARTHEST = 600
"""No clause of officialese is so long; what is stays linear in time."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence at ``start:end`` of the document, its label and its cues (all offsets absolute).

    ``paragraph`` is where its paragraph starts and ``label`` the span of the words before the first
    colon of that paragraph (「２、僑外投資：」), an empty span where it has none.
    """

    folded: str
    start: int
    end: int
    paragraph: int
    label: tuple[int, int]
    cues: tuple[Cue, ...]
    label_cues: tuple[Cue, ...]
    _clause_starts: tuple[int, ...] = field(repr=False)
    _brackets: tuple[tuple[int, int], ...] = field(repr=False)

    @property
    def numbered(self) -> bool:
        """Whether the paragraph is an item of a list (「(２)另…」, 「－民間消費」)."""
        return _NUMBERING.match(self.folded, self.paragraph) is not None

    def bracket(self, position: int) -> tuple[int, int] | None:
        """The innermost bracket that holds ``position``."""
        # Most sentences have no bracket, and each is asked of dozens of places.
        inside = self._brackets and [b for b in self._brackets if b[0] < position < b[1]]
        return max(inside) if inside else None

    def visible(self, seen: int, viewer: int) -> bool:
        """Whether the words at ``seen`` belong to the context of the words at ``viewer``."""
        return not self._brackets or all(b[0] < viewer < b[1] for b in self._brackets if b[0] < seen < b[1])

    def clause_start(self, position: int) -> int:
        """Where the clause of ``position`` begins; inside of a bracket not before the bracket."""
        if not self._brackets:  # As in most sentences; each is asked of dozens of places.
            before = bisect.bisect_right(self._clause_starts, position)
            start = self._clause_starts[before - 1] if before else self.start
            return max(start, self.start, position - _FARTHEST)
        opening = self.bracket(position)
        lowest = max(opening[0] + 1 if opening else self.start, position - _FARTHEST)
        starts = self._clause_starts
        for i in range(bisect.bisect_right(starts, position) - 1, -1, -1):
            if starts[i] <= lowest:
                break
            if self.visible(starts[i], position):
                return starts[i]
        return lowest

    def clause_end(self, position: int) -> int:
        """Where the clause of ``position`` ends."""
        closing = self.bracket(position)
        highest = min(closing[1] if closing else self.end, position + _FARTHEST)
        starts = self._clause_starts
        for start in starts[bisect.bisect_right(starts, position) :]:
            if start - 1 >= highest:
                break
            if self.visible(start, position):
                return start - 1
        return highest

    def segment_start(self, position: int) -> int:
        """Where the part of the sentence between two semicolons begins."""
        start, farthest = position, max(self.start, position - _FARTHEST)
        while (start := self.clause_start(start)) > farthest and self.folded[start - 1] not in ";；":
            start -= 1
        return max(start, farthest)


def read_passages(folded: str, positions: Iterable[int]) -> list[Passage]:
    """The sentences that hold the ``positions`` (ascending), each once, in reading order."""
    passages: list[Passage] = []
    for position in positions:
        if not passages or position >= passages[-1].end:
            passages.append(_read_passage(folded, position, passages[-1] if passages else None))
    return passages


_ORDERS = (
    re.compile(r"[壹貳參肆伍陸柒捌玖拾]{1,3}[、.．]"),
    re.compile(r"[一二三四五六七八九十○]{1,4}[、.．]"),
    re.compile(r"[(（][一二三四五六七八九十○]{1,4}[)）]"),
    re.compile(r"[0-9０-９]{1,3}[、.．]"),
    re.compile(r"[(（][0-9０-９]{1,4}[)）]"),
    re.compile(r"[A-ZＡ-Ｚ甲乙丙丁戊][、.．]"),
    re.compile(r"[－─—●◎•·]"),
)
_MARGIN = re.compile(r"[ \t\u3000]*")
_GOES_ON = re.compile(r"(?:另|又|此外|再者|同期|同時|其中)")


def governing_paragraphs(folded: str, paragraph: int, reach: int) -> list[tuple[int, int]]:
    """The paragraphs whose words hold for the one that starts at ``paragraph``, the nearest first.

    壹、 holds for 一、, that for (一), 1、 and (1); a line that ends with a colon for the list below it. An
    item that goes on (「(２)另…」) also stands under the item before it. Without a numbering there is none.
    """
    order = _order(folded, paragraph)
    if order is None:
        return []
    found: list[tuple[int, int]] = []
    numbering = _NUMBERING.match(folded, paragraph)
    joined = numbering is not None and _GOES_ON.match(folded, numbering.end()) is not None
    end = paragraph
    while end > 0 and paragraph - end < reach:
        start = folded.rfind("\n", 0, end - 1) + 1
        line = folded[start:end].rstrip()
        above = _order(folded, start)
        if above is None and line.endswith(("：", ":")):
            found.append((max(start, folded.rfind("。", start, end) + 1), end))
            break
        if above is not None and (above < order or (joined and above == order)):
            found.append((start, end))
            order, joined = min(above, order), False
        end = start
    return found


def _order(folded: str, paragraph: int) -> int | None:
    """How deep the numbering of a paragraph is; None where it has none."""
    margin = _MARGIN.match(folded, paragraph)
    start = margin.end() if margin else paragraph
    return next((depth for depth, pattern in enumerate(_ORDERS) if pattern.match(folded, start)), None)


def _read_passage(folded: str, position: int, previous: Passage | None) -> Passage:
    paragraph = folded.rfind("\n", 0, position) + 1
    same = previous is not None and previous.paragraph == paragraph
    start = previous.end if previous is not None and same else paragraph
    end = len(folded)
    for match in _SENTENCE_END.finditer(folded, start):
        if match.end() > position:
            end = match.end()
            break
        start = match.end()
    return _passage(folded, start, end, paragraph)


@lru_cache(maxsize=256)  # What finding figures reads of a sentence, resolving them reads again.
def _passage(folded: str, start: int, end: int, paragraph: int) -> Passage:
    label, label_cues = _labelled(folded, paragraph)
    return Passage(
        folded,
        start,
        end,
        paragraph,
        label,
        tuple(find_cues(folded, start, end)),
        label_cues,
        tuple(m.end() for m in _CLAUSE_END.finditer(folded, start, end)),
        tuple(_brackets(folded, start, end)),
    )


@lru_cache(maxsize=16)  # The sentences of a paragraph share its label.
def _labelled(folded: str, paragraph: int) -> tuple[tuple[int, int], tuple[Cue, ...]]:
    label = _label(folded, paragraph)
    return label, tuple(find_cues(folded, *label))


def _label(folded: str, paragraph: int) -> tuple[int, int]:
    numbering = _NUMBERING.match(folded, paragraph)
    start = numbering.end() if numbering else paragraph
    for i in range(start, min(start + _LABEL_REACH, len(folded))):
        if folded[i] in "：:":
            return start, i
        if folded[i] in "。\n\t；，":
            break
    return start, start


def _brackets(folded: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    stack: list[int] = []
    for match in _BRACKET.finditer(folded, start, end):
        if match.group() in "(（":
            stack.append(match.start())
        elif stack:
            yield stack.pop(), match.start()
