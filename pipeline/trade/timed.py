"""The role that each resolved date plays for figures: their period, a comparison, an event, a plan."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from pipeline.dates import ResolvedDate
from pipeline.document import Reference
from pipeline.immutable import immutable

COMPARED_WITH = re.compile(r"(?:與|和|同|跟)[ \t\u3000]?$")
_COMPARED_BEFORE = re.compile(
    r"(?:較|比|相較於|相對於|高於|低於|優於|超越|對照|不及)(?:諸|之|起)?[ \t\u3000]?$"
)
# 「為2011年同期之2.4倍」
_TIMES_OF = re.compile(r"[^，。；]{2,12}?同期[^，。；0-9]{0,3}[0-9.]{1,6}倍")
_COMPARISON_AFTER = re.compile(r"[^，。；]{0,36}?(?:相較|相比|比較|較之|相仿|持平|同期|相同|相當)")
_PUBLISHED = re.compile(
    r"[^，。；0-9]{0,6}?(?:公布|發布|發佈|公佈|預測|估測|預估|初估|估計數|報告|最新|公告|資料|修正|統計資料|新聞|訊)"
)
# 「2018年預估為2.5%」 is a figure of that year, not a forecast made in it.
_FORECAST_OF = re.compile(
    r"度?(?:[^，。；0-9]{0,8}?(?:成長率?|產值|規模|(?:出口|進口)[值額]?|GDP|[總稅營]額|營收|業績))?(?:預估|預測|初估|估測|初步統計)(?:值|數)?(?:國內|實質|經濟|GDP){0,2}"
    r"(?:將|可|會|為|達|約|僅|再|由|自|成長率?|增加|減少|衰退|[調下上]?[降升修][至為到]?|[ \t]){0,4}"
    r"[-－]?[0-9０-９]"
)
# 「較8月預測3.67%」: what was foretold in August, of whatever year it was foretold.
_FORECAST_IN = re.compile(r"(?:時|間)?(?:之|的|所)?(?:預測|預估|估測|推估|概估|初估|公布)(?:數|值|者|結果)?")
_TO_COME = re.compile(r"[明來]年|下(?:一)?年度?|下半年")
_EVENT = re.compile(
    r"[^，。；]{0,14}?(?:辦理|舉行|召開|舉辦|簽署|簽訂|施行|生效|成立|訪問|加入|通過|核定|啟動|來訪|抵達|開幕|拜會|赴|率團|"
    r"宣布|實施|開放|出席|參加|發生|修正|展開)"
)
# 「在97年基數偏低下」, 「受2008年金融風暴影響」 set the scene; no figure is theirs.
_BACKGROUND = re.compile(
    r"(?:之|的|比較|全球|美國|亞洲|國際|底){0,2}(?:基數|基期|金融風暴|金融海嘯|金融危機|大?地震|震災|風災|水災|海嘯|颱風)(?!期間)"
)
# 「為92年第3季以來之最低」 dates a record, not the figures that follow.
_SINCE = re.compile(r"(?:起)?以來|[^，。；0-9]{1,16}?以來(?:之|的)?(?:[最新首]|歷[史年])")
_PLANNED = re.compile(r"[^，。；]{0,3}?(?:預計|預定|擬|將於|目標)|計畫")
# 「101年度預計增加轉投資」: a budget is of the year that it plans for.
_BUDGET_YEAR = re.compile(r"(?:預計|預定)(?:增|編|投|支|歲|收)")
# 「將於明年1月展開談判」: what is to happen on a date dates nothing but itself.
_AHEAD = re.compile(r"(?:將|即將|預定|預計|訂|擬|可望)(?:自|於|在)?[ \t\u3000]?$")
# 「因財政考量延至2020年5月再議」
_PUT_OFF = re.compile(r"(?:延[後期]?|順延|展[延期])[至到][ \t\u3000]?$")
_UNTIL = re.compile(r"(?:截至|迄至|至|迄|累計至|截止)[ \t\u3000]?$")
# 「自78年5月1日開辦至106年3月底止」: one interval, though words stand between its ends.
_UP_TO = re.compile(
    r"(?:[^，。；、0-9\n]{1,14}?|[^，。；0-9\n]{1,40}(?:以來|開辦起|起)，(?:累計)?截?)(?:至|迄|到)"
    r"[ \t\u3000]?(?:民國|西元)?[ \t\u3000]?"
)
_STOPS = re.compile(r"為?止")
# 「10月15日前提送」 sets a term for what is to be done; 「前一日」, 「前述」 are other words.
_DEADLINE = re.compile(r"(?:以前|之前|前)(?![後往來述景期者揭開項次一二三年月日季週])")
_OLDEST = "1900"
_QUOTED = re.compile(r"[「『《〈][^」』》〉\n]{0,60}$")
_THIS_TERM = re.compile(r"本期(?![貨款末限刊滿])")
_PART_OF_TERM = re.compile(r"[占佔](?:約)?$")
_THROUGH = re.compile(r"(?:截至|迄至|至|迄|累計至|截止|起)[ \t\u3000]?$")
# 「自63年成立迄今」, 「89年之後」: the time runs on.
_SINCE_BEFORE = re.compile(r"(?:自|從|由)[ \t\u3000]?(?:民國|西元)?[ \t\u3000]?$")
_UNTIL_NOW = re.compile(
    r"(?:[^，。；、\n]{0,12}?(?:迄今|至今|以來|到現在)|來(?=[，之的]))(?![^，。；]{0,6}[最新首])"
)
_AFTERWARDS = re.compile(r"(?:之後|以後)")
_AND_BEFORE = re.compile(r"(?:年度)?(?:及|或|暨)(?:其|之)?(?:以前|先前)")
_OPENED = re.compile(r"(?:[上下前後]半[月年])?[ \t\u3000]?[(（]")
# 「91年度起分三年編列」
_IN_YEARS = re.compile(r"(?:度?起)?，?分(?P<n>[2-9二三四五六])[ \t]?年")
_NUMBER = {c: i for i, c in enumerate("二三四五六", 2)} | {str(i): i for i in range(2, 10)}
_ENOUGH_VOTES = 3
_SECOND_HALF = 7
_TOLD_BEFORE = 8

Role = Literal["period", "comparison", "event", "publication", "plan", "name"]


@immutable
class Timed:
    """A resolved date in its role for figures; ``value`` is EDTF, cut to what a figure can be about."""

    start: int
    end: int
    value: str
    role: Role


def timed_dates(
    folded: str, dates: Sequence[ResolvedDate], reference: Reference | None = None
) -> list[Timed]:
    """The dates of a document in reading order, each with its role; 本期 is one of them."""
    timed = [
        Timed(d.mention.start, d.mention.end, _figure_value(folded, d), _role(folded, d))
        for d in sorted(dates, key=lambda d: (d.mention.start, d.mention.end))
        if d.value
    ]
    term = report_term(timed, reference)
    taken = {d.start for d in timed}
    terms: list[Timed] = []
    for match in _THIS_TERM.finditer(folded):
        told = _antecedent(folded, timed, match.start())
        part = _PART_OF_TERM.search(folded, max(0, match.start() - 3), match.start())
        value = told if told and (part or term is None) else term
        if value is not None and match.start() not in taken:
            terms.append(Timed(match.start(), match.end(), value, "period"))
    return _spanned(folded, _narrowed(folded, sorted([*timed, *terms], key=lambda d: d.start)))


def _spanned(folded: str, dates: list[Timed]) -> list[Timed]:
    """「自A開辦至B止」: the second date ends an interval that the first one begins."""
    found = list(dates)
    for i, (first, last) in enumerate(pairwise(dates)):
        begun = _SINCE_BEFORE.search(folded, max(0, first.start - 5), first.start)
        single = "/" not in first.value.removesuffix("/..") and "/" not in last.value
        if (
            begun
            and single
            and _STOPS.match(folded, last.end)
            and _UP_TO.fullmatch(folded, first.end, last.start)
        ):
            found[i + 1] = replace(last, value=f"{first.value.removesuffix('/..')}/{last.value}")
    return found


def _narrowed(folded: str, dates: list[Timed]) -> list[Timed]:
    """「3月（5日至9日）」: a bracket that tells the days of a date narrows it."""
    found = list(dates)
    for i, (date, inside) in enumerate(pairwise(dates)):
        within = "/" in inside.value and all(part.startswith(date.value) for part in inside.value.split("/"))
        closed = folded[inside.end : inside.end + 1] in (")", "）")
        if within and closed and _OPENED.fullmatch(folded, date.end, inside.start):
            found[i] = replace(date, value=inside.value)
    return found


def report_term(dates: Sequence[Timed], reference: Reference | None) -> str | None:
    """What 本期 is in a half-yearly report: the half year that its own dates and its reference point to.

    Events of the report lie in its term; intervals of half a year and sums to the end of June or December
    count for more. A report dated by its cover looks back on the half year before. None where the votes
    are few or even: 本期 then stays without a period.
    """
    if reference is None:
        return None
    year = int(reference.value[:4])
    votes: Counter[str] = Counter()
    for date in dates:
        first, _, last = date.value.partition("/")
        if _is_whole_year(first, last) and int(last[:4]) in (year, year - 1):
            votes[last[:4]] += 3
        last = (last or first)[:7]
        half = _half_of(last)
        if half is None or date.role in ("comparison", "name") or int(last[:4]) not in (year, year - 1):
            continue
        if date.value == half:
            votes[half] += 3
        elif last[5:] in ("06", "12"):
            votes[half] += 2
        elif _half_of(first[:7]) == half:
            votes[half] += 1
    before = _half_of(reference.value[:7])
    if before is not None and reference.basis in ("cover", "file", "given"):
        votes[f"{year}-01/{year}-06" if before.endswith("12") else f"{year - 1}-07/{year - 1}-12"] += 2
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH_VOTES or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _is_whole_year(first: str, last: str) -> bool:
    return first[4:] == "-01" and last[4:] == "-12" and first[:4] == last[:4]


def _half_of(month: str) -> str | None:
    """The half year of ``YYYY-MM``; None for anything less exact."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", month):
        return None
    year = month[:4]
    return f"{year}-01/{year}-06" if int(month[5:]) < _SECOND_HALF else f"{year}-07/{year}-12"


def _role(folded: str, date: ResolvedDate) -> Role:
    start, end = date.mention.start, date.mention.end
    before = folded[max(0, start - 5) : start]
    if _QUOTED.search(folded, max(0, start - 40), start):
        return "name"
    if _COMPARED_BEFORE.search(before):
        forecast = date.precision in ("month", "ten_days", "day") and _FORECAST_IN.match(folded, end)
        return "publication" if forecast else "comparison"
    if _TIMES_OF.match(folded, start):
        return "comparison"
    if COMPARED_WITH.search(before) and _COMPARISON_AFTER.match(folded, end):
        return "comparison"
    estimated = date.precision in ("year", "quarter", "half") and _FORECAST_OF.match(folded, end)
    if _PUBLISHED.match(folded, end) and not estimated and not _TO_COME.match(folded, start):
        return "publication"
    if _BACKGROUND.match(folded, end) or (date.value or "").removeprefix("../") < _OLDEST:
        return "name"
    if _PUT_OFF.search(before):
        return "plan"
    if _UNTIL.search(before) or folded[end : end + 1] == "止":
        return "period"
    running = _SINCE_BEFORE.search(folded, max(0, start - 5), start) and _UNTIL_NOW.match(folded, end)
    planned = _PLANNED.match(folded, end) and not (
        date.precision == "year" and _BUDGET_YEAR.match(folded, end)
    )
    ahead = date.precision in ("month", "ten_days") and _AHEAD.search(before) and _EVENT.match(folded, end)
    if planned or ahead or _DEADLINE.match(folded, end) or (_SINCE.match(folded, end) and not running):
        return "plan"
    if date.precision in ("day", "minute"):
        return "event"
    if (
        date.precision in ("month", "ten_days")
        and "/" not in (date.value or "")
        and _EVENT.match(folded, end)
    ):
        return "event"
    return "period"


def _figure_value(folded: str, date: ResolvedDate) -> str:
    """The date as a figure's period: without a clock time, open where the text lets it run on.

    「截至6月底」 may be an interval without a start; a figure's period is the month it ends in.
    """
    value = re.sub(r"T[^/]*", "", date.value or "").removeprefix("../")
    start, end = date.mention.start, date.mention.end
    first = value.removesuffix("/..")
    if first.isdigit() and (spread := _IN_YEARS.match(folded, end)):
        return f"{first}/{int(first) + _NUMBER[spread.group('n')] - 1}"
    if "/" in value:
        return value
    since = _SINCE_BEFORE.search(folded, max(0, start - 5), start) and _UNTIL_NOW.match(folded, end)
    if since or (date.precision == "year" and _AFTERWARDS.match(folded, end)):
        return f"{value}/.."
    if date.precision == "year" and _AND_BEFORE.match(folded, end):
        return f"../{value}"
    return value


def _antecedent(folded: str, dates: Sequence[Timed], position: int) -> str | None:
    """The period that the paragraph of 本期 has named before it."""
    paragraph = folded.rfind("\n", 0, position) + 1
    before = bisect.bisect_left(dates, position, key=lambda d: d.start)
    for date in reversed(dates[max(0, before - _TOLD_BEFORE) : before]):
        if date.start < paragraph:
            return None
        through = _THROUGH.search(folded, max(0, date.start - 3), date.start)
        if date.role == "period" and "/" in date.value and not through:
            return date.value
    return None
