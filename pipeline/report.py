"""One report, all the way through: source, layout, find, resolve. Each part is worked out once, on demand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import Document, Issue, Reference

if TYPE_CHECKING:
    from pipeline.dates import DateMention, DateResolution, ResolvedDate
    from pipeline.organizations import Organization, OrganizationResolution
    from pipeline.people import Person, PersonMention, PersonResolution
    from pipeline.profile import Profile
    from pipeline.recognisers import Entity, Recogniser
    from pipeline.trade import Figure, FigureResolution


class Report:
    """A document and everything that is read from it.

    ``dates``, ``people``, ``organizations`` and ``figures`` are the resolved values;
    the ``*_resolution`` properties give them with their links, issues and mentions. ``reference``
    overrides the date that 本年 and 去年 resolve against; without it the report's own cover decides.
    ``recogniser`` is a learned source of further candidates for people and organizations.
    """

    def __init__(
        self,
        document: Document,
        *,
        reference: Reference | None = None,
        recogniser: Recogniser | None = None,
    ) -> None:
        self.document = document
        self._given_reference = reference
        self._recogniser = recogniser

    @property
    def text(self) -> str:
        """The clean text that all offsets point into."""
        return self.document.text

    @cached_property
    def profile(self) -> Profile:
        """Title, agency, travellers, trip and reference date, from cover and form."""
        from pipeline.dates import DatesOnDemand
        from pipeline.profile import read_profile

        return read_profile(self.document, DatesOnDemand(self._date_mentions, self.document))

    @property
    def reference(self) -> Reference | None:
        """What deictic years resolve against."""
        return self._given_reference or self.profile.reference

    @cached_property
    def date_resolution(self) -> DateResolution:
        """All date mentions with values, anchors and issues."""
        from pipeline.dates import resolve_dates

        return resolve_dates(self._date_mentions, self.document, reference=self.reference)

    @cached_property
    def organization_resolution(self) -> OrganizationResolution:
        """All organizations with their mentions, links and issues."""
        from pipeline.organizations import find_organizations, resolve_organizations

        mentions = find_organizations(self.document, entities=self._entities)
        return resolve_organizations(mentions, self.document, agency=self.profile.agency, on=self._written_on)

    @cached_property
    def _entities(self) -> Sequence[Entity]:
        return self._recogniser.recognise(self.text) if self._recogniser else ()

    @property
    def _written_on(self) -> str | None:
        """The last day that the reference may mean: a year (2017) ends on its last day."""
        value = self.reference.value if self.reference else None
        return value + "9999-12-31"[len(value) :] if value else None

    @cached_property
    def person_mentions(self) -> tuple[PersonMention, ...]:
        """All mentions of people, in reading order; ``person_resolution.links`` runs beside them."""
        from pipeline.people import find_people

        return tuple(
            find_people(
                self.document,
                organizations=self.organization_resolution.mentions,
                entities=self._entities,
            )
        )

    @cached_property
    def person_resolution(self) -> PersonResolution:
        """All people with their roles, links and issues."""
        from pipeline.people import resolve_people

        return resolve_people(self.person_mentions, self.document, self.organization_resolution)

    @cached_property
    def figure_resolution(self) -> FigureResolution:
        """All trade figures with their meaning and issues."""
        from pipeline.profile.destinations import titled_destinations
        from pipeline.trade import find_figures, resolve_figures

        return resolve_figures(
            find_figures(self.document),
            self.document,
            dates=self.date_resolution.dates,
            reference=self.reference,
            destinations=self.profile.destinations or titled_destinations(self.profile.title),
        )

    @property
    def dates(self) -> tuple[ResolvedDate, ...]:
        """Every date mention with its value, in reading order."""
        return self.date_resolution.dates

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Every organization, in order of first mention."""
        return self.organization_resolution.organizations

    @property
    def people(self) -> tuple[Person, ...]:
        """Every person, in order of first mention."""
        return self.person_resolution.people

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every trade figure, in reading order."""
        return self.figure_resolution.figures

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What every stage noticed, in the order of the stages."""
        return (
            *self.document.source.issues,
            *self.document.issues,
            *self.profile.issues,
            *self.date_resolution.issues,
            *self.organization_resolution.issues,
            *self.person_resolution.issues,
            *self.figure_resolution.issues,
        )

    @cached_property
    def _date_mentions(self) -> list[DateMention]:
        from pipeline.dates import find_dates

        return find_dates(self.document)


def read_report(
    path: Path | str,
    *,
    reference: Reference | None = None,
    recogniser: Recogniser | None = None,
    ocr: bool = False,
) -> Report:
    """Read one file of any supported format; scanned pages with ``ocr`` only (the extra ``ocr``).

    Bad content raises nothing: ``report.document.source.status`` is ``failed`` and ``report.issues`` names
    the cause. FileNotFoundError if there is no such file.
    """
    from pipeline.ingest import read_source
    from pipeline.layout import lay_out

    if not Path(path).is_file():
        raise FileNotFoundError(f"no report at {path}")
    return Report(lay_out(read_source(path, ocr=ocr)), reference=reference, recogniser=recogniser)


def read_text(
    text: str, *, reference: Reference | None = None, recogniser: Recogniser | None = None
) -> Report:
    """Read clean text from memory: one paragraph a line. For wrapped text, use ``read_report`` on a file."""
    return Report(Document.from_text(text), reference=reference, recogniser=recogniser)
