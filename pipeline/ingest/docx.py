"""Word (DOCX): paragraphs, headings, list items with their automatic numbers, tables, boxes and notes.

Page headers and footers, comments, deleted and hidden text are left out; inserted text counts. Text boxes
follow the paragraph they are anchored in, foot- and endnotes the body. Source: ECMA-376 part 1.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from pipeline.document import LineKind
from pipeline.ingest import limits
from pipeline.ingest.docx_styles import (
    Element,
    Numbering,
    Styles,
    half_points,
    namespace,
    number,
    outline_level,
    value,
)
from pipeline.ingest.numbering import join_label
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

_TRANSPARENT = {
    "hyperlink",
    "ins",
    "smartTag",
    "sdtContent",
    "sdt",
    "fldSimple",
    "moveTo",
    "bdo",
    "dir",
    "customXml",
}
_OFF = ("0", "false", "off")


def read(file: InputFile) -> Reading:
    """The text of a DOCX file."""
    with open_package(file) as archive:
        parts = _parts(archive)
        body = parts["document"]
        assert body is not None
        walk = _Walk.over(parts, namespace(body))
        reading = Reading()
        reading.add_blocks(chain(walk.blocks(body), walk.notes_in_order()))
    return reading


def _parts(archive: zipfile.ZipFile) -> dict[str, Element | None]:
    """The parts with text or styles, by the last word of their relationship type."""
    main = _related(archive, "", "_rels/.rels").get("officeDocument", "word/document.xml")
    body = read_xml(archive, main)
    if body is None:
        raise UnreadableError("broken-file", f"the package has no {main}")
    folder, name = posixpath.split(main)
    related = _related(archive, folder, f"{folder}/_rels/{name}.rels")
    wanted = ("styles", "numbering", "footnotes", "endnotes")
    found = {kind: read_xml(archive, related[kind]) for kind in wanted if kind in related}
    return {"document": body, **found}


def _related(archive: zipfile.ZipFile, folder: str, name: str) -> dict[str, str]:
    root = read_xml(archive, name)
    if root is None:
        return {}
    targets: dict[str, str] = {}
    for relationship in root.iterchildren():
        kind = relationship.get("Type", "").rpartition("/")[2]
        target = relationship.get("Target", "")
        if relationship.get("TargetMode") != "External":
            targets.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return targets


@dataclass
class _Walk:
    """One pass over a document's blocks; ``references`` collects the notes met on the way."""

    w: str
    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    references: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def over(cls, parts: dict[str, Element | None], w: str) -> _Walk:
        """A walk over a document whose elements are in the namespace ``w``."""
        styles = Styles(parts.get("styles"))
        notes: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            root = parts.get(f"{kind}s")
            for note in root.iterchildren(w + kind) if root is not None else ():
                notes[kind, note.get(w + "id", "")] = note
        return cls(w, styles, Numbering(parts.get("numbering"), styles), notes)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables under ``parent`` in document order."""
        for child in parent.iterchildren():
            name = local_name(child)
            if name == "p":
                boxes: list[Element] = []
                yield self._paragraph(child, boxes)
                for box in boxes:
                    yield from self.blocks(box)
            elif name == "tbl":
                yield from unframe(self._table(child))
            elif name == "AlternateContent":
                yield from self.blocks(_chosen(child))
            elif name not in ("del", "moveFrom", "sectPr", "tblPr", "tcPr"):
                yield from self.blocks(child)

    def notes_in_order(self) -> Iterator[Paragraph]:
        """The foot- and endnotes referred to so far, in order of their references."""
        for reference in dict.fromkeys(self.references):
            note = self.notes.get(reference)
            if note is not None:
                yield from (Paragraph(text) for text in flatten(self.blocks(note)))

    def _paragraph(self, element: Element, boxes: list[Element]) -> Paragraph:
        w = self.w
        properties = element.find(w + "pPr")
        style = self.styles.get(value(properties, "pStyle"))
        text = "".join(self._inline(element, boxes)).strip("\n")
        heading = outline_level(properties) or style.heading
        own = properties.find(w + "numPr") if properties is not None else None
        list_id = value(own, "numId") or style.list_id
        level = number(value(own, "ilvl"))
        kind: LineKind = "paragraph" if heading is None else "heading"
        # numId 0 takes a paragraph out of the list of its style; empty paragraphs show no number.
        if list_id not in (None, "0") and text.strip():
            assert list_id is not None
            level = level if level is not None else style.list_level or 0
            text = join_label(self.numbering.label(list_id, level), text)
            if heading is None:
                kind, heading = "list_item", level + 1
        return Paragraph(text, kind, heading or None, self._font_size(element) or style.font_size)

    def _font_size(self, element: Element) -> float | None:
        for run in element.iterchildren(self.w + "r"):
            if run.find(self.w + "t") is not None:
                return half_points(value(run.find(self.w + "rPr"), "sz"))
        return None

    def _inline(self, parent: Element, boxes: list[Element]) -> Iterator[str]:
        """The pieces of text under a paragraph or an inline container; text boxes are set aside."""
        for child in parent.iterchildren():
            name = local_name(child)
            if name == "r":
                vanish = value(child.find(self.w + "rPr"), "vanish")
                if vanish is None or vanish in _OFF:
                    yield from self._run(child, boxes)
            elif name in _TRANSPARENT:
                yield from self._inline(child, boxes)
            elif name == "AlternateContent":
                yield from self._inline(_chosen(child), boxes)
            elif name in ("oMath", "oMathPara"):
                yield "".join(t.text or "" for t in child.iter() if local_name(t) == "t")

    def _run(self, run: Element, boxes: list[Element]) -> Iterator[str]:
        for child in run.iterchildren():
            name = local_name(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _symbol(child.get(self.w + "char", ""))
            elif name in ("footnoteReference", "endnoteReference"):
                self.references.append((name.removesuffix("Reference"), child.get(self.w + "id", "")))
            elif name == "ruby":
                base = child.find(self.w + "rubyBase")
                yield from self._inline(base, boxes) if base is not None else ()
            elif name == "AlternateContent":
                # Word's own text box comes with a copy for older readers; the copy is not text.
                boxes.extend(_text_boxes(_chosen(child)))
            elif name in ("drawing", "pict", "object"):
                boxes.extend(_text_boxes(child))

    def _table(self, table: Element) -> list[GridCell]:
        w = self.w
        cells: list[GridCell] = []
        open_above: dict[int, int] = {}
        for row, element in enumerate(_through(table, "tr")):
            column = min(number(value(element.find(w + "trPr"), "gridBefore")) or 0, limits.MAX_COLUMNS)
            for tc in _through(element, "tc"):
                properties = tc.find(w + "tcPr")
                span = min(max(number(value(properties, "gridSpan")) or 1, 1), limits.MAX_COLUMNS)
                merge = value(properties, "vMerge")
                above = open_above.get(column)
                # A merged cell goes on where vMerge stands without "restart" (its value is then absent).
                if merge is not None and merge != "restart" and above is not None:
                    start = cells[above]
                    cells[above] = GridCell(
                        start.row, start.column, row - start.row + 1, start.column_span, start.paragraphs
                    )
                else:
                    cells.append(GridCell(row, column, 1, span, flatten(self.blocks(tc))))
                    open_above[column] = len(cells) - 1
                column += span
        return cells


def _through(parent: Element, wanted: str) -> Iterator[Element]:
    """The ``wanted`` children of ``parent``, also those inside content controls and insertions."""
    for child in parent.iterchildren():
        name = local_name(child)
        if name == wanted:
            yield child
        elif name in _TRANSPARENT:
            yield from _through(child, wanted)


def _chosen(alternate: Element) -> Element:
    """The alternative that a current reader shows: the first choice, else the fallback."""
    return next((c for c in alternate.iterchildren() if local_name(c) in ("Choice", "Fallback")), alternate)


def _text_boxes(parent: Element) -> Iterator[Element]:
    """The contents of the text boxes in a drawing, outermost only."""
    for child in parent.iterchildren():
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _text_boxes(_chosen(child))
        else:
            yield from _text_boxes(child)


def _symbol(code: str) -> str:
    """A character of a symbol font by its hexadecimal code; those fonts use the private use area."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= character <= "\uf8ff" else character
