"""Fonts that a PDF names but does not embed, while its text is read: one small box for every character.

PDFium replaces such a font by one of the machine's. For the text only widths count, and those the file gives;
the replacement does harm. A text object of a single character is dropped when the replacement has no shape
for it: all of them on a machine without Chinese fonts, and everywhere those of a font in Identity-H, the way
word processors name 標楷體 and 細明體. Places depend on the machine, so that two nodes of a cluster read
different layouts. And loading the machine's fonts takes half the time of a page. Here every machine gets the
same tiny font (``scripts/make_box_font.py``); Latin fonts get what PDFium has built in. Pages that are
rendered, for a reader or for OCR, keep the machine's fonts.

Source: PDFium's ``fpdf_sysfontinfo.h``, and ``CPDF_TextPage``, which skips objects of no width.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import pypdfium2.raw as pdfium

_BOX = 1
"""The handle of the font of boxes; the machine's are addresses."""

_NAME = b"Box\0"
_WHOLE_FILE = 0
_ANSI = 0
"""PDFium asks for a table of a font by its tag, for all of it by 0; it tells scripts by Windows' charsets."""

_CALLBACKS = dict(pdfium.FPDF_SYSFONTINFO._fields_)


@contextmanager
def box_fonts(*, wanted: bool = True) -> Iterator[None]:
    """Within it, PDF files are loaded without the machine's fonts, or with them if not ``wanted``."""
    fonts = _installed()
    before, fonts.are_boxes = fonts.are_boxes, wanted
    try:
        yield
    finally:
        fonts.are_boxes = before


@cache
def _installed() -> _Fonts:
    """PDFium keeps one source of fonts for the whole process."""
    return _Fonts(files(__package__).joinpath("box.ttf").read_bytes())


class _Fonts:
    """What PDFium asks for fonts: the machine's own source, or the boxes."""

    def __init__(self, data: bytes) -> None:
        self.are_boxes = False
        self._data = data
        self._machine = pdfium.FPDF_GetDefaultSystemFontInfo()
        info = pdfium.FPDF_SYSFONTINFO()
        info.version = 1
        info.EnumFonts = _CALLBACKS["EnumFonts"](self._list)
        info.MapFont = _CALLBACKS["MapFont"](self._map)
        info.GetFont = _CALLBACKS["GetFont"](self._get)
        info.GetFontData = _CALLBACKS["GetFontData"](self._read)
        info.GetFaceName = _CALLBACKS["GetFaceName"](self._name)
        info.GetFontCharset = _CALLBACKS["GetFontCharset"](self._charset)
        info.DeleteFont = _CALLBACKS["DeleteFont"](self._delete)
        self._info = info  # PDFium holds on to it.
        pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))

    def _list(self, _: Any, mapper: Any) -> None:
        self._machine.contents.EnumFonts(self._machine, mapper)

    def _map(self, _: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> Any:
        if self.are_boxes:
            return None if charset == _ANSI else _BOX
        return self._machine.contents.MapFont(self._machine, weight, italic, charset, pitch, face, exact)

    def _get(self, _: Any, face: Any) -> Any:
        return None if self.are_boxes else self._machine.contents.GetFont(self._machine, face)

    def _read(self, _: Any, font: int, table: int, buffer: Any, size: int) -> int:
        if font == _BOX:
            return _copy(self._data, buffer, size) if table == _WHOLE_FILE else 0
        length: int = self._machine.contents.GetFontData(self._machine, font, table, buffer, size)
        return length

    def _name(self, _: Any, font: int, buffer: Any, size: int) -> int:
        if font == _BOX:
            return _copy(_NAME, buffer, size)
        length: int = self._machine.contents.GetFaceName(self._machine, font, buffer, size)
        return length

    def _charset(self, _: Any, font: int) -> int:
        charset: int = _ANSI if font == _BOX else self._machine.contents.GetFontCharset(self._machine, font)
        return charset

    def _delete(self, _: Any, font: int) -> None:
        if font != _BOX:
            self._machine.contents.DeleteFont(self._machine, font)


def _copy(data: bytes, buffer: Any, size: int) -> int:
    """Write ``data`` where there is room for it; its length tells how much room it needs."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)
