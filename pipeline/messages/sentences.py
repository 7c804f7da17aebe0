"""What stages say about a value or a file, in Traditional Chinese.

Tables hold issue messages, reasons and evidence in English, whoever made the run. A Chinese terminal or page
shows them in Chinese: ``chinese.csv`` has every sentence with the places of its values, ``in_chinese`` finds
the one that was said. Values (words of the report, codes, paths) stay as they are.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_PLACE = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w")
_SPOKEN = ("reason", "cause", "kind", "found", "basis")
"""Places that hold a sentence of the catalogue themselves; what stands at the others is not translated."""

_SHAPES = {
    "anchor": "「[^」]*」",
    "cause": ".+",
    "days": "[+-][0-9]+",
    "path": r"(?:(?!: |; ).)*[./\\](?:(?!: |; ).)*",
}
_SHAPE = r"(?:(?!; ).)+?"
"""A place holds one sentence; only a cause may be several."""


class _Sentence(NamedTuple):
    pattern: re.Pattern[str]
    chinese: str


def in_chinese(sentence: str) -> str:
    """``sentence`` in Chinese, or as it is where the catalogue does not have it.

    Sentences joined by ``; `` are turned one by one.
    """
    whole = _turned(sentence)
    if whole is not None:
        return whole
    parts = _parts(sentence)
    return "；".join(in_chinese(part) for part in parts) if len(parts) > 1 else sentence


def _parts(sentence: str) -> list[str]:
    """The sentences that ``; `` joins outside of brackets."""
    parts: list[str] = []
    depth = 0
    for piece in sentence.split("; "):
        if depth > 0:
            parts[-1] += f"; {piece}"
        else:
            parts.append(piece)
        depth += piece.count("(") - piece.count(")")
    return parts


@lru_cache(maxsize=4096)
def _turned(sentence: str) -> str | None:
    if sentence in _plain():
        return _plain()[sentence]
    for pattern, chinese in _sentences():
        if match := pattern.fullmatch(sentence):
            values = match.groupdict()
            told = {k: in_chinese(v) if k in _SPOKEN else v for k, v in values.items()}
            if told != values or _WORD.search(_PLACE.sub("", chinese)):
                return chinese.format(**told)
    return None


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """Every sentence of the catalogue: English, Chinese."""
    text = (files("pipeline.messages") / "chinese.csv").read_text(encoding="utf-8")
    return tuple((row["english"], row["chinese"]) for row in csv.DictReader(text.splitlines()))


@cache
def _plain() -> dict[str, str]:
    return {english: chinese for english, chinese in catalogue() if not _PLACE.search(english)}


@cache
def _sentences() -> tuple[_Sentence, ...]:
    """The sentences with places, those with the most words of their own first."""
    rows = [(english, chinese) for english, chinese in catalogue() if _PLACE.search(english)]
    rows.sort(key=lambda row: (-len(_PLACE.sub("", row[0])), row[0]))
    return tuple(_Sentence(re.compile(_pattern(english), re.S), chinese) for english, chinese in rows)


def _pattern(english: str) -> str:
    pattern, at = "", 0
    seen: set[str] = set()
    for place in _PLACE.finditer(english):
        name = place[1]
        pattern += re.escape(english[at : place.start()])
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{_SHAPES.get(name, _SHAPE)})"
        seen.add(name)
        at = place.end()
    return pattern + re.escape(english[at:])
