"""Type and country of a mention by rule, each with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.countries import country_names
from pipeline.organizations.lexicon import KnownName, fold, heads, known_names, place_automaton, places
from pipeline.organizations.mentions import OrganizationMention, OrganizationType

_BREAK = re.compile(r"[。；;\n，,：:]")
_JAPANESE = re.compile(
    r"^(?!.{2,5}省[^廳]).*(?:省|廳)(?:$|[\u4e00-\u9fff]{1,8}[局部課室廳]$)|會議所$|株式會社|議員連盟$"
)
# How far before a name the place stands that tells its country.
_CONTEXT = 150
_HOME = re.compile(
    r"^(?:國立(?!研究開發)|私立|行政院|立法院|監察院|司法院|考試院|中華民國|臺灣|新北|桃園|新竹|苗栗|彰化|南投|雲林|嘉義|屏東|宜蘭|花蓮|"
    r"臺東|澎湖|基隆|金門|連江|臺商|中央研究院|總統府)"
)
_LATIN_TYPES: tuple[tuple[str, OrganizationType], ...] = (
    (r"\b(?:University|College|Academy|School)\b", "university"),
    (r"\b(?:Parliament|Senate|Congress|House of)\b", "legislature"),
    (
        r"\b(?:Ministry|Department|Agency|Authority|Bureau|Administration|Commission|Board|Court)\b",
        "government",
    ),
    (r"\b(?:Association|Federation|Chamber|Society|Foundation|Council|Alliance|Union)\b", "association"),
    (r"(?:Inc|Ltd|Corp|Co|LLC|PLC|GmbH|AG|Company|Corporation|Limited|Group|Bank)\b", "company"),
)
# Units take the type of the body they belong to; these parents pass theirs on whatever the unit is called.
_PASSED_ON = frozenset(
    ("legislature", "university", "international", "mission", "party", "media", "association")
)


def country_of_mention(text: str, mention: OrganizationMention) -> str | None:
    """The alpha-3 code of the country a mention's organization belongs to, None where nothing tells.

    In order: the country that a mission represents; a country before the name; for a ministry in a list of
    officials (X國總統甲、內政部長乙) the country that heads the list; the lexicon; the form of the word
    (財務省 is Japanese); the parent in the name; home for a company whose sentence names no foreign place.
    """
    name = fold(mention.text)
    known = known_names().get(name)
    kind = mention.type
    if mention.form == "deictic" or kind == "international":
        return None
    if kind == "mission":
        return mention.country or (known.country if known else None) or _represented(name)
    prefixed = None if known is not None and known.country else _prefix_country(name)
    if prefixed is not None:
        return prefixed
    if mention.rule == "organization.place-name" and (country := _prefix_country(name)):
        return country
    official = kind in ("government", "legislature", None)
    fused = text[mention.end : mention.end + 1] == "長"
    if official and fused and (listed := _list_country(text, mention.start)):
        return listed
    if mention.country is not None:
        return mention.country
    if _JAPANESE.search(name):
        return "JPN"
    if mention.parent_end is not None and (parent := _parent(text, mention)) is not None and parent.country:
        return parent.country
    if official and (listed := _list_country(text, mention.start)):
        return listed
    if _HOME.match(name):
        return "TWN"
    return (
        "TWN"
        if kind == "company" and not name.isascii() and not _foreign_before(text, mention.start)
        else None
    )


def _foreign_before(text: str, position: int) -> bool:
    """Whether the sentence names a foreign place before ``position``: a firm is domestic unless it does."""
    start = max(text.rfind("。", 0, position), text.rfind("\n", 0, position), position - 120) + 1
    return any(code != "TWN" for _, (_, code) in place_automaton().iter(fold(text[start:position])))


def context_country(text: str, mentions: Sequence[OrganizationMention]) -> str | None:
    """The country of the places named last before the mentions, None unless most of them agree.

    For an organization about which nothing else tells; a place counts within its paragraph.
    """
    codes: Counter[str] = Counter()
    for mention in mentions:
        start = max(text.rfind("\n", 0, mention.start), mention.start - _CONTEXT)
        found = [code for _, (_, code) in place_automaton().iter(fold(text[max(0, start) : mention.start]))]
        if found:
            codes[found[-1]] += 1
    if not codes:
        return None
    (code, count), *_ = codes.most_common(1)
    return code if 2 * count > codes.total() else None


def _prefix_country(name: str) -> str | None:
    for size in range(min(len(name) - 1, 12), 1, -1):
        if code := places().get(name[:size]):
            return code
    abbreviated = country_names("abbreviation").get(name[0])
    return abbreviated if abbreviated != "TWN" and name[1:] in known_names() else None


def _parent(text: str, mention: OrganizationMention) -> KnownName | None:
    """The longest known name with which a nested name begins."""
    name = fold(text[mention.start : mention.parent_end])
    return next((k for size in range(len(name), 1, -1) if (k := known_names().get(name[:size]))), None)


def _represented(name: str) -> str | None:
    """駐日本代表處 stands for Taiwan; a mission in Taiwan (駐臺北越南…) for the country it names."""
    if re.search(r"駐臺|在臺|駐中華民國", name):
        return next((code for p, code in places().items() if p in name and code != "TWN"), None)
    return "TWN" if re.match(r"(?:臺北|臺灣|中華民國|我)?駐", name) else _prefix_country(name)


def _list_country(text: str, position: int) -> str | None:
    """The foreign country at the head of the list in which ``position`` stands: only 、 lies between."""
    start = max(0, position - 80)
    for m in _BREAK.finditer(text, start, position):
        start = m.end()
    segment = fold(text[start:position])
    if not segment:
        return None
    for last, (name, code) in place_automaton().iter_long(segment):
        return code if last + 1 - len(name) <= 2 and code != "TWN" else None
    return None


def type_of_mentions(text: str, mentions: Sequence[OrganizationMention]) -> tuple[OrganizationType, str]:
    """The type of an organization by its mentions, the most telling first, and the reason."""
    for mention in sorted(mentions, key=lambda m: (m.known_as is None, -len(m.text))):
        if mention.parent_end is not None and not (mention.known_as and mention.type):
            parent = _parent(text, mention)
            parent_type = (
                parent.type if parent else _type_by_name(fold(text[mention.start : mention.parent_end]))
            )
            if parent_type in _PASSED_ON and mention.type != "mission":
                return parent_type, f"type {parent_type}: of {text[mention.start : mention.parent_end]}"
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
    if name.endswith(("大學", "學院")):
        return "university"
    if name.endswith("黨"):
        return "party"
    return "mission" if name.endswith(("代表處", "辦事處", "大使館")) else None
