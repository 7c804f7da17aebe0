"""The event that a relative day hangs on: 簽署前一日, 會議結束後次日."""

from __future__ import annotations

from functools import cache

from pipeline.lexicons import load_lexicon

_LINKS = ("之後", "日之", "日", "之", "後", "的")
_NOT_AN_EVENT = (
    "機會",
    "社會",
    "國會",
    "協會",
    "委員會",
    "基金會",
    "公會",
    "總會",
    "商會",
    "立法會",
    "理事會",
)
"""Words that end like an event: bodies, and 機會."""


@cache
def _events() -> tuple[str, ...]:
    """The events of the lexicon, the longest first."""
    return tuple(sorted((row["event"] for row in load_lexicon("date_events")), key=lambda e: (-len(e), e)))


def event_before(text: str, start: int) -> str | None:
    """The event that ends right before ``start``, with 日, 之, 後 or 的 between; None if there is none."""
    end = start
    for link in _LINKS:
        if text.endswith(link, 0, start):
            end = start - len(link)
            break
    if not text.endswith(_events(), 0, end) or text.endswith(_NOT_AN_EVENT, 0, end):
        return None
    event = next(event for event in _events() if text.endswith(event, 0, end))
    return event + text[end:start]


def event_name(event: str) -> str:
    """The event without the 日, 之, 後 or 的 behind it."""
    return next((event.removesuffix(link) for link in _LINKS if event.endswith(link)), event)
