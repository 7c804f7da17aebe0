"""The country of a mention by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipeline.countries import country_names
from pipeline.country_initials import countries_named
from pipeline.organizations.lexicon import KnownName, fold, known_names, place_list, places
from pipeline.organizations.mentions import OrganizationMention

_BREAK = re.compile(r"[。；;\n，,：:]")
# What ends a list of officials, whose own brackets may hold commas; how far it and the words before it reach.
_LIST_BREAK = re.compile(r"[。；;\n：:]|(?:計有|包括|分別為)(?![、，])")
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_LONGEST_LIST, _LONGEST_LEAD = 400, 40
_OWN_ITEM = re.compile(r"(?:[^，,]{0,24}[及與和])?(?:前|現任|時任|兼)?")
# Whose list it is: 泰方出席者有甲部長, 乙部長.
_SIDE = re.compile(
    r"([\u4e00-\u9fff])方(?:主要|另|尚|則)?(?:出席|與會|列席|陪同|參加|在座)?"
    r"(?:者|人員|官員|代表)?(?:有|包括|包含|計有|為|由)"
)
_ITEM_BEGIN = re.compile(r"^(?:前|現任|時任|及|有|為|與)")
_GUESTS = re.compile(r"外賓|來訪|訪[臺華]|邀訪|政要|官員")
# What follows a ministry whose officer is named as officers of foreign ones are: not 財政部|何部長.
_OFFICER = re.compile(r"(?:[前副代兼]|代理|常務|政務|助理){0,3}(?:部長|次長|次官|長|秘書長|大使|司長)|[A-Z]")
_JAPANESE = re.compile(
    r"^(?!.{2,5}省[^廳])(?!.*(?:公安|民政|財政|教育|建設|農林|社會|交通|司法|商務|商業|衛生|工商|文化|資源)廳)"
    r".*(?:省|廳)(?:$|[\u4e00-\u9fff]{1,8}[局部課室廳]$)|會議所$|株式會社|議員連盟$"
)
# How far before a name the place stands that tells its country.
_CONTEXT = 150
# How far before a name no foreign place may stand if it is one of home.
_HOME_CONTEXT = 300
# A text with more than one in this many of its places in one foreign country speaks of that.
_MOSTLY = 2
_ABROAD = re.compile(
    r"[\u4e00-\u9fff]{2}[省州邦](?!市|屬)|^[A-Za-z]|^(?:亞|歐|美|非|大洋)洲|^(?:中南|中|南|北)美"
)
# After a country these are bodies of that country: 美國大西洋理事會.
NATIONAL_FORM = re.compile(r"(?:聯盟|組織|基金|理事會)$")
_STATE = re.compile("[^我本該各全外中兩他諸多鄰列強大小帝建開愛民王救共聯]國")
# Legal forms of home; those of Japan have another word before them (公益財團法人).
_LEGAL_FORM = re.compile(r"(?:財團|社團)法人(?:中華民國)?")
# Friends of Taiwan in the parliaments of others.
_FRIENDS = re.compile(r"^臺灣(?:連線|之友)|友臺")
# A body of a continent has no country.
_CONTINENTAL = re.compile(r"^(?:歐洲|中美洲|安地斯|泛非)議會")
# Chambers, parties and parliaments that home has not: its parliament has one chamber and no states.
_CHAMBER = re.compile(r"[參眾]議?院|[上下]議院|州議會|聯邦|共和黨|國民議會")
_HOME = re.compile(
    r"^(?:國立(?!研究開發)|私立|行政院|立法院|監察院|司法院|考試院|中華民國|臺灣(?!連線|之友)|新北|高雄|臺北市|臺中|臺南|桃園|新竹|苗栗|彰化|南投|雲林|嘉義|屏東|宜蘭|花蓮|"
    r"臺東|澎湖|基隆|金門|連江|臺商|中央研究院|總統府)"
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
    if mention.form == "deictic" or _CONTINENTAL.match(name):
        return None
    if kind == "international":
        return _prefix_country(name) if known is None and NATIONAL_FORM.search(name) else None
    if kind == "mission":
        return mention.country or (known.country if known else None) or _represented(name)
    prefixed = None if known is not None and known.country else _prefix_country(name)
    if prefixed is None and is_state(name[:2]):
        prefixed = countries_named(fold(text)).meant(name[0], mention.start)
    if prefixed is not None:
        return prefixed
    if mention.rule == "organization.place-name" and (country := _prefix_country(name)):
        return country
    official = kind in ("government", "legislature", None)
    fused = text[mention.end : mention.end + 1] == "長"
    if official and fused and (listed := _list_country(text, mention.start)):
        return listed
    if official and _OFFICER.match(text, mention.end) and (listed := _item_country(text, mention.start)):
        return listed
    if mention.country is not None:
        return mention.country
    if _JAPANESE.search(name):
        return "JPN"
    if (
        mention.parent_end is not None
        and (parent := parent_in_name(text, mention)) is not None
        and parent.country
    ):
        return parent.country
    if official and (listed := _list_country(text, mention.start)):
        return listed
    incorporated = _LEGAL_FORM.match(name)
    if _HOME.match(name) or (incorporated and not _prefix_country(name[incorporated.end() :])):
        return "TWN"
    return (
        "TWN"
        if kind == "company" and not name[0].isascii() and not _foreign_before(text, mention.start)
        else None
    )


def _foreign_before(text: str, position: int) -> bool:
    """Whether the sentence names a foreign place before ``position``: a firm is domestic unless it does."""
    start = max(text.rfind("。", 0, position), text.rfind("\n", 0, position), position - 120) + 1
    return any(code != "TWN" for _, _, code in place_list().every(fold(text[start:position])))


def context_country(text: str, mentions: Sequence[OrganizationMention]) -> str | None:
    """The country of the places named last before the mentions, None unless most of them agree.

    For an organization about which nothing else tells; a place counts within its paragraph. A chamber of a
    parliament with two (眾院) is never one of home: there the foreign places count alone, and where the
    paragraph names none, those of the whole text.
    """
    codes: Counter[str] = Counter()
    if any(_CONTINENTAL.match(fold(m.text)) for m in mentions):
        return None
    foreign = any(_CHAMBER.search(fold(m.text)) or _FRIENDS.search(fold(m.text)) for m in mentions)
    for mention in mentions:
        start = max(0, text.rfind("\n", 0, mention.start), mention.start - _CONTEXT)
        found = [c for c in _places_in(text, start, mention.start) if not (foreign and c == "TWN")]
        if found:
            codes[found[-1]] += 1
    if foreign and not codes:
        codes.update({c: n for c, n in _all_places(text).items() if c != "TWN"})
    if not codes:
        return None
    (code, count), *_ = codes.most_common(1)
    return code if 2 * count > codes.total() else None


def at_home(text: str, mentions: Sequence[OrganizationMention]) -> bool:
    """Whether the text speaks of home: no foreign place before the mentions nor all over the text.

    Provinces and states are foreign, and so are their bodies. Where most places that the text names lie in
    one foreign country, nothing tells whether a body is its or ours.
    """
    names = [fold(m.text) for m in mentions]
    if any(m.rule == "organization.unknown-place" for m in mentions):
        return False
    if any(f.search(name) for name in names for f in (_ABROAD, _CHAMBER, _FRIENDS)):
        return False
    codes = _all_places(text)
    if codes and _MOSTLY * max((n for c, n in codes.items() if c != "TWN"), default=0) > codes.total():
        return False
    for mention in mentions:
        start = max(0, text.rfind("\n", 0, mention.start), mention.start - _HOME_CONTEXT)
        if any(c != "TWN" for c in _places_in(text, start, mention.start)):
            return False
    return True


@lru_cache(maxsize=2)
def _all_places(text: str) -> Counter[str]:
    """How often a text names places of each country; asked for once an organization, so it is kept."""
    return Counter(_places_in(text, 0, len(text)))


def _places_in(text: str, start: int, end: int) -> list[str]:
    """The countries of the places named between two positions, in order."""
    return [code for _, _, code in place_list().every(fold(text[start:end]))]


def _prefix_country(name: str) -> str | None:
    if _FRIENDS.match(name):
        return None
    for size in range(min(len(name) - 1, 12), 1, -1):
        if code := places().get(name[:size]):
            return code
    abbreviated = country_names("abbreviation").get(name[0])
    return abbreviated if abbreviated != "TWN" and name[1:] in known_names() else None


def _side_of(text: str, initial: str, position: int) -> str | None:
    """The country that 印方 means: the one so named in the text (印尼), else that of the abbreviation."""
    named = countries_named(fold(text))
    if len(named.called(initial)) == 1:
        return named.meant(initial, position)
    return country_names("abbreviation").get(initial)


def is_state(word: str) -> bool:
    """Whether ``word`` is a country by one character of its name: 巴國, 露國; not 我國 and 各國, nor 美國."""
    return _STATE.fullmatch(word) is not None and word not in places()


def parent_in_name(text: str, mention: OrganizationMention) -> KnownName | None:
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
    for start, _, code in place_list().longest(segment):
        return code if start <= 2 and code != "TWN" else None
    return None


def _item_country(text: str, position: int) -> str | None:
    """The foreign country with which the nearest item of a list of officials begins: 越南總理甲、財政部長乙.

    None where an item before it begins with a body of home, or the list is not one of officials alone. Where
    no item begins with a country, the only one that the words before the list name: 加國外賓計有.
    """
    start = max(0, position - _LONGEST_LIST)
    breaks = [m.end() for m in _LIST_BREAK.finditer(text, start, position)]
    start = breaks[-1] if breaks else start
    *items, own = _BRACKETED.sub("", fold(text[start:position])).split("、")
    if not _OWN_ITEM.fullmatch(own):
        return None
    for item in reversed(items):
        begun = _ITEM_BEGIN.sub("", item)
        if any((k := known_names().get(begun[:n])) and k.country == "TWN" for n in range(3, 9)):
            return None
        for size in range(8, 1, -1):
            if code := places().get(begun[:size]):
                return code if code != "TWN" else None
    sentence = max(0, position - _LONGEST_LIST, *(text.rfind(c, 0, position) for c in "。;；\n"))
    sides = list(_SIDE.finditer(fold(text[sentence:position])))
    side = _side_of(text, sides[-1].group(1), position) if sides else None
    if side is not None:
        return side if side != "TWN" else None
    lead = fold(text[max(0, start - _LONGEST_LEAD) : start])
    lead = lead[max(lead.rfind(c, 0, -1) for c in "。;\n") + 1 :]
    named = {code for code in _places_in(lead, 0, len(lead)) if code != "TWN"}
    named |= {c for a, c in country_names("abbreviation").items() if c != "TWN" and a + "國" in lead}
    return named.pop() if len(named) == 1 and _GUESTS.search(lead) else None
