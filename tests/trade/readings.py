"""Builders: a sentence in, its figures out."""

from pipeline.dates import find_dates, resolve_dates
from pipeline.document import Document, Reference
from pipeline.trade import Figure, FigureResolution, find_figures, resolve_figures


def resolve(text: str, reference: str = "2017-11-22", destinations: tuple[str, ...] = ()) -> FigureResolution:
    """The resolution of a text whose report is dated ``reference`` on a trip to ``destinations``."""
    document = Document.from_text(text)
    told = Reference(reference, "given")
    dates = resolve_dates(find_dates(document), document, reference=told).dates
    return resolve_figures(
        find_figures(document), document, dates=dates, reference=told, destinations=destinations
    )


def figures(text: str, reference: str = "2017-11-22") -> tuple[Figure, ...]:
    return resolve(text, reference).figures


def figure(text: str, written: str, reference: str = "2017-11-22") -> Figure:
    """The one figure of ``text`` that is written so."""
    found = [f for f in figures(text, reference) if f.mention.text == written]
    assert len(found) == 1, [f.mention.text for f in figures(text, reference)]
    return found[0]


def parties(found: Figure) -> tuple[str | None, str | None]:
    return found.reporter, found.partner
