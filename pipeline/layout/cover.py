"""The cover and the 提要 form: where they end, their fields, and the title of a report without labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, Field, Table
from pipeline.layout.form import FrontLine, fields_of_lines, fields_of_table, is_date_line
from pipeline.layout.headings import is_bare_title, read_marker, section_kind
from pipeline.layout.labels import labels_in

_MOST_CHARACTERS = 8000
_MOST_BLOCKS = 220
_LONGEST_TITLE_LINE = 80
_LONGEST_COVER_LINE = 160
_VERBS = (
    "參加|出席|參與|考察|訪問|參訪|拜會|研習|進修|實習|視察|赴|至|率團|執行|辦理|出訪|前往|洽談|洽商|談判"
)
_REPORT = (
    r"(?:公務|因公)?(?:出國|考察|進修|研習|研究|實習|參訪|訪問|出差|返國|視察|開會|會議|國外)+"
    r"(?:人員)?(?:心得)?報告書?"
)
_ANCHOR = re.compile(
    rf"[（(【「]?(?:(?!.*(?:{_VERBS}).*{_REPORT})[^（(：:]{{0,24}}(?:部|署|局|處|院|會|府|所|館|校|大學|公司|中心|機關))?"
    rf"{_REPORT}[】)）」]?(?:[（(【].{{0,60}})?"
)
_AGENCY = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9（）()]{2,40}?(?:部|署|局|處|司|院|委員會|協會|總會|基金會|議會|府|所|館|校|大學|學院|公司|中心|銀行|隊|庫)"
)
_VERB = re.compile(_VERBS)
_SERIAL = re.compile(r"(?:[A-Z]\d{3}[0-9A-Z]{5,6}|[（(]?[A-Z0-9]{6,14}[)）]?)")


@dataclass(frozen=True, slots=True)
class Cover:
    """The fields of cover and form in reading order, and the blocks that are cover."""

    fields: tuple[Field, ...]
    blocks: frozenset[int]


def read_cover(
    text: str,
    blocks: Sequence[Block],
    tables: Sequence[Table],
    pages: Sequence[int | None],
    sizes: Sequence[float | None],
) -> Cover:
    """What the first pages say of the report. ``pages``, ``sizes``: those of each block's first line."""
    stop = _front_end(text, blocks)
    lines = [
        FrontLine(text[b.start : b.end], b.start, b.end, pages[k], k, b.kind)
        for k, b in enumerate(blocks[:stop])
        if b.kind != "table"
    ]
    limit = blocks[stop].start if stop < len(blocks) else len(text) + 1
    fields = fields_of_lines(lines)
    for table in tables:
        if table.start < limit:
            fields.extend(fields_of_table(text, table))
    named = {field.name for field in fields}
    cover = {
        line.block
        for line in lines
        for f in fields
        if f.start < line.end and line.start < f.end and (f.name != "abstract" or line.start < f.start)
    }
    cover -= {line.block for line in lines if len(line.text) > _LONGEST_COVER_LINE}
    title, around = _title(lines, sizes, fields)
    if title and "title" not in named:
        fields.append(Field("title", "", lines[title[0]].start, lines[title[1]].end))
    cover |= around
    for line in lines:
        if not _beside_cover(line, lines, cover):
            continue
        name = "report_date" if is_date_line(line.text) else "agency" if is_agency_line(line.text) else None
        if name is None or line.block in cover or line.kind == "heading":
            continue
        cover.add(line.block)
        if name not in named:
            fields.append(Field(name, "", line.start, line.end))
            named.add(name)
    cover |= {line.block for line in lines if _between(line, cover)}
    return Cover(tuple(sorted(fields, key=lambda f: (f.start, f.end))), frozenset(cover))


def abstract_field(text: str, blocks: Sequence[Block], cover: frozenset[int]) -> Field | None:
    """The paragraphs under the heading 摘要, up to the next heading, table or cover line."""
    for k, block in enumerate(blocks):
        heading = text[block.start : block.end]
        if block.kind != "heading" or len(heading) > 20 or section_kind(heading) != "abstract":
            continue
        last = k
        while last + 1 < len(blocks) and blocks[last + 1].kind in ("paragraph", "list_item"):
            if last + 1 in cover or labels_in(text[blocks[last + 1].start : blocks[last + 1].start + 40]):
                break
            last += 1
        if last > k:
            return Field("abstract", heading.strip(), blocks[k + 1].start, blocks[last].end)
    return None


def is_agency_line(text: str) -> bool:
    """Whether a line names an agency and nothing else."""
    folded = re.sub(r"\s+", "", text)
    return len(folded) <= 40 and _AGENCY.fullmatch(folded) is not None and not _VERB.search(folded)


def _front_end(text: str, blocks: Sequence[Block]) -> int:
    """Index of the first block of the body: a numbered heading, but none of abstract, contents or form."""
    for k, block in enumerate(blocks):
        if k >= _MOST_BLOCKS or block.start > _MOST_CHARACTERS:
            return k
        if block.kind != "heading" or block.level not in (1, 2):
            continue
        words = text[block.start : block.end]
        marker = read_marker(words)
        if marker is None or labels_in(words[marker.end :].strip()):
            continue
        if section_kind(words) not in ("abstract", "contents"):
            return k
    return len(blocks)


def _title(
    lines: Sequence[FrontLine], sizes: Sequence[float | None], fields: Sequence[Field]
) -> tuple[tuple[int, int] | None, set[int]]:
    """First and last line of the title among ``lines``, and the blocks that are cover because of it."""
    valued = {
        i for i, line in enumerate(lines) if any(f.start < line.end and line.start < f.end for f in fields)
    }
    labelled = {i for i, line in enumerate(lines) if i in valued or labels_in(line.text[:60])}
    anchor = next((i for i, line in enumerate(lines[:80]) if _is_anchor(line.text)), None)
    around: set[int] = set()
    if anchor is not None:
        around.add(lines[anchor].block)
        after = _run(lines, anchor + 1, 1, labelled)
        before = _run(lines, anchor - 1, -1, labelled)
        has_form = any(i in labelled for i in range(anchor, min(len(lines), anchor + 14)))
        chosen = (after if after and (has_form or not before) else before) or after
        if chosen:
            around |= {lines[i].block for i in range(chosen[0], chosen[1] + 1)}
        return chosen, around
    strong = [i for i in sorted(labelled) if i < 40]
    if strong:
        run = _run(lines, strong[0] - 1, -1, labelled)
        return run, {lines[i].block for i in range(run[0], run[1] + 1)} if run else set()
    return _unlabelled(lines, sizes)


def _unlabelled(
    lines: Sequence[FrontLine], sizes: Sequence[float | None]
) -> tuple[tuple[int, int] | None, set[int]]:
    """Without labels: a heading that names a report, or the largest print of the first page."""
    for i, line in enumerate(lines[:6]):
        if _may_be_title(line) and line.text.rstrip("」』）)").endswith(("報告", "報告書", "紀要", "心得")):
            run = _run(lines, i, -1, set())
            return run, {line.block}
    page = lines[0].page if lines else None
    sized = [
        (sizes[line.block], i) for i, line in enumerate(lines) if line.page == page and _may_be_title(line)
    ]
    known = [(size, i) for size, i in sized if size is not None]
    if known:
        largest = max(size for size, _ in known)
        body = min(size for size, _ in known)
        chosen = [i for size, i in known if size > 0.95 * largest]
        if largest > 1.2 * body and chosen[-1] - chosen[0] == len(chosen) - 1:
            return (chosen[0], chosen[-1]), {lines[i].block for i in chosen}
    if (
        lines
        and lines[0].kind == "heading"
        and _may_be_title(lines[0])
        and read_marker(lines[0].text) is None
    ):
        return (0, 0), {lines[0].block}
    return None, set()


def _run(lines: Sequence[FrontLine], i: int, step: int, labelled: set[int]) -> tuple[int, int] | None:
    """The neighbouring lines from ``i`` on in direction ``step`` that can be (parts of) a title."""
    taken: list[int] = []
    while 0 <= i < len(lines) and len(taken) < 6:
        line = lines[i]
        if taken and line.page != lines[taken[0]].page:
            break
        skips = is_date_line(line.text) or is_agency_line(line.text) or _is_serial(line.text)
        if not taken and i in labelled and "類別" in line.text:
            skips = True
        elif i in labelled or not (skips or _may_be_title(line)):
            break
        if skips and taken:
            break
        if not skips:
            taken.append(i)
        i += step
    return (min(taken), max(taken)) if taken else None


def _may_be_title(line: FrontLine) -> bool:
    text = line.text.strip()
    if line.kind in ("toc", "table", "list_item") or not 2 <= len(text) <= _LONGEST_TITLE_LINE:
        return False
    if (
        "。" in text
        or text[-1] in "，；：:"
        or is_bare_title(text)
        or is_date_line(text)
        or read_marker(text)
    ):
        return False
    return not _is_anchor(text) and not text.isdigit()


def _is_anchor(text: str) -> bool:
    return len(text) <= 70 and _ANCHOR.fullmatch(re.sub(r"\s+", "", text)) is not None


def _between(line: FrontLine, cover: set[int]) -> bool:
    """Whether a short line stands between cover lines and is nothing else."""
    if not cover or line.kind not in ("paragraph", "list_item") or len(line.text) > _LONGEST_TITLE_LINE:
        return False
    return min(cover) < line.block < max(cover) and "。" not in line.text


def _is_serial(text: str) -> bool:
    return _SERIAL.fullmatch(text.strip()) is not None


def _beside_cover(line: FrontLine, lines: Sequence[FrontLine], cover: set[int]) -> bool:
    """Whether a line stands among cover lines: on their page, or within a few lines of them."""
    if line.kind == "toc" or not cover:
        return False
    if line.page is not None:
        first = next(other.page for other in lines if other.block == min(cover))
        return line.page == first and line.block <= max(cover) + 6
    return min(cover) - 6 <= line.block <= max(cover) + 6
