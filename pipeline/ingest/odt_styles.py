"""ODT's styles and list numbers: a paragraph's size, and the number printed before it.

Source: ODF 1.3 part 3, 16 (styles), 5.3 (lists), 19.880 and following (numbering attributes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.ingest.numbering import format_number
from pipeline.ingest.parts import local_name

Element = etree._Element

_OUTLINE = "\0outline"
_MAX_STYLE_DEPTH = 20
_LEVELS = 10
_MAX_LABEL = 64
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(pt|in|cm|mm)$")


def attribute(element: Element, name: str) -> str | None:
    """The attribute by its local name, whichever of ODF's namespaces it is in."""
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None


def integer(text: str | None) -> int | None:
    """A whole number of up to nine digits, not negative; None for anything else."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What matters of a paragraph style, its ancestors already folded in. Font size in points."""

    font_size: float | None = None
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    template: str = ""


class Styles:
    """The paragraph and list styles of a document, automatic and named."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._paragraphs: dict[str, Element] = {}
        self._folded: dict[str, ParagraphStyle] = {}
        self.lists: dict[str, dict[int, _Level]] = {}
        default_size = None
        for root in (styles, content):
            for element in root.iter() if root is not None else ():
                name = local_name(element)
                if name == "style" and attribute(element, "family") == "paragraph":
                    self._paragraphs[attribute(element, "name") or ""] = element
                elif name == "default-style" and attribute(element, "family") == "paragraph":
                    default_size = _font_size(element)
                elif name == "list-style":
                    self.lists[attribute(element, "name") or ""] = _levels(element)
                elif name == "outline-style":
                    self.lists[_OUTLINE] = _levels(element)
                elif name == "body":
                    break
        self._base = ParagraphStyle(default_size)

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """The paragraph style of that name; the document's default for an unknown one."""
        if name is None:
            return self._base
        if name not in self._folded:
            self._folded[name] = self._fold(name, 0)
        return self._folded[name]

    def _fold(self, name: str, depth: int) -> ParagraphStyle:
        element = self._paragraphs.get(name)
        if element is None or depth > _MAX_STYLE_DEPTH:
            return self._base
        parent = self._fold(attribute(element, "parent-style-name") or "", depth + 1)
        size = _font_size(element)
        is_title = parent.is_title or name in ("Title", "Subtitle")
        return ParagraphStyle(parent.font_size if size is None else size, is_title)


@dataclass
class Counters:
    """The running numbers of all lists. They depend on what came before: ask in reading order."""

    styles: Styles
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _by_id: dict[str, list[int | None]] = field(default_factory=dict)

    def begin(self, style: str, *, identifier: str | None, continued: str | None, goes_on: bool) -> None:
        """A list begins: anew, or where the list ``continued`` or the last one of its style stopped."""
        if continued is not None and continued in self._by_id:
            self._counts[style] = self._by_id[continued]
        elif not goes_on or style not in self._counts:
            self._counts[style] = [None] * _LEVELS
        if identifier is not None:
            self._by_id[identifier] = self._counts[style]

    def advance_outline(self, level: int) -> str:
        """The number of the next heading of a 1-based outline level; empty if headings have none."""
        return self.advance(_OUTLINE, level, None)

    def advance(self, style: str, level: int, start: int | None) -> str:
        """The number of the next item of a list at a 1-based level; empty for a bullet."""
        if not 1 <= level <= _LEVELS:
            return ""
        levels = self.styles.lists.get(style, {})
        counts = self._counts.setdefault(style, [None] * _LEVELS)
        for index in range(level):
            first = levels.get(index + 1, _Level()).start
            count = counts[index]
            if index == level - 1:
                counts[index] = start if start is not None else first if count is None else count + 1
            elif count is None:
                counts[index] = first
        counts[level:] = [None] * (_LEVELS - level)
        return _write_label(levels, counts, level)


def _levels(style: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in style.iterchildren():
        index = integer(attribute(element, "level"))
        if index is None or local_name(element) not in ("list-level-style-number", "outline-level-style"):
            continue
        levels[index] = _Level(
            start=_or(integer(attribute(element, "start-value")), 1),
            style=(attribute(element, "num-format") or "").split(",")[0].strip(),
            prefix=(attribute(element, "num-prefix") or "")[:_MAX_LABEL],
            suffix=(attribute(element, "num-suffix") or "")[:_MAX_LABEL],
            shown=integer(attribute(element, "display-levels")) or 1,
            template=(attribute(element, "num-list-format") or "")[:_MAX_LABEL],
        )
    return levels


def _write_label(levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
    wanted = levels.get(level)
    if wanted is None or not wanted.style:
        return ""

    def written(index: int) -> str:
        source = levels.get(index, _Level())
        return format_number(counts[index - 1] or 0, source.style) if source.style else ""

    if wanted.template:
        # LibreOffice's own, more general form: 「第%1%章」.
        return re.sub(
            r"%(\d{1,2})%", lambda m: written(int(m[1])) if 1 <= int(m[1]) <= level else "", wanted.template
        )
    numbers = [written(index) for index in range(max(1, level - wanted.shown + 1), level + 1)]
    return wanted.prefix + ".".join(n for n in numbers if n) + wanted.suffix


def _font_size(style: Element) -> float | None:
    """The font size of a style in points. Chinese text has its own, beside that of Latin text."""
    for child in style.iterchildren():
        if local_name(child) == "text-properties":
            for name in ("font-size-asian", "font-size"):
                if match := _SIZE.match(attribute(child, name) or ""):
                    return float(match[1]) * _POINTS[match[2]]
    return None


def _or(number: int | None, default: int) -> int:
    return default if number is None else number
