"""Optical character recognition of a page's image with Tesseract, Traditional Chinese.

Needs the extra ``ocr`` and two Debian packages: tesseract-ocr, tesseract-ocr-chi-tra. Tesseract runs as a
process of its own, so that it can be ended and its memory is not ours; the image passes through a file in the
system's folder for temporary files, which is removed at once.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING

from pipeline.ingest import limits
from pipeline.ingest.ideographs import fold_ideographs

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "chi_tra"
_LAYOUT = "--psm 4"
"""Tesseract's name of the language, and its "single column of text of variable sizes": of its ways to take
a page, the one with the fewest errors on reports.
"""

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WIDE = re.compile(f"[{_HAN}\u3000-\u303f\uff01-\uff60]")
_IDEOGRAPH = re.compile(f"[{_HAN}]")
_INK = re.compile(r"[^\W_]")
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}]) ?[,:;!?()]|[,:;!?)](?= ?[{_HAN}])|\((?=[{_HAN}])")
_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）", " ")
_EMPTY_HALF = re.compile("(?<=[，、。；：！？）」』》]) | (?=[（「『《])")
"""Half-width marks beside Chinese characters, what they stand for, and the empty half of a full-width one."""

_RIGHT_HALF, _LEFT_HALF = "（「『《〈【", "，、。；：！？）」』》〉】"
_HALF = 0.55
"""Marks with their ink in one half of their square, and the empty part in ems, which is the line's too."""

_GLYPH_HEIGHT = 0.9
_ADVANCE = 1.15
"""Ems that the ink of a Chinese character is high; ems of its advance that a font size is at most."""

_SAME_SIZE = 0.4
_AIR = 0.6
_AIR_IN_CHINESE = 1.0
_RUN_GAP = 2.0
"""The share that sizes of one font differ by when measured; gaps in ems up to which nothing is written,
beside and between Chinese characters; and one that parts two columns."""


class OcrUnavailableError(Exception):
    """Recognition was asked for, but the engine, its language data or its library is not installed."""


class OcrTimeoutError(Exception):
    """A page took longer than ``limits.MAX_OCR_SECONDS``."""


@dataclass(slots=True)
class Print:
    """Words recognised side by side: text, place in pixels, font size in pixels, confidence from 0 to 1."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float

    def scaled(self, factor: float) -> Print:
        """The same in another unit of length."""
        return replace(
            self,
            x0=self.x0 * factor,
            top=self.top * factor,
            x1=self.x1 * factor,
            bottom=self.bottom * factor,
            size=round(self.size * factor, 1),
        )


@cache
def engine() -> str:
    """The engine's name and version. OcrUnavailableError if anything is missing."""
    try:
        import pytesseract  # type: ignore[import-untyped]
    except ImportError as error:
        raise OcrUnavailableError(
            "the extra 'ocr' is not installed (pip install trip-reports[ocr])"
        ) from error
    try:
        version = str(pytesseract.get_tesseract_version())
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError, SystemExit) as error:
        raise OcrUnavailableError("Tesseract is not installed (Debian: tesseract-ocr)") from error
    if LANGUAGE not in languages:
        raise OcrUnavailableError(f"Tesseract lacks {LANGUAGE} (Debian: tesseract-ocr-chi-tra)")
    return f"Tesseract {version} ({LANGUAGE})"


def recognise(image: Image) -> list[Print]:
    """What is printed on an image, row by row from the top; wide gaps part the prints of a row.

    OcrUnavailableError if there is no engine, OcrTimeoutError if the page takes too long.
    """
    engine()
    found = [piece for line in _lines(_words(image)) for piece in _pieces(line)]
    sizes = [piece.size for piece in found]
    usual = median(sizes) if sizes else 0.0
    return [
        replace(piece, size=usual) if abs(piece.size - usual) <= _SAME_SIZE * usual else piece
        for piece in found
    ]


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[int, int, int]
    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


def _words(image: Image) -> Iterator[_Word]:
    """Tesseract's words in its order. OcrTimeoutError if it was ended."""
    import pytesseract

    with _one_thread():
        try:
            table = pytesseract.image_to_data(
                image,
                lang=LANGUAGE,
                config=_LAYOUT,
                timeout=limits.MAX_OCR_SECONDS,
                output_type=pytesseract.Output.DICT,
            )
        except pytesseract.TesseractError as error:
            raise OcrUnavailableError(f"Tesseract failed: {error.message[:200]}") from error
        except RuntimeError as error:
            raise OcrTimeoutError from error
    columns = ("block_num", "par_num", "line_num", "text", "left", "top", "width", "height", "conf")
    for *line, text, left, top, width, height, confidence in zip(*(table[c] for c in columns), strict=True):
        # Rows without text are Tesseract's blocks and lines; blank words are specks and rulings.
        if str(text).strip():
            block, paragraph, number = line
            place = (left, top, left + width, top + height)
            yield _Word((block, paragraph, number), str(text), *place, max(confidence, 0) / 100)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """One thread for the engine: its workers wait for each other, and a batch has a process for each core."""
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before


def _lines(words: Iterator[_Word]) -> list[list[_Word]]:
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [sorted(line, key=lambda w: w.x0) for line in lines.values()]


def _pieces(line: list[_Word]) -> Iterator[Print]:
    """A line cut at its wide gaps; pieces without a letter or digit are specks."""
    heights = [w.bottom - w.top for w in line if _IDEOGRAPH.search(w.text)] or [
        w.bottom - w.top for w in line
    ]
    size = max(min(median(heights) / _GLYPH_HEIGHT, _ADVANCE * _advance(line)), 1.0)
    piece = [line[0]]
    for last, word in pairwise(line):
        if word.x0 - last.x1 > _RUN_GAP * size:
            yield from _print(piece, size)
            piece = []
        piece.append(word)
    yield from _print(piece, size)


def _advance(line: list[_Word]) -> float:
    """How wide a Chinese character of the line is with the gap to the next, in pixels."""
    widest_gap = median(w.bottom - w.top for w in line)
    widths = sum(w.x1 - w.x0 for w in line)
    widths += sum(gap for a, b in pairwise(line) if 0 < (gap := b.x0 - a.x1) < widest_gap)
    return widths / sum(1.0 if _WIDE.match(c) else 0.5 for w in line for c in w.text)


def _print(words: list[_Word], size: float) -> Iterator[Print]:
    text = words[0].text
    for last, word in pairwise(words):
        wide = bool(_WIDE.match(last.text[-1])), bool(_WIDE.match(word.text[0]))
        allowed = _AIR_IN_CHINESE if all(wide) else _AIR if any(wide) else 0.0
        text += ("" if word.x0 - last.x1 <= allowed * size else " ") + word.text
    if not _INK.search(text):
        return
    # Tesseract reads many full-width marks of Chinese text as half-width ones.
    text = _HALF_WIDTH.sub(lambda m: m.group().translate(_FULL_WIDTH), fold_ideographs(text))
    text = _EMPTY_HALF.sub("", text)
    yield Print(
        text,
        words[0].x0 - _HALF * size * (text[0] in _RIGHT_HALF),
        min(w.top for w in words),
        max(w.x1 for w in words) + _HALF * size * (text[-1] in _LEFT_HALF),
        max(w.bottom for w in words),
        size,
        fmean(w.confidence for w in words for _ in w.text),
    )
