"""Every amount of the benchmark's list has the value and the currency that the list gives."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.trade import find_figures

LIST = Path(__file__).parents[2] / "scripts" / "bench_amounts.csv"
with LIST.open(encoding="utf-8", newline="") as stream:
    AMOUNTS = list(csv.DictReader(stream))


@pytest.mark.parametrize("row", AMOUNTS, ids=[row["text"] for row in AMOUNTS])
def test_an_amount_of_the_list(row: dict[str, str]) -> None:
    values = [Decimal(value) for value in row["value"].split("|") if value]
    found = [m for m in find_figures(row["text"]) if m.kind == "amount"]
    assert [(m.value, m.unit) for m in found] == [(value, row["currency"]) for value in values]
