"""Numerals, scales and currencies against an independent computation; decimals stay exact."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicons import load_lexicon
from pipeline.trade.quantities import Quantity, find_quantities, read_number

SCALES = {"": 0, "千": 3, "萬": 4, "百萬": 6, "千萬": 7, "億": 8, "兆": 12}
ENGLISH = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
UNAMBIGUOUS = [
    row for row in load_lexicon("currencies") if row["kind"] == "name" and not row["name"][0].isascii()
]


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@given(
    mantissa=st.decimals(min_value=1, max_value=9999, places=2),
    scale=st.sampled_from(sorted(SCALES)),
    currency=st.sampled_from([row["name"] for row in UNAMBIGUOUS]),
)
def test_number_times_scale_times_currency(mantissa: Decimal, scale: str, currency: str) -> None:
    quantity = only(f"金額{mantissa:,f}{scale}{currency}，")
    assert quantity.kind == "amount"
    assert quantity.value == mantissa.scaleb(SCALES[scale])
    assert quantity.unit == next(row["code"] for row in UNAMBIGUOUS if row["name"] == currency)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999), st.booleans())
def test_mixed_numerals_add_up(hundreds_of_millions: int, ten_thousands: int, full_width: bool) -> None:
    written = f"{hundreds_of_millions:,}億{ten_thousands:,}萬美元"
    if full_width:
        written = written.translate({ord("0") + i: ord("０") + i for i in range(10)} | {ord(","): "，"})
    quantity = only("計" + written)
    assert quantity.value == hundreds_of_millions * 10**8 + ten_thousands * 10**4
    assert quantity.unit == "USD"


@given(st.integers(min_value=11, max_value=10**12 - 1))
def test_chinese_numerals_agree_with_cn2an(value: int) -> None:
    written = cn2an.an2cn(value).replace("万", "萬").replace("亿", "億")
    assert only(f"經費{written}元").value == value


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=999, places=1),
    st.sampled_from(sorted(ENGLISH)),
    st.sampled_from(["US$", "NT$", "USD ", "EUR ", "JPY "]),
)
def test_english_scales(mantissa: Decimal, scale: str, currency: str) -> None:
    assert only(f"about {currency}{mantissa} {scale} in total").value == mantissa.scaleb(ENGLISH[scale])


@given(
    low=st.integers(min_value=1, max_value=400),
    gap=st.integers(min_value=1, max_value=400),
    dash=st.sampled_from(["至", "到", "~", "－", "-", " 至 "]),
)
def test_range_bounds_share_scale_and_currency(low: int, gap: int, dash: str) -> None:
    first, second = find_quantities(f"預估{low}{dash}{low + gap}億日圓")
    assert (first.value, second.value) == (low * 10**8, (low + gap) * 10**8)
    assert first.unit == second.unit == "JPY"


@given(st.decimals(min_value=0, max_value=500, places=2), st.sampled_from(["", "-", "−", "負"]))
def test_percent_keeps_its_written_sign(value: Decimal, sign: str) -> None:
    quantity = only(f"增率為{sign}{value}%")
    assert quantity.value == (-value if sign else value)
    assert quantity.signed == bool(sign)


@pytest.mark.parametrize("text", ["數億美元", "幾千萬元", "三、四千元", "三四百萬元", "上億元", "五億七億元"])
def test_indefinite_numbers_have_no_value(text: str) -> None:
    assert all(q.value is None for q in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("預算數5億2,000萬元", 520000000), ("處二萬元以上十萬元以下罰鍰", 100000), ("不足數三億元", 300000000)],
)
def test_a_noun_that_ends_in_number_leaves_the_number_definite(text: str, value: int) -> None:
    assert find_quantities(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("約5億元", "about"),
        ("逾5億元", "over"),
        ("超過5億元", "over"),
        ("未達5億元", "under"),
        ("將近5億元", "nearly"),
        ("近5億元", "nearly"),
        ("上看5億元", "up_to"),
        ("高達5億元", None),
        ("附近5億元", "nearly"),
        ("計5億元", None),
    ],
)
def test_qualifier(text: str, qualifier: str | None) -> None:
    assert only(text).qualifier == qualifier


def test_an_ambiguous_currency_keeps_all_its_meanings() -> None:
    assert only("補助3億披索").currencies[:2] == ("PHP", "MXN")
    assert only("補助3億菲律賓披索").currencies == ()


@pytest.mark.parametrize("written", ["十二．三億", "一二．三億", "12.3億", "１２．３億"])
def test_a_decimal_before_a_unit_is_exact(written: str) -> None:
    assert read_number(written) == Decimal("1230000000")


@given(
    st.text(alphabet="0123456789０５一二三十百千萬億兆餘多點.,，、元美日圓%成倍分之 \t年月至-", max_size=60)
)
def test_spans_are_exact_and_do_not_overlap(text: str) -> None:
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start < quantity.end <= len(text)
        position = quantity.end


def test_no_part_of_nothing() -> None:
    assert [q.value for q in find_quantities("0分之1")] in ([], [None])


@pytest.mark.parametrize(
    "text",
    [
        "投資2,500萬美元" + "2" * 60,
        "出口" + "2" * 60 + "億美元",
        "出口成長" + "2" * 60 + "%",
        "出口9999兆億京億美元",
    ],
)
def test_what_no_table_can_hold_is_no_number(text: str) -> None:
    found = [q.value for q in find_quantities(text) if q.value is not None]
    assert found in ([], [Decimal(25_000_000)])


@given(st.text("0123456789.,億兆京萬九千%成個百分點美元 ", max_size=90))
def test_every_number_fits_into_the_tables(text: str) -> None:
    for quantity in find_quantities("出口" + text):
        if quantity.value is not None:
            assert quantity.value.adjusted() <= 22
            assert -int(quantity.value.as_tuple().exponent) <= 10
