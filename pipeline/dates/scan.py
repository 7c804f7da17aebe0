"""One pass over the text: where a date could begin, and which rule claims what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.dates.rules import RULES, Rule
from pipeline.dates.rules.atoms import CHINESE, ERA, ERA_NAME, ONE, ZERO
from pipeline.dates.rules.rule import Begins

_GROUP = re.compile(r"\(\?P<(\w+)>")
_PARAGRAPH_SPACE = "[ ]{0,4}"
_RAW_SPACE = r"[ ]{0,4}(?:\r?\n[ ]{0,4}){0,2}"
_UNITS = "年月日號季天週周星禮學會"
_JOINS = r"、~～∼〜\-‐‑–—－─至到迄或暨及和以與,.．/／:：比(（"
_WRITTEN = "０１２３４５６７８９\u3000\xa0，一二三四五六七八九壹貳參叁肆伍陸柒捌玖十拾廿卅卌百佰千〇○◯零"
_SEEN = "0123456789  ," + "".join(map(chr, range(0x80, 0x80 + len(_WRITTEN) - 13)))
_FOLD = dict.fromkeys(range(128, 160), "\x7f") | {
    ord(written): seen for written, seen in zip(_WRITTEN, _SEEN, strict=True)
}
"""The text as the patterns see it, character by character.

Full width becomes half width, and each Chinese numeral becomes a character below 256: sets of such
characters are several times faster to compile than others, and the patterns are made of them.
"""
_FOLD_BY_CHARACTER = [(chr(code), seen) for code, seen in _FOLD.items()]


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A kind of place where a rule can begin.

    ``first`` is a set of characters; ``then`` must hold right behind the first character. The rules that
    begin with one of ``kinds`` are tried there; with no kinds, those about years that carry an era.
    """

    first: str
    then: str
    kinds: tuple[Begins, ...]


_AT_NUMBER: tuple[Begins, ...] = ("number", "latin")
_BEGINNINGS = (
    _Beginning(
        "0-9",
        r"(?<![0-9][0-9])(?:"
        rf"(?=[0-9]{{0,7}}[ \r\n]{{0,4}}[{_UNITS}{_JOINS}個歲第JFMASONDsnrtoQHG])|"
        r"(?=[0-9]{1,4}[ ]{0,4}(?:[上下]半|[春夏秋冬]季|[兩二三四五][ ]{0,4}年|農曆))|"
        r"(?=[0-9]{6,7}(?![0-9]))|(?<=[(（於在自從 ][12])(?=[09][0-9]{2}(?![0-9]))|(?<=[A-Za-z] [0-9])|"
        r"(?<=[\t\n][12])(?=[09][0-9]{2}(?:[efpr]?[\t\n]| [+\-]?[0-9])))",
        _AT_NUMBER,
    ),
    _Beginning(
        CHINESE + "數",
        rf"(?<![{CHINESE}0-9萬億][{CHINESE}數])"
        rf"(?:(?=[{CHINESE}數]{{0,8}}[ \r\n]{{0,3}}[{_JOINS}{_UNITS}農])|"
        rf"(?<=[一二])(?=[{ONE}{ZERO}]{{0,2}}\n[{ONE}{ZERO}]{{1,3}}年))",
        _AT_NUMBER,
    ),
    _Beginning(
        "中民西公平令昭光宣咸道大明同R",
        r"(?<=中)華民|(?<=民)[國前]|(?<=西)元|(?<=公)元|(?<=平)成|(?<=令)和|(?<=昭)和|(?<=大)正|(?<=明)治|"
        r"(?<=光)緒|(?<=宣)統|(?<=同)治|(?<=咸)豐|(?<=道)光|(?<=R)OC[^A-Za-z]|(?<=R)\.O\.C\.",
        (),
    ),
    _Beginning(
        "本今去上大前明次同當翌隔該來後下是昨即這年月歲週周中第字釋統編案電傳分帳專首簽換抵出啟返回離開閉結農舊陰夏",
        r"(?=(?<=[本今去上大前明次同當翌隔該來後下是昨即這])"
        r"[ \r\n]{0,3}[年月日天週周星禮個(（第夜晚晨夕一1半上下旬前後季0-9二三四五六七八九十]|"
        r"(?<=[年月歲中])[初底末旬]|(?<=[週周])末|(?<=首)季|(?<=第)|"
        r"(?<=[字釋])[第字]|(?<=統)[一編]|(?<=編)號|(?<=案)號|(?<=電)話|(?<=傳)真|"
        r"(?<=[簽換抵出啟返回離開閉結])[署約文達發程國境幕訓議]日|(?<=分)機|(?<=帳)號|(?<=專)線|"
        r"(?<=[農舊陰夏])曆)",
        ("word",),
    ),
    _Beginning(
        "A-Za-z",
        r"(?<![A-Za-z][A-Za-z])(?=[A-Za-z]{0,8}\.?[-_, ]{0,2}[0-9]|"
        r"(?:irst|econd|hird|ourth) (?:half|quarter)[ ,]|(?:pring|ummer|utumn|all|inter) of [0-9]|"
        r"[a-z]{2,8}\.?[ ]?(?:[-–—~～/至]|to|until|through)[ ]?[JFMASOND][a-z]{2,8}\.?,?[ ]?[12])",
        ("latin",),
    ),
)


class Claim(NamedTuple):
    """A place that a rule claims; ``pattern`` is the rule's own, which ``fields_of`` reads in ``folded``."""

    start: int
    end: int
    rule: Rule
    pattern: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Alternation:
    """The rules tried at one kind of beginning, by falling score.

    It has no groups but an empty one behind each rule, which tells the rule: the engine clears groups on
    every attempt, and hundreds of them would cost more than all the rest. The fields are read by a second
    match, of the one rule.
    """

    match: re.Pattern[str]
    rules: tuple[tuple[Rule, str], ...]


@cache
def _beginnings() -> re.Pattern[str]:
    """Finds the places; its last group tells the kind. It begins with one plain set, a fast search."""
    first = "".join(beginning.first for beginning in _BEGINNINGS)
    kinds = "|".join(f"(?<=[{b.first}])(?:{b.then})()" for b in _BEGINNINGS)
    return re.compile(f"[{first}](?:{kinds})".translate(_FOLD))


@cache
def _alternation(kinds: tuple[Begins, ...], raw: bool) -> _Alternation:
    """``raw`` text may break a line inside a date; in a clean document a line break ends a paragraph."""
    space = _RAW_SPACE if raw else _PARAGRAPH_SPACE
    rules = [
        rule
        for rule in sorted(RULES, key=lambda r: -r.score)
        if (not kinds and ERA in rule.pattern) or not set(kinds).isdisjoint(rule.begins)
    ]
    era = "" if kinds else ERA_NAME
    patterns = [rule.pattern.replace(ERA, era).replace("␣", space).translate(_FOLD) for rule in rules]
    branches = (f"(?:{_GROUP.sub('(?:', pattern)})()" for pattern in patterns)
    return _Alternation(
        re.compile("|".join(branches), re.MULTILINE), tuple(zip(rules, patterns, strict=True))
    )


@cache
def _reader(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The pattern with plain groups, and the field of each: one field may have several places."""
    return re.compile(_GROUP.sub("(", pattern), re.MULTILINE), tuple(_GROUP.findall(pattern))


def scan(text: str, *, raw: bool, accept: Callable[[Claim], bool]) -> list[Claim]:
    """The accepted claims from left to right. Where one is refused, the search goes on behind its start."""
    folded = _folded(text)
    tried: dict[int, _Alternation] = {}
    claims: list[Claim] = []
    end = 0
    for place in _beginnings().finditer(folded):
        start = place.start()
        if start < end:
            continue
        kind = place.lastindex or 1
        if (alternation := tried.get(kind)) is None:
            alternation = tried[kind] = _alternation(_BEGINNINGS[kind - 1].kinds, raw)
        match = alternation.match.match(folded, start)
        if match is None or match.lastindex is None:
            continue
        rule, pattern = alternation.rules[match.lastindex - 1]
        claim = Claim(start, match.end(), rule, pattern, folded)
        if accept(claim):
            claims.append(claim)
            end = claim.end
    return claims


def claims_at(text: str, position: int, *, reach: int = 40) -> list[Claim]:
    """Every claim of every rule on the character at ``position``, the one with the highest score first.

    For looking into: ``scan`` tries the rules together and takes the first that matches.
    """
    start = max(0, position - reach)
    folded = _folded(text[start : position + reach])
    found: list[Claim] = []
    for rule in RULES:
        pattern = rule.pattern.replace(ERA, f"{ERA_NAME}?").replace("␣", _PARAGRAPH_SPACE).translate(_FOLD)
        for match in _reader(pattern)[0].finditer(folded):
            if match.start() + start <= position < match.end() + start:
                found.append(Claim(match.start() + start, match.end() + start, rule, pattern, folded))
                break
    return sorted(found, key=lambda claim: -claim.rule.score)


def _folded(text: str) -> str:
    """As ``text.translate(_FOLD)``, several times faster: few of the characters stand in any one text."""
    for written, seen in _FOLD_BY_CHARACTER:
        if written in text:
            text = text.replace(written, seen)
    return text


def fields_of(text: str, claim: Claim) -> dict[str, str]:
    """The groups that took part in the match of a claim, by field, as the text writes them."""
    reader, fields = _reader(claim.pattern)
    match = reader.match(claim.folded, claim.start)
    if match is None:
        return {}
    spans = zip(fields, match.regs[1:], strict=True)
    return {field: text[start:end] for field, (start, end) in spans if start >= 0}
