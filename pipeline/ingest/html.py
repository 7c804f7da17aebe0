"""HTML: headings, paragraphs, list items with their numbers, and data tables; scripts and styles dropped.

Tables that only arrange the page (they hold other tables, or a single cell) are read as the text in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from pipeline.document import LineKind
from pipeline.ingest import limits
from pipeline.ingest.encoding import Decoded, decode, decode_declared
from pipeline.ingest.numbering import format_number, join_label
from pipeline.ingest.reading import (
    Block,
    GridCell,
    InputFile,
    Paragraph,
    Reading,
    UnreadableError,
    flatten,
    unframe,
)

_PORTION = 1 << 16

_DROPPED = {
    "applet", "audio", "button", "canvas", "datalist", "embed", "frame", "head", "iframe", "map", "math",
    "noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video",
}  # fmt: skip
_LISTS = {"dir", "menu", "ol", "ul"}
_BLOCKS = _LISTS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "legend", "li", "main", "nav", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_HEADING = re.compile("h([1-6])$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.I,
)
_SPACE = re.compile("[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK_IN_CHINESE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]\\s*(?=[{_WIDE}])")
_LIST_STYLES = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
_LIST_STYLES |= {"cjk-ideographic": "一", "trad-chinese-informal": "一", "trad-chinese-formal": "壹"}
_LIST_STYLES |= {"cjk-heavenly-stem": "甲", "cjk-earthly-branch": "子"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]{1,40})", re.I)


def read(file: InputFile) -> Reading:
    """The text of an HTML file."""
    data = file.text_bytes()
    decoded = _decode(data)
    reading = Reading(encoding=decoded.encoding)
    if not decoded.certain:
        reading.warn("encoding-uncertain", f"no encoding fits well; read as {decoded.encoding}")
    if decoded.undecodable:
        reading.warn("undecodable-bytes", f"{decoded.undecodable} places are not valid {decoded.encoding}")
    if "\0" in decoded.text:
        reading.warn("nul-bytes", f"{decoded.text.count(chr(0))} NUL characters; a space stands for each")
    reading.add_blocks(_blocks(decoded.text.replace("\0", " ")))
    return reading


def _decode(data: bytes) -> Decoded:
    """A byte order mark, then the declaration, then the content decides."""
    declared = None if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _CHARSET.search(data[:4096])
    if declared is None or data.startswith(b"\xef\xbb\xbf"):
        return decode(data)
    name = (declared[1] or declared[2]).decode("ascii")
    # Such a declaration was read as ASCII, so it cannot be true; HTML says to take it for UTF-8.
    name = "utf-8" if name.lower().startswith("utf-16") else name
    return decode_declared(data, name) or decode(data)


def _blocks(text: str) -> list[Block]:
    """The blocks of a page. The parser reports tags as it meets them and builds no tree, so that depth costs
    nothing. UnreadableError if a single tag holds more attributes than memory should be spent on.
    """
    page = _Page()
    # The type stubs ask for a target that takes bytes and comments; the parser gives neither.
    parser = etree.HTMLParser(target=cast(Any, page), encoding="utf-8", no_network=True, huge_tree=False)
    data = text.encode("utf-8", "replace")
    if data.count(b"<") > limits.MAX_TAGS:
        raise UnreadableError("too-much-markup", f"more than {limits.MAX_TAGS:,} tags")
    silent = 0
    try:
        for start in range(0, len(data), _PORTION):
            portion, events = data[start : start + _PORTION], page.events
            parser.feed(portion)
            # While a tag goes on the parser reports nothing and hoards its attributes.
            silent = silent + len(portion.split()) if page.events == events else 0
            if silent > limits.MAX_ATTRIBUTES:
                raise UnreadableError("too-much-markup", f"a tag of {limits.MAX_ATTRIBUTES:,} words or more")
        parser.close()
    except etree.XMLSyntaxError as error:
        # An empty page is reported as an error too.
        if page.events:
            raise UnreadableError("broken-file", f"the HTML cannot be parsed ({error.msg})") from error
    return page.finish()


@dataclass
class _Numbering:
    """The state of one list: the format of its numbers, none for a bulleted one, and the next number."""

    style: str | None
    next: int = 1


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open, and what to return to when it ends (blocks only)."""

    name: str
    is_block: bool
    kind: LineKind
    level: int | None


@dataclass
class _Cell:
    """A table cell being read: its 0-based row, its spans as written, and the blocks in it."""

    row: int
    row_span: int
    column_span: int
    blocks: list[Block] = field(default_factory=list)


@dataclass
class _Table:
    """A table being read, the list that its result goes to, and whether it only arranges the page."""

    outside: list[Block]
    is_layout: bool
    before: list[Block] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)
    row: int = -1


class _Page:
    """What the parser reports to: gathers inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.events = 0
        self._all: list[Block] = []
        self._blocks = self._all
        self._lines: list[list[str]] = [[]]
        self._kind: LineKind = "paragraph"
        self._level: int | None = None
        self._label = ""
        self._open: list[_Open] = []
        self._lists: list[_Numbering] = []
        self._tables: list[_Table] = []
        self._dropped = 0
        self._preformatted = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.events += 1
        name = tag.lower()
        if self._dropped or name in _DROPPED or _is_hidden(attributes):
            self._dropped += 1
            return
        is_block = name in _BLOCKS
        if is_block:
            self._flush()
        self._open.append(_Open(name, is_block, self._kind, self._level))
        if name == "br":
            self._lines.append([])
        elif is_block:
            self._begin_block(name, attributes)

    def end(self, _tag: str) -> None:
        """The element begun last ends; the parser closes what the page leaves open."""
        if self._dropped:
            self._dropped -= 1
            return
        if not self._open:
            return
        closed = self._open.pop()
        if closed.is_block:
            self._flush()
            self._kind, self._level = closed.kind, closed.level
            self._end_block(closed.name)

    def data(self, text: str) -> None:
        """Text between tags."""
        self.events += 1
        if not self._dropped:
            self._lines[-1].append(text)

    def close(self) -> None:
        """The page ends."""

    def finish(self) -> list[Block]:
        """All blocks, whatever was still open closed."""
        while self._open:
            self.end(self._open[-1].name)
        self._flush()
        return self._all

    def _begin_block(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _LISTS:
            self._lists.append(_numbering(name, attributes))
        elif heading := _HEADING.match(name):
            self._kind, self._level = "heading", int(heading[1])
        elif name == "li":
            self._kind, self._level = "list_item", max(len(self._lists), 1)
            self._label = self._next_label(attributes)
        elif name == "pre":
            self._preformatted += 1
        elif name == "table":
            self._begin_table(attributes)
        elif self._tables and name == "tr":
            self._tables[-1].row += 1
        elif self._tables and name in ("td", "th"):
            table = self._tables[-1]
            cell = _Cell(max(table.row, 0), _span(attributes, "rowspan"), _span(attributes, "colspan"))
            table.cells.append(cell)
            self._blocks = cell.blocks

    def _end_block(self, name: str) -> None:
        self._label = ""
        if name in _LISTS:
            self._lists.pop()
        elif name == "pre":
            self._preformatted -= 1
        elif name == "table":
            table = self._tables.pop()
            self._blocks = table.outside
            self._blocks.extend(table.before)
            grid = None if table.is_layout else _grid(table.cells)
            if grid is None:
                for cell in table.cells:
                    self._blocks.extend(cell.blocks)
            else:
                self._blocks.extend(unframe(grid))
        elif self._tables and name in ("td", "th"):
            self._blocks = self._tables[-1].before

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        for outer in self._tables[-1:]:
            outer.is_layout = True
        table = _Table(self._blocks, attributes.get("role") in ("presentation", "none"))
        self._tables.append(table)
        self._blocks = table.before

    def _next_label(self, attributes: Mapping[str, str]) -> str:
        """The number of a list item; empty in a bulleted list or outside of any."""
        if not self._lists or self._lists[-1].style is None:
            return ""
        numbering = self._lists[-1]
        number = _integer(attributes.get("value"), numbering.next)
        numbering.next = number + 1
        style = numbering.style or "1"
        return format_number(number, style) + ("、" if style in "一壹甲子" else ".")

    def _flush(self) -> None:
        lines, self._lines = self._lines, [[]]
        if self._preformatted:
            text = "\n".join("".join(pieces) for pieces in lines).replace("\r\n", "\n").replace("\r", "\n")
            self._blocks.extend(Paragraph(line, "printed") for line in text.split("\n") if line.strip())
            return
        text = "\n".join(filter(None, (_collapse("".join(pieces)) for pieces in lines)))
        if text:
            self._blocks.append(Paragraph(join_label(self._label, text), self._kind, self._level))
            self._label = ""


def _collapse(text: str) -> str:
    """White space as browsers show it; a break between Chinese characters is none (CSS Text 3, 4.1.3)."""
    return _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", text)).strip(" ")


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _numbering(name: str, attributes: Mapping[str, str]) -> _Numbering:
    css = _LIST_STYLE.search(attributes.get("style", ""))
    if name != "ol" or (css and css[1].lower() == "none"):
        return _Numbering(None)
    style = _LIST_STYLES.get(css[1].lower(), "1") if css else attributes.get("type", "1")
    return _Numbering(style, _integer(attributes.get("start"), 1))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else default


def _span(attributes: Mapping[str, str], name: str) -> int:
    return max(_integer(attributes.get(name), 1), 0)


def _grid(cells: list[_Cell]) -> list[GridCell] | None:
    """The cells of a data table at their grid squares, spans worked out; None if it is too wide."""
    rows = cells[-1].row + 1 if cells else 0
    placed: list[GridCell] = []
    taken: dict[int, int] = {}
    row = column = 0
    for cell in cells:
        if cell.row != row:
            row, column = cell.row, 0
        while taken.get(column, 0) > row:
            column += 1
        width = max(cell.column_span, 1)
        if column + width > limits.MAX_COLUMNS:
            return None
        # A rowspan of 0 reaches to the end of the table.
        height = min(cell.row_span or rows, rows - row)
        for i in range(column, column + width):
            taken[i] = row + height
        placed.append(GridCell(row, column, height, width, flatten(cell.blocks)))
        column += width
    return placed
