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
