"""What a percentage is: a growth (with its sign), a share, or neither — read from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.trade.passages import Passage
from pipeline.trade.quantities import Quantity, QuantityKind

PercentKind = Literal["growth", "share"]

_RISE = (
    "正成長|成長|增長|增加|增幅|上升|上漲|上揚|調升|調漲|提高|提升|擴增|擴大|擴張|攀升|增列|躍升|躍增|激增|大增|遽增|暴增|"
    "微增|驟增|增產|升值|回升|翻升|漲價|漲幅|增|漲|升|上調|調高|上修|多出|高出|成長了"
)
_FALL = (
    "負成長|負增長|減少|衰退|下滑|下降|下跌|降低|跌幅|減幅|降幅|萎縮|縮減|銳減|驟減|遽減|劇減|短少|減產|貶值|下挫|"
    "重挫|劇挫|驟降|滑落|縮小|減退|緊縮|刪減|調降|調低|下修|減|跌|降|下調|減列|收縮|短收"
)
_FILLER = (
    "約|近|逾|達|高達|僅|亦|各|分別|將|計|的|之|超過|將近|不到|未達|了|有|大約|突破|幅度達|幅度為|幅度約|是|"
    "高於|接近|可達|只有|逾|均|皆|已|可|為負|為|預估|估計"
)
_CHANGE_BEFORE = re.compile(
    rf"(?:(?P<fall>{_FALL})|(?P<rise>{_RISE}))(?P<noun>率|幅度|幅|比率|比例|趨勢|力道)?"
    rf"(?P<filler>(?:{_FILLER}){{0,3}})(?P<level>至|到|成)?(?:{_FILLER}){{0,2}}[ \t\u3000(（]{{0,2}}$"
)
_CHANGE_AFTER = re.compile(
    rf"[ \t\u3000]*(?:以上|左右|以內)?(?:的|之)?(?:正|年|月)?(?>(?P<fall>{_FALL})|(?P<rise>{_RISE}))"
    r"(?:率|幅度|幅)?(?![至到為成])"
    # 「較8月預測之3.67%下修0.58個百分點」: the verb is of the number behind it.
    rf"(?!(?:{_FILLER}){{0,2}}[ \t]?[0-9.]{{1,6}}個百分點)"
)
_MORE_OR_LESS = re.compile(
    r"(?:(?P<fall>低|少|減)|(?P<rise>高|多|增|貢獻))(?:於)?(?:約|近|逾|了|達)?[ \t\u3000]*$"
)
_RATE_OF_CHANGE = re.compile(
    r"(?P<fall>衰退幅度|衰退率|減幅|跌幅|降幅|萎縮幅度|減少率|年減率|月減率|季減率|下降率|下跌率|縮減率)"
    r"|(?P<rise>成長率|增長率|增加率|年增率|月增率|季增率|上漲率|漲幅|增幅|增減率|變動率|變動|成長幅度|增加幅度|成長預測|成長預估|"
    r"上漲幅度|膨脹率|通膨率|經濟成長|貢獻度|貢獻率|成長目標|升幅)"
)
_SHARE_WORD = re.compile(
    r"占|佔|比重|比率|比例|份額|分額|達成|依存度|依賴度?|集中度|目標的|目標之|額的|額之|值的|值之|量的|量之|(?:預算|經費|出口|進口|貿易|投資|GDP|毛額|總數|總計)(?:的|之)"
)
_RATE = re.compile(
    r"失業率|關稅|反傾銷稅|平衡稅|防衛稅|進口稅|稅率|市占率|市佔率|占有率|佔有率|依存度|逾放比|適足率|儲蓄率|開放率|自給率|利用率|毛利率|報酬率|貢獻"
)
# 「關稅由10%提高至20%」 gives two levels, no growth.
_FROM = re.compile(
    r"(?:由|從|自)(?:原先|原來|原本|目前|現行|[^，。；：%％元\n]{0,10}[年月季底初期末]度?)?(?:之|的)?"
    r"(?:約|近|逾)?[ \t]*$"
)
_MARKETS = re.compile(
    r"市場|來源|夥伴|伙伴|對象|投資國|投資地區|投資國家|出口地區|進口地區|出口國|進口國|產品|項目|以"
)
_LEVELS = re.compile(r"關稅|稅率|利率|費率|[比占]重|稅(?![收務])")
# 「其中六成來自政府補助」, 「由中央負擔七成」: a part without 占.
_AMONG = re.compile(r"(?:其中|(?<=[，；])|^)(?:有|約|大約|近|將近|逾|超過|僅|達|高達){0,3}[ \t]{0,4}$")
_GOES_TO = re.compile(
    r"(?:以上|左右)?(?:[的之](?:[^，。；、0-9]{1,6}?)?)?(?:直接|主要|均|皆|係|都)?"
    r"(?:來自|源自|購自|外銷|內銷|銷往|銷至|[再復]?出口|輸往|輸(?=[美日中歐臺港韓])|轉口|用於|投入|由|係由|自(?!行|籌|給|有|動|備|用)|從|屬|供|集中於?|依賴|仰賴|為進口|靠)"
)
_SENT_TO = re.compile(
    r"(?:以上|左右)?(?:[的之](?:[^，。；、0-9]{1,6}?)?)?(?:直接|主要|均|皆|係|都)?"
    r"(?:來自|源自|購自|外銷|內銷|銷往|銷至|輸往|輸(?=[美日中歐臺港韓])|[再復]出口|轉口|[仰依]賴進口|"
    r"(?:自|從|由)[^，。；0-9]{1,24}?(?:進口|輸入|供應|採購))"
)
_BEARS = re.compile(
    r"(?:補助|負擔|出資|自籌|分攤|支應|持股|持有|認股|投資比例)(?:約|近|逾|達|比例|比率|了){0,3}[ \t]{0,4}$"
)
TARIFF_RULE = "figure.share.tariff"
SIGNED_RULE = "figure.growth.signed"
_TARIFF_AFTER = re.compile(
    r"(?:[、及與或至][0-9.]{1,5}[%％]){0,3}[ \t]?(?:的|之)?"
    r"(?:反傾銷|平衡|防衛|進口|報復性?|懲罰性?|額外|最惠國){0,2}(?:關稅|稅)(?![務收制法])"
)
_COORDINATION = re.compile(
    r"[ \t\u3000]*(?:[、及與和或至到~～－—-]|以及|[，,][ \t]?(?:及|與|和))[ \t\u3000]*"
)
_SELF_OF_BRACKET = re.compile(r"[ \t\u3000]*[(（][ \t\u3000]*")
_RULES: dict[QuantityKind, str] = {"point": "figure.growth.points", "times": "figure.growth.multiple"}
_REACH = 18
# 「輸出、入將轉為正成長，分別達9.49%及10.88%」
_CHANGE_EARLIER = re.compile(
    rf"(?:(?P<fall>{_FALL})|(?P<rise>{_RISE}))(?:[尤更最甚]為?[深大鉅劇高多著])?，"
    r"(?:分別|各|幅度)?(?:高?達|約|為|逾|近)*[ \t]*\Z"
)
# 「2007年經濟恐降為2.0%」: an economy that becomes a percentage grows by it.
_ECONOMY_BECAME = re.compile(r"經濟[^。；]{0,24}(?:降|升|增|減|彈|緩|達)(?:至|為|到)?(?:約|近|逾)?[ \t]*$")
# 「增加為35.27%」 says what it became; 「漲幅為5%」 and 「成長為5%」 say the change itself.
_ENGLISH_CHANGE = re.compile(
    r"\b(?:(?P<fall>down|fell|declined|decreased|dropped)|up|rose|grew|increased)(?: by)?"
    r"(?: an? (?:annual|estimated))?(?: about| around| nearly)? $"
)
_IS_RATE = re.compile(r"成長|增長|衰退|[增減漲跌升降]幅")
_ALTERNATIVE = re.compile(r"[ \t\u3000]*(?:或|，即|即|[(（])[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Percentage:
    """The reading of a percentage. ``value`` carries the sign of a fall; ``start`` includes its verb."""

    kind: PercentKind
    value: Decimal
    start: int
    rule: str


def read_percentage(
    quantity: Quantity,
    passage: Passage,
    previous: Quantity | None,
    last: Percentage | None,
) -> Percentage | None:
    """The reading of ``quantity``; None where it is neither a growth nor a share (利率為2%).

    ``previous`` is the quantity before it in the sentence, ``last`` the reading of the percentage before
    it, which a coordination (「減少27.2%及50.2%」) shares.
    """
    value = _percent_value(quantity)
    if value is None:
        return None
    text, start = passage.folded, quantity.start
    clause = passage.clause_start(start)
    opening = passage.bracket(start)
    if opening is not None and opening[0] == start - 1:
        # 「出口增加（12.5%）」: the verb stands right before the bracket.
        clause = passage.clause_start(opening[0])
    floor = max(clause, previous.end if previous and previous.end <= start else clause)
    before = text[max(floor, start - _REACH) : start]
    change = _CHANGE_BEFORE.search(before)
    if (
        change
        and "為" in change.group("filler")
        and not change.group("noun")
        and not _IS_RATE.search(change.group())
    ):
        change = None
    if change and not change.group("noun") and change.group("level") is None and not quantity.signed:
        return _change(quantity.kind, change, value, start, before)
    if quantity.kind == "percent" and (english := _ENGLISH_CHANGE.search(text, floor, start)):
        return Percentage(
            "growth", -value if english.group("fall") else value, start, "figure.growth.english"
        )
    if after := _CHANGE_AFTER.match(text, quantity.end):
        if quantity.kind != "times" and not quantity.signed:
            return Percentage(
                "growth", -value if after.group("fall") else value, start, "figure.growth.after"
            )
        if quantity.signed:
            return Percentage("growth", value, start, "figure.growth.after")
    if quantity.kind == "times":
        return _multiple(change, value, start)
    if quantity.kind == "point":
        return _points(quantity, before, change, last, passage, clause)
    return _plain(quantity, value, passage, clause, floor, previous, last, change)


def _plain(
    quantity: Quantity,
    value: Decimal,
    passage: Passage,
    clause: int,
    floor: int,
    previous: Quantity | None,
    last: Percentage | None,
    change: re.Match[str] | None,
) -> Percentage | None:
    text, start = passage.folded, quantity.start
    if previous and last and _COORDINATION.fullmatch(text, previous.end, start):
        # 「分別為2.2%、-0.3%及1.9%」: a sign that is written is its number's own.
        falls = last.value < 0 and last.rule != SIGNED_RULE and not quantity.signed
        rule = SIGNED_RULE if quantity.signed else f"{last.rule.removesuffix('.joined')}.joined"
        return Percentage(last.kind, -value if falls else value, start, rule)
    own = text[floor:start]
    if previous and previous.kind == "amount" and _ALTERNATIVE.fullmatch(text, previous.end, start):
        amount_change = _CHANGE_BEFORE.search(text[max(clause, previous.start - _REACH) : previous.start])
        if amount_change and amount_change.group("level") is None and not quantity.signed:
            sign = -1 if amount_change.group("fall") else 1
            return Percentage("growth", sign * value, start, "figure.growth.alternative")
    if quantity.signed:
        return Percentage("growth", value, start, SIGNED_RULE)
    if (word := _last(_SHARE_WORD, own)) and not _RATE_OF_CHANGE.search(own, word.end()):
        return Percentage("share", value, start, "figure.share")
    if previous and previous.kind == "amount" and _SELF_OF_BRACKET.fullmatch(text, previous.end, start):
        return Percentage("share", value, start, "figure.share.bracket")
    clause_text = text[clause:start]
    opening = passage.bracket(start)
    if opening is not None and (opening[0], opening[1]) == (start - 1, quantity.end):
        # 「主要出口市場為新加坡(13.9%)」: a name's own share.
        named = passage.clause_start(opening[0])
        if _MARKETS.search(text, named, start) and not _RATE_OF_CHANGE.search(text, named, start):
            return Percentage("share", value, start, "figure.share.bracket")
    if word := _last(_RATE_OF_CHANGE, clause_text):
        return Percentage("growth", -value if word.group("fall") else value, start, "figure.growth.rate")
    if change and change.group("noun"):
        return Percentage("growth", -value if change.group("fall") else value, start, "figure.growth.rate")
    if _RATE.search(clause_text):
        return Percentage("share", value, start, "figure.share.rate")
    if _SHARE_WORD.search(clause_text):
        return Percentage("share", value, start, "figure.share")
    if _TARIFF_AFTER.match(text, quantity.end):
        return Percentage("share", value, start, TARIFF_RULE)
    if _GOES_TO.match(text, quantity.end) and (_AMONG.search(own) or _SENT_TO.match(text, quantity.end)):
        return Percentage("share", value, start, "figure.share.part")
    if _BEARS.search(own):
        return Percentage("share", value, start, "figure.share.part")
    if quantity.kind in ("tenths", "fraction"):
        return None
    level = _FROM.search(own) is not None or (change is not None and change.group("level") is not None)
    if level and _LEVELS.search(text, passage.start, start):
        return Percentage("share", value, start, "figure.share.rate")
    if before := _CHANGE_EARLIER.search(text, passage.start, start):
        return Percentage("growth", -value if before.group("fall") else value, start, "figure.growth.earlier")
    if last is not None and clause_text:
        return Percentage(last.kind, value, start, f"{last.rule.removesuffix('.carried')}.carried")
    sentence = text[passage.start : start]
    rate = _last(_RATE, sentence)
    word = _last(_RATE_OF_CHANGE, sentence)
    # 「通貨膨脹率：0.7%；失業率：5.2%」: the last word that names a measure.
    if word and (rate is None or rate.start() < word.start()):
        return Percentage("growth", -value if word.group("fall") else value, start, "figure.growth.rate")
    if rate or _SHARE_WORD.search(sentence):
        return Percentage("share", value, start, "figure.share.rate")
    if _ECONOMY_BECAME.search(sentence):
        return Percentage("growth", value, start, "figure.growth.rate")
    return None


def _change(kind: QuantityKind, change: re.Match[str], value: Decimal, start: int, before: str) -> Percentage:
    written = before[change.start() :]
    adjacent = change.group("filler") in ("", "了") and written.rstrip("(（") == written
    begin = start - (len(before) - change.start()) if adjacent else start
    verb = change.group("fall") or change.group("rise")
    rule = _RULES.get(kind, "figure.growth.rate" if verb.endswith("幅") else "figure.growth")
    return Percentage("growth", -value if change.group("fall") else value, begin, rule)


def _multiple(change: re.Match[str] | None, value: Decimal, start: int) -> Percentage | None:
    """「增加1.5倍」 is 150 percent, 「增至3倍」 and 「成長為3倍」 are 200; 「…之150倍」 is no growth."""
    if change is None or change.group("noun") or change.group("fall"):
        return None
    grown = change.group("level") or "為" in change.group("filler")
    return Percentage("growth", value - 100 if grown else value, start, "figure.growth.multiple")


def _points(
    quantity: Quantity,
    before: str,
    change: re.Match[str] | None,
    last: Percentage | None,
    passage: Passage,
    clause: int,
) -> Percentage | None:
    value = quantity.value
    if value is None:
        return None
    if quantity.signed:
        return Percentage("growth", value, quantity.start, SIGNED_RULE)
    match = change or _MORE_OR_LESS.search(before)
    if match:
        return Percentage(
            "growth", -value if match.group("fall") else value, quantity.start, "figure.growth.points"
        )
    clause_text = passage.folded[clause : quantity.start]
    falls = bool(re.search(_FALL, clause_text)) and not re.search(_RISE, clause_text)
    joined = last is not None and quantity.rule.endswith("shared") and last.value < 0
    return Percentage("growth", -value if falls or joined else value, quantity.start, "figure.growth.points")


def _percent_value(quantity: Quantity) -> Decimal | None:
    if quantity.value is None:
        return None
    return quantity.value * 100 if quantity.kind == "times" else quantity.value


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None
