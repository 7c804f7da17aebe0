"""The parts of an interval that a list deals out, and the same months of another year."""

from __future__ import annotations

import re

from pipeline.trade import period_words as words


def each_year(value: str) -> list[str]:
    """The years of 「102年至106年」, each of which has its figure in 「分別為A、B、C、D及E」."""
    if words.YEARS.fullmatch(value) is None:
        return []
    first, _, last = value.partition("/")
    return [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]


def each_quarter(value: str) -> list[str]:
    """The quarters of 「前3季（分別成長A、B及C）」."""
    if words.MONTHS.fullmatch(value) is None:
        return []
    first, last = int(value[5:7]), int(value[-2:])
    whole = first % 3 == 1 and last % 3 == 0
    return [f"{value[:5]}{m:02d}/{value[:5]}{m + 2:02d}" for m in range(first, last, 3)] if whole else []


def same_months(base: str, period: str | None) -> str:
    """「較上年」 beside 1至5月 means the same months of the earlier year."""
    if period is None or len(base) != 4 or len(period) == 4:
        return base
    years = re.findall(r"(?<![0-9-])[0-9]{4}(?=-)", period)
    if len(set(years)) != 1:
        return base
    return re.sub(rf"(?<![0-9-]){years[0]}(?=-)", base, period)
