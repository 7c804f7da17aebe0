"""Source to Document: the steps of the layout in their order."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Document, Source
from pipeline.layout.assemble import assemble
from pipeline.layout.contents import contents_rows
from pipeline.layout.cover import abstract_field, read_cover
from pipeline.layout.furniture import drop_furniture
from pipeline.layout.rows import read_rows
from pipeline.layout.sections import find_sections
from pipeline.layout.tables import source_grids, text_grids
from pipeline.layout.wrapping import is_cut_into_lines, measure


def lay_out(source: Source) -> Document:
    """The clean text of ``source`` with its structure.

    Wrapped lines are joined, page furniture is gone, tables are lines with tabs between cells. Each clean
    character leads back to its source character. A failed source gives an empty document.
    """
    rows = read_rows(source)
    pasted = [row for row in rows if source.lines[row.line].kind == "paragraph"]
    if is_cut_into_lines(pasted):
        for row in pasted:
            row.whole = False
    rows = drop_furniture(rows)
    contents = contents_rows(rows)
    tables = text_grids(rows, contents)
    apart = contents.union(*(range(first, past) for first, past, _ in tables))
    layout = assemble(source, rows, measure(rows, apart), contents, tables, source_grids(source, rows))
    starts = [source.lines[k] for k in layout.block_lines]
    cover = read_cover(
        layout.text,
        layout.blocks,
        layout.tables,
        [line.page for line in starts],
        [line.font_size for line in starts],
    )
    blocks = tuple(
        replace(block, kind="cover") if k in cover.blocks and block.kind != "table" else block
        for k, block in enumerate(layout.blocks)
    )
    fields = list(cover.fields)
    if not any(field.name == "abstract" for field in fields):
        abstract = abstract_field(layout.text, blocks, cover.blocks)
        fields += [abstract] if abstract else []
    return Document(
        source,
        layout.text,
        layout.offsets,
        blocks,
        tuple(find_sections(layout.text, blocks, layout.headings)),
        tuple(layout.tables),
        tuple(sorted(fields, key=lambda f: (f.start, f.end))),
    )
