"""Latin names: acronyms in brackets after a name, and names that end or begin with an organization word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.organizations.surroundings import Candidate

_WORD = r"[A-Z][A-Za-zÀ-ÿ0-9'’&\-]*"
_INITIAL = r"(?:(?:[A-Z]|Corp|Co|St|Dr)\.)"
_LINK = r"(?:of|for|on|and|the|de|du|des|der|für|in|&)"
_HEAD = (
    r"(?:Inc|Ltd|Corp|Co|Corporation|Company|Limited|LLC|PLC|GmbH|AG|University|College|Institute|Institution|"
    r"Centre|Center|Association|Council|Commission|Committee|Ministry|Department|Bank|Foundation|Organization|"
    r"Organisation|Agency|Authority|Administration|Bureau|Group|Federation|Alliance|Union|Society|Chamber|Board|"
    r"Parliament|Senate|Court|Office|School|Academy|Forum|Network|Consortium|Laboratory|Secretariat)"
)
_NAME = re.compile(
    rf"(?<![A-Za-z])(?:(?:{_WORD}|{_INITIAL})[ ]+(?:{_LINK}[ ]+){{0,2}}){{0,8}}{_WORD}(?![A-Za-z])"
    r"(?:,? Ltd| Inc)?\.?"
)
_HAS_HEAD = re.compile(rf"(?<![A-Za-z]){_HEAD}(?![A-Za-z])")
# What these begin is a document or a person.
_NO_NAME = re.compile(
    r"(?:Agreement|Memorandum|Treaty|Convention|Protocol|Act|Member|Chair|Chairman|President|Director|Minister|"
    r"Secretary|Deputy|Vice|Head|Representative|Professor|Mr|Ms|Dr)(?![A-Za-z])"
)
_ABBREVIATED = re.compile(r"(?:Inc|Ltd|Corp|Co)\.$")


def latin_names(text: str) -> Iterator[Candidate]:
    """Runs of capitalized words of which one says that they name an organization."""
    for m in _NAME.finditer(text):
        name = m.group()
        if " " not in name or not _HAS_HEAD.search(name) or _NO_NAME.match(name):
            continue
        end = m.end()
        if name.endswith(".") and not _ABBREVIATED.search(name):
            end -= 1
        yield Candidate(m.start(), end, 12.0, "organization.latin")
