"""The value types that columns share: each is declared once, with the rule it is checked by."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-4])(:[0-5]\d)?)?)?)?"
_EDTF = re.compile(rf"{_DAY}(/({_DAY}|\.\.))?|\.\./{_DAY}")


def _edtf(value: str) -> str:
    if not _EDTF.fullmatch(value):
        raise ValueError("not an EDTF date or interval")
    return value


def _trimmed(value: str) -> str:
    if value != value.strip():
        raise ValueError("white space at the ends")
    return value


def _plain_decimal(value: Decimal) -> Decimal:
    """At most 28 digits before and 10 after the point, so that CSV and Parquet hold it exactly."""
    if not value.is_finite():
        raise ValueError("not a finite number")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        raise ValueError("more than 10 decimal places")
    if abs(value) >= Decimal(10) ** 28:
        raise ValueError("28 digits or more before the point")
    return value


Edtf = Annotated[str, AfterValidator(_edtf)]
"""EDTF (ISO 8601-2): ``2017``, ``2017-11``, ``2017-11-22T10:30``, ``2017-11-20/2017-11-24``, ``2015/..``."""

Name = Annotated[str, StringConstraints(min_length=1), AfterValidator(_trimmed)]
"""A written form without white space at its ends; never empty (a missing value is null)."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z]+-[0-9a-f]{16}$")]
"""A stable row id: the table's prefix and 16 hexadecimal digits of a hash of document, table and span."""

DocumentId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""The first 16 hexadecimal digits of the SHA-256 of the document's bytes."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3; ``EUE`` is the European Union, ``WLD`` the world."""

Unit = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}|percent|percentage_point|rank)$")]
"""ISO 4217 for amounts, else ``percent``, ``percentage_point`` or ``rank``."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.:+-]*$")]
Offset = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
Amount = Annotated[Decimal, AfterValidator(_plain_decimal)]
