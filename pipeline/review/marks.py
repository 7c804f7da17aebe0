"""Spans of a text as nested ``<mark>`` elements.

Elements can only nest, spans may also cross. Where two cross, the one that starts later is cut in two at
the end of the other. ``depth`` (how many levels of marks lie inside a mark) lets the style draw the line of
an outer mark below those of the inner ones, so that each stays legible.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

DEEPEST = 3
"""Marks nested deeper than this look like this."""


@dataclass(frozen=True, slots=True)
class Span:
    """A mention to be marked: its row id, kind, and half-open range in the clean text."""

    id: str
    kind: str
    start: int
    end: int
    doubtful: bool = False


@dataclass(slots=True)
class _Node:
    span: Span
    start: int
    end: int
    children: list[_Node] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return max((child.depth + 1 for child in self.children), default=0)


_Keyed = tuple[int, int, str, str, Span, int, int]
"""A span in the order in which the tree is built, with the part of it that has no place there yet."""


def mark(text: str, start: int, end: int, spans: Sequence[Span]) -> Markup:
    """``text[start:end]``, escaped, with every span that lies in it or overlaps it marked.

    The first piece of each span carries the id ``mention-<id>``, unless it started before ``start``.
    """
    inside = [s for s in spans if s.start < end and s.end > start]
    root = _Node(Span("", "", start, end), start, end)
    waiting = [_keyed(span, max(span.start, start), min(span.end, end)) for span in inside]
    heapq.heapify(waiting)
    while waiting:
        *_, span, first, past = heapq.heappop(waiting)
        rest = _insert(root, _Node(span, first, past))
        if rest is not None:
            heapq.heappush(waiting, _keyed(span, rest, past))
    return Markup("").join(_render(text, root))


def _keyed(span: Span, start: int, end: int) -> _Keyed:
    return (start, -end, span.kind, span.id, span, start, end)


def _insert(parent: _Node, node: _Node) -> int | None:
    """Put a node into the tree; nodes come ordered by start, the longer first.

    Where it reaches over the end of one that began before, only its part inside is put there; the start of
    the rest is returned.
    """
    last = parent.children[-1] if parent.children else None
    if last is None or node.start >= last.end:
        parent.children.append(node)
        return None
    if node.end <= last.end:
        return _insert(last, node)
    rest = last.end
    inner = _insert(last, _Node(node.span, node.start, rest))
    return rest if inner is None else inner


def _render(text: str, node: _Node) -> list[Markup]:
    parts: list[Markup] = []
    position = node.start
    for child in node.children:
        parts.append(escape(text[position : child.start]))
        parts.append(_open(child))
        parts.extend(_render(text, child))
        parts.append(Markup("</mark>"))
        position = child.end
    parts.append(escape(text[position : node.end]))
    return parts


def _open(node: _Node) -> Markup:
    span = node.span
    anchor = Markup(' id="mention-{}"').format(span.id) if node.start == span.start else Markup("")
    doubt = " doubtful" if span.doubtful else ""
    return Markup('<mark{} class="{}{} d{}" data-m="{}" tabindex="-1">').format(
        anchor, span.kind, doubt, min(node.depth, DEEPEST), span.id
    )
