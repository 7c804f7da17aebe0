"""Characters that a PDF shows by the wrong code: the glyph is right, its Unicode value is a look-alike's.

Subset fonts share one glyph among a Chinese character, its radical and its compatibility twin, and the file
may name any of them; ligatures are one glyph for several letters. What was written is put back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.ingest.ideographs import ordinary_ideographs

_SUSPECT = re.compile("[\u0002\u00ad\u2e80-\u2fd5\ud800-\udfff\uf900-\ufad9\ufb00-\ufb06\ufffe]")

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_SPACED = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_UNSPACED = re.compile(f"[{_WIDE}](?=[{_WIDE}])")
_LEAST_SPACED = 3


def clean(text: str) -> str:
    """``text`` with radicals and compatibility characters as ordinary ones, ligatures as letters.

    Characters that PDFium gives in two halves become one. The mark that it puts for a hyphen at the end of
    a line becomes that hyphen.
    """
    if not _SUSPECT.search(text):
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.translate(_table())


def close_up(line: str) -> str:
    """``line`` without the spaces between Chinese characters, if it is letter-spaced throughout.

    A justified line is stretched between all its characters, and PDFium reports each stretch as a space.
    A line in which only some characters stand apart keeps its spaces: they part names.
    """
    if line.count(" ") < _LEAST_SPACED:
        return line
    spaced = len(_SPACED.findall(line))
    if spaced < _LEAST_SPACED or spaced <= len(_UNSPACED.findall(line)):
        return line
    return _SPACED.sub("", line)


@cache
def _table() -> dict[int, str]:
    table = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
    ligatures = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
    return table | ligatures | ordinary_ideographs()
