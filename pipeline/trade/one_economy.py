"""Money that stays within one economy, and the budgets of the home country with their items."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.trade.currencies import currency_country, money_of
from pipeline.trade.hosts import OURS
from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import TRADE
from pipeline.trade.parties import HOME, WORLD, Parties, country_named_before
from pipeline.trade.parts import GUESTS
from pipeline.trade.passages import Passage
from pipeline.trade.placed_parties import carry
from pipeline.trade.quantities import UNNAMED_RULE
from pipeline.trade.sentence import Sentence

# What is dealt in has two sides, whatever its metric is called.
_DEALT = re.compile(
    r"商機|訂單|採購|接單|下單|合約|契約|購買|消費|貸款|融資|額度|保證|銷售|交易|貿易|出口|進口|合作|捐|贈"
)
_TURNOVER = re.compile(r"產值|產出|銷售額|營業額|營收")
_CONVERTED = re.compile(r"[，,(]{0,2}(?:約|相當於|約合|折合|合|即|也就是|換算){1,3}[ \t]?(?:約)?")
_PROJECT = re.compile("[本該]計畫|合作計畫|計畫(?=[^，。；]{0,4}(?:總|所需)?經費)")
_AGENCY = re.compile("國合會|國際合作發展基金會|技術團")
_WE = re.compile("我們|我國")
# 「NOAA 2007會計年度預算約39億美元」, 「該署預算」; of a committee's budget nothing tells.
_AGENCY_THERE = re.compile(
    r"該(?:[署局部院處市州縣府]|中心|機關)|(?<![A-Za-z])(?!OECD|APEC|IMF|WTO|ADB|WHO)[A-Z]{3,6}(?![A-Za-z])"
)
_SPENT_THERE = "where the home country spends it"
_ITEM = re.compile(r"[、」)〔;；]|另|其他")


def _is_cooperation(passage: Passage, position: int) -> bool:
    """「本計畫…總經費498萬美元」 in a report that tells of our aid agency."""
    project = _PROJECT.search(passage.folded, passage.start, position)
    return project is not None and _AGENCY.search(passage.folded, 0, position) is not None


def of_one_economy(found: Parties, state: Sentence, index: int, reading: MetricReading) -> Parties:
    """Money that stays within a country has no partner: 「越南…基本工資200萬越盾」, 「損失高達九兆日圓」."""
    mention, passage = state.mentions[index], state.passage
    owner = money_of(mention, state.host)
    if found.how == GUESTS:
        return found
    default = found.how.removeprefix("carried: ").startswith("default")
    # Of the euro and the like only a sentence without a word of home tells.
    shared = owner is not None and currency_country(mention.unit) is None
    ours = shared and OURS.search(passage.folded, passage.segment_start(mention.start), mention.start)
    if owner not in (None, HOME) and default and not ours:
        return Parties(owner, found.partner, "whose currency it is")
    if (
        default
        and reading.metric == "budget"
        and mention.unit in ("USD", "EUR")
        and not _WE.search(passage.folded, passage.segment_start(mention.start), mention.start)
    ):
        # The home country's budgets are in its own money.
        if state.host is not None and _is_cooperation(passage, mention.start):
            return Parties(HOME, state.host, "project of the home country there")
        named = country_named_before(passage, mention.start)
        agency = _AGENCY_THERE.search(passage.folded, passage.clause_start(mention.start), mention.start)
        if named is None and state.host is not None and agency is not None:
            return Parties(state.host, None, "whose economy, of the country visited")
        return Parties(named, None, "country of its paragraph")
    if mention.kind == "rank" or reading.metric in TRADE:
        return found
    if reading.metric == "budget" and found.partner == WORLD:
        budgeted = found.reporter == HOME
        return Parties(HOME, None, "budget of the home country") if budgeted else replace(found, partner=None)
    if reading.metric == "budget" and "country earlier in its sentence" in found.how:
        return Parties(HOME, None, "budget of the home country")
    if reading.metric == "budget" and "direction earlier" in found.how and is_item(state, index):
        return Parties(HOME, None, "budget of the home country")
    if reading.metric == "budget" and found.how == "country in its clause" and mention.unit != "TWD":
        return Parties(found.partner, None, "whose budget")
    if owner == HOME and mention.rule != UNNAMED_RULE:
        foreign = found.reporter not in (None, HOME) and found.partner is None
        if foreign and reading.metric in ("budget", "aid") and found.how == "whose economy":
            return Parties(HOME, found.reporter, _SPENT_THERE)
        return Parties(HOME, None, "whose currency it is") if foreign else found
    clause = passage.clause_start(mention.start)
    sides = [c for c in state.cues if c.start < mention.start and c.role in ("relation", "inbound")]
    near = [c for c in state.cues if clause <= c.start < mention.start and c.role == "home"]
    if reading.metric == "other" and found.how.endswith("world in its clause") and not near:
        return Parties(WORLD, None, "figure of the world")
    relieved = reading.metric == "tariff" and mention.kind == "amount" and found.partner is None
    if (
        relieved
        and found.reporter not in (None, HOME)
        and (sides or any(c.role == "home" for c in state.cues))
    ):
        # 「陸方減免關稅A」 in a sentence on trade with the home country.
        return Parties(found.reporter, HOME, "who relieves it")
    towards_us = any(c.partner == HOME for c in sides)  # 「歐盟對我…課徵8%，印度亦課徵5%」
    rate = reading.metric == "tariff" and mention.kind == "share"
    if rate and towards_us and found.reporter not in (None, HOME) and found.how == "whose economy":
        return Parties(found.reporter, HOME, "who levies it")
    if found.reporter != HOME or found.partner in (None, HOME, WORLD):
        return found
    if rate and found.how == "country in its clause":
        return Parties(found.partner, HOME if towards_us else None, "who levies it")
    if sides or near:
        return found
    if reading.metric == "tariff":
        return Parties(found.partner, None, "who levies it") if "country" in found.how else found
    dealt = _DEALT.search(passage.folded, clause, passage.clause_end(mention.start)) is not None
    alone = found.how == "country in its clause" and _TURNOVER.search(passage.folded, clause, mention.start)
    if reading.metric == "other" and alone:
        return Parties(found.partner, None, "turnover of one economy")
    own_money = owner is not None and owner == found.partner
    if own_money and (not dealt or _TURNOVER.search(passage.folded, clause, mention.start)):
        return Parties(owner, None, "whose currency it is")
    if reading.metric == "other" and not dealt and "label" not in found.how:
        own = found.how.startswith("country in its clause")
        return Parties(found.partner if own else HOME, None, "amount of one economy")
    return found


def is_converted(state: Sentence, index: int) -> bool:
    """「26億美元(約新臺幣749億元)」: the same money again, in another currency."""
    if not index or state.mentions[index].kind != "amount" or state.mentions[index - 1].kind != "amount":
        return False
    between = state.passage.folded[state.mentions[index - 1].end : state.mentions[index].start]
    return _CONVERTED.fullmatch(between) is not None


def is_item(state: Sentence, index: int) -> bool:
    """Whether the amount is an item of its own beside the one before it, not a part of it (其中)."""
    floor = state.mentions[index - 1].end if index else state.passage.start
    between = state.passage.folded[floor : state.mentions[index].start]
    return _ITEM.search(between) is not None and "其中" not in between


def of_what_is_spent(state: Sentence, index: int, reading: MetricReading) -> Parties | None:
    """「泰北僑校補助預算2,350萬元，其中薪資1,420萬元」: its growth and its parts go where it goes."""
    last = state.parties[index - 1] if index else None
    mention = state.mentions[index]
    if last is None or reading.metric != "budget" or not last.how.endswith(_SPENT_THERE):
        return None
    floor = state.mentions[index - 1].end
    if any(floor <= c.start < mention.start for c in state.cues):
        return None
    part = mention.kind != "amount" or "其中" in state.passage.folded[floor : mention.start]
    return carry(last) if part or last.how.startswith("carried") else None
