"""The grid of a table: which rows and columns are heads, and what stands over and before each cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pipeline.document import Cell, Document, Table
from pipeline.trade.flat_tables import flat_tables

# 註1, *, ※, r and p mark a value; the value is still a value.
_NUMERIC = re.compile(
    r"[ \t\u3000]{0,40}(?:約|逾|近)?(?P<open>[(（])?[ \t]{0,9}(?P<sign>[-−－﹣+＋▲△▽])?[ \t]{0,9}"
    r"(?:US\$|NT\$|\$)?[ \t]{0,9}"
    r"(?P<number>[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)"
    r"[ \t]{0,9}(?P<percent>[%％])?[ \t]{0,9}(?P<close>[)）])?[ \t]{0,9}"
    r"(?:[*※＊#†rpe]{0,2}|[(（]?註[0-9]?[)）]?)[ \t\u3000]{0,40}"
)
_YEAR = re.compile(
    r"[ \t]{0,9}(?:民國|西元)?(?:1[89][0-9]{2}|20[0-9]{2}|[6-9][0-9]|1[0-3][0-9])"
    r"[ \t]{0,9}(?:年度?)?[ \t]{0,9}"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# 2018f, 2019(預測): a year that is told ahead.
_FORECAST = r"(?:[feprFEPR]|[(（](?:[feprFEPR]|預測|預估|估計|初估|推估)[值數]?[)）])"
_FULL_YEAR = re.compile(rf"[ \t]{{0,9}}(?:1[89][0-9]{{2}}|20[0-9]{{2}})年?{_FORECAST}?[ \t]{{0,9}}")
_AHEAD = re.compile(rf"年?{_FORECAST}$")
_YEAR_HEAD = re.compile(r"年度?|期間|時間|西元|民國|Year|Period|年別|年月|月份", re.IGNORECASE)
_MEASURED = re.compile(
    r"[^\n。]{0,8}[0-9０-９][^\n。]{0,12}(?:[億萬兆元%％]|美元|百分點)[^\n。]{0,4}(?:[(（][^()（）\n]{1,12}[)）])?"
)
_IN_BRACKETS = re.compile(r"[(（]((?:1[89]|20)[0-9]{2})年?[)）]")
# 「2017（1-8月）」, also broken over two lines.
_PART_OF_YEAR = re.compile(
    r"(?P<year>20[0-9]{2}|19[0-9]{2}|1[0-3][0-9]|[6-9][0-9])年?[ \n]{0,2}[(（]?[ ]?"
    r"(?P<first>1[0-2]|[1-9])(?:月)?[-~～至–－](?P<last>1[0-2]|[1-9])月(?:份)?[)）]?"
)
_RANK_HEAD = re.compile(r"排名|名次|排序|Rank", re.IGNORECASE)
_MIN_ROWS = 2
_ROC_OFFSET = 1911


@dataclass(frozen=True, slots=True)
class NumericCell:
    """A cell that holds one number: offsets of the number in the text, and how it is written."""

    cell: Cell
    start: int
    end: int
    number: str
    negative: bool
    percent: bool


# 「表1  日本對我國投資金額  單位：千美元」, whose blanks are no columns.
_TITLE_NUMBER = re.compile(
    r"[ \t\u3000]{0,9}附?表[ \t]?[0-9０-９一二三四五六七八九十]{1,3}[：:、.]?[ \t\u3000]{0,9}"
)
TITLE = re.compile(r"[ \t\u3000]*(?:附?表|Table)[ \t]?[0-9一二三四五六七八九十]")
UNIT_NOTE = re.compile(
    r"[ \t\u3000]{0,9}[(（【\[]?[ \t\u3000]{0,9}(?:金額|計價)?(?:單[ \u3000]?位|Unit)", re.IGNORECASE
)


@dataclass(frozen=True)
class Grid:
    """A table with its text: ``index`` counts the tables of the document from 0."""

    index: int
    table: Table
    text: str
    caption: tuple[int, int]

    def words(self, cell: Cell) -> str:
        """The text of a cell, with half-width digits, character for character."""
        return self.text[cell.start : cell.end].translate(_HALF_WIDTH)

    @cached_property
    def numeric(self) -> list[NumericCell]:
        """The numeric cells below the heads and right of the labels, in reading order."""
        found = []
        for cell in self.table.cells:
            if cell.row < self.head_rows:
                continue
            ranked = cell.column == 0 and any(_RANK_HEAD.search(self.words(h)) for h in self.heads(cell))
            match = _NUMERIC.fullmatch(self.words(cell))
            if match and (cell.column >= self.label_columns or ranked):
                bracketed = bool(match.group("open") and match.group("close")) and not match.group("percent")
                minus = (match.group("sign") or "+") in "-−－﹣▲△▽"
                first = min(match.start(g) for g in ("open", "sign", "number") if match.group(g) is not None)
                last = max(match.end(g) for g in ("number", "percent", "close") if match.group(g) is not None)
                found.append(
                    NumericCell(
                        cell,
                        cell.start + first,
                        cell.start + last,
                        match.group("number"),
                        minus or bracketed,
                        match.group("percent") is not None,
                    )
                )
        return found

    @cached_property
    def head_rows(self) -> int:
        """How many rows stand over the data: rows without a number, and rows of years."""
        rows, _ = self.table.shape
        count = 0
        for row in range(rows):
            cells = self._by_row[row]
            values = [c for c in cells[1:] if self._is_value(c)]
            years = [c for c in values if _FULL_YEAR.fullmatch(self.words(c))]
            if values and len(years) < len(values):
                break
            if not values and count and row > count + 2:
                break
            count = row + 1
        return count if count < rows else min(1, rows)

    @cached_property
    def label_columns(self) -> int:
        """How many columns stand before the data: columns of words, of years and of running numbers."""
        _, columns = self.table.shape
        count = 0
        for column in range(columns):
            cells = [c for c in self.table.cells if c.column == column and c.row >= self.head_rows]
            values = [c for c in cells if self._is_value(c)]
            head = "".join(
                self.words(c) for c in self.table.cells if c.column == column and c.row < self.head_rows
            )
            if values and not self._is_label(values, head, column):
                break
            count = column + 1
        return count if count < columns else min(1, columns)

    def _is_value(self, cell: Cell) -> bool:
        words = self.words(cell)
        return _NUMERIC.fullmatch(words) is not None or _MEASURED.fullmatch(words) is not None

    @cached_property
    def measured(self) -> list[Cell]:
        """The data cells that write a number with its unit (2,853億美元)."""
        return [
            c
            for c in self.table.cells
            if c.row >= self.head_rows
            and c.column >= self.label_columns
            and _NUMERIC.fullmatch(self.words(c)) is None
            and _MEASURED.fullmatch(self.words(c)) is not None
        ]

    def year(self, cell: Cell) -> str | None:
        """The year that a cell is (2015; 104 under 年別), or writes in brackets, or of which it is months."""
        if part := _PART_OF_YEAR.fullmatch(self.words(cell).strip(" \t\u3000")):
            year = int(part["year"]) + (_ROC_OFFSET if len(part["year"]) < len("2016") else 0)
            return f"{year}-{int(part['first']):02}/{year}-{int(part['last']):02}"
        if bracketed := _IN_BRACKETS.search(self.words(cell)):
            return bracketed.group(1)
        words = _AHEAD.sub("", self.words(cell).strip(" \t\u3000年度"))
        if re.fullmatch(r"(?:1[89]|20)[0-9]{2}", words):
            return words
        if re.fullmatch(r"[6-9][0-9]|1[0-3][0-9]", words):
            head = "".join(
                self.words(c) for c in self.table.cells if c.column == cell.column and c.row < self.head_rows
            )
            if "年" in self.words(cell) or _YEAR_HEAD.search(head):
                return str(int(words) + _ROC_OFFSET)
        return None

    def _is_label(self, values: list[Cell], head: str, column: int) -> bool:
        if re.search(r"序號|項次|編號|稅則|號列|No\.?|HS|代碼", head) or (
            column == 0 and _RANK_HEAD.search(head)
        ):
            return True
        years = all(_FULL_YEAR.fullmatch(self.words(c)) for c in values)
        short = all(_YEAR.fullmatch(self.words(c)) for c in values) and _YEAR_HEAD.search(head) is not None
        return column == 0 and (years or short)

    @cached_property
    def _by_row(self) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row].append(cell)
        return rows

    @cached_property
    def head_cells(self) -> list[Cell]:
        """The cells of the head rows that hold words."""
        return [c for c in self.table.cells if c.row < self.head_rows and self.words(c).strip()]

    def heads(self, cell: Cell) -> list[Cell]:
        """The head cells over ``cell``, from the top; an empty one in an upper row goes on from its left."""
        found: list[Cell] = []
        for row in range(self.head_rows):
            near = [c for c in self.head_cells if c.row == row and c.column <= cell.column]
            over = [c for c in near if cell.column < c.column + c.column_span]
            if not over and near and row + 1 < self.head_rows and self.label_columns <= near[-1].column:
                over = near[-1:]
            found.extend(over)
        return found

    def labels(self, cell: Cell) -> list[Cell]:
        """The label cells before ``cell``, from the left."""
        return [
            c
            for c in self._by_row[cell.row]
            if c.column < self.label_columns and c.row >= self.head_rows and self.words(c).strip()
        ]

    @cached_property
    def first_labels(self) -> list[tuple[int, Cell]]:
        """The cells of the first column below the heads, with their rows, from the top."""
        return [(c.row, c) for c in self.table.cells if c.column == 0 and c.row >= self.head_rows]


def read_grids(document: Document) -> list[Grid]:
    """The tables of a document: those it knows or, without any, lines with tabs; and those of bare lines."""
    return list(_read_grids(document.text, document.tables))


@lru_cache(maxsize=1)  # Finding figures and resolving them read the same tables, one document at a time.
def _read_grids(text: str, known: tuple[Table, ...]) -> tuple[Grid, ...]:
    tables = known or tuple(_tab_tables(text))
    flat = flat_tables(text, [(t.start, t.end) for t in tables])
    return tuple(_grid(index, table, text) for index, table in enumerate((*tables, *flat)))


def _grid(index: int, table: Table, text: str) -> Grid:
    """A table with its caption: the lines over it, or a first row that is a title dealt out to columns."""
    first, end = _caption(text, table.start)
    title = sorted((c for c in table.cells if c.row == 0), key=lambda c: c.column)
    numbered = title and _TITLE_NUMBER.fullmatch(text, title[0].start, title[0].end)
    if not numbered and not _is_title(title, text):
        return Grid(index, table, text, (first, end))
    below = tuple(c for c in table.cells if c.row)
    return Grid(index, replace(table, cells=below), text, (first, max(c.end for c in title)))


def _is_title(row: Sequence[Cell], text: str) -> bool:
    """Whether a first row is a title and the note of its unit: 「表1 臺匈雙邊貿易統計 單位：百萬美元」."""
    written = [c for c in row if text[c.start : c.end].strip()]
    if not written:
        return False
    first, *others = written
    return TITLE.match(text, first.start, first.end) is not None and all(
        UNIT_NOTE.match(text, c.start, c.end) for c in others
    )


def _caption(text: str, start: int) -> tuple[int, int]:
    """The two short lines right over a table: its title and its unit."""
    end = start
    first = start
    for _ in range(2):
        line_end = len(text[:first].rstrip("\n \t\u3000"))
        line_start = text.rfind("\n", 0, line_end) + 1
        line = text[line_start:line_end]
        if not line.strip() or len(line) > 60 or "\t" in line or line.endswith("。"):
            break
        first = line_start
    return first, end


def _tab_tables(text: str) -> list[Table]:
    tables: list[Table] = []
    rows: list[tuple[int, str]] = []
    position = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append((position, line))
        else:
            if len(rows) >= _MIN_ROWS:
                tables.append(_tab_table(rows))
            rows = []
        position += len(line) + 1
    return tables


def _tab_table(rows: list[tuple[int, str]]) -> Table:
    cells = []
    for row, (start, line) in enumerate(rows):
        position = start
        for column, words in enumerate(line.split("\t")):
            cells.append(Cell(row, column, position, position + len(words)))
            position += len(words) + 1
    return Table(rows[0][0], rows[-1][0] + len(rows[-1][1]), tuple(cells))
