"""Names in the Latin alphabet: Mary T. Clayman, Jean-Yves Le Drian, O'Brien, NGUYEN Xuan Phuc.

Honorifics before a name (Mr., Dr., Sir, Tan Sri) are not part of it; Lord, Prince and their likes are titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import load_lexicon

# The capitals among the Latin letters with marks (Ọ, Ơ, Ş), as Unicode has them.
UPPER = "A-ZＡ-Ｚ" + "".join(
    c for c in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if c.isupper()
)
LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỹＡ-Ｚａ-ｚ"
TOKEN = rf"[{UPPER}][{LETTER}]{{0,20}}(?:['’‘´`\-‐‑－.][{LETTER}]{{1,20}}){{0,3}}\.?"
PARTICLE = (
    r"(?:de|la|le|los|du|da|do|dos|das|del|della|di|van|von|der|den|ten|ter|zu|bin|binti|ibn|al|el|y|of|af|av"
    r"|d’|d')"
)
# What may stand before a name and is none: Prof. dr. ir.; in lower case only with its full stop.
MOST_LEADING = 4
SUFFIX = re.compile(r"[ ]{1,4}(?:MP|MEP|PhD|Ph\.D\.?|CBE|OBE|KC|QC|MLA)$")
KEPT_STOP = re.compile(r"(?:\b[A-Z]|Jr|Sr|St)\.$")
WORD = re.compile(rf"[{LETTER}]+")
ACRONYM_LENGTH = 7
# How far behind a run the legal form of a company may end.
FORM_REACH = 10


@cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load_lexicon("latin_words") if row["kind"] in kinds)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _before_name(*kinds: str) -> re.Pattern[str]:
    """The words of some kinds in front of a name, with the full stop and blanks after them."""
    return re.compile(rf"({_any_of(_words(*kinds))})\.?(?:[ ]+|(?<=\.)(?=[{UPPER}a-z]))")


@cache
def company_form() -> re.Pattern[str]:
    """The abridged legal form behind a company's name: Sanders Bloemen B.V., Nordlys Energi A/S."""
    forms = _any_of(_words("company"))
    return re.compile(rf"(?<=[{LETTER}0-9)])(?:,[ ]?|[ ]{{1,2}})(?:{forms})(?![{LETTER}0-9])")


def _leading() -> str:
    """A chain of honorifics: Dr., Prof. dr., Tan Sri Dato'."""
    words = _words("address", "honorific")
    capital = _any_of(w for w in words if w[0].isupper())
    small = _any_of(w for w in words if w[0].islower())
    return rf"(?:(?:(?:{capital})(?:\.[ ]{{0,2}}|[ ]{{1,2}})|(?:{small})\.[ ]{{0,2}})){{0,{MOST_LEADING}}}"


@cache
def _latin_name() -> re.Pattern[str]:
    return re.compile(
        rf"{_leading()}(?:{PARTICLE}[ ]){{0,2}}{TOKEN}"
        rf"(?:[ ]{{1,2}}(?:{PARTICLE}[ ]{{1,2}}){{0,3}}{TOKEN}){{0,6}}(?:,[ ]?[JS]r\.?)?"
    )


@cache
def address() -> re.Pattern[str]:
    """An honorific before a Latin name that stands before persons only: Ms. , drs. , Lord ."""
    words = _words("address") | _words("noble")
    capital = _any_of(w for w in words if w[0].isupper())
    small = _any_of(w for w in words if w[0].islower())
    return re.compile(
        rf"(?<![{LETTER}.\-])(?:(?:{capital})(?:\.[ ]{{0,2}}|[ ]{{1,2}})|(?:{small})\.[ ]{{1,2}})"
        rf"(?=[{UPPER}]|{PARTICLE}[ ]|(?:{small})\.)"
    )


@dataclass(frozen=True, slots=True)
class LatinName:
    """A name with ``start:end`` of its run, honorifics included; ``title`` is Lord and the like."""

    start: int
    end: int
    name: str
    title: str | None
    tokens: int


def latin_name_at(text: str, position: int) -> LatinName | None:
    """The Latin name that begins at ``position``, or None where the run there is no person's name."""
    match = _latin_name().match(text, position)
    return None if match is None else _read(match)


def is_noble(title: str) -> bool:
    """Whether a title is one that stands before Latin names as a part of them: Lord, Prince."""
    return title in _words("noble")


def is_last_name(name: str) -> bool:
    """Whether a Latin name is one word, particles aside: Boer, de Boer."""
    *before, _ = name.split()
    return all(word[0].islower() for word in before)


def latin_name_before(text: str, end: int, *, reach: int = 60) -> LatinName | None:
    """The Latin name that ends at ``end`` (blanks between allowed), or None."""
    stop = end
    while stop > 0 and text[stop - 1] == " ":
        stop -= 1
    if stop == 0 or not (text[stop - 1] == "." or WORD.match(text, stop - 1)):
        return None
    for match in _latin_name().finditer(text, max(0, stop - reach), stop):
        if match.end() == stop and (match.start() == 0 or not WORD.match(text, match.start() - 1)):
            return _read(match)
    return None


def _read(match: re.Match[str]) -> LatinName | None:
    name, end, title = match.group(), match.end(), None
    if not _words("no_person").isdisjoint(WORD.findall(name)):
        return None
    form = company_form().search(match.string, match.start(), min(len(match.string), end + FORM_REACH))
    if form is not None and form.start() <= end:
        return None
    if name.endswith(".") and not KEPT_STOP.search(name):
        name, end = name[:-1], end - 1
    while honorific := _before_name("address", "honorific").match(name):
        name = name[honorific.end() :]
    noble = _before_name("noble").match(name)
    if noble:
        title, name = noble.group(1), name[noble.end() :]
    name = SUFFIX.sub("", name).strip()
    tokens = len(re.split(r"[ ．·‧・]+", name))
    letters = "".join(WORD.findall(name))
    if len(letters) < 3 or (tokens == 1 and letters.isupper() and len(letters) <= ACRONYM_LENGTH):
        return None
    return LatinName(match.start(), end, re.sub(r"[ ]+", " ", name), title, tokens)
