"""Names in the Latin alphabet: Angela Merkel, Gretchen H. Stanton, Jean-Yves Le Drian, O'Brien, NGUYEN Xuan Phuc.

Honorifics before a name (Mr., Dr., Sir, Tan Sri) are not part of it; Lord, Prince and their likes are titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĬİĶŁĽŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚＡ-Ｚ"
LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-žȘșȚțḀ-ỹＡ-Ｚａ-ｚ"
_TOKEN = rf"[{UPPER}][{LETTER}]{{0,20}}(?:['’‘´`\-‐‑－.][{LETTER}]{{1,20}}){{0,3}}\.?"
_PARTICLE = r"(?:de|la|le|los|du|da|do|dos|das|del|della|di|van|von|der|den|ten|ter|zu|bin|binti|ibn|al|el|y|of|af|av|d’|d')"
LATIN_NAME = re.compile(
    rf"(?:(?:DATO|Dato|Datuk|Tan Sri|Tun|Dr|Mr|Ms|Mrs)['’.]{{0,2}}[ ]){{0,3}}(?:{_PARTICLE}[ ]){{0,2}}{_TOKEN}(?:[ ]{{1,2}}(?:{_PARTICLE}[ ]{{1,2}}){{0,3}}{_TOKEN}){{0,6}}(?:,[ ]?[JS]r\.?)?"
)
HONORIFIC = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Miss|Mme|Madame|Dr|Prof|Professor|Hon|Honou?rable|Right Honou?rable|H\.E|HE|HRH|H\.R\.H|HM|Sir|Dame"
    r"|DATO['’]?|Dato['’]?|Datuk|DATUK|Datin|Tan Sri|Tun|Msgr|Rev|Fr|The|Cong|Amb|Ambassador|Senator|Sen|Rep|Gov|Gen"
    r"|General|Col|Lt|Capt|Adm|Maj|Minister|President|Congressman|Chairman|Director|Engr|Atty|Madam|Mdm|Herr|Frau|Sheikh|Shri|Smt)"
    r"\.?(?:[ ]+|(?<=\.)(?=[A-Z])))"
)
NOBLE = re.compile(
    r"(Lord|Lady|Baroness|Baron|Prince|Princess|Count|Earl|Viscount|King|Queen|Cardinal|Archbishop|Bishop)[ ]+"
)
# Words of organizations, events and places: a run that holds one is no person.
NOT_PERSON = re.compile(
    r"\b(?:University|College|School|Institute?|Center|Centre|Council|Committee|Commission|Association|Society|Foundation"
    r"|Organi[sz]ation|Ministry|Department|Bureau|Office|Agency|Authority|Bank|Corporation|Corp|Company|Co|Inc|Ltd|LLC|GmbH"
    r"|Group|Holdings?|International|National|Global|World|Asia|Asian|Pacific|Europe|European|American?|Africa|Forum|Summit"
    r"|Conference|Congress|Meeting|Workshop|Program(?:me)?|Project|Initiative|Agreement|Convention|Treaty|Act|Report|Review"
    r"|Journal|Times|News|Post|Daily|Press|Hotel|Airport|Airlines?|Airways|Street|Road|Avenue|Building|Park|City|State|States"
    r"|United|Republic|Kingdom|Islands?|Union|Federation|Alliance|Network|Partnership|Board|Court|Parliament|Senate|House"
    r"|Party|Team|Unit|Division|Section|Technolog(?:y|ies)|Systems?|Services?|Solutions?|Software|Science|Research|Studies"
    r"|Economic|Trade|Customs|Finance|Financial|Security|Policy|Development|Management|Statistics|Information|Data|Energy"
    r"|Health|Education|Culture|Museum|Library|Hospital|Laborator(?:y|ies)|Standard|Standards|Award|Day|Week|Year|Festival"
    r"|Exhibition|Expo|Fair|Show|Cup|Games|Open|General Assembly|Working|Task|Force|Plan|Action|Strategy|Guidelines?|Model"
    r"|Taiwan|China|Chinese|Japan|Korea|France|Germany|London|Paris|Tokyo|York|Singapore|Beijing|Shanghai|Taipei"
    r"|January|February|March|April|June|July|August|September|October|November|December|Monday|Friday|Sunday|Session|Panel)\b"
)


@dataclass(frozen=True, slots=True)
class LatinName:
    """``start:end`` spans the whole run with honorifics; ``name`` is the person's name, ``title`` Lord and the like."""

    start: int
    end: int
    name: str
    title: str | None
    tokens: int


def latin_name_at(text: str, position: int) -> LatinName | None:
    """The Latin name that begins at ``position``, or None where the run there is no person's name."""
    match = LATIN_NAME.match(text, position)
    return None if match is None else _read(match)


def latin_name_before(text: str, end: int, *, reach: int = 60) -> LatinName | None:
    """The Latin name that ends at ``end`` (blanks between allowed), or None."""
    stop = end
    while stop > 0 and text[stop - 1] == " ":
        stop -= 1
    if stop == 0 or not re.match(rf"[{LETTER}.]", text[stop - 1]):
        return None
    for match in LATIN_NAME.finditer(text, max(0, stop - reach), stop):
        if match.end() == stop and (
            match.start() == 0 or not re.match(rf"[{LETTER}]", text[match.start() - 1])
        ):
            return _read(match)
    return None


def _read(match: re.Match[str]) -> LatinName | None:
    run, end = match.group(), match.end()
    if NOT_PERSON.search(run):
        return None
    if run.endswith(".") and not re.search(r"(?:\b[A-Z]|Jr|Sr|St)\.$", run):
        run, end = run[:-1], end - 1
    name, title = run, None
    while True:
        honorific = HONORIFIC.match(name)
        if honorific is None:
            break
        name = name[honorific.end() :]
    noble = NOBLE.match(name)
    if noble:
        title, name = noble.group(1), name[noble.end() :]
    name = re.sub(r"[ ]+(?:MP|MEP|PhD|Ph\.D\.?|CBE|OBE|KC|QC|MLA)$", "", name).strip()
    tokens = len(name.split())
    letters = re.sub(rf"[^{LETTER}]", "", name)
    if len(letters) < 3 or (tokens == 1 and letters.isupper() and len(letters) <= 7):
        return None
    return LatinName(match.start(), end, re.sub(r"[ ]+", " ", name), title, tokens)
