"""The closed lists of values that stages and tables share: each is declared once, here."""

from __future__ import annotations

from typing import Literal

Status = Literal["ok", "partial", "failed"]
Severity = Literal["info", "warning", "error"]
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
