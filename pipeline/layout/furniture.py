"""Page furniture: running headers, footers and page numbers, which are no part of what the report says.

With pages, furniture is what repeats at the edges of pages. Without them (plain text made from a printed
report), a chain of page numbers some lines apart shows where the pages ended; a single bare number counts
as a page number only where it interrupts a sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.layout.rows import Row

_NUMBER = r"[0-9０-９]{1,4}"
_DASH = r"[-－–—―─~～·‧•.．_|｜]"
_BARE = re.compile(rf"{_DASH}{{0,3}}\s{{0,4}}(?P<n>{_NUMBER})\s{{0,4}}{_DASH}{{0,3}}")
_ROMAN = re.compile(
    rf"{_DASH}?\s?(?=[ivxlIVXL])(?:x{{0,3}}(?:ix|iv|v?i{{0,3}})|X{{0,3}}(?:IX|IV|V?I{{0,3}}))\s?{_DASH}?"
)
_EXPLICIT = re.compile(
    rf"(?:{_DASH}{{1,3}}\s{{0,4}}{_NUMBER}\s{{0,4}}{_DASH}{{1,3}}"
    rf"|第\s*(?:{_NUMBER}|[一二三四五六七八九十百]{{1,4}})\s*頁[\s，,、/／(（]*(?:[共總]\s*計?\s*{_NUMBER}\s*頁\s*[)）]?)?"
    rf"|頁\s*次?\s*[:：]?\s*{_NUMBER}(?:\s*[/／]\s*{_NUMBER})?"
    rf"|[Pp](?:age|AGE)?\s?\.?\s?{_NUMBER}(?:\s*(?:of|OF|[/／])\s*{_NUMBER})?"
    rf"|{_NUMBER}\s?[/／]\s?{_NUMBER}\s?頁)"
)
_OF_TOTAL = re.compile(rf"{_DASH}?\s?(?P<n>{_NUMBER})\s?[/／]\s?(?P<total>{_NUMBER})\s?{_DASH}?")
_AT_ENDS = re.compile(r"^[0-9０-９]{1,4}(?![0-9０-９])|(?<![0-9０-９])[0-9０-９]{1,4}$")
_EDGE_ROWS = 4
_LEAST_LINES_PER_PAGE = 8
_LONGEST_HEADER = 100
_COVER_ROWS = 6
_LEAST_TEXT = 30.0
_SENTENCE_END = "。！？；：!?;:"


def drop_furniture(rows: list[Row]) -> list[Row]:
    """``rows`` without page furniture; the row after each dropped page edge carries ``new_page``."""
    if not rows:
        return rows
    dropped = _of_total(rows)
    others = [row for row in rows if id(row) not in dropped]
    paged = all(row.page is not None for row in rows) and rows[0].page != rows[-1].page
    dropped |= _at_page_edges(_by_page(others)) if paged else _without_pages(others)
    dropped |= {id(row) for row in others if not row.whole and _EXPLICIT.fullmatch(row.text)}
    kept: list[Row] = []
    gap, new_page = 0, False
    for row in rows:
        if id(row) in dropped:
            gap = max(gap, row.gap)
            new_page = True
            continue
        if new_page:
            row.new_page = True
            row.gap = max(gap, row.gap)
        kept.append(row)
        gap, new_page = 0, False
    return kept


def _of_total(rows: Sequence[Row]) -> set[int]:
    """Page numbers such as 3/12: the same total each time, counting up by one. A lone 4/14 is a date."""
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, row in enumerate(rows):
        match = None if row.whole or len(row.text) > 12 else _OF_TOTAL.fullmatch(row.text)
        if match and int(match["n"]) <= int(match["total"]):
            groups[int(match["total"])].append((i, int(match["n"])))
    chained = (
        (i, j)
        for group in groups.values()
        for (i, n), (j, m) in pairwise(group)
        if m == n + 1 and (j - i >= _LEAST_LINES_PER_PAGE or rows[i].page != rows[j].page)
    )
    return {id(rows[k]) for pair in chained for k in pair}


def _by_page(rows: Sequence[Row]) -> list[list[Row]]:
    pages: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    return list(pages.values())


def _at_page_edges(pages: list[list[Row]]) -> set[int]:
    """Repeated lines and page numbers at the tops and bottoms of ``pages``, as object ids."""
    dropped: set[int] = set()
    for edge in (_tops(pages), _bottoms(pages)):
        repeated = _repeated(edge)
        numbers = _running_numbers(edge)
        for page, lines in enumerate(edge):
            for row, depth in _with_depth(lines):
                runs_on = _is_page_number(row.text) or id(row) in numbers
                if not (runs_on or (page and (row.text, depth) in repeated)):
                    break
                dropped.add(id(row))
    return dropped


def _is_page_number(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_BARE, _ROMAN, _EXPLICIT))


def _with_depth(lines: list[Row]) -> Iterator[tuple[Row, int]]:
    """Each row with its distance from the edge of the page, page numbers not counted."""
    depth = 0
    for row in lines:
        yield row, depth
        depth += not _is_page_number(row.text)


def _tops(pages: list[list[Row]]) -> list[list[Row]]:
    return [page[:_EDGE_ROWS] for page in pages]


def _bottoms(pages: list[list[Row]]) -> list[list[Row]]:
    return [page[: -_EDGE_ROWS - 1 : -1] if len(page) > 1 else [] for page in pages]


def _repeated(edge: list[list[Row]]) -> set[tuple[str, int]]:
    """Texts (with their depth) that stand at this edge of enough pages not to be there by chance."""
    counts = Counter((row.text, depth) for lines in edge for row, depth in _with_depth(lines))
    least = max(2, len(edge) - 1) if len(edge) < 4 else max(3, min(6, len(edge) // 5))
    return {key for key, n in counts.items() if n >= least and _may_run(key[0])}


def _may_run(text: str) -> bool:
    """Whether a line may be a running header or footer: short, and no end of a sentence."""
    return len(text) <= _LONGEST_HEADER and text[-1] not in _SENTENCE_END


def _running_numbers(edge: list[list[Row]]) -> set[int]:
    """Lines such as 「關務署出國報告 7」 whose words repeat from page to page while the number runs on."""
    groups: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for page, lines in enumerate(edge):
        for row in lines:
            if len(row.text) > _LONGEST_HEADER:
                continue
            for number in {match.span(): match for match in _AT_ENDS.finditer(row.text)}.values():
                words = row.text[: number.start()] + "#" + row.text[number.end() :]
                groups[words, int(number.group()) - page].append(row)
    return {id(row) for group in groups.values() if len(group) >= 3 for row in group}


def _without_pages(rows: list[Row]) -> set[int]:
    """Page numbers between the lines of a text without page marks, and the headers that stand beside them."""
    bare = [
        (i, int(m["n"])) for i, row in enumerate(rows) if not row.whole and (m := _BARE.fullmatch(row.text))
    ]
    marked = [i for i, row in enumerate(rows) if not row.whole and _EXPLICIT.fullmatch(row.text)]
    numbers = {*marked, *_chain(bare), *(i for i, _ in bare if _interrupts(rows, i))}
    dropped = {id(rows[i]) for i in numbers}
    if not numbers:
        return dropped
    least = max(2, round(0.4 * len(numbers)))
    widest = 0.85 * sorted(row.width for row in rows)[len(rows) * 9 // 10]
    running: set[str] = set()
    for step in (-1, 1):
        near = {j for i in numbers for j in (i + step, i + 2 * step) if 0 <= j < len(rows)}
        near = {
            j for j in near if rows[j].marker is None and rows[j].width < widest and _may_run(rows[j].text)
        }
        beside = Counter(rows[j].text for j in near)
        for i in numbers:
            for j in (i + step, i + 2 * step):
                if j not in near or beside[rows[j].text] < least:
                    break
                dropped.add(id(rows[j]))
                running.add(rows[j].text)
    return dropped | {id(row) for row in rows[_COVER_ROWS:] if row.text in running}


def _chain(bare: list[tuple[int, int]]) -> set[int]:
    """Bare numbers that count up one by one, each at least some lines after the one before."""
    chosen: set[int] = set()
    for (i, n), (j, m) in pairwise(bare):
        if m == n + 1 and j - i >= _LEAST_LINES_PER_PAGE:
            chosen |= {i, j}
    return chosen


def _interrupts(rows: list[Row], i: int) -> bool:
    """Whether row ``i`` stands alone between two lines of text, or below the last line of all."""
    if i == 0:
        return False
    before = rows[i - 1]
    if _BARE.fullmatch(before.text):
        return False
    if i == len(rows) - 1:
        return i >= _LEAST_LINES_PER_PAGE
    after = rows[i + 1]
    return (
        not _BARE.fullmatch(after.text)
        and _is_prose(before)
        and (_is_prose(after) or after.marker is not None)
    )


def _is_prose(row: Row) -> bool:
    return row.width >= _LEAST_TEXT or row.text[-1] in _SENTENCE_END
