"""Scanned pages: rendered, recognised, and written into the reading row by row.

Columns of text are not sought: in reports they are rarer than tables without rulings, which look the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pypdfium

from pipeline.document import Box
from pipeline.ingest import limits, ocr
from pipeline.ingest.pdf.fonts import box_fonts
from pipeline.ingest.pdf.pages import listed
from pipeline.ingest.pdf.reading_order import group_rows
from pipeline.ingest.reading import Reading
from pipeline.vocabulary import IssueCode

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_PER_INCH = 72
_RESOLUTION = 200
"""Dots per inch that pages are rendered at: Chinese characters of common sizes are then 30 to 40 pixels high,
which Tesseract reads best. At 300 it makes more than twice the errors on reports."""

_WIDEST_GAP = 60
"""Spaces that stand for a gap at most."""


@dataclass
class Scans:
    """The recognised pages of the PDF at ``path``."""

    reading: Reading
    path: Path
    _recognised: list[int] = field(default_factory=list)
    _too_slow: list[int] = field(default_factory=list)
    _missing: str | None = None

    def read(self, number: int) -> bool:
        """Write the lines of a page; False if nothing could be recognised on it."""
        if self._missing is not None:
            return False
        image, scale = _render(self.path, number)
        try:
            prints = [piece.scaled(1 / scale) for piece in ocr.recognise(image)]
        except ocr.OcrUnavailableError as error:
            self._missing = str(error)
            return False
        except ocr.OcrTimeoutError:
            self._too_slow.append(number)
            return False
        for count, row in enumerate(group_rows(prints), 1):
            self._write(row, number, count)
        if prints:
            self._recognised.append(number)
        return bool(prints)

    def _write(self, row: list[ocr.Print], page: int, number: int) -> None:
        text, last = row[0].text, row[0]
        for piece in row[1:]:
            gap = round(2 * (piece.x0 - last.x1) / last.size)
            text += " " * min(max(gap, 1), _WIDEST_GAP) + piece.text
            last = piece
        letters = sum(len(piece.text) for piece in row)
        self.reading.add_line(
            text,
            "printed",
            page=page,
            number=number,
            box=Box(row[0].x0, min(p.top for p in row), max(p.x1 for p in row), max(p.bottom for p in row)),
            font_size=max(row, key=lambda p: len(p.text)).size,
            ocr_confidence=sum(p.confidence * len(p.text) for p in row) / letters,
        )

    def report(self) -> None:
        """Note what was recognised, and why something was not."""
        reading = self.reading
        if self._recognised:
            done = [line for line in reading.lines if line.ocr_confidence is not None]
            length = sum(line.end - line.start for line in done)
            mean = sum((line.ocr_confidence or 0.0) * (line.end - line.start) for line in done) / length
            cause = f"pages {listed(self._recognised)} are scanned and were recognised"
            reading.warn("pages-recognised", f"{cause} by {ocr.engine()}, mean confidence {mean:.2f}", "info")
        for code, cause in self.failures():
            reading.warn(code, cause)

    def failures(self) -> list[tuple[IssueCode, str]]:
        """Codes and causes of what kept pages from being recognised."""
        found: list[tuple[IssueCode, str]] = []
        if self._missing is not None:
            found.append(("ocr-unavailable", f"scanned pages cannot be recognised: {self._missing}"))
        if self._too_slow:
            found.append(("ocr-timeout", f"recognising pages {listed(self._too_slow)} takes too long"))
        return found


def _render(path: Path, number: int) -> tuple[Image, float]:
    """A page as it is printed, and pixels per point. Opened anew: its text was read without its fonts."""
    with box_fonts(wanted=False), pypdfium.PdfDocument(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _RESOLUTION / _POINTS_PER_INCH
        scale = min(scale, math.sqrt(limits.MAX_OCR_PIXELS / max(width * height, 1.0)))
        image: Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
        return image, scale
