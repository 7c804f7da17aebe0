"""The rules for dates, as data, by family."""

from __future__ import annotations

from pipeline.dates.rules.deictic import DEICTIC
from pipeline.dates.rules.latin import LATIN
from pipeline.dates.rules.negatives import NEGATIVES
from pipeline.dates.rules.numbered import NUMBERED
from pipeline.dates.rules.numeric import NUMERIC
from pipeline.dates.rules.rule import Example, Rule

RULES: tuple[Rule, ...] = (*NUMBERED, *NUMERIC, *DEICTIC, *LATIN, *NEGATIVES)

__all__ = ["RULES", "Example", "Rule"]
