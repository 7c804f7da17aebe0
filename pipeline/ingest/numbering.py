"""The text of automatic numbers in Word and ODT: 「一、」「（二）」「壹」 as they stand on the page.

Formats are named by their first value (``一``, ``壹``, ``1``, ``a``), as ODF does; Word's names are mapped
onto them. Bullets are decoration and not written. Sources: ECMA-376 part 1, 17.18.59 (ST_NumberFormat);
ODF 1.3 part 3, 19.500 and 20.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹貳參肆伍陸柒捌玖"

WORD_FORMATS = {
    "taiwaneseCountingThousand": "一",
    "taiwaneseCounting": "一",
    "chineseCountingThousand": "一",
    "chineseCounting": "一",
    "japaneseCounting": "一",
    "ideographDigital": "〇一",
    "taiwaneseDigital": "〇一",
    "japaneseDigitalTenThousand": "〇一",
    "ideographLegalTraditional": "壹",
    "chineseLegalSimplified": "壹",
    "japaneseLegal": "壹",
    "ideographTraditional": "甲",
    "ideographZodiac": "子",
    "decimal": "1",
    "decimalHalfWidth": "1",
    "decimalZero": "01",
    "decimalFullWidth": "１",
    "decimalFullWidth2": "１",
    "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①",
    "decimalEnclosedParen": "⑴",
    "decimalEnclosedFullstop": "⒈",
    "ideographEnclosedCircle": "㊀",
    "upperLetter": "A",
    "lowerLetter": "a",
    "upperRoman": "I",
    "lowerRoman": "i",
}
"""Word's ``w:numFmt`` values and the format each stands for. Others are written as plain decimals."""


def format_number(number: int, style: str) -> str:
    """``number`` in the format named by its first value; as decimal where the format cannot write it."""
    written = _STYLES.get(style, str)(number) if 0 < number < 10_000 else ""
    return written or str(number)


def join_label(label: str, text: str) -> str:
    """A number before its text: Chinese punctuation touches it, anything else has a space."""
    label = label.strip()
    if not label:
        return text
    return label + text if label[-1] in "、．：）】〕」" else f"{label} {text}"


def _chinese(number: int, digits: str, units: tuple[str, ...]) -> str:
    """一百零五 and the like, up to 9,999; 十一 (not 一十一) in the common form."""
    written, zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            zero = bool(written)
            continue
        written += ("零" if zero else "") + digits[digit] + units[power]
        zero = False
    return written.removeprefix("一") if written.startswith("一十") else written


def _letters(number: int, first: str) -> str:
    """Letters: a … z, then aa, bb … as Word and LibreOffice count."""
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    written = ""
    for value, numeral in (
        *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
        *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
    ):
        written += numeral * (number // value)
        number %= value
    return written


def _series(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else ""


_STYLES: dict[str, Callable[[int], str]] = {
    "1": str,
    "01": lambda n: f"{n:02d}",
    "１": lambda n: str(n).translate({ord("0") + i: ord("０") + i for i in range(10)}),
    "一": lambda n: _chinese(n, _DIGITS, ("", "十", "百", "千")),
    "〇一": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "壹": lambda n: _chinese(n, _LEGAL_DIGITS, ("", "拾", "佰", "仟")),
    "甲": _series("甲乙丙丁戊己庚辛壬癸"),
    "子": _series("子丑寅卯辰巳午未申酉戌亥"),
    "①": _series("".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260)]))),
    "⑴": _series("".join(map(chr, range(0x2474, 0x2488)))),
    "⒈": _series("".join(map(chr, range(0x2488, 0x249C)))),
    "㊀": _series("".join(map(chr, range(0x3280, 0x328A)))),
    "A": lambda n: _letters(n, "A"),
    "a": lambda n: _letters(n, "a"),
    "I": lambda n: _roman(n).upper(),
    "i": _roman,
}
