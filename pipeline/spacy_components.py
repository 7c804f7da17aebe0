"""spaCy components: thin adapters over the stage functions.

Each component reads the text of a ``Doc`` and puts its mentions into ``doc.spans`` (``dates``,
``people``, ``organizations``, ``figures``) with the same offsets as the tables, and their values as plain
dictionaries into ``doc._.dates`` and so on, one per span in the same order. A Doc with them goes through
``to_bytes``, ``to_disk`` and ``nlp.pipe(n_process=2)`` unharmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from pipeline.document import Mention, Reference
from pipeline.report import Report, read_text

Values = dict[str, Any]
Component = Callable[[Doc], Doc]

COMPONENTS = ("trip_dates", "trip_organizations", "trip_people", "trip_figures")
"""The names of the components in the order in which ``load`` adds them."""

_KEYS = ("dates", "organizations", "people", "figures")


def load(*, reference: str | None = None) -> Language:
    """A ready ``Language`` for Traditional Chinese with all four components.

    ``reference`` is the date that 本年 and 去年 resolve against (``2017``, ``2017-11`` or ``2017-11-22``);
    without it the text itself must tell.
    """
    nlp = spacy.blank("zh")
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"reference": reference} if name in ("trip_dates", "trip_figures") else {})
    return nlp


@Language.factory("trip_dates", default_config={"reference": None}, assigns=["doc.spans", "doc._.dates"])
def make_dates(nlp: Language, name: str, reference: str | None) -> Component:
    """Dates, as spans labelled with their precision; the value is the span's ``kb_id_``."""
    return _Adapter("dates", reference)


@Language.factory("trip_organizations", assigns=["doc.spans", "doc._.organizations"])
def make_organizations(nlp: Language, name: str) -> Component:
    """Organizations, as spans labelled with the form of the mention; ``kb_id_`` is the name."""
    return _Adapter("organizations", None)


@Language.factory("trip_people", assigns=["doc.spans", "doc._.people"])
def make_people(nlp: Language, name: str) -> Component:
    """People, as spans labelled with the form of the mention; ``kb_id_`` is the name."""
    return _Adapter("people", None)


@Language.factory("trip_figures", default_config={"reference": None}, assigns=["doc.spans", "doc._.figures"])
def make_figures(nlp: Language, name: str, reference: str | None) -> Component:
    """Trade figures, as spans labelled with their kind; ``kb_id_`` is the value."""
    return _Adapter("figures", reference)


class _Adapter:
    """One stage as a component: its spans under ``key``, its values under ``doc._.<key>``."""

    def __init__(self, key: str, reference: str | None) -> None:
        self._key = key
        self._reference = reference
        for extension in _KEYS:
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=[])

    def __call__(self, doc: Doc) -> Doc:
        report = _report(doc.text, self._reference)
        spans, values = [], []
        for mention, label, kb_id, row in _MENTIONS[self._key](report):
            span = doc.char_span(mention.start, mention.end, label=label, kb_id=kb_id)
            if span is not None:  # A mention inside a token: only with a tokenizer other than ours.
                spans.append(span)
                values.append(row)
        doc.spans[self._key] = SpanGroup(doc, name=self._key, spans=spans)
        doc._.set(self._key, values)
        return doc

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to keep: rules and lexicons belong to the package, settings to the config."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> _Adapter:
        """Nothing to restore."""
        return self


@lru_cache(maxsize=4)
def _report(text: str, reference: str | None) -> Report:
    """The report of a text, shared by the components of one pipeline so that each stage runs once."""
    return read_text(text, reference=Reference(reference, "given") if reference else None)


_Found = Iterable[tuple[Mention, str, str, Values]]


def _dates(report: Report) -> _Found:
    for d in report.dates:
        row = {"value": d.value, "precision": d.precision, "basis": d.basis, "reason": d.reason}
        yield d.mention, d.precision or "", d.value or "", row


def _organizations(report: Report) -> _Found:
    resolution = report.organization_resolution
    for mention, links in zip(resolution.mentions, resolution.links, strict=True):
        names = [resolution.organizations[i].name for i in links]
        yield mention, mention.form, "", {"form": mention.form, "names": names}


def _people(report: Report) -> _Found:
    resolution = report.person_resolution
    for mention, link in zip(report.person_mentions, resolution.links, strict=True):
        name = resolution.people[link].name if link is not None else None
        row = {"form": mention.form, "name": name, "titles": list(mention.titles)}
        yield mention, mention.form, name or "", row


def _figures(report: Report) -> _Found:
    for f in report.figures:
        value = str(f.value) if f.value is not None else ""
        row = {
            "kind": f.kind,
            "metric": f.metric,
            "value": value or None,
            "unit": f.unit,
            "period": f.period,
            "reporter": f.reporter,
            "partner": f.partner,
        }
        yield f.mention, f.kind, value, row


_MENTIONS: dict[str, Callable[[Report], _Found]] = {
    "dates": _dates,
    "organizations": _organizations,
    "people": _people,
    "figures": _figures,
}
