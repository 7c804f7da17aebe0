"""PDF with a text layer, through PDFium.

``page`` measures what is printed; ``rulings`` and ``grids`` find ruled tables, ``aligned`` those of figures
without rulings; ``reading_order`` sorts the rest; ``scans`` has scanned pages recognised if asked for;
``reader`` puts a file together page by page. PDFium is not safe for threads: read with several processes, not
several threads.
"""

from pipeline.ingest.pdf.reader import read

__all__ = ["read"]
