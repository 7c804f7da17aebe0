"""Write the frozen sample that runs are compared on: the sample reports, and 400 paragraphs of real text.

usage: sample_paragraphs.py OUTPUT [DATA]   (DATA: the folder with ``text/``, by default ../shared/data)

Paragraphs are chosen by the hash of their text, so that everyone who has the data gets the same ones;
without it the sample is the reports alone. OUTPUT is then read with `pipeline extract`, by either version.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import json
import lzma
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PER_SOURCE = 100
PER_FILE = 20
LENGTH = range(60, 801)
"""Characters of a paragraph that is long enough to say something and short enough to look at."""


def lines(path: Path) -> Iterator[str]:
    """The lines of a text, of a packed text, or of the texts in a JSON-lines file."""
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8", newline="\n") as stream:
            yield from stream
        return
    with path.open(encoding="utf-8", newline="\n") as plain:
        for line in plain:
            yield json.loads(line)["text"] if path.suffix == ".jsonl" else line


def chosen(path: Path) -> list[str]:
    """The paragraphs whose hashes are the smallest, in the order of their hashes."""
    paragraphs = {text for line in lines(path) if len(text := line.strip()) in LENGTH and text.endswith("。")}
    return heapq.nsmallest(PER_SOURCE, paragraphs, key=lambda p: hashlib.sha256(p.encode("utf-8")).digest())


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description="Write the frozen sample.")
    parser.add_argument("output", type=Path)
    parser.add_argument("data", type=Path, nargs="?", default=ROOT.parent / "shared" / "data")
    options = parser.parse_args()
    options.output.mkdir(parents=True)
    for report in sorted((ROOT / "corpus" / "reports").iterdir()):
        shutil.copyfile(report, options.output / report.name)
    for source in sorted((options.data / "text").glob("*.*")):
        if source.suffix not in (".xz", ".txt", ".jsonl"):
            continue
        paragraphs = chosen(source)
        for start in range(0, len(paragraphs), PER_FILE):
            name = f"{source.name.partition('.')[0]}_{start // PER_FILE + 1}.txt"
            text = "\n".join(paragraphs[start : start + PER_FILE]) + "\n"
            (options.output / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
