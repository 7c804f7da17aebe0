"""What the word right before a number says of it: 約, 逾, 近, 未達, 上看."""

from __future__ import annotations

import re

from pipeline.trade.model import Qualifier

_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    ("將近", "nearly"),
    ("接近", "nearly"),
    ("逼近", "nearly"),
    ("近", "nearly"),
    ("超過", "over"),
    ("逾", "over"),
    ("突破", "over"),
    ("超逾", "over"),
    ("大於", "over"),
    ("高於", "over"),
    ("至少", "over"),
    ("不下", "over"),
    ("未達", "under"),
    ("不到", "under"),
    ("不足", "under"),
    ("未滿", "under"),
    ("低於", "under"),
    ("未逾", "up_to"),
    ("不超過", "up_to"),
    ("未超過", "up_to"),
    ("至多", "up_to"),
    ("最多", "up_to"),
    ("上看", "up_to"),
    ("最高", "up_to"),
    ("大約", "about"),
    ("約", "about"),
    ("約為", "about"),
    ("約達", "about"),
    ("約計", "about"),
    ("約有", "about"),
    ("約占", "about"),
    ("約佔", "about"),
    ("大概", "about"),
    ("大致", "about"),
    ("估計", "about"),
)
_QUALIFIER = re.compile(
    f"({'|'.join(sorted((q for q, _ in _QUALIFIERS), key=len, reverse=True))})"
    r"(?:達|為|有|在|到)?[ \t\u3000]?(?![^ ])"
)
_QUALIFIER_ENDS = frozenset(q[-1] for q, _ in _QUALIFIERS) | frozenset("達為有在到 \t\u3000")
_MEANING = dict(_QUALIFIERS)


def qualifier_before(text: str, start: int) -> Qualifier | None:
    """What the word right before the number says of it: 約, 逾, 近, 未達, 上看."""
    if not start or text[start - 1] not in _QUALIFIER_ENDS:
        return None
    match = _QUALIFIER.search(text, max(0, start - 8), start)
    return _MEANING[match.group(1)] if match else None
