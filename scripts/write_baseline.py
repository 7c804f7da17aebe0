"""Keep the scores of the sample reports in tests/evaluation/baseline.json, the floor of the tests.

usage: write_baseline.py

Run it when scores have risen; a fall has to be argued for where it is committed.
"""

from pathlib import Path

from write_evaluation import measure

from pipeline.evaluation import to_json

BASELINE = Path(__file__).resolve().parent.parent / "tests" / "evaluation" / "baseline.json"


def baseline() -> dict[str, float]:
    """F1 of every label and the share of every part, to the third decimal."""
    figures = measure()
    found = {name: m["f1"] for name, m in figures["labels"].items()}
    found |= {name: a["share"] for name, a in figures["accuracies"].items() if a["of"]}
    return {name: round(value, 3) for name, value in found.items()}


if __name__ == "__main__":
    BASELINE.write_text(to_json(baseline()), encoding="utf-8")
