"""An evaluation as plain text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluation.summary import Figures

BROKEN_DOWN = ("date_value", "person_name", "organization", "figure_record")
"""The labels that are shown by rule, form and place; JSON holds all of them."""


def lines(figures: Figures, *, errors: bool = False) -> Iterator[str]:
    """The lines to print; with ``errors`` every disagreement with its context comes first."""
    for name in figures["missing"]:
        yield f"  no document for {name}.json"
    if errors:
        for e in figures["errors"]:
            yield f"  {e['document']}  {e['kind']}  {e['detail']}"
            if e["context"]:
                yield f"      …{e['context']}…"
    unit = figures["resampled"]
    yield f"{_HEAD}   95 % interval of F1 ({unit['of']} {unit['unit']} drawn again 1000 times)"
    for name, m in figures["labels"].items():
        yield _measured(name, m)
    for name, a in figures["accuracies"].items():
        if a["share"] is not None:
            yield f"{name:34}{'':14}{a['share']:7.3f}{a['right']:8}{'':10}{a['of'] - a['right']:8}"
    for label in BROKEN_DOWN:
        for kind, title in (("forms", "form"), ("places", "section")):
            groups = figures[kind][label]
            if len(groups) > 1:
                yield f"\n{label} by {title}"
                yield from (_measured(f"  {name}", m) for name, m in groups.items())
        rules = {name: r for name, r in figures["rules"][label].items() if r["spurious"]}
        clean = len(figures["rules"][label]) - len(rules)
        yield f"\n{label} by rule ({clean} rules made no error)"
        for name, r in rules.items():
            low, high = r["interval"]
            yield (
                f"  {name:32}{r['p']:7.3f}{r['share']:7.3f}{'':7}{r['right']:8}{r['spurious']:10}"
                f"{'':8}   {low:.3f} to {high:.3f} (P)"
            )
    yield f"\n{'confidence':34}{'rows':>7}{'right':>7}{'ECE':>7}"
    for name, t in figures["tables"].items():
        yield f"{name:34}{t['rows']:7}{t['right'] / t['rows']:7.3f}{t['calibration_error']:7.3f}"


_HEAD = f"{'label':34}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'spurious':>10}{'missed':>8}"


def _measured(name: str, m: Figures) -> str:
    low, high = m["intervals"]["f1"]
    shares = f"{m['p']:7.3f}{m['r']:7.3f}{m['f1']:7.3f}"
    return f"{name:34}{shares}{m['tp']:8}{m['fp']:10}{m['fn']:8}   {low:.3f} to {high:.3f}"
