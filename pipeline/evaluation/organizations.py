"""Scores organizations, and judges where they are mentioned."""

from __future__ import annotations

import re

from pipeline.evaluation.align import fold, strip
from pipeline.evaluation.case import Case, Values
from pipeline.evaluation.tally import Scores

_HAN = re.compile(r"[\u3400-\u9fff]")


def score_organizations(case: Case, scores: Scores) -> None:
    """Count the organizations of a case, and judge its rows of organizations and their mentions."""
    gold = case.gold.get("organizations", [])
    forms = [{fold(n) for n in e["names"]} for e in gold]
    found_forms = {row["char_start"]: row["form"] for row in case.tables["organization_mentions"]}
    hit: set[int] = set()
    entry_of: dict[str, int] = {}
    for row in case.tables["organizations"]:
        span = case.span(row)
        place, rule = case.place(span[0]), row["rule"]
        k = _entry(row, forms, hit)
        if k is None:
            form = found_forms.get(row["char_start"], "full")
            scores.judge(("organization",), place, fp=1, rule=rule, form=form)
            scores.verdict(case.name, "organizations", row, right=False)
            scores.error(case.name, "ORG spurious", row["name"], context=case.context(span))
            continue
        entry_of[row["organization_id"]] = k
        if k in hit:
            if not gold[k].get("optional"):
                scores.judge(("organization",), place, fp=1, rule=rule, form=_gold_form(case, gold[k]))
                scores.verdict(case.name, "organizations", row, right=False)
                detail = (row["name"], gold[k]["names"])
                scores.error(case.name, "ORG split", *detail, context=case.context(span))
            continue
        hit.add(k)
        if not gold[k].get("optional"):
            scores.judge(("organization",), place, tp=1, rule=rule, form=_gold_form(case, gold[k]))
            scores.verdict(case.name, "organizations", row, right=True)
    for i, e in enumerate(gold):
        if i not in hit and not e.get("optional"):
            start, length = _first(case, e)
            scores.judge(("organization",), case.place(start), fn=1, form=_gold_form(case, e))
            context = case.context((start, start + length))
            scores.error(case.name, "ORG missed", e["names"], context=context)
    _judge_mentions(case, forms, entry_of, scores)


def _entry(row: Values, forms: list[set[str]], hit: set[int]) -> int | None:
    """The gold entry that a row is: by its name, else by an alias among the entries not yet hit."""
    mine = {fold(row["name"])}
    k = next((i for i, names in enumerate(forms) if mine & names), None)
    if k is None:
        mine |= {fold(alias) for alias in row["aliases"]}
        k = next((i for i, names in enumerate(forms) if mine & names and i not in hit), None)
    return k


def _first(case: Case, e: Values) -> tuple[int, int]:
    """Beginning and length of the name of a gold organization that stands first in the text (-1: none)."""
    places = [(case.alignment.target.find(strip(n)), -len(strip(n))) for n in e["names"]]
    start, length = min((p for p in places if p[0] >= 0), default=(-1, 0))
    return start, -length


def _gold_form(case: Case, e: Values) -> str:
    """Latin letters; full where the text names it first by the best form that gold lists; else short."""
    start, length = _first(case, e)
    name = case.alignment.target[start : start + length] if start >= 0 else strip(e["names"][0])
    if not _HAN.search(name):
        return "latin"
    return "full" if fold(name) == fold(e["names"][0]) else "short"


def _judge_mentions(case: Case, forms: list[set[str]], entry_of: dict[str, int], scores: Scores) -> None:
    """A mention is right where gold lists it as a name of the organization that it is linked to.

    References (本部, 兩會) are not in gold and get no verdict; neither do mentions of optional entries.
    """
    gold = case.gold.get("organizations", [])
    for row in case.tables["organization_mentions"]:
        if row["form"] == "deictic":
            continue
        named = {i for i, names in enumerate(forms) if fold(row["text"]) in names}
        if any(gold[i].get("optional") for i in named):
            continue
        linked = entry_of.get(row["organization_id"]) if row["organization_id"] else None
        right = linked in named if row["organization_id"] else bool(named)
        scores.verdict(case.name, "organization_mentions", row, right=right)
