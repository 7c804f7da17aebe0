import re
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numerals import (
    ARABIC,
    CHINESE,
    NUMBER,
    mend_digits,
    parse_number,
    write_chinese,
    write_positional,
)

WHOLE = st.integers(0, 10**20 - 1) | st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("106", "106"),
        ("１０６", "106"),
        ("1,876", "1876"),
        ("１，８７６．５", "1876.5"),
        ("一百零六", "106"),
        ("一百〇六", "106"),
        ("一○六", "106"),
        ("一〇六", "106"),
        ("二0一七", "2017"),
        ("壹佰零陸", "106"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("廿二", "22"),
        ("卅", "30"),
        ("卌一", "41"),
        ("一百廿三", "123"),
        ("兩千", "2000"),
        ("一千零五", "1005"),
        ("2萬3千", "23000"),
        ("3億1,876萬", "318760000"),
        ("3 億 1,876 萬", "318760000"),
        ("2兆618億", "2061800000000"),
        ("3.5兆", "3500000000000"),
        ("三點五兆", "3500000000000"),
        ("十二點五", "12.5"),
        ("五百餘億", "50000000000"),
        ("千億", "100000000000"),
        ("10餘億", "1000000000"),
        ("三十多萬", "300000"),
        ("1億2千萬", "120000000"),
        ("一萬億", "1000000000000"),
        ("三萬五", "35000"),
        ("三億五", "350000000"),
        ("一百五", "150"),
        ("半", "0.5"),
        ("三億半", "350000000"),
        ("-5.3", "-5.3"),
        ("負五", "-5"),
        ("三五〇〇萬", "35000000"),
    ],
)
def test_written_numbers(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "元",
        "數百億",
        "三四萬",
        "二十三十",
        "一百二百",
        "1,87",
        "12,3456",
        "1.2.3",
        "餘億",
        "二三百",
        "--5",
        "106 107",
        "億餘餘",
    ],
)
def test_not_definite_numbers(text):
    with pytest.raises(ValueError, match="number"):
        parse_number(text)


@given(WHOLE, st.booleans())
def test_chinese_round_trip(value, formal):
    assert parse_number(write_chinese(value, formal=formal)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False))
def test_decimal_round_trip(value):
    assert parse_number(write_chinese(value)) == value


@given(WHOLE)
def test_positional_grouped_and_full_width_round_trips(value):
    assert parse_number(write_positional(value)) == value
    assert parse_number(f"{value:,}") == value
    assert parse_number("".join(chr(ord(c) + 0xFEE0) for c in str(value))) == value


@given(st.integers(0, 10**16 - 1))
def test_agrees_with_independent_library(value):
    assert parse_number(cn2an.an2cn(value, "low")) == value
    assert parse_number(cn2an.an2cn(value, "up")) == value


# The library reads 万亿 where Taiwan writes 兆, so the comparison stops below it.
@given(st.integers(1, 10**12 - 1))
def test_independent_library_reads_what_we_write(value):
    simplified = write_chinese(value).translate(str.maketrans("萬億", "万亿"))
    assert cn2an.cn2an(simplified, "normal") == value


@given(st.integers(1, 99_999_999), st.sampled_from(["萬", "億", "兆"]))
def test_arabic_before_a_unit(value, unit):
    size = {"萬": 10**4, "億": 10**8, "兆": 10**12}[unit]
    assert parse_number(f"{value:,}{unit}") == value * size


@given(st.text(alphabet="0123,.，一十百千萬億兆〇零餘半點廿 負-", max_size=12))
def test_never_anything_but_a_number_or_value_error(text):
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert value.is_finite()


@given(WHOLE)
def test_number_pattern_covers_what_we_write(value):
    for written in (write_chinese(value), write_chinese(value, formal=True), f"{value:,}", str(value)):
        assert re.fullmatch(NUMBER, written)


def test_pattern_atoms():
    assert re.fullmatch(NUMBER, "3億1,876萬")
    assert re.fullmatch(NUMBER, "10餘億")
    assert re.match(NUMBER, "五百餘家")[0] == "五百"
    assert re.match(ARABIC, "12,345.6億")[0] == "12,345.6"
    assert re.match(ARABIC, "1,23")[0] == "1"
    assert re.fullmatch(CHINESE, "一百零六")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("自l07年起", "自107年起"),
        ("1l0年度", "110年度"),
        ("計3,O39.5百萬", "計3,039.5百萬"),
        ("計2S8.2億", "計258.2億"),
        ("約3O0萬元", "約300萬元"),
        ("8月31日至9月9曰", "8月31日至9月9日"),
        ("同曰下午", "同日下午"),
        ("推動5S管理", "推動5S管理"),
        ("ISO 9001、CO2及H1N1", "ISO 9001、CO2及H1N1"),
        ("子曰：「學而時習之」", "子曰：「學而時習之」"),
        ("Model l2", "Model l2"),
    ],
)
def test_letters_within_numbers_are_digits(text: str, mended: str) -> None:
    assert mend_digits(text) == mended
    assert len(mended) == len(text)
