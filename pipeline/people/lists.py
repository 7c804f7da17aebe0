"""Lists of names that share a title: 眾議員 A、B、C and A、B、C等眾議員; and lists that only a colon opens.

A list goes on as long as whole items are names; the last item may be followed by 等 or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.latin import latin_name_at
from pipeline.people.surroundings import Surroundings

CLOSING = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[ ]?(?:夫婦|伉儷|女士|先生|小姐|賢伉儷|閣下)?(?:等?一行\d{1,3}人|一行)?(?:伉儷)?[ ]?"
)
SEPARATOR = re.compile(r"(?:、|以及|及|與|和|暨|[ ]and[ ]|/)[ ]?(?:前)?")
ITEM_END = re.compile(r"[、，,；;。.：:）)(（\n\t」]|等|及|與|和|暨|以及|夫婦|伉儷|女士|先生|[ ]|一行|$")
CLOSED_BY = re.compile(r"等[ ]?(?:[0-9０-９一二三四五六七八九十]{1,3}[ ]?[位名人])?(?=[ ]?)")
LEAD = re.compile(r"[ ]?(?:貴院|大院|本院|本會|本部|本局|本署|我國|我方|日方|由|偕|前)?")
OPENED = re.compile(
    r"(?:包括|包含|計有|者有|有|名單|成員|代表|人員|出席者?|與會者?|團員|人士|我方|日方|美方|對方|雙方)[ ]?(?:如下)?[：:][ ]?"
)
LIST_ITEM = -3.0
WEAK_ITEM = -9.0
OPEN_ENDED = 7.0
OPEN_LIST_ITEM = 3.0
LIST_BONUS = 4.0


class ListReader:
    """Reads lists of names in one text, around the candidates already chosen."""

    def __init__(self, maker: CandidateMaker, around: Surroundings) -> None:
        self.maker = maker
        self.text = maker.text
        self.around = around

    def forward(self, head: Candidate, covered: Container[int]) -> Iterator[Candidate]:
        """The names that follow a title + name in the same list, up to a place that is ``covered``."""
        position = head.end
        while True:
            closing = CLOSING.match(self.text, position)
            position = closing.end() if closing else position
            separator = SEPARATOR.match(self.text, position)
            if separator is None or separator.end() in covered:
                return
            item = self._item(separator.end(), LIST_ITEM)
            if item is None:
                return
            yield self._listed(item, head.titles, "person.list-head")
            position = item.end

    def backward(self) -> Iterator[Candidate]:
        """The names before 等 + title (A、B、C等眾議員)."""
        text = self.text
        for match in CLOSED_BY.finditer(text):
            title = self.maker.by_start.get(match.end()) or self.maker.by_start.get(match.end() + 1)
            counted = len(match.group()) > 1
            if title is None and not counted:
                continue
            found = list(self._items_before(match.start(), WEAK_ITEM))
            if title is None and found:
                title = self.maker.by_end.get(self.maker.back(found[-1].start))
            titles = ((title.start, title.end),) if title is not None else ()
            mean = sum(item.score for item in found) / max(len(found), 1)
            if mean >= (LIST_ITEM if titles and len(found) > 1 else OPEN_LIST_ITEM) and (
                titles or len(found) > 1
            ):
                for item in found:
                    yield self._listed(_raised(item), titles, "person.list-tail")

    def opened(self) -> Iterator[Candidate]:
        """Two or more names after a colon that a word of listing opens (訪華者包括：A、B)."""
        for match in OPENED.finditer(self.text):
            position, found = match.end(), []
            while (item := self._item(position, OPEN_LIST_ITEM)) is not None:
                found.append(item)
                closing = CLOSING.match(self.text, item.end)
                separator = SEPARATOR.match(self.text, closing.end() if closing else item.end)
                if separator is None:
                    break
                position = separator.end()
            if len(found) > 1:
                for item in found:
                    yield self._listed(item, (), "person.list-open")

    def _listed(self, item: Candidate, titles: Sequence[tuple[int, int]], rule: str) -> Candidate:
        return Candidate(
            item.start,
            item.end,
            item.score,
            "latin" if item.latin == item.name else "bare",
            item.name,
            item.surname,
            item.given,
            item.latin,
            (*titles, *item.titles),
            rule,
            item.extra_title,
        )

    def _item(self, position: int, least: float) -> Candidate | None:
        """The name that fills a whole list item from ``position``."""
        text, maker = self.text, self.maker
        if position >= len(text) or position in maker.by_start:
            return None
        best: Candidate | None = None
        for name, end, odds in maker.names_at(position, "、"):
            score = odds + self.around.penalty(position, name.end, name.surname)
            closed = ITEM_END.match(text, end) is not None or (name.latin is not None and name.latin != name.name)
            if not closed and (name.surname is None or score < OPEN_ENDED):
                continue
            if score >= least and (best is None or score > best.score):
                best = Candidate(
                    position,
                    end,
                    score,
                    "bare",
                    name.name,
                    name.surname,
                    name.given,
                    name.latin,
                    (),
                    "",
                    name.title,
                )
        return None if best is None else _raised(best)

    def _items_before(self, end: int, least: float) -> Iterator[Candidate]:
        text = self.text
        while end > 0:
            floor = max(0, end - 60)
            start = max(text.rfind(d, floor, end) for d in "、：:；;。，\n\t") + 1
            start = max(start, floor)
            for joint in ("及", "與", "和", "暨"):
                at = text.rfind(joint, start, end)
                if at > start and self._whole(at + 1, end, least) is not None:
                    start = at + 1
                    break
            item = self._whole(start, end, least)
            if item is None:
                item = self._suffix(start, end)
                if item is not None:
                    yield item
                return
            yield item
            if start < 2 or text[start - 1] not in "、及與和暨":
                return
            end = start - 1

    def _whole(self, start: int, end: int, least: float) -> Candidate | None:
        lead = LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        if not 2 <= end - start <= 60:
            return None
        latin = latin_name_at(self.text, start)
        if latin is not None and latin.end == end:
            return Candidate(
                start, end, 8.0, "latin", latin.name, None, None, latin.name, (), "", latin.title
            )
        for name, stop, odds in self.maker.names_at(start, "、"):
            closing = CLOSING.match(self.text, stop)
            if stop == end or (closing is not None and closing.end() == end):
                score = odds + self.around.penalty(start, name.end, name.surname)
                if score >= least:
                    return Candidate(
                        start, stop, score, "bare", name.name, name.surname, name.given, name.latin, (), ""
                    )
        return None

    def _suffix(self, start: int, end: int) -> Candidate | None:
        """The first item of a list behind other words: 貴院 + name, 由 + name."""
        best: Candidate | None = None
        for length in range(2, min(6, end - start) + 1):
            item = self._whole(end - length, end, OPEN_LIST_ITEM)
            if item is not None and (best is None or item.score > best.score):
                best = item
        return best


def _raised(c: Candidate) -> Candidate:
    """A list item that is a whole name is more likely one than its characters alone tell."""
    score = max(c.score, 0.0) + LIST_BONUS
    return Candidate(
        c.start, c.end, score, c.form, c.name, c.surname, c.given, c.latin, c.titles, c.rule, c.extra_title
    )
