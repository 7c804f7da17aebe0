"""Words of running text that bound a name: 經由|外交部, 例如|關務署, but not 自由, 邀請賽 or 從業."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.organizations.lexicon import (
    GenericKind,
    agency_codes,
    fold,
    generic_words,
    heads,
    known_names,
    places,
    units,
)
from pipeline.search import WordList

# What a character is: free, part of a word that no name holds, the beginning of a word with which no name
# begins, inside a word, so that a name that begins there would cut it, or the beginning of another word.
FREE, STOP, EDGE, INSIDE, WORD = range(5)
# 電子|公司 is no 子公司, whatever word stands before.
_COMPOUND = re.compile("(?<=[電硝揚原量光種離質粒])子公司")
_KINDS = {"stop": STOP, "edge": EDGE, "word": WORD}
_PLAIN: tuple[GenericKind, ...] = ("topic", "collective", "region")


def word_marks(text: str) -> bytearray:
    """For each character of folded text what it is: FREE, STOP, EDGE, INSIDE or WORD.

    The text is cut into the longest words from the left; known names, places and heads are words too.
    """
    marks = bytearray(len(text) + 1)
    for start, end, pattern in _word_list().longest(text):
        marks[start:end] = pattern
    for m in _COMPOUND.finditer(text):
        marks[m.start() : m.end()] = bytes(m.end() - m.start())
    return marks


def is_word(text: str) -> bool:
    """Whether folded ``text`` is a word, a place or a name in itself."""
    return text in _patterns()


@cache
def _word_list() -> WordList[bytes]:
    return WordList(_patterns())


@cache
def _patterns() -> dict[str, bytes]:
    words: dict[str, int] = {}
    for row in load_lexicon("organization_words"):
        words[fold(row["word"])] = _KINDS[row["kind"]]
    names = (name for table in (known_names(), agency_codes(), units(), places(), heads()) for name in table)
    for generic in _PLAIN:
        for word in generic_words(generic):
            words.setdefault(word, WORD)
    for name in names:
        if len(name) > 1:
            words[name] = FREE
    patterns: dict[str, bytes] = {}
    for word, kind in words.items():
        if len(word) > 1 or kind in (STOP, EDGE):
            inside = STOP if kind == STOP else INSIDE
            patterns[word] = bytes([kind] + [inside] * (len(word) - 1))
    return patterns
