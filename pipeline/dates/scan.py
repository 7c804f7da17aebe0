"""One pass over the text: all rules as one expression, the dates and what competes with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipeline.dates.rules import RULES, Rule
from pipeline.dates.rules.atoms import CHINESE, D
from pipeline.dates.rules.rule import Begins

_GROUP = re.compile(r"\(\?P<(\w+)>")
_PARAGRAPH_SPACE = r"[ \u3000\xa0]{0,4}"
_RAW_SPACE = r"[ \u3000\xa0]{0,4}(?:\r?\n[ \u3000\xa0]{0,4}){0,2}"
_FOLLOWS = "年月日號天週周個歲星禮學會餘多小分秒工第半夜點時"
_TRIGGERS: dict[str, tuple[str, tuple[Begins, ...]]] = {
    "figure": (rf"(?=[{D}])(?<![{D}])", ("number", "latin")),
    "chinese": (
        rf"(?=[{CHINESE}數])(?<![{CHINESE}])(?=[{CHINESE}數]{{1,9}}[ \u3000]{{0,2}}[、~～\-至到或及和與{_FOLLOWS}])",
        ("number",),
    ),
    "era": (
        rf"(?=第|前[ \u3000]{{0,2}}[{D}{CHINESE}]|中華|民[國前]|西元|公[元前]|平成|令和|昭和|大正|明治|光緒|宣統|同治|咸豐|道光|R\.?O)",
        ("number",),
    ),
    "word": (
        r"(?=[本今去上大前明次同當翌隔該來後下是昨即這][ \u3000]{0,2}[年月日天週周星禮個(（第夜晚晨夕一1半上下旬前季]|"
        r"[年月歲中][初底末旬]|[週周]末|[字釋統編案電傳分帳專TFN])",
        ("word",),
    ),
    "letter": (r"(?<![A-Za-z])(?=[A-Za-z]{1,9}\.?[-_, ]{0,2}[0-9])", ("latin",)),
}
"""Where to try which rules: a lookahead that costs little, and no rule of its kind begins elsewhere."""

_ANY_TRIGGER = (
    rf"(?:(?=[{CHINESE}數第前中民西公平令昭大明光宣同咸道本今去上次當翌隔該來後下是昨即這年月歲週周字釋統編案電傳分帳專])|"
    rf"(?<![{D}])(?=[{D}])|(?<![A-Za-z])(?=[A-Za-z]))"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A place that a rule claims, with the groups that took part in the match."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, str]


@cache
def _scanner(raw: bool) -> tuple[re.Pattern[str], dict[str, tuple[Rule, tuple[tuple[str, int], ...]]]]:
    """All rules by falling score in one alternation, and for each the numbers of its groups.

    ``raw`` text may break a line inside a date; in a clean document a line break ends a paragraph.
    """
    fields: list[tuple[str, str]] = []
    families: list[str] = []
    by_label: dict[str, tuple[Rule, list[str]]] = {}
    for family, (trigger, kinds) in _TRIGGERS.items():
        branches = []
        for index, rule in enumerate(sorted(RULES, key=lambda r: -r.score)):
            if rule.begins not in kinds:
                continue
            label = f"{family}{index}"
            names: list[str] = []
            branches.append(f"(?P<{label}>{_rename(rule.pattern, fields, names)})")
            by_label[label] = (rule, names)
        families.append(f"{trigger}(?:{'|'.join(branches)})")

    space = _RAW_SPACE if raw else _PARAGRAPH_SPACE
    pattern = re.compile(f"{_ANY_TRIGGER}(?:{'|'.join(families)})".replace("␣", space), re.MULTILINE)
    field_of = dict(fields)
    table = {
        label: (rule, tuple((field_of[name], pattern.groupindex[name]) for name in names))
        for label, (rule, names) in by_label.items()
    }
    return pattern, table


def _rename(pattern: str, fields: list[tuple[str, str]], names: list[str]) -> str:
    """Gives each group a name of its own, for one expression may hold a name only once."""

    def rename(match: re.Match[str]) -> str:
        name = f"g{len(fields)}"
        fields.append((name, match[1]))
        names.append(name)
        return f"(?P<{name}>"

    return _GROUP.sub(rename, pattern)


def scan(text: str, *, raw: bool, accept: Callable[[Claim], bool]) -> list[Claim]:
    """The accepted claims from left to right. Where one is refused, the search goes on one character later."""
    pattern, table = _scanner(raw)
    claims: list[Claim] = []
    position = 0
    while match := pattern.search(text, position):
        rule, group_numbers = table[match.lastgroup or ""]
        groups = {field: match[number] for field, number in group_numbers if match[number] is not None}
        claim = Claim(match.start(), match.end(), rule, groups)
        if accept(claim):
            claims.append(claim)
            position = match.end()
        else:
            position = match.start() + 1
    return claims
