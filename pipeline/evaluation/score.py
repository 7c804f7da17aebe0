"""Scores the tables of a run against gold, label by label, by the rules of gold annotation."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.evaluation.align import Alignment, Span, bounds, locate, overlap, pair
from pipeline.evaluation.case import Case, Places, Values
from pipeline.evaluation.organizations import score_organizations
from pipeline.evaluation.people import score_links, score_people
from pipeline.evaluation.tally import Scores
from pipeline.export import load_outputs

_TABLES = (
    "dates",
    "people",
    "roles",
    "person_mentions",
    "organizations",
    "organization_mentions",
    "trade_figures",
    "travellers",
)


def score_run(run: Path, gold: Path, docs: Path, reports: Path | None = None) -> Scores:
    """Score the output folder ``run`` against ``gold/*.json``, written on the texts ``docs/*.txt``.

    A gold document that the run has no document for (by file stem) counts as found empty and is named
    in ``missing``. With ``reports``, the folder that the run has read, the places of judgements are
    those of the laid-out report; without it a line with tabs is a table and all else is body.
    FileNotFoundError if ``run`` holds no run or a gold text is not there.
    """
    tables = {name: _records(frame) for name, frame in load_outputs(run).items()}
    texts: dict[str, str] = {}
    documents: dict[str, Document] = {}
    for row in tables["documents"]:
        stem, text = Path(row["source_path"]).stem, run / "text" / f"{row['document_id']}.txt"
        if not (gold / f"{stem}.json").is_file():
            continue
        texts[stem] = text.read_bytes().decode("utf-8")
        if reports is not None:
            document = _laid_out(reports, row["source_path"])
            if document is not None and document.text == texts[stem]:
                documents[stem] = document
    return score_tables(tables, texts, gold, docs, documents)


def score_tables(
    tables: Mapping[str, Sequence[Values]],
    texts: Mapping[str, str],
    gold: Path,
    docs: Path,
    documents: Mapping[str, Document] | None = None,
) -> Scores:
    """Score rows by table; ``texts`` holds the clean texts, ``documents`` the laid-out reports, by stem."""
    ids = {Path(d["source_path"]).stem: d["document_id"] for d in tables["documents"]}
    scores = Scores()
    for path in sorted(gold.glob("*.json")):
        document_id = ids.get(path.stem)
        if document_id is None:
            scores.missing.append(path.stem)
        clean = texts.get(path.stem, "")
        alignment = Alignment(clean, (docs / f"{path.stem}.txt").read_text(encoding="utf-8"))
        case = Case(
            path.stem,
            json.loads(path.read_text(encoding="utf-8")),
            alignment,
            Places((documents or {}).get(path.stem), clean, alignment),
            {name: [r for r in tables[name] if r["document_id"] == document_id] for name in _TABLES},
        )
        scores.documents += 1
        _score_dates(case, scores)
        score_people(case, scores)
        score_links(case, scores)
        score_organizations(case, scores)
        _score_figures(case, scores)
    return scores


def _laid_out(reports: Path, source_path: str) -> Document | None:
    """The report that a run has read, laid out once more; None where it is no longer there."""
    from pipeline.ingest import read_source
    from pipeline.layout import lay_out

    path = reports if reports.is_file() else reports / source_path
    return lay_out(read_source(path)) if path.is_file() else None


def _records(frame: Any) -> list[Values]:
    """A table as dictionaries with None for every missing value."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in plain.to_dict("records")]


def _spurious(span: Span, gold: Sequence[Values], spans: Sequence[Span]) -> bool:
    """Whether a found span that has no partner counts: not where optional gold stands."""
    return not any(overlap(s, span) for e, s in zip(gold, spans, strict=True) if e.get("optional"))


_DATES = ("date_span", "date_value")


def _score_dates(case: Case, scores: Scores) -> None:
    gold, found = case.gold.get("dates", []), case.tables["dates"]
    gold_spans = locate((e["text"] for e in gold), case.alignment.target)
    found_spans = case.spans("dates")
    pairs = pair(gold_spans, found_spans)
    for i, e in enumerate(gold):
        if e.get("optional"):
            continue
        form, place, context = (
            e.get("basis") or "explicit",
            case.place(gold_spans[i][0]),
            case.context(gold_spans[i]),
        )
        if i not in pairs:
            scores.judge(_DATES, place, fn=1, form=form)
            scores.error(case.name, "DATE missed", e["text"], e["value"], context=context)
            continue
        row = found[pairs[i]]
        scores.judge(_DATES[:1], place, tp=1, rule=row["rule"], form=form)
        right = bounds(row["value"]) in [bounds(v) for v in (e["value"], *(e.get("also") or ()))]
        wrong = int(not right)
        scores.judge(_DATES[1:], place, tp=1 - wrong, fp=wrong, fn=wrong, rule=row["rule"], form=form)
        scores.verdict(case.name, "dates", row, right)
        if not right:
            detail = (e["text"], "gold", e["value"], "got", row["value"])
            scores.error(case.name, "DATE value", *detail, context=context)
    paired = set(pairs.values())
    for j, (row, span) in enumerate(zip(found, found_spans, strict=True)):
        if j not in paired and _spurious(span, gold, gold_spans):
            scores.judge(_DATES, case.place(span[0]), fp=1, rule=row["rule"], form=row["basis"])
            scores.verdict(case.name, "dates", row, right=False)
            scores.error(case.name, "DATE spurious", row["text"], row["value"], context=case.context(span))


_SLOTS = ("kind", "metric", "period", "reporter", "partner")
_FIGURES = ("figure_value", "figure_record")


def _score_figures(case: Case, scores: Scores) -> None:
    gold, found = case.gold.get("trade_figures", []), case.tables["trade_figures"]
    gold_spans = locate((e["text"] for e in gold), case.alignment.target, overlapping=True)
    found_spans = case.spans("trade_figures")
    pairs = pair(gold_spans, found_spans)
    for i, e in enumerate(gold):
        if e.get("optional"):
            continue
        row = found[pairs[i]] if i in pairs else None
        place, context = case.place(gold_spans[i][0]), case.context(gold_spans[i])
        rule, form = (row["rule"] if row else None), e.get("kind") or "amount"
        if row is None or not _same_value(e, row):
            scores.judge(_FIGURES, place, fn=1, fp=int(row is not None), rule=rule, form=form)
            got = (row["text"], str(row["value"]), row["unit"]) if row else None
            kind = "FIGURE value" if row else "FIGURE missed"
            scores.error(case.name, kind, e["text"], e["value"], e["unit"], got, context=context)
            if row is not None:
                scores.verdict(case.name, "trade_figures", row, right=False)
            continue
        scores.judge(_FIGURES[:1], place, tp=1, rule=rule, form=form)
        faults = [slot for slot in _SLOTS if not _same_slot(slot, e, row, scores, case.name, context)]
        wrong = int(bool(set(faults) - {"reporter"}))
        scores.judge(_FIGURES[1:], place, tp=1 - wrong, fp=wrong, fn=wrong, rule=rule, form=form)
        scores.verdict(case.name, "trade_figures", row, right=not wrong)
    paired = set(pairs.values())
    for j, (row, span) in enumerate(zip(found, found_spans, strict=True)):
        if j not in paired and _spurious(span, gold, gold_spans):
            scores.judge(_FIGURES, case.place(span[0]), fp=1, rule=row["rule"], form=row["kind"])
            scores.verdict(case.name, "trade_figures", row, right=False)
            detail = (row["text"], row["value"], row["unit"], row["metric"])
            scores.error(case.name, "FIGURE spurious", *detail, context=case.context(span))


def _same_value(e: Values, row: Values) -> bool:
    if row["value"] is None or (row["unit"] or "") != e["unit"]:
        return False
    return math.isclose(float(row["value"]), e["value"], rel_tol=0, abs_tol=1e-6 * max(1, abs(e["value"])))


def _same_slot(slot: str, e: Values, row: Values, scores: Scores, name: str, context: str) -> bool:
    want, got = e.get(slot) or "", row[slot] or ""
    if slot == "partner":
        # A partner that is the whole world may be left out.
        want, got = ("" if want == "WLD" else want), ("" if got == "WLD" else got)
    if slot == "period":
        want, got = bounds(want), bounds(got)
    scores.ratios[f"figure_{slot}"].add(want == got)
    if want != got:
        detail = (e["text"], e["value"], "gold", want, "got", got)
        scores.error(name, f"FIGURE {slot}", *detail, context=context)
    return bool(want == got)
