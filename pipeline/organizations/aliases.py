"""Forms that the document itself introduces: 以下簡稱, 下稱, 全名, and names in brackets after a name."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.organizations.lexicon import fold
from pipeline.organizations.mentions import OrganizationMention

# After a name: an optional closing quotation mark, a bracket, an optional word of introduction, the form.
_BRACKET = re.compile(
    r"[」』\"”]?[ ]{0,2}\((?P<body>[^()\n]{2,90})\)"
    r"|[」』]?,?[ ]?(?:以下)?(?:簡|下|合)稱(?:為|:)?[「『](?P<quoted>[^」』\n]{2,20})[」』]"
)
_INTRODUCED = re.compile(
    r"^(?:以?下?(?:均|皆|並|統)?(?:簡|下|合|通)稱(?:為|:)?|簡稱:?|全名|全稱|原名|原稱|舊稱|舊名|英文(?:名稱|簡稱)?(?:為|:)?|即|又稱|現為|前身為)[「『\"“]?"
)
_FORM = re.compile(
    r"[A-Za-zÀ-Ž][A-Za-zÀ-ž0-9&'’.,\- /]{1,80}|[\u4e00-\u9fff]{2,20}|[A-Z][A-Z&]{1,9}[\u4e00-\u9fff]{2,4}"
)
# A unit behind the short name of its body, told by the title of its head: 經創部|創新政策司|司長.
_UNIT_OF_IT = re.compile(r"[\u4e00-\u9fff]{2,8}?(?P<kind>[司局處組署科課室])(?=副?(?P=kind)長)")
_OR = re.compile("[或、/]|及(?=[A-Z])")
_LATIN_LETTER = re.compile("[A-Za-zÀ-ž]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&/\-]{0,11}[A-Z0-9]")
_NOT_FORMS = re.compile(
    r"(?:如|詳|參|見|含|共|以上|地區|草案|註|備註|英文|中文|等)|^[一二三四五六七八九十]+$"
)


def with_aliases(
    text: str, mentions: list[OrganizationMention]
) -> tuple[list[OrganizationMention], dict[int, tuple[int, ...]]]:
    """Mentions with those of declared forms added, in reading order.

    The second value says for each mention of a declared form which mentions it was declared to equal.
    """
    folded = fold(text)
    declared: dict[str, Declaration] = {}
    for d in declarations(text, mentions):
        declared.setdefault(folded[d.start : d.end], d)
    taken = sorted((m.start, m.end) for m in mentions)
    added: list[OrganizationMention] = []
    for form, d in declared.items():
        first = mentions[d.of[0]]
        for m in re.finditer(re.escape(form), folded):
            s, e = m.span()
            if (form[0].isascii() and _inside_word(folded, s, e)) or _overlaps(taken, s, e):
                continue
            unit = _UNIT_OF_IT.match(folded, e)
            if unit is not None and not _overlaps(taken, e, unit.end()):
                whole = text[s : unit.end()]
                nested = replace(
                    OrganizationMention(s, unit.end(), whole, "organization.alias.unit", 0.9),
                    type=first.type,
                    country=first.country,
                    parent_end=e,
                )
                added.append(nested)
                bisect.insort(taken, (s, unit.end()))
                continue
            alias = OrganizationMention(s, e, text[s:e], d.rule, 0.9, "alias", first.type, first.country)
            added.append(alias)
            bisect.insort(taken, (s, e))
    everything = mentions + added
    order = sorted(range(len(everything)), key=lambda i: everything[i].start)
    place = {old: new for new, old in enumerate(order)}
    owners: dict[int, tuple[int, ...]] = {}
    for old, mention in enumerate(everything):
        declaration = declared.get(folded[mention.start : mention.end])
        if declaration is not None and old not in declaration.of:
            owners[place[old]] = tuple(place[i] for i in declaration.of)
    return [everything[i] for i in order], owners


def _inside_word(text: str, start: int, end: int) -> bool:
    def letter(c: str) -> bool:
        return c.isascii() and c.isalnum()

    return letter(text[start - 1 : start]) or letter(text[end : end + 1])


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    i = bisect.bisect_right(taken, (start, end))
    return (i > 0 and taken[i - 1][1] > start) or (i < len(taken) and taken[i][0] < end)


@dataclass(frozen=True, slots=True)
class Declaration:
    """The text ``text[start:end]`` is declared to mean the organizations of the mentions ``of``."""

    start: int
    end: int
    of: tuple[int, ...]
    rule: str


def declarations(text: str, mentions: Sequence[OrganizationMention]) -> list[Declaration]:
    """Every form declared in ``text``; ``of`` indexes ``mentions``, which are in reading order."""
    folded = fold(text)
    found: list[Declaration] = []
    for index, mention in enumerate(mentions):
        if mention.form == "deictic":
            continue
        m = _BRACKET.match(folded, mention.end)
        if m is None:
            continue
        group = "quoted" if m.group("quoted") else "body"
        body, start = m.group(group), m.start(group)
        word = _INTRODUCED.match(body)
        if group == "quoted" or word is not None:
            skip = word.end() if word is not None and group == "body" else 0
            form = body[skip:].rstrip('」』"” ')
            if form in ("兩會", "兩國", "雙方", "二會"):
                if index and form in ("兩會", "二會"):
                    found.append(
                        Declaration(
                            start + skip,
                            start + skip + len(form),
                            (index - 1, index),
                            "organization.alias.two",
                        )
                    )
            else:
                found += _introduced(form, start + skip, index)
            continue
        found += _bracketed(body, start, index)
    return found


def _introduced(form: str, start: int, index: int) -> Iterator[Declaration]:
    """The forms behind a word of introduction, of which there may be two: 以下簡稱匈鐵或MÁV."""
    position = 0
    for part in _OR.split(form):
        at = form.index(part, position)
        position = at + len(part)
        if _FORM.fullmatch(part):
            span = start + at, start + at + len(part)
            yield Declaration(*span, (index,), "organization.alias.declared")


def _bracketed(body: str, start: int, index: int) -> list[Declaration]:
    """Forms in a bracket without a word of introduction: (WTO), (Advisory Centre on WTO Law, ACWL)."""
    out: list[Declaration] = []
    position = 0
    for part in re.split(r"(?:[,;、:]| - )[ ]?(?=[A-Z\u4e00-\u9fff])", body):
        at = body.index(part, position)
        position = at + len(part)
        part = part.rstrip(" ")
        word = _INTRODUCED.match(part)
        if word is not None:
            out += _introduced(part[word.end() :].rstrip('」』"” '), start + at + word.end(), index)
            continue
        latin = _LATIN_LETTER.match(part) is not None
        if not _FORM.fullmatch(part) or (latin and not _is_latin_name(part)) or (not latin):
            continue
        out.append(Declaration(start + at, start + at + len(part), (index,), "organization.alias.bracket"))
    return out


def _is_latin_name(part: str) -> bool:
    words = part.split()
    return _ACRONYM.fullmatch(part) is not None or (
        len(words) >= 2 and sum(w[:1].isupper() for w in words) * 2 >= len(words)
    )
