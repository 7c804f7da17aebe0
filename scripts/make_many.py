"""Make many varied reports from the sample reports: other persons, years and figures, some paragraphs fewer.

usage: python scripts/make_many.py FOLDER N [--first K]

Of N reports eight in ten are text, one is PDF and one Word (needs reportlab and python-docx). What is random
is drawn from the report's number alone: the same number gives the same report, whatever N is. ``--first``
starts with another number than 0. The persons are invented; the texts are those of ``corpus/gold/docs``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from robustness_variants import make_docx, make_pdf

GOLD = Path(__file__).resolve().parent.parent / "corpus" / "gold"
SEED = 20171122
KINDS = ("txt", "txt", "txt", "txt", "pdf", "txt", "txt", "txt", "txt", "docx")
MOST_YEARS = 6
DROPPED = 0.1
SHORTEST_DROPPED = 40
SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高"
GIVEN = "怡志家雅俊明建淑美文宏佳冠惠宗欣慧嘉玉信偉君哲正婷柏芳彥宜庭彬珮榮維承思品詩靜育翰雯德凱容"
NAME = re.compile(r"[\u4e00-\u9fff]{3}")
YEAR = re.compile(r"(?<![0-9])(?:(?P<roc>[6-9][0-9]|1[0-2][0-9])(?=年)|(?P<common>(?:19|20)[0-9]{2})(?=年))")
FIGURE = re.compile(
    r"(?<![0-9.,第])[1-9][0-9,]*(?:\.[0-9]+)?(?= ?(?:兆|億|萬|千|％|%|美元|歐元|日圓|公噸|個百分點))"
)


@dataclass(frozen=True)
class Original:
    """A sample report: its paragraphs, and the written forms of each Chinese name of three characters."""

    stem: str
    paragraphs: list[str]
    people: dict[str, list[str]]


@cache
def originals() -> tuple[Original, ...]:
    found = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        people = {
            person["name"]: sorted({person["name"], *person["mentions"]}, key=len, reverse=True)
            for person in gold["people"]
            if person.get("name") and NAME.fullmatch(person["name"])
        }
        text = (GOLD / "docs" / gold["document"]).read_text(encoding="utf-8")
        found.append(Original(path.stem, text.splitlines(), people))
    return tuple(found)


def vary(original: Original, draw: random.Random) -> list[str]:
    """The paragraphs of one varied report."""
    renamed = _new_names(original, draw)
    shift = draw.randint(-MOST_YEARS, MOST_YEARS)

    def year(match: re.Match[str]) -> str:
        return str(int(match.group()) + shift)

    def figure(match: re.Match[str]) -> str:
        return re.sub("[0-9]", lambda _: draw.choice("123456789"), match.group())

    varied = []
    for paragraph in original.paragraphs:
        if len(paragraph) >= SHORTEST_DROPPED and draw.random() < DROPPED:
            continue
        for written, new in renamed:
            paragraph = paragraph.replace(written, new)
        varied.append(FIGURE.sub(figure, YEAR.sub(year, paragraph)))
    return varied


def _new_names(original: Original, draw: random.Random) -> list[tuple[str, str]]:
    """Each written form of a name with its new form, the longest first: 葉副署長世弘 keeps its title."""
    forms = []
    for name, mentions in original.people.items():
        surname, given = draw.choice(SURNAMES), "".join(draw.sample(GIVEN, 2))
        for mention in mentions:
            if mention[:1] == name[0]:
                forms.append((mention, surname + mention[1:].replace(name[1:], given)))
    return sorted(forms, key=lambda form: -len(form[0]))


def make_report(number: int, folder: Path) -> Path:
    """Write the report of this number into ``folder``."""
    draw = random.Random(SEED + number)
    original = originals()[number % len(originals())]
    paragraphs = vary(original, draw)
    path = folder / f"{number:06}_{original.stem}.txt"
    # Each round over the samples shifts the kinds by one, so that every sample comes in every format.
    kind = KINDS[(number + number // len(originals())) % len(KINDS)]
    if kind == "pdf":
        return make_pdf(paragraphs, draw, path)
    if kind == "docx":
        return make_docx(paragraphs, draw, path)
    path.write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def make_many(folder: Path, numbers: Sequence[int]) -> list[Path]:
    """Write the reports of these numbers into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    return [make_report(number, folder) for number in numbers]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("n", type=int, help="number of reports")
    parser.add_argument("--first", type=int, default=0, help="number of the first report")
    options = parser.parse_args()
    paths = make_many(options.folder, range(options.first, options.first + options.n))
    sys.stdout.write(f"{len(paths)} reports in {options.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
