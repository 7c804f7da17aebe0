"""Pages of a PDF as small images, for showing the printed line beside what was read from it."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pypdfium

_SCALE = 1.6
"""Pixels for each point: 115 dots per inch, at which a small Chinese character can just be read well."""

_LARGEST_PIXELS = 4_000_000
_QUALITY = 45

MAX_BYTES = 12 * 1024 * 1024
"""Room for all page images of one report, as they stand in the HTML."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A rendered page: its size in points, as boxes of lines are given in, and a WebP as base64."""

    page: int
    width: float
    height: float
    webp: str


@dataclass(frozen=True, slots=True)
class PageImages:
    """The pages that could be rendered, and the numbers of those left out for want of room.

    ``unavailable`` says that no page can be rendered here, because Pillow is not installed.
    """

    images: tuple[PageImage, ...] = ()
    left_out: tuple[int, ...] = ()
    unavailable: bool = False


def render_pages(path: Path, pages: Iterable[int], *, max_bytes: int = MAX_BYTES) -> PageImages:
    """Images of the given 1-based pages of a PDF, as many as ``max_bytes`` hold, in page order.

    A page that cannot be rendered is left out without a word: its text was read, and stands on the page.
    """
    if find_spec("PIL") is None:
        return PageImages(unavailable=True)
    images: list[PageImage] = []
    left_out: list[int] = []
    try:
        document = pypdfium.PdfDocument(path)
    except (pypdfium.PdfiumError, OSError):
        return PageImages()
    room = max_bytes
    try:
        for number in sorted(set(pages)):
            if not 1 <= number <= len(document):
                continue
            if room <= 0:
                left_out.append(number)
                continue
            image = _render(document, number)
            if image is None:
                continue
            if len(image.webp) > room:
                room = 0
                left_out.append(number)
                continue
            room -= len(image.webp)
            images.append(image)
    finally:
        document.close()
    return PageImages(tuple(images), tuple(left_out))


def _render(document: pypdfium.PdfDocument, number: int) -> PageImage | None:
    try:
        page = document[number - 1]
    except pypdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        scale = min(_SCALE, (_LARGEST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        buffer = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(buffer, "WEBP", quality=_QUALITY, method=4)
    except (pypdfium.PdfiumError, ValueError, OSError):
        return None
    finally:
        page.close()
    return PageImage(number, width, height, base64.b64encode(buffer.getvalue()).decode("ascii"))
