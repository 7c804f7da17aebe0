"""What a date does beside a figure: it measures, only happens, bounds a plan or begins a change."""

from __future__ import annotations

import datetime

from pipeline.trade import period_words as words
from pipeline.trade.model import FigureMention
from pipeline.trade.passages import Passage
from pipeline.trade.terms import (
    COST,
    DONE,
    MEASURED,
    MONEY_SPENT,
    PLAN_COST,
    STOCK,
    SUPPOSED,
    TO_BE_DONE,
)
from pipeline.trade.timed import Timed


def is_term(date: Timed) -> bool:
    """Whether the date runs over several whole years."""
    return words.YEARS.fullmatch(date.value) is not None and date.role != "comparison"


def measures(folded: str, date: Timed, passage: Passage) -> bool:
    """Whether the clause of the date tells figures, or the date is one that sums run up to."""
    measured = MEASURED.search(folded, date.end, passage.clause_end(date.end))
    return measured is not None or sums_up_to(folded, date)


def sums_up_to(folded: str, date: Timed) -> bool:
    """「截至6月底」, 「6月底止」."""
    upto = words.SUM_UP_TO.search(folded, max(0, date.start - 8), date.start)
    return upto is not None or folded.startswith("止", date.end)


def has_no_term(folded: str, mention: FigureMention, passage: Passage, date: Timed, measured: bool) -> bool:
    """Whether the amount is a cost and the date only that of an event, or what happens is supposed."""
    clause = passage.clause_start(mention.start)
    if SUPPOSED.pattern.search(folded, max(date.end, passage.segment_start(clause - 1)), mention.start):
        return True
    if STOCK.pattern.search(folded, clause, mention.start):
        return True
    if date.role == "event" and words.TO_COME.search(folded, date.end, mention.start):
        return True
    if measured or not COST.pattern.search(folded, clause, mention.start):
        return False
    if "/" in date.value or folded.startswith("年度", date.end - 2):
        return date.start < passage.segment_start(mention.start)
    if date.role == "event" or len(date.value) > len("2016"):
        return True
    return DONE.match(folded, date.end, passage.clause_end(date.end)) is not None


def is_of_a_plan(folded: str, mention: FigureMention, passage: Passage, seen: list[Timed]) -> bool:
    """Whether the amount is what a plan costs in all, and no date of the sentence is its term."""
    if seen and (
        "/" in seen[-1].value or sums_up_to(folded, seen[-1]) or words.BUILT.match(folded, seen[-1].end)
    ):
        return False
    told = seen[-1].end if seen else passage.start
    start = max(told, passage.clause_start(passage.clause_start(mention.start) - 1))
    # 「接收站，投資金額約」: what is built may stand in the clause before.
    clause = passage.clause_start(mention.start)
    if any(PLAN_COST.pattern.search(folded[begin : mention.start]) for begin in (clause, start)):
        return True
    spent = MONEY_SPENT.search(folded, start, mention.start)
    behind = TO_BE_DONE.pattern.match(folded, mention.end, passage.end)
    return spent is not None and behind is not None


def fills_a_bracket(folded: str, date: Timed) -> bool:
    """Whether the date stands alone in brackets."""
    return folded[date.start - 1] in "(（" and bool(words.CLOSED.match(folded, date.end))


def is_founding(folded: str, date: Timed) -> bool:
    """「2009年啟用」, 「成立於78年」: when a thing began is not when its figures hold."""
    before = folded[max(0, date.start - 7) : date.start]
    begun = words.FOUNDED.match(folded, date.end) or words.FOUNDED_BEFORE.search(before)
    return begun is not None and not date.value.endswith("/..")


def only_happens(folded: str, date: Timed) -> bool:
    """「在101年啟動談判」 tells when something is done and no figure of that year."""
    if len(date.value) != len("2016") or not words.HAPPENS.match(folded, date.end):
        return False
    pause = words.PAUSE.search(folded, date.end)
    told = MEASURED.search(folded, date.end, pause.start() if pause else len(folded))
    return told is None and not sums_up_to(folded, date)


def end_of_change(folded: str, mention: FigureMention, date: Timed) -> str | None:
    """「2001年至2010年間，比重由2.47%升至3.74%」: each value is of one end of the years."""
    if words.YEARS.fullmatch(date.value) is None:
        return None
    before = folded[max(date.end, mention.start - 40) : mention.start]
    first, _, last = date.value.partition("/")
    if words.ORIGIN.search(before) and words.BECOMES.match(folded, mention.end):
        return first[:4]
    return last[:4] if words.CHANGED_TO.search(before) else None


def is_origin(folded: str, mention: FigureMention) -> bool:
    """「本年1月1日起，由200萬調至235萬」: the first of the two held before that day."""
    before = folded[max(0, mention.start - 6) : mention.start]
    return words.ORIGIN.search(before) is not None and words.BECOMES.match(folded, mention.end) is not None


def is_of_days(value: str) -> bool:
    """Whether the value is an interval of a few days: 2012-04-23/2012-04-27."""
    first, _, last = value.partition("/")
    if words.DAY.fullmatch(first) is None or words.DAY.fullmatch(last) is None:
        return False
    length = datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)
    return 0 < length.days < words.LONGEST_FAIR
