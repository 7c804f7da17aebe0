"""Persons in tables: one a row, below a header that says 姓名, or beside a cell that ends in their title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Document
from pipeline.immutable import immutable
from pipeline.people.candidates import CandidateMaker
from pipeline.people.latin import latin_name_at
from pipeline.people.mentions import PersonMention

NAME_HEADER = re.compile(
    r"(?:中文|英文|出國人員|代表|講師|講者|團員)?姓\s*名(?:[(（/].*)?|name|講師|講者|主講人|與談人|出國人員",
    re.I,
)
TITLE_HEADER = re.compile(r".*(?:職\s*稱|職\s*務|職\s*位|職級|頭銜|title|position).*", re.I | re.S)
UNIT_HEADER = re.compile(
    r".*(?:單\s*位|機\s*關|機\s*構|公司|組織|國家|organi[sz]ation|affiliation|company|agency).*", re.I | re.S
)
CHINESE = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff \u3000]{0,6}[\u3400-\u9fff]")
HONORIFIC = re.compile(r"(?:先生|女士|小姐)$")
TABLE_NAME = -6.0
LISTED_NAME = 0.0


@immutable
class TableCell:
    """A cell's place in the grid and the offsets of its text."""

    column: int
    start: int
    end: int


def find_in_tables(text: str | Document, maker: CandidateMaker) -> list[PersonMention]:
    """The persons of every table with a header for names, and of lists like 「林小明⇥外交部專員」."""
    clean = maker.text
    if "\t" not in clean:
        return []
    found: list[PersonMention] = []
    for grid in _grids(text):
        found.extend(_read(clean, grid, maker) or _without_header(clean, grid, maker))
    return sorted(found, key=lambda m: m.start)


def _grids(text: str | Document) -> Iterator[list[list[TableCell]]]:
    if isinstance(text, Document) and text.tables:
        for table in text.tables:
            rows: dict[int, list[TableCell]] = {}
            for cell in table.cells:
                rows.setdefault(cell.row, []).append(TableCell(cell.column, cell.start, cell.end))
            yield [rows[r] for r in sorted(rows)]
        return
    clean = text if isinstance(text, str) else text.text
    grid: list[list[TableCell]] = []
    position = 0
    for line in clean.split("\n"):
        if "\t" in line:
            start, row = position, []
            for column, content in enumerate(line.split("\t")):
                row.append(TableCell(column, start, start + len(content)))
                start += len(content) + 1
            grid.append(row)
        elif grid:
            yield grid
            grid = []
        position += len(line) + 1
    if grid:
        yield grid


def _read(clean: str, grid: list[list[TableCell]], maker: CandidateMaker) -> list[PersonMention]:
    found: list[PersonMention] = []
    for number, row in enumerate(grid[:4]):
        headers = {c.column: clean[c.start : c.end].strip() for c in row}
        names = [k for k, h in headers.items() if NAME_HEADER.fullmatch(h)]
        if not names:
            continue
        titles = [k for k, h in headers.items() if TITLE_HEADER.fullmatch(h) and len(h) <= 12]
        units = [
            k for k, h in headers.items() if UNIT_HEADER.fullmatch(h) and k not in titles and len(h) <= 16
        ]
        unit: TableCell | None = None
        for later in grid[number + 1 :]:
            cells = {c.column: c for c in later}
            unit = next(
                (cells[k] for k in units if k in cells and clean[cells[k].start : cells[k].end].strip()), unit
            )
            title = next((cells[k] for k in titles if k in cells), None)
            for k in names:
                if k in cells:
                    found.extend(_persons(clean, cells[k], title, unit, maker))
        break
    return found


def _without_header(
    clean: str, grid: list[list[TableCell]], maker: CandidateMaker
) -> Sequence[PersonMention]:
    """The persons of a list of delegates: a name, and right of it an organization and title.

    A title may stand alone below, where the cell above it was too narrow. One such row does not make a list.
    """
    found: list[PersonMention] = []
    for row in grid:
        for cell, beside in pairwise(row):
            if not CHINESE.fullmatch(clean, cell.start, cell.end):
                continue
            title = maker.by_end.get(beside.end)
            unit_end = title.start if title is not None and title.start >= beside.start else beside.end
            if unit_end == beside.end:
                title = (
                    maker.by_start.get(beside.end + 1) if clean[beside.end : beside.end + 1] == "\n" else None
                )
                title = (
                    title if title is not None and clean[title.end : title.end + 1] in ("", "\n") else None
                )
            best = maker.names.best(re.sub(r"\s", "", clean[cell.start : cell.end]), "\n", "\n")
            if title is None or best is None or best.surname is None or best.score < LISTED_NAME:
                continue
            titled = TableCell(beside.column, title.start, title.end)
            unit = TableCell(beside.column, beside.start, unit_end) if unit_end > beside.start else None
            found.extend(_persons(clean, cell, titled, unit, maker))
            break
    return found if len(found) > 1 else ()


def _persons(
    clean: str, cell: TableCell, title: TableCell | None, unit: TableCell | None, maker: CandidateMaker
) -> Iterator[PersonMention]:
    title_text = _flat(clean, title)
    unit_text = _flat(clean, unit)
    chinese = CHINESE.search(clean, cell.start, cell.end)
    latin_start = next(
        (i for i in range(cell.start, cell.end) if clean[i].isascii() and clean[i].isalpha()), None
    )
    latin = latin_name_at(clean, latin_start) if latin_start is not None else None
    name = surname = given = None
    start = end = 0
    if chinese is not None:
        run = HONORIFIC.sub("", re.sub(r"\s", "", chinese.group()))
        best = maker.names.best(run, "\n", "\n")
        if best is not None and best.score > TABLE_NAME:
            name, surname, given = best.text, best.surname, best.given
            start, end = chinese.start(), chinese.end()
    if name is None and latin is not None and latin.end <= cell.end:
        name, start, end = latin.name, latin.start, latin.end
    if name is None:
        return
    yield PersonMention(
        start,
        end,
        clean[start:end],
        "person.table-row",
        0.9,
        "latin" if surname is None and latin is not None and name == latin.name else "bare",
        name,
        surname,
        given,
        latin.name if latin else None,
        (title_text,) if title_text else (),
        unit_text,
        unit.start if unit and unit_text else None,
        unit.end if unit and unit_text else None,
    )


def _flat(clean: str, cell: TableCell | None) -> str | None:
    return re.sub(r"\s+", "", clean[cell.start : cell.end]) or None if cell else None
