"""The print of one page: its text cut into runs, each with the place where it stands.

A run is a stretch of characters on one baseline without a gap wider than a character. PDFium gives the
text of a page at once; asking for each character's box would cost as much again, so only the ends of
lines are asked for, and the words of those lines that are not as wide as their characters should be.
"""

from __future__ import annotations

import bisect
import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from pipeline.ingest import limits

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the upright page."""

_loose_box = pdfium.FPDFText_GetLooseCharBox
_angle = pdfium.FPDFText_GetCharAngle
_font_size = pdfium.FPDFText_GetFontSize
_character_matrix = pdfium.FPDFText_GetMatrix
_is_generated = pdfium.FPDFText_IsGenerated

_LINE = re.compile(r"[^\r\n]+")
_SPACES = " \t\u00a0\u3000"
_WORD = re.compile(f"[^{_SPACES}]+")
_ADVANCE = 0.5
_ADVANCES = (0.3, 0.8)
"""Ems that a narrow character is wide until a line has taught better, and the bounds of what is believed."""

_LEARNT_FROM = 8
_SLACK = 0.8
_SLACK_EACH = 0.04
"""Ems that a line may be off its expected width, and more for each narrow character."""

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60"
_SPACED = re.compile(rf"[{_WIDE}] (?=[{_WIDE}])")
_BESIDE_CHINESE = re.compile(
    rf"(?<=[{_WIDE}]) (?=[{_WIDE}!-~\u00c0-\u024f])|(?<=[!-~\u00c0-\u024f]) (?=[{_WIDE}])"
)
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
_ASKED = 10
_MUCH = 0.15
_WIDE_GAP = 1.0
_PADDED_GAP = 1.6
_AIR = 0.4
_BACK = 0.5
_ASKEW = 0.1
"""Gaps in ems that end a run (an ideographic space, one em, inside a padded name does not) or a word;
ems that a word must step back to be out of the order of print.
How far text may be turned from upright, in quarter turns."""


@dataclass(slots=True)
class Run:
    """Characters ``start:end`` of the page's text in one place.

    ``size`` is the font size in points. A run that is ``askew`` (turned or diagonal text) has no row.
    """

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    askew: bool = False

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2


class TextPage:
    """The characters of a page and their boxes, on the page turned so that its text is upright."""

    def __init__(
        self, page: pdfium.FPDF_PAGE, textpage: pdfium.FPDF_TEXTPAGE, advances: dict[float, float]
    ) -> None:
        """``advances`` is what earlier pages taught: ems a narrow character is wide, by font size."""
        self._textpage = textpage
        self._advances = advances
        self._rect = pdfium.FS_RECTF()
        self._rect_ref = ctypes.byref(self._rect)
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_ref = ctypes.byref(self._matrix)
        bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
        self._bounds = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        self.turn = max(pdfium.FPDFPage_GetRotation(page), 0)
        count = max(pdfium.FPDFText_CountChars(textpage), 0)
        self.is_cut = count > limits.MAX_PAGE_CHARACTERS
        self.text = self._read_text(min(count, limits.MAX_PAGE_CHARACTERS))

    def _read_text(self, count: int) -> str:
        """The page's text, one element for each of PDFium's characters."""
        if count == 0:
            return ""
        # A power of two: ctypes makes a new type for each length, which takes longer than the text does.
        buffer = (ctypes.c_ushort * (1 << (2 * count + 1).bit_length()))()
        written = max(pdfium.FPDFText_GetText(self._textpage, 0, count, buffer) - 1, 0)
        if written == count:
            # Halves of a character beyond the 16-bit range stay apart: each is a character to PDFium.
            text = ctypes.string_at(buffer, 2 * count).decode("utf-16-le", "surrogatepass")
            return text if len(text) == count else "".join(map(chr, buffer[:count]))
        # Characters without a Unicode value are missing from that text: ask for each by its index.
        codes = (pdfium.FPDFText_GetUnicode(self._textpage, i) for i in range(count))
        return "".join(chr(c) if 0 < c < 0x110000 else "\ufffd" for c in codes)

    def to_upright(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle of PDF's own coordinates on the upright page."""
        page_left, b, r, t = self._bounds
        if self.turn == 0:
            return left - page_left, t - top, right - page_left, t - bottom
        if self.turn == 1:
            return bottom - b, left - page_left, top - b, right - page_left
        if self.turn == 2:
            return r - right, bottom - b, r - left, top - b
        return t - top, r - right, t - bottom, r - left

    def box(self, index: int) -> Rectangle:
        """The box of a character from ascender to descender, its whole advance wide."""
        rect = self._rect
        _loose_box(self._textpage, index, self._rect_ref)
        if self.turn == 0:
            left, top = self._bounds[0], self._bounds[3]
            return rect.left - left, top - rect.top, rect.right - left, top - rect.bottom
        return self.to_upright(rect.left, rect.bottom, rect.right, rect.top)

    def font_size(self, index: int) -> float:
        """The font size of a character as printed, in points."""
        size: float = _font_size(self._textpage, index)
        matrix = self._matrix
        if _character_matrix(self._textpage, index, self._matrix_ref):
            size *= math.hypot(matrix.c, matrix.d)
        return round(size, 1) if 0 < size < 1000 else 1.0

    def runs(self) -> list[Run]:
        """The runs of the page in the file's own order, the page turned upright first if need be."""
        found = list(self._measure())
        if any(run.askew for run in found):
            votes = [0, 0, 0, 0]
            for run in found:
                votes[round(self._turns(run.start)) % 4] += run.end - run.start
            turn = votes.index(max(votes))
            if turn != self.turn:
                self.turn = turn
                found = list(self._measure())
        return found

    def _turns(self, index: int) -> float:
        """How many quarter turns clockwise bring a character upright. PDFium's angle is clockwise too."""
        angle: float = _angle(self._textpage, index)
        return -angle / (math.pi / 2) % 4

    def _measure(self) -> Iterator[Run]:
        text = self.text
        for match in _LINE.finditer(text):
            line = match.group().rstrip(_SPACES)
            end = match.start() + len(line)
            line = line.lstrip(_SPACES)
            start = end - len(line)
            if not line:
                continue
            if abs((self._turns(start) - self.turn + 2) % 4 - 2) > _ASKEW:
                boxes = [self.box(i) for i in range(start, end)]
                yield Run(start, end, *_union(boxes), self.font_size(start), askew=True)
                continue
            first, last = self.box(start), self.box(end - 1)
            size = self.font_size(start)
            whole = Run(start, end, first[0], min(first[1], last[1]), last[2], max(first[3], last[3]), size)
            if _on_one_line(first, last) and self._is_close(whole, line):
                yield whole
                continue
            runs = self._by_words(start, end)
            if len(runs) == 1 and not runs[0].askew:
                self._learn(whole, line)
            yield from runs

    def _is_close(self, run: Run, line: str) -> bool:
        """Whether a line is as wide as its characters are, so that no wide gap can be in it.

        Asking each word for its place would take most of the time spent on a page.
        """
        if _WORD.fullmatch(line):
            return True
        if _SPACED.search(line):
            # A character drawn later, with another font, leaves such a gap behind.
            return False
        wide, narrow = _count_widths(line)
        expected = wide + narrow * self._advances.get(run.size, _ADVANCE)
        return abs((run.x1 - run.x0) / run.size - expected) <= _SLACK + _SLACK_EACH * narrow

    def _learn(self, run: Run, line: str) -> None:
        """Note how wide narrow characters are on average, from a line found to have no wide gap."""
        wide, narrow = _count_widths(line)
        if narrow >= _LEARNT_FROM:
            advance = ((run.x1 - run.x0) / run.size - wide) / narrow
            self._advances[run.size] = min(max(advance, _ADVANCES[0]), _ADVANCES[1])

    def _by_words(self, line_start: int, line_end: int) -> list[Run]:
        """A line measured word by word, cut at wide gaps and where it leaves its height."""
        runs: list[Run] = []
        run: Run | None = None
        for word in _WORD.finditer(self.text, line_start, line_end):
            start, end = word.span()
            first = self.box(start)
            last = self.box(end - 1) if end - start > 1 else first
            if run is not None and first[0] < run.x1 - _BACK * run.size and _overlap(_box(run), first):
                return list(self._in_place(line_start, line_end))
            if not _on_one_line(first, last):
                run = None
                runs.extend(self._pieces(start, end))
            elif run is not None and self._joins(run, first, start):
                run.end, run.x1 = end, max(run.x1, last[2])
                run.top, run.bottom = min(run.top, first[1]), max(run.bottom, first[3])
            else:
                bottom, size = max(first[3], last[3]), self.font_size(start)
                run = Run(start, end, first[0], first[1], last[2], bottom, size)
                runs.append(run)
        return runs

    def _joins(self, run: Run, box: Rectangle, start: int) -> bool:
        """Whether a word goes on a run: on the same line and without a wide gap."""
        gap = _PADDED_GAP if self.text[run.end] == "\u3000" and start == run.end + 1 else _WIDE_GAP
        return box[0] - run.x1 <= gap * run.size and _on_one_line(_box(run), box)

    def _in_place(self, start: int, end: int) -> Iterator[Run]:
        """A line whose characters are not in the order of print, cut so that each run is.

        Characters that a font lacks may be drawn with another one after all others of their line.
        """
        placed = sorted((self.box(i), i) for i in range(start, end) if self.text[i] not in _SPACES)
        run: Run | None = None
        for box, i in placed:
            if run is not None and run.end == i and self._joins(run, box, i):
                run.end, run.x1 = i + 1, max(run.x1, box[2])
                run.top, run.bottom = min(run.top, box[1]), max(run.bottom, box[3])
                continue
            if run is not None:
                yield run
            run = Run(i, i + 1, *box, self.font_size(i))
        if run is not None:
            yield run

    def written(self, run: Run) -> str:
        """The characters of a run without the air beside Chinese characters that nobody typed.

        Word processors set digits and Latin letters off from Chinese by a quarter of a character, and stretch
        justified lines; PDFium reports either as a space.
        """
        text = self.text[run.start : run.end]
        if " " not in text:
            return text
        pieces, end = [], 0
        for match in _BESIDE_CHINESE.finditer(text):
            at = match.start()
            if self._is_air(run.start + at, run.size):
                pieces.append(text[end:at])
                end = at + 1
        return "".join([*pieces, text[end:]]) if pieces else text

    def _is_air(self, index: int, size: float) -> bool:
        if _is_generated(self._textpage, index) != 1:
            return False
        if self.turn:
            return self.box(index + 1)[0] - self.box(index - 1)[2] < _AIR * size
        # Asked for so often that whole boxes would cost more than all else that is measured.
        rect, page_left = self._rect, self._bounds[0]
        _loose_box(self._textpage, index + 1, self._rect_ref)
        left = rect.left - page_left
        _loose_box(self._textpage, index - 1, self._rect_ref)
        gap: float = left - (rect.right - page_left)
        return gap < _AIR * size

    def _pieces(self, start: int, end: int) -> Iterator[Run]:
        """A word whose characters leave its line: cut where they do, or kept whole if written askew."""
        boxes = [self.box(i) for i in range(start, end)]
        cuts = [i for i in range(1, len(boxes)) if not _on_one_line(boxes[i - 1], boxes[i])]
        size = self.font_size(start)
        if 2 * len(cuts) >= len(boxes):
            yield Run(start, end, *_union(boxes), size, askew=True)
            return
        for i, j in zip([0, *cuts], [*cuts, len(boxes)], strict=True):
            yield Run(start + i, start + j, *_union(boxes[i:j]), size)

    def is_unmapped(self, runs: list[Run]) -> bool:
        """Whether the text is largely made of glyph codes that the file maps to no characters.

        A look at the first character of some runs: whole fonts lack their map, not single characters.
        """
        asked = runs[:: max(len(runs) // _ASKED, 1)]
        wrong = sum(pdfium.FPDFText_HasUnicodeMapError(self._textpage, run.start) == 1 for run in asked)
        odd = len(_UNMAPPED.findall(self.text))
        return wrong > _MUCH * len(asked) or odd > _MUCH * len(self.text)

    def words(self, run: Run) -> list[Run]:
        """A run cut at its spaces, but not where a space is only the air between Chinese and digits."""
        found: list[Run] = []
        for match in _WORD.finditer(self.text, run.start, run.end):
            start, end = match.span()
            box, last = self.box(start), self.box(end - 1)
            if found and box[0] - found[-1].x1 < _AIR * run.size:
                found[-1].end, found[-1].x1 = end, last[2]
            else:
                found.append(Run(start, end, box[0], run.top, last[2], run.bottom, run.size))
        return found

    def split(self, run: Run, edges: list[float]) -> list[Run]:
        """A run cut where its characters' middles pass one of the vertical ``edges`` (sorted)."""
        pieces: list[Run] = []
        column = -1
        for i in range(run.start, run.end):
            if self.text[i] in _SPACES:
                continue
            box = self.box(i)
            here = bisect.bisect(edges, (box[0] + box[2]) / 2)
            if pieces and here == column:
                last = pieces[-1]
                last.end, last.x1 = i + 1, max(last.x1, box[2])
            else:
                pieces.append(Run(i, i + 1, *box, run.size, run.askew))
            column = here
        return pieces


def _box(run: Run) -> Rectangle:
    return run.x0, run.top, run.x1, run.bottom


def _count_widths(line: str) -> tuple[float, float]:
    """How many wide (Chinese) and how many narrow characters: UTF-8 takes three bytes and one for them."""
    if line.isascii():
        return 0.0, len(line)
    wide = (len(line.encode("utf-8", "replace")) - len(line)) / 2
    return wide, len(line) - wide


def _on_one_line(box: Rectangle, following: Rectangle) -> bool:
    """Whether one box follows another on a line of print: beside it, not above, below or far back."""
    height, next_height = box[3] - box[1], following[3] - following[1]
    least = height if height < next_height else next_height
    return following[0] >= box[0] - least and _overlap(box, following)


def _overlap(box: Rectangle, other: Rectangle) -> bool:
    """Whether half the height of the lower of two boxes is also the other's."""
    # Comparisons, as min() and max() would take most of the time of this function.
    top = box[1] if box[1] > other[1] else other[1]
    bottom = box[3] if box[3] < other[3] else other[3]
    height, other_height = box[3] - box[1], other[3] - other[1]
    return 2 * (bottom - top) >= (height if height < other_height else other_height)


def _union(boxes: list[Rectangle]) -> Rectangle:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
