"""Whether somebody can be called by a surname: Chinese, Latin, or spelled with characters."""

from __future__ import annotations

import re

from pipeline.people.names import model
from pipeline.people.roles import Entity

# A Latin surname of which only the first letter is written: K處長.
INITIAL = re.compile("[A-Z]")
LATIN_LETTER = re.compile(r"[A-Za-zÀ-ž]")
# What parts a name that is spelled with characters: 卡洛斯．歐提斯.
DOTTED = re.compile("[‧·・．•･∙]")


def has_surname(entity: Entity, surname: str) -> bool:
    """Whether a surname, or the beginning of one that a report writes for it, is that of a person."""
    if INITIAL.fullmatch(surname):
        return (entity.latin_name or "-").split()[-1].startswith(surname)
    if LATIN_LETTER.match(surname):
        written = f" {entity.latin_name or ''} ".casefold()
        return f" {surname.casefold()} " in written
    if entity.surname is not None:
        own = entity.surname.removesuffix("氏")
        # 鄭在 is no surname by any list: the person may be called by its first character.
        parted = len(own) == 2 and own[0] == surname and own not in model().japanese_surnames
        return own == surname.removesuffix("氏") or (parted and own not in model().chinese_surnames)
    if entity.name is not None and DOTTED.search(entity.name):
        # Of a name written with a dot the last part is the surname, of which a report keeps the beginning.
        last = DOTTED.split(entity.name)[-1]
        return last.startswith(surname) and (len(last) > len(surname) or len(surname) > 1)
    if not entity.name or not entity.name.startswith(surname):
        return False
    # Of a longer transliterated name the report keeps the first character: 亞格拉莫, then 亞部長.
    return len(surname) > 1 or 1 <= len(entity.name) - len(surname) <= 2 or entity.latin_name is not None
