"""Runs over many files: which ones, on how many processes, and what a run leaves behind."""

from pipeline.corpus.discover import discover
from pipeline.corpus.run import extract
from pipeline.corpus.summary import RunSummary

__all__ = ["RunSummary", "discover", "extract"]
