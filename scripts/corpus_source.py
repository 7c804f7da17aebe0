"""The sources of the sample reports: one annotated, Markdown-like file per report, and how it is read.

A source is one Markdown-like file: YAML between ``---`` lines, then the body. The body is the report, with
every annotation written where it stands:

    {d:106年11月22日|2017-11-22|x}   a date: EDTF value (``~`` separates accepted ones), basis x e d r
                                     (explicit, elliptical, deictic, relative), ``?`` = optional
    {p:chen|陳組長宗翰}              a mention of the person with that key in the YAML
    {f:602億美元|a trade_total 602e8 USD 2016 TWN JPN about}
                                     a figure: kind a g s r, metric, value, unit, period, reporter, partner,
                                     then words: a qualifier, ``product=``, ``compared=``, ``?``; ``-`` = null

Lines of the body: ``#`` headings; ``^`` centred, ``>`` right-aligned, ``-`` list items (their numbers are
part of the text); ``|`` table rows; ``::cover`` … ``::end`` (``=`` before a large line); ``::page``;
``::contents``; ``::figures {…}`` gives the numeric cells of the next table their meaning. Everything else is
a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

MARK = re.compile(r"\{([dpf]):([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """One annotation: ``kind`` d, p or f, where it stands in its line, and its fields."""

    kind: str
    start: int
    end: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A stretch of the report without its markup, and the marks in it."""

    plain: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Block:
    """``kind``: heading, paragraph, list, centred, right, large, table, page, contents, blank."""

    kind: str
    texts: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    level: int = 0


@dataclass
class Report:
    """One parsed source file."""

    stem: str
    meta: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The headings that the table of contents lists: (level, text)."""
        return [(b.level, b.texts[0].plain) for b in self.blocks if b.kind == "heading" and b.level <= 2]


def read_markup(raw: str) -> Text:
    """Split a line into its plain text and its marks."""
    plain, marks, position = "", [], 0
    for found in MARK.finditer(raw):
        plain += raw[position : found.start()]
        kind, fields = found[1], found[2].split("|")
        written = fields[1] if kind == "p" else fields[0]
        marks.append(Mark(kind, len(plain), len(plain) + len(written), tuple(fields)))
        plain += written
        position = found.end()
    plain += raw[position:]
    if "{" in plain or "}" in plain:
        raise ValueError(f"broken markup: {raw}")
    return Text(plain, tuple(marks))


def table_figures(rows: list[tuple[Text, ...]], spec: dict[str, Any]) -> list[tuple[Text, ...]]:
    """Give each numeric cell its figure mark.

    ``columns`` names per column ``[kind, metric, …]`` or null; a row's period is the value of its first date
    mark or of ``periods``; ``by_row`` overrides settings, such as the reporter, row by row.
    """
    result = [rows[0]]
    for number, row in enumerate(rows[1:]):
        dates = [m.fields[1].split("~")[0] for m in row[0].marks if m.kind == "d"]
        period = spec["periods"][number] if "periods" in spec else (dates[0] if dates else None)
        cells = [row[0]]
        for cell, column in zip(row[1:], spec["columns"][1:], strict=True):
            numeric = re.fullmatch(r"[△▲-]?[\d,]+(\.\d+)?", cell.plain)
            if column is None or not numeric:
                cells.append(cell)
                continue
            settings = {**spec, **(spec["by_row"][number] if "by_row" in spec else {}), **column}
            value = Decimal(re.sub(r"[△▲]", "-", cell.plain).replace(",", ""))
            kind = settings["kind"]
            scale = Decimal(str(settings.get("scale", 1))) if kind == "a" else 1
            words = [f"product={row[0].plain}"] if settings.get("product") == "row" else []
            if kind == "g" and "compared" in settings:
                words.append(f"compared={settings['compared'][number]}")
            words += ["?"] if settings.get("optional") else []
            place = settings.get("period") or period
            unit = settings["unit"] if kind == "a" else settings.get("share_unit", "percent")
            head = f"{kind} {settings['metric']} {value * scale} {unit} {place}"
            parties = f"{settings.get('reporter', '-')} {settings.get('partner', '-')}"
            fields = (cell.plain, " ".join([head, parties, *words]))
            cells.append(Text(cell.plain, (Mark("f", 0, len(cell.plain), fields),)))
        result.append(tuple(cells))
    return result


def read_source(path: Path) -> Report:
    """Parse one source file."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    report = Report(path.stem, yaml.safe_load(head))
    lines = [*body.splitlines(), ""]
    table: list[tuple[Text, ...]] = []
    figures: dict[str, Any] | None = None
    cover = False
    for raw in lines:
        line = raw.rstrip()
        if table and not line.startswith("|"):
            rows = table_figures(table, figures) if figures else table
            report.blocks.append(Block("table", rows=tuple(rows)))
            table, figures = [], None
        if line.startswith("|"):
            table.append(tuple(read_markup(c.strip()) for c in re.split(r"\|(?![^{}]*\})", line.strip("|"))))
        elif line.startswith("::figures"):
            figures = yaml.safe_load(line.removeprefix("::figures"))
        elif line in ("::cover", "::end"):
            cover = line == "::cover"
        elif line in ("::page", "::contents"):
            report.blocks.append(Block(line[2:]))
        elif cover and not line:
            report.blocks.append(Block("blank"))
        elif line:
            mark, _, rest = line.partition(" ")
            kinds = {"^": "centred", ">": "right", "-": "list", "=": "large"}
            if re.fullmatch("#+", mark):
                report.blocks.append(Block("heading", (read_markup(rest),), level=len(mark)))
            elif mark in kinds:
                report.blocks.append(Block(kinds[mark], (read_markup(rest),)))
            else:
                report.blocks.append(Block("centred" if cover else "paragraph", (read_markup(line),)))
    return report


def typed_lines(report: Report) -> Iterator[list[Text]]:
    """The report as a careful reader would type it: a paragraph or a table row a line."""
    for block in report.blocks:
        if block.kind == "table":
            yield from (list(row) for row in block.rows)
        elif block.kind == "contents":
            yield [Text("目　次" if report.meta.get("contents") is None else report.meta["contents"])]
            yield from ([Text(text)] for _, text in report.headings)
        elif block.texts:
            yield list(block.texts)
