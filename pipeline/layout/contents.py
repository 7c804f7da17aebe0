"""Tables of contents: rows with dot leaders, and rows with page numbers under 目次."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.layout.headings import is_bare_title, section_kind, title_of
from pipeline.layout.rows import Row

_LEADER_TAIL = re.compile(
    r".{1,120}?(?:(?:[.．‥·‧・﹒_─—-] ?){4,}|[…⋯]{2,}|(?:\. ){3,}|\t+)\s*"
    r"[(（P]?\.?\s*(?:[0-9０-９]{1,4}|[ivxlIVXL]{1,6}|[一二三四五六七八九十]{1,3})\s*[)）]?"
)
_PAGE_TAIL = re.compile(r".*\D\s*[ \t\u3000]\s*(?:[Pp]\.?\s?)?(?:[0-9０-９]{1,3}|[ivx]{1,5})|.*\D[0-9]{1,2}")
_MOST_BETWEEN = 2
_LONGEST_LIST = 400
_LONGEST_BARE_LIST = 80
_WIDEST_ENTRY = 60
_FIRST_TITLES = 5


def contents_rows(rows: list[Row]) -> set[int]:
    """Indices of the rows that belong to a table of contents (not its heading)."""
    leaders = [i for i, row in enumerate(rows) if _is_leader(row)]
    found = set(leaders)
    for i, j in pairwise(leaders):
        if 1 < j - i <= _MOST_BETWEEN + 1 and all(rows[k].width < 90 for k in range(i + 1, j)):
            found.update(range(i + 1, j))
    for i, row in enumerate(rows):
        if len(row.text) <= 12 and i not in found and _is_title(row) and section_kind(row.text) == "contents":
            found.update(_under_heading(rows, i, found))
    return found


def _is_title(row: Row) -> bool:
    return title_of(row.text) in ("目次", "目錄", "目录", "圖目錄", "表目錄", "圖目次", "表目次")


def _is_leader(row: Row) -> bool:
    text = row.text
    return (
        len(text) > 5
        and (text[-1].isdigit() or text[-1] in "ivxIVX)）一二三四五六七八九十")
        and _LEADER_TAIL.fullmatch(text) is not None
    )


def _under_heading(rows: list[Row], heading: int, found: set[int]) -> list[int]:
    """Rows below the heading 目次: as long as they end in page numbers, or as long as they return later."""
    first = heading + 1
    taken: list[int] = []
    for i in range(first, min(len(rows), first + _LONGEST_LIST)):
        row = rows[i]
        if i in found or (row.width < 90 and _PAGE_TAIL.fullmatch(row.text)):
            taken.append(i)
        elif row.width >= _WIDEST_ENTRY or i - (taken[-1] if taken else heading) > _MOST_BETWEEN:
            break
    if taken:
        return list(range(first, taken[-1] + 1))
    return _announced(rows, first)


def _announced(rows: list[Row], first: int) -> list[int]:
    """A list without page numbers: short rows up to the second coming of one of its first titles."""
    titles: set[tuple[str | None, str]] = set()
    for i in range(first, min(len(rows), first + _LONGEST_BARE_LIST)):
        row = rows[i]
        if row.width >= _WIDEST_ENTRY:
            return []
        if row.marker is None and not is_bare_title(row.text):
            continue
        key = (row.marker.style if row.marker else None, title_of(row.text))
        if key in titles:
            return list(range(first, i))
        if i - first < _FIRST_TITLES:
            titles.add(key)
    return []
