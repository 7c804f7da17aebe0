"""Whose money an amount is that no metric names: given away, allotted by a government, put in by a firm."""

from __future__ import annotations

import re
from itertools import chain

from pipeline.trade.cues import Cue
from pipeline.trade.model import FigureMention
from pipeline.trade.passages import Passage
from pipeline.trade.short_names import short_cues

_SPENT = re.compile(r"投入(?:約|逾|近|共|達|新臺幣){0,2}[ \t\u3000]?$")
# 「今年再捐100萬美元」; 捐血 and 捐書 have no amount behind the verb.
_DONATED = re.compile(r"捐(?:出|輸)?(?:約|逾|近|共|新臺幣){0,2}[ \t\u3000]?$")
# 「我國迄已投入經費6,300萬美元」: foreign money that the home country puts in.
_PUT_IN = re.compile(
    r"我(?:國|政府|方)(?:政府)?(?:迄今?|目前|業|已|共|累計|每年|將){0,4}(?:投入|挹注|無償提供)(?:經費|資金)?"
    r"(?:約|逾|近|共|達){0,2}[ \t\u3000]?$"
    # 「我方經費已支用163萬美元」
    r"|我(?:國|方|政府)經費(?:已|業|共|計|累計){0,2}(?:支用|執行|撥付)?(?:約|逾|近|共){0,2}[ \t\u3000]?$"
)
# 「由國合會投入280萬美元」, 「國合會另提供技術協助經費40萬美元」: what the aid agency puts in abroad.
_AGENCY_PUTS_IN = re.compile(
    r"(?:國合會|國際合作發展基金會|技術團)(?:[(（][^()（）]{1,12}[)）])?[^，。；]{0,12}?"
    r"(?:投入|挹注|出資|提供|撥付|捐贈|補助|資助)[^，。；0-9]{0,8}$"
)
# 「我國透過中國輸出入銀行提供2,000萬美元優惠貸款」: a loan on better terms than the market's.
_SOFT_LOAN = re.compile(r"[^，。；、0-9]{0,8}?(?:優惠|低利|無息|軟性|援助)(?:性)?貸款")
_LENDER = re.compile(r"我國|我政府|我方|國合會|國際合作發展基金會|輸出入銀行")
_GRANTED = re.compile(r"撥款|撥付|資助|補助|出資")
_ALLOTTED = re.compile(r"撥款(?!戶|案|件)|撥出|撥付|提撥")
_STATE = re.compile(
    r"政府|國會|內閣|總統|首相|總理|財政部|交通部|教育部|內政部|經濟部|部長|預算|計[畫劃]|國家[^，。；]{1,8}院"
)
_VALUE_OF = re.compile(r"(?:總)?(?:金額|額度|總額|經費)(?:為|約|達|計|共|逾){0,3}[ \t]?")
_GIVER = re.compile(r"外交部|國合會|國際合作發展基金會")
_AID_BODY = re.compile(r"國合會|國際合作發展基金會|(?:農業|醫療|技術|農技|漁技)(?:技術)?團")
# 「總經費320萬美元，其中我方贈款250萬美元」: behind the amount, what is ours of it is given.
_OURS_AMONG = re.compile(r"[^，。；]{0,12}[，,]?其中(?:由)?我(?:國|方|政府)(?:贈款|贈與|捐贈|援助|無償)")
_IN_KIND = re.compile(r"(?:價值|市值|總值)(?:約|計|達|逾|近|為|共|總計){0,2}[ \t\u3000]?$")
_GIVEN_AWAY = re.compile(r"捐贈|援贈|致贈|贈送|捐助|贈與")
_AID_PROJECT = re.compile("(?:本|該)計畫|合作計畫")
_PRIVATE = re.compile(r"民間|廠商|企業|業者|公司|外商|集團|基金會|民眾|臺商|自籌")
_EXTRA_BUDGET = re.compile(r"(?:補辦|追加|特別)預算")
# 「該公司迄今已投入約20億元」: what a firm puts in is its investment.
_FIRM = re.compile(r"公司|廠商|業者|集團|企業|工廠|日商|美商|外商|臺商")
# 「該特區累計引資約180億茲羅提」; 吸引資金 has the same two characters.
_DRAWN = re.compile(
    r"(?<!吸)(?<!牽)引資(?:總額|金額|額)?(?:已|約|逾|近|共|達|計|超過|新臺幣){0,3}[ \t\u3000]?$"
)
_BUILT = re.compile(r"(?:耗資|斥資)(?:約|逾|近|共|達|新臺幣){0,2}[ \t\u3000]?$")
_WORKS = re.compile(r"公司|該廠|業者|集團|企業|工廠|[日美韓外臺]商")
_FIRM_SPENT = re.compile(
    r"(?<!研發)(?:已|共|累計|再|擬|將|計畫|預計|計)投入(?:約|逾|近|共|達|新臺幣){0,2}[ \t\u3000]?$"
)


def is_donated(passage: Passage, clause: int, position: int) -> bool:
    """Whether foreign money is given away: 再捐100萬美元, 外交部撥款50萬美元."""
    if _DONATED.search(passage.folded, max(clause, position - 8), position):
        return True
    granted = _GRANTED.search(passage.folded, clause, position)
    return granted is not None and _GIVER.search(passage.folded, passage.start, granted.start()) is not None


def is_put_in_abroad(passage: Passage, clause: int, position: int) -> bool:
    """「我國迄已投入經費6,300萬美元」: foreign money of the home country for what is another's."""
    near = max(clause, position - 24)
    return (
        _PUT_IN.search(passage.folded, near, position) is not None
        or _AGENCY_PUTS_IN.search(passage.folded, max(clause, position - 36), position) is not None
    )


def is_given_in_kind(passage: Passage, position: int) -> bool:
    """「援贈防疫物資1批，價值620萬元」: what goods that are given away are worth is no money given."""
    worth = _IN_KIND.search(passage.folded, passage.clause_start(position), position)
    segment = passage.segment_start(position)
    return worth is not None and _GIVEN_AWAY.search(passage.folded, segment, worth.start()) is not None


def is_soft_loan(passage: Passage, clause: int, mention: FigureMention) -> bool:
    """Whether the home country lends the amount to another on easy terms."""
    lends = _LENDER.search(passage.folded, clause, mention.start) is not None
    return lends and _SOFT_LOAN.match(passage.folded, mention.end) is not None


def is_aid_project(passage: Passage, cue: Cue, position: int) -> bool:
    """「國合會與巴國…續辦計畫，經費計850萬美元」: what the aid agency spends on another country's project."""
    if passage.folded[cue.start : cue.end] not in ("經費", "計畫經費", "總經費"):
        return False
    told = passage.paragraph
    if _OURS_AMONG.match(passage.folded, position, passage.end):
        return True
    if _AID_BODY.search(passage.folded, told, cue.start) is None:
        return False
    named = chain(passage.cues, short_cues(passage.folded, told, position))
    return any(c.kind == "country" and told <= c.start < position for c in named) or (
        _AID_PROJECT.search(passage.folded, told, cue.start) is not None
    )


def is_allotted(passage: Passage, position: int) -> bool:
    """「財政部宣布將撥款協助獨立中學，金額為1,200萬元」: what a government allots is of its budget."""
    clause = passage.clause_start(position)
    if _VALUE_OF.fullmatch(passage.folded, clause, position):
        clause = passage.clause_start(clause - 1)
    allotted = _ALLOTTED.search(passage.folded, clause, position)
    if allotted is None or _PRIVATE.search(passage.folded, passage.segment_start(clause), allotted.start()):
        return False
    return _STATE.search(passage.folded, passage.start, position) is not None


def is_spent(passage: Passage, position: int) -> bool:
    """Whether the government puts the amount into a programme (政府每年投入5億元)."""
    folded = passage.folded
    if _SPENT.search(folded, max(passage.start, position - 10), position) is None:
        return False
    stated = folded.rfind("政府", passage.start, position)
    return _PRIVATE.search(folded, max(stated, passage.start), position) is None


def is_budgeted_debt(passage: Passage, cue: Cue, position: int) -> bool:
    """「追加預算：債務10億元」: a debt is in the budget where the text calls it one."""
    folded = passage.folded
    if folded[cue.start : cue.end] != "債務":
        return False
    told = folded[slice(*passage.label)] + folded[passage.start : position]
    return _EXTRA_BUDGET.search(told) is not None


def is_put_in_by_a_firm(passage: Passage, clause: int, position: int) -> bool:
    """「該公司迄今已投入約20億元」, 「該廠耗資3億元」, 「引資180億元」: what firms put in is investment."""
    near = max(clause, position - 12)
    if _DRAWN.search(passage.folded, near, position):
        return True
    if _BUILT.search(passage.folded, near, position):
        return _WORKS.search(passage.folded, passage.segment_start(position), position) is not None
    if _FIRM_SPENT.search(passage.folded, near, position) is None:
        return False
    return _FIRM.search(passage.folded, passage.segment_start(position), position) is not None
