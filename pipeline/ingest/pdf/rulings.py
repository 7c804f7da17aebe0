"""The straight lines drawn on a page, horizontal and vertical: what tables are ruled with.

Word draws a table's borders as thin filled rectangles, others as strokes, one by one or many in a path.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.immutable import immutable
from pipeline.ingest import limits

_THIN = 3.0
"""Points up to which a drawn rectangle is a line."""

_MAX_SEGMENTS = 2_000
_MAX_DEPTH = 4

_ToUpright = Callable[[float, float, float, float], tuple[float, float, float, float]]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


@immutable
class Ruling:
    """A horizontal or vertical line at ``at`` (its y or x) from ``start`` to ``end``, in upright points."""

    is_horizontal: bool
    at: float
    start: float
    end: float


@dataclass
class Drawing:
    """What is drawn on a page beside text: its rulings, and the largest image's share of the page.

    ``is_too_rich`` says that the page has more objects than are looked at, and no rulings were kept.
    """

    rulings: list[Ruling]
    image_share: float = 0.0
    is_too_rich: bool = False


def read_drawing(page: pdfium.FPDF_PAGE, to_upright: _ToUpright, page_area: float) -> Drawing:
    """The rulings and images of a page, those inside form objects too."""
    drawing = Drawing([])
    budget = [limits.MAX_PAGE_OBJECTS]

    def visit(holder: Any, count: int, get: Callable[[Any, int], Any], matrix: _Matrix, depth: int) -> None:
        for index in range(min(count, budget[0] + 1)):
            item = get(holder, index)
            kind = kind_of(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                drawing.rulings.extend(_rulings(item, matrix, to_upright, budget))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = _bounds(item, matrix)
                area = (box[2] - box[0]) * (box[3] - box[1])
                drawing.image_share = max(drawing.image_share, area / page_area)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                inner = _multiply(_matrix(item), matrix)
                visit(
                    item,
                    pdfium.FPDFFormObj_CountObjects(item),
                    pdfium.FPDFFormObj_GetObject,
                    inner,
                    depth + 1,
                )
        budget[0] -= count

    kind_of = pdfium.FPDFPageObj_GetType
    visit(page, pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, _IDENTITY, 0)
    if budget[0] < 0:
        drawing.rulings, drawing.is_too_rich = [], True
    return drawing


def _rulings(
    path: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix, to_upright: _ToUpright, budget: list[int]
) -> Iterator[Ruling]:
    left, bottom, right, top = _bounds(path, matrix)
    if right - left <= _THIN or top - bottom <= _THIN:
        yield from _as_ruling(to_upright(left, bottom, right, top))
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    # A filled area is a background; only where it is outlined are its sides lines.
    if (not stroke.value and count <= 6) or count > _MAX_SEGMENTS:
        return
    budget[0] -= count
    for (x0, y0), (x1, y1) in _strokes(path, count, _multiply(_matrix(path), matrix)):
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            yield from _as_ruling(to_upright(*box))


def _as_ruling(box: tuple[float, float, float, float]) -> Iterator[Ruling]:
    x0, y0, x1, y1 = box
    if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
        yield Ruling(True, (y0 + y1) / 2, x0, x1)
    elif x1 - x0 <= _THIN and y1 - y0 > x1 - x0:
        yield Ruling(False, (x0 + x1) / 2, y0, y1)


def _strokes(
    path: pdfium.FPDF_PAGEOBJECT, count: int, matrix: _Matrix
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path in page coordinates; curves only move the pen."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = _apply(matrix, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_LINETO and points:
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        else:
            yield from pairwise(points)
            points = [point]
    yield from pairwise(points)


def _bounds(item: pdfium.FPDF_PAGEOBJECT, matrix: _Matrix) -> tuple[float, float, float, float]:
    values = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, values))
    left, bottom, right, top = (v.value for v in values)
    if matrix == _IDENTITY:
        return left, bottom, right, top
    corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _apply(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _multiply(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
