"""Count how often rows are right, per table, rule and case, and write lexicons/calibration.csv.

usage: derive_calibration.py [--check] FOLDER=SOURCE ...   (say corpus/gold=corpus/gold)

Every gold folder holds ``*.json`` and the texts they were written on in ``docs/``; SOURCE is what the
``source`` column says of it. Counts only are kept, no texts. Then prints how far confidence can be trusted
where the folder itself was not counted (each folder against the counts of all others), and keeps that in
docs/evaluation/calibration.json for the page. --check writes nothing.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from pipeline import read_report
from pipeline.calibration import Key, add_up
from pipeline.evaluation import Scores, score_tables, to_json
from pipeline.evaluation.reliability import Sample, crossed, keyed, said
from pipeline.evaluation.summary import trust
from pipeline.records import make_rows

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "evaluation" / "calibration.json"
LEXICON = ROOT / "pipeline" / "lexicons" / "calibration.csv"


def score_raw(folder: Path) -> Scores:
    """Score the gold texts of a folder; the rows carry what the stages say of them, uncalibrated."""
    tables: dict[str, list[dict[str, object]]] = {}
    texts = {}
    for path in sorted(folder.glob("*.json")):
        report = read_report(folder / "docs" / f"{path.stem}.txt")
        rows = make_rows(report, source_path=f"{path.stem}.txt", calibrate=False)
        texts[path.stem] = report.text
        for table, made in rows.tables.items():
            tables.setdefault(table, []).extend(row.model_dump() for row in made)
    return score_tables(tables, texts, folder, folder / "docs")


def write(groups: list[list[tuple[Key, bool]]], sources: list[str], path: Path = LEXICON) -> None:
    """Write the counts of all groups with their sources; what none of them shows keeps its earlier count."""
    told: dict[Key, set[str]] = {}
    for group, source in zip(groups, sources, strict=True):
        for key, _ in group:
            told.setdefault(key, set()).add(source)
    counts = add_up(row for group in groups for row in group)
    before: dict[Key, dict[str, str]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as stream:
            before = {(r["table"], r["rule"], r["case"]): r for r in csv.DictReader(stream)}
    for key in before.keys() - counts.keys():
        counts[key] = int(before[key]["right"]), int(before[key]["of"])
        told[key] = {before[key]["source"]}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["table", "rule", "case", "right", "of", "source"])
        for key in sorted(counts):
            writer.writerow([*key, *counts[key], "; ".join(sorted(told[key]))])


def show(name: str, samples: dict[str, list[Sample]]) -> None:
    """Print calibration error and log loss of every table, and of all."""
    everything = [s for table in samples.values() for s in table]
    for table, rows in [*sorted(samples.items()), ("all", everything)]:
        t = trust(rows)
        shares = (t["right"] / t["rows"], t["calibration_error"], t["log_loss"])
        print(f"{name:24} {table:22} {t['rows']:6}", *(f"{share:8.3f}" for share in shares))


def main() -> None:
    """Count, write, and print how far the confidence can be trusted."""
    parser = argparse.ArgumentParser(description="Derive confidence from counts.")
    parser.add_argument("folders", nargs="+", metavar="FOLDER=SOURCE")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    folders = [Path(given.partition("=")[0]) for given in options.folders]
    sources = [given.partition("=")[2] or given for given in options.folders]
    verdicts = [score_raw(folder).verdicts for folder in folders]
    groups = [keyed(each) for each in verdicts]
    if not options.check:
        write(groups, sources)
    print(f"{'folder':24} {'table':22} {'rows':>6} {'right':>8} {'ECE':>8} {'log loss':>8}")
    raw = said(v for each in verdicts for v in each)
    show("as the stages say", raw)
    cross = crossed(groups)
    joined: dict[str, list[Sample]] = {}
    for folder, samples in zip(folders, cross, strict=True):
        show(folder.name, samples)
        for table, rows in samples.items():
            joined.setdefault(table, []).extend(rows)
    show("cross-validated", joined)
    if not options.check:
        kept = {
            "documents": sum(len(list(folder.glob("*.json"))) for folder in folders),
            "folders": len(folders),
            "before": {name: trust(rows) for name, rows in raw.items()},
            "after": {name: trust(rows) for name, rows in joined.items()},
            "all": {
                name: trust([s for rows in samples.values() for s in rows])
                for name, samples in (("before", raw), ("after", joined))
            },
        }
        KEPT.write_text(to_json(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
