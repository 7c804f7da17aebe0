"""Make the sample reports in ``corpus/reports`` and their gold from ``scripts/corpus_sources``.

Usage: python scripts/make_corpus.py [STEM ...]

Needs LibreOffice, the Noto CJK fonts, python-docx and reportlab. The form of a source: ``corpus_source.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus_source import Report, read_source, typed_lines

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "corpus_sources"
CORPUS = ROOT / "corpus"
REPORTS = CORPUS / "reports"
GOLD = CORPUS / "gold"
BASIS = {"x": "explicit", "e": "elliptical", "d": "deictic", "r": "relative"}
KIND = {"a": "amount", "g": "growth", "s": "share", "r": "rank"}
QUALIFIERS = ("about", "over", "under", "nearly", "up_to")


def figure_entry(written: str, spec: str) -> dict[str, Any]:
    """The gold entry of a figure mark."""
    kind, metric, value, unit, period, reporter, partner, *words = spec.split(" ")
    number = Decimal(value)
    entry: dict[str, Any] = {"text": written, "kind": KIND[kind], "metric": metric}
    entry["value"] = int(number) if number == number.to_integral_value() else float(number)
    entry["unit"] = unit
    for word in words:
        name, _, content = word.partition("=")
        if word in QUALIFIERS:
            entry["qualifier"] = word
        elif name in ("product", "compared"):
            entry["compared_to" if name == "compared" else name] = content
        elif word == "?":
            entry["optional"] = True
        else:
            raise ValueError(f"unknown word {word} in figure {written}")
    for slot, content in (("period", period), ("reporter", reporter), ("partner", partner)):
        entry[slot] = None if content in ("-", "None") else content
    return entry


def gold_of(report: Report) -> tuple[str, dict[str, Any]]:
    """The typed text of the report and its gold annotation (without the hash)."""
    text = ""
    dates: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    mentions: dict[str, list[str]] = {}
    spans: dict[str, list[tuple[str, int]]] = {"d": [], "f": []}
    for cells in typed_lines(report):
        for column, cell in enumerate(cells):
            text += "\t" if column else ""
            for mark in cell.marks:
                written = cell.plain[mark.start : mark.end]
                place = len(re.sub(r"\s+", "", text + cell.plain[: mark.start]))
                if mark.kind == "p":
                    mentions.setdefault(mark.fields[0], []).append(written)
                    spans.setdefault("p" + mark.fields[0], []).append((written, place))
                    continue
                spans[mark.kind].append((written, place))
                if mark.kind == "f":
                    figures.append(figure_entry(written, mark.fields[1]))
                    continue
                value, *also = mark.fields[1].split("~")
                entry: dict[str, Any] = {"text": written, "value": value, "basis": BASIS[mark.fields[2][0]]}
                if also:
                    entry["also"] = also
                if mark.fields[2].endswith("?"):
                    entry["optional"] = True
                dates.append(entry)
            text += cell.plain
        text += "\n"
    check_places(report.stem, text, spans)
    people = [person_entry(report.meta["people"][key], said) for key, said in mentions.items()]
    unused = set(report.meta["people"]) - set(mentions)
    if unused:
        raise ValueError(f"{report.stem}: people never mentioned: {unused}")
    organizations = [organization_entry(line) for line in report.meta["organizations"]]
    for entry in organizations:
        if not any(name in text for name in entry["names"]):
            raise ValueError(f"{report.stem}: organization not in the text: {entry['names']}")
    gold = {
        "document": f"{report.stem}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "reference_date": str(report.meta["reference_date"]),
        "dates": dates,
        "people": people,
        "organizations": organizations,
        "trade_figures": figures,
    }
    return text, gold


def check_places(stem: str, text: str, spans: dict[str, list[tuple[str, int]]]) -> None:
    """Refuse a gold whose entries, looked up in order by their text, land on another place than the mark."""
    bare = re.sub(r"\s+", "", text)
    for kind, entries in spans.items():
        position = 0
        for written, place in entries:
            short = re.sub(r"\s+", "", written)
            found = bare.find(short, position)
            if found != place:
                near = bare[max(0, found - 15) : found + 15]
                raise ValueError(f"{stem}: {kind} {written} found at {found} ({near}), marked at {place}")
            position = found + (1 if kind == "f" else len(short))


def person_entry(person: dict[str, Any], mentions: list[str]) -> dict[str, Any]:
    """The gold entry of a person; ``name`` null and a ``surname`` where only the surname is known."""
    entry: dict[str, Any] = {"name": person.get("name")}
    entry |= {key: person[key] for key in ("surname", "latin") if key in person}
    entry |= {"titles": person.get("titles", []), "organizations": person.get("orgs", [])}
    entry["mentions"] = mentions
    return entry | ({"optional": True} if person.get("optional") else {})


def organization_entry(line: str) -> dict[str, Any]:
    """``type COUNTRY name / other name``, a leading ``?`` makes the entry optional."""
    kind, country, names = line.removeprefix("?").strip().split(" ", 2)
    entry: dict[str, Any] = {"names": names.split(" / "), "type": kind}
    entry["country"] = None if country == "-" else country
    return entry | ({"optional": True} if line.startswith("?") else {})


def main() -> None:
    """Make the named reports, or all."""
    parser = argparse.ArgumentParser(description="Make the sample reports and their gold.")
    parser.add_argument("stems", nargs="*", metavar="STEM")
    parser.add_argument("--gold-only", action="store_true", help="leave the reports as they are")
    options = parser.parse_args()
    (GOLD / "docs").mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCES.glob("*.md")):
        if options.stems and path.stem not in options.stems:
            continue
        report = read_source(path)
        text, gold = gold_of(report)
        (GOLD / "docs" / f"{report.stem}.txt").write_text(text, encoding="utf-8")
        content = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (GOLD / f"{report.stem}.json").write_text(content, encoding="utf-8")
        if not options.gold_only:
            # The writers need LibreOffice and libraries that the gold alone does without.
            from corpus_writers import WRITERS

            with tempfile.TemporaryDirectory() as folder:
                made = WRITERS[report.meta["writer"]](report, Path(folder))
                shutil.copyfile(made, REPORTS / made.name)
        counts = {key: len(gold[key]) for key in ("dates", "people", "organizations", "trade_figures")}
        print(report.stem, report.meta["writer"], len(text), counts)


if __name__ == "__main__":
    main()
