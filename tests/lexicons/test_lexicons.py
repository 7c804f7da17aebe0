"""Every lexicon is a sorted CSV with a source for each row, without duplicates or blanks."""

import csv
from pathlib import Path

import pytest

import pipeline.lexicons
from pipeline.lexicons import load_lexicon

FOLDER = Path(pipeline.lexicons.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.mark.parametrize("name", NAMES)
def test_lexicon_is_well_formed(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    assert rows
    assert "source" in header
    assert all(len(row) == len(header) for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row)
    key, source = 0, header.index("source")
    assert all(row[key] and row[source] for row in rows), "a blank key or source"
    assert [row[key] for row in rows] == sorted(row[key] for row in rows), "not sorted by its first column"
    assert len({tuple(row[:source]) for row in rows}) == len(rows), "duplicate rows"


def test_rows_come_by_column_name() -> None:
    japan = next(row for row in load_lexicon("countries") if row["name"] == "日本")
    assert japan["alpha3"] == "JPN"
    assert japan["source"]


def test_missing_lexicon_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no_such"):
        load_lexicon("no_such")
