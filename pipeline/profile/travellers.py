"""Who travelled: names and titles in any order, from one field or from the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.document import Document, Field
from pipeline.profile.model import Traveller
from pipeline.profile.tokens import Token, may_be_name, name_beside_title, title_beside_name, tokens_of

_BODIES = ("大學", "學院", "公司", "銀行", "醫院", "協會", "學會", "公會", "商會", "基金會", "委員會", "部")
"""What a traveller of another body than the agency of the cover comes from; all else is a unit of it."""


def read_travellers(document: Document) -> list[Traveller]:
    """The travellers that the fields of ``document`` name, in reading order, once each."""
    return list(_read(document.text, document.fields))


@lru_cache(maxsize=1)  # The stages that look for people ask as well, one document at a time.
def _read(text: str, fields: tuple[Field, ...]) -> tuple[Traveller, ...]:
    agencies = [f for f in fields if f.name == "agency"]
    units = [f for f in fields if f.name == "unit"]
    found: list[Traveller] = []
    for field in fields:
        if field.name == "traveller":
            people = _from_list(text[field.start : field.end], field.start)
            own = _block_agency(text, fields, field, agencies)
            found.extend(replace(t, agency=t.agency or own) for t in people)
        elif field.name == "traveller_name":
            found.extend(_from_row(text, fields, field))
    once: dict[str, Traveller] = {}
    for traveller in found:
        known = once.get(traveller.name)
        if known is None or (known.title is None and traveller.title is not None):
            once[traveller.name] = traveller
    common_agency = _only(text, agencies)
    common_unit = _only(text, units)
    named = {value for f in agencies for value in split_agencies(text[f.start : f.end])}
    travellers = (_complete(t, common_agency, common_unit, named) for t in once.values())
    return tuple(replace(t, agency=_in_full(t.agency, named)) if t.agency else t for t in travellers)


def _block_agency(text: str, fields: Sequence[Field], field: Field, agencies: Sequence[Field]) -> str | None:
    """The agency of a traveller field on a cover that gives agency and travellers block by block."""
    blocks = [f for f in fields if f.name == "traveller"]
    if len(agencies) < 2 or len(blocks) != len(agencies):
        return None
    if any(not a.end <= b.start for a, b in zip(agencies, blocks, strict=True)):
        return None
    agency = agencies[blocks.index(field)]
    return text[agency.start : agency.end].replace("\n", "")


def _in_full(agency: str, named: set[str]) -> str:
    """The one agency of the form that ``agency`` is the end of: 工業局 beside 經濟部工業局."""
    full = [name for name in named if name.endswith(agency)]
    return full[0] if len(full) == 1 else agency


def _complete(traveller: Traveller, agency: str | None, unit: str | None, agencies: set[str]) -> Traveller:
    """``traveller`` with what the form says about all. A part of the one agency beside a name is a unit."""
    own = traveller.agency
    part = own is not None and (agency is None or own.startswith(agency) or not own.endswith(_BODIES))
    if own is not None and agency is not None and own not in agencies and part:
        return replace(traveller, agency=agency, unit=traveller.unit or own)
    return replace(traveller, agency=own or agency, unit=traveller.unit or unit)


def split_agencies(text: str) -> list[str]:
    """The agencies of a field, one each: 「甲署、乙局」 「甲署／乙局」."""
    parts = (part.strip(" \t\u3000:：()（）") for part in re.split(r"[、，,；;\n\t／/]+", text))
    return [squeeze(part) for part in parts if part]


def squeeze(text: str) -> str:
    """``text`` without letter-spacing: 「財 政 部」 is 財政部; other blanks stay."""
    parts = text.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text


def _only(text: str, fields: Sequence[Field]) -> str | None:
    """The one value that all ``fields`` together name; None for several or none."""
    values = {value for f in fields for value in split_agencies(text[f.start : f.end])}
    return values.pop() if len(values) == 1 else None


def _from_row(text: str, fields: Sequence[Field], field: Field) -> list[Traveller]:
    """The travellers of a name cell with what stands beside it in its line."""
    tokens = [t for t in tokens_of(text[field.start : field.end]) if t.kind == "name"]
    mixed = any(t.kind == "title" for t in tokens_of(text[field.start : field.end]))
    if mixed:
        return _from_list(text[field.start : field.end], field.start)
    line_start = text.rfind("\n", 0, field.start) + 1
    line_end = text.find("\n", field.end)
    line_end = len(text) if line_end < 0 else line_end
    beside = {f.name: f for f in fields if line_start <= f.start < line_end and f is not field}
    if not any(name in beside for name in ("traveller_title", "agency", "unit")):
        titles = [f for f in fields if f.name == "traveller_title"]
        names = [f for f in fields if f.name == "traveller_name"]
        if len(titles) == len(names):
            beside = {"traveller_title": titles[names.index(field)]}
    columns = {
        name: _values(text[f.start : f.end], len(tokens))
        for name, f in beside.items()
        if name in ("traveller_title", "agency", "unit", "grade")
    }
    return [
        Traveller(
            token.text,
            columns["agency"][k] if "agency" in columns else None,
            columns["unit"][k] if "unit" in columns else None,
            columns["traveller_title"][k] if "traveller_title" in columns else None,
            columns["grade"][k] if "grade" in columns else None,
            field.start + token.start,
            field.start + token.end,
        )
        for k, token in enumerate(tokens)
    ]


def _values(text: str, count: int) -> list[str | None]:
    """The values of a cell for ``count`` people: one each, or one for all; None where that is unclear."""
    if count == 1:
        return [squeeze(text.strip()) or None]
    parts = [token.text for token in tokens_of(text) if token.kind == "title"]
    if len(parts) != count:
        parts = [part for part in re.split(r"[、，；;\s\u3000]+", text) if part]
    if len(parts) == count:
        return list(parts)
    return [parts[0] if len(parts) == 1 else None] * count


def _from_list(text: str, offset: int) -> list[Traveller]:
    """The travellers of a field with names and titles mixed."""
    tokens, aside = _without_brackets(text, _by_position(tokens_of(text)))
    names = [t for t in tokens if t.kind == "name"]
    if not names:
        return []
    titles = _titles(tokens)
    agencies = _organizations(tokens)
    told = {name.start for name, token in aside if token.kind == "organization"}
    for name, token in aside:
        if token.kind == "organization":
            agencies.update(dict.fromkeys(_listed_with(name, names, text, told), token.text))
        elif token.kind == "title":
            titles.setdefault(name.start, token.text)
    return [
        Traveller(
            t.text, agencies.get(t.start), None, titles.get(t.start), None, offset + t.start, offset + t.end
        )
        for t in names
    ]


def _listed_with(name: Token, names: Sequence[Token], text: str, told: set[int]) -> list[int]:
    """The offsets of ``name`` and of those before it in its line without a bracket: 「甲、乙（某處）」."""
    line = text.rfind("\n", 0, name.start) + 1
    listed = [t.start for t in names if line <= t.start <= name.start]
    last_told = max((k for k, start in enumerate(listed[:-1]) if start in told), default=-1)
    return listed[last_told + 1 :]


def _without_brackets(text: str, tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[Token, Token]]]:
    """The tokens outside of brackets, and those in a bracket with the name that it stands behind.

    「林小明科長（企劃處）」, 「江美華（Mei-hua Chiang）」: a bracket tells of the person before it. Of
    one before which nobody is named the tokens stay.
    """
    outside: list[Token] = []
    aside: list[tuple[Token, Token]] = []
    for token in tokens:
        name = next((t for t in reversed(outside) if t.kind == "name"), None)
        opened, closed = (max(text.rfind(mark, 0, token.start) for mark in marks) for marks in ("（(", "）)"))
        if name is None or opened <= closed or opened < name.start:
            outside.append(token)
        elif token.kind != "break":
            aside.append((name, token))
    return outside, aside


def _by_position(tokens: list[Token]) -> list[Token]:
    """Words read by their place: an unknown one beside a lone name is a title, beside a lone title a name.

    What looks like a long title but stands without any name may be a rare name with its title.
    """
    out: list[Token] = []
    start = 0
    for end in [*(k for k, t in enumerate(tokens) if t.kind == "break"), len(tokens)]:
        group = list(tokens[start:end])
        kinds = [t.kind for t in group]
        names, titles = kinds.count("name"), kinds.count("title")
        if not names and titles == 1:
            k = kinds.index("title")
            group[k : k + 1] = name_beside_title(group[k])
            kinds = [t.kind for t in group]
            names = kinds.count("name")
        elif names == 2 and titles == 1:
            group = title_beside_name(group)
        if kinds.count("other") == 1 and names + titles == 1:
            k = kinds.index("other")
            if names and 2 <= len(group[k].text) <= 12:
                group[k] = replace(group[k], kind="title")
            elif titles and may_be_name(group[k].text):
                group[k] = replace(group[k], kind="name")
        out.extend([*group, *tokens[end : end + 1]])
        start = end + 1
    return out


def _titles(tokens: Sequence[Token]) -> dict[int, str]:
    """The title of each name, by the name's offset. Whichever comes first sets the order of all."""
    people = [t for t in tokens if t.kind in ("name", "title")]
    names = [t for t in people if t.kind == "name"]
    titles = [t for t in people if t.kind == "title"]
    kinds = [t.kind for t in people]
    if len(names) == len(titles) and kinds in (
        ["name"] * len(names) + ["title"] * len(names),
        ["title"] * len(names) + ["name"] * len(names),
    ):
        return {name.start: title.text for name, title in zip(names, titles, strict=True)}
    found: dict[int, str] = {}
    if people and people[0].kind == "title":
        title: Token | None = None
        for token in people:
            if token.kind == "title":
                title = token
            elif title is not None:
                found[token.start] = title.text
        return found
    name: Token | None = None
    for token in people:
        if token.kind == "name":
            name = token
        elif name is not None and name.start not in found:
            found[name.start] = token.text
    return found


def _organizations(tokens: Sequence[Token]) -> dict[int, str]:
    """The organization written before each name within the field, where there is one."""
    found: dict[int, str] = {}
    current: str | None = None
    for token in tokens:
        if token.kind == "organization":
            current = token.text
        elif token.kind == "name" and current is not None:
            found[token.start] = current
    return found
