"""Mentions that mean one organization: sets of mentions, and the forms by which two of them are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.organizations.lexicon import fold, known_names, places
from pipeline.organizations.mentions import OrganizationMention

LEGAL_FORM = re.compile(r"^(?:(?:公益|一般)?(?:財團|社團|獨立行政)法人|中華民國(?=[\u4e00-\u9fff]{4}))")
# The main customs house of a port in Korea is that port's: 仁川本部海關, 仁川海關.
_MAIN = re.compile("本部(?=[海稅]關$)")
# Heads whose bodies are abbreviated by leaving characters out: 國家科學及技術委員會 → 國科會.
_SHORTENED = "會院局署社黨"
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-zÀ-ž]")
_LATIN_HEAD = re.compile(r"(?P<own>[A-Z][A-Za-z0-9.&'\- ]*?)[ ]?(?P<head>[\u4e00-\u9fff]{2,8})")
_FIRM_WORD = re.compile("(?P<own>.{2,40}?) ?(?:集團|總?公司)")
# The short form of a firm, and its full name as it is registered; how long its own word is.
_SHORT_FIRM = re.compile("(?P<own>[\u4e00-\u9fff]{2,4})公司")
_INCORPORATED = re.compile("[\u4e00-\u9fff]{2}(?:股份有限|有限|\\(股\\)|股份)公司$")
_OWN_WORD = (2, 3, 4)
_RENAMED = re.compile(
    r"[」』]?(?:[ ]?[(（][^()（）\n]{1,60}[)）])?[，業已亦並]?"
    r"(?:[自於][^，。；\n]{2,14}起?)?(?:正式|已)?(?:更名|改名|改稱|易名)[為作]?[「『]?"
)
# An abbreviation leaves out at least this share of the name, and in a short one the last word too.
_LONGEST_SHARE, _SHORT = 0.8, 8
# Least length and likeness of two translations of one name.
_LEAST_ALIKE, _ALIKE = 7, 0.85


class Groups:
    """Disjoint sets of mention indices."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        """The representative of the set of ``i``: its first member."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, a: int, b: int) -> None:
        """Makes one set of the two."""
        a, b = self.find(a), self.find(b)
        self._parent[max(a, b)] = min(a, b)


def key_of(mention: OrganizationMention) -> str:
    """What two mentions of one organization have in common: the full name, folded, without its legal form."""
    name = fold(mention.known_as or mention.text).replace(" ", "")
    name = _MAIN.sub("", name)
    return LEGAL_FORM.sub("", name) or name


def join_abbreviated(
    mentions: Sequence[OrganizationMention],
    named: Sequence[int],
    countries: Sequence[str | None],
    groups: Groups,
) -> None:
    """國科會 is 國家科學及技術委員會 where that is the one name of the document that it can shorten.

    The short form begins and ends as the long one and has its characters in order. A name that the lexicon
    has as a full name (外交部) shortens none, and a short form whose full name is written is that one.
    A known acronym also means the one name that is nearly its full name.
    """
    first: dict[str, list[int]] = {}
    for i in named:
        first.setdefault(fold(mentions[i].text), []).append(i)
    keys = {key_of(mentions[i]) for i in named if mentions[i].form == "full"}
    for short, own in first.items():
        known = known_names().get(short)
        if not (known or _may_shorten(short)) or (known and fold(known.full) == short):
            continue
        if known is not None and fold(known.full) in first:
            continue
        full = fold(known.full) if known else None
        hosts = {
            groups.find(others[0])
            for long, others in first.items()
            if (shortens(short, LEGAL_FORM.sub("", long)) or (full is not None and _alike(full, long)))
            and _agree(countries[own[0]], countries[others[0]])
        } - {groups.find(own[0])}
        if len(hosts) == 1 and short not in keys - {key_of(mentions[i]) for i in own}:
            host = hosts.pop()
            for i in own:
                groups.join(i, host)


def _may_shorten(name: str) -> bool:
    if len(name) < 3 or _CHINESE.fullmatch(name) is None:
        return False
    return name[-1] in _SHORTENED or name.endswith("中心")


def shortens(short: str, long: str) -> bool:
    """Whether ``short`` can stand for ``long`` with characters left out inside."""
    if len(short) > _LONGEST_SHARE * len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    if len(short) < _SHORT and short[-2:] == long[-2:]:
        return long.endswith("中心") and _of_first_characters(short[:-2], long[:-2])
    rest = iter(long)
    return not long.endswith(short) and all(c in rest for c in short)


def _of_first_characters(short: str, long: str) -> bool:
    """Whether ``short`` is made of the first characters of words of two: 車安 of 車輛|安全|審驗."""
    firsts = iter(long[::2])
    return len(short) == 2 and len(long) % 2 == 0 and all(c in firsts for c in short)


def _alike(known: str, written: str) -> bool:
    """Whether a written name is another translation of a known one (…熱帶鮪類委員會, …熱帶鮪魚委員會)."""
    if len(known) < _LEAST_ALIKE or abs(len(known) - len(written)) > 1 or known[-2:] != written[-2:]:
        return False
    return SequenceMatcher(None, known, written, autojunk=False).ratio() >= _ALIKE


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def join_initials(mentions: Sequence[OrganizationMention], named: Sequence[int], groups: Groups) -> None:
    """NH 公司 is Norvik Harbour 公司 where that is the one name of the document with these initials."""
    spelled: dict[tuple[str, str], set[int]] = {}
    for i in named:
        m = _LATIN_HEAD.fullmatch(fold(mentions[i].text))
        if m is not None and " " in m["own"]:
            key = "".join(word[0] for word in m["own"].split() if word[0].isupper()), m["head"]
            spelled.setdefault(key, set()).add(groups.find(i))
    for i in named:
        m = _LATIN_HEAD.fullmatch(fold(mentions[i].text))
        hosts = spelled.get((m["own"], m["head"]), set()) if m is not None else set()
        if len(hosts) == 1:
            groups.join(i, next(iter(hosts)))


def join_firms(
    text: str, mentions: Sequence[OrganizationMention], named: Sequence[int], groups: Groups
) -> None:
    """HHLA集團 and 匈鐵總公司 are the firms that the document also calls HHLA and 匈鐵.

    青岳公司 is the one firm whose full name begins so (青岳投資顧問股份有限公司), but no daughter of it.
    """
    called = {fold(mentions[i].text): i for i in reversed(named)}
    for i in named:
        m = _FIRM_WORD.fullmatch(fold(mentions[i].text))
        if m is not None and m["own"] in called and mentions[called[m["own"]]].type in ("company", None):
            groups.join(i, called[m["own"]])
    full: dict[str, set[int]] = {}
    for i in named:
        name = LEGAL_FORM.sub("", fold(mentions[i].text))
        daughter = text.endswith(("子公司", "分公司"), 0, mentions[i].start)
        if _INCORPORATED.search(name) and not daughter:
            for size in _OWN_WORD:
                full.setdefault(name[:size], set()).add(i)
    for i in named:
        m = _SHORT_FIRM.fullmatch(fold(mentions[i].text))
        hosts = {groups.find(k) for k in full.get(m["own"], ())} if m is not None else set()
        if len(hosts) == 1 and m is not None and m["own"] not in places():
            groups.join(i, hosts.pop())


def join_renamed(
    text: str, mentions: Sequence[OrganizationMention], named: Sequence[int], groups: Groups
) -> None:
    """甲局自3月起更名為乙局: the body under its old and its new name."""
    for i, k in pairwise(named):
        if _RENAMED.fullmatch(text, mentions[i].end, mentions[k].start):
            groups.join(i, k)


def join_glossed(
    text: str, mentions: Sequence[OrganizationMention], named: Sequence[int], groups: Groups
) -> None:
    """KBS電視臺(韓國放送公社): a Chinese and a Latin name are one if either stands in brackets."""
    for i, k in pairwise(named):
        gap = text[mentions[i].end : mentions[k].start]
        if "(" not in gap and "（" not in gap:
            continue
        after = fold(text[mentions[k].end : mentions[k].end + 1])
        if fold(gap).strip('」』"” ') != "(" or after not in (")", ",", ";"):
            continue
        latin = [_LATIN.match(fold(mentions[n].text)) is not None for n in (i, k)]
        if latin[0] != latin[1]:
            groups.join(i, k)
