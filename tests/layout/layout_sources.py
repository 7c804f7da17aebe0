"""Sources as the readers make them, for the layout tests."""

from __future__ import annotations

from pipeline.document import Box, Document, Line, Source


def printed(text: str) -> Source:
    """Plain text as printed lines; a form feed at the head of a line begins a page."""
    lines, start, page, number = [], 0, 1, 0
    for raw in text.split("\n"):
        if raw.startswith("\f"):
            page, number = page + 1, 0
        number += 1
        lines.append(Line(start, start + len(raw), page if "\f" in text else None, number))
        start += len(raw) + 1
    return Source("report.txt", "0" * 64, "text/plain", text, tuple(lines))


def set_in_print(rows: list[tuple[str, float, float, float]], page: int = 1) -> Source:
    """Lines of a PDF page as (text, left edge, right edge, font size), one below the other."""
    lines, start = [], 0
    for number, (text, left, right, size) in enumerate(rows, 1):
        box = Box(left, 50.0 + 20 * number, right, 50.0 + 20 * number + size)
        lines.append(Line(start, start + len(text), page, number, box=box, font_size=size))
        start += len(text) + 1
    text = "\n".join(row[0] for row in rows)
    return Source("report.pdf", "0" * 64, "application/pdf", text, tuple(lines), pages=page)


def check_offsets(document: Document) -> None:
    """Every clean character is its source character, or a blank that stands for a break, blank or rule."""
    previous = -1
    for offset, char in enumerate(document.text):
        at = document.offsets.to_source(offset)
        original = document.source.text[at]
        assert char == original or (char in " \t\n" and (original.isspace() or original in "│┃║|｜")), (
            offset,
            char,
        )
        assert at >= previous
        previous = at
    assert all(block.start < block.end for block in document.blocks)


def paragraphs(document: Document) -> list[str]:
    """The lines of the clean text."""
    return document.text.rstrip("\n").split("\n")
