"""Which of the dates that the dates stage resolved is a figure's period, and which one it is compared to."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.dates import ResolvedDate
from pipeline.document import Reference
from pipeline.trade import period_words as words
from pipeline.trade.date_tests import (
    end_of_change,
    fills_a_bracket,
    has_no_term,
    is_founding,
    is_of_a_plan,
    is_of_days,
    is_origin,
    is_term,
    measures,
    only_happens,
)
from pipeline.trade.english import dated_behind, is_english
from pipeline.trade.intervals import each_quarter, each_year, same_months
from pipeline.trade.model import FigureMention
from pipeline.trade.passages import Passage, governing_paragraphs
from pipeline.trade.terms import PRICED, RUNS_ON
from pipeline.trade.timed import COMPARED_WITH, Timed, timed_dates

COMPARED_BASE = "date that it is the base of"
"""How the period of the amount in 「較94年之46億元」 was found."""
PLAN_TERM = "term of its plan"
IN_BRACKETS = "interval in brackets behind what it dates"
NO_TERM = "a cost, beside the date of an event"
"""Why a cost has no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period or None, and how it was found."""

    value: str | None
    how: str


class Calendar:
    """The dates of a document in the roles that they play for figures."""

    def __init__(
        self, folded: str, dates: Sequence[ResolvedDate], reference: Reference | None = None
    ) -> None:
        self._folded = folded
        self._dates = timed_dates(folded, dates, reference)
        self._starts = [d.start for d in self._dates]

    def between(self, start: int, end: int) -> list[Timed]:
        """The dates that begin in ``start:end``, in reading order."""
        return self._dates[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def listed(
        self, passage: Passage, runs: list[list[int]], mentions: list[FigureMention]
    ) -> dict[int, str]:
        """「97年與98年經費分別為30億元與117億元」: each figure has the date in its place."""
        found: dict[int, str] = {}
        for run in runs:
            first = mentions[run[0]].start
            floor = max(passage.segment_start(first), mentions[run[0] - 1].end if run[0] else 0)
            # 「9月、10月之失業率雖低，仍分別為A及B」: the dates may stand in the clause before.
            # 「2017年及2018年成長率均為5.7%，…印度分別為7.4%及7.6%」: the years of the sentence hold on.
            for start in (passage.clause_start(first), floor, passage.start):
                chain = self._chain(start, first)
                if len(chain) == len(run):
                    found.update({index: date.value for index, date in zip(run, chain, strict=True)})
                    break
                parts = self._parts(chain[-1], first) if chain else []
                if len(parts) == len(run):
                    found.update(zip(run, parts, strict=True))
                    break
            else:
                found.update(self._same_places(run, runs, mentions, found))
        return found

    def _parts(self, date: Timed, position: int) -> list[str]:
        """The years of an interval, or its quarters if it counts them and no list stands before the run."""
        quarters = words.QUARTERS.search(self._folded, date.start, date.end)
        listed = words.LIST.search(self._folded, date.end, position)
        return each_year(date.value) or (each_quarter(date.value) if quarters and not listed else [])

    def _same_places(
        self, run: list[int], runs: list[list[int]], mentions: list[FigureMention], found: dict[int, str]
    ) -> dict[int, str]:
        """「…經費分別為A及B，比例則分別為C及D」: the second run goes on with the dates of the first."""
        before = [r for r in runs if r[-1] < run[0] and len(r) == len(run) and r[0] in found]
        if not before or self.between(mentions[before[-1][-1]].end, mentions[run[0]].start):
            return {}
        return {index: found[told] for index, told in zip(run, before[-1], strict=True)}

    def _chain(self, start: int, end: int) -> list[Timed]:
        """The last run of coordinated dates in ``start:end``."""
        chain: list[Timed] = []
        for date in self.between(start, end):
            if date.role in ("comparison", "publication", "name"):
                continue
            joined = chain and words.JOINED_DATES.fullmatch(self._folded, chain[-1].end, date.start)
            chain = [*chain, date] if joined else [date]
        return chain

    def period(self, mention: FigureMention, passage: Passage) -> Period:
        """The period of ``mention``: of its clause, its sentence, or the text before it."""
        found = self._period(mention, passage)
        if found.value is not None and found.value.endswith("/..") and is_origin(self._folded, mention):
            return Period(None, "what it was before")
        if (fair := self._fair(mention, passage, found)) is not None:
            return Period(fair.value, "days of the fair where it was ordered")
        return found

    def _fair(self, mention: FigureMention, passage: Passage, found: Period) -> Timed | None:
        """「展期4天，…現場接單320萬美元，後續商機…」: what a fair brings is of its days."""
        dated = found.how.startswith(("date in its clause", "date earlier in its sentence"))
        if dated or words.ON_THE_SPOT.search(self._folded, passage.start, mention.start) is None:
            return None
        for date in reversed(self.between(mention.start - words.FAIR_REACH, mention.start)):
            around = self._folded[max(0, date.start - words.FAIR_NEAR) : date.end + words.FAIR_NEAR]
            if is_of_days(date.value) and words.FAIR.search(around):
                return date
        return None

    def _period(self, mention: FigureMention, passage: Passage) -> Period:
        clause = passage.clause_start(mention.start)
        if (origin := self._parallel_origin(mention, passage, clause)) is not None:
            return Period(origin.value, "date that the change before it starts from")
        seen = [
            d
            for d in self.between(passage.start, mention.start)
            if passage.visible(d.start, mention.start)
            and d.role not in ("comparison", "publication", "name")
            and not (
                d.role == "event"
                and words.TOLD.search(self._folded, d.end, mention.start)
                and not words.BROUGHT.search(self._folded, clause, mention.start)
            )
        ]
        own = _without_origin(self._folded, [d for d in seen if d.start >= clause], mention.start)
        if seen and (end := end_of_change(self._folded, mention, seen[-1])) is not None:
            return Period(end, "one end of the change over its years")
        if (base := self._base(mention)) is not None:
            return Period(base.value, COMPARED_BASE)
        if (level := self._level_before(mention, passage, clause)) is not None:
            return Period(level.value, "level of the date that is compared with")
        if (whole_year := self._whole_year(mention, passage, own or seen)) is not None:
            return whole_year
        if own:
            return Period(self._joined(own, mention), "date in its clause")
        if (behind := self._behind(mention)) is not None:
            return Period(behind.value, "date in brackets behind it")
        if not seen and (label := self._in_label(mention, passage)) is not None:
            return Period(label.value, "date in its label")
        if mention.kind == "amount" and (budget := self._budgeted(mention)) is not None:
            return Period(budget.value, "year of the budget behind it")
        if (plan := self._plan(mention, passage)) is not None:
            return Period(plan.value, PLAN_TERM)
        if not seen and is_english(passage):
            dated = [d for d in self.between(mention.end, passage.end) if dated_behind(self._folded, d.start)]
            if dated:
                return Period(dated[0].value, "date behind it")
        now = mention.kind != "rank" and words.NOW.search(self._folded, clause, mention.start)
        if now and self._source(mention, passage) is None:
            return Period(None, "what holds now")
        if recurring := words.RECURRING.search(self._folded, clause, mention.start):
            # 「106至109年…平均每年3億元」 is the mean of the years that the sentence gives.
            mean = "平均" in recurring.group() and seen and is_term(seen[-1])
            return Period(seen[-1].value if mean else None, "mean of its years" if mean else "recurring")
        lasting = [d for d in seen if not is_founding(self._folded, d)]
        if seen and seen[-1] not in lasting:
            return Period(None, "only the date of a foundation")
        seen = _without_origin(self._folded, lasting, mention.start)
        if mention.kind == "amount" and words.UNIT_PRICE.search(self._folded, clause, mention.start):
            seen = [d for d in seen if d.value.endswith("/..")]
            if seen and PRICED.pattern.search(self._folded, seen[-1].end, mention.start):
                return Period(seen[-1].value, "start of its price")
            return Period(None, "unit price")
        if mention.kind == "amount" and words.AHEAD.search(self._folded, clause, mention.start):
            return Period(None, "forecast")
        if mention.kind == "amount" and is_of_a_plan(self._folded, mention, passage, seen):
            return Period(None, "cost of a plan")
        if (earlier := self._earlier(mention, passage, clause, seen)) is not None:
            return earlier
        if (after := self._year_after(mention, passage)) is not None:
            return Period(after, "year after the one that it changed from")
        if mention.kind == "rank":
            edition = self._edition(mention, passage)
            return (
                Period(edition.value, "edition of the ranking") if edition else Period(None, "undated rank")
            )
        if (source := self._source(mention, passage)) is not None:
            return Period(source.value, "date of the data, told behind them")
        carried = self._carried(passage.start, passage)
        return Period(carried.value, "date of an earlier sentence") if carried else Period(None, "no date")

    def _earlier(
        self, mention: FigureMention, passage: Passage, clause: int, seen: list[Timed]
    ) -> Period | None:
        """What an earlier clause of the sentence dates; None where it has no date for the figure."""
        segment = passage.segment_start(mention.start)
        near = [
            d for d in seen if d.start >= segment and (d.role != "plan" or measures(self._folded, d, passage))
        ]
        last = (near or [d for d in seen if d.role == "period"])[-1:]
        bracketed = self._bracketed(mention, passage) if mention.kind == "amount" else None
        if bracketed is not None and (not last or last[0].start < bracketed.start):
            return Period(bracketed.value, IN_BRACKETS)
        if not last:
            return None
        date = last[0]
        measured = measures(self._folded, date, passage)
        if mention.kind == "amount" and has_no_term(self._folded, mention, passage, date, measured):
            return Period(None, NO_TERM)
        since = date.value.endswith("/..")
        if not measured and mention.kind != "amount" and date.role == "event" and not since:
            return Period(None, "only the date of an event")
        runs = (
            RUNS_ON.pattern.search(self._folded, clause, mention.end)
            or words.UNTIL_TODAY.search(self._folded, date.start, clause)
            or words.ALONE.fullmatch(self._folded, date.end, passage.clause_end(date.end))
        )
        if since and not runs:
            return Period(None, "what has held since then is another thing")
        return Period(date.value, "date earlier in its sentence")

    def _bracketed(self, mention: FigureMention, passage: Passage) -> Timed | None:
        """「特展（106年5月3日至9月8日）…，門票收入900萬元」: the interval of the thing before it."""
        for date in reversed(self.between(passage.start, mention.start)):
            first, _, last = date.value.partition("/")
            if last[:4].isdigit() and fills_a_bracket(self._folded, date):
                return date if int(last[:4]) - int(first[:4]) <= words.LONGEST_TERM else None
        return None

    def _year_after(self, mention: FigureMention, passage: Passage) -> str | None:
        """「由前一年之第6名升至第4名」: what it became is of the year after."""
        for date in reversed(self.between(passage.clause_start(mention.start), mention.start)):
            if words.YEAR_BEFORE.fullmatch(self._folded, date.start, date.end) and date.value.isdigit():
                return str(int(date.value) + 1)
        return None

    def _joined(self, own: list[Timed], mention: FigureMention) -> str:
        """「105年及106年共支出8億元」: the two years together are the period of the one amount."""
        if len(own) > 1 and words.JOINED_DATES.fullmatch(self._folded, own[-2].end, own[-1].start):
            first, last = own[-2].value, own[-1].value
            dealt = "元" in self._folded[own[-1].end : mention.start] or words.ANOTHER.match(
                self._folded, mention.end
            )
            if not dealt and first.isdigit() and last.isdigit() and int(last) == int(first) + 1:
                return f"{first}/{last}"
        return own[-1].value

    def _plan(self, mention: FigureMention, passage: Passage) -> Timed | None:
        """「總經費40億元…。期程自106年至109年」, 「二期計畫（106至109年）支出9億元」: the plan's."""
        clause = passage.clause_start(mention.start)
        for date in reversed(self.between(clause, mention.start)):
            if is_term(date) and fills_a_bracket(self._folded, date):
                return date
        if not words.TOTAL_COST.search(self._folded, passage.segment_start(mention.start), mention.end):
            return None
        for date in self.between(mention.end, passage.end + words.NEXT_SENTENCE):
            if is_term(date) and words.TERM_BEFORE.search(self._folded, max(0, date.start - 6), date.start):
                return date
        return None

    def _edition(self, mention: FigureMention, passage: Passage) -> Timed | None:
        """「「2015年評比報告」，我國名列第20」: the year of the report that ranks."""
        named = [
            d for d in self.between(passage.segment_start(mention.start), mention.start) if d.role == "name"
        ]
        return next((d for d in reversed(named) if words.EDITION.match(self._folded, d.end)), None)

    def _parallel_origin(self, mention: FigureMention, passage: Passage, clause: int) -> Timed | None:
        """「數量由106年A噸增至107年B噸，金額由C元增至D元」: C is of the year that A is of."""
        before = self._folded[max(clause, mention.start - 12) : mention.start]
        if not words.UNDATED_ORIGIN.search(before) or not words.BECOMES.match(self._folded, mention.end):
            return None
        seen = self.between(passage.segment_start(mention.start), mention.start)
        for date in reversed(seen):
            if words.FROM.search(self._folded, max(0, date.start - 2), date.start):
                return date if words.TURNED.search(self._folded, date.end, clause) else None
        return None

    def compared_to(self, mention: FigureMention, passage: Passage, period: str | None) -> str | None:
        """What a growth is measured against, as the sentence gives it."""
        clause = passage.clause_start(mention.start)
        compared = [
            d
            for d in self.between(passage.start, mention.start)
            if d.role == "comparison" and passage.visible(d.start, mention.start)
        ]
        own = [d for d in compared if d.start >= clause] or compared[-1:]
        return same_months(own[-1].value, period) if own else None

    def _whole_year(self, mention: FigureMention, passage: Passage, seen: list[Timed]) -> Period | None:
        """「第4季成長8.94%，全年為-19.56%」: 全年 widens the date before it to its year."""
        found = list(
            words.WHOLE_YEAR.finditer(self._folded, passage.segment_start(mention.start), mention.start)
        )
        if not found or any(d.start >= found[-1].start() for d in seen):
            return None
        dated = [d for d in seen if d.role == "period"]
        near = dated[-1] if dated else self._carried(passage.start, passage)
        if near is None or len({part[:4] for part in near.value.split("/")}) != 1:
            return None
        return Period(near.value[:4], "whole year of the date before")

    def _base(self, mention: FigureMention) -> Timed | None:
        """「較94年之46.06億美元」: the amount of the date that is compared with."""
        near = self.between(mention.start - 20, mention.start)
        level = mention.text[0].isdigit() and words.OF.search(self._folded, mention.start - 2, mention.start)
        told = near and near[-1].role == "comparison" and (mention.kind != "growth" or level)
        if told and words.BASE_GAP.fullmatch(self._folded, near[-1].end, mention.start):
            return near[-1]
        for date in reversed(self.between(mention.start - words.BASE_REACH, mention.start)):
            with_it = COMPARED_WITH.search(self._folded, max(0, date.start - 2), date.start)
            if with_it and words.SET_AGAINST.match(self._folded, mention.end):
                return None if words.PAUSE.search(self._folded, date.end, mention.start) else date
        return None

    def _level_before(self, mention: FigureMention, passage: Passage, clause: int) -> Timed | None:
        """「112年貿易總額較111年減少28%，…進口金額由51億降至29億」: what it fell from is of 111."""
        before = words.ORIGIN.search(self._folded, max(clause, mention.start - 6), mention.start)
        if before is None or not words.BECOMES.match(self._folded, mention.end):
            return None
        if self.between(clause, mention.start):
            return None
        seen = self.between(passage.segment_start(mention.start), clause)
        return seen[-1] if seen and seen[-1].role == "comparison" else None

    def _budgeted(self, mention: FigureMention) -> Timed | None:
        """「所需經費1,200萬元，於108年度預算支應」: the year of the budget that bears it."""
        for date in self.between(mention.end, mention.end + words.BUDGET_REACH):
            led = words.BORNE_BY.fullmatch(self._folded, mention.end, date.start)
            return date if led and words.BUDGET.match(self._folded, date.end) else None
        return None

    def _behind(self, mention: FigureMention) -> Timed | None:
        if self._folded[mention.end : mention.end + 1] not in ("(", "（"):
            return None
        inside = self.between(mention.end, mention.end + 3)
        if inside and self._folded[inside[0].end : inside[0].end + 1] in (")", "）"):
            return inside[0]
        return None

    def _in_label(self, mention: FigureMention, passage: Passage) -> Timed | None:
        """「雙邊貿易（2016年）：總額6.8億美元」: the date in brackets before the colon of a label."""
        for date in reversed(self.between(passage.start, mention.start)):
            if fills_a_bracket(self._folded, date) and words.COLON.match(self._folded, date.end):
                return date
        return None

    def _source(self, mention: FigureMention, passage: Passage) -> Timed | None:
        """「出口比重38%，貿易依存度27%，這是106年的資料」: the data are of that date."""
        for date in self.between(mention.end, passage.end):
            told = words.THIS_IS.search(self._folded, max(0, date.start - 6), date.start)
            if told and words.DATA.match(self._folded, date.end):
                return date
        return None

    def _carried(self, position: int, passage: Passage) -> Timed | None:
        """The last date before the sentence: of its paragraph or of the lines that govern its list."""
        governing: list[tuple[int, int]] | None = None
        for i in range(bisect.bisect_left(self._starts, position) - 1, -1, -1):
            date = self._dates[i]
            if position - date.end > words.CARRY_REACH:
                return None
            if date.start < passage.paragraph:
                if governing is None:
                    governing = governing_paragraphs(self._folded, passage.paragraph, words.CARRY_REACH)
                if not any(start <= date.start < end for start, end in governing):
                    continue
            if (
                date.role == "period"
                and not is_founding(self._folded, date)
                and not only_happens(self._folded, date)
            ):
                # 「自101年8月起實施。」 tells since when something holds, not of when later figures are.
                return None if date.value.endswith("/..") else date
        return None


def _without_origin(folded: str, dates: list[Timed], position: int) -> list[Timed]:
    """「12月失業率由10月10.2%降至10%」: the second value is of the month before 由."""
    while dates and words.FROM.search(folded, max(0, dates[-1].start - 2), dates[-1].start):
        if dates[-1].value.endswith("/..") or not words.TURNED.search(folded, dates[-1].end, position):
            break
        dates = dates[:-1]
    return dates
