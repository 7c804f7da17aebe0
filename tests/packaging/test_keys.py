"""The declared keys are keys of the tables, and every reference finds its row."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import pipeline
from pipeline.export.columns import columns
from pipeline.packaging import NotARunError, write_duckdb
from pipeline.packaging.tables import KEYS
from pipeline.schemas import TABLES


def test_every_table_has_keys() -> None:
    assert list(KEYS) == list(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_columns_and_references_point_at_one_key(table: str) -> None:
    names = {c.name for c in columns(table)}
    assert set(KEYS[table].primary) <= names
    assert set(KEYS[table].foreign) <= names
    assert all(len(KEYS[other].primary) == 1 for other in KEYS[table].foreign.values())


@pytest.mark.parametrize("table", TABLES)
def test_every_id_column_is_a_key_or_names_why_not(table: str) -> None:
    # entity_id points into no table, and table_id counts the tables of a report.
    ids = {c.name for c in columns(table) if c.name.endswith("_id")} - {"entity_id", "table_id"}
    assert ids <= {*KEYS[table].primary, *KEYS[table].foreign}


def test_keys_hold_in_a_run(written_run: Path) -> None:
    tables = pipeline.load_outputs(written_run)
    for table, keys in KEYS.items():
        assert not tables[table].duplicated(list(keys.primary)).any(), table
        for column, other in keys.foreign.items():
            known = set(tables[other][KEYS[other].primary[0]])
            assert set(tables[table][column].dropna()) <= known, f"{table}.{column}"


def test_tables_of_another_version_are_refused(run: Path) -> None:
    path = run / "dates.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["reason"]), path)
    with pytest.raises(NotARunError, match="another version: dates has other columns"):
        write_duckdb(run, run / "outputs.duckdb")
