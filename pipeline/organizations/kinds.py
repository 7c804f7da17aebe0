"""The type of an organization by its mentions, with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.organizations.lexicon import fold, heads, places
from pipeline.organizations.mentions import OrganizationMention, OrganizationType
from pipeline.organizations.traits import NATIONAL_FORM, parent_in_name

_LATIN_TYPES: tuple[tuple[str, OrganizationType], ...] = (
    (r"\b(?:University|College|Academy(?! of Sciences)|School)\b", "university"),
    (r"\b(?:Parliament|Senate|Congress|House of)\b", "legislature"),
    (
        r"\b(?:Ministry|Department|Agency|Authority|Bureau|Administration|Commission|Board|Court)\b",
        "government",
    ),
    (r"\b(?:Association|Federation|Chamber|Society|Foundation|Council|Alliance|Union)\b", "association"),
    (r"\b(?:(?:Working|Expert|Study|Steering|Advisory) Group|Task Force|(?:Sub)?[Cc]ommittee)\b", "other"),
    (r"(?:Inc|Ltd|Corp|Co|LLC|PLC|GmbH|AG|Company|Corporation|Limited|Group|Bank)\b", "company"),
)
# Units take the type of the body they belong to; these parents pass theirs on whatever the unit is called.
_PASSED_ON = frozenset(
    ("legislature", "university", "international", "mission", "party", "media", "association")
)
_CHAMBERS = r"國會|議會|議院|眾院|參院"
# What a parliament's standing committees are called by, and a cabinet's ministries too.
_PORTFOLIO = (
    r"(?:外交|國防|軍事|對外關係|國際關係|內政|司法|法制|財政|財經|經濟|貿易|預算|撥款|歲計|交通"
    r"|教育|文化|外交事務|社會福利|衛生環境)"
)
# Forms of names that say more than their head: each is folded.
_FORMS: tuple[tuple[re.Pattern[str], OrganizationType], ...] = (
    (re.compile(r"議員(?:懇談會|聯誼會|連盟|友好協會|之友會)$|議連$"), "legislature"),
    (re.compile(rf"(?:{_CHAMBERS}).{{2,14}}(?:委員會|小組)$"), "legislature"),
    (re.compile(rf"^{_PORTFOLIO}(?:[、及暨與和]?{_PORTFOLIO}){{0,3}}(?:委員會|小組)$"), "legislature"),
    (re.compile(r".{2,40}(?:大學|(?<!科)學院).{2,40}(?:中心|所|處|組|院)$"), "university"),
    (re.compile(r"(?:情報|洗錢防制|情報集約)中心$|(?:總統|總理|總督|首相)府$"), "government"),
    (re.compile(r"全國委員會$"), "association"),
)


def type_of_mentions(text: str, mentions: Sequence[OrganizationMention]) -> tuple[OrganizationType, str]:
    """The type of an organization by its mentions, the most telling first, and the reason."""
    for mention in sorted(mentions, key=lambda m: (m.known_as is None, -len(m.text))):
        if mention.parent_end is not None and not (mention.known_as and mention.type):
            parent = parent_in_name(text, mention)
            parent_type = (
                parent.type if parent else _type_by_name(fold(text[mention.start : mention.parent_end]))
            )
            if parent_type in _PASSED_ON and mention.type != "mission":
                return parent_type, f"type {parent_type}: of {text[mention.start : mention.parent_end]}"
        if not mention.known_as and (formed := _type_by_form(fold(mention.text))):
            return formed, f"type {formed}: form of the name ({mention.text})"
        if mention.type is not None:
            source = "lexicon" if mention.known_as else "head of the name"
            return mention.type, f"type {mention.type}: {source} ({mention.text})"
        for pattern, kind in _LATIN_TYPES:
            if re.search(pattern, mention.text):
                return kind, f"type {kind}: word in the name ({mention.text})"
    for mention in mentions:
        name = fold(mention.text)
        ending = next((h for i in range(len(name)) if (h := heads().get(name[i:]))), None)
        if ending is not None:
            return ending.type, f"type {ending.type}: head of the name ({mention.text})"
    return "other", "type other: nothing in the name tells"


def _type_by_name(name: str) -> OrganizationType | None:
    if name.endswith(("國會", "議會", "議院", "眾院", "參院")):
        return "legislature"
    if name.endswith(("大學", "學院")) and not name.endswith("科學院"):
        return "university"
    if name.endswith("黨"):
        return "party"
    return "mission" if name.endswith(("代表處", "辦事處", "大使館")) else None


def _type_by_form(name: str) -> OrganizationType | None:
    """What the form of a whole folded name says; None where it says no more than its head."""
    for size in range(min(len(name) - 2, 8), 1, -1):
        if name[:size] in places():
            if NATIONAL_FORM.search(name):
                return "association"
            name = name[size:]
            break
    return next((kind for form, kind in _FORMS if form.search(name)), None)
