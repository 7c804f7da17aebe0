"""Official trip reports (公務出國報告) in, clean tables out.

>>> import pipeline
>>> report = pipeline.read_text("105 年雙邊貿易總額 602 億美元。")
>>> [(d.mention.text, d.value) for d in report.dates]
[('105 年', '2016')]

``read_report`` reads a file, ``read_text`` a string; both give a ``Report`` whose parts (``dates``,
``people``, ``organizations``, ``figures``) are worked out when first asked for. ``find_*`` and
``resolve_*`` are the single stages. ``extract`` runs a folder and writes the tables; ``load_outputs``
reads them back. ``load`` gives a spaCy ``Language`` with all components.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.corpus import extract
    from pipeline.dates import explain, find_dates, resolve_dates
    from pipeline.document import Document, Issue, Mention, Reference, Source
    from pipeline.export import load_outputs
    from pipeline.ingest import read_source
    from pipeline.layout import lay_out
    from pipeline.numerals import parse_number
    from pipeline.organizations import find_organizations, resolve_organizations
    from pipeline.people import find_people, resolve_people
    from pipeline.profile import read_profile
    from pipeline.report import Report, read_report, read_text
    from pipeline.spacy_components import load
    from pipeline.trade import find_figures, resolve_figures

__version__ = "0.1.0"

_HOME = {
    "Document": "document",
    "Issue": "document",
    "Mention": "document",
    "Reference": "document",
    "Report": "report",
    "Source": "document",
    "explain": "dates",
    "extract": "corpus",
    "find_dates": "dates",
    "find_figures": "trade",
    "find_organizations": "organizations",
    "find_people": "people",
    "lay_out": "layout",
    "load": "spacy_components",
    "load_outputs": "export",
    "parse_number": "numerals",
    "read_profile": "profile",
    "read_report": "report",
    "read_source": "ingest",
    "read_text": "report",
    "resolve_dates": "dates",
    "resolve_figures": "trade",
    "resolve_organizations": "organizations",
    "resolve_people": "people",
}

__all__ = [
    "Document",
    "Issue",
    "Mention",
    "Reference",
    "Report",
    "Source",
    "__version__",
    "explain",
    "extract",
    "find_dates",
    "find_figures",
    "find_organizations",
    "find_people",
    "lay_out",
    "load",
    "load_outputs",
    "parse_number",
    "read_profile",
    "read_report",
    "read_source",
    "read_text",
    "resolve_dates",
    "resolve_figures",
    "resolve_organizations",
    "resolve_people",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that ``import pipeline`` stays fast."""
    if name in _HOME:
        value: object = getattr(importlib.import_module(f"pipeline.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
