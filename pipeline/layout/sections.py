"""Sections: what each heading governs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Block, Section
from pipeline.layout.headings import section_kind


def find_sections(text: str, blocks: Sequence[Block], levels: Mapping[int, int | None]) -> list[Section]:
    """A section per heading, up to the next heading of the same or a higher level, or the next cover line.

    ``levels`` gives the outline level of each heading by block index; a heading without number (摘要)
    stands as high as the highest numbered one. A list of contents ends with its
    last line. The sections come in reading order and nest.
    """
    numbered = [level for level in levels.values() if level is not None]
    top = min(numbered, default=1)

    def is_contents(k: int) -> bool:
        heading = blocks[starts[k][0]]
        return section_kind(text[heading.start : heading.end]) == "contents"

    starts: list[tuple[int, int]] = []
    ends: list[int] = []
    running: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind != "toc" and running and is_contents(running[-1]):
            ends[running.pop()] = block.start
        level = (levels.get(index) or top) if block.kind == "heading" else None
        if level is None and block.kind != "cover":
            continue
        while running and (level is None or starts[running[-1]][1] >= level):
            ends[running.pop()] = block.start
        if level is not None:
            running.append(len(starts))
            starts.append((index, level))
            ends.append(len(text))
    sections = []
    for (index, level), end in zip(starts, ends, strict=True):
        block = blocks[index]
        title = text[block.start : block.end]
        sections.append(Section(title, section_kind(title), level, block.start, end))
    return sections
