"""Words of the page: countries, metrics and spans of days as readers know them."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline import countries

METRICS = {
    "trade_total": "total trade 貿易總額",
    "exports": "exports 出口",
    "imports": "imports 進口",
    "trade_balance": "balance 差額",
    "investment": "investment 投資",
    "gdp": "GDP",
    "tariff": "tariff 關稅",
    "aid": "aid 援助",
    "budget": "budget 預算",
}


def country(code: str | None) -> str:
    """A country as shown: 日本 JPN; the bare code where no name is known; nothing for None."""
    if code is None:
        return ""
    if code == "WLD":
        return "the world 全球"
    name = countries.country_name(code)
    return f"{name} {code}" if name else code


def short(value: float) -> str:
    """A large amount in three digits: 55.9B, 602M, -1.2K."""
    for size, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def country_name(code: str) -> str:
    """A country without its code: 日本."""
    return countries.country_name(code) or code


def day_span(start: date, days: int | None) -> str:
    """``2018-11-27 to 2018-12-01 (5 days)``, or the one day where the last is not known."""
    if not days or days < 2:
        return start.isoformat()
    return f"{start.isoformat()} to {(start + timedelta(days - 1)).isoformat()} ({days} days)"
