"""Writes docs/dates.md from the rules' own examples.

usage: python scripts/write_date_docs.py [--check]

With --check nothing is written; the exit status is 1 where the page is not current.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.dates import explain, find_dates, resolve_dates
from pipeline.dates.rules import RULES, Rule
from pipeline.document import Reference

PAGE = Path(__file__).resolve().parent.parent / "docs" / "dates.md"
REPORT = Reference("2017-11-22", "given")
FAMILIES = (
    ("date.year", "A year and what follows it"),
    ("date.month", "A month, and a day of a month, without a year"),
    ("date.day", "A day alone"),
    ("date.year_part", "A part of the year without the year"),
    ("date.figures", "Figures with separators or none"),
    ("date.deictic", "Told from the report, or from the year or month spoken of"),
    ("date.relative", "Told from a day"),
    ("date.week", "Weeks and weekends"),
    ("date.part", "Parts of a year or month without it"),
    ("date.english", "English"),
)
INTRODUCTION = """# Dates

This page is written by `scripts/write_date_docs.py` from the examples of the rules in
`pipeline/dates/rules`; the same examples are the rules' tests. Every value below is what a report dated
2017-11-22 would give.

`find_dates` says what is written (one mention for a range, one per item of a coordination);
`resolve_dates` says what it means, as EDTF, with the anchor that a missing year, month or day was taken
from; `explain` puts rule, anchor and reasoning in one line:

```python
>>> from pipeline.dates import explain, find_dates, resolve_dates
>>> text = "{text}"
>>> for date in resolve_dates(find_dates(text), text).dates: print(explain(date))
{lines}
```

## How a missing part is decided

- **Calendar.** The era written before the year; a second year in brackets; four digits; a leading zero
  (08年 is 2008). Two or three digits are a year of the Republic, unless that lies far after the report and a
  Western reading does not; then the Western year is taken and an issue says so. No fixed year divides the
  calendars.
- **Whether 「N年」 is a date or a count.** 60 to 150 and four digits name a year; below 20 they count years;
  between them, and where 前, 後, 內 or 來 follows, it is a year only if the text writes another close to it.
- **Year.** The year spoken of in the same sentence; else, for a month and day, the year in which they fall
  among the days that the report writes in full (the trip); else the year of the month or part of a year
  spoken of before in the paragraph, if the sentence begins with the date or both are periods; else the
  report's own, or the year before it where the month would lie ahead and nothing announces it.
- **What is no anchor.** The base of a comparison (較105年, 與105年相較, 105年同期) outside its clause; a
  name in quotation marks and a period in brackets outside these; 上月, 上季 and 昨日; 去年, 明年 and
  自105年9月起 beyond their sentence; several years at once (91至95年).
- **同日, 當日, 次日, 前一日.** The day of the event named before it (簽署前一日), where the report dates it;
  else the last day of the same sentence; else the dated heading above; else the last day.
- **今日, 昨日, 明日.** The day that begins the paragraph or the dated heading above; else the report's day.
- **本年, 去年, 上月.** The report's date. 「較上年」 beside another year is told from that year, and 「上月」
  beside another month (「8月較上月增加」) from that month.
- **A time of day without a date** (下午3時) is no mention; with a date it is part of it.

## Issues

| code | meaning |
| --- | --- |
| `impossible-date` | the calendar has no such month or day; no value |
| `range-reversed` | the end lies before the start; no value |
| `ambiguous-day-month` | 05/06/2017 has two readings; no value |
| `no-anchor` | nothing to take the missing part from; no value |
| `before-common-era` | years before 1 are not resolved; no value |
| `misprint-unit` | 106年11年22日, 106月11月22日, 106年11月22月: one reading is left, and taken |
| `lunar-date` | a date of the lunar calendar (農曆8月15日), which is not converted; no value |
| `calendar-inferred` | a two-digit year was read as a Western one |
| `years-disagree` | the two years of 106(2016)年 are not the same |
| `weekday-mismatch` | the weekday beside the date is another |
| `far-future` | more than 30 years after the report |
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    page = render()
    if parser.parse_args().check:
        return 0 if PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


def render() -> str:
    """The whole page."""
    text = "106年11月22日簽署，簽署前一日抵達。105年出口成長，較上年增加。"
    dates = resolve_dates(find_dates(text), text).dates
    parts = [INTRODUCTION.format(text=text, lines="\n".join(explain(date) for date in dates))]
    rest = [rule for rule in RULES if rule.is_date]
    for prefix, title in sorted(FAMILIES, key=lambda family: -len(family[0])):
        members = [rule for rule in rest if rule.id.startswith(prefix)]
        rest = [rule for rule in rest if rule not in members]
        parts.append(f"## {title}\n\n{_table(members)}")
    parts[1:] = [part for _, title in FAMILIES for part in parts[1:] if part.startswith(f"## {title}\n")]
    parts.append(f"## What is no date\n\n{_negative_table()}")
    return "\n".join(parts)


def _table(rules: list[Rule]) -> str:
    rows = ["| rule | sentence | mention | value |", "| --- | --- | --- | --- |"]
    for rule in rules:
        for example in rule.examples:
            value = f"`{example.value}`" if example.value else "none"
            rows.append(f"| `{rule.id}` | {_cell(example.sentence)} | {_cell(example.mention)} | {value} |")
        rows.extend(f"| `{rule.id}` | not in: {_cell(text)} | | |" for text in rule.counterexamples)
    return "\n".join(rows) + "\n"


def _negative_table() -> str:
    rows = ["| rule | sentence | claimed |", "| --- | --- | --- |"]
    for rule in RULES:
        if not rule.is_date:
            rows.extend(
                f"| `{rule.id}` | {_cell(example.sentence)} | {_cell(example.mention)} |"
                for example in rule.examples
            )
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\t", " ⇥ ").replace("\n", " ⏎ ").strip()


if __name__ == "__main__":
    sys.exit(main())
