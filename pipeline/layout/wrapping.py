"""Which printed rows belong to one paragraph.

The question is always the same: did the writer end this line, or did the margin? A line that reaches the
margin (the next word would not have fitted) and does not end a sentence goes on. Where a sentence ends
exactly at the margin, indentation decides. The margin is measured around each row, because a report
changes its width from abstract to body to lists.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.headings import is_bare_title
from pipeline.layout.joints import BRACKETS, tears_bracket, tears_word
from pipeline.layout.labels import compound_labels, is_label_line
from pipeline.layout.rows import Row, columns

_TERMINAL = "。！？；：!?;:…"
_CLOSING = "」』）)】》〉”’\"'〕］]"
_CANNOT_END = "第(（「『《〈【〔“‘"
_NO_LINE_START = "，。、；：！？）」』》〉】〕…—％%,.;:!?)]}”’"
_WORD = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f\u1e00-\u1eff.,:/%$@_'’&+\-]{1,40}")
_OPENING = re.compile(r"[「（(『《〈【〔“‘\[]{0,3}")

_ANY_LABEL = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff \u3000／/（）()]{1,14}[:：]")
_ENTRY = re.compile(r"[^/／，。；]{1,30}(?:[/／][^/／，。；]{1,30}){2,6}")
_DAY_ENTRY = re.compile(
    r"(?:[0-9０-９]{2,4}[/.年] ?)?[0-9０-９]{1,2} ?[/.月] ?[0-9０-９]{1,2} ?日? ?"
    r"[（(] ?[一二三四五六日] ?[)）]"
)
_CAPTION = re.compile(
    r"附?[表圖] ?[0-9０-９一二三四五六七八九十]{1,3}(?:[-－.][0-9]{1,2})?[ \u3000:：](?=[^ \u3000])"
)
_LIST_ENDS = re.compile(r"(?:[、：:][\u3400-\u9fff]{2,6}){2}$")
_LIST_GOES_ON = re.compile(r"[一二三四五六七八九十]、(?:[\u3400-\u9fff]{2,6}、){2}")
_ABBREVIATION = re.compile(r"(?<![A-Za-z])(?:[A-Z]|Mrs?|Ms|Drs?|Prof|Rev|Hon|Gen|Col|St|Jr|Sr|No|Vol|vs)\.$")
_MIDST = re.compile("[，、；。]")
_NARROWEST = 34.0
_LEAST_CUT = 28.0
_LIST_REACH = 150
_LEAST_RAGGED = 36.0
_MOST_RAGGED = 110.0
_LEAST_RAGGED_ROWS = 6
_TIGHT = 2.0
_LEAST_COUNT = 16
_LEAST_CUT_ROWS = 6
_MOST_OTHERS = 0.08
_CLUSTER = 4.0
_WINDOW = 14
_FRONT_ROWS = 200
_LEAST_PASTED = 12
_STEP = 7
_GEOMETRY_SLACK = 2.5
_TEXT_SLACK = 3.5
_GEOMETRY_SHARE = 0.93
_TEXT_SHARE = 0.84
_INDENT = 3.0
_LONG_ENOUGH_ALONE = 44.0


@dataclass(frozen=True, slots=True)
class Page:
    """How a text is set: the margin around each row, the usual number of blank lines, and the indents.

    ``edges`` holds the right margin in columns per row, None where none can be told. A line is full when no
    more than ``slack`` columns are left beside the next word; one that breaks off within a sentence also when
    it reaches ``least_share`` of the margin. ``blind``: lines were cut anywhere, also inside words.
    ``ragged``: each paragraph has a margin of its own. ``count``: lines were cut after so many characters,
    wide or narrow, by a program that knows no margin; None otherwise.
    """

    edges: tuple[float | None, ...]
    wrapped: bool
    usual_gap: int
    indented: bool
    slack: float
    least_share: float
    blind: bool
    ragged: bool
    count: int | None


def measure(rows: Sequence[Row], apart: set[int]) -> Page:
    """The page as its rows show it, but for those in ``apart`` (contents, tables): they have other widths."""
    running = [i for i, row in enumerate(rows) if not row.whole and i not in apart]
    labelled = {i for i in running[:_FRONT_ROWS] if is_label_line(rows[i].text)}
    measured = [i for i in running if i not in labelled]
    printed = [rows[i] for i in running]
    overall = _edge(sorted(rows[i].right for i in measured), 0.06)
    wrapped = bool(printed) and _is_wrapped(printed, overall)
    gaps = Counter(row.gap for row in printed[1:] if not row.new_page)
    usual = gaps.most_common(1)[0][0] if gaps and wrapped else 0
    geometry = any(row.top is not None for row in printed[:50])
    edges = _local_edges(rows, measured, overall) if wrapped else [None] * len(rows)
    count = None if geometry else _count_cut_at(printed)
    ragged = not geometry and count is None and _is_ragged(rows, measured, edges)
    return Page(
        tuple(edges),
        wrapped or ragged or count is not None,
        usual,
        _has_indents(printed),
        _GEOMETRY_SLACK if geometry else _TEXT_SLACK,
        _GEOMETRY_SHARE if geometry else _TEXT_SHARE,
        count is not None or (wrapped and not geometry and _is_blind(rows, edges)),
        ragged,
        count,
    )


def is_cut_into_lines(rows: Sequence[Row]) -> bool:
    """Whether what a format calls paragraphs are the printed lines of a text pasted into it."""
    if len(rows) < _LEAST_PASTED:
        return False
    edge = _edge(sorted(row.right for row in rows), 0.2)
    if edge is None:
        return False
    long = [row for row in rows if row.right >= 0.6 * edge]
    full = [row for row in long if edge - 2 * _CLUSTER <= row.right <= edge + 1]
    open_ended = sum(not _ends_sentence(row.text) for row in full)
    return len(full) >= 0.6 * len(long) and open_ended >= 0.7 * len(full)


def _local_edges(rows: Sequence[Row], measured: Sequence[int], overall: float | None) -> list[float | None]:
    """The margin around each row, from the measured rows before and after it."""
    edges: list[float | None] = [None] * len(rows)
    for start in range(0, len(measured), _STEP):
        around = measured[max(0, start - _WINDOW) : start + _STEP + _WINDOW]
        edge = _edge(sorted(rows[i].right for i in around), 0.15)
        if edge is None or (overall is not None and edge < 0.6 * overall):
            edge = overall
        first = measured[start] if start else 0
        past = measured[start + _STEP] if start + _STEP < len(measured) else len(rows)
        edges[first:past] = [edge] * (past - first)
    return edges


def continues(rows: Sequence[Row], i: int, first: int, page: Page) -> bool:
    """Whether row ``i + 1`` goes on with the paragraph that runs from row ``first`` to row ``i``."""
    here, below = rows[i], rows[i + 1]
    if here.whole or below.whole or not (page.wrapped or below.new_page):
        return False
    if _differs_in_size(here, below) or is_bare_title(here.text) or is_bare_title(below.text):
        return False
    if is_label_line(below.text) or (is_label_line(here.text) and _stands_apart(here, below)):
        return False
    if _are_entries(here.text, below.text) or _CAPTION.match(below.text):
        return False
    ends = _ends_sentence(here.text)
    if below.new_page and not ends and _is_cut_by_page(rows, i):
        return True
    if not page.wrapped:
        return False
    if page.count is not None:
        return here.length >= page.count and below.gap <= page.usual_gap and not _begins(rows, i + 1)
    edge = _own_edge(rows, first, i) if page.ragged else page.edges[i]
    alone = here.right - here.left >= _LONG_ENOUGH_ALONE
    full = _is_full(here, below, edge, i == first and not page.indented, page) if edge is not None else alone
    if edge is not None and not ends and (here.marker is None or "，" in here.text):
        full = full or here.right >= page.least_share * edge
    if below.marker is not None:
        cut = full and (here.text[-1] in _CANNOT_END or (not ends and not _counts_on(rows, i + 1)))
        if not cut:
            return False
    if below.gap > page.usual_gap and not below.new_page:
        return here.text[-1] in "，、" and full
    shift = below.left - here.left
    hangs = i == first and here.marker is not None and shift <= columns(here.text[: here.marker.end]) + 3
    if ends:
        if page.ragged and edge is not None and _breaks_item_off(rows, first, i):
            return True
        if not full or edge is None or (page.ragged and not _ends_at_edge(rows, first, i, edge)):
            return False
        if below.right < 0.6 * edge and not _ends_sentence(below.text):
            return False
        starts_new = shift >= _INDENT and not hangs
        ends_hanging = shift <= -_INDENT and i > first and below.left <= rows[first].left - 1
        return not (starts_new or ends_hanging)
    if full:
        return not page.ragged or here.width >= _LEAST_RAGGED
    if here.text[-1] in "，、" and here.width >= 0.5 * (edge or here.width) and shift < _INDENT:
        return True
    return bool(edge) and here.right >= 0.75 * (edge or 0) and _is_open(rows, first, i)


def _are_entries(here: str, below: str) -> bool:
    """Whether two lines are entries of a list: people (王小明／財政部／科長) or days (6/8（三） 首爾)."""
    if _DAY_ENTRY.match(here) and _DAY_ENTRY.match(below):
        return True
    return (
        _ENTRY.fullmatch(here) is not None and _ENTRY.fullmatch(below) is not None and not is_label_line(here)
    )


def _is_cut_by_page(rows: Sequence[Row], i: int) -> bool:
    """Whether a page ends in the midst of the sentence of row ``i``, wherever in its line."""
    here, below = rows[i], rows[i + 1]
    if here.width < _LEAST_CUT:
        return False
    # What looks like a heading is none if the page tears a word or a bracket of it.
    heading = here.marker is not None and not _MIDST.search(here.text)
    if heading and not (tears_word(here.text, below.text) or tears_bracket(here.text, below.text)):
        return False
    return below.marker is None or not _counts_on(rows, i + 1)


def _begins(rows: Sequence[Row], i: int) -> bool:
    """Whether row ``i`` opens with a marker that counts on, after the end of a sentence."""
    return rows[i].marker is not None and _ends_sentence(rows[i - 1].text) and _counts_on(rows, i)


def _own_edge(rows: Sequence[Row], first: int, i: int) -> float:
    """The margin of the paragraph that begins at row ``first`` and may go on at row ``i + 1``."""
    return max(row.right for row in rows[max(first, i - _WINDOW) : i + 2])


def _ends_at_edge(rows: Sequence[Row], first: int, i: int, edge: float) -> bool:
    """Whether a sentence that ends on row ``i`` ends just at its paragraph's own margin."""
    if rows[i].right < edge - _TIGHT:
        return False
    return i > first or (rows[i + 1].right >= edge - _TIGHT and not _ends_sentence(rows[i + 1].text))


def _breaks_item_off(rows: Sequence[Row], first: int, i: int) -> bool:
    """Whether a list item breaks off behind a semicolon: an item that ends so is followed by the next one."""
    return (
        rows[first].marker is not None
        and rows[i].text[-1] in "；;"
        and rows[i].width >= _LEAST_RAGGED
        and rows[i + 1].marker is None
    )


def _stands_apart(here: Row, below: Row) -> bool:
    """Whether ``below`` does not go on with the labelled ``here``: another label, or an entry of its own."""
    if compound_labels(here.text):
        return True
    bracketed = here.text[0] in BRACKETS or here.text[-1] in "）)】"
    return bracketed or _ANY_LABEL.match(below.text) is not None or below.left >= here.left + _INDENT


def _is_full(here: Row, below: Row, edge: float, may_lack_indent: bool, page: Page) -> bool:
    """Whether the next word would not have fitted on ``here``."""
    room = edge - here.right
    if room <= 0:
        return True
    need = 2.0 if page.blind else unbreakable(below.text) + (1.0 if here.text[-1].isascii() else 0.0)
    return room < need + page.slack + (4.0 if may_lack_indent else 0.0)


def unbreakable(text: str) -> float:
    """The columns that the head of ``text`` needs on a line: brackets, a word or character, its full stop."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    word = _WORD.match(text, start)
    end = word.end() if word else min(start + 1, len(text))
    for ahead in text[end : end + (1 if word else 2)]:
        if ahead not in _NO_LINE_START:
            break
        end += 1
    return columns(text[:end])


def _ends_sentence(text: str) -> bool:
    stripped = text.rstrip(_CLOSING)
    last = stripped[-1:] if stripped else ""
    if last in _TERMINAL and last:
        return len(text) - len(stripped) <= 2
    return (
        text[-1] == "."
        and len(text) > 1
        and text[-2].isascii()
        and text[-2].isalpha()
        and _ABBREVIATION.search(text) is None
    )


def _differs_in_size(here: Row, below: Row) -> bool:
    if here.font_size is None or below.font_size is None:
        return False
    return abs(here.font_size - below.font_size) > 0.12 * max(here.font_size, below.font_size)


def _counts_on(rows: Sequence[Row], i: int) -> bool:
    """Whether the marker of row ``i`` begins or continues a list; else it is text that looks like one."""
    marker = rows[i].marker
    if marker is None:
        return False
    if marker.number is None:
        # 戈登 | ‧虎克: what opens a list stands before more than one line.
        near = rows[max(0, i - _LIST_REACH) : i + _LIST_REACH]
        return sum(row.marker is not None and row.marker.style == marker.style for row in near) > 1
    if i and _is_within_list(rows[i - 1].text, rows[i].text):
        return False
    if marker.number == 1 or marker.level == 1:
        return True
    for j in range(i - 1, max(-1, i - _LIST_REACH), -1):
        other = rows[j].marker
        if other is not None and other.style == marker.style:
            return other.number in (marker.number - 1, marker.number)
    return False


def _is_within_list(here: str, below: str) -> bool:
    """Whether a list of names goes on below with a name that ends in a numeral: 、山本幸 | 三、塩崎恭久、."""
    return _LIST_ENDS.search(here) is not None and _LIST_GOES_ON.match(below) is not None


def _is_open(rows: Sequence[Row], first: int, i: int) -> bool:
    """Whether a bracket opened in the last rows of this paragraph has not been closed."""
    text = "".join(row.text for row in rows[max(first, i - 3) : i + 1])
    return any(text.rfind(left) > text.rfind(right) for left, right in BRACKETS.items())


def _edge(rights: list[float], least: float) -> float | None:
    """The margin that a share ``least`` of the sorted ``rights`` reach and hardly any exceed."""
    n = len(rights)
    need = max(2, round(least * n))
    for k in range(n - 1, need - 2, -1):
        right = rights[k]
        if right < _NARROWEST:
            return None
        over = n - 1 - k
        if over > max(1, 0.1 * n):
            return None
        if k + 1 - bisect_left(rights, right - _CLUSTER) >= need:
            return right
    return None


def _is_wrapped(rows: Sequence[Row], edge: float | None) -> bool:
    """Whether the lines end at a margin (printed) or at the end of a paragraph (one paragraph a line)."""
    if len(rows) < 2:
        return False
    if edge is None:
        longest = max(row.width for row in rows)
        return len(rows) <= 8 and 30 <= longest <= 120 and not all(_ends_sentence(r.text) for r in rows)
    long = [row for row in rows if row.right >= 0.6 * edge]
    near = [row for row in long if edge - 14 <= row.right <= edge + 4]
    open_ended = sum(not _ends_sentence(row.text) for row in near)
    tight = sum(edge - _CLUSTER <= row.right <= edge + 1 for row in long)
    usual = len(near) >= 0.4 * len(long) and open_ended >= 0.4 * len(near)
    # Paragraphs are not all of one length: where nearly all lines are, one that breaks off was cut.
    return (
        usual
        or (tight >= 0.6 * len(long) and open_ended >= 0.2 * len(near))
        or (tight >= max(_LEAST_CUT_ROWS, 0.9 * len(long)) and open_ended > 0)
    )


def _is_ragged(rows: Sequence[Row], measured: Sequence[int], edges: Sequence[float | None]) -> bool:
    """Whether many lines break off within sentences, yet at no common margin: each paragraph has its own."""
    wide = [
        i
        for i in measured
        if _LEAST_RAGGED <= rows[i].width <= _MOST_RAGGED and i + 1 < len(rows) and not rows[i + 1].new_page
    ]
    broken = [i for i in wide if not _ends_sentence(rows[i].text) and rows[i + 1].marker is None]
    if len(broken) < max(_LEAST_RAGGED_ROWS, 0.4 * len(wide)):
        return False
    at_margin = 0
    for i in broken:
        edge = edges[i]
        at_margin += edge is not None and edge - 14 <= rows[i].right <= edge + 1
    return at_margin < 0.75 * len(broken)


def _count_cut_at(rows: Sequence[Row]) -> int | None:
    """The number of characters after which all lines were cut: most long lines have it, hardly any more.

    A margin leaves lines of different counts that break off within sentences; a count, of different widths.
    """
    texts = [row for row in rows if "\t" not in row.text]
    lengths = Counter(row.length for row in texts)
    if not lengths:
        return None
    count, times = lengths.most_common(1)[0]
    long = sum(n for length, n in lengths.items() if length >= 0.6 * count)
    if count < _LEAST_COUNT or times < max(_LEAST_CUT_ROWS, 0.5 * long):
        return None
    others = sum(row.length > count for row in texts) + sum(
        0.8 * count <= row.length < count and not _ends_sentence(row.text) for row in texts
    )
    widths = {row.width for row in texts if row.length == count}
    return count if others <= _MOST_OTHERS * times and len(widths) > 1 else None


def _has_indents(rows: Sequence[Row]) -> bool:
    """Whether the text indents the first lines of its paragraphs (or some of its lines at all)."""
    if not rows:
        return False
    base = sorted(row.left for row in rows)[len(rows) // 4]
    deeper = sum(_INDENT <= row.left - base <= 12 for row in rows)
    return deeper >= max(2, 0.04 * len(rows))


def _is_blind(rows: Sequence[Row], edges: Sequence[float | None]) -> bool:
    """Whether lines were cut at a column without regard to words and numbers (as ``fold`` does)."""
    cut = kept = 0
    for i in range(len(rows) - 1):
        edge = edges[i]
        word = _WORD.match(rows[i + 1].text)
        if edge is None or word is None or rows[i + 1].gap > rows[i].gap + 1:
            continue
        if rows[i].right >= edge - 1 and _WORD.fullmatch(rows[i].text[-1]):
            cut += 1
        elif rows[i].right < edge - 1.5 and rows[i].right + columns(word.group()) > edge:
            kept += 1
    return cut > kept
