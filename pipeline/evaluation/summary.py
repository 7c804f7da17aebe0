"""All figures of an evaluation in one plain structure: what the terminal, the page and JSON show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from pipeline.evaluation.intervals import Resampling, wilson
from pipeline.evaluation.reliability import calibration_error, log_loss, reliability, said
from pipeline.evaluation.tally import Judgement, Scores, Tally

Figures = dict[str, Any]


def summarize(scores: Scores) -> Figures:
    """The figures of ``scores``.

    ``labels``, ``forms`` and ``places`` hold precision, recall, F1, counts and their intervals (forms and
    places by label, then by name). ``rules`` holds, by label, what each rule found: right, spurious,
    precision with its interval, and the share of all gold entries of the label that it found
    (what nobody found belongs to no rule). ``tables`` tells of each table how far its confidence can be
    trusted. Shares are 0 to 1, rounded to four places.
    """
    draws = Resampling(scores.judgements)
    by_label = {name: [j for j in scores.judgements if j.label == name] for name in scores.labels}
    return {
        "documents": scores.documents,
        "missing": list(scores.missing),
        "resampled": {"unit": draws.unit, "of": draws.units},
        "labels": {name: _measures(found, draws) for name, found in by_label.items()},
        "accuracies": {
            name: {"right": r.right, "of": r.of, "share": round(r.right / r.of, 4) if r.of else None}
            for name, r in scores.ratios.items()
        },
        "rules": {name: _rules(found) for name, found in by_label.items()},
        "forms": {name: _grouped(found, draws, lambda j: j.form) for name, found in by_label.items()},
        "places": {name: _grouped(found, draws, lambda j: j.place.kind) for name, found in by_label.items()},
        "tables": {name: trust(samples) for name, samples in sorted(said(scores.verdicts).items())},
        "error_kinds": dict(sorted(Counter(e.kind for e in scores.errors).items(), key=lambda x: (-x[1], x))),
        "errors": [
            {"document": e.document, "kind": e.kind, "detail": e.detail, "context": e.context}
            for e in scores.errors
        ],
    }


def _tally(judgements: Iterable[Judgement]) -> Tally:
    tally = Tally()
    for j in judgements:
        tally.add(tp=j.tp, fp=j.fp, fn=j.fn)
    return tally


def _measures(judgements: list[Judgement], draws: Resampling) -> Figures:
    t = _tally(judgements)
    return {
        "p": round(t.precision, 4),
        "r": round(t.recall, 4),
        "f1": round(t.f1, 4),
        "tp": t.tp,
        "fp": t.fp,
        "fn": t.fn,
        "intervals": draws.intervals(judgements),
    }


def _grouped(
    judgements: list[Judgement], draws: Resampling, key: Callable[[Judgement], str]
) -> dict[str, Figures]:
    groups: dict[str, list[Judgement]] = {}
    for j in judgements:
        groups.setdefault(key(j), []).append(j)
    return {name: _measures(groups[name], draws) for name in sorted(groups)}


def _rules(judgements: list[Judgement]) -> dict[str, Figures]:
    """What each rule found, worst first: by the lower end of the interval of its precision."""
    total = _tally(judgements)
    gold = total.tp + total.fn
    tallies: dict[str, Tally] = {}
    for j in judgements:
        if j.rule is not None:
            tallies.setdefault(j.rule, Tally()).add(tp=j.tp, fp=j.fp)
    rules: dict[str, Figures] = {
        rule: {
            "right": t.tp,
            "spurious": t.fp,
            "p": round(t.precision, 4),
            "interval": wilson(t.tp, t.tp + t.fp),
            "share": round(t.tp / gold, 4) if gold else 0.0,
        }
        for rule, t in tallies.items()
    }
    return dict(sorted(rules.items(), key=lambda x: (x[1]["p"], -x[1]["spurious"], x[1]["interval"], x[0])))


def trust(samples: list[tuple[float, bool]]) -> Figures:
    """How far the confidence of ``samples`` can be trusted: calibration error, log loss, and the bins."""
    return {
        "rows": len(samples),
        "right": sum(right for _, right in samples),
        "calibration_error": round(calibration_error(samples), 4),
        "log_loss": round(log_loss(samples), 4),
        "bins": [
            {"low": b.low, "high": b.high, "of": b.of, "confidence": round(b.confidence, 4)}
            | {"right": round(b.right, 4)}
            for b in reliability(samples)
        ],
    }


def to_json(figures: Figures) -> str:
    """The figures as JSON text, the same for the same figures."""
    return json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
