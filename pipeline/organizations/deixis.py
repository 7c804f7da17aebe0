"""本部, 貴院, 該會, 兩會: what a reference means, from the reporting agency and what was named before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Issue
from pipeline.organizations.lexicon import fold
from pipeline.organizations.mentions import OrganizationMention

_SIDES = frozenset(("我方", "日方", "美方", "韓方", "陸方", "雙方"))
# 該會 points back at most this many mentions.
_REACH = 30


def resolve_deictic(
    mentions: Sequence[OrganizationMention],
    index: int,
    group_of: Mapping[int, int],
    by_name: Mapping[str, Sequence[int]],
    agency: str | None,
) -> tuple[tuple[int, ...], Issue | None]:
    """The organizations that a deictic mention means, or why not.

    ``by_name`` leads from the folded name of an organization to its indices. A side (我方) is a country,
    not an organization: it has neither.
    """
    mention = mentions[index]
    word = fold(mention.text)
    if word in _SIDES:
        return (), None
    wanted = 2 if word == "兩會" else 1
    if word in ("大院", "貴院"):
        found = list(by_name.get("立法院", ()))
    elif word.startswith("本"):
        parts = (fold(part) for part in agency_parts(agency or "", word[1:]))
        found = [n for part in parts for n in by_name.get(part, ())]
    else:
        found = _latest(mentions, index, group_of, word[1:], wanted)
    if len(found) == wanted:
        return tuple(found), None
    message = f"{mention.text} has {len(found)} possible antecedents"
    return (), Issue("organizations", "deictic-unresolved", "info", message, mention.start, mention.end)


def agency_parts(agency: str, head: str) -> tuple[str, ...]:
    """The leading parts of an agency's name that end in ``head``: 財政部 for 部 in 財政部關務署."""
    ends = (i + len(head) for i in range(1, len(agency)) if agency.startswith(head, i))
    return tuple(agency[:end] for end in ends)


def _latest(
    mentions: Sequence[OrganizationMention], index: int, group_of: Mapping[int, int], head: str, count: int
) -> list[int]:
    """The ``count`` organizations named last before the reference with a form that ends in ``head``."""
    found: list[int] = []
    for i in range(index - 1, max(-1, index - _REACH), -1):
        owner = group_of.get(i)
        if owner is not None and fold(mentions[i].text).endswith(head) and owner not in found:
            found.append(owner)
            if len(found) == count:
                break
    return found
