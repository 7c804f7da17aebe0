"""One gold document beside what a run found in it, and where in the report each thing stands."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Any

from pipeline.document import Document
from pipeline.evaluation.align import Alignment, Span
from pipeline.evaluation.tally import Place

Values = dict[str, Any]

CONTEXT = 18
"""Characters shown on either side of an error."""

_KINDS = {"cover": "cover", "heading": "heading", "table": "table", "toc": "contents"}


class Places:
    """The blocks of a report, as offsets in its gold text without white space."""

    def __init__(self, document: Document | None, clean: str, alignment: Alignment) -> None:
        """Without the ``document`` a line with tabs is a table and all else is body."""
        if document is None:
            document = Document.from_text(clean)
        self._starts: list[int] = []
        self._kinds: list[str] = []
        for block in document.blocks:
            self._starts.append(alignment.at(block.start))
            tabs = "\t" in document.text[block.start : block.end]
            self._kinds.append(_KINDS.get(block.kind, "table" if tabs else "body"))

    def at(self, offset: int) -> tuple[str, int]:
        """The kind and the number of the block that the gold character at ``offset`` stands in."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return (self._kinds[i], i) if i >= 0 else ("body", -1)


@dataclass
class Case:
    """One gold document beside what the run found in it."""

    name: str
    gold: Values
    alignment: Alignment
    places: Places
    tables: dict[str, list[Values]]

    def span(self, row: Values) -> Span:
        """The span of a row in the gold text."""
        return self.alignment.at(row["char_start"]), self.alignment.at(row["char_end"])

    def spans(self, table: str) -> list[Span]:
        """The spans of all rows of a table in the gold text."""
        return [self.span(row) for row in self.tables[table]]

    def place(self, offset: int) -> Place:
        """Where the gold character at ``offset`` stands."""
        return Place(self.name, *self.places.at(offset))

    def context(self, span: Span) -> str:
        """The span in brackets with what stands around it; nothing where the span is nowhere."""
        start, end = span
        text = self.alignment.target
        if start < 0 or end <= start:
            return ""
        return f"{text[max(0, start - CONTEXT) : start]}⟦{text[start:end]}⟧{text[end : end + CONTEXT]}"
