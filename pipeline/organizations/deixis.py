"""本部, 貴院, 該會, 我方: what a reference means, from the reporting agency and what was named before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from pipeline.countries import country_names
from pipeline.document import Issue
from pipeline.organizations.lexicon import fold
from pipeline.organizations.mentions import Organization, OrganizationMention

# 該會 points back at most this many mentions.
_REACH = 30
# The same heads in Latin names.
_LATIN_HEADS = {
    "公社": re.compile(r"\bCorporation\b"),
    "港": re.compile(r"^Port\b"),
    "公司": re.compile(r"(?:Inc|Ltd|Corp|Co|AG|GmbH|LLC|PLC|S\.A|N\.?V|B\.?V|A/S|ASA|AB)\.?$"),
    "大學": re.compile(r"\bUniversit"),
    "銀行": re.compile(r"\bBank\b"),
    "協會": re.compile(r"\bAssociation\b"),
    "中心": re.compile(r"\bCent(?:er|re)\b"),
}
# What 該校 may be called.
_SCHOOLS = ("校", "大學", "學院", "中學", "高中", "高職", "小學", "國小")
# The reporting agency calls itself 本部 and 本行; 該署 may be one of several that report together.
_NEVER_OURS = ("部", "行", "會", "院")
# Who has a seat at the table: 日方 is no company and no newspaper.
_PARTIES = frozenset(("government", "mission", "association", "legislature"))


def resolve_deictic(
    mentions: Sequence[OrganizationMention],
    index: int,
    group_of: Mapping[int, int],
    organizations: Sequence[Organization],
    agency: str | None,
) -> tuple[tuple[int, ...], Issue | None]:
    """The organizations that a deictic mention means, as indices, or why not.

    我方 is the reporting agency, 日方 the one Japanese body named so far, 雙方 the agency and the one foreign
    body. With several to choose from nobody is named.
    """
    mention = mentions[index]
    word = fold(mention.text)
    wanted = 2 if word in ("兩會", "雙方") else 1
    if word in ("大院", "貴院"):
        found = _named("立法院", organizations)
    elif word.endswith("方"):
        named = dict.fromkeys(group_of[i] for i in range(index) if i in group_of)
        parties = [n for n in named if organizations[n].type in _PARTIES]
        found = _side(word[0], parties, organizations, agency)
    elif word.startswith("本"):
        parts = agency_parts(agency or "", word[1:])
        found = [n for part in parts for n in _named(part, organizations)]
    else:
        own = {
            n
            for n, organization in enumerate(organizations)
            if agency and word[1:] in _NEVER_OURS and fold(organization.name) in fold(agency)
        }
        found = _latest(mentions, index, group_of, word[1:], wanted, own)
    if len(found) == wanted:
        return tuple(found), None
    message = f"{mention.text} has {len(found)} possible antecedents"
    return (), Issue("organizations", "deictic-unresolved", "info", message, mention.start, mention.end)


def _named(name: str, organizations: Sequence[Organization]) -> list[int]:
    folded = fold(name)
    return [n for n, organization in enumerate(organizations) if fold(organization.name) == folded]


def _side(
    side: str, parties: Sequence[int], organizations: Sequence[Organization], agency: str | None
) -> list[int]:
    """Who may be meant by 我方, 日方 or 雙方 among the ``parties`` named so far."""
    if side == "我":
        return _named(agency, organizations) if agency else []
    if side == "雙":
        foreign = [n for n in parties if organizations[n].country not in (None, "TWN")]
        return [*_side("我", parties, organizations, agency), *foreign]
    country = country_names("abbreviation").get(side)
    return [n for n in parties if organizations[n].country == country]


def agency_parts(agency: str, head: str) -> tuple[str, ...]:
    """The leading parts of an agency's name that end in ``head``: 財政部 for 部 in 財政部關務署."""
    ends = (i + len(head) for i in range(1, len(agency)) if agency.startswith(head, i))
    return tuple(agency[:end] for end in ends)


def _latest(
    mentions: Sequence[OrganizationMention],
    index: int,
    group_of: Mapping[int, int],
    head: str,
    count: int,
    own: Set[int],
) -> list[int]:
    """The ``count`` organizations named last before the reference with a form that ends in ``head``.

    None of ``own`` is meant.
    """
    found: list[int] = []
    for i in range(index - 1, max(-1, index - _REACH), -1):
        owner = group_of.get(i)
        if owner is not None and _ends(mentions[i].text, head) and owner not in found and owner not in own:
            found.append(owner)
            if len(found) == count:
                break
    return found


def _ends(name: str, head: str) -> bool:
    """Whether a name has the head, in Chinese or in its Latin form (該港 for Port of Norvik)."""
    if head == "校":
        return fold(name).endswith(_SCHOOLS)
    return fold(name).endswith(head) or (head in _LATIN_HEADS and _LATIN_HEADS[head].search(name) is not None)
