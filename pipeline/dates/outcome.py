"""What resolving works with and comes to: the speaker of a report, and the outcome of one point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.dates.model import Calendar
from pipeline.dates.values import Value
from pipeline.document import Reference, Severity
from pipeline.immutable import immutable
from pipeline.vocabulary import IssueCode


@dataclass(frozen=True, slots=True)
class Speaker:
    """The date a report speaks from, as far as it is known."""

    year: int | None
    month: int | None
    day: int | None
    basis: str

    @classmethod
    def of(cls, reference: Reference | None, *, assumed: bool) -> Speaker:
        """The speaker of a reference; of an interval its end. ``assumed``: told from the text."""
        if reference is None:
            return cls(None, None, None, "")
        numbers = [int(part) for part in reference.value.rpartition("/")[2].partition("T")[0].split("-")]
        year, month, day = (*numbers, None, None)[:3]
        basis = "year told from the text itself" if assumed else f"{reference.basis} date"
        return cls(year, month, day, basis)

    @property
    def has_cover(self) -> bool:
        """Whether a cover tells the date: the text is a report on a trip."""
        return self.basis.startswith("cover")

    @property
    def today(self) -> date | None:
        """The day, if the reference has one."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to tell the reader about one point: becomes an issue row."""

    code: IssueCode
    severity: Severity
    message: str


@immutable
class Outcome:
    """What one point came to."""

    value: Value | None
    reason: str
    anchor: int | None = None
    calendar: Calendar = "inherited"
    doubts: tuple[Doubt, ...] = ()


@immutable
class Year:
    """The year of a point, where it came from, and in which calendar it was written."""

    year: int
    reason: str
    anchor: int | None = None
    calendar: Calendar = "inherited"
    doubts: tuple[Doubt, ...] = ()


def unanchored(message: str) -> Outcome:
    """The outcome of a point that nothing before it explains."""
    return Outcome(None, message, None, "inherited", (Doubt("no-anchor", "info", message),))
