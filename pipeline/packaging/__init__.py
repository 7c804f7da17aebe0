"""A run's tables as others take them: a Frictionless Data Package, an Excel workbook, a DuckDB file."""

from pipeline.packaging.card import write_dataset_card
from pipeline.packaging.database import write_duckdb
from pipeline.packaging.descriptor import write_datapackage
from pipeline.packaging.tables import NotARunError
from pipeline.packaging.workbook import WorkbookLimitError, write_xlsx

__all__ = [
    "NotARunError",
    "WorkbookLimitError",
    "write_datapackage",
    "write_dataset_card",
    "write_duckdb",
    "write_xlsx",
]
