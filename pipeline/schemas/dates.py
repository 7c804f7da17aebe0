"""Table ``dates``."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from pipeline.schemas.base import Evidence
from pipeline.schemas.types import Edtf, Id, Name
from pipeline.vocabulary import Calendar, DateBasis, Precision


class DateRow(Evidence):
    """One mention of a date or an interval of dates."""

    date_id: Id
    value: Edtf | None = Field(description="EDTF; null where it could not be resolved (see issues).")
    date_start: date | None = Field(description="First day of value; null if open or unresolved.")
    date_end: date | None = Field(description="Last day of value; null if open or unresolved.")
    precision: Precision | None = Field(description="The finest part that is written.")
    calendar: Calendar | None = Field(description="Calendar of the written year; inherited if none is.")
    basis: DateBasis = Field(description="How the year or day is known.")
    anchor_date_id: Id | None = Field(description="The mention that year, month or day was taken from.")
    reason: str = Field(description="How the value was found, in one line.")
    section: Name | None = Field(description="Heading of the section that the mention stands in.")

    @model_validator(mode="after")
    def _days_in_order(self) -> DateRow:
        if self.date_start and self.date_end and self.date_end < self.date_start:
            raise ValueError(f"ends on {self.date_end} before it starts on {self.date_start}")
        return self
