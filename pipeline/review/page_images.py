"""Pages of a PDF as small images, for showing the printed line beside what was read from it."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pypdfium

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALES = (1.6, 1.3, 1.1)
"""Pixels for each point. At 115 dots per inch small Chinese characters are read well, at 80 just."""

_SAMPLE = 4
"""Pages that are rendered to tell how much room all of them would take."""

_GROWTH = 1.4
"""An image grows with about this power of its scale."""

_LARGEST_PIXELS = 4_000_000
_QUALITY = 45
_GREYS = tuple(round(v / 85) * 85 for v in range(256))
"""Four shades: print stays sharp in them, at half the size of a colour image."""

_MOST_TONES, _MOST_COLOUR = 0.15, 0.01
"""Shares of pixels between black and white, and of coloured ones, above which a page is more than print."""

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
    """Images of the given 1-based pages of a PDF, in page order; of many pages smaller ones.

    Those that ``max_bytes`` has no room for even then are left out and counted. A page that cannot be
    rendered is left out without a word: its text was read, and stands on the page.
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
        numbers = [n for n in sorted(set(pages)) if 1 <= n <= len(document)]
        scale = _scale(document, numbers, max_bytes)
        for number in numbers:
            if room <= 0:
                left_out.append(number)
                continue
            image = _render(document, number, scale)
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


def _scale(document: pypdfium.PdfDocument, numbers: Sequence[int], max_bytes: int) -> float:
    """The largest scale at which all pages have room, as far as a few of them tell; else the smallest."""
    largest = _SCALES[0]
    sample = numbers[:: len(numbers) // _SAMPLE + 1]
    sizes = [len(image.webp) for n in sample if (image := _render(document, n, largest)) is not None]
    if not sizes:
        return largest
    needed = sum(sizes) / len(sizes) * len(numbers)
    fitting = (s for s in _SCALES if needed * (s / largest) ** _GROWTH <= max_bytes)
    return next(fitting, _SCALES[-1])


def _render(document: pypdfium.PdfDocument, number: int, scale: float) -> PageImage | None:
    try:
        page = document[number - 1]
    except pypdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        scale = min(scale, (_LARGEST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        webp = webp_of(bitmap.to_pil().convert("RGB"))
    except (pypdfium.PdfiumError, ValueError, OSError):
        return None
    finally:
        page.close()
    return PageImage(number, width, height, base64.b64encode(webp).decode("ascii"))


def webp_of(image: Image) -> bytes:
    """A page as WebP: print in four greys and exact, anything else in colour and lossy."""
    buffer = io.BytesIO()
    if _is_print(image):
        image.convert("L").point(_GREYS).save(buffer, "WEBP", lossless=True, quality=50, method=3)
    else:
        image.save(buffer, "WEBP", quality=_QUALITY, method=4)
    return buffer.getvalue()


def _is_print(image: Image) -> bool:
    """Whether a page is black on white, without photographs or colours."""
    pixels = image.width * image.height
    tones = sum(image.convert("L").histogram()[40:216])
    colour = sum(image.convert("HSV").getchannel("S").histogram()[64:])
    return tones <= _MOST_TONES * pixels and colour <= _MOST_COLOUR * pixels
