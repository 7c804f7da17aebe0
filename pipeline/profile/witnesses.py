"""The year that a text without a date speaks from, by what the years it writes are told as.

A day that is past (「截至101年8月底止」) stands near the year of writing, a forecast (102年可帶動) or a
budget mostly after it, a comparison (較100年) before it. How far, was counted in texts that state their year
(本(101)年): ``lexicons/year_witnesses.csv``, written by ``scripts/derive_year_witnesses.py``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicons import load_lexicon

if TYPE_CHECKING:
    from pipeline.dates import ResolvedDate

EARLIEST, LATEST = -8, 6
"""Years farther off than these count as these."""
_FAR_YEARS = 8
"""So many years share what is counted for the farthest."""
VOTE = "vote"
"""The kind of witness that the vote of the dates is."""

_BLANKS = re.compile(r"[\s\u3000]+")
_CLAUSE_END = re.compile("[，。；：]")
_SENTENCE_END = re.compile("[。；：]")
_MUCH = 2
_WIDE, _SENTENCE, _NEAR = 90, 60, 12
_THIS = re.compile("[今本]年")
_LAST = re.compile("[去上]年")
_AHEAD = re.compile(
    "將|預計|預定|擬|[訂定]於|規劃|目標|以前|前[完提派]|屆時|未來|可望|估計|預測|預估|續編|續辦"
    "|^[^，。]{0,3}[可應]"
)
# What is hoped for, asked for or agreed on stands ahead for its whole sentence.
_HOPED = re.compile(
    "期能|期達|期望|預期|預計|預估|預測|可望|目標|願景|建議|建請|爰請|同意|約定|議定|商定|輪由|下屆|邀請|邀集"
    "|盼|籲請|籌組|擬|應於|期於|[訂定]於"
)
_PLAN = re.compile(r"度?[^，。；]{0,8}?(?:計畫|方案|期程|策略|政策|綱領|中程|長程)")
_PLAN_BEFORE = re.compile(r"(?:計畫|方案|期程|期間|執行)[^，。；]{0,4}$")
_OPEN = ("起", "以來", "以後")
_COMPARED_BEFORE = re.compile("[較比]$")
_UNTIL_BEFORE = re.compile("(?:截至|至|迄)$")
_UNTIL_AFTER = ("止", "底止")
_PAST = re.compile("已|業[於經]|曾|當時|完成|經查|迄今|決算|執行率")
_BUDGET = re.compile("編列|預算")
_STRENGTHS = (5, 10, 10)


class Witness(NamedTuple):
    """A year that a text writes: in which form, told as what, and which of 今年 and 去年 the text has."""

    kind: str
    told: str
    words: str


def deictic_words(text: str) -> str:
    """Which words for years a text has: who calls a year 今年 seldom writes its number."""
    this, last = _THIS.search(text) is not None, _LAST.search(text) is not None
    return {(True, True): "both", (True, False): "this", (False, True): "last"}.get((this, last), "none")


def find_witnesses(
    text: str, dates: Iterable[ResolvedDate], vote: int | None, this_year: Sequence[int]
) -> Iterator[tuple[int, Witness]]:
    """The years that ``text`` writes out, with what each tells.

    ``vote`` is what the dates agree on; ``this_year`` are the months told of 本年.
    """
    words = deictic_words(text)
    for found in dates:
        if found.basis == "explicit" and found.value is not None and found.date_start is not None:
            opens = found.date_end is None or found.value.endswith("..")
            year = (found.date_start if opens else found.date_end or found.date_start).year
            kind, told = _form(text, found, opens)
            if kind == "month" and told in ("plain", "past") and is_gone_on_from(found, this_year):
                told = "gone_on"
            yield year, Witness(kind, told, words)
    if vote is not None:
        yield vote, Witness(VOTE, "plain", words)


def likely_year(witnesses: Sequence[tuple[int, Witness]]) -> int | None:
    """The year that the witnesses together make likeliest; of equals the earliest. None without any."""
    seen = Counter(witnesses)
    if not seen:
        return None
    years = [year for year, _ in seen]
    return max(
        range(min(years) - 1, max(years) + 3),
        key=lambda spoken: (
            sum(times * _log_share(witness, year - spoken) for (year, witness), times in seen.items()),
            -spoken,
        ),
    )


def is_gone_on_from(found: ResolvedDate, this_year: Sequence[int]) -> bool:
    """Whether a month with its year comes later in the year than all the months told of 本年."""
    start = found.date_start
    monthly = found.precision in ("month", "day", "ten_days")
    return monthly and start is not None and len(this_year) >= _MUCH and start.month > max(this_year)


def bounded(offset: int) -> int:
    """``offset``, with the farthest counted as one."""
    return max(EARLIEST, min(LATEST, offset))


def _form(text: str, found: ResolvedDate, opens: bool) -> tuple[str, str]:
    """The kind of a date and what it is told as. Line breaks inside a sentence do not part it."""
    start, end, written = found.mention.start, found.mention.end, found.mention.text
    before = _BLANKS.sub("", text[max(0, start - _WIDE) : start])
    after = _CLAUSE_END.split(_BLANKS.sub("", text[end : end + _WIDE])[:_NEAR])[0]
    sentence = _SENTENCE_END.split(before)[-1][-_SENTENCE:]
    clause = _CLAUSE_END.split(before)[-1][-_NEAR:]
    kind = _kind(found, after)
    if opens or written.endswith("起") or after.startswith(_OPEN):
        return ("year" if found.precision == "year" else "month"), "open"
    if (written + after).endswith("同期") or after.startswith("同期") or _COMPARED_BEFORE.search(clause):
        return kind, "compared"
    if kind == "span" and (_PLAN_BEFORE.search(clause) or _PLAN.match(after)):
        return kind, "planned"
    if _AHEAD.search(clause) or _AHEAD.search(after) or (after.startswith("前") and kind != "span"):
        return kind, "ahead"
    if _HOPED.search(sentence):
        return kind, "hoped"
    if kind == "budget_year" and _BUDGET.search(after):
        return kind, "budget"
    if _UNTIL_BEFORE.search(clause) or after.startswith(_UNTIL_AFTER) or written.endswith("止"):
        return kind, "until"
    return kind, "past" if _PAST.search(clause) or _PAST.search(after) else "plain"


def _kind(found: ResolvedDate, after: str) -> str:
    if found.date_start and found.date_end and found.date_start.year != found.date_end.year:
        return "span"
    if found.precision == "year":
        return "budget_year" if found.mention.text.endswith("度") or after.startswith("度") else "year"
    return "day" if found.precision in ("day", "minute") else "month"


@cache
def _counts() -> Mapping[tuple[str, ...], Counter[int]]:
    """How often a witness stood so many years off: of its kind, of its kind as told, and with the words."""
    counts: dict[tuple[str, ...], Counter[int]] = {}
    for row in load_lexicon("year_witnesses"):
        key = (row["kind"], row["told"], row["words"])
        for depth in (1, 2, 3):
            of_key = counts.setdefault(key[:depth], Counter())
            for offset in range(EARLIEST, LATEST + 1):
                of_key[offset] += int(row[str(offset)])
    return counts


@cache
def _log_share(witness: Witness, offset: int) -> float:
    """The log of the share of such witnesses that stand ``offset`` years off; few are filled up from more."""
    share = 1 / (LATEST - EARLIEST + 1)
    for depth, strength in enumerate(_STRENGTHS, start=1):
        counts = _counts().get(witness[:depth], Counter())
        share = (counts[bounded(offset)] + strength * share) / (counts.total() + strength)
    return math.log(share / (_FAR_YEARS if offset <= EARLIEST or offset >= LATEST else 1))
