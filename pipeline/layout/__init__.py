"""Layout: a source becomes a document of clean text with paragraphs, sections, tables and form fields."""

from __future__ import annotations

from pipeline.layout.document import lay_out

__all__ = ["lay_out"]
