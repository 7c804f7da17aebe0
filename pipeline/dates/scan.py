"""One pass over the text: where a date could begin, and which rule claims what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.dates.rules import RULES, Rule
from pipeline.dates.rules.atoms import CHINESE, ERA, ERA_NAME, D
from pipeline.dates.rules.rule import Begins

_GROUP = re.compile(r"\(\?P<(\w+)>")
_PARAGRAPH_SPACE = r"[ \u3000\xa0]{0,4}"
_RAW_SPACE = r"[ \u3000\xa0]{0,4}(?:\r?\n[ \u3000\xa0]{0,4}){0,2}"
_UNITS = "年月日號季天週周星禮學會"
_JOINS = r"、~～∼〜\-‐‑–—－─至到迄或暨及和以與,，.．/／:：比(（"


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A kind of place where a rule can begin.

    ``first`` is a set of characters; ``then`` must hold right behind the first character; ``kinds`` are
    the rules to try there, of which those about years carry an era where ``era`` is set.
    """

    first: str
    then: str
    kinds: tuple[Begins, ...]
    era: bool = False


_BEGINNINGS = (
    _Beginning(
        D,
        rf"(?<![{D}][{D}])(?:"
        rf"(?=[{D}]{{0,7}}[ \u3000\xa0\r\n]{{0,4}}[{_UNITS}{_JOINS}個歲第JFMASONDsnrtoQHG])|"
        rf"(?=[{D}]{{6,7}}(?![{D}]))|(?<=[A-Za-z] [{D}]))",
        ("number", "latin"),
    ),
    _Beginning(
        CHINESE + "數",
        rf"(?<![{CHINESE}{D}萬億][{CHINESE}數])"
        rf"(?=[{CHINESE}數]{{0,8}}[ \u3000\r\n]{{0,3}}[{_JOINS}{_UNITS}])",
        ("number",),
    ),
    _Beginning(
        "本今去上大前明次同當翌隔該來後下是昨即這年月歲週周中民西公平令昭光宣咸道第字釋統編案電傳分帳專首簽換抵出啟返回離開閉結",
        r"(?=(?<=[本今去上大前明次同當翌隔該來後下是昨即這])"
        r"[ \u3000\r\n]{0,3}[年月日天週周星禮個(（第夜晚晨夕一1半上下旬前後季\d０-９二三四五六七八九十]|"
        r"(?<=[年月歲中])[初底末旬]|(?<=[週周])末|(?<=首)季|(?<=第)|"
        r"(?<=中)華民|(?<=民)[國前]|(?<=西)元|(?<=公)元|(?<=平)成|(?<=令)和|(?<=昭)和|(?<=大)正|(?<=明)治|(?<=光)緒|"
        r"(?<=宣)統|(?<=同)治|(?<=咸)豐|(?<=道)光|(?<=[字釋])[第字]|(?<=統)[一編]|(?<=編)號|(?<=案)號|(?<=電)話|(?<=傳)真|"
        r"(?<=[簽換抵出啟返回離開閉結])[署約文達發程國境幕訓議]日|(?<=分)機|(?<=帳)號|(?<=專)線)",
        ("number", "word"),
        era=True,
    ),
    _Beginning(
        "A-Za-z",
        r"(?<![A-Za-z][A-Za-z])(?=[A-Za-z]{0,8}\.?[-_, ]{0,2}[0-9]|\.O\.C\.)",
        ("latin", "word", "number"),
        era=True,
    ),
)


class Claim(NamedTuple):
    """A place that a rule claims; ``pattern`` is the rule's own, which ``fields_of`` reads."""

    start: int
    end: int
    rule: Rule
    pattern: str


@dataclass(frozen=True, slots=True)
class _Scanner:
    """``beginnings`` finds the places (its last group tells the kind); one alternation for each kind.

    An alternation has no groups but an empty one behind each rule, which tells the rule: the engine
    clears groups on every attempt, and hundreds of them would cost more than all the rest. The fields
    are read by a second match, of the one rule.
    """

    beginnings: re.Pattern[str]
    alternations: tuple[tuple[re.Pattern[str], tuple[tuple[Rule, str], ...]], ...]


@cache
def _scanner(raw: bool) -> _Scanner:
    """The rules of each beginning by falling score.

    ``raw`` text may break a line inside a date; in a clean document a line break ends a paragraph.
    """
    space = _RAW_SPACE if raw else _PARAGRAPH_SPACE
    alternations = []
    for beginning in _BEGINNINGS:
        rules = [rule for rule in sorted(RULES, key=lambda r: -r.score) if rule.begins in beginning.kinds]
        patterns = [
            rule.pattern.replace(ERA, ERA_NAME if beginning.era else "").replace("␣", space) for rule in rules
        ]
        branches = (f"(?:{_GROUP.sub('(?:', pattern)})()" for pattern in patterns)
        alternation = re.compile("|".join(branches), re.MULTILINE)
        alternations.append((alternation, tuple(zip(rules, patterns, strict=True))))
    # It begins with one plain set, for which the engine has a fast search.
    first = "".join(beginning.first for beginning in _BEGINNINGS)
    kinds = "|".join(f"(?<=[{b.first}])(?:{b.then})()" for b in _BEGINNINGS)
    return _Scanner(re.compile(f"[{first}](?:{kinds})"), tuple(alternations))


@cache
def _reader(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The pattern with plain groups, and the field of each: one field may have several places."""
    return re.compile(_GROUP.sub("(", pattern), re.MULTILINE), tuple(_GROUP.findall(pattern))


def scan(text: str, *, raw: bool, accept: Callable[[Claim], bool]) -> list[Claim]:
    """The accepted claims from left to right. Where one is refused, the search goes on behind its start."""
    scanner = _scanner(raw)
    claims: list[Claim] = []
    end = 0
    for place in scanner.beginnings.finditer(text):
        start = place.start()
        if start < end:
            continue
        alternation, rules = scanner.alternations[(place.lastindex or 1) - 1]
        match = alternation.match(text, start)
        if match is None or match.lastindex is None:
            continue
        rule, pattern = rules[match.lastindex - 1]
        claim = Claim(start, match.end(), rule, pattern)
        if accept(claim):
            claims.append(claim)
            end = claim.end
    return claims


def fields_of(text: str, claim: Claim) -> dict[str, str]:
    """The groups that took part in the match of a claim, by field."""
    reader, fields = _reader(claim.pattern)
    match = reader.match(text, claim.start)
    values = match.groups() if match else ()
    return {field: value for field, value in zip(fields, values, strict=False) if value is not None}
