"""The labels of cover and form (服務機關：, 出國期間：), also spaced out, with slashes or brackets.

``lexicons/form_labels.csv`` names the field of each label; ``strong`` labels mean the same anywhere on the
first pages, the others (姓名, 地點) only beside a strong one or as a cell of a table.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.lexicons import load_lexicon
from pipeline.ordinary import ordinary_text
from pipeline.search import OneOff

_NOISE = " \t\u3000\xa0/／()（）[]【】、，,及與和暨·‧.:：*＊"
_NOISE_TABLE = {ord(char): None for char in _NOISE}
_NOTE = re.compile(r"[（(][^（）()]*(?:以上|代表|請|含|如|詳)[^（）()]*[)）]")
_LONGEST = 30
_COLON = ":：︰﹕"


class Label(NamedTuple):
    """A label: the field it announces (None: it only ends the value before it), and whether it is strong."""

    name: str | None
    strong: bool
    text: str
    start: int
    end: int
    colon: bool


def fold_label(text: str) -> str:
    """``text`` as the lexicon writes labels: without blanks, slashes, brackets and conjunctions."""
    noted = _NOTE.sub("", text) if "）" in text or ")" in text else text
    return noted.translate(_NOISE_TABLE).replace("台", "臺")


@cache
def label_names() -> dict[str, tuple[str | None, bool]]:
    """Folded label to field name (None for fields we do not keep) and strength."""
    return {
        fold_label(row["label"]): (row["field"] if row["field"] != "none" else None, row["strong"] == "yes")
        for row in load_lexicon("form_labels")
    }


def starts_with_label(text: str) -> bool:
    """Whether a line opens with a label and a colon, which no wrapped line does."""
    return text[0] in _label_heads() and _label_pattern().match(text) is not None


@lru_cache(maxsize=64)  # Each line is asked for as the one below and then as the one above.
def is_label_line(text: str) -> bool:
    """Whether a line opens with a label: before a colon, alone, set off by a blank, or in a bracket.

    A word of two characters spread by a blank (「時 間」, 「主　席」) is a label whatever it says.
    """
    inner = text.lstrip("（(【[")
    if not inner:
        return False
    if _SPREAD_LABEL.match(text):
        return True
    if "類別" in text[:24] and any(label.name == "category" for label in labels_in(text)):
        return True
    if inner[0] not in _label_heads():
        return _misread_label(inner) is not None
    if (
        _misread_label(inner) is not None
        or _label_pattern().match(inner)
        or label_of(text) is not None
        or compound_labels(text)
    ):
        return True
    lead = leading_label(inner) if len(text) <= 2 * _LONGEST else None
    return lead is not None and lead.strong


def labels_in(text: str) -> list[Label]:
    """Labels followed by a colon, at the head of ``text`` or after a blank or bracket inside of it."""
    found = []
    for match in _label_pattern().finditer(text):
        if match.start() and text[match.start() - 1] not in " \t\u3000\xa0（(【[；;、，。":
            continue
        name, strong = label_names()[fold_label(match.group("label"))]
        found.append(Label(name, strong, match.group("label"), match.start(), match.end(), True))
    if not found or found[0].start:
        misread = _misread_label(text)
        found = [misread, *found] if misread is not None else found
    return found


def _misread_label(text: str) -> Label | None:
    """A label at the head of a line one character of which is damaged (姓及職稱：), as a scanner leaves it.

    A label that means something else (出席人員 beside 出國人員) is written as ordinary text is.
    """
    head = _LABEL_LIKE.match(text)
    if head is None:
        return None
    written, found = head["label"], set()
    for label in _long_labels().near(written):
        at = [k for k, (a, b) in enumerate(zip(written, label, strict=True)) if a != b]
        if len(at) != 1:
            continue
        k = at[0]
        left, right = label[k - 1] if k else "", label[k + 1] if k + 1 < len(label) else "："
        if ordinary_text().gain(left, written[k], label[k], right) >= _GAIN:
            found.add(label_names()[label])
    return Label(*found.pop(), written, 0, head.end(), True) if len(found) == 1 else None


@cache
def _long_labels() -> OneOff:
    """Folded labels that one wrong character does not make another."""
    return OneOff(label for label in label_names() if len(label) >= _LONG_LABEL)


def label_of(text: str) -> Label | None:
    """The label that ``text`` (a cell, or a line of its own) consists of, with or without colon."""
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST:
        return None
    entry = label_names().get(fold_label(stripped))
    if entry is None:
        return None
    start = text.index(stripped)
    return Label(
        *entry, stripped.rstrip(_COLON + " \u3000"), start, start + len(stripped), stripped[-1] in _COLON
    )


def compound_labels(text: str) -> list[Label]:
    """The labels of a line such as 「出國人員姓名/服務機關/單位/職稱/電話」; [] if it is none."""
    if len(text) > _LONGEST_COMPOUND or label_of(text) is not None:
        return []
    parts = [part for part in _PARTS.split(_NOTE.sub("", text).strip(" \u3000:：")) if part]
    labels = [label for part in parts if (label := label_of(part)) is not None]
    return labels if len(labels) == len(parts) and len(parts) >= 2 else []


def leading_label(text: str) -> Label | None:
    """A label at the head of a line that is set off by a blank instead of a colon; the longest one."""
    best = None
    if not text or text[0] not in _label_heads():
        return None
    for match in _BLANKS.finditer(text[:_LONGEST]):
        entry = label_names().get(fold_label(text[: match.start()]))
        if entry is not None:
            best = Label(*entry, text[: match.start()], 0, match.end(), False)
    return best


# By how much (log odds) the right character of a label must be likelier than the one written.
_GAIN = 1.0
_LONG_LABEL = 4
_LABEL_LIKE = re.compile(rf"(?P<label>[\u3400-\u9fff]{{4,10}})[ \u3000]{{0,2}}[{_COLON}][ \t\u3000]*")
_SPREAD_LABEL = re.compile(
    r"(?!.*[\u3400-\u9fff] [\u3400-\u9fff] [\u3400-\u9fff] [\u3400-\u9fff])"
    r"[\u3400-\u9fff][ \u3000]{1,4}[\u3400-\u9fff](?:[ \u3000]*[:：]|[ \u3000]+)(?=[^ \u3000])"
)
_LONGEST_COMPOUND = 80
_PARTS = re.compile(r"[/／\s]+")
_BLANKS = re.compile(r"[ \t\u3000\xa0]+")


@cache
def _label_heads() -> frozenset[str]:
    return frozenset(label[0] for label in label_names())


@cache
def _label_pattern() -> re.Pattern[str]:
    between = rf"[{re.escape(_NOISE.replace(':', '').replace('：', ''))}]{{0,6}}"
    spelled = _spelled(list(label_names()), "", between)
    return re.compile(rf"(?P<label>{spelled})[ \t\u3000)）\]】]{{0,6}}[{_COLON}][ \t\u3000]*")


def _spelled(endings: list[str], before: str, between: str) -> str:
    """A pattern of all ``endings``, the longest first; what several begin with is written once."""
    rests: dict[str, list[str]] = {}
    for ending in filter(None, endings):
        rests.setdefault(ending[0], []).append(ending[1:])
    if not rests:
        return ""
    branches = (
        ("[臺台]" if char == "臺" else re.escape(char)) + _spelled(rest, between, between)
        for char, rest in rests.items()
    )
    return f"(?:{before}(?:{'|'.join(branches)})){'?' if '' in endings else ''}"
