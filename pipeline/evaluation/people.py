"""Scores people, their titles and organizations, and the links of their mentions."""

from __future__ import annotations

import re

from pipeline.evaluation.align import Span, fold, locate, overlap
from pipeline.evaluation.case import Case, Values
from pipeline.evaluation.tally import Scores

_LABELS = ("person_name", "person_title", "person_role")
_HAN = re.compile(r"[\u3400-\u9fff]")


def score_people(case: Case, scores: Scores) -> None:
    """Count the named people of a case, and judge its rows of people, roles and travellers."""
    gold = case.gold.get("people", [])
    first = [_first_mention(case, e) for e in gold]
    by_name = _by_name(gold)
    form_of = _forms(case)
    titles: dict[str, list[str]] = {}
    organizations: dict[str, list[str]] = {}
    for row in (*case.tables["people"], *case.tables["roles"]):
        titles.setdefault(row["person_id"], []).append(fold(row["title"]))
        organizations.setdefault(row["person_id"], []).append(fold(row["organization"]))
    seen: set[int] = set()
    for row in case.tables["people"]:
        span = case.span(row)
        place = case.place(span[0])
        if not row["name"]:
            _judge_surname(case, row, scores)
            continue
        e = by_name.get(fold(row["name"])) or by_name.get(fold(row["latin_name"]))
        if e is None:
            scores.judge(_LABELS, place, fp=1, rule=row["rule"], form=form_of.get(span[0], "bare"))
            scores.verdict(case.name, "people", row, right=False)
            scores.error(case.name, "PERSON spurious", row["name"], row["title"], context=case.context(span))
            continue
        form = _gold_form(e)
        if id(e) in seen:
            scores.judge(_LABELS[:1], place, fp=1, rule=row["rule"], form=form)
            scores.verdict(case.name, "people", row, right=False)
            scores.error(case.name, "PERSON duplicate", row["name"], context=case.context(span))
            continue
        seen.add(id(e))
        if e.get("optional"):
            continue
        scores.verdict(case.name, "people", row, right=True)
        scores.judge(_LABELS[:1], place, tp=1, rule=row["rule"], form=form)
        mine = titles[row["person_id"]]
        wanted = e.get("titles", [])
        title_right = (not wanted and not any(mine)) or any(_same_title(t, x) for t in wanted for x in mine)
        wrong = int(not title_right)
        scores.judge(("person_title",), place, tp=1 - wrong, fp=wrong, fn=wrong, rule=row["rule"], form=form)
        if not title_right:
            scores.error(
                case.name, "PERSON title", e["name"], "gold", wanted, "got", mine, context=case.context(span)
            )
        organization_right = True
        if e.get("organizations"):
            mine = organizations[row["person_id"]]
            organization_right = any(fold(o) in mine for o in e["organizations"])
            scores.ratios["person_org"].add(organization_right)
            if not organization_right:
                detail = (e["name"], "gold", e["organizations"], "got", mine)
                scores.error(case.name, "PERSON org", *detail, context=case.context(span))
        wrong = int(not (title_right and organization_right))
        scores.judge(("person_role",), place, tp=1 - wrong, fp=wrong, fn=wrong, rule=row["rule"], form=form)
    for e, span in zip(gold, first, strict=True):
        if e.get("name") and not e.get("optional") and id(e) not in seen:
            scores.judge(_LABELS, case.place(span[0]), fn=1, form=_gold_form(e))
            scores.error(case.name, "PERSON missed", e["name"], e.get("titles"), context=case.context(span))
    _judge_roles(case, by_name, scores)
    for row in case.tables["travellers"]:
        e = by_name.get(fold(row["name"]))
        if e is None or not e.get("optional"):
            scores.verdict(case.name, "travellers", row, right=e is not None)


def _by_name(gold: list[Values]) -> dict[str, Values]:
    """The gold people by their names, then by their Latin names."""
    by_name = {fold(p["name"]): p for p in gold if p.get("name")}
    for p in gold:
        if p.get("latin") and p.get("name"):
            by_name.setdefault(fold(p["latin"]), p)
    return by_name


def _first_mention(case: Case, e: Values) -> Span:
    mentions = e.get("mentions") or [e.get("name") or e.get("surname") or ""]
    return locate(mentions[:1], case.alignment.target)[0]


def _gold_form(e: Values) -> str:
    """The form of a gold person's first mention, told from its letters (the forms of ``PersonForm``)."""
    name, mention = fold(e.get("name")), fold((e.get("mentions") or [""])[0])
    if not _HAN.search(name):
        return "latin"
    if not mention or mention == name:
        return "bare"
    if name not in mention:
        return "surname_title_given" if mention.startswith(name[0]) else "other"
    return "name_title" if mention.startswith(name) else "title_name"


def _forms(case: Case) -> dict[int, str]:
    """The form of every person mention that the run found, by its beginning in the gold text."""
    rows = case.tables["person_mentions"]
    return {case.alignment.at(row["char_start"]): row["form"] for row in rows}


def _same_title(want: str, got: str) -> bool:
    """A fused title may keep or drop its organization (財政部長, 部長); 前 and 現任 may be dropped."""
    w, g = fold(want), fold(got)
    return bool(w and g) and (w == g or w.endswith(g) or g.endswith(w))


def _judge_surname(case: Case, row: Values, scores: Scores) -> None:
    """A person known by surname and title alone is right where gold has one without a name, too."""
    same = [
        e for e in case.gold.get("people", []) if not e.get("name") and e.get("surname") == row["surname"]
    ]
    if not any(e.get("optional") for e in same):
        scores.verdict(case.name, "people", row, right=bool(same))


def _judge_roles(case: Case, by_name: dict[str, Values], scores: Scores) -> None:
    """A role is right where its person has its title in gold, and its organization if both name one.

    Gold tells the organizations of a person, not of each mention: a role without one says nothing wrong.
    """
    people = {row["person_id"]: row for row in case.tables["people"]}
    nameless = [e for e in case.gold.get("people", []) if not e.get("name")]
    for row in case.tables["roles"]:
        person = people[row["person_id"]]
        if person["name"]:
            e = by_name.get(fold(person["name"])) or by_name.get(fold(person["latin_name"]))
        else:
            e = next((x for x in nameless if x.get("surname") == person["surname"]), None)
        if e is not None and e.get("optional"):
            continue
        right = e is not None and any(_same_title(t, row["title"]) for t in e.get("titles", []))
        if right and e is not None and e.get("organizations") and row["organization"]:
            right = fold(row["organization"]) in {fold(o) for o in e["organizations"]}
        scores.verdict(case.name, "roles", row, right=right)


def score_links(case: Case, scores: Scores) -> None:
    """Count the gold mentions that are linked to their person, and judge the rows of person mentions."""
    names = {r["person_id"]: {fold(r["name"]), fold(r["latin_name"])} for r in case.tables["people"]}
    found = case.tables["person_mentions"]
    found_spans = case.spans("person_mentions")
    right_rows: set[int] = set()
    open_rows: set[int] = set()
    for e in case.gold.get("people", []):
        counts = e.get("name") and not e.get("optional")
        wanted = {fold(e.get("name")), fold(e.get("latin"))} - {""}
        mentions = e.get("mentions") or []
        for text, span in zip(mentions, locate(mentions, case.alignment.target), strict=True):
            hits = [j for j, s in enumerate(found_spans) if overlap(s, span)]
            right = [j for j in hits if wanted & names.get(found[j]["person_id"], set())]
            right_rows.update(right if wanted else hits)
            if e.get("optional"):
                open_rows.update(hits)
            if not counts:
                continue
            scores.ratios["mention_link"].add(bool(right))
            if not right:
                scores.error(case.name, "LINK", text, "is", e["name"], context=case.context(span))
    for j, row in enumerate(found):
        if j not in open_rows:
            scores.verdict(case.name, "person_mentions", row, right=j in right_rows)
