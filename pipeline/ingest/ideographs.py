"""Characters written by a look-alike's code: radicals and compatibility ideographs for ordinary ones.

Text that once was a PDF names a Chinese character by its radical (⽇ for 日) or its twin (U+F92C for
郎): the glyph is the same. What was meant is put back as the file is read, one character for one, so that
offsets stay. Compatibility ideographs are canonically equivalent to what replaces them (Unicode NFC).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SUSPECT = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")

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


def fold_ideographs(text: str) -> str:
    """``text`` with radicals and compatibility ideographs as the ordinary characters; as long as before."""
    return text.translate(ordinary_ideographs()) if _SUSPECT.search(text) else text


@cache
def ordinary_ideographs() -> dict[int, str]:
    """The ordinary character for each code of a look-alike."""
    table = {}
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA)):
        character = chr(code)
        plain = _SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)
        if plain != character and len(plain) == 1:
            table[code] = plain
    return table
