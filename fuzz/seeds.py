"""What fuzzing starts from: the sample reports, whole for the readers and in paragraphs for the stages."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pipeline

REPORTS = Path(__file__).parents[1] / "corpus" / "reports"

_SUFFIX = {"plain": ".txt", "html": ".html", "pdf": ".pdf", "docx": ".docx", "odt": ".odt"}
_PART = {"docx": "word/document.xml", "odt": "content.xml"}
_NUMBERS = ("二十二", "１０６", "3億5千萬", "1,234.5", "百分之五", "廿一", "兩千零三")
_PIECE = 400


def seeds(target: str) -> list[bytes]:
    """Inputs of the kind that ``target`` takes."""
    if target in _SUFFIX:
        return [*_files(target)]
    if target == "numerals":
        return [number.encode() for number in _NUMBERS]
    if target in ("layout", "records"):
        return [text.encode() for text in _pages()]
    return [text.encode() for text in _paragraphs()]


def _files(target: str) -> Iterator[bytes]:
    for path in sorted(REPORTS.glob(f"*{_SUFFIX[target]}")):
        yield path.read_bytes()
        if target in _PART:
            with zipfile.ZipFile(path) as archive:
                yield archive.read(_PART[target])


@cache
def _pages() -> tuple[str, ...]:
    """The text of the plain reports, a few hundred characters each."""
    texts = (pipeline.read_source(path).text for path in sorted(REPORTS.glob("*.txt")))
    return tuple(text[i : i + _PIECE] for text in texts for i in range(0, len(text), _PIECE))


@cache
def _paragraphs() -> tuple[str, ...]:
    found = dict.fromkeys(
        line
        for path in sorted(REPORTS.iterdir())
        for line in pipeline.read_report(path).text.splitlines()
        if len(line) > 20
    )
    return tuple(found)
