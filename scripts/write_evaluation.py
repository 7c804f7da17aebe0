"""Write docs/evaluation.md and its reliability diagram from the scores of the sample reports.

usage: write_evaluation.py [--check | --robustness]

--check writes nothing; the exit code is 1 if page or diagram is not current. --robustness first measures
anew how F1 falls in other dress (minutes; needs LibreOffice) and keeps it in docs/evaluation/robustness.json.
Confidence across reports is kept by ``derive_calibration.py`` in docs/evaluation/calibration.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

import pipeline
from pipeline.evaluation import LABELS, score_run, summarize, to_json
from pipeline.evaluation.show import BROKEN_DOWN

mpl.use("svg")

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpus" / "gold"
REPORTS = ROOT / "corpus" / "reports"
PAGE = ROOT / "docs" / "evaluation.md"
KEPT = ROOT / "docs" / "evaluation"
DIAGRAM = KEPT / "reliability.svg"
WORST = 12

HEAD = """# Evaluation

Written by `make docs` from the sample reports (`corpus/reports`) and their gold (`corpus/gold`); do not
edit by hand. `make eval` prints the same figures, lists every error with `--errors`, and scores any other
gold folder that it is given.

## How to read this

- **P** is the share of what was found that is right, **R** the share of the gold that was found, **F1**
  their harmonic mean. A wrong value counts twice: as spurious and as missed.
- **The interval** holds the middle 95 % of F1 when the {unit} ({of}) are drawn again with replacement,
  1000 times. It says how much the figure would move with other text of this kind; it cannot say anything
  about text of another kind. An interval that ends at 1.000 on both sides means that no error was seen,
  not that there is none.
- **The sample reports were written for this project, and rules were mended where they failed on them.**
  Their figures are a floor that must not sink (a test holds that), not a forecast. Expect less on reports
  that nobody here has seen.
- The labels: `date_span` (the date is found), `date_value` (and means the right days), `person_name`,
  `person_title`, `person_role` (name, title and organization), `organization`, `figure_value` (value and
  unit), `figure_record` (and kind, metric, period and partner).

## Labels
"""

PARTS = """
## Parts

Of what is right in itself, how often its further parts are right.

"""

RULES = """
## Rules, worst first

P with Wilson's 95 % interval; the share of the label's gold that the rule finds. Gold that nobody finds
belongs to no rule. Of the rules that made an error, the {worst} worst of a label; {clean} made none.
"""

CONFIDENCE = """
## Confidence

`confidence` in every table is counted: how often rows of the same rule in the same case were right on
annotated reports (`pipeline/lexicons/calibration.csv`), drawn to the rate of the case, the table and all
tables by a beta prior of ten imagined rows (`pipeline/calibration.py`). What a stage says of its own row
decides only which case it is. The table compares it with that on {documents} annotated reports in
{folders} folders; each folder is judged by the counts of the other folders only. ECE is the expected
calibration error: the mean distance between confidence and the share that is right, over ten bins. Log
loss also rewards telling right from wrong rows; less is better for both.

"""

DIAGRAM_TEXT = """
![Reliability diagram](evaluation/reliability.svg)

On the diagonal, confidence is what it says. The areas of the dots are the numbers of rows.

The same for the confidence in the tables of the sample reports, which are among what was counted:

"""

GAPS = """
References to organizations (本部, 兩會) are not in gold: their rows have the rate of their table. Rows where
gold has an optional entry have no verdict.
"""

ROBUSTNESS = """
## Robustness

The same gold texts in other dress (`scripts/robustness.py`): by how many points F1 changes, and how far it
may fall. Kept from the last `scripts/write_evaluation.py --robustness`.

"""

CHANGES = """
## Gains and losses

`make changes` lists every extraction that this version gains, loses or changes against the last release (or
`REVISION=…`), with its context, on a frozen sample: the sample reports, and the same 400 paragraphs of real
text wherever the shared data is there. `scripts/compare_runs.py OLD NEW` does so for any two runs.
"""


def measure() -> dict[str, Any]:
    """The figures of a run over the sample reports."""
    with tempfile.TemporaryDirectory() as scratch:
        run = Path(scratch) / "run"
        pipeline.extract(REPORTS, run)
        return summarize(score_run(run, GOLD, GOLD / "docs", REPORTS))


def measure_robustness() -> dict[str, Any]:
    """How F1 changes in other dress, by variant and label."""
    from robustness import Sample
    from robustness import measure as measure_variant
    from robustness_variants import VARIANTS

    sample = Sample()
    sample.add(GOLD)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        base = measure_variant(sample, None, root / "unchanged")
        variants = {}
        for variant in VARIANTS:
            scores = measure_variant(sample, variant, root / variant.name)
            change = {n: round(100 * (scores.labels[n].f1 - base.labels[n].f1), 2) for n in LABELS}
            variants[variant.name] = {"allowed": variant.fall, "change": change}
    unchanged = {name: round(100 * base.labels[name].f1, 2) for name in LABELS}
    return {"documents": base.documents, "unchanged": unchanged, "variants": variants}


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(header)} |", "|---" + "|--:" * (len(header) - 1) + "|"]
    lines += [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def measured(name: str, m: dict[str, Any]) -> list[str]:
    low, high = m["intervals"]["f1"]
    shares = [f"{m[k]:.3f}" for k in ("p", "r", "f1")]
    return [name, *shares, f"{low:.3f} to {high:.3f}", *(str(m[k]) for k in ("tp", "fp", "fn"))]


MEASURED = ("P", "R", "F1", "95 % interval of F1", "right", "spurious", "missed")


def render(figures: dict[str, Any]) -> str:
    """The whole page."""
    unit = figures["resampled"]
    parts = [HEAD.format(unit=unit["unit"], of=unit["of"])]
    parts.append(f"\n{figures['documents']} reports.\n\n")
    parts.append(table(("label", *MEASURED), (measured(n, m) for n, m in figures["labels"].items())))
    parts.append(PARTS)
    shares = {n: a for n, a in figures["accuracies"].items() if a["of"]}
    parts.append(
        table(
            ("part", "right", "of", "share"),
            ((n, a["right"], a["of"], f"{a['share']:.3f}") for n, a in shares.items()),
        )
    )
    for kind, title in (("forms", "form"), ("places", "section")):
        parts.append(f"\n## By {title}\n\n")
        rows = [
            measured(f"{label}: {name}", m)
            for label in BROKEN_DOWN
            for name, m in figures[kind][label].items()
        ]
        parts.append(table((f"label: {title}", *MEASURED), rows))
    parts.append(rules(figures))
    parts.append("\n## Errors by kind\n\n")
    parts.append(table(("kind", "errors"), figures["error_kinds"].items()))
    parts.append(confidence(figures))
    parts.append(robustness())
    parts.append(CHANGES)
    return "".join(parts)


def rules(figures: dict[str, Any]) -> str:
    clean = sum(not r["spurious"] for label in BROKEN_DOWN for r in figures["rules"][label].values())
    rows = []
    for label in BROKEN_DOWN:
        wrong = [(name, r) for name, r in figures["rules"][label].items() if r["spurious"]][:WORST]
        for name, r in wrong:
            low, high = r["interval"]
            rows.append(
                (
                    label,
                    f"`{name}`",
                    r["right"],
                    r["spurious"],
                    f"{r['p']:.3f}",
                    f"{low:.3f} to {high:.3f}",
                    f"{r['share']:.3f}",
                )
            )
    header = ("label", "rule", "right", "spurious", "P", "95 % interval of P", "share of gold")
    return RULES.format(worst=WORST, clean=clean) + "\n" + table(header, rows)


def kept(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    return found


def confidence(figures: dict[str, Any]) -> str:
    across = kept("calibration")
    rows = []
    pairs = [(n, across["before"][n], across["after"][n]) for n in sorted(across["after"])]
    for name, before, after in [*pairs, ("all", across["all"]["before"], across["all"]["after"])]:
        share = f"{after['right'] / after['rows']:.3f}"
        errors = (f"{x[k]:.3f}" for k in ("calibration_error", "log_loss") for x in (before, after))
        rows.append((name, after["rows"], share, *errors))
    header = ("table", "rows", "right", "ECE as the stages say", "ECE counted", "log loss as the stages say")
    here = (
        (n, t["rows"], f"{t['right'] / t['rows']:.3f}", f"{t['calibration_error']:.3f}")
        for n, t in figures["tables"].items()
    )
    return (
        CONFIDENCE.format(documents=across["documents"], folders=across["folders"])
        + table((*header, "log loss counted"), rows)
        + DIAGRAM_TEXT
        + table(("table", "rows", "right", "ECE"), here)
        + GAPS
    )


def robustness() -> str:
    measured_once = kept("robustness")
    rows = [("unchanged", "", *(f"{measured_once['unchanged'][n]:.2f}" for n in LABELS))]
    for name, v in measured_once["variants"].items():
        rows.append((name, f"{-v['allowed']:+.1f}", *(f"{v['change'][n]:+.2f}" for n in LABELS)))
    return ROBUSTNESS + table(("dress", "may fall", *LABELS), rows)


def draw() -> str:
    """The reliability diagram of all tables as SVG, the same for the same figures."""
    settings = {"svg.hashsalt": "reliability", "svg.fonttype": "none", "font.family": "sans-serif"}
    across = kept("calibration")
    with mpl.rc_context(settings), tempfile.TemporaryDirectory() as scratch:
        figure = Figure(figsize=(5.2, 5.2))
        axes = figure.add_axes((0.13, 0.11, 0.83, 0.85))
        axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        for name, color in (("before", "#c44e52"), ("after", "#2b6cb0")):
            trust = across["all"][name]
            bins = trust["bins"]
            x, y = [b["confidence"] for b in bins], [b["right"] for b in bins]
            label = "as the stages say" if name == "before" else "counted, cross-validated"
            label += f" (ECE {trust['calibration_error']:.3f})"
            axes.plot(x, y, color=color, linewidth=1.2, label=label)
            axes.scatter(x, y, s=[8 + 300 * b["of"] / trust["rows"] for b in bins], color=color, alpha=0.6)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="confidence", ylabel="share of rows that are right")
        axes.legend(loc="lower right", frameon=False)
        path = Path(scratch) / "diagram.svg"
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
        drawn = path.read_text(encoding="utf-8")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Write docs/evaluation.md.")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    parser.add_argument("--robustness", action="store_true", help="measure robustness anew")
    options = parser.parse_args()
    if options.robustness:
        (KEPT / "robustness.json").write_text(to_json(measure_robustness()), encoding="utf-8")
    made = {PAGE: render(measure()), DIAGRAM: draw()}
    if options.check:
        return int(any(path.read_text(encoding="utf-8") != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
