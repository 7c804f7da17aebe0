"""Confidence that means something: how often rows like this one were right, counted on annotated reports.

``lexicons/calibration.csv`` holds, per table, rule and case, how many rows were right of how many; it is
counted by ``scripts/derive_calibration.py``. What a stage itself says (a score of its grammar or model)
decides only between cases. Few counts are drawn to what is known more generally, as by a beta prior of
``PRIOR`` imagined rows: the rule in that case to the case under all rules, the case to the table, the
table to all tables. A rule that no report has shown yet has the confidence of its case.

A row is right if what its own table says of it is right: a date with its value, a person's name, a role
with title and organization, a mention linked to whom it means, an organization's name, a figure with
value, unit, metric, period and partner.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pipeline.lexicons import load_lexicon

PRIOR = 10.0
"""How many imagined rows stand behind the more general rate (chosen by likelihood across gold folders)."""

Key = tuple[str, str, str]
"""Table, rule and case; an empty rule or case means all of them."""
Counts = Mapping[Key, tuple[int, int]]
"""Rows that were right, and all rows, by key."""

_STEPS = (0.7, 0.9)
"""What a stage says of its own row falls into three cases: below, between and from here on."""


def case_of(table: str, values: Mapping[str, Any]) -> str:
    """The case of a row, told from its columns before calibration; rows of a case are about equally right."""
    if table == "dates":
        return str(values["basis"]) if values["value"] is not None else "unresolved"
    if table == "trade_figures":
        topic = "other" if values["metric"] in (None, "other") else "trade"
        return f"{topic}-{'dated' if values['period'] else 'undated'}"
    said = f"score-{bisect.bisect_right(_STEPS, values['confidence'])}"
    if table == "people":
        return f"{said}-{'once' if values['mentions'] == 1 else 'again'}"
    if table == "organizations":
        known = "registered" if values["register_code"] else "unregistered"
        return f"{said}-{'once' if values['mentions'] == 1 else 'again'}-{known}"
    if table == "roles":
        return "with-organization" if values["organization"] else "without-organization"
    if table in ("person_mentions", "organization_mentions"):
        return said
    return "any"


def add_up(rows: Iterable[tuple[Key, bool]]) -> dict[Key, tuple[int, int]]:
    """Counts from rows with their key and whether they are right."""
    right: Counter[Key] = Counter()
    of: Counter[Key] = Counter()
    for key, is_right in rows:
        of[key] += 1
        right[key] += is_right
    return {key: (right[key], of[key]) for key in of}


def with_sums(counts: Counts) -> dict[Key, tuple[int, int]]:
    """``counts`` and their sums over rules (empty rule), over cases too, and over tables as well."""
    sums = dict(counts)
    for (table, _, case), (right, of) in counts.items():
        for key in ((table, "", case), (table, "", ""), ("", "", "")):
            before = sums.get(key, (0, 0))
            sums[key] = (before[0] + right, before[1] + of)
    return sums


def probability(sums: Counts, table: str, rule: str, case: str) -> float:
    """How likely a row is right; ``sums`` as from ``with_sums``. One half where nothing at all is known."""
    right, of = sums.get(("", "", ""), (0, 0))
    estimate = (right + 1) / (of + 2)
    for key in ((table, "", ""), (table, "", case), (table, rule, case)):
        right, of = sums.get(key, (0, 0))
        estimate = (right + PRIOR * estimate) / (of + PRIOR)
    return estimate


def calibrated(table: str, values: Mapping[str, Any]) -> float:
    """The confidence of a row: ``values`` by column, with what the stage says of it as ``confidence``."""
    return _rate(table, values["rule"], case_of(table, values))


@cache
def _rate(table: str, rule: str, case: str) -> float:
    return round(probability(_sums(), table, rule, case), 3)


@cache
def _sums() -> Counts:
    rows = load_lexicon("calibration")
    return with_sums({(r["table"], r["rule"], r["case"]): (int(r["right"]), int(r["of"])) for r in rows})
