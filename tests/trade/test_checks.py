"""Stated arithmetic: a mismatch is an issue, never a correction."""

import pytest

from trade.readings import resolve


def codes(text: str) -> set[str]:
    return {i.code for i in resolve(text).issues}


def test_a_sum_that_holds_gives_no_issue() -> None:
    assert codes("105年臺韓雙邊貿易總額274億美元，我對韓國出口128億美元，自韓國進口146億美元") == set()


def test_a_sum_that_does_not_hold() -> None:
    text = "105年臺韓雙邊貿易總額300億美元，我對韓國出口128億美元，自韓國進口146億美元"
    assert codes(text) == {"sum-mismatch"}
    assert resolve(text).figures[0].value == 300 * 10**8


def test_a_balance_that_does_not_hold() -> None:
    text = "105年我對美國出口335億美元，自美國進口260億美元，對美國順差95億美元"
    assert codes(text) == {"balance-mismatch"}


def test_the_partner_sees_the_mirror() -> None:
    text = "105年我國對加拿大出口總額14億美元，加拿大對我國出口總額11億美元，雙邊貿易總額25億美元"
    assert "sum-mismatch" not in codes(text)


@pytest.mark.parametrize(("rate", "expected"), [("10%", set()), ("15%", {"growth-mismatch"})])
def test_growth_against_its_base(rate: str, expected: set[str]) -> None:
    assert codes(f"105年出口總額110億美元，較104年之100億美元成長{rate}") == expected


def test_a_share_over_a_hundred() -> None:
    assert "share-over-100" in codes("105年投資金額9,276億元，達成年度目標金額的102.7%")
