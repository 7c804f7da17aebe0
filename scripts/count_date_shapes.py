"""Lists every distinct shape of date expression in a folder of text, with its frequency.

usage: python scripts/count_date_shapes.py FOLDER_OR_FILE [--characters N] [--missed]

A shape is the mention with every number replaced by its kind: # Arabic digits, 中 Chinese numerals.
Reads .txt and .txt.xz files, at most N characters of each (default 2,000,000). With --missed it lists
instead what looks like a date and was not found (numbers with 年, 月 or 日, and 本年, 次日 and the like),
with the character before and after it: the place to look for families that no rule covers yet.
"""

from __future__ import annotations

import argparse
import lzma
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.dates import find_dates
from pipeline.document import Document

NUMERALS = "〇○零一二三四五六七八九十百廿卅"
LOOKS_LIKE_A_DATE = re.compile(
    rf"[0-9０-９{NUMERALS}]{{1,7}}\s*[年月日]|[本今去上前明次同當翌隔該來下](?:\s*[(（][^)）]{{1,5}}[)）])?\s*[年月日]|"
    r"[上中下]旬|[上下]半年|[月年][初底末]|(?:星期|禮拜|[週周])[一二三四五六日]|(?:19|20)\d\d|"
    r"\d{1,4}[./／-]\d{1,2}[./／-]\d{1,2}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--missed", action="store_true")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    example: dict[str, str] = {}
    for text in texts(arguments.path, arguments.characters):
        for shape, sample in (missed if arguments.missed else shapes)(text):
            counts[shape] += 1
            example.setdefault(shape, sample)
    for shape, count in counts.most_common():
        sys.stdout.write(f"{count}\t{shape}\t{example[shape]}\n")
    return 0


def texts(path: Path, characters: int) -> Iterator[str]:
    """The beginning of each text file, decompressed."""
    files = [path] if path.is_file() else sorted([*path.rglob("*.txt"), *path.rglob("*.txt.xz")])
    for file in files:
        opener = lzma.open if file.suffix == ".xz" else open
        with opener(file, "rt", encoding="utf-8", errors="replace") as stream:
            yield stream.read(characters)


def shapes(text: str) -> Iterator[tuple[str, str]]:
    """The shape and rule of every mention, with the mention as a sample."""
    for mention in find_dates(Document.from_text(text)):
        yield f"{shape_of(mention.text)}\t{mention.rule}", mention.text


def missed(text: str) -> Iterator[tuple[str, str]]:
    """The shape of everything that looks like a date and lies in no mention, with its surroundings."""
    covered = bytearray(len(text))
    for mention in find_dates(Document.from_text(text)):
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for match in LOOKS_LIKE_A_DATE.finditer(text):
        start, end = match.span()
        if not any(covered[start:end]):
            around = text[max(0, start - 10) : end + 10].replace("\n", "⏎").replace("\t", "⇥")
            before, after = text[start - 1 : start].strip(), text[end : end + 1].strip()
            yield f"{before}|{shape_of(match[0])}|{after}", around


def shape_of(text: str) -> str:
    """The text with # for Arabic numbers and 中 for Chinese ones, without spaces."""
    return re.sub(rf"[{NUMERALS}]+", "中", re.sub(r"[0-9０-９]+", "#", re.sub(r"\s+", "", text)))


if __name__ == "__main__":
    # Piped into head, it ends as other tools do, without a word.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
