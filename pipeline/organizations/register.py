"""The official register of agencies: the one entry that a name means, if exactly one does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Issue
from pipeline.organizations.lexicon import agency_codes, fold
from pipeline.organizations.mentions import OrganizationMention


def register_entry(
    mentions: Sequence[OrganizationMention], name: str, country: str | None
) -> tuple[str | None, str | None, Issue | None]:
    """Code, reason and issue for an organization. An abolished entry counts only if no current one fits."""
    if country not in (None, "TWN"):
        return None, None, None
    forms = [name, *(m.text for m in mentions), *(m.known_as for m in mentions if m.known_as)]
    for form in dict.fromkeys(map(fold, forms)):
        rows = agency_codes().get(form, ())
        current = [row for row in rows if not row["end"]] or list(rows)
        if len(current) == 1:
            row = current[0]
            note = f", abolished {row['end']}" if row["end"] else ""
            successor = f", successor {row['successor']}" if row["successor"] else ""
            return row["code"], f"register {row['code']}: {row['name']}{note}{successor}", None
        if len(current) > 1:
            message = f"{len(current)} register entries are called {current[0]['name']}"
            first = mentions[0]
            return (
                None,
                None,
                Issue("organizations", "register-ambiguous", "info", message, first.start, first.end),
            )
    return None, None, None
