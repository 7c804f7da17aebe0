"""Names, titles and organizations in a traveller field, in any order and run together or not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pipeline.immutable import immutable
from pipeline.lexicons import load_lexicon

Kind = Literal["name", "title", "organization", "break", "other"]

_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff〇"
_TOKEN = re.compile(rf"[{_HAN}A-Za-z\ue000-\uf8ff‧·．.'\-]+|[、，,；;\n]")
_COUNT = re.compile(
    r"(?:等|等一行|共計?|一行|計)\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[人員名位].*|等人.*"
)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'\-]+")
_ORGANIZATION = re.compile(
    rf"[{_HAN}A-Za-z]{{1,}}(?:部|署|局|處|司|組|科|室|所|院|會|府|館|校|大學|國小|國中|高中|高職|小學|中學|系|中心|公司|銀行"
    r"|隊|課|股|廠|站|港|團|庫|公所|工程處|研究所|學程)"
)
_OFFICE_END = frozenset("部署局處司科室系館校廠課股組院所府")
_TITLE_END = re.compile(
    r"(?:長|員|師|官|授|監|理|事|任|士|記|表|使|佐|督|生|手|導|護|書|委|席|正|司|核|審|察|問|練|議|輯|尉|校|教|工|駛|友|領組|人)$"
)
_LEADING_IN = frozenset("副前兼代總主常特助")
_CONJUNCTION = re.compile(r"[及暨與和]")
_JUNIOR = ("兼任", "兼", "前", "代理")
_IS_HAN = re.compile(f"[{_HAN}]")
_SEPARATORS = "、，,；;\n"


@immutable
class Token:
    """A piece of a traveller field and what it is. Offsets point into the field's text."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words and separators of a traveller field. A head count (等5人) is left out."""
    text = _COUNT.sub(lambda m: " " * len(m.group()), text)
    raw = [(m.group(), m.start()) for m in _TOKEN.finditer(text)]
    tokens: list[Token] = []
    i = 0
    while i < len(raw):
        piece, start = raw[i]
        if piece in _SEPARATORS:
            tokens.append(Token("break", piece, start, start + 1))
            i += 1
            continue
        j = i + 1
        if len(piece) == 1:
            while j < len(raw) and _is_spelled_on(raw, i, j):
                j += 1
            joined = "".join(word for word, _ in raw[i:j])
            if j > i + 1 and (_is_name(joined) or is_title(joined)):
                kind: Kind = "title" if is_title(joined) else "name"
                tokens.append(Token(kind, joined, start, raw[j - 1][1] + 1))
                i = j
                continue
            j = i + 1
        while _LATIN_NAME.fullmatch(piece) and j < len(raw) and _LATIN_NAME.fullmatch(raw[j][0]):
            piece = text[start : raw[j][1] + len(raw[j][0])]
            j += 1
        tokens.extend(_classify(piece, start))
        i = j
    return tokens


def _is_spelled_on(raw: Sequence[tuple[str, int]], i: int, j: int) -> bool:
    """Whether character ``j`` goes on with the letter-spaced word from ``i`` (組　長　　科　長 is two)."""
    word, start = raw[j]
    if len(word) > 1 or word in _SEPARATORS or j - i >= 6:
        return False
    first_gap = raw[i + 1][1] - raw[i][1]
    return start - raw[j - 1][1] <= first_gap


def _classify(piece: str, start: int) -> list[Token]:
    """The token or tokens of an unbroken piece: a name, a title, an organization, or several run together."""

    def token(kind: Kind, first: int, past: int) -> Token:
        return Token(kind, piece[first:past], start + first, start + past)

    whole = len(piece)
    if piece in _known_titles() or (piece[:2] in _title_prefixes() and is_title(piece)):
        return [token("title", 0, whole)]
    if _is_name(piece):
        return [token("name", 0, whole)]
    if _CONJUNCTION.match(piece) and (_is_name(piece[1:]) or _split_person(piece[1:]) is not None):
        return _classify(piece[1:], start + 1)
    conjunction = _CONJUNCTION.search(piece, 1)
    if conjunction and conjunction.end() < whole:
        left, right = piece[: conjunction.start()], piece[conjunction.end() :]
        if all(_is_name(part) or _split_person(part) is not None for part in (left, right)):
            return _classify(left, start) + _classify(right, start + conjunction.end())
    courteous = _title_within(piece)
    if courteous is not None:
        first, past = courteous
        name = Token("name", piece[:first] + piece[past:], start, start + whole)
        return [name, token("title", first, past)]
    unit = _unit_before_person(piece)
    if unit is not None:
        return [token("organization", 0, unit), *_classify(piece[unit:], start + unit)]
    person = _split_person(piece)
    if person is not None:
        first, past = person
        before = _office(piece[:first], start) if first else []
        after = [token("title", past, whole)] if past < whole else []
        return [*before, token("name", first, past), *after]
    if is_title(piece) or _title_start(piece) is not None:
        return _office(piece, start)
    if _ORGANIZATION.fullmatch(piece):
        return [token("organization", 0, whole)]
    if (_LATIN_NAME.match(piece) and whole > 3) or (re.search(r"[‧·．]", piece) and _IS_HAN.match(piece)):
        return [token("name", 0, whole)]
    return [token("other", 0, whole)]


def _title_within(piece: str) -> tuple[int, int] | None:
    """Where the title stands in 「王會長小明」: behind the surname and before the given name."""
    for first in (2, 1):
        if piece[:first] not in _surnames() or (first == 2 and piece[0] in _surnames() and len(piece) < 5):
            continue
        for past in (len(piece) - 2, len(piece) - 1):
            rest = piece[first:]
            if piece[first:past] in _known_titles() and not is_title(rest) and piece[-1] not in _OFFICE_END:
                return first, past
    return None


def _unit_before_person(piece: str) -> int | None:
    """Where the unit ends in 「國際處黃處長小明」; None where no name around a title follows one."""
    for end in range(2, len(piece) - 3):
        if _ORGANIZATION.fullmatch(piece[:end]) and _title_within(piece[end:]) is not None:
            return end
    return None


def _split_person(piece: str) -> tuple[int, int] | None:
    """Where the name stands in 「農藝學系陳小明助理教授」 or 「關務署科長王小明」; None if nowhere.

    What is left before and behind must be an office; the likeliest split wins.
    """
    best, chosen = 0.0, None
    for first in range(len(piece) - 1):
        before = _office_score(piece[:first])
        if before is None:
            continue
        for past in range(first + 2, min(len(piece), first + 4) + 1):
            after = _title_score(piece[past:]) if past < len(piece) else 0.0
            if after is None or not _is_name(piece[first:past]) or (first == 0 and past == len(piece)):
                continue
            score = before + after + _name_score(piece[first:past])
            if score > best:
                best, chosen = score, (first, past)
    return chosen


def name_beside_title(token: Token) -> list[Token]:
    """A title token cut into a name with an unknown surname and a known title, where it is made that way."""
    piece = token.text
    if piece in _known_titles() or _title_start(piece) is not None:
        return [token]
    for length in (3, 2, 4):
        cut = len(piece) - length
        if piece[length:] in _known_titles():
            first = Token("name", piece[:length], token.start, token.start + length)
            return [first, Token("title", piece[length:], token.start + length, token.end)]
        if piece[:cut] in _known_titles() and piece[-1] not in _OFFICE_END:
            first = Token("title", piece[:cut], token.start, token.start + cut)
            return [first, Token("name", piece[cut:], token.start + cut, token.end)]
    return [token]


def title_beside_name(group: list[Token]) -> list[Token]:
    """One title where a long title was cut into a name and a title, though another name stands beside it."""
    for k in range(len(group) - 1):
        left, right = group[k], group[k + 1]
        joined = (left.kind, right.kind) == ("name", "title") and left.end == right.start
        if joined and (len(left.text) == 2 or right.text not in _known_titles()):
            whole = Token("title", left.text + right.text, left.start, right.end)
            return [*group[:k], whole, *group[k + 2 :]]
    return group


def may_be_name(text: str) -> bool:
    """Whether an unknown word has the length and the characters of a name."""
    return 2 <= len(text) <= 4 and _IS_HAN.match(text) is not None and text[-1] not in _OFFICE_END


def _office_score(text: str) -> float | None:
    """How good an office (organization, title or both) ``text`` is; None if it is none."""
    if not text:
        return 0.0
    title = _title_score(text)
    at = _title_start(text)
    if at:
        return 4.0
    return title if title is not None else 1.5 if _ORGANIZATION.fullmatch(text) else None


def _title_score(text: str) -> float | None:
    if text in _known_titles():
        return 3.0 + 0.2 * len(text)
    if "兼" in text[2:-1] and text.partition("兼")[0] in _known_titles():
        return 3.0
    if text[-1:] in _OFFICE_END and not text.endswith("工程司"):
        return None
    return 1.0 if is_title(text) or (2 <= len(text) <= 6 and _TITLE_END.search(text)) else None


def _name_score(name: str) -> float:
    """How good a name is: common surnames and the length of most names (three characters) count."""
    surnames = _surnames()
    double = surnames.get(name[:2], 0) if len(name) > 2 else 0
    single = surnames.get(name[0], 0)
    shape = {2: -0.5, 3: 1.0, 4: 0.5 if double else -1.0}[len(name)]
    shape -= 1.5 * (name[-1] in _LEADING_IN)
    return shape + 0.2 * math.log1p(max(double, single))


def _office(piece: str, start: int) -> list[Token]:
    """「關務署科長」 as organization and title; a bare title or organization as it is."""
    at = _title_start(piece)
    if at:
        return [
            Token("organization", piece[:at], start, start + at),
            Token("title", piece[at:], start + at, start + len(piece)),
        ]
    is_organization = _title_score(piece) is None and _ORGANIZATION.fullmatch(piece) is not None
    return [Token("organization" if is_organization else "title", piece, start, start + len(piece))]


def _title_start(piece: str) -> int | None:
    """Where the title begins in an organization with title; None if it is not made that way."""
    for at in range(max(0, len(piece) - 8), len(piece) - 1):
        if piece[at:] in _known_titles() and (at == 0 or _ORGANIZATION.fullmatch(piece[:at])):
            return at
    for at in range(len(piece) - 2, max(1, len(piece) - 12), -1):
        if _ORGANIZATION.fullmatch(piece[:at]) and _title_score(piece[at:]) is not None:
            return at
    return None


def is_title(text: str) -> bool:
    """Whether ``text`` is a job title: a known one, or formed like one and not like a name."""
    if text in _known_titles():
        return True
    for prefix in _JUNIOR:
        if text.startswith(prefix) and text[len(prefix) :] in _known_titles():
            return True
    return (
        2 <= len(text) <= 9
        and _TITLE_END.search(text) is not None
        and any(text[k:] in _known_titles() for k in range(1, len(text) - 1))
        and not _is_name(text)
    )


def _is_name(text: str) -> bool:
    """Whether ``text`` is built like a Chinese name: a surname and one or two characters."""
    if not 2 <= len(text) <= 4 or not all("\u3400" <= c <= "\u9fff" or c >= "\ue000" for c in text):
        return False
    if text in _known_titles() or text in _title_prefixes() or (len(text) > 2 and text[-1] in _OFFICE_END):
        return False
    surnames = _surnames()
    if len(text) == 4:
        return text[:2] in surnames or (text[0] in surnames and text[1] in surnames)
    return text[0] in surnames or (len(text) == 3 and text[:2] in surnames)


@cache
def _known_titles() -> frozenset[str]:
    return frozenset(row["title"] for row in load_lexicon("titles"))


@cache
def _title_prefixes() -> frozenset[str]:
    return frozenset(row["prefix"] for row in load_lexicon("title_prefixes"))


@cache
def _surnames() -> dict[str, int]:
    return {
        row["surname"]: int(row["chinese"]) for row in load_lexicon("surnames") if int(row["chinese"]) > 0
    }
