"""Titles in which one character is damaged, as a scanner leaves them (專務檢事西脇晴子 beside 西脇專務理事).

A title is mended where the report itself tells what it was: a short form that no full name of the report
fits gives surname and title, and so do the items on both sides in a list. Only a character that
hardly ever stands between its neighbours is mended; whether there is a name beside it, the names decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.ordinary import ordinary_text
from pipeline.people.mentions import PersonMention

_ITEM = re.compile(r"、(?P<item>[\u3400-\u9fff]{4,9})、")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
# By how much (log odds) the right character must be likelier than the one written.
_GAIN = -2.0


def damaged_titles(text: str, mentions: Sequence[PersonMention]) -> dict[int, str]:
    """By its place, the character that a damaged one beside a surname stands for."""
    found: dict[int, str] = {}
    named = {m.surname for m in mentions if m.name is not None}
    short = {
        (m.surname, m.titles[0])
        for m in mentions
        if m.form == "surname_title" and m.titles and m.surname and m.surname not in named
    }
    for surname, title in sorted(short):
        if len(title) > 1 and _CHINESE.fullmatch(surname + title):
            found.update(_beside(text, surname, title))
    for before, after in pairwise(mentions):
        item = _ITEM.fullmatch(text, before.end, after.start)
        if item and before.form == after.form == "surname_title_given" and before.titles == after.titles:
            title = before.titles[0]
            places = (item.start("item") + k for k in (1, 2))
            found.update(pair for p in places for pair in _damaged(text, p, title))
    return found


def _beside(text: str, surname: str, title: str) -> Iterator[tuple[int, str]]:
    """What is damaged in ``title`` where it stands before or behind ``surname``."""
    position = text.find(surname)
    while position >= 0:
        yield from _damaged(text, position + len(surname), title)
        yield from _damaged(text, position - len(title), title)
        position = text.find(surname, position + 1)


def _damaged(text: str, start: int, title: str) -> Iterator[tuple[int, str]]:
    """The place and the right character where ``title`` stands at ``start`` but for one."""
    written = text[start : start + len(title)] if start >= 0 else ""
    if len(written) < len(title):
        return
    wrong = [k for k, (a, b) in enumerate(zip(written, title, strict=True)) if a != b]
    if len(wrong) != 1:
        return
    at, want = start + wrong[0], title[wrong[0]]
    got, left, right = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if _CHINESE.fullmatch(got) and ordinary_text().gain(left, got, want, right) >= _GAIN:
        yield at, want


def mended(text: str, characters: Mapping[int, str]) -> str:
    """``text`` with other ``characters`` at their places; same length."""
    out = list(text)
    for place, character in characters.items():
        out[place] = character
    return "".join(out)
