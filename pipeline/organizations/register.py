"""The official register of agencies: the one entry that a name means, if exactly one does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Issue
from pipeline.organizations.lexicon import agency_codes, fold
from pipeline.organizations.mentions import OrganizationMention


def register_entry(
    mentions: Sequence[OrganizationMention], name: str, country: str | None, on: str | None = None
) -> tuple[str | None, str | None, Issue | None]:
    """Code, reason and issue for an organization, as the register stood ``on`` that ISO date.

    Of several entries of one name, those in force on the day count; without a day, or if none was in force,
    those not abolished. The reason names what became of an agency that was abolished before the day.
    """
    if country not in (None, "TWN"):
        return None, None, None
    forms = [name, *(m.text for m in mentions), *(m.known_as for m in mentions if m.known_as)]
    for form in dict.fromkeys(map(fold, forms)):
        rows = agency_codes().get(form, ())
        fitting = _in_force(rows, on) or [row for row in rows if not row["end"]] or list(rows)
        if len(fitting) == 1:
            row = fitting[0]
            return row["code"], f"register {row['code']}: {row['name']}{_fate(row, on)}", None
        if len(fitting) > 1:
            message = f"{len(fitting)} register entries are called {fitting[0]['name']}"
            first = mentions[0]
            return (
                None,
                None,
                Issue("organizations", "register-ambiguous", "info", message, first.start, first.end),
            )
    return None, None, None


def _in_force(rows: Sequence[dict[str, str]], on: str | None) -> list[dict[str, str]]:
    """The entries whose term holds the day; an entry without a first day has always been there."""
    if on is None:
        return []
    return [row for row in rows if row["start"] <= on and (not row["end"] or on < row["end"])]


def _fate(row: dict[str, str], on: str | None) -> str:
    """What became of an agency by that day, or since if there is none."""
    if not row["end"] or (on is not None and on < row["end"]):
        return ""
    return f", abolished {row['end']}" + (f", successor {row['successor']}" if row["successor"] else "")
