"""Why a date has its value, in one line."""

from __future__ import annotations

from pipeline.dates.model import ResolvedDate


def explain(resolved: ResolvedDate) -> str:
    """Rule, text, value, basis, anchor and reasoning of one date, in one line."""
    mention = resolved.mention
    anchor = "" if resolved.anchor is None else f", anchor: mention {resolved.anchor}"
    value = resolved.value or "no value"
    return f"{mention.rule}: {mention.text} → {value} ({resolved.basis}{anchor}): {resolved.reason}"
