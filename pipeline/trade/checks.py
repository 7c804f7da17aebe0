"""The arithmetic that a text states: a mismatch is an issue, the figures stay as they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.document import Issue
from pipeline.trade.model import Figure, Metric
from pipeline.trade.periods import COMPARED_BASE
from pipeline.vocabulary import IssueCode

_STAGE = "trade"
# Figures further apart than this come from different statements (another source, another cut-off day).
_REACH = 600
# A growth rate relates the two amounts right before it; further on, another measure may grow.
_GROWTH_REACH = 48
_ROUNDING = Decimal("0.01")
_GROWTH_ROUNDING = Decimal("0.6")
_HUNDRED = Decimal(100)
_MIRROR: dict[Metric, Metric] = {"exports": "imports", "imports": "exports"}
_HOME = "TWN"

Key = tuple[str | None, ...]


def check_figures(figures: Sequence[Figure]) -> list[Issue]:
    """Issues for sums, balances, growth rates, shares and ranks of ``figures`` that contradict each other."""
    definite = [f for f in figures if f.value is not None]
    amounts: dict[Key, list[Figure]] = defaultdict(list)
    for figure in definite:
        if figure.kind == "amount":
            amounts[_seen_from_home(figure)].append(figure)
    return [*_sums(definite, amounts), *_growth(definite, amounts), *_shares(definite), *_ranks(definite)]


def _sums(figures: Sequence[Figure], amounts: Mapping[Key, list[Figure]]) -> Iterator[Issue]:
    """Exports + imports = total, and exports − imports = balance, for one period and one pair."""
    for total in figures:
        if total.kind != "amount" or total.metric not in ("trade_total", "trade_balance"):
            continue
        key = (total.reporter, total.partner, total.period, total.unit, total.product)
        exports = _only(amounts.get(("exports", *key), []), total)
        imports = _only(amounts.get(("imports", *key), []), total)
        if exports is None or imports is None or total.value is None:
            continue
        balance = total.metric == "trade_balance"
        expected = exports - imports if balance else exports + imports
        if abs(expected - total.value) > max(abs(exports), abs(imports)) * _ROUNDING:
            yield _issue(
                total,
                "balance-mismatch" if balance else "sum-mismatch",
                f"exports {exports} and imports {imports} give {expected}, not {total.value}",
            )


def _only(figures: Sequence[Figure], other: Figure, reach: int = _REACH) -> Decimal | None:
    """The one value among the figures near ``other``; None if there is none or more than one."""
    found = {
        f.value
        for f in figures
        if abs(f.mention.start - other.mention.start) <= reach
        and (f.table, f.row) == (other.table, other.row)
    }
    return found.pop() if len(found) == 1 else None


def _seen_from_home(figure: Figure) -> Key:
    """「加拿大對我國出口」 is the home country's import from Canada."""
    if figure.partner == _HOME and figure.metric in _MIRROR:
        return (
            _MIRROR[figure.metric],
            _HOME,
            figure.reporter,
            figure.period,
            figure.unit,
            figure.product,
        )
    return (figure.metric, figure.reporter, figure.partner, figure.period, figure.unit, figure.product)


def _growth(figures: Sequence[Figure], amounts: Mapping[Key, list[Figure]]) -> Iterator[Issue]:
    """A growth rate against the two amounts that it relates."""
    units = {key[4] for key in amounts}
    for growth in figures:
        if growth.kind != "growth" or growth.unit != "percent" or None in (growth.period, growth.compared_to):
            continue
        if growth.period == growth.compared_to or growth.value is None:
            continue
        for unit in units:
            measure = (growth.metric, growth.reporter, growth.partner)
            now_key = (*measure, growth.period, unit, growth.product)
            base_key = (*measure, growth.compared_to, unit, growth.product)
            stated = [f for f in amounts.get(base_key, []) if COMPARED_BASE in f.reason]
            now, base = (
                _only(amounts.get(now_key, []), growth, _GROWTH_REACH),
                _only(stated, growth, _GROWTH_REACH),
            )
            if now is None or not base:
                continue
            expected = (now - base) * _HUNDRED / abs(base)
            if abs(expected - growth.value) > max(_GROWTH_ROUNDING, abs(expected) * _ROUNDING):
                message = f"from {base} to {now} is {expected:.2f} percent, not {growth.value}"
                yield _issue(growth, "growth-mismatch", message)


def _shares(figures: Sequence[Figure]) -> Iterator[Issue]:
    for figure in figures:
        if figure.kind == "share" and figure.value is not None and figure.value > _HUNDRED:
            yield _issue(figure, "share-over-100", f"{figure.mention.text} is more than the whole", "info")


def _ranks(figures: Sequence[Figure]) -> Iterator[Issue]:
    """The same partner with two ranks, or a rank that is no whole number."""
    seen: dict[Key, Figure] = {}
    for figure in figures:
        if figure.kind != "rank" or figure.value is None:
            continue
        if figure.value < 1 or figure.value != figure.value.to_integral_value():
            yield _issue(figure, "rank-not-whole", f"{figure.value} is no rank")
        if figure.partner is None or figure.metric == "other":
            continue
        key = (figure.metric, figure.reporter, figure.partner, figure.period, figure.product)
        earlier = seen.setdefault(key, figure)
        near = figure.mention.start - earlier.mention.start <= _REACH
        # A partner may rank 13th in the world and 4th in Asia: one sentence may give both.
        if earlier.value != figure.value and near and not _regional(figure) and not _regional(earlier):
            yield _issue(figure, "rank-mismatch", f"rank {figure.value}, but {earlier.value} before", "info")


def _regional(figure: Figure) -> bool:
    return "region" in figure.reason


def _issue(figure: Figure, code: IssueCode, message: str, severity: str = "warning") -> Issue:
    return Issue(
        _STAGE,
        code,
        "info" if severity == "info" else "warning",
        message,
        figure.mention.start,
        figure.mention.end,
    )
