"""Derive the words that bound names: how often each word of a dictionary stands in names and in running text.

usage: derive_organization_words.py DATA_DIR   (needs ``jieba`` and ``opencc-python-reimplemented``)

Writes organization_words.csv. The words and their parts of speech are those of jieba's dictionary (MIT) in
Taiwanese characters (OpenCC, Apache 2.0); names of persons and organizations in it are left out. The counts
are over slices of the gazette and over the names of the register, the organic laws, offices and units.
Run it after derive_organization_lexicons.py.
"""

import math
import re
import sys
from collections import Counter
from pathlib import Path

import jieba
from derive_organization_lexicons import HERE, fold, gazette, listed_names, organic_laws, rows, write
from opencc import OpenCC

from pipeline.search import WordList

WORD = re.compile(r"[\u4e00-\u9fff]{1,5}")
# Parts of speech that no name holds unless counts say so: preposition, conjunction, adverb, pronoun,
# auxiliary, particle, time, fixed phrase; and the verbs, of which many stand in names (管理, 促進).
FUNCTION = ("p", "c", "d", "r", "u", "y", "t", "ad", "vd", "mq")
VERBS = ("v", "vi", "vg", "vq")
# What in names is a word of its own at most this seldom (log-odds against running text) ends a name.
FUNCTION_STOP, VERB_STOP, SINGLE_STOP = -1.5, -2.5, -3.0
# From here on it may stand inside a name but begins none.
EDGE = -0.5
UNSEEN = 0.1
MINIMUM = 20
SLICES = 2
# Single characters that join words inside names, so that they bound a name only at its beginning.
JOINTS = "及與和或暨之"


def dictionary() -> dict[str, str]:
    """Folded word to its part of speech."""
    convert = OpenCC("s2tw").convert
    words: dict[str, tuple[str, int]] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if not WORD.fullmatch(word) or (tag.startswith(("nr", "nt")) and len(word) > 1):
            continue
        word = fold(convert(word))
        if word not in words or words[word][1] < int(count):
            words[word] = (tag, int(count))
    return {word: tag for word, (tag, _) in words.items()}


def names(data: Path) -> set[str]:
    """Names whose words are counted."""
    heads = [row["head"] for row in rows(HERE / "organization_heads_by_hand.csv")]
    register = {fold(row["機關名稱"]) for row in rows(data / "lexicons" / "agencies_register.csv")}
    schools = re.compile(r"(?:長|國民小學|國民中學|代表會|清潔隊|托兒所|幼兒園|補校|當舖|零售市場|郵局)$")
    found = {name for name in register if not schools.search(name)}
    for agency, units in organic_laws(data).items():
        found |= {agency, *units}
    for file, column, least in (("offices", "member_office", 5), ("units", "member_unit", 4)):
        table = rows(data / "lexicons" / f"{file}.csv")
        found |= {fold(row[column]) for row in table if int(row["n"]) >= least}
    found |= {fold(row["name"]) for row in rows(HERE / "organizations_by_hand.csv")}
    return found | {name for name, n in listed_names(data, heads).items() if n >= 3}


def kind_of(word: str, tag: str, odds: float) -> str:
    """``stop`` ends a name, ``edge`` begins none, ``word`` only keeps its characters together."""
    if word in JOINTS:
        return "edge"
    if tag.startswith(FUNCTION):
        return "stop" if odds <= (FUNCTION_STOP if len(word) > 1 else SINGLE_STOP) else "word"
    if tag.startswith(VERBS) and len(word) > 1:
        return "stop" if odds <= VERB_STOP else "edge" if odds <= EDGE else "word"
    return "word"


def main(data: Path) -> None:
    tags = dictionary()
    by_hand = {row["word"]: row["kinds"] for row in rows(HERE / "organization_generics_by_hand.csv")}
    words = WordList({word: word for word in tags})
    in_text: Counter[str] = Counter()
    in_names: Counter[str] = Counter()
    for text in gazette(data, limit=SLICES):
        in_text.update(word for _, _, word in words.longest(text))
    for name in names(data):
        in_names.update(word for _, _, word in words.longest(name))
    out: dict[str, tuple[str, ...]] = {}
    for word, n in in_text.items():
        if n < MINIMUM:
            continue
        odds = math.log((in_names[word] + UNSEEN) / in_names.total() * in_text.total() / n)
        kind = "word" if "topic" in by_hand.get(word, "") else kind_of(word, tags[word], odds)
        out[word] = (word, kind, str(n), str(in_names[word]), f"jieba {tags[word]}, counted")
    for row in rows(HERE / "organization_words_by_hand.csv"):
        for word in row["words"].split():
            out[word] = (word, row["kind"], "", "", "hand")
    write("organization_words", ["word", "kind", "in_text", "in_names", "source"], out.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
