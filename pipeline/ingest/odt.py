"""OpenDocument text (ODT): paragraphs, headings, list items with their numbers, tables, boxes and notes.

Page headers and footers (they live in the styles), comments and tracked deletions are left out. Text
boxes follow the paragraph they are anchored in, notes the body. Source: ODF 1.3 part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from pipeline.document import LineKind
from pipeline.ingest import limits
from pipeline.ingest.numbering import join_label
from pipeline.ingest.odt_styles import Counters, Element, Styles, attribute, integer
from pipeline.ingest.package import open_package
from pipeline.ingest.parts import local_name, read_xml
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

_SKIPPED = {"tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "user-field-decls"}
_SKIPPED |= {"ruby-text", "note-citation", "hidden-text", "title", "desc", "image", "object", "script"}
_SPACE = re.compile("[ \t\r\n]+")
_MAX_SPACES = 200


def read(file: InputFile) -> Reading:
    """The text of an ODT file."""
    with open_package(file) as archive:
        manifest = read_xml(archive, "META-INF/manifest.xml")
        if manifest is not None and any(local_name(e) == "encryption-data" for e in manifest.iter()):
            raise UnreadableError("encrypted-file", "the file needs a password")
        content = read_xml(archive, "content.xml")
        styles = read_xml(archive, "styles.xml")
    if content is None:
        raise UnreadableError("broken-file", "the package has no content.xml")
    body = next((e for e in content.iter() if local_name(e) == "text" and e.tag != content.tag), None)
    if body is None:
        raise UnreadableError("broken-file", "content.xml holds no text document")
    walk = _Walk(Styles(content, styles))
    reading = Reading()
    reading.add_blocks(chain(walk.blocks(body), walk.notes_in_order()))
    return reading


@dataclass(frozen=True, slots=True)
class _ListPlace:
    """Where in a list the walk is: the list's style, its 1-based level, and the number not yet written."""

    style: str
    level: int
    label: str = ""


@dataclass
class _Walk:
    """One pass over a document's blocks; ``notes`` collects the notes met on the way."""

    styles: Styles
    counters: Counters = field(init=False)
    notes: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counters = Counters(self.styles)

    def blocks(self, parent: Element, place: _ListPlace | None = None) -> Iterator[Block]:
        """The paragraphs and tables under ``parent`` in document order."""
        for child in parent.iterchildren():
            name = local_name(child)
            if name in ("p", "h"):
                boxes: list[Element] = []
                yield self._paragraph(child, boxes, place)
                # Only the first paragraph of a list item carries its number.
                place = replace(place, label="") if place else None
                for box in boxes:
                    yield from self.blocks(box)
            elif name == "list":
                yield from self._list(child, place)
            elif name == "table":
                yield from unframe(self._table(child))
            elif name and name not in _SKIPPED:
                yield from self.blocks(child, place)

    def notes_in_order(self) -> Iterator[Paragraph]:
        """The foot- and endnotes met so far."""
        for note in self.notes:
            yield from (Paragraph(text) for text in flatten(self.blocks(note)))

    def _list(self, element: Element, outer: _ListPlace | None) -> Iterator[Block]:
        style = attribute(element, "style-name") or (outer.style if outer else "")
        level = outer.level + 1 if outer else 1
        if outer is None:
            self.counters.begin(
                style,
                identifier=attribute(element, "id"),
                continued=attribute(element, "continue-list"),
                goes_on=attribute(element, "continue-numbering") == "true",
            )
        for item in element.iterchildren():
            name = local_name(item)
            if name == "list-header":
                yield from self.blocks(item, _ListPlace(style, level))
            elif name == "list-item":
                # An item that holds only a deeper list is no item of this level to the reader's eye.
                has_own_text = any(local_name(c) in ("p", "h") for c in item.iterchildren())
                start = integer(attribute(item, "start-value"))
                label = self.counters.advance(style, level, start) if has_own_text else ""
                yield from self.blocks(item, _ListPlace(style, level, label))

    def _paragraph(self, element: Element, boxes: list[Element], place: _ListPlace | None) -> Paragraph:
        text = _tidy("".join(self._inline(element, boxes)))
        style = self.styles.paragraph(attribute(element, "style-name"))
        kind: LineKind = "paragraph"
        level = None
        label = place.label if place else ""
        if local_name(element) == "h":
            kind, level = "heading", integer(attribute(element, "outline-level")) or 1
            if place is None and text and attribute(element, "is-list-header") != "true":
                label = self.counters.advance_outline(level)
        elif place is not None:
            kind, level = "list_item", place.level
        elif style.is_title:
            kind = "heading"
        return Paragraph(join_label(label, text) if text else "", kind, level, style.font_size)

    def _inline(self, parent: Element, boxes: list[Element]) -> Iterator[str]:
        """The pieces of text under a paragraph or span; forced line breaks are newlines."""
        yield _SPACE.sub(" ", parent.text or "")
        for child in parent.iterchildren():
            name = local_name(child)
            if name == "s":
                yield " " * min(integer(attribute(child, "c")) or 1, _MAX_SPACES)
            elif name == "tab":
                yield "\t"
            elif name == "line-break":
                yield "\n"
            elif name == "note":
                self.notes.extend(e for e in child.iterchildren() if local_name(e) == "note-body")
            elif name in ("frame", "text-box", "custom-shape", "rect", "ellipse", "g", "a") and _holds_blocks(
                child
            ):
                boxes.append(child)
            elif name and name not in _SKIPPED:
                yield from self._inline(child, boxes)
            yield _SPACE.sub(" ", child.tail or "")

    def _table(self, table: Element) -> list[GridCell]:
        cells: list[GridCell] = []
        row = 0
        for element in _rows(table):
            found = list(self._row(element, row))
            cells.extend(found)
            repeated = integer(attribute(element, "number-rows-repeated")) or 1
            # Only empty rows are ever repeated in earnest; a row with text is written once.
            row += 1 if found else min(repeated, limits.MAX_REPEATED_ROWS)
        return cells

    def _row(self, element: Element, row: int) -> Iterator[GridCell]:
        column = 0
        for child in element.iterchildren():
            name = local_name(child)
            repeated = integer(attribute(child, "number-columns-repeated")) or 1
            if name == "table-cell":
                texts = flatten(self.blocks(child))
                column_span = min(
                    integer(attribute(child, "number-columns-spanned")) or 1, limits.MAX_COLUMNS
                )
                row_span = min(
                    integer(attribute(child, "number-rows-spanned")) or 1, limits.MAX_REPEATED_ROWS
                )
                yield GridCell(row, column, row_span, column_span, texts)
            if name in ("table-cell", "covered-table-cell"):
                column += min(repeated, limits.MAX_COLUMNS)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those in its header and groups."""
    for child in table.iterchildren():
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _holds_blocks(element: Element) -> bool:
    """Whether a shape or frame has paragraphs of its own (a link is called ``a`` in both senses)."""
    return any(local_name(e) in ("p", "h", "table", "list") for e in element.iterdescendants())


def _tidy(text: str) -> str:
    return "\n".join(line.strip(" ") for line in text.strip("\n").split("\n"))
