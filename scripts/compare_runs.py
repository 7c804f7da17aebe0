"""List every extraction that two runs over the same reports do not share: added, removed, changed.

usage: compare_runs.py OLD NEW [--table NAME ...] [--json FILE]

OLD and NEW are output folders of `pipeline extract`. Reports are the same if their bytes are.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from pipeline.evaluation import Change, compare_runs


def told(change: Change) -> str:
    """One change in a line."""
    if change.old is not None and change.new is not None:
        values = "; ".join(f"{c}: {change.old[c]} → {change.new[c]}" for c in change.old)
    else:
        values = "; ".join(f"{c}: {value}" for c, value in (change.old or change.new or {}).items())
    return f"{change.document}  {change.table}  {change.kind}  {change.text}  ({values})"


def main() -> None:
    """Print every change with its context, then the counts by table."""
    parser = argparse.ArgumentParser(description="List what changed between two runs.")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--table", action="append", help="only this table")
    parser.add_argument("--json", type=Path, help="write the changes to this file as well")
    options = parser.parse_args()
    changes = [
        c for c in compare_runs(options.old, options.new) if not options.table or c.table in options.table
    ]
    for change in changes:
        print(told(change))
        print(f"    …{change.context}…")
    counts = Counter((c.table, c.kind) for c in changes)
    print(f"{'table':24}{'added':>8}{'removed':>9}{'changed':>9}")
    for table in sorted({c.table for c in changes}):
        added, removed, changed = (counts[table, kind] for kind in ("added", "removed", "changed"))
        print(f"{table:24}{added:8}{removed:9}{changed:9}")
    print(f"{len(changes)} changes")
    if options.json:
        text = json.dumps([asdict(c) for c in changes], ensure_ascii=False, indent=1, default=str)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
