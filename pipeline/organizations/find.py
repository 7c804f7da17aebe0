"""What the text says about organizations: every name and every reference, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.choose import choose
from pipeline.document import Document
from pipeline.organizations.firms import firm_marks, firms
from pipeline.organizations.grammar import Candidate, Surroundings, around, is_continued, scan, torn
from pipeline.organizations.latin import latin_names
from pipeline.organizations.lexicon import (
    Head,
    agency_codes,
    fold,
    head_automaton,
    heads,
    known_names,
    name_automaton,
    places,
    prefix_automaton,
    unit_automaton,
)
from pipeline.organizations.mentions import OrganizationMention

_DEICTIC = re.compile(
    r"(?:本|貴|該)(?:部|局|署|會|院|處|司|所|行|公司|校|中心|館|府|協會|基金會|委員會)(?![分門議級地員期屆次席])"
    r"|大院|兩會|[我日美韓陸雙]方(?![式面向法針案便])"
)


def find_organizations(text: str | Document) -> list[OrganizationMention]:
    """Every organization named or referred to, in reading order; spans do not overlap."""
    raw = text.text if isinstance(text, Document) else text
    folded = fold(raw)
    marks = list(firm_marks(folded))
    listed = list(firms(folded, marks))
    chosen = choose(candidates(folded, marks) + [f.candidate for f in listed])
    countries = {(f.candidate.start, f.candidate.end): f.country for f in listed}
    countries |= {(end, end): code for _, end, code in marks}
    return [_mention(raw, folded, c, countries) for c in chosen]


def candidates(text: str, marks: Sequence[tuple[int, int, str]] = ()) -> list[Candidate]:
    """All candidate spans of folded text with their scores; ``marks`` are those of foreign firms (日商)."""
    found: list[Candidate] = []
    parents: dict[int, tuple[int, float]] = {}
    known: dict[tuple[int, int], float] = {}
    inner = bytearray(len(text) + 1)
    place_starts: dict[int, int] = {}
    for last, name in prefix_automaton().iter(text):
        start, end = last + 1 - len(name), last + 1
        place_starts[end] = min(start, place_starts.get(end, start))
        inner[start + 1 : end] = b"\x01" * (end - start - 1)
    for start, end, _ in marks:
        inner[start:end] = b"\x01" * (end - start)
    for last, name in name_automaton().iter(text):
        start, end = last + 1 - len(name), last + 1
        score = _known_score(text, start, end)
        if score is None:
            continue
        known[start, end] = score
        if end - start >= 4:
            inner[start + 1 : end] = b"\x01" * (end - start - 1)
        candidate = _with_place(text, Candidate(start, end, score, "organization.name"), place_starts)
        found.append(candidate)
        if end not in parents or parents[end][1] < candidate.score:
            parents[end] = (candidate.start, candidate.score)
    ends: dict[int, Head] = {}
    for last, head in head_automaton().iter(text):
        if last + 1 not in ends or len(head.text) > len(ends[last + 1].text):
            ends[last + 1] = head
    unit_starts: dict[int, int] = {}
    for last, name in unit_automaton().iter(text):
        start = last + 1 - len(name)
        unit_starts[last + 1] = min(start, unit_starts.get(last + 1, start))
    surroundings = Surroundings(text, place_starts, inner, parents, known)
    for end in sorted(ends.keys() | unit_starts.keys()):
        here: list[Candidate] = []
        if end in unit_starts and not is_continued(text, end):
            start = unit_starts[end]
            if start in parents:
                parent, score = parents[start]
                here.append(Candidate(parent, end, score + 8.0, "organization.nested", ends.get(end), start))
            elif end - start >= 4:
                score = 1.0 + around(text, start, end) + (end - start)
                here.append(Candidate(start, end, score, "organization.unit", ends.get(end)))
        if end in ends:
            here += scan(surroundings, ends[end], end)
        found += here
        best = max(here, key=lambda c: c.score, default=None)
        if best is not None and best.score > max(2.0, parents.get(end, (0, 0.0))[1]):
            parents[end] = (best.start, best.score)
    found += latin_names(text)
    found += (Candidate(m.start(), m.end(), 6.0, "organization.deictic") for m in _DEICTIC.finditer(text))
    return found


def _known_score(text: str, start: int, end: int) -> float | None:
    """The weight of a known name as it stands, or None where it is only part of a longer word."""
    if text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
        return None
    if text[end - 1].isascii() and end < len(text) and text[end].isascii() and text[end].isalnum():
        return None
    if text[end - 1] >= "\u4e00" and is_continued(text, end):
        return None
    whole = (
        torn(text, start) + (torn(text, end) if text[end : end + 1] != "長" else 0.0)
        if end - start <= 3
        else 0.0
    )
    return 4.0 + 1.5 * (end - start) + 0.7 * around(text, start, end) - 1.5 * whole


def _with_place(text: str, c: Candidate, place_starts: dict[int, int]) -> Candidate:
    """A known name with the country before it: 越南外交部, 美國商務部. International bodies have none."""
    start = place_starts.get(c.start)
    known = known_names().get(text[c.start : c.end])
    if start is None or known is None or known.type == "international" or known.type is None:
        return c
    country = places().get(text[start : c.start])
    if known.country not in (None, country) and known.type not in ("government", "legislature"):
        return c
    return Candidate(start, c.end, c.score + 1.0, "organization.place-name", c.head)


def _mention(
    raw: str, folded: str, c: Candidate, firm_countries: dict[tuple[int, int], str]
) -> OrganizationMention:
    name = folded[c.start : c.end]
    known = known_names().get(name)
    form = "deictic" if c.rule == "organization.deictic" else "full"
    if known is not None and fold(known.full) != name:
        form = "short"
    if c.rule == "organization.unit":
        form = "short"
    kind = known.type if known else None
    if kind is None and c.head is not None:
        kind = c.head.type
    country = firm_countries.get((c.start, c.end)) or firm_countries.get((c.start, c.start))
    if c.rule == "organization.firm":
        kind = "company"
    country = country or (known.country if known else None)
    if country is None and known is None:
        country = next((code for p, code in places().items() if name.startswith(p)), None)
    return OrganizationMention(
        c.start,
        c.end,
        raw[c.start : c.end],
        c.rule,
        min(0.99, 0.5 + c.score / 40),
        form=form,  # type: ignore[arg-type]
        type=kind,
        country=country,
        known_as=known.full if known else None,
        parent_end=c.parent_end,
    )
