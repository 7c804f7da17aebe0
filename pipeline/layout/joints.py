"""What a vanished line break leaves behind: nothing between Chinese characters, a space between words.

A hyphen at the end of a line goes away only when the joined word stands elsewhere in the text; reports
seldom hyphenate, and their line-end hyphens mostly belong there (Asia-Pacific, COVID-19).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.lexicons import load_lexicon

_LAST_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}-$")
_FIRST_WORD = re.compile(r"[a-z]{2,}")
_REST_OF_NUMBER = {",": re.compile(r"\d{3}(?!\d)"), ".": re.compile(r"\d")}
_TAIL = re.compile(r"[^\W\d_\u3400-\u9fff]{1,40}$")
_HEAD = re.compile(r"[^\W\d_\u3400-\u9fff]{1,40}")
_SMALL_WORDS = frozenset(
    ("of", "and", "the", "for", "de", "del", "di", "du", "la", "van", "von", "der", "den", "et", "und")
)
_ADDRESS_TAIL = re.compile(r"(?:https?://|www\.)\S{0,300}$")
_ADDRESS_HEAD = re.compile(r"[A-Za-z0-9/?&=%#_~.\-]")


_NAME = "[\u3400-\u9fff]{2,4}"
_LAST_NAMES = re.compile(rf"(?:^|[ \u3000：:])(?P<name>{_NAME})[ \u3000]+(?P<last>[\u3400-\u9fff]{{1,4}})$")
_FIRST_NAMES = re.compile(rf"(?P<first>[\u3400-\u9fff]{{1,4}})[ \u3000]+(?P<name>{_NAME})(?=[ \u3000]|$)")
_SHORT_NAME = 3
BRACKETS = {"（": "）", "(": ")", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】"}
_SOON = 40


class Joint(NamedTuple):
    """How two rows meet: whether a space stands between them, and whether the first gives up its hyphen."""

    space: bool
    drop_hyphen: bool = False


def joint(above: str, below: str, text: str, *, blind: bool) -> Joint:
    """How ``above`` and ``below`` meet in ``text``. ``blind``: lines were cut anywhere, also inside words."""
    last, first = above[-1], below[0]
    if last in ",." and len(above) > 1 and above[-2].isdigit() and _REST_OF_NUMBER[last].match(below):
        return Joint(False)
    if not last.isascii() and not first.isascii() and _parts_names(above, below):
        return Joint(True)
    if not (_is_latin(last) and _is_latin(first)):
        return Joint(
            last.isascii() and first.isascii() and (last in ",.;:)!?%" or first == "(") and last not in "(["
        )
    if last == "-":
        tail, head = _LAST_WORD.search(above), _FIRST_WORD.match(below)
        if tail and head:
            whole = tail.group()[:-1] + head.group()
            kept = tail.group() + head.group()
            return Joint(False, drop_hyphen=kept not in text and re.search(rf"\b{whole}\b", text) is not None)
        return Joint(len(above) > 1 and above[-2] == " ")
    if _ADDRESS_TAIL.search(above) and _ADDRESS_HEAD.match(below) and last in "/-_?=&.%#":
        return Joint(False)
    if last in "/@" or first in "/@":
        return Joint(False)
    if last.isdigit() and first.isdigit():
        return Joint(False)
    return Joint(not blind)


def is_torn(above: str, below: str, text: str) -> bool:
    """Whether a break that leaves no blank tears a Latin word, rather than parts two words.

    A word that stands elsewhere in ``text`` was torn; two that stand there were not. A capital opens a word
    of its own, and so does a small word of names (University | of).
    """
    tail, head = _TAIL.search(above), _HEAD.match(below)
    if tail is None or head is None:
        return True
    whole = tail.group() + head.group()
    if whole in _given_names() or re.search(rf"(?<![^\W\d_]){whole}(?![^\W\d_])", text):
        return True
    if head.group() in _SMALL_WORDS or (tail.group()[-1].islower() and head.group()[0].isupper()):
        return False
    return not all(
        len(re.findall(rf"(?<![^\W\d_]){part}(?![^\W\d_])", text)) > 1
        for part in (tail.group(), head.group())
    )


def tears_word(above: str, below: str) -> bool:
    """Whether a Latin word goes on below, or a number there gets its unit (12 | 月)."""
    if above[-1].isdigit():
        return below[0] in "年月日時分億萬元%％"
    return above[-1].isascii() and above[-1].isalpha() and below[0].isalpha() and below[0].islower()


def tears_bracket(above: str, below: str) -> bool:
    """Whether a bracket that is open at the end of a line is closed soon below."""
    return any(
        above.rfind(left) > above.rfind(right) and -1 < below.find(right, 0, _SOON) < _first(below, left)
        for left, right in BRACKETS.items()
    )


def _first(text: str, char: str) -> int:
    """Where ``char`` stands first in ``text``; past its end if nowhere."""
    place = text.find(char)
    return place if place >= 0 else len(text)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in load_lexicon("latin_given_names"))


def _parts_names(above: str, below: str) -> bool:
    """Whether two lines list names with blanks between them, and a name ends with the first line."""
    tail, head = _LAST_NAMES.search(above), _FIRST_NAMES.match(below)
    if tail is None or head is None:
        return False
    before, after = len(tail["last"]), len(head["first"])
    usual = max(len(tail["name"]), len(head["name"]))
    return before + after > max(usual, _SHORT_NAME) and min(before, after) > 1


def _is_latin(char: str) -> bool:
    return (char.isascii() and (char.isalnum() or char in "-/@&'\"_=?#")) or "\u00c0" <= char <= "\u024f"
