"""What reading one file may cost. Every limit is checked before the cost arises, and has a test.

Together they hold the promise ``MEMORY_LIMIT``: reading any file, hostile or not, adds at most so many
bytes to the process, and ends. One thing they cannot bound: PDFium unpacks the content of a PDF page whole,
however large. Only a process with limits of its own bounds that, which is the corpus runner's part.
"""

from __future__ import annotations

MIB = 1024 * 1024

MEMORY_LIMIT = 450 * MIB
"""Bytes of resident memory that reading one file may add."""

MAX_FILE_BYTES = 1024 * MIB
"""Largest file that is opened at all. PDFs with photographs are large; their pages are read one by one."""

MAX_TEXT_BYTES = 32 * MIB
"""Largest plain text or HTML file: some ten million Chinese characters."""

MAX_XML_BYTES = 32 * MIB
"""Largest uncompressed part of a Word or ODT package; only the parts with text are unpacked."""

MAX_MARKUP = 1_500_000
"""Most ``<`` and ``=`` together in one XML part: each costs the parser some 120 bytes."""

MAX_TAGS = 1_000_000
"""Most tags of an HTML page: they cost time, some ten seconds at the limit."""

MAX_ATTRIBUTES = 200_000
"""Most words inside one HTML tag, whose attributes the parser has to hold together."""

MAX_PACKAGE_MEMBERS = 10_000
"""Most files in a Word or ODT package."""

MAX_DIRECTORY_BYTES = 4 * MIB
"""Largest directory of a Word or ODT package."""

MAX_COMPRESSION_RATIO = 400
"""Uncompressed to compressed bytes of a part. Real reports stay under 100; deflate's bound is 1,032."""

MAX_CHARACTERS = 20_000_000
"""Most characters taken from one file; the rest is cut off with an issue."""

MAX_LINES = 300_000
"""Most lines taken from one file; the rest is cut off with an issue."""

MAX_PAGE_CHARACTERS = 200_000
"""Most characters taken from one PDF page. A densely printed page holds some 5,000."""

MAX_PAGE_OBJECTS = 20_000
"""Most drawn objects looked at on one PDF page in search of ruled tables; vector maps have more."""

MAX_COLUMNS = 200
"""Most columns of a table. Wider spans are clamped; an HTML table of more columns is read as plain text."""

MAX_REPEATED_ROWS = 1_000
"""Most rows that an ODT table's row stands for; more are counted as so many."""

MAX_OCR_SECONDS = 60
"""Seconds that recognising one scanned page may take; a dense page takes some five."""

MAX_OCR_PIXELS = 20_000_000
"""Pixels of the image that a scanned page is recognised from; A3 at 300 dots per inch has 17 million."""
