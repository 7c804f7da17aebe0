"""Quantities: every number of a text with the unit that it carries, whatever it is about.

Amounts of money, percentages, percentage points, tenths (三成五), fractions (三分之一), multiples (1.5倍)
and counts (23件). Whether a percentage is an economic figure is decided in ``find``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipeline.immutable import immutable
from pipeline.numerals import ARABIC, CHINESE_DIGIT, DIGIT, LARGE_UNIT, SMALL_UNIT, parse_number
from pipeline.search import matches
from pipeline.trade.currency_names import (
    after_pattern,
    before_pattern,
    currencies,
    first_characters,
    last_characters,
)
from pipeline.trade.exact import fits, plain
from pipeline.trade.model import Qualifier
from pipeline.trade.qualifiers import qualifier_before

QuantityKind = Literal["amount", "percent", "point", "tenths", "fraction", "times", "count", "bare"]

_CHAR = f"{CHINESE_DIGIT}{SMALL_UNIT}{LARGE_UNIT}"
_SPACE = "[ \t\u3000]?"
_POINT = rf"[‧·˙•・．.點点](?=[{DIGIT}{CHINESE_DIGIT}])"
# 「二、一七八億」 sets thousands apart with the list comma, 「一○四、八億」 writes a decimal with it.
_GROUP = rf"、(?=[{CHINESE_DIGIT}]{{3}}(?![{CHINESE_DIGIT}{SMALL_UNIT}]))"
_COMMA_DECIMAL = rf"(?<=[{CHINESE_DIGIT}][{CHINESE_DIGIT}])、(?=[{CHINESE_DIGIT}]{{1,2}}[萬億兆])"
_COMMA_BETWEEN_GROUPS, _COMMA_IN_NUMBER = re.compile(_GROUP), re.compile(_COMMA_DECIMAL)
# Places whose names, and so the names of whose currencies, begin with a numeral.
_NAMES = "百慕達|千里達|萬那杜"
_NUMBER = (
    rf"(?:{ARABIC}|[{_CHAR}])"
    rf"(?:{_SPACE}[餘多]?(?!{_NAMES})(?:[{_CHAR}]|{_POINT}|{_GROUP}|{_COMMA_DECIMAL})(?:{_SPACE}{ARABIC})?)*"
)
_SCAN = re.compile(
    rf"(?<![{DIGIT}])(?<![{DIGIT}][.．,])(?:(?P<whole>[百千萬二三四五六七八九十兩]|1?[0-9])分之{_SPACE}(?P<minus>[-−－負])?)?"
    rf"(?P<number>{_NUMBER})"
)
_BEGINS = re.compile(rf"[{DIGIT}{_CHAR}]")
_ARABIC = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_POINTS = str.maketrans(dict.fromkeys("‧·˙•・", "."))
_SHARED_UNIT = re.compile(rf"[{LARGE_UNIT}]{{1,6}}$")
_OWN_UNIT = re.compile(rf"[{LARGE_UNIT}]")
_JOIN = re.compile(r"[ \t\u3000]*(?:至|到|~|～|∼|－|—|-|–|─|、|及|與|和|或|﹣|to)[ \t\u3000]*")
_RANGE = re.compile(r"[ \t\u3000]*(?:至|到|~|～|∼|－|—|-|–|─|﹣|to)[ \t\u3000]*")
_ENGLISH_SCALE = {
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
    "k": 3,
}
_ENGLISH = re.compile(
    r"[ \t]?(thousand|million|billion|trillion|mn|bn|tn|[mMbBkK])(?![A-Za-z])", re.IGNORECASE
)
_PERCENT = re.compile(r"[ \t]?(?:[%％﹪]|percent\b|per cent\b|pct\b)(?!-|點)")
_PERCENT_POINT = re.compile(r"[ \t\u3000]?(?:個?百分[點点]|percentage points?|個百分比)")
_TENTHS = re.compile(
    rf"(?:(?<=[0-9０-９])[ \t])?成(?P<half>[{CHINESE_DIGIT}半])?(?![員功立果為长長本績效份熟分品人交就型年])"
)
_TIMES = re.compile(r"[ \t\u3000]?倍")
_COUNTER = re.compile(
    r"[ \t\u3000]?(?:人次|人天|人|名|位|件|案|家次|家|戶次|戶|項|筆|冊|張|輛|艘|架|公頃|公里|公尺|公斤|公噸|"
    r"噸|度|坪|桶|枚|票|席|場|間|所|國|隻|頭|棟|支|株|部|套|種|篇|份|則|處|座|台|臺|班|團|組|點|篇|集|幅|條|"
    r"平方公里|立方公尺|瓩|千瓦|小時|分鐘|個(?!月|年))"
)
# 「虧損1,500億」 leaves the currency out; of other things the counter is hardly ever left out.
_UNNAMED = re.compile(rf"[億兆](?:[{DIGIT}{_CHAR},，]{{0,12}}萬)?$")
_NO_MONEY = re.compile(
    r"[ \t\u3000]?[股次度元噸瓦位名片支顆筆分字平立公產雙畫像年月日分個種人]|[A-Za-z0-9０-９]|以上人"
)
UNNAMED_RULE = "figure.amount.unnamed"
# 元 opens words that are no money: 元首, 元旦, 元月, 元素, 元件 …
_NO_MONEY_YUAN = re.compile(r"[首旦月素件老氣帥配勳智培大始朝化]|論|方程|整合|文化|社會|發展")
_HAS_DIGIT = re.compile(rf"[{DIGIT}{CHINESE_DIGIT}十]")
_BEFORE_DASH = "%％元年月日季億萬兆千百十成件人０１２３４５６７８９"
# 自負, 擔負, 肩負, 抱負, 背負 are words of their own.
_BEARING = ("自", "擔", "肩", "抱", "背")
_SENTENCE_END = re.compile(r"[。！？\n]")
# 「數億元」, 「上百億元」, but 「預算數5億元」.
_INDEFINITE = re.compile(r"(?:[數幾]|(?<!以)上)(?=[十百千萬億兆])")
_DIGITS = "一二三四五六七八九"
_TRAILING = re.compile(r"[餘余]|幾(?!內)|多(?!明)")
_PREFIX_WINDOW = 18
_SHARING = ("amount", "percent", "point", "tenths")


@immutable
class Quantity:
    """A number with its unit at ``start:end``.

    ``value`` is scaled to whole units (億 and million multiplied out, tenths and fractions as percent);
    None where the number is not definite. ``unit`` is the ISO 4217 code of an amount, the counter of a
    count, else empty. ``currencies`` are all meanings of an ambiguous currency name. ``signed`` says
    that the text itself writes a sign. Whether an amount without a written currency
    (``unnamed``) is money is for its sentence to say.
    """

    start: int
    end: int
    kind: QuantityKind
    value: Decimal | None
    unit: str
    rule: str
    qualifier: Qualifier | None = None
    currencies: tuple[str, ...] = ()
    signed: bool = False

    @property
    def unnamed(self) -> bool:
        """Whether no currency is written of it, nor shared with an amount that has one."""
        return self.rule.startswith(UNNAMED_RULE)


def read_number(text: str) -> Decimal | None:
    """The exact value of a number in any of the styles of Taiwanese records; None if it is not definite."""
    if "、" in text:
        text = _COMMA_IN_NUMBER.sub(".", _COMMA_BETWEEN_GROUPS.sub("", text))
    text = text.translate(_POINTS)
    if text.count("億") > 1 or text.count("兆") > 1:
        return None
    if "." in text:
        # 「七.七七億」 writes its digits one by one: 七七 is no vague pair here.
        text = text.translate(_ARABIC)
    try:
        return parse_number(text)
    except ValueError:
        return None


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text`` in reading order; they do not overlap.

    The bounds of a range (3 至 5 億美元) and coordinated amounts that share a currency are quantities of
    their own, each with the shared unit and scale.
    """
    found: list[Quantity] = []
    for match in matches(_BEGINS, _SCAN, text):
        if found and match.start() < found[-1].end:
            continue
        quantity = _read(text, match)
        if quantity is None or (found and quantity.start < found[-1].end) or not fits(quantity.value):
            continue
        if quantity.unnamed:
            quantity = replace(quantity, unit=_currency_before(text, found, quantity))
        if quantity.kind in _SHARING and _share_unit(text, found, quantity):
            quantity = replace(quantity, value=None)
        found.append(quantity)
    return [q for q in found if q.kind != "bare"]


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span("number")
    written = match.group("number")
    if match.group("whole"):
        return _fraction(text, match)
    if start and text[start - 1] == "第":
        return None
    trailing = _TRAILING.match(text, end)
    after = trailing.end() if trailing else end
    sign = _sign_before(text, start)
    if start and text[start - 1].isascii() and text[start - 1].isalpha() and text[start] < "一":
        return _amount(text, start, after, written, sign)
    for pattern, kind in ((_PERCENT, "percent"), (_PERCENT_POINT, "point")):
        if unit := pattern.match(text, after):
            value = read_number(written)
            return Quantity(
                start - len(sign),
                unit.end(),
                "percent" if kind == "percent" else "point",
                -value if sign and value is not None else value,
                "",
                "figure.percent" if kind == "percent" else "figure.percentage-point",
                qualifier_before(text, start - len(sign)),
                signed=bool(sign),
            )
    if amount := _amount(text, start, after, written, sign):
        return amount
    if not trailing and (unit := _TENTHS.match(text, after)):
        return _tenths(text, start, written, unit)
    if unit := _TIMES.match(text, after):
        return Quantity(
            start,
            unit.end(),
            "times",
            read_number(written),
            "",
            "figure.times",
            qualifier_before(text, start),
        )
    if unit := _COUNTER.match(text, after):
        return Quantity(start, unit.end(), "count", None, unit.group().strip(), "figure.count")
    surname = text[start] == "陸" and text[start - 1 : start] == "大"  # 「大陸億萬富豪」
    if not surname and _UNNAMED.search(written) and not _NO_MONEY.match(text, after):
        indefinite = start > 0 and _INDEFINITE.match(text, start - 1) is not None
        value = None if indefinite or not _HAS_DIGIT.search(written) else read_number(written)
        if value is not None:
            return Quantity(
                start, after, "amount", plain(value), "TWD", UNNAMED_RULE, qualifier_before(text, start)
            )
    return Quantity(start, end, "bare", None, written, "figure.bare")


def _currency_before(text: str, found: list[Quantity], last: Quantity) -> str:
    """The currency of the amount before ``last`` in its sentence, which an unnamed one shares; else TWD."""
    for earlier in reversed(found):
        if _SENTENCE_END.search(text, earlier.end, last.start):
            break
        if earlier.kind == "amount":
            return earlier.unit
    return last.unit


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    whole, value = read_number(match.group("whole")), read_number(match.group("number"))
    start, end = match.span()
    kind: QuantityKind = "percent" if match.group("whole") == "百" else "fraction"
    if trailing := _TRAILING.match(text, end):
        end = trailing.end()
    if not whole or value is None:
        percent = None
    elif kind == "percent":
        percent = -value if match.group("minus") else value
    elif value >= whole:
        return None
    else:
        percent = plain((value * 100 / whole).quantize(Decimal("0.0001")))
    rule = "figure.percent" if kind == "percent" else "figure.fraction"
    return Quantity(
        start, end, kind, percent, "", rule, qualifier_before(text, start), signed=bool(match.group("minus"))
    )


def _tenths(text: str, start: int, written: str, unit: re.Match[str]) -> Quantity | None:
    value = read_number(written)
    if value is None or not 0 < value < 10:
        return None
    half = unit.group("half")
    extra = Decimal(5) if half == "半" else (read_number(half) or Decimal(0)) if half else Decimal(0)
    return Quantity(
        start, unit.end(), "tenths", value * 10 + extra, "", "figure.tenths", qualifier_before(text, start)
    )


def _sign_before(text: str, start: int) -> str:
    """The minus that belongs to the number at ``start``: not the dash of a range, nor 擔負, 自負.

    Reports that set numbers off by a blank write 負 4.04%.
    """
    if start > 1 and text[start - 1] in " \u3000" and text[start - 2] == "負":
        return "負" + text[start - 1] if text[start - 3 : start - 2] not in _BEARING else ""
    if not start or text[start - 1] not in "-−－﹣負":
        return ""
    before = text[start - 2 : start - 1]
    if text[start - 1] == "負":
        return "" if before in _BEARING else "負"
    return (
        ""
        if before and ((before.isascii() and before.isalnum()) or before in _BEFORE_DASH)
        else text[start - 1]
    )


def _amount(text: str, start: int, after: int, written: str, sign: str) -> Quantity | None:
    """The amount whose number ends at ``after``; None where no currency stands on either side of it."""
    names = currencies()
    scale, end = 0, after
    if written[-1].isascii() and (english := _ENGLISH.match(text, after)):
        scale, end = _ENGLISH_SCALE[english.group(1).lower()], english.end()
    if trailing := _TRAILING.match(text, end):
        end = trailing.end()
    name, begin = None, start - len(sign)
    if text[end : end + 1] in first_characters() and (unit := after_pattern().match(text, end)):
        name = unit.group("name")
        if name in ("元", "圓") and _NO_MONEY_YUAN.match(text, unit.end()):
            return None
        end = unit.end()
    before = None
    if text[begin - 3 if begin > 2 else 0 : begin].rstrip(" \u3000")[-1:] in last_characters():
        before = before_pattern().search(text, max(0, begin - _PREFIX_WINDOW), begin)
    if before is not None and (name is None or names[name].kind == "generic"):
        name, begin = before.group("name"), before.start()
    if name is None or (end == after and len(written) == 1 and written in _DIGITS):
        return None
    indefinite = begin > 0 and _INDEFINITE.match(text, begin - 1) is not None
    nameless = not indefinite and not _HAS_DIGIT.search(written)
    if nameless and (len(written) == 1 or _names_a_unit(text, begin, start, end)):
        return None
    value = None if indefinite else read_number(written)
    if value is not None:
        value = plain(value.scaleb(scale) * (-1 if sign else 1))
    codes = names[name].codes
    return Quantity(
        begin,
        end,
        "amount",
        value,
        codes[0],
        "figure.amount.before" if before is not None and name == before.group("name") else "figure.amount",
        qualifier_before(text, begin) or qualifier_before(text, start - len(sign)),
        codes if len(codes) > 1 else (),
        signed=bool(sign),
    )


def _names_a_unit(text: str, start: int, number: int, end: int) -> bool:
    """Whether 「百萬美元」 at ``start:end`` is the unit of a table or a column, not an amount."""
    if ":" in text[start:number] or "：" in text[start:number]:
        return True
    before = text[max(0, start - 4) : start].rstrip(" \t\u3000:：為")
    return before.endswith("單位") or (before[-1:] in ("(", "（") and text[end : end + 1] in (")", "）"))


def _share_unit(text: str, found: list[Quantity], last: Quantity) -> bool:
    """Gives the bare numbers before ``last`` its unit: 「3 至 5 億美元」, 「0.28至0.43個百分點」.

    True if the number is one of a vague pair (「三、四千元」), which has no definite value.

    A number joined by 、 or 及 shares the unit only where it has a scale of its own, or decimals, so that
    「98、99億元」 is read and 「第3、4項及5億元」 is not.
    """
    scale = _scale_of(text[last.start : last.end])
    for i in range(len(found) - 1, -1, -1):
        bare = found[i]
        if bare.kind != "bare" and not bare.unnamed:
            return False
        join = _JOIN.fullmatch(text, bare.end, last.start)
        if join is None or text[bare.start - 1 : bare.start] in tuple("年月第"):
            return False
        ranged = _RANGE.fullmatch(text, bare.end, last.start) is not None
        written = text[bare.start : bare.end] if bare.unnamed else bare.unit
        if text[bare.end : bare.end + 1] == "、" and _is_vague_pair(written, text[last.start : last.end]):
            found.pop()
            return True
        if not ranged and not _OWN_UNIT.search(written) and "." not in written:
            return False
        value = read_number(written)
        if value is None:
            return False
        if last.kind == "tenths":
            value *= 10
        elif last.kind == "amount" and not _OWN_UNIT.search(written):
            value *= scale
        found[i] = last = replace(
            last,
            start=bare.start,
            end=bare.end,
            value=plain(value) if last.kind == "amount" else value,
            rule=f"{last.rule.removesuffix('.shared')}.shared",
            qualifier=qualifier_before(text, bare.start),
        )
    return False


def _is_vague_pair(first: str, second: str) -> bool:
    """Whether two digits are a vague pair: 「三、四千元」 is neither three nor four thousand."""
    return (
        len(first) == 1
        and first in _DIGITS
        and second[:1] in _DIGITS
        and (_DIGITS.index(second[0]) - _DIGITS.index(first) == 1)
    )


def _scale_of(amount: str) -> Decimal:
    """The scale that ends an amount's number: 10^8 for 「5 億美元」, 1 for 「1億2,000元」."""
    if english := _ENGLISH.search(amount):
        return Decimal(1).scaleb(_ENGLISH_SCALE[english.group(1).lower()])
    match = _SCAN.search(amount)
    unit = _SHARED_UNIT.search(match.group("number")) if match else None
    return (read_number(unit.group()) or Decimal(1)) if unit else Decimal(1)
