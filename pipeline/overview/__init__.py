"""The corpus page: a run at a glance in one HTML file that opens offline."""

from pipeline.overview.page import write_corpus_page

__all__ = ["write_corpus_page"]
