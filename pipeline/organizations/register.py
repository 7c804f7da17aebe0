"""The official register of agencies: the one entry that a name means, if exactly one does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Issue
from pipeline.organizations.lexicon import agency_codes, fold
from pipeline.organizations.mentions import OrganizationMention, RegisterEntry


def register_entry(
    mentions: Sequence[OrganizationMention], name: str, country: str | None, on: str | None = None
) -> tuple[RegisterEntry | None, Issue | None]:
    """The entry of an organization, as the register stood ``on`` that ISO date, or why there is none.

    Of several entries of one name, those in force on the day count; without a day, or if none was in force,
    those not abolished. The reason names what became of an agency that was abolished before the day.
    """
    if country not in (None, "TWN"):
        return None, None
    forms = [name, *(m.text for m in mentions), *(m.known_as for m in mentions if m.known_as)]
    for form in dict.fromkeys(map(fold, forms)):
        rows = agency_codes().get(form, ())
        fitting = _in_force(rows, on) or [row for row in rows if not row["end"]] or list(rows)
        if len(fitting) == 1:
            return _entry(fitting[0], on), None
        if len(fitting) > 1:
            message = f"{len(fitting)} register entries are called {fitting[0]['name']}"
            first = mentions[0]
            issue = Issue("organizations", "register-ambiguous", "info", message, first.start, first.end)
            return None, issue
    return None, None


def _entry(row: dict[str, str], on: str | None) -> RegisterEntry:
    code, parent = row["code"], row["parent"]
    over = bool(row["end"]) and (on is None or on >= row["end"])
    fate = f", abolished {row['end']}" if over else ""
    successor = row["successor"] if over and row["successor"] != code else ""
    fate += f", successor {successor}" if successor else ""
    reason = f"register {code}: {row['name']}{fate}"
    return RegisterEntry(code, parent if parent and parent != code else None, successor or None, reason)


def _in_force(rows: Sequence[dict[str, str]], on: str | None) -> list[dict[str, str]]:
    """The entries whose term holds the day; an entry without a first day has always been there."""
    if on is None:
        return []
    return [row for row in rows if row["start"] <= on and (not row["end"] or on < row["end"])]
