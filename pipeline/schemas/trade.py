"""Table ``trade_figures``."""

from __future__ import annotations

from pydantic import Field, model_validator

from pipeline.schemas.base import Evidence
from pipeline.schemas.types import Alpha3, Amount, Code, Edtf, Id, Name, Offset, Unit
from pipeline.vocabulary import FigureKind, Metric, Qualifier


class TradeFigureRow(Evidence):
    """One amount, growth rate, share or rank."""

    figure_id: Id
    kind: FigureKind = Field(description="amount, growth, share or rank.")
    metric: Metric = Field(description="What is measured.")
    metric_text: Name | None = Field(description="The measure as written: 雙邊貿易總額.")
    value: Amount | None = Field(description="Whole currency units; percent (falls negative); or the rank.")
    unit: Unit | None = Field(description="ISO 4217, percent, percentage_point or rank.")
    qualifier: Qualifier | None = Field(description="about, over, under, nearly or up_to, where written.")
    period: Edtf | None = Field(description="The time that the figure is about.")
    compared_to: Edtf | None = Field(description="The time that a growth is measured against.")
    reporter: Alpha3 | None = Field(description="Whose figure it is.")
    partner: Alpha3 | None = Field(description="With whom; WLD is the world.")
    product: Name | None = Field(description="Goods or service as written.")
    table_id: Code | None = Field(description="Table of the report (table-1, in reading order).")
    row: Offset | None = Field(description="Row of the cell, from 0.")
    column: Offset | None = Field(description="Column of the cell, from 0.")
    reason: str = Field(description="How metric, period and parties were found, in one line.")

    @model_validator(mode="after")
    def _unit_fits_kind(self) -> TradeFigureRow:
        if self.value is None:
            return self
        fits = {
            "amount": self.unit is not None and self.unit.isupper(),
            "growth": self.unit in ("percent", "percentage_point") or (self.unit or "").isupper(),
            "share": self.unit == "percent",
            "rank": self.unit == "rank",
        }
        if not fits[self.kind]:
            raise ValueError(f"unit {self.unit} does not fit a figure of kind {self.kind}")
        return self
