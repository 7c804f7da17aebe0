"""Word's styles and automatic numbering: what a paragraph is, and the number printed before it.

Source: ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.ingest.numbering import WORD_FORMATS, format_number

Element = etree._Element

_HEADING = re.compile(r"(?:heading|標題)\s*([1-9])$", re.I)
_MAX_STYLE_DEPTH = 20
_LEVELS = 9
_MAX_LABEL = 64


def namespace(element: Element) -> str:
    """The namespace of an element in braces; WordprocessingML has two (transitional and strict)."""
    return str(element.tag).partition("}")[0] + "}"


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of the child ``name``; "1" if the child stands without one, None if it is absent."""
    if parent is None:
        return None
    w = namespace(parent)
    child = parent.find(w + name)
    return None if child is None else child.get(w + "val", "1")


def number(text: str | None) -> int | None:
    """An integer attribute; None if it is absent or none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a paragraph style, its ancestors already folded in. ``heading`` is 0 for a title."""

    heading: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    font_size: float | None = None


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._folded: dict[str | None, Style] = {}
        self._default: str | None = None
        default_size = None
        if root is not None:
            w = namespace(root)
            for element in root.iterchildren(w + "style"):
                if element.get(w + "type") == "paragraph":
                    identifier = element.get(w + "styleId", "")
                    self._elements[identifier] = element
                    if element.get(w + "default") in ("1", "true", "on"):
                        self._default = identifier
            default_size = value(root.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr"), "sz")
        self._base = Style(font_size=half_points(default_size))

    def get(self, identifier: str | None) -> Style:
        """The style by its id; the default style for None, an empty one for an unknown id."""
        if identifier not in self._folded:
            chosen = identifier if identifier is not None else self._default
            self._folded[identifier] = self._fold(chosen, 0)
        return self._folded[identifier]

    def _fold(self, identifier: str | None, depth: int) -> Style:
        element = self._elements.get(identifier or "")
        if element is None or depth > _MAX_STYLE_DEPTH:
            return self._base
        parent = self._fold(value(element, "basedOn"), depth + 1)
        w = namespace(element)
        properties, run = element.find(w + "pPr"), element.find(w + "rPr")
        numbering = properties.find(w + "numPr") if properties is not None else None
        own = (
            outline_level(properties),
            value(numbering, "numId"),
            number(value(numbering, "ilvl")),
            half_points(value(run, "sz")),
        )
        heading, list_id, list_level, size = own
        name = value(element, "name") or ""
        if match := _HEADING.match(name):
            heading = int(match[1])
        elif name.lower() in ("title", "subtitle"):
            heading = 0
        return Style(
            parent.heading if heading is None else heading,
            parent.list_id if list_id is None else list_id,
            parent.list_level if list_level is None else list_level,
            parent.font_size if size is None else size,
        )


def outline_level(properties: Element | None) -> int | None:
    """The outline level of paragraph properties, 1-based; None for body text."""
    level = number(value(properties, "outlineLvl"))
    return level + 1 if level is not None and 0 <= level < _LEVELS else None


def half_points(text: str | None) -> float | None:
    """A font size that Word gives in half points, in points."""
    size = number(text)
    return size / 2 if size is not None and size > 0 else None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "1"
    text: str = ""
    is_legal: bool = False


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    restarted: set[str] = field(default_factory=set)


class Numbering:
    """The numbered lists of a document. Numbers depend on what came before: ask in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        if root is None:
            return
        w = namespace(root)
        linked: dict[str, str] = {}
        for abstract in root.iterchildren(w + "abstractNum"):
            identifier = abstract.get(w + "abstractNumId", "")
            self._lists[identifier] = _List(dict(map(_level, abstract.iterchildren(w + "lvl"))))
            if link := value(abstract, "numStyleLink"):
                linked[identifier] = link
        for num in root.iterchildren(w + "num"):
            self._add_instance(num)
        for identifier, link in linked.items():
            target = self._list_of.get(styles.get(link).list_id or "")
            if target in self._lists:
                self._lists[identifier] = self._lists[target]

    def _add_instance(self, num: Element) -> None:
        w = namespace(num)
        identifier = num.get(w + "numId", "")
        self._list_of[identifier] = value(num, "abstractNumId") or ""
        for override in num.iterchildren(w + "lvlOverride"):
            index = number(override.get(w + "ilvl")) or 0
            start = number(value(override, "startOverride"))
            if start is not None:
                self._restarts.setdefault(identifier, {})[index] = start
            level = override.find(w + "lvl")
            if level is not None:
                self._overrides.setdefault(identifier, {})[index] = _level(level)[1]

    def label(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of a list at 0-based ``level``; empty for a bullet."""
        found = self._lists.get(self._list_of.get(list_id, ""))
        if found is None or not 0 <= level < _LEVELS:
            return ""
        levels = {**found.levels, **self._overrides.get(list_id, {})}
        if list_id not in found.restarted:
            found.restarted.add(list_id)
            for index, start in self._restarts.get(list_id, {}).items():
                if 0 <= index < _LEVELS:
                    found.counters[index] = start - 1
        for index in range(level + 1):
            count = found.counters[index]
            start = levels.get(index, _Level()).start
            if index == level:
                found.counters[index] = start if count is None else count + 1
            elif count is None:
                found.counters[index] = start
        found.counters[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _write_label(levels, found.counters, level)


def _level(element: Element) -> tuple[int, _Level]:
    w = namespace(element)
    word_format = value(element, "numFmt") or "decimal"
    text = value(element, "lvlText") or ""
    return number(element.get(w + "ilvl")) or 0, _Level(
        start=number(value(element, "start")) or (0 if value(element, "start") == "0" else 1),
        style="" if word_format == "none" else WORD_FORMATS.get(word_format, "1"),
        text="" if word_format == "bullet" else text[:_MAX_LABEL],
        is_legal=value(element, "isLgl") not in (None, "0", "false"),
    )


def _write_label(levels: dict[int, _Level], counters: list[int | None], level: int) -> str:
    wanted = levels.get(level)
    if wanted is None:
        return ""

    def written(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        source = levels.get(index, _Level())
        if not source.style:
            return ""
        style = "1" if wanted.is_legal and index != level else source.style
        return format_number(counters[index] or 0, style)

    return re.sub(r"%([1-9])", written, wanted.text)
