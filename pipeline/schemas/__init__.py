"""The output tables: one Pydantic model a table, the only definition of every column.

CSV headers, Parquet schema, data dictionary and loading types are all derived from ``TABLES``.
"""

from __future__ import annotations

from pipeline.schemas.base import Evidence, Row
from pipeline.schemas.dates import DateRow
from pipeline.schemas.documents import DocumentRow, IssueRow, TravellerRow
from pipeline.schemas.organizations import OrganizationMentionRow, OrganizationRow
from pipeline.schemas.people import PersonMentionRow, PersonRow, RoleRow
from pipeline.schemas.trade import TradeFigureRow

TABLES: dict[str, type[Row]] = {
    "documents": DocumentRow,
    "travellers": TravellerRow,
    "dates": DateRow,
    "people": PersonRow,
    "roles": RoleRow,
    "person_mentions": PersonMentionRow,
    "organizations": OrganizationRow,
    "organization_mentions": OrganizationMentionRow,
    "trade_figures": TradeFigureRow,
    "issues": IssueRow,
}
"""Every output table by name, in the order in which they are written and shown."""

__all__ = [
    "TABLES",
    "DateRow",
    "DocumentRow",
    "Evidence",
    "IssueRow",
    "OrganizationMentionRow",
    "OrganizationRow",
    "PersonMentionRow",
    "PersonRow",
    "RoleRow",
    "Row",
    "TradeFigureRow",
    "TravellerRow",
]
