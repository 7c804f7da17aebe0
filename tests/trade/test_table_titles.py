"""The country that the title of a table means: 臺立雙邊貿易, 雙邊貿易統計 of a trip to one country."""

import pytest

from pipeline.document import Document, Reference
from pipeline.trade import find_figures, resolve_figures

ROWS = """年別\t出口\t進口\t貿易總額
110年\t158.4\t78.6\t237.0
111年\t202.0\t93.0\t295.0
"""


@pytest.mark.parametrize(
    ("title", "destinations", "partner"),
    [
        ("臺立雙邊貿易統計", (), "LTU"),
        ("雙邊貿易統計", ("LTU",), "LTU"),
        ("雙邊貿易統計", ("LTU", "LVA"), "WLD"),
        ("我國貿易統計", ("LTU",), "WLD"),
    ],
)
def test_whom_a_title_trades_with(title: str, destinations: tuple[str, ...], partner: str) -> None:
    text = f"立陶宛為歐盟國家。\n表1　{title}\n單位：百萬美元\n{ROWS}"
    document = Document.from_text(text)
    found = resolve_figures(
        find_figures(document), document, reference=Reference("2024", "given"), destinations=destinations
    ).figures
    assert {f.partner for f in found if f.mention.table is not None} == {partner}


def of_tables(text: str) -> set[tuple[str, str | None, str | None]]:
    document = Document.from_text(text)
    found = resolve_figures(
        find_figures(document), document, reference=Reference("2024", "given"), destinations=("ARE",)
    ).figures
    return {(f.metric, f.reporter, f.partner) for f in found if f.mention.table is not None}


GOODS = "項目\t2009年\t2010年\n冷凍水產品\t1,085\t1,312\n飲料及果汁\t412\t466\n"

# Longer than a title.
LONG = (
    "99年我國對日本出口3,120萬美元，成長18.5%，占我國農產品出口總值不到一成，"
    "以冷凍水產品、飲料及果汁、餅乾糖果等為主要項目，居第2位"
)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("99年我國對日本出口3,120萬美元，各項目統計如下：", ("exports", "TWN", "JPN")),
        ("99年我國自日本進口3,120萬美元，居第3位，詳如下表：", ("imports", "TWN", "JPN")),
        ("99年我國對日本出口3,120萬美元。", ("other", "TWN", None)),
        ("我國對日主要農產品出口值如下：", ("exports", "TWN", "JPN")),
        ("我國自美進口值如下：", ("imports", "TWN", "USA")),
        ("我國對外出口值如下：", ("exports", "TWN", "WLD")),
        (LONG + "。參展廠商統計如下：", ("other", "TWN", None)),
        (LONG + "，各項目統計如下：", ("exports", "TWN", "JPN")),
    ],
)
def test_a_table_goes_on_with_the_sentence_before_it(
    before: str, expected: tuple[str, str, str | None]
) -> None:
    assert of_tables(f"{before}\n單位：萬美元\n{GOODS}") == {expected}


def test_a_title_as_the_first_row_of_a_table() -> None:
    title = "表1 我國與日本雙邊貿易統計\t\t單位：萬美元"
    text = f"{title}\n年別\t總額\t出口\n2009年\t1,085\t312\n2010年\t1,412\t466\n"
    assert of_tables(text) == {("trade_total", "TWN", "JPN"), ("exports", "TWN", "JPN")}
