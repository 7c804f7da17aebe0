"""Plain text: decoded, then kept exactly as it is, with its printed lines and its pages (form feeds)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pipeline.document import Line
from pipeline.ingest import limits
from pipeline.ingest.encoding import decode
from pipeline.ingest.reading import InputFile, Reading, TextFullError

_BREAK = re.compile("\r\n|\n|\r|\f")


def read(file: InputFile) -> Reading:
    """The text of a plain text file. Line numbers count through the file; a form feed ends a page."""
    decoded = decode(file.text_bytes())
    reading = Reading(encoding=decoded.encoding)
    text = decoded.text
    if not decoded.certain:
        reading.warn(
            "encoding-uncertain",
            f"no encoding fits well; read as {decoded.encoding}, the likeliest of those tried",
        )
    if decoded.undecodable:
        reading.warn(
            "undecodable-bytes",
            f"{decoded.undecodable} places are not valid {decoded.encoding}; U+FFFD stands for each",
        )
    nuls = text.count("\0")
    if nuls:
        reading.warn("nul-bytes", f"{nuls} NUL characters; a space stands for each")
        text = text.replace("\0", " ")
    paged = "\f" in text
    lines = list(islice(_lines(text, paged), limits.MAX_LINES + 1))
    if len(lines) > limits.MAX_LINES or len(text) > limits.MAX_CHARACTERS:
        cut = min(limits.MAX_CHARACTERS, lines[-1].start if len(lines) > limits.MAX_LINES else len(text))
        text = text[:cut]
        lines = [replace(line, end=min(line.end, cut)) for line in lines if line.start < cut]
        reading.warn("text-truncated", f"{TextFullError()}; the rest is cut off")
    reading.pages = lines[-1].page if paged and lines else None
    reading.add_raw(text, lines)
    return reading


def _lines(text: str, paged: bool) -> Iterator[Line]:
    """Every line, blank ones too; what follows the last line break is a line unless it is empty."""
    start, page, number = 0, 1, 0
    for match in _BREAK.finditer(text):
        is_page_break = match.group() == "\f"
        # A form feed mostly stands at the beginning of a line: it ends no line of its own then.
        if not is_page_break or match.start() > start:
            number += 1
            yield Line(start, match.start(), page if paged else None, number)
        page += is_page_break
        start = match.end()
    if start < len(text):
        yield Line(start, len(text), page if paged else None, number + 1)
