"""Chinese, full-width and mixed numerals, and the exact decimals they stand for.

In: 「一百零六」「壹佰零陸」「一〇六」「廿二」「2萬3千」「3億1,876萬」「五百餘億」「３．５兆」. Out: an exact
``Decimal``. ``write_chinese`` and ``write_positional`` are the way back. ``ARABIC``, ``CHINESE`` and
``NUMBER`` are pattern sources for rules about dates and figures; what they match is what a number may
look like, and ``parse_number`` has the last word.

Units follow Taiwan's usage: 萬 = 10^4, 億 = 10^8, 兆 = 10^12, 京 = 10^16.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGIT = "0-9０-９"
"""Inside of a character class: Arabic digits, half and full width."""

CHINESE_DIGIT = "〇○◯零一二三四五六七八九兩两壹壱貳贰弐參叁参叄肆伍陸陆柒捌玖"
"""Inside of a character class: Chinese digits in the plain and the formal style."""

SMALL_UNIT = "十百千拾佰仟廿卅卌"
"""Inside of a character class: tens, hundreds, thousands, and the fused 廿 卅 卌."""

LARGE_UNIT = "萬億兆京万亿"
"""Inside of a character class: the units that multiply all that stands before them."""

APPROXIMATE = "餘余多來"
"""Inside of a character class: 「十餘億」「三百多萬」. The number counts as the part that is written."""

ARABIC = rf"(?:[{DIGIT}]{{1,3}}(?:[,，][{DIGIT}]{{3}})+(?![{DIGIT}])|[{DIGIT}]+)(?:[.．][{DIGIT}]+)?"
"""An Arabic number, grouped by thousands or not, with or without decimals."""

CHINESE = rf"[{CHINESE_DIGIT}{SMALL_UNIT}]{{1,12}}"
"""A Chinese number below ten thousand, in any style (also positional: 二〇一七)."""

NUMBER = (
    rf"(?:{ARABIC}|[{CHINESE_DIGIT}{SMALL_UNIT}{LARGE_UNIT}半])"
    rf"(?:[ \t\u3000]?[{APPROXIMATE}]?[{CHINESE_DIGIT}{SMALL_UNIT}{LARGE_UNIT}點点半]"
    rf"(?:[ \t\u3000]?{ARABIC})?)*"
)
"""Any number as a text may write it. Linear: each further step begins with one Chinese character."""

_UNITS = {"十": 10, "百": 100, "千": 1000, "萬": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_SMALL = "十百千"
_FOLD = str.maketrans(
    {
        **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
        **dict(zip("〇○◯零一二三四五六七八九", "0000123456789", strict=True)),
        **dict(zip("兩两壹壱貳贰弐參叁参叄肆伍陸陆柒捌玖", "22112223333456" + "6789", strict=True)),
        **dict(zip("拾佰仟万亿余", "十百千萬億餘", strict=True)),
        **dict(zip("多來点點．，", "餘餘...,", strict=True)),
        **dict.fromkeys(" \t\n\u3000\xa0"),
        "廿": "2十",
        "卅": "3十",
        "卌": "4十",
    }
)
_PLAIN = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SPLIT_DIGITS = re.compile(rf"[{DIGIT}][ \t\n\u3000\xa0]+[{DIGIT}]")
_SIGN = re.compile(r"[-+−－＋負负]")
_MISPLACED_APPROXIMATION = re.compile(r"餘(?![十百千萬億兆京]|$)|(?:^|餘)餘")
_VAGUE_PAIR = re.compile(r"(?<![〇○◯零一二三四五六七八九十百千])[一二三四五六七八九]{2}(?=[萬億兆京万亿])")
_WRITTEN = "〇一二三四五六七八九"
_FORMAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹貳參肆伍陸柒捌玖拾佰仟")


def mend_digits(text: str) -> str:
    """``text`` with the letters that a scanner puts for digits within numbers as digits; same length.

    107年 may be read as l07年, 3,039 as 3,O39, 258 as 2S8, and 9日 as 9曰. Letters elsewhere stay (5S).
    """
    if _MISREAD_DIGIT.search(text) is None:
        return text
    return _MISREAD_DIGIT.sub(lambda m: m.group().translate(_LOOK_ALIKES), text)


_LOOK_ALIKES = str.maketrans("lIOS曰", "1105日")
_MISREAD_DIGIT = re.compile(
    r"(?<![A-Za-z])(?<=[0-9])[lIO](?=[0-9.,年月日萬億兆元%])"
    r"|(?<=[0-9][,.])[lIOS](?=[0-9])|(?<=[0-9])S(?=[0-9]|[.,][0-9])"
    r"|(?<![A-Za-z0-9.,/])[lIO](?=[0-9]{1,3}(?:[年月日萬億兆元%]|[.,][0-9]))"
    r"|(?<=[0-9一二三四五六七八九十同當次翌])曰(?![：「])"
)


def parse_number(text: str) -> Decimal:
    """The exact value of a written number. ValueError where it is not one, or not a definite one.

    「五百餘億」 gives 50,000,000,000: the part that is written. 「三四萬」 (thirty or forty thousand) and
    「數百億」 are not definite. A last digit without its unit takes the next lower one: 「三萬五」 is 35,000.
    """
    if _SPLIT_DIGITS.search(text):
        raise ValueError(f"two numbers: {text!r}")
    folded = text.translate(_FOLD)
    negative = False
    if folded and _SIGN.match(folded):
        negative = folded[0] in "-−－負负"
        folded = folded[1:]
    if _PLAIN.fullmatch(folded):
        value = Decimal(folded.replace(",", ""))
    else:
        if _VAGUE_PAIR.search(text) or _MISPLACED_APPROXIMATION.search(folded):
            raise ValueError(f"not a definite number: {text!r}")
        value = _parse(folded.replace("餘", ""), text)
    return -value if negative else value


def _parse(folded: str, original: str) -> Decimal:
    """Splits at the last occurrence of the greatest unit: what stands before it is multiplied."""
    if not folded:
        raise ValueError(f"not a number: {original!r}")
    at, unit = -1, 0
    for i, char in enumerate(folded):
        size = _UNITS.get(char, 0)
        if size and size >= unit:
            at, unit = i, size
    if at < 0:
        if folded == "半":
            return Decimal("0.5")
        if _PLAIN.fullmatch(folded):
            return Decimal(folded.replace(",", ""))
        raise ValueError(f"not a number: {original!r}")
    before, after = folded[:at], folded[at + 1 :]
    many = _parse(before, original) if before else Decimal(1)
    if folded[at] in _SMALL and before and not _counts_small_unit(before):
        raise ValueError(f"not a number: {original!r}")
    if not after:
        return many * unit
    if after == "半":
        return many * unit + Decimal(unit) / 2
    if after[0] == ".":
        return many * unit + _parse("0" + after, original)
    rest = _parse(after, original)
    if unit >= 100 and len(after) == 1 and after in "123456789":
        return many * unit + rest * (unit // 10)
    if rest >= unit:
        raise ValueError(f"not a number: {original!r}")
    return many * unit + rest


def _counts_small_unit(before: str) -> bool:
    """Before 十, 百 and 千 stands one digit (「二百」, 「零一十」) or a decimal (「2.5千」)."""
    return len(before.lstrip("0")) == 1 or "." in before


def write_chinese(value: Decimal | int, *, formal: bool = False) -> str:
    """The value in Chinese numerals (一百零六; formal: 壹佰零陸). ValueError outside 0 ≤ value < 10^20."""
    exact = Decimal(value)
    whole = int(exact)
    if exact < 0 or whole >= 10**20:
        raise ValueError(f"cannot be written in Chinese numerals: {value}")
    written = _write_whole(whole)
    fraction = f"{exact - whole:f}"[2:].rstrip("0")
    if fraction:
        written += "點" + write_positional(fraction).replace("〇", "零")
    return written.translate(_FORMAL) if formal else written


def write_positional(digits: str | int) -> str:
    """Digit by digit, as years are written: 106 → 一〇六."""
    return "".join(_WRITTEN[int(digit)] for digit in str(digits))


def _write_whole(value: int) -> str:
    if value == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for unit, name in ((10**16, "京"), (10**12, "兆"), (10**8, "億"), (10**4, "萬"), (1, "")):
        section = value // unit % 10**4
        if not section:
            gap = bool(parts)
            continue
        if parts and (gap or section < 1000):
            parts.append("零")
        parts.append(_write_section(section) + name)
        gap = False
    written = "".join(parts)
    return written[1:] if written.startswith("一十") else written


def _write_section(section: int) -> str:
    """A number below ten thousand: 零 stands once for a run of zeros inside it."""
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // unit % 10
        if not digit:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + _WRITTEN[digit] + name
        gap = False
    return written
