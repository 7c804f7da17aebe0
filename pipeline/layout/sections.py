"""Sections: what each heading governs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Block, Section, SectionKind
from pipeline.layout.headings import section_kind


def find_sections(text: str, blocks: Sequence[Block], levels: Mapping[int, int | None]) -> list[Section]:
    """A section per heading, up to the next heading of the same or a higher level, or the next cover line.

    ``levels`` gives the outline level of each heading by block index; a heading without number (摘要)
    stands as high as the highest numbered one. A list of contents ends with its
    last line. The sections come in reading order and nest.
    """
    numbered = [level for level in levels.values() if level is not None]
    top = min(numbered, default=1)

    starts: list[tuple[int, int]] = []
    kinds: list[SectionKind] = []
    ends: list[int] = []
    running: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind != "toc" and running and kinds[running[-1]] == "contents":
            ends[running.pop()] = block.start
        level = (levels.get(index) or top) if block.kind == "heading" else None
        if level is None and block.kind != "cover":
            continue
        while running and (level is None or starts[running[-1]][1] >= level):
            ends[running.pop()] = block.start
        if level is not None:
            running.append(len(starts))
            starts.append((index, level))
            kinds.append(section_kind(text[block.start : block.end]))
            ends.append(len(text))
    sections = []
    for (index, level), kind, end in zip(starts, kinds, ends, strict=True):
        block = blocks[index]
        sections.append(Section(text[block.start : block.end], kind, level, block.start, end))
    return sections
