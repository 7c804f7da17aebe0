"""Cells and Arrow types follow from the models."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.export.columns import arrow_schema, columns, csv_cells, plain, to_arrow
from pipeline.schemas import TABLES, DateRow, TradeFigureRow

EVIDENCE = {
    "document_id": "0123456789abcdef",
    "text": "602 億美元",
    "char_start": 3,
    "char_end": 10,
    "page": 1,
    "line": None,
    "source": "text",
    "rule": "trade.amount",
    "confidence": 0.9,
}
FIGURE = EVIDENCE | {
    "figure_id": "fig-0123456789abcdef",
    "kind": "amount",
    "metric": "trade_total",
    "metric_text": "雙邊貿易總額",
    "value": Decimal("60200000000"),
    "unit": "USD",
    "qualifier": None,
    "period": "2016",
    "compared_to": None,
    "reporter": "TWN",
    "partner": "JPN",
    "product": None,
    "table_id": None,
    "row": None,
    "column": None,
    "reason": "clause",
}
DATE = EVIDENCE | {
    "text": "106 年 11 月",
    "char_end": 13,
    "date_id": "dat-0123456789abcdef",
    "value": "2017-11",
    "date_start": date(2017, 11, 1),
    "date_end": date(2017, 11, 30),
    "precision": "month",
    "calendar": "roc",
    "basis": "explicit",
    "anchor_date_id": None,
    "reason": "own year",
    "section": None,
}


def test_every_table_has_an_arrow_schema_with_the_columns_of_its_model() -> None:
    for table, model in TABLES.items():
        assert arrow_schema(table).names == list(model.model_fields)


def test_types_and_nulls_follow_the_model() -> None:
    schema = arrow_schema("trade_figures")
    assert schema.field("value").type == pa.decimal128(38, 10)
    assert schema.field("value").nullable
    assert not schema.field("kind").nullable
    assert arrow_schema("documents").field("destinations").type == pa.list_(pa.string())
    assert arrow_schema("dates").field("date_start").type == pa.date32()
    kinds = next(c for c in columns("trade_figures") if c.name == "kind")
    assert kinds.values == ("amount", "growth", "share", "rank")


def test_a_row_becomes_cells_and_arrow_without_loss() -> None:
    row = TradeFigureRow.model_validate(FIGURE)
    cells = dict(zip(TradeFigureRow.model_fields, csv_cells(row), strict=True))
    assert cells["value"] == "60200000000"
    assert cells["qualifier"] == ""
    assert to_arrow("trade_figures", [row]).to_pylist()[0]["value"] == Decimal("60200000000")


@pytest.mark.parametrize(
    ("value", "cell"),
    [("602E8", "60200000000"), ("-6.70", "-6.7"), ("100", "100"), ("0.0", "0"), ("5.3", "5.3")],
)
def test_decimals_are_plain(value: str, cell: str) -> None:
    assert plain(Decimal(value)) == cell


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20))
def test_decimals_survive_their_cell(value: Decimal) -> None:
    assert Decimal(plain(value)) == value


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "percent"},
        {"unit": "usd"},
        {"value": 602.0},
        {"kind": "price"},
        {"period": "2016/13"},
        {"char_end": 11},
        {"rule": ""},
        {"confidence": 1.5},
        {"surprise": 1},
    ],
)
def test_a_figure_that_breaks_the_schema_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TradeFigureRow.model_validate(FIGURE | wrong)


@pytest.mark.parametrize(
    "value",
    [
        "2017",
        "2017-11",
        "2017-11-22",
        "2017-11-22T10:30",
        "2017-11-20/2017-11-24",
        "2015-05-18/..",
        "../2009-06",
    ],
)
def test_edtf_values_are_accepted(value: str) -> None:
    assert DateRow.model_validate(DATE | {"value": value}).value == value


@pytest.mark.parametrize(
    "value", ["106", "2017-13", "2017-11-32", "2017/", "20171122", "2017-11-22T25:00", ""]
)
def test_other_values_are_not_edtf(value: str) -> None:
    with pytest.raises(ValidationError):
        DateRow.model_validate(DATE | {"value": value})


def test_a_date_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="before it starts"):
        DateRow.model_validate(DATE | {"date_end": date(2017, 10, 1)})
