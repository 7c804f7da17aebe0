"""Labelled values: what stands after 服務機關：, below it, or in the cell beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Cell, Field, Table
from pipeline.layout.headings import read_marker, section_kind
from pipeline.layout.labels import Label, compound_labels, label_of, labels_in, leading_label

_LONGEST_LINE = 160
_MOST_LINES = 14
_TRAILING = " \t\u3000\xa0）)】]；;、，,"
_DATE_LINE = re.compile(
    r"(?:中華民國|民國|西元|公元)?[〇○零一二三四五六七八九十百廿卅0-9０-９]{2,5}(?:年[〇零一二三四五六七八九十0-9０-９]{1,3}"
    r"(?:月(?:[一二三四五六七八九十廿卅0-9０-９]{1,3}日?)?|月份)?"
    r"|[./／．-][0-9０-９]{1,2}(?:[./／．-][0-9０-９]{1,2})?)"
)
_MANY_LINES = frozenset(
    {"traveller", "traveller_name", "traveller_title", "agency", "unit", "destination", "keywords"}
)
_LONG_VALUES = frozenset({"abstract"})
_JOINING = ("及", "與", "和", "暨", "之", "的", "赴", "於", "並", "、", "，", "-", "－")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A block of the first pages that may carry a label: its text, place, page and block index."""

    text: str
    start: int
    end: int
    page: int | None
    block: int
    kind: str


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else (「中華民國一０六年十二月」)."""
    folded = re.sub(r"\s+", "", text).replace("０", "0").strip("()（）")
    return _DATE_LINE.fullmatch(folded) is not None


def fields_of_lines(lines: Sequence[FrontLine]) -> list[Field]:
    """The labelled values of ``lines``, in reading order."""
    labelled = [_labels_of(line) for line in lines]
    strong = [any(label.strong for label in labels) for labels in labelled]
    fields: list[Field] = []
    i = 0
    while i < len(lines):
        near = any(strong[max(0, i - 4) : i + 5])
        compound = compound_labels(lines[i].text)
        if compound:
            i = _read_compound(lines, labelled, i, compound, fields)
            continue
        labels = labelled[i] if strong[i] or near else ()
        if not labels:
            i += 1
            continue
        i = _read_line(lines, labelled, i, labels, fields)
    return fields


def fields_of_table(text: str, table: Table) -> list[Field]:
    """The labelled values of a table: beside or below their labels, or within the label's own cell."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    fields: list[Field] = []
    header: dict[int, Label] = {}
    for row in sorted(rows):
        cells = [cell for cell in rows[row] if text[cell.start : cell.end].strip()]
        labels = {cell.column: label for cell in cells if (label := label_of(text[cell.start : cell.end]))}
        if len(labels) >= 2 and len(labels) == len(cells):
            header = labels
            continue
        if header and not labels:
            fields.extend(
                Field(label.name, label.text, cell.start, cell.end)
                for cell in cells
                if (label := header.get(cell.column)) is not None and label.name is not None
            )
            continue
        header = {}
        fields.extend(_fields_of_row(text, cells, labels))
    return fields


def _fields_of_row(text: str, cells: Sequence[Cell], labels: dict[int, Label]) -> Iterable[Field]:
    for k, cell in enumerate(cells):
        label = labels.get(cell.column)
        compound = compound_labels(text[cell.start : cell.end]) if label is None else []
        if compound and k + 1 < len(cells):
            yield from _compound_values(
                compound, text[cells[k + 1].start : cells[k + 1].end], cells[k + 1].start
            )
            continue
        if label is not None:
            following = []
            for other in cells[k + 1 :]:
                if other.column in labels:
                    break
                following.append(other)
            if following and label.name is not None:
                yield Field(label.name, label.text, following[0].start, following[-1].end)
            continue
        inside = labels_in(text[cell.start : cell.end])
        for j, inner in enumerate(inside):
            stop = cell.start + (inside[j + 1].start if j + 1 < len(inside) else cell.end - cell.start)
            span = _trim(text, cell.start + inner.end, stop)
            if inner.name is not None and span is not None and (inner.start == 0 or inner.strong):
                yield Field(inner.name, inner.text, *span)


def _labels_of(line: FrontLine) -> tuple[Label, ...]:
    text = line.text
    if line.kind == "toc" or (len(text) > 400 and not labels_in(text[:40])):
        return ()
    found = labels_in(text[:_LONGEST_LINE])
    if found and (found[0].start == 0 or _only_marker(text[: found[0].start]) or found[0].strong):
        return tuple(found)
    alone = label_of(text)
    if alone is not None and (line.kind != "heading" or alone.strong):
        return (alone,)
    lead = leading_label(text)
    if lead is not None and lead.strong and len(text) <= 80 and "。" not in text:
        return (lead,)
    return ()


def _only_marker(text: str) -> bool:
    stripped = text.strip(" \t\u3000")
    marker = read_marker(stripped) if stripped else None
    return not stripped or stripped in "（(【[" or (marker is not None and marker.end == len(stripped))


def _read_line(
    lines: Sequence[FrontLine],
    labelled: Sequence[tuple[Label, ...]],
    i: int,
    labels: tuple[Label, ...],
    fields: list[Field],
) -> int:
    """Read the values of line ``i`` and of the lines that go on with the last one; the next line to read."""
    line = lines[i]
    for k, label in enumerate(labels[:-1]):
        span = _trim(line.text, label.end, labels[k + 1].start)
        if span is not None and label.name is not None:
            fields.append(Field(label.name, label.text, line.start + span[0], line.start + span[1]))
    last = labels[-1]
    span = _trim(line.text, last.end, len(line.text))
    start = line.start + span[0] if span else None
    end = line.start + span[1] if span else None
    bracketed = last.start > 0 and line.text[last.start - 1] in "（("
    j = i + 1
    while j < len(lines) and not bracketed and j - i <= _MOST_LINES:
        if labelled[j] and (start is not None or any(label.strong or label.colon for label in labelled[j])):
            break
        if not _goes_on(last, lines[j - 1], lines[j], started=start is not None):
            break
        start = lines[j].start if start is None else start
        end = lines[j].end
        j += 1
        if last.name not in _MANY_LINES | _LONG_VALUES and not _breaks_off(last, lines[j - 1].text):
            break
    if start is not None and end is not None and last.name is not None:
        fields.append(Field(last.name, last.text, start, end))
    return j


def _breaks_off(label: Label, text: str) -> bool:
    """Whether the line of a title stops in mid-phrase, so that the next one goes on with it."""
    if label.name not in ("title", "project"):
        return False
    opened = sum(text.count(mark) for mark in "「『《（(") > sum(text.count(mark) for mark in "」』》）)")
    return opened or text.rstrip().endswith(_JOINING)


def _goes_on(label: Label, above: FrontLine, line: FrontLine, *, started: bool) -> bool:
    """Whether ``line`` is (more of) the value of ``label``."""
    if line.kind in ("toc", "table") or (line.page != above.page and label.name not in _LONG_VALUES):
        return False
    if section_kind(line.text) != "other" and len(line.text) < 12 and not started:
        return False
    if line.kind == "heading" and (started or label.name in _LONG_VALUES):
        return False
    if label.name in _LONG_VALUES:
        return True
    date_label = label.name in ("trip_period", "report_date")
    if is_date_line(line.text) and not date_label:
        return False
    if "報告" in line.text and label.name not in ("title", "keywords", "project"):
        return False
    if not started:
        return len(line.text) <= 120
    if _breaks_off(label, above.text):
        return len(line.text) <= 60 and "。" not in line.text
    return label.name in _MANY_LINES and len(line.text) <= 60 and "。" not in line.text


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and closing brackets around it; None if nothing is left."""
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] in "）)" and _balanced(text[start:end]):
            break
        end -= 1
    while start < end and text[start] in " \t\u3000\xa0:：":
        start += 1
    return (start, end) if end > start else None


def _balanced(text: str) -> bool:
    return text.count("（") + text.count("(") >= text.count("）") + text.count(")")


def _read_compound(
    lines: Sequence[FrontLine],
    labelled: Sequence[tuple[Label, ...]],
    i: int,
    compound: list[Label],
    fields: list[Field],
) -> int:
    """Read the lines below a compound label, cut the same way; the next line to read."""
    j = i + 1
    while j < len(lines) and not labelled[j]:
        text, k = lines[j].text, j
        while k + 1 < len(lines) and not labelled[k + 1] and _is_cut(text, len(compound)):
            if lines[k + 1].start != lines[k].end + 1 or _parts(lines[k + 1].text) > len(compound) * 2:
                break
            k += 1
            text = f"{text}\n{lines[k].text}"
        found = list(_compound_values(compound, text, lines[j].start))
        if not found:
            break
        fields.extend(found)
        j = k + 1
    return max(j, i + 1)


def _parts(text: str) -> int:
    return text.count("/") + text.count("／") + 1


def _is_cut(text: str, count: int) -> bool:
    """Whether the last entry of ``text`` breaks off: some of its parts are missing."""
    return 1 < _parts(re.split("[；;]", text)[-1]) < count - 1


def _compound_values(labels: Sequence[Label], text: str, offset: int) -> Iterable[Field]:
    """The values of ``labels`` in 「王小明／財政部／專員；李大同／財政部／科長」, person by person."""
    for entry in _ENTRY.finditer(text):
        slashed = any(slash in entry.group() for slash in "/／")
        parts = list((_SLASHED if slashed else _SPACED).finditer(entry.group()))
        if not 2 <= len(parts) <= len(labels):
            continue
        for label, part in zip(_present(labels, len(parts), parts[-1].group()), parts, strict=False):
            span = _trim(text, entry.start() + part.start(), entry.start() + part.end())
            if label.name is not None and span is not None:
                yield Field(label.name, label.text, offset + span[0], offset + span[1])


def _present(labels: Sequence[Label], count: int, last: str) -> Sequence[Label]:
    """The labels that ``count`` values belong to: a telephone number may be missing, then the unit."""
    if count < len(labels) and labels[-1].name is None and not any(char.isdigit() for char in last):
        labels = labels[:-1]
    if count < len(labels):
        labels = [label for label in labels if label.name != "unit"]
    return labels


_ENTRY = re.compile(r"[^；;]+")
_SLASHED = re.compile(r"[^/／]+")
_SPACED = re.compile(r"[^\t\u3000 ]+(?: [A-Za-z]+)*")
