"""Which character encoding a text's bytes are in, decided the same way every time.

A byte order mark decides. Without one, bytes that are valid UTF-8 without NULs are UTF-8. Everything else
is tried in each candidate encoding, and the reading that looks most like Taiwanese text wins: the share
of characters that are ASCII, Chinese punctuation, kana or one of the 5,401 frequent characters of Big5's
first level (lead bytes A4 to C6), which cover over 99 % of running text but a quarter of all characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

_SAMPLE = 128 * 1024
_SURE = 0.6
"""Plausibility below which the reading is doubtful: a wrong guess scores under 0.4, a right one over 0.9."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

_PLAUSIBLE_OTHER = re.compile(
    "[\\t\\n\\r\\f\x20-\x7e\u00a0-\u00ff\u2010-\u203b\u2103-\u22ff\u2460-\u24ff\u2500-\u25ff"
    "\u3000-\u303f\u3041-\u30ff\uff01-\uff9d]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, how many bytes had no reading, and whether the guess is sure."""

    text: str
    encoding: str
    undecodable: int
    certain: bool


def decode(data: bytes) -> Decoded:
    """``data`` as text without its byte order mark; bytes without a reading become U+FFFD."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return Decoded(text, codec, text.count("\ufffd"), certain=True)
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8", 0, certain=True)
        except UnicodeDecodeError as error:
            sample = _sample(data, error.start)
    else:
        sample = _sample(data, data.index(b"\0"))
    # UTF-16 has no invalid bytes to speak of, so it must win clearly: last in the list, ties go first.
    candidates = ("utf-8", "cp950", "utf-16-le", "utf-16-be")
    scores = [_plausibility(_decode_as(sample, codec)) for codec in candidates]
    best = max(scores)
    codec = candidates[scores.index(best)]
    text = _decode_as(data, codec)
    if codec == "cp950" and not _is_cp950(data, text):
        codec = "big5hkscs"
    return Decoded(text, codec, text.count("\ufffd"), certain=best >= _SURE)


def decode_declared(data: bytes, declared: str) -> Decoded | None:
    """``data`` in the encoding that a document declares; None if that is unknown or does not fit."""
    try:
        codec = codecs.lookup(declared.strip()).name
        if codec in ("big5", "cp950", "big5hkscs"):
            text = _decode_as(data, "cp950")
            codec = "cp950" if _is_cp950(data, text) else "big5hkscs"
            return None if "\ufffd" in text else Decoded(text, codec, 0, certain=True)
        return Decoded(data.decode(codec), codec, 0, certain=True)
    except (LookupError, ValueError, TypeError):
        return None


def _sample(data: bytes, first: int) -> bytes:
    """A stretch of ``data`` around its first telling byte, at an even offset for the sake of UTF-16."""
    start = max(0, first - 1024) & ~1
    return data[start : start + _SAMPLE]


def _decode_as(data: bytes, codec: str) -> str:
    if codec != "cp950":
        return data.decode(codec, "replace")
    return data.decode("cp950", _big5_errors()).translate(_eten())


def _is_cp950(data: bytes, text: str) -> bool:
    """Whether Windows' own code page gives the same text, damaged places aside."""
    return data.decode("cp950", "replace").replace("\ufffd", "") == text.replace("\ufffd", "")


def _extended(pair: bytes) -> str:
    """The character of the Eten and Hong Kong extensions of Big5 for two bytes; empty if there is none."""
    try:
        return pair.decode("big5hkscs")
    except UnicodeDecodeError:
        return ""


@cache
def _big5_errors() -> str:
    """The name of an error handler that reads the extensions of Big5 where CP950 has nothing."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        start = error.start
        found = _extended(error.object[start : start + 2])
        return (found, start + 2) if found else ("\ufffd", start + 1)

    codecs.register_error("pipeline.big5-extensions", replace)
    return "pipeline.big5-extensions"


@cache
def _eten() -> dict[int, str]:
    """What to put for the characters that Python's CP950 reads from C6A1 to C8FE.

    It has kana there by a table that nobody used; texts have the Eten extension (circled digits first,
    kana after them), which Big5-HKSCS took over. Those kana come from no other bytes, so the text tells.
    """
    table: dict[int, str] = {}
    for code in range(0xC6A1, 0xC8FF):
        pair = code.to_bytes(2, "big")
        theirs = _extended(pair)
        ours = pair.decode("cp950", "replace")
        if len(ours) == 1 and ours not in ("\ufffd", theirs) and theirs:
            table[ord(ours)] = theirs
    return table


@cache
def _frequent() -> frozenset[str]:
    rows = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in range(0x40, 0xFF))
    return frozenset(row.decode("cp950", "ignore") for row in rows)


def _plausibility(text: str) -> float:
    """The share of characters that Taiwanese text has; 0 for none at all."""
    if not text:
        return 0.0
    frequent = _frequent()
    good = sum(c in frequent or _PLAUSIBLE_OTHER.match(c) is not None for c in text)
    return good / len(text)
