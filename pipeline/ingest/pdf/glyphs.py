"""Characters that a PDF shows by the wrong code: the glyph is right, its Unicode value is a look-alike's.

Subset fonts share one glyph among a Chinese character, its radical and its compatibility twin, and the file
may name any of them; ligatures are one glyph for several letters. What was written is put back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SUSPECT = re.compile("[\u0002\u00ad\u2e80-\u2fd5\ud800-\udfff\uf900-\ufad9\ufb00-\ufb06\ufffe]")

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_SPACED = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_UNSPACED = re.compile(f"[{_WIDE}](?=[{_WIDE}])")
_LEAST_SPACED = 3

_SUPPLEMENT = {
    "⺀": "冫", "⺄": "乙", "⺈": "刀", "⺊": "卜", "⺌": "小", "⺍": "小", "⺒": "巳", "⺕": "彐",
    "⺗": "心", "⺙": "攵", "⺜": "日", "⺝": "月", "⺟": "母", "⺠": "民", "⺡": "氵", "⺤": "爪",
    "⺥": "爪", "⺧": "牛", "⺩": "王", "⺪": "疋", "⺫": "目", "⺬": "示", "⺭": "礻", "⺮": "竹",
    "⺱": "网", "⺲": "罒", "⺶": "羊", "⺷": "羊", "⺼": "肉", "⺾": "艹", "⻁": "虎", "⻂": "衤",
    "⻃": "覀", "⻄": "西", "⻆": "角", "⻌": "辶", "⻍": "辶", "⻏": "阝", "⻑": "長", "⻖": "阝",
    "⻗": "雨", "⻘": "青", "⻝": "食", "⻞": "食", "⻣": "骨", "⻤": "鬼", "⻨": "麥", "⻩": "黃",
    "⻫": "齊", "⻭": "齒", "⻯": "龍", "⻱": "龜",
}  # fmt: skip
"""The CJK Radicals Supplement (Unicode EquivalentUnifiedIdeograph.txt) has no normal forms of its own."""


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
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA), *range(0xFB00, 0xFB07)):
        character = chr(code)
        plain = _SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)
        if plain != character:
            table[code] = plain
    return table
