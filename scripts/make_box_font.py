"""Write the font that stands in for Chinese fonts that a PDF does not embed, while its text is read.

usage: python scripts/make_box_font.py

Every character of it is one box, as high as Chinese characters are drawn and as narrow as the narrowest Latin
ones: PDFium widens the place where it finds a character to the shape's own bounds. Spaces are empty.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

PATH = Path(__file__).resolve().parent.parent / "pipeline" / "ingest" / "pdf" / "box.ttf"
EM, ASCENT, DESCENT = 1000, 880, -120
LEFT, BOTTOM, RIGHT, TOP = 0, -80, 200, 850
SPACES = (0x20, 0xA0, 0x3000)
NAMES = [".notdef", "space", "box"]


def make_font() -> FontBuilder:
    """The font: a character map of few ranges (format 13), and a box."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(NAMES)
    pen = TTGlyphPen(None)
    pen.moveTo((LEFT, BOTTOM))
    for corner in ((LEFT, TOP), (RIGHT, TOP), (RIGHT, BOTTOM)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder.setupGlyf({".notdef": box, "space": TTGlyphPen(None).glyph(), "box": box})
    builder.setupHorizontalMetrics(dict.fromkeys(NAMES, (EM, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    characters = CmapSubtable.newSubtable(13)
    characters.platformID, characters.platEncID, characters.language = 3, 10, 0
    characters.cmap = {code: "space" if code in SPACES else "box" for code in range(0x20, 0x110000)}
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, [characters]
    builder.font["cmap"] = table
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    return builder


def main() -> int:
    make_font().save(PATH)
    return 0


if __name__ == "__main__":
    sys.exit(main())
