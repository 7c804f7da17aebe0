"""Figures of banks and bodies of many countries: 「截至2015年底該行總資產為87.9億美元」 is no economy's."""

from __future__ import annotations

import re

from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import TRADE
from pipeline.trade.parties import HOME, Parties
from pipeline.trade.sentence import Context, Sentence

_REACH = 3000
OF_MANY = (
    r"(?:亞洲|中美洲|泛美|美洲|非洲|歐洲|加勒比海?|世界|國際|伊斯蘭)(?:復興|基礎設施|經濟整合|投資|清算|開發|發展){0,2}銀行|"
    r"亞銀|世銀|歐銀|亞投行|(?:亞洲|歐洲|非洲)開發基金|國際貨幣基金(?:會|組織)?|世界貿易組織|聯合國(?:[\u4e00-\u9fff]{2,8}組織)?|"
    r"(?<![A-Za-z])(?:ADB|CABEI|BCIE|EBRD|IDB|IMF|WTO|AIIB|AfDB|World Bank)(?![A-Za-z])"
)
_MANY = re.compile(f"(?:{OF_MANY})$")
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:(?<![該各本])銀行|組織|開發基金|國際貨幣基金)|聯合國|[亞世歐]銀(?!行)|亞投行|"
    r"(?<![A-Za-z])(?:ADB|CABEI|BCIE|EBRD|IDB|IMF|WTO|AIIB|AfDB|World Bank)(?![A-Za-z])"
)
# 該行 is none of the home country's own, whose delegates speak of 本行.
_OURS = re.compile(r"(?:中央|輸出入)銀行$")
# 「該行核准貸款」, 「銀行建議額定資本」
_SAID = re.compile(
    r"(?:該|本)(?:行|組織|銀行)(?!業|長|為|程|政)|(?:(?<=[，。；：\n])|(?<=^))銀行(?=[建提核擬另並])"
)
_SUBJECT = re.compile(f"(?:^|[，。；：、\n])(?:{OF_MANY})$")
# 「國際貨幣基金（IMF）2008年11月核准對匈牙利紓困貸款157億美元」
_OPENS = re.compile(rf"[ \t\u3000\n]*(?:[0-9年月日本今去上]{{1,12}})?(?:{OF_MANY})(?!會員|各國|受援|國家)")
# 「其中我國應繳會費約」, 「我國負擔約八成」
_PAYS = re.compile(
    r"(?:其中|而|惟|並)?(?:我國|我方|我政府|我)(?:政府)?(?:[0-9本明今去上年每度]{0,6})?(?:應|需|須|將|可|則|亦|共|已|僅){0,2}"
    r"(?:負擔|分攤|分擔|攤付|繳納?|支付|認股|認繳|出資)"
)
_BESIDE = ("label of the figure", "country in its clause", "direction in its clause")
_HOW = "of a body of many countries"


def paid_by_home(state: Sentence, index: int, reading: MetricReading) -> Parties | None:
    """「該會預算968萬美元，我國應繳會費約89萬美元，占9.2%」: the home country's part of a common budget."""
    mention, passage = state.mentions[index], state.passage
    if mention.kind not in ("amount", "share") or reading.metric not in ("budget", "other"):
        return None
    clause = passage.clause_start(mention.start)
    pays = _PAYS.match(passage.folded, clause, mention.start)
    if pays is None or any(clause <= c.start < mention.start and c.role != "home" for c in state.cues):
        return None
    return Parties(HOME, None, "what the home country pays")


def _begins(state: Sentence, index: int) -> bool:
    """Whether a body of many countries is the subject of the sentence, which has no word of home."""
    mention, passage = state.mentions[index], state.passage
    if any(c.start < mention.start and (c.role == "home" or c.partner == HOME) for c in state.cues):
        return False
    return _OPENS.match(passage.folded, passage.start, mention.start) is not None


def of_many_countries(
    state: Sentence, index: int, reading: MetricReading, found: Parties, context: Context
) -> Parties | None:
    """No parties for what a bank or a body of many countries has, lends or spends; None where it is none.

    A country beside such an amount (「核貸以哥斯大黎加5億美元最高」) is its partner. The text goes on about
    the body to the end of the paragraph.
    """
    mention, passage = state.mentions[index], state.passage
    told = found.how.removeprefix("carried: ")
    unsaid = told.startswith(("default", "whose economy, of the country visited"))
    last = state.parties[-1] if state.parties else context.last
    goes_on = last is not None and last.how.endswith(_HOW)
    theirs = goes_on or (mention.kind == "amount" and _begins(state, index))
    if theirs and told in _BESIDE and found.reporter == HOME and reading.metric not in (*TRADE, "gdp"):
        return Parties(None, found.partner, f"{told}, {_HOW}")
    if not unsaid or mention.kind == "rank" or mention.unit == "TWD" or reading.metric in (*TRADE, "gdp"):
        return None
    folded, start = passage.folded, passage.start
    if any(c.start < mention.start and (c.role == "home" or c.partner == HOME) for c in state.cues):
        return None
    if goes_on:
        return Parties(None, None, _HOW)
    said = _SAID.search(folded, start, mention.start)
    reach, end = (start - _REACH, said.start()) if said is not None else (start, mention.start)
    named = [m for m in _NAMED.finditer(folded, max(0, reach), end) if not _OURS.search(m.group())]
    if said is not None:  # 該行 is no 國際組織司
        bank = "行" in said.group()
        named = [m for m in named if m.group().endswith("組織") != bank]
    if not named or _MANY.search(named[-1].group()) is None:
        return None
    # 「對歐銀撥付1,500萬美元」 is what others pay: without 該行 the body has to begin its clause.
    subject = _SUBJECT.search(folded, max(0, named[-1].start() - 1), named[-1].end())
    if said is None and (mention.kind != "amount" or subject is None):
        return None
    return Parties(None, None, _HOW)
