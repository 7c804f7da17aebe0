"""Page numbers in messages."""

from __future__ import annotations

_MAX_NAMED = 20


def listed(pages: list[int]) -> str:
    """Page numbers for a message, runs of them as ranges, the first twenty parts only."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and page == parts[-1][1] + 1:
            parts[-1][1] = page
        else:
            parts.append([page, page])
    named = [str(a) if a == b else f"{a}-{b}" for a, b in parts[:_MAX_NAMED]]
    return ", ".join(named) + (", …" if len(parts) > _MAX_NAMED else "")
