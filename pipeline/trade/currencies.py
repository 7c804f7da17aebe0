"""Which currency an ambiguous name stands for: 披索 in a sentence about Mexico, 元 under 「單位：人民幣」."""

from __future__ import annotations

import re
from functools import cache

from pipeline.document import Issue
from pipeline.lexicons import load_lexicon
from pipeline.trade.cues import find_cues
from pipeline.trade.model import FigureMention

_DECLARED = re.compile(
    r"(?:單位|幣別|以|均為|皆為|同為)[^，。；\n]{0,6}?(?P<name>{names})(?:[百千萬億兆]{0,3}元)?(?:計|為單位|計價|計算)?"
)
_REACH = 400


@cache
def _declared() -> re.Pattern[str]:
    names = [row["name"] for row in load_lexicon("currencies") if row["kind"] == "name"]
    return re.compile(
        _DECLARED.pattern.replace("{names}", "|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    )


@cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["code"] for row in load_lexicon("currencies")}


def currency_country(code: str | None) -> str | None:
    """The one country whose money ``code`` is; None for the US dollar and the euro, which many count in."""
    return _owners().get(code or "")


@cache
def _owners() -> dict[str, str]:
    return {code: users[0] for code, users in _users().items() if len(users) == 1}


@cache
def _users() -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for row in load_lexicon("currency_countries"):
        users.setdefault(row["code"], []).append(row["alpha3"])
    return users


def money_of(mention: FigureMention, host: str | None) -> str | None:
    """Whose money an amount is in, None if of many.

    The euro and an ambiguous name (披索) are that of ``host``, the country visited, if it is its money.
    """
    if mention.currencies:
        return host if _of_host(mention, host) else None
    return currency_country(mention.unit) or (host if host in _users().get(mention.unit or "", ()) else None)


def _of_host(mention: FigureMention, host: str | None) -> str | None:
    """The currency of the country visited, if the name of the amount's may mean it."""
    return next((c for c in mention.currencies if host is not None and currency_country(c) == host), None)


def settle_currency(
    mention: FigureMention, folded: str, host: str | None = None
) -> tuple[str | None, Issue | None]:
    """The ISO 4217 code of an amount, and an issue where it had to be assumed.

    ``host`` is the country visited, whose money an ambiguous name means where the text before it names no
    other country that has money of this name.
    """
    if mention.kind != "amount" or mention.table is not None:
        return mention.unit, None
    line = folded.rfind("\n", 0, mention.start) + 1
    start = max(line, mention.start - _REACH)
    if mention.text.endswith(("元", "圓")) and mention.unit == "TWD" and "幣" not in mention.text:
        declared = _declared().search(folded, start, mention.start)
        if declared and declared.group().endswith(("計", "為單位", "計價", "計算")):
            return _codes().get(declared.group("name"), mention.unit), None
        return mention.unit, None
    if not mention.currencies:
        return mention.unit, None
    countries = {c.value for c in find_cues(folded, start, mention.end) if c.kind == "country"}
    fitting = [c for c in mention.currencies if currency_country(c) in countries]
    if len(fitting) == 1:
        return fitting[0], None
    if (of_host := _of_host(mention, host)) is not None:
        return of_host, None
    return mention.currencies[0], Issue(
        "trade",
        "currency-assumed",
        "info",
        f"{mention.text} may be {', '.join(mention.currencies)}; {mention.currencies[0]} is usual here",
        mention.start,
        mention.end,
    )
