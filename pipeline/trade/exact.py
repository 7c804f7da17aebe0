"""The exact decimals of figures, and which of them a table can hold (38 digits, ten of them decimals)."""

from __future__ import annotations

from decimal import Decimal

_LARGEST, _DECIMALS = 20, 10
"""10^20 is a hundred million 兆, more than anyone writes; sums and percentages of it keep their digits."""


def fits(value: Decimal | None) -> bool:
    """Whether a table can hold it: no run of digits that a bar code, an account or a damaged file leaves."""
    return value is None or (value.adjusted() <= _LARGEST and -int(value.as_tuple().exponent) <= _DECIMALS)


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent, and without the zeros after the point of a whole number."""
    whole = value.adjusted() <= _LARGEST and value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value
