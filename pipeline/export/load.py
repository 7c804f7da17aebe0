"""The tables of a run as pandas DataFrames with the right types."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def load_outputs(folder: Path | str) -> dict[str, pd.DataFrame]:
    """Every table of an output folder as a DataFrame by name.

    Text is pandas' string type, whole numbers are nullable integers, amounts are exact ``Decimal``
    objects, days are ``datetime64`` and lists are lists. The folder may hold the tables as partitioned
    Parquet, whose rows come in the order of their partitions. FileNotFoundError names the folder
    if it holds no run.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.export.columns import columns, plain
    from pipeline.export.partitions import is_partitioned, open_table
    from pipeline.schemas import TABLES

    folder = Path(folder)
    types = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
    tables: dict[str, pd.DataFrame] = {}
    for table in TABLES:
        path = folder / f"{table}.parquet"
        if path.is_file():
            read = pq.read_table(path)
        elif is_partitioned(folder):
            read = open_table(folder, table).to_table(columns=[c.name for c in columns(table)])
        else:
            raise FileNotFoundError(f"{folder} is not an output folder: it has no {table}.parquet")
        frame = read.to_pandas(types_mapper=types.get, date_as_object=False)
        for column in columns(table):
            if pa.types.is_list(column.type):
                frame[column.name] = frame[column.name].map(list, na_action="ignore")
            elif pa.types.is_decimal(column.type):
                # Parquet gives all decimals of a column the same number of places.
                frame[column.name] = frame[column.name].map(lambda x: Decimal(plain(x)), na_action="ignore")
        tables[table] = frame
    return tables
