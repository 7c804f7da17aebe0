"""The closed lists of values that stages and tables share: each is declared once, here."""

from __future__ import annotations

from typing import Literal

Status = Literal["ok", "partial", "failed"]
Severity = Literal["info", "warning", "error"]
IssueCode = Literal[
    "ambiguous-day-month",
    "ambiguous-short-form",
    "balance-mismatch",
    "before-common-era",
    "broken-file",
    "calendar-inferred",
    "category-several",
    "category-unclear",
    "category-unknown",
    "currency-assumed",
    "deictic-unresolved",
    "destination-unknown",
    "document-failed",
    "duplicate-file",
    "empty-file",
    "encoding-uncertain",
    "encrypted-file",
    "far-future",
    "figure-without-period",
    "file-too-large",
    "forbidden-xml",
    "growth-mismatch",
    "impossible-date",
    "indefinite-number",
    "lunar-date",
    "misprint-unit",
    "no-anchor",
    "no-reference-date",
    "no-text",
    "no-text-layer",
    "not-a-file",
    "nul-bytes",
    "ocr-timeout",
    "ocr-unavailable",
    "out-of-memory",
    "page-truncated",
    "pages-recognised",
    "pages-unreadable",
    "pages-without-text",
    "range-reversed",
    "rank-mismatch",
    "rank-not-whole",
    "register-ambiguous",
    "report-date-inexact",
    "report-date-unreadable",
    "role-without-organization",
    "row-breaks-schema",
    "share-over-100",
    "sum-mismatch",
    "surname-only",
    "table-without-unit",
    "tables-not-sought",
    "text-truncated",
    "too-much-markup",
    "traveller-unreadable",
    "trip-ends-before-start",
    "trip-period-unreadable",
    "undecodable-bytes",
    "unmapped-glyphs",
    "unreadable-file",
    "unsupported-format",
    "weekday-mismatch",
    "wrong-extension",
    "years-disagree",
    "zip-bomb",
]
"""The kinds of issues, by stable names."""

Category = Literal["考察", "進修", "研究", "實習", "視察", "訪問", "開會", "談判", "其他"]
"""出國類別 as the report portal has them."""
ReferenceBasis = Literal["cover", "explicit", "latest_date", "file", "given"]
TextSource = Literal["text", "ocr"]
Precision = Literal["year", "half", "quarter", "month", "ten_days", "day", "minute"]
Calendar = Literal["roc", "gregorian", "inherited"]
DateBasis = Literal["explicit", "elliptical", "deictic", "relative"]
PersonForm = Literal["surname_title_given", "name_title", "title_name", "surname_title", "bare", "latin"]
Side = Literal["home", "host"]
OrganizationType = Literal[
    "government",
    "mission",
    "legislature",
    "association",
    "company",
    "media",
    "university",
    "international",
    "party",
    "other",
]
OrganizationForm = Literal["full", "short", "alias", "deictic"]
FigureKind = Literal["amount", "growth", "share", "rank"]
Metric = Literal[
    "trade_total",
    "exports",
    "imports",
    "trade_balance",
    "investment",
    "gdp",
    "tariff",
    "aid",
    "budget",
    "other",
]
Qualifier = Literal["about", "over", "under", "nearly", "up_to"]
