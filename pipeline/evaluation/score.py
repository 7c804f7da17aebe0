"""Scores the tables of a run against gold, label by label, by the rules of gold annotation."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluation.align import Alignment, Span, bounds, fold, locate, overlap, pair
from pipeline.evaluation.tally import Scores
from pipeline.export import load_outputs

Values = dict[str, Any]

_TABLES = ("dates", "people", "roles", "person_mentions", "organizations", "trade_figures")


@dataclass
class _Case:
    """One gold document beside what the run found in it."""

    name: str
    gold: Values
    alignment: Alignment
    tables: dict[str, list[Values]]

    def spans(self, table: str) -> list[Span]:
        at = self.alignment.at
        return [(at(row["char_start"]), at(row["char_end"])) for row in self.tables[table]]


def score_run(run: Path, gold: Path, docs: Path) -> Scores:
    """Score the output folder ``run`` against ``gold/*.json``, written on the texts ``docs/*.txt``.

    A gold document that the run has no document for (by file stem) counts as found empty and is named
    in ``missing``. FileNotFoundError if ``run`` holds no run or a gold text is not there.
    """
    tables = {name: _records(frame) for name, frame in load_outputs(run).items()}
    ids = {Path(d["source_path"]).stem: d["document_id"] for d in tables["documents"]}
    scores = Scores()
    for path in sorted(gold.glob("*.json")):
        document_id = ids.get(path.stem)
        clean = ""
        if document_id is None:
            scores.missing.append(path.stem)
        else:
            clean = (run / "text" / f"{document_id}.txt").read_bytes().decode("utf-8")
        case = _Case(
            path.stem,
            json.loads(path.read_text(encoding="utf-8")),
            Alignment(clean, (docs / f"{path.stem}.txt").read_text(encoding="utf-8")),
            {name: [r for r in tables[name] if r["document_id"] == document_id] for name in _TABLES},
        )
        scores.documents += 1
        _score_dates(case, scores)
        _score_people(case, scores)
        _score_links(case, scores)
        _score_organizations(case, scores)
        _score_figures(case, scores)
    return scores


def _records(frame: Any) -> list[Values]:
    """A table as dictionaries with None for every missing value."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def _spurious(span: Span, gold: Sequence[Values], spans: Sequence[Span]) -> bool:
    """Whether a found span that has no partner counts: not where optional gold stands."""
    return not any(overlap(s, span) for e, s in zip(gold, spans, strict=True) if e.get("optional"))


def _score_dates(case: _Case, scores: Scores) -> None:
    gold, found = case.gold.get("dates", []), case.tables["dates"]
    gold_spans = locate((e["text"] for e in gold), case.alignment.target)
    found_spans = case.spans("dates")
    pairs = pair(gold_spans, found_spans)
    span, value = scores.labels["date_span"], scores.labels["date_value"]
    for i, e in enumerate(gold):
        if e.get("optional"):
            continue
        if i not in pairs:
            span.add(fn=1)
            value.add(fn=1)
            scores.error(case.name, "DATE missed", e["text"], e["value"])
            continue
        span.add(tp=1)
        got = found[pairs[i]]["value"]
        if bounds(got) in [bounds(v) for v in (e["value"], *(e.get("also") or ()))]:
            value.add(tp=1)
        else:
            value.add(fp=1, fn=1)
            scores.error(case.name, "DATE value", e["text"], "gold", e["value"], "got", got)
    for j, row in enumerate(found):
        if j not in pairs.values() and _spurious(found_spans[j], gold, gold_spans):
            span.add(fp=1)
            value.add(fp=1)
            scores.error(case.name, "DATE spurious", row["text"], row["value"])


def _same_title(want: str, got: str) -> bool:
    """A fused title may keep or drop its organization (財政部長, 部長); 前 and 現任 may be dropped."""
    w, g = fold(want), fold(got)
    return bool(w and g) and (w == g or w.endswith(g) or g.endswith(w))


def _score_people(case: _Case, scores: Scores) -> None:
    gold = case.gold.get("people", [])
    by_name = {fold(p["name"]): p for p in gold if p.get("name")}
    for p in gold:
        if p.get("latin") and p.get("name"):
            by_name.setdefault(fold(p["latin"]), p)
    titles: dict[str, list[str]] = {}
    organizations: dict[str, list[str]] = {}
    for row in (*case.tables["people"], *case.tables["roles"]):
        titles.setdefault(row["person_id"], []).append(fold(row["title"]))
        organizations.setdefault(row["person_id"], []).append(fold(row["organization"]))
    name, title, role = (scores.labels[f"person_{k}"] for k in ("name", "title", "role"))
    seen: set[int] = set()
    for row in case.tables["people"]:
        if not row["name"]:
            continue
        e = by_name.get(fold(row["name"])) or by_name.get(fold(row["latin_name"]))
        if e is None:
            for tally in (name, title, role):
                tally.add(fp=1)
            scores.error(case.name, "PERSON spurious", row["name"], row["title"])
            continue
        if id(e) in seen:
            name.add(fp=1)
            scores.error(case.name, "PERSON duplicate", row["name"])
            continue
        seen.add(id(e))
        if e.get("optional"):
            continue
        name.add(tp=1)
        mine = titles[row["person_id"]]
        wanted = e.get("titles", [])
        title_right = (not wanted and not any(mine)) or any(_same_title(t, x) for t in wanted for x in mine)
        title.add(tp=1) if title_right else title.add(fp=1, fn=1)
        if not title_right:
            scores.error(case.name, "PERSON title", e["name"], "gold", wanted, "got", mine)
        organization_right = True
        if e.get("organizations"):
            mine = organizations[row["person_id"]]
            organization_right = any(fold(o) in mine for o in e["organizations"])
            scores.ratios["person_org"].add(organization_right)
            if not organization_right:
                scores.error(case.name, "PERSON org", e["name"], "gold", e["organizations"], "got", mine)
        role.add(tp=1) if title_right and organization_right else role.add(fp=1, fn=1)
    for e in gold:
        if e.get("name") and not e.get("optional") and id(e) not in seen:
            for tally in (name, title, role):
                tally.add(fn=1)
            scores.error(case.name, "PERSON missed", e["name"], e.get("titles"))


def _score_links(case: _Case, scores: Scores) -> None:
    names = {r["person_id"]: {fold(r["name"]), fold(r["latin_name"])} for r in case.tables["people"]}
    found = case.tables["person_mentions"]
    found_spans = case.spans("person_mentions")
    for e in case.gold.get("people", []):
        if not e.get("name") or e.get("optional"):
            continue
        wanted = {fold(e["name"]), fold(e.get("latin"))} - {""}
        for text, span in zip(e["mentions"], locate(e["mentions"], case.alignment.target), strict=True):
            hits = [r for r, s in zip(found, found_spans, strict=True) if overlap(s, span)]
            right = any(wanted & names.get(r["person_id"], set()) for r in hits)
            scores.ratios["mention_link"].add(right)
            if not right:
                scores.error(case.name, "LINK", text, "is", e["name"])


def _score_organizations(case: _Case, scores: Scores) -> None:
    gold = case.gold.get("organizations", [])
    forms = [{fold(n) for n in e["names"]} for e in gold]
    tally = scores.labels["organization"]
    hit: set[int] = set()
    for row in case.tables["organizations"]:
        mine = {fold(row["name"])}
        k = next((i for i, names in enumerate(forms) if mine & names), None)
        if k is None:
            mine |= {fold(alias) for alias in row["aliases"]}
            k = next((i for i, names in enumerate(forms) if mine & names and i not in hit), None)
        if k is None:
            tally.add(fp=1)
            scores.error(case.name, "ORG spurious", row["name"])
        elif k in hit:
            if not gold[k].get("optional"):
                tally.add(fp=1)
                scores.error(case.name, "ORG split", row["name"], gold[k]["names"])
        else:
            hit.add(k)
            if not gold[k].get("optional"):
                tally.add(tp=1)
    for i, e in enumerate(gold):
        if i not in hit and not e.get("optional"):
            tally.add(fn=1)
            scores.error(case.name, "ORG missed", e["names"])


_SLOTS = ("kind", "metric", "period", "reporter", "partner")


def _score_figures(case: _Case, scores: Scores) -> None:
    gold, found = case.gold.get("trade_figures", []), case.tables["trade_figures"]
    gold_spans = locate((e["text"] for e in gold), case.alignment.target, overlapping=True)
    found_spans = case.spans("trade_figures")
    pairs = pair(gold_spans, found_spans)
    value, record = scores.labels["figure_value"], scores.labels["figure_record"]
    for i, e in enumerate(gold):
        if e.get("optional"):
            continue
        row = found[pairs[i]] if i in pairs else None
        if row is None or not _same_value(e, row):
            for tally in (value, record):
                tally.add(fn=1, fp=int(row is not None))
            got = (row["text"], str(row["value"]), row["unit"]) if row else None
            scores.error(
                case.name, "FIGURE value" if row else "FIGURE missed", e["text"], e["value"], e["unit"], got
            )
            continue
        value.add(tp=1)
        wrong = [slot for slot in _SLOTS if not _same_slot(slot, e, row, scores, case.name)]
        record.add(fp=1, fn=1) if set(wrong) - {"reporter"} else record.add(tp=1)
    for j, row in enumerate(found):
        if j not in pairs.values() and _spurious(found_spans[j], gold, gold_spans):
            value.add(fp=1)
            record.add(fp=1)
            scores.error(case.name, "FIGURE spurious", row["text"], row["value"], row["unit"], row["metric"])


def _same_value(e: Values, row: Values) -> bool:
    if row["value"] is None or (row["unit"] or "") != e["unit"]:
        return False
    return math.isclose(float(row["value"]), e["value"], rel_tol=0, abs_tol=1e-6 * max(1, abs(e["value"])))


def _same_slot(slot: str, e: Values, row: Values, scores: Scores, name: str) -> bool:
    want, got = e.get(slot) or "", row[slot] or ""
    if slot == "partner":
        # A partner that is the whole world may be left out.
        want, got = ("" if want == "WLD" else want), ("" if got == "WLD" else got)
    if slot == "period":
        want, got = bounds(want), bounds(got)
    scores.ratios[f"figure_{slot}"].add(want == got)
    if want != got:
        scores.error(name, f"FIGURE {slot}", e["text"], e["value"], "gold", want, "got", got)
    return bool(want == got)
