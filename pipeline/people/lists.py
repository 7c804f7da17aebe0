"""Lists of names that share a title: 眾議員 A、B、C and A、B、C等眾議員; and lists that only a colon opens.

A list goes on as long as whole items are names; the last item may be followed by 等 or a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.latin import latin_name_before
from pipeline.people.mentions import Form
from pipeline.people.naming import NameSpan
from pipeline.people.surroundings import Surroundings
from pipeline.people.titles import Title

CLOSING = re.compile(
    r"(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[ ]?(?:夫婦|伉儷|女士|先生|小姐|賢伉儷|閣下)?"
    r"(?:等?一行\d{1,3}人|一行)?(?:伉儷)?"
)
SEPARATOR = re.compile(
    r"[ ]?(?:、|以及|及|與|和|暨|[ ]and[ ]|/)[ ]?(?:前)?"
    r"|[ \u3000]{1,6}(?=[\u4e00-\u9fff]{2,4}(?:[ \u3000\n]|$)"
    r"|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff](?:[ \u3000]{2}|\n|$))"
)
ITEM_END = re.compile(
    r"[、，,；;。.：:）)(（\n\t」]|等|及|與|和|暨|以及|夫婦|伉儷|女士|先生|[ \u3000]|一行|$"
)
NO_PERSON_AFTER = re.compile(
    r"[ ]?(?:公司|大學|學院|集團|協會|基金會|銀行|中心|會議|[號型牌團州市島省邦縣區郡]|[A-Za-z0-9])"
)
CLOSED_BY = re.compile(
    r"等[ ]?(?:[0-9０-９一二三四五六七八九十]{1,3}[ ]?[位名人])?"
    r"|[2-9２-９二兩三四五六七八九十][位名](?=[^，。；、\n])|兩(?=[前副]?[委議首總部次會校院局署處市縣教])"
)
ORIGIN = re.compile(r"(?:來自|分別來自)[^，。；：\n]{2,40}")
BRACKET = re.compile(r"[ ]?[(（][^()（）\n]{1,60}[)）]$")
LEAD = re.compile(r"[ ]?(?:貴院|大院|本院|本會|本部|本局|本署|我國|我方|日方|由|偕|前)?")
OPENED = re.compile(
    r"(?:包括|包含|計有|者有|有|名單|成員|代表|人員|出席者?|與會者?|團員|人士|提案人|連署人|列席者?"
    r"|我方|日方|美方|對方|雙方)[ ]?"
    r"(?:如下)?[：:][ \u3000]{0,3}"
)
LIST_ITEM = -3.0
# Set apart by blanks, a list holds nothing but names, however rare their characters.
SPACED_ITEM = -12.0
BREAKS = "、：:；;。，\n\t"
ITEM_REACH = 60
WEAK_ITEM = -9.0
# After these 等 has closed its list, and what follows is another item (A、B等、前議員C).
LIST_ENDS = frozenset("、，,；;。\n")
OPEN_ENDED = 7.0
OPEN_LIST_ITEM = 3.0
LIST_BONUS = 4.0
LEAST_MANY = 3
BOTH = 2
# What opens a list and ends like the beginning of a name: 包括|森喜朗.
OPENS = ("包括", "包含")
CLEAR_NAME = 6.0


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
            separator = self._separator(position)
            if separator is None or separator in covered:
                return
            spaced = self.text[separator - 1] in " \u3000"
            item = self._item(separator, SPACED_ITEM if spaced else LIST_ITEM)
            if item is None:
                return
            yield _listed(*item, head.titles, "person.list-head")
            position = item[1].closed_end

    def backward(self) -> Iterator[Candidate]:
        """The names before 等 + title (A、B、C等眾議員), and before 等 + number (委員A、B等3人)."""
        maker = self.maker
        for match in CLOSED_BY.finditer(self.text):
            title = maker.by_start.get(match.end())
            if title is None and self.text[match.end() : match.end() + 1] not in LIST_ENDS:
                title = maker.by_start.get(match.end() + 1)
            title = title or self._after_origin(match.end())
            if title is None and not match.group().startswith("等"):
                continue
            # Without 位 the title stands directly behind: 甲、乙兩委員.
            if match.group() == "兩" and title is not None and title.start != match.end():
                continue
            found = list(self._items_before(match.start()))
            if match.group() == "兩" and len(found) != BOTH:
                continue
            if not found:
                continue
            first = found[-1][0]
            if title is None:
                title = maker.by_end.get(maker.reader.back(first))
                if len(match.group()) == 1 and (title is not None or not _many(found)):
                    continue
            titles = ((title.start, title.end),) if title is not None else ()
            mean = sum(who.odds for _, who in found) / len(found)
            least = LIST_ITEM if titles and len(found) > 1 else OPEN_LIST_ITEM
            if mean >= least and (titles or len(found) > 1):
                titled = title is not None and title.end <= first
                for start, who in found:
                    # A Latin name directly after the title is read with it, as title and name.
                    if not (titled and start == first and who.name == who.latin):
                        yield replace(_listed(start, who, titles, "person.list-tail"), unit_end=first)

    def _after_origin(self, position: int) -> Title | None:
        """The title behind where the listed come from: 等來自甲大學及乙大學之學者."""
        origin = ORIGIN.match(self.text, position)
        if origin is None:
            return None
        starts = (self.maker.by_start.get(p) for p in range(position + 2, origin.end()))
        return next((t for t in starts if t is not None), None)

    def opened(self) -> Iterator[Candidate]:
        """Two or more names after a colon that a word of listing opens (訪華者包括：A、B)."""
        for match in OPENED.finditer(self.text):
            position: int | None = match.end()
            found: list[tuple[int, NameSpan]] = []
            while position is not None and (item := self._item(position, OPEN_LIST_ITEM)) is not None:
                found.append(item)
                position = self._separator(item[1].closed_end)
            if len(found) > 1:
                for start, who in found:
                    yield _listed(start, who, (), "person.list-open")

    def _separator(self, end: int) -> int | None:
        """The start of the next item after one that ends at ``end``; None at the end of the list."""
        closing = CLOSING.match(self.text, end)
        separator = SEPARATOR.match(self.text, closing.end() if closing else end)
        return separator.end() if separator else None

    def _item(self, position: int, least: float) -> tuple[int, NameSpan] | None:
        """The name that fills a whole list item from ``position``."""
        best: NameSpan | None = None
        best_rank = (False, 0.0)
        for who in self.maker.reader.names_at(position, "、"):
            score = who.odds + self.around.penalty(position, who.end, who.surname)
            with_latin = who.latin is not None and who.latin != who.name
            if who.latin is not None:
                closed = with_latin or NO_PERSON_AFTER.match(self.text, who.closed_end) is None
            else:
                closed = ITEM_END.match(self.text, who.closed_end) is not None
            if not closed and (who.surname is None or score < OPEN_ENDED):
                continue
            rank = (closed and score > 0.0, score)
            if score >= least and (best is None or rank > best_rank):
                best, best_rank = replace(who, odds=score), rank
        return None if best is None else (position, best)

    def _items_before(self, end: int) -> Iterator[tuple[int, NameSpan]]:
        """The items of a list from its last to its first."""
        text = self.text
        while end > 0:
            start = max(
                max(text.rfind(d, max(0, end - ITEM_REACH), end) for d in BREAKS) + 1, end - ITEM_REACH
            )
            for joint in "及與和暨":
                at = text.rfind(joint, start, end)
                if at > start and self._whole(at + 1, end, WEAK_ITEM) is not None:
                    start = at + 1
                    break
            item = self._whole(start, end, WEAK_ITEM)
            if item is None:
                item = self._suffix(start, end)
                if item is not None:
                    yield item
                return
            yield item
            if start < 2 or text[start - 1] not in "、及與和暨":
                return
            end = start - 1

    def _whole(self, start: int, end: int, least: float) -> tuple[int, NameSpan] | None:
        """The name that fills ``start:end``, a deictic word before it and a bracket after it aside."""
        lead = LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        if not 2 <= end - start <= ITEM_REACH:
            return None
        for who in self.maker.reader.names_at(start, "、"):
            closing = CLOSING.match(self.text, who.closed_end)
            if who.closed_end == end or (closing is not None and closing.end() == end):
                score = who.odds + self.around.penalty(start, who.end, who.surname)
                if score >= least:
                    return start, replace(who, odds=score)
        return None

    def _suffix(self, start: int, end: int) -> tuple[int, NameSpan] | None:
        """The first item of a list behind other words: 由 + name, an agency + name."""
        latin = latin_name_before(self.text, end)
        if latin is not None:
            return self._whole(latin.start, end, OPEN_LIST_ITEM)
        bracket = BRACKET.search(self.text, start, end)
        stop = bracket.start() if bracket else end
        starts = (stop - n for n in range(2, min(6, stop - start) + 1))
        free = (s for s in starts if self.text[s - 1 : s + 1] not in OPENS)
        wholes = [self._whole(s, end, OPEN_LIST_ITEM) for s in free]
        found = [item for item in wholes if item is not None]
        return max(found, key=lambda item: item[1].odds) if found else None


def _many(items: list[tuple[int, NameSpan]]) -> bool:
    """Whether items are so many and so clearly names that no title needs to say it."""
    return len(items) >= LEAST_MANY and all(
        who.surname is not None and who.odds >= CLEAR_NAME for _, who in items
    )


def _listed(start: int, who: NameSpan, titles: tuple[tuple[int, int], ...], rule: str) -> Candidate:
    """A list item that is a whole name is more likely one than its characters alone tell."""
    form: Form = "latin" if who.name == who.latin or who.title is not None else "bare"
    return Candidate(start, who.closed_end, max(who.odds, 0.0) + LIST_BONUS, form, who, titles, rule)
