"""HTML: headings, paragraphs, list items with their numbers, and data tables; scripts and styles dropped.

Tables that only arrange the page (they hold other tables, or a single cell) are read as the text in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.document import LineKind
from pipeline.ingest import limits
from pipeline.ingest.encoding import Decoded, decode, decode_declared
from pipeline.ingest.numbering import format_number, join_label
from pipeline.ingest.package import check_markup, local_name
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

Element = etree._Element

_DROPPED = {
    "applet", "audio", "button", "canvas", "datalist", "embed", "frame", "head", "iframe", "map", "math",
    "noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video",
}  # fmt: skip
_LISTS = {"dir", "menu", "ol", "ul"}
_BLOCKS = _LISTS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "legend", "li", "main", "nav", "p", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr",
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
    check_markup(data.replace(b"\0", b""))
    decoded = _decode(data)
    reading = Reading(encoding=decoded.encoding)
    if not decoded.certain:
        reading.warn("encoding-uncertain", f"no encoding fits well; read as {decoded.encoding}")
    if decoded.undecodable:
        reading.warn("undecodable-bytes", f"{decoded.undecodable} places are not valid {decoded.encoding}")
    if "\0" in decoded.text:
        reading.warn("nul-bytes", f"{decoded.text.count(chr(0))} NUL characters; a space stands for each")
    root = _parse(decoded.text.replace("\0", " "))
    if root is not None:
        reading.add_blocks(_Walk().read(root))
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


def _parse(text: str) -> Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "empty" in str(error).lower():
            return None
        raise UnreadableError("broken-file", f"the HTML cannot be parsed ({error})") from error


@dataclass
class _Numbering:
    """The state of one list: the format of its numbers, none for a bulleted one, and the next number."""

    style: str | None
    next: int = 1


@dataclass(frozen=True, slots=True)
class _Outer:
    """What to return to when a block ends."""

    element: Element
    kind: LineKind
    level: int | None
    is_list: bool


@dataclass
class _Walk:
    """One pass over the tree, gathering inline text until a block begins or ends. Not recursive: depth is
    the hostile file's choice.
    """

    blocks: list[Block] = field(default_factory=list)
    _lines: list[list[str]] = field(default_factory=lambda: [[]])
    _kind: LineKind = "paragraph"
    _level: int | None = None
    _label: str = ""
    _open: list[_Outer] = field(default_factory=list)
    _lists: list[_Numbering] = field(default_factory=list)

    def read(self, root: Element) -> list[Block]:
        """The blocks inside ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self._begin(element):
                    self._lines[-1].append(element.text or "")
                else:
                    walker.skip_subtree()
            else:
                if self._open and self._open[-1].element is element:
                    self._end_block()
                if element is not root:
                    self._lines[-1].append(element.tail or "")
        self._flush()
        return self.blocks

    def _begin(self, element: Element) -> bool:
        """Act on the start of an element; whether its inside is to be walked."""
        name = local_name(element).lower()
        if not name or name in _DROPPED or _is_hidden(element):
            return False
        if name == "br":
            self._lines.append([])
        elif name == "pre":
            self._flush()
            self._preformatted(element)
            return False
        elif name == "table" and _is_data(element):
            self._flush()
            self._table(element)
            return False
        elif name in _BLOCKS:
            self._begin_block(element, name)
        return True

    def _begin_block(self, element: Element, name: str) -> None:
        self._flush()
        is_list = name in _LISTS
        self._open.append(_Outer(element, self._kind, self._level, is_list))
        if is_list:
            self._lists.append(_numbering(element))
        elif heading := _HEADING.match(name):
            self._kind, self._level = "heading", int(heading[1])
        elif name == "li":
            self._kind, self._level = "list_item", max(len(self._lists), 1)
            self._label = self._next_label(element)

    def _end_block(self) -> None:
        self._flush()
        outer = self._open.pop()
        self._kind, self._level = outer.kind, outer.level
        self._label = ""
        if outer.is_list:
            self._lists.pop()

    def _next_label(self, item: Element) -> str:
        """The number of a list item; empty in a bulleted list or outside of any."""
        if not self._lists or self._lists[-1].style is None:
            return ""
        numbering = self._lists[-1]
        number = _integer(item.get("value"), numbering.next)
        numbering.next = number + 1
        style = numbering.style or "1"
        return format_number(number, style) + ("、" if style in "一壹甲子" else ".")

    def _table(self, table: Element) -> None:
        for caption in table.iterchildren("caption"):
            self.blocks.extend(_Walk().read(caption))
        self.blocks.extend(unframe(_grid(table)))

    def _preformatted(self, element: Element) -> None:
        text = "".join(map(str, element.itertext()))
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            self.blocks.append(Paragraph(line, "printed"))

    def _flush(self) -> None:
        lines = (_collapse("".join(pieces)) for pieces in self._lines)
        text = "\n".join(line for line in lines if line)
        self._lines = [[]]
        if text:
            self.blocks.append(Paragraph(join_label(self._label, text), self._kind, self._level))
            self._label = ""


def _collapse(text: str) -> str:
    """White space as browsers show it; a break between Chinese characters is none (CSS Text 3, 4.1.3)."""
    return _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", text)).strip(" ")


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_data(table: Element) -> bool:
    """Whether a table shows data and does not merely arrange the page."""
    return next(table.iterdescendants("table"), None) is None and table.get("role") not in (
        "presentation",
        "none",
    )


def _numbering(element: Element) -> _Numbering:
    css = _LIST_STYLE.search(element.get("style", ""))
    if element.tag != "ol" or (css and css[1].lower() == "none"):
        return _Numbering(None)
    style = _LIST_STYLES.get(css[1].lower(), "1") if css else element.get("type", "1")
    return _Numbering(style, _integer(element.get("start"), 1))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text.strip()) else default


def _grid(table: Element) -> list[GridCell]:
    """The cells of a data table at their grid squares, row and column spans worked out."""
    rows = list(_rows(table))[: limits.MAX_ROWS]
    cells: list[GridCell] = []
    taken: dict[int, int] = {}
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while taken.get(column, 0) > row:
                column += 1
            if column >= limits.MAX_COLUMNS:
                break
            column_span = min(max(_integer(cell.get("colspan"), 1), 1), limits.MAX_COLUMNS - column)
            # A rowspan of 0 reaches to the end of the table.
            row_span = _integer(cell.get("rowspan"), 1)
            row_span = min(row_span if row_span > 0 else len(rows), len(rows) - row)
            for i in range(column, column + column_span):
                taken[i] = row + row_span
            cells.append(GridCell(row, column, row_span, column_span, flatten(_Walk().read(cell))))
            column += column_span
    return cells


def _rows(table: Element) -> Iterator[Element]:
    for child in table.iterchildren():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")
