"""Rosters: lines of a name, its organization and its title in columns, in any order and without a header.

「4　曾淑芬　台灣區電機電子工業同業公會　組長」「團員　許雅筑　經濟部工業局技正」「外交部　專員　林大明」:
a line is read only where every cell is one of these, and where another such line is next to it. A line that
leaves out the organization in front belongs to that of the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Mention
from pipeline.immutable import immutable
from pipeline.people.candidates import CandidateMaker
from pipeline.people.latin import latin_name_at
from pipeline.people.mentions import Form, PersonMention
from pipeline.people.offices import BODY_END

CELL = re.compile(r"[^\t\u3000\n ]+(?: [^\t\u3000\n ]+)*")
NUMBER = re.compile(r"[(（]?[0-9０-９]{1,3}[)）.．、]?|[(（]?[一二三四五六七八九十]{1,3}[)）、]?")
# What a member of the delegation is called in it, beside the title at home.
LABEL = re.compile(r"(?:副|總)?(?:團長|領隊)|團員|顧問|隨員|隨團秘書|召集人|成員|委員|主席")
IN_BRACKET = re.compile(r"[ ]?[(（](?P<inside>[^()（）\n]{1,60})[)）]$")
CHINESE = re.compile(r"[\u3400-\u9fff]{2,6}")
COURTESY = re.compile(r"[ ]?(?:先生|女士|小姐)$")
LONE = re.compile(r"[\u3400-\u9fff]")
# How likely a name must be that nothing but its column vouches for, and one with its Latin form.
LEAST_NAME, LEAST_WITH_LATIN = 0.0, -6.0
# How a body may end besides, where a column of them vouches for it: 外交部, 工務段.
UNIT_ENDS = ("部", "室", "隊", "段", "課", "組", "榮家")
MOST_CELLS = 6


@immutable
class _Row:
    """What one line of a roster says; ``leads`` tells that its unit stands before the name."""

    mention: PersonMention
    unit: tuple[int, int] | None
    label: str | None
    leads: bool


class RosterReader:
    """Reads the rosters of one text; ``organizations`` are those that the stage before has found in it."""

    def __init__(self, maker: CandidateMaker, organizations: Sequence[Mention]) -> None:
        self.text = maker.text
        self.maker = maker
        self._ends = {m.end for m in organizations}
        self._spans = {(m.start, m.end) for m in organizations}

    def all(self) -> Iterator[PersonMention]:
        """The persons of every roster, in reading order."""
        rows: list[_Row] = []
        start = 0
        for line in self.text.split("\n"):
            row = self._row(start, start + len(line)) if "\u3000" in line or "\t" in line else None
            if row is not None:
                rows.append(row)
            elif line.strip():
                yield from _roster(rows, self.text)
                rows = []
            start += len(line) + 1
        yield from _roster(rows, self.text)

    def _row(self, start: int, end: int) -> _Row | None:
        """The line as a row of a roster, None where a cell is anything else."""
        cells = self._cells(start, end)
        if not 2 <= len(cells) <= MOST_CELLS:
            return None
        who: PersonMention | None = None
        titles: tuple[str, ...] = ()
        unit: tuple[int, int] | None = None
        label, leads = None, False
        for n, (a, b) in enumerate(cells):
            if n == 0 and NUMBER.fullmatch(self.text, a, b):
                continue
            office = self._office(a, b)
            if who is None and label is None and not titles and LABEL.fullmatch(self.text, a, b):
                label = self.text[a:b]
            elif office is not None and not titles and (unit is None or office[0] is None):
                unit, titles = office[0] or unit, office[1]
            elif unit is None and not titles and self._is_body(a, b):
                unit = a, b
            elif who is None and (who := self._name(a, b)) is not None:
                leads = unit is not None
            else:
                return None
        if who is not None and not titles and unit is not None and label is not None:
            titles, label = (label,), None
        if who is None or not titles:
            return None
        return _Row(replace(who, titles=(*titles, *who.titles)), unit, label, leads)

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        """The cells of a line; a name of two characters set apart (林　凱) is one."""
        cells: list[tuple[int, int]] = []
        for match in CELL.finditer(self.text, start, end):
            lone = cells and all(LONE.fullmatch(self.text, a, b) for a, b in (cells[-1], match.span()))
            if lone:
                cells[-1] = cells[-1][0], match.end()
            else:
                cells.append(match.span())
        return cells

    def _office(self, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[str, ...]] | None:
        """Body and titles of a cell that ends in a title, with or without a body before it."""
        bracket = IN_BRACKET.search(self.text, start, end)
        further: tuple[str, ...] = ()
        if bracket is not None and LABEL.fullmatch(bracket["inside"]):
            further, end = (bracket["inside"],), bracket.start()
        title = self.maker.by_end.get(end)
        if title is None:
            return None
        for at in title.starts:
            if at == start:
                return None, (self.text[at:end], *further)
            stop = self._without_bracket(start, at)
            if at > start and (stop in self._ends or self._is_body(start, stop)):
                return (start, stop), (self.text[at:end].strip(), *further)
        return None

    def _without_bracket(self, start: int, end: int) -> int:
        bracket = IN_BRACKET.search(self.text, start, end)
        return bracket.start() if bracket is not None else end

    def _is_body(self, start: int, end: int) -> bool:
        end = self._without_bracket(start, end)
        if (start, end) in self._spans or BODY_END.search(self.text, start, end):
            return True
        return end - start > 2 and self.text.endswith(UNIT_ENDS, start, end)

    def _name(self, start: int, end: int) -> PersonMention | None:
        """The person whose name fills a cell, with a Latin form or a courtesy behind it."""
        courtesy = COURTESY.search(self.text, start, end)
        end = courtesy.start() if courtesy is not None else end
        latin = latin_name_at(self.text, start)
        if latin is not None and latin.start == start and latin.end <= end:
            title = self.maker.by_end.get(end) if latin.end < end else None
            if latin.end < end and (title is None or self.text[latin.end : title.start].strip()):
                return None
            titles = (self.text[title.start : end],) if title is not None else ()
            return self._person(start, end, latin.name, None, None, latin.name, titles)
        bracket = IN_BRACKET.search(self.text, start, end)
        written = latin_name_at(self.text, bracket.start("inside")) if bracket is not None else None
        end = bracket.start() if bracket is not None else end
        if not CHINESE.fullmatch(run := re.sub(r"[ \u3000]", "", self.text[start:end])):
            return None
        best = self.maker.names.best(run, "\n", "\n")
        least = LEAST_NAME if written is None else LEAST_WITH_LATIN
        if best is None or best.text != run or best.surname is None or best.score < least:
            return None
        name = written.name if written is not None else None
        return self._person(start, end, run, best.surname, best.given, name, ())

    def _person(
        self,
        start: int,
        end: int,
        name: str,
        surname: str | None,
        given: str | None,
        latin: str | None,
        titles: tuple[str, ...],
    ) -> PersonMention:
        form: Form = "latin" if name == latin else "bare"
        return PersonMention(
            start,
            end,
            self.text[start:end],
            "person.roster",
            0.9,
            form,
            name,
            surname,
            given,
            latin,
            titles,
        )


def _roster(rows: Sequence[_Row], text: str) -> Iterator[PersonMention]:
    """The persons of lines that follow each other, where there are two and one names an organization."""
    if len(rows) < 2 or not any(row.unit for row in rows):
        return
    above: tuple[int, int] | None = None
    member: str | None = None
    for row in rows:
        unit = row.unit or above
        above = unit if row.leads or row.unit is None else None
        member = row.label if row.label is not None else member if member == "團員" else None
        titles = (*row.mention.titles, member) if member is not None else row.mention.titles
        yield replace(
            row.mention,
            titles=titles,
            organization_text=text[slice(*unit)] if unit is not None else None,
            organization_start=unit[0] if unit is not None else None,
            organization_end=unit[1] if unit is not None else None,
        )
