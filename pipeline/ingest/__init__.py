"""Ingest: any report file to an immutable :class:`~pipeline.document.Source`.

One reader per format behind one interface (``reading.Reader``); ``formats`` recognises a file by its
content. In the text of a Source:

* lines are separated by line breaks, and nothing but line breaks and tabs stands outside a line;
* radicals and compatibility ideographs stand as the ordinary characters (``ideographs``), one for one;
* plain text is else kept to the letter, line breaks and form feeds included; all blank lines are lines;
* the cells of a table row are separated by tabs, its rows by newlines; a cell's own lines, all of kind
  ``cell``, by newlines; an empty cell has no line;
* a PDF's lines stand in reading order with their boxes; a gap in print well over a character wide is
  written as so many spaces that columns of text stay below each other.

What no reader can read ends as a Source of status ``failed`` with an error issue that names file and
cause. Nothing is ever written, followed or fetched.
"""

from pipeline.ingest.read import read_source

__all__ = ["read_source"]
