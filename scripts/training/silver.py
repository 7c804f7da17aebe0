"""Silver examples: what our own grammar is sure of in real text, beside the labels of a teacher if given.

Usage: python scripts/training/silver.py TEXT... --output silver.jsonl [--teacher labels.jsonl]

TEXT is a plain text file, or one packed with xz. A teacher file has the form of a silver file; its spans are
taken over with their source. Sentences in which the grammar finds nothing are kept in part: a model must
see ordinary text too.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from passages import passages

from pipeline.organizations import find_organizations
from pipeline.people import find_people

LEAST_CONFIDENCE = 0.6
SHARE_WITHOUT = 0.3
# 邱會長義仁 is a name around a title: no model of spans can learn from it.
_INFIX = frozenset(("surname_title_given", "surname_title"))


def grammar_spans(text: str) -> list[tuple[int, int, str, str]]:
    """The names of persons and organizations; UNSURE where the grammar sees one but would not teach it."""
    spans = []
    organizations = find_organizations(text)
    for m in organizations:
        kind = "ORG" if m.confidence >= LEAST_CONFIDENCE and m.form != "deictic" else "UNSURE"
        spans.append((m.start, m.end, kind, "grammar"))
    for person in find_people(text, organizations=organizations):
        name = person.latin_name if person.form == "latin" else person.name
        at = text.find(name, person.start, person.end) if name else -1
        if at < 0 or person.form in _INFIX or person.confidence < LEAST_CONFIDENCE:
            spans.append((person.start, person.end, "UNSURE", "grammar"))
        else:
            spans.append((at, at + len(name or ""), "PERSON", "grammar"))
    return sorted(spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--characters", type=int, default=20_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    rows: Iterator[tuple[str, list[list[object]]]]
    if options.teacher:
        file = options.teacher.open(encoding="utf-8")
        rows = ((row["text"], row["spans"]) for row in map(json.loads, file))
    else:
        rows = ((text, []) for text in passages(options.texts))
    written = 0
    with options.output.open("w", encoding="utf-8") as out:
        for text, taught in rows:
            spans = [*taught, *grammar_spans(text)]
            if not spans and draw.random() > SHARE_WITHOUT:
                continue
            out.write(json.dumps({"text": text, "spans": spans}, ensure_ascii=False) + "\n")
            written += len(text)
            if written >= options.characters:
                break
    print(f"{written} characters in {options.output}")


if __name__ == "__main__":
    main()
