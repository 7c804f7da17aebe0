"""The parties of each figure of a sentence: its own, the label's, or carried from before it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.trade.bodies import of_many_countries, paid_by_home
from pipeline.trade.bracketed import named_before_bracket
from pipeline.trade.clause_parties import (
    bears_on_figures,
    label_parties,
    own_parties,
    subject_economy,
)
from pipeline.trade.currencies import money_of
from pipeline.trade.dealings import (
    MUTUAL,
    WAY,
    attracts,
    compared_inside,
    economy_goes_on,
    levied_parties,
    made_here,
    mutual_parties,
    only_named,
    resumes_whole,
    sent_share,
)
from pipeline.trade.english import english_parties, is_english
from pipeline.trade.headings import headed_parties
from pipeline.trade.hosts import (
    hosted_parties,
    invested_there,
    levied_there,
    of_a_region,
    traded_there,
    voiced_parties,
)
from pipeline.trade.market_shares import seller_parties
from pipeline.trade.markets import market_parties, rank_parties, reports_itself
from pipeline.trade.metrics import GIVEN_BEHIND, MetricReading, is_macro
from pipeline.trade.model import TRADE, FigureMention, Metric
from pipeline.trade.one_economy import is_converted, is_item, of_one_economy, of_what_is_spent
from pipeline.trade.parties import (
    HOME,
    WORLD,
    Parties,
    PartyCue,
    country_named_before,
    is_directed,
)
from pipeline.trade.parts import donor_parties, part_of_theirs, visitor_parties
from pipeline.trade.passages import Passage
from pipeline.trade.placed_parties import (
    AMONG_INVESTORS,
    bought_by_home,
    carry,
    home_ranks_there,
    invested_in,
    investors_told,
    its_economy,
    named_right_before,
    of_their_trade,
    only_home,
    ranked_before,
    ranks_in_a_region,
    ranks_there,
    share_of_what_is_invested,
    taken_by_home,
    told_last,
)
from pipeline.trade.rankings import PLACED, partner_in_ranking
from pipeline.trade.recipients import recipient_parties
from pipeline.trade.sentence import Context, Sentence
from pipeline.trade.spokesmen import spoken_of_by_its_body
from pipeline.trade.terms import COST, PLAN_COST
from pipeline.trade.told_before import beside_the_investors, by_their_source, not_bought, part_of_its_whole
from pipeline.trade.topics import goes_on_about_who_ranks, set_beside, told_parties

_AMONG_THEM = re.compile(r"[ \t\u3000]*(?:其中|而其|又其)")
_WORLDS_OWN = re.compile(
    r"(?<![對與向往占佔在為居])(?:全球|世界|全世界)(?:之|的)?(?:貨品|商品|服務)?(?:貿易|出口|進口)"
)
_ITS_OWN = "whose figure, among several economies"
_IN_THE_WORLD = re.compile(r"全球|世界|全世界")
_BOTH = 2
# 「南韓…，其綠色投資…」, 「尤其是他們投資…」
_ITS_OWN_MONEY = re.compile(
    r"(?:而|且|惟|但|尤其是?|及){0,2}(?:其(?![中他餘次實一二三])|它的?|他們)(?!對|自|向)"
)
_ITEMS = ("country in its clause", "label of the figure", "direction in its clause")
_SUM = re.compile(r"合計|共計|總計|總額|總值|合共")
_WORLDWIDE_INVESTMENT = re.compile(r"僑外|外人|外資|對外|海外投資")


def read_parties(state: Sentence, index: int, reading: MetricReading, context: Context) -> Parties:
    """Reporter and partner of the figure at ``index``, whose metric is ``reading``."""
    if is_converted(state, index):
        return carry(state.parties[index - 1])
    if beside := share_of_what_is_invested(state, index, reading.metric):
        return beside
    found = part_of_its_whole(_written_parties(state, index, reading, context), state, index)
    if theirs := by_their_source(state, index, reading.metric, found):
        return theirs
    mention, passage = state.mentions[index], state.passage
    if found.how == "default" and (mutual := mutual_parties(state, mention, reading.metric, state.section)):
        return mutual
    found = headed_parties(state, index, reading, found)
    if found.reporter is None and found.partner == HOME:
        owner = money_of(mention, state.host)
        told = country_named_before(passage, mention.start)
        found = replace(found, reporter=told or (owner if owner != HOME else None))
    seen_from_there = found.partner == HOME and found.reporter not in (None, HOME)
    carried = found.how.startswith("carried") or "earlier in its sentence" in found.how
    said = MUTUAL.search(passage.folded, passage.clause_start(mention.start), mention.start)
    mutual_trade = reading.metric == "trade_total" and mention.kind == "amount" and said is not None
    if seen_from_there and mention.kind != "rank" and (carried or mutual_trade):
        clause = passage.clause_start(mention.start)
        if reading.metric == "trade_total" or any(
            c.role == "home" and clause <= c.start < mention.end for c in state.cues
        ):
            return Parties(HOME, found.reporter, f"{found.how}, seen from the home country")
    if reading.metric in (*TRADE, "investment"):
        found = invested_there(state, index, reading, traded_there(state, index, found))
    settled = told_parties(state, index, reading, of_one_economy(found, state, index, reading))
    settled = levied_there(state, index, reading, settled)
    settled = of_a_region(state, index, reading, settled)
    if (
        settled.how.startswith("carried")
        and mention.kind != "rank"
        and (reading.metric in ("gdp", "other", "investment") and is_macro(reading, passage))
    ):
        settled = replace(settled, partner=None)
    another = reading.metric == "other" and reading.words is not None and settled.how.startswith("carried")
    if index and another and mention.kind == "amount" and state.metrics[index - 1].metric in TRADE:
        settled = replace(settled, partner=None)  # 「進口420億美元，自中國大陸占57%。…產值1兆盧比」
    if given := recipient_parties(state, index, reading.metric, settled):
        return given
    if sent := sent_share(state, index, reading.metric, settled):
        return sent
    if nobodys := of_many_countries(state, index, reading, settled, context):
        return nobodys
    settled = taken_by_home(state, index, _with_the_world(settled, state, index, reading))
    return hosted_parties(state, index, reading, settled)


def _with_the_world(found: Parties, state: Sentence, index: int, reading: MetricReading) -> Parties:
    """The whole trade of a country is with the world; 「全球貿易總值」 is the world's own."""
    mention, passage = state.mentions[index], state.passage
    if reading.metric not in TRADE:
        return found
    if found.partner is None and found.reporter not in (None, HOME, WORLD) and "whose economy" in found.how:
        return found if _to_a_region(state, index) else replace(found, partner=WORLD)
    if found.partner == WORLD and found.how.endswith("world in its clause"):
        before = [c for c in state.cues if c.start < mention.start]
        its_own = any(c.role == "world" and _WORLDS_OWN.match(passage.folded, c.start) for c in before)
        if its_own and not any(c.role in ("home", "relation", "inbound", "plain") for c in before):
            return Parties(WORLD, None, found.how)
    return found


def _to_a_region(state: Sentence, index: int) -> bool:
    """「韓國對東協出口791億美元，占其總出口14.4%」: no country, and not all the world."""
    mention, passage = state.mentions[index], state.passage
    segment = passage.segment_start(mention.start)
    near = [c for c in state.cues if segment <= c.start < mention.start and c.role != "home"]
    return bool(near) and near[-1].role == "region" and is_directed(passage.folded, near[-1].start)


def _written_parties(state: Sentence, index: int, reading: MetricReading, context: Context) -> Parties:
    mention, passage, cues = state.mentions[index], state.passage, state.cues
    if is_english(passage) and (english := english_parties(passage, reading.metric)):
        return english
    if placed_beside := beside_the_investors(state, index, reading, context):
        return placed_beside
    if other_side := bought_by_home(state, index, reading.metric):
        return other_side
    if index not in state.listed and (ranking := partner_in_ranking(state, index, context)):
        return ranking
    if sold := seller_parties(state, index, reading, context):
        return sold
    if guests := visitor_parties(state, index, reading.metric):
        return guests
    if spent := of_what_is_spent(state, index, reading) or paid_by_home(state, index, reading):
        return spent
    if placed := market_parties(mention, passage, cues):
        return placed
    if mention.kind == "rank" and (ranked := rank_parties(mention, passage, cues)):
        theirs = state.parties[index - 1] if index else None
        if ranked.how == "who ranks" and theirs is not None and of_their_trade(theirs):
            # 「越南出口84億美元，德國為最大市場」
            return Parties(theirs.reporter, ranked.partner, "who ranks in its trade")
        if ranked.partner == HOME and (whose := its_economy(state, index)) is not None:
            return replace(ranked, reporter=whose)
        there = invested_in(state, index, context) if ranked.how == "who ranks" else None
        if there not in (None, ranked.partner) and AMONG_INVESTORS.search(mention.text):
            return Parties(there, ranked.partner, "who ranks among its investors")
        return ranked
    if compared := compared_inside(state, index):
        return compared
    single = reading.metric in ("gdp", "aid", "budget")
    if named := named_before_bracket(state, index, context, single) or part_of_theirs(state, index, reading):
        return named
    previous = state.mentions[index - 1] if index else None
    floor = previous.end if previous else passage.start
    macro = is_macro(reading, passage)
    if reading.metric == "investment" and _comes_home(state, index, floor):
        return Parties(HOME, None, "comes home")
    if reading.metric == "tariff" and mention.kind == "share" and (levied := levied_parties(state, index)):
        return levied
    if reading.how == GIVEN_BEHIND:
        return donor_parties(state, index)
    if index in state.listed:
        trader, code = state.listed[index]
        if macro:
            return Parties(code, None, "its place in a list")
        if previous is not None and state.parties[index - 1].how == PLACED:
            # 「出口市場中，中國大陸占24.1%，美國及日本分別占10.1%及7.1%」
            return Parties(state.parties[index - 1].reporter, code, PLACED)
        return Parties(trader, code if code != trader else None, "its place in a list")
    if mention.kind == "rank" and macro and only_home(state, index):
        return Parties(HOME, None, "who ranks")
    beside = previous is not None and previous.start >= passage.clause_start(mention.start)
    if mention.kind == "rank" and beside and state.parties[index - 1].how == _ITS_OWN:
        return carry(state.parties[index - 1])
    if mention.kind == "rank" and (
        found := (index and home_ranks_there(state, index))
        or ranked_before(state, index)
        or ranks_there(state, index, context)
    ):
        return found
    if (
        mention.kind == "rank"
        and index
        and _IN_THE_WORLD.search(passage.folded, passage.clause_start(mention.start), mention.end)
    ):
        return Parties(state.parties[index - 1].reporter, WORLD, "carried: rank in the world")
    if mention.kind == "rank" and index and ranks_in_a_region(state, index):
        return Parties(state.parties[index - 1].reporter, None, "carried: rank in a region")
    if right_before := named_right_before(state, index):
        return right_before
    # 「A業務3億元（含大陸旅費5萬元）、B業務2億元」: an item does not go to where the one before it goes.
    item = reading.metric == "budget" and mention.kind == "amount" and is_item(state, index)
    near = [c for c in cues if c.start >= floor] if item else cues
    if own := own_parties(mention, passage, near, macro, reading.metric in ("investment", "aid"), floor):
        if own.how == "label of the figure" and reports_itself(passage, mention.start, cues):
            return Parties(own.partner, WORLD, _ITS_OWN)
        return own
    clause = passage.clause_start(mention.start)
    last = told_last(state, index)
    summed = _SUM.search(passage.folded, clause, mention.start) is not None
    of_its_own = (
        macro and reading.words is not None and last is not None and last.partner not in (None, WORLD)
    )
    if last is not None and last.how == WAY and mention.kind == "share":
        here = [c for c in cues if floor <= c.start < mention.start]
        if here and here[-1].role == "home":  # 「產品六成銷往歐洲，臺灣僅占2%」
            return Parties(None, HOME, "who buys it")
        return _default_parties(mention, passage, reading.metric)
    if unbought := not_bought(state, index, reading):
        return unbought
    if topic := goes_on_about_who_ranks(state, index, reading.metric):
        return topic
    if macro and (beside_it := set_beside(state, index)):
        return beside_it
    if macro and last is not None and last.reporter in (None, HOME) and last.how.startswith("region"):
        # 「波蘭為中東歐最大市場，經濟成長率達1.6%」
        economy = subject_economy(passage, cues, mention.start)
        last = Parties(economy, None, "whose economy its sentence is about") if economy else last
    if last is not None and mention.kind != "amount" and not summed and not of_its_own:
        return carry(last)
    if reading.metric != "budget" and (own_economy := economy_goes_on(state, index, reading.metric)):
        return own_economy
    if reading.metric == "other" and made_here(passage, mention):
        return Parties(HOME, None, "made here")
    if reading.metric == "investment" and mention.kind == "amount" and attracts(passage, mention):
        there = only_named(cues, passage.segment_start(mention.start), mention.start)
        if there is not None:
            return Parties(there, None, "what it attracts: whose economy")
    economy = subject_economy(passage, cues, mention.start)
    if economy is None and not index:
        economy = subject_economy(passage, cues, mention.start, whole=True)
    if economy is not None:
        return Parties(economy, None, "whose economy its sentence is about")
    before = [c for c in cues if c.start < clause and passage.visible(c.start, mention.start)]
    if reading.metric == "investment" and context.last is not None:
        # Among the figures of one economy, its investment is its own.
        macro = macro or (context.last.reporter not in (None, HOME) and context.last.partner is None)
    if summed:
        before = [c for c in before if c.role == "relation"]
    labelled = label_parties(state, reading.metric, macro)
    if labelled is not None and (macro or labelled.partner is None):
        return labelled
    if resumes_whole(state, index, reading.metric):
        return Parties(HOME, WORLD, "the whole again, behind its parts")
    costs = reading.metric in ("other", "budget") and COST.pattern.search(
        passage.folded, clause, mention.start
    )
    told = any(c.start < mention.start for c in cues)
    planned = PLAN_COST.pattern.search(passage.folded[clause : mention.start]) is not None
    if reading.metric == "investment" and planned and not told:
        return Parties(last.reporter if last is not None else HOME, None, "default: cost of a plan")
    if reading.metric == "investment" and not macro and (investors := investors_told(state, index, floor)):
        return investors
    if spoken := spoken_of_by_its_body(state, index, reading.metric):
        return spoken
    if not costs and (found := _earlier_parties(mention, passage, before, macro)):
        return found
    if labelled is not None:
        return labelled
    carries = last is not None and not (costs and "investors" in last.how)
    carries = carries and not (item and last is not None and last.how in _ITEMS)
    if (
        carries
        and last is not None
        and "label of the figure" not in last.how
        and not last.how.startswith("default")
    ):
        return carry(last)
    if voiced := voiced_parties(state, index, reading):
        return voiced
    if context.last is not None and _AMONG_THEM.match(passage.folded, passage.start):
        return carry(context.last)
    inward = reading.metric == "investment" and attracts(passage, mention)
    inward = inward and not any(c.role == "home" for c in cues)
    if inward and context.last is not None and of_their_trade(context.last, ranked=True):
        return Parties(context.last.reporter, None, "whose economy, of an earlier sentence")
    if context.parties is not None and not any(
        c.role in ("world", "plain", "region", "inbound") for c in cues if c.start < mention.start
    ):
        ranker = context.parties
        ranks = "who ranks" in ranker.how and HOME not in (ranker.reporter, ranker.partner)
        if ranks and reading.metric in TRADE and reading.words is not None:
            # 「美國為泰國最大市場。…2024年出口1,929億美元」: the country's whole trade again.
            return Parties(ranker.reporter, WORLD, "whose economy, of an earlier sentence")
        return carry(context.parties)
    about = context.last
    whole = about is not None and about.partner in (None, WORLD)
    alone = whole and not any(c.start < mention.start for c in cues)
    if alone and about is not None and about.reporter not in (None, HOME, WORLD) and "whose" in about.how:
        if reading.metric in TRADE and MUTUAL.search(passage.folded, clause, mention.start):
            # 「露國國內生產毛額約19億美元。107年雙邊貿易總額156萬美元」
            return Parties(HOME, about.reporter, "with the country of an earlier sentence")
        world = WORLD if reading.metric in TRADE else None
        return Parties(about.reporter, world, "whose economy, of an earlier sentence")
    return _default_parties(mention, passage, reading.metric)


def _comes_home(state: Sentence, index: int, floor: int) -> bool:
    """「臺商回臺投資30億元」: the firms are the home country's; no country invests."""
    folded, position = state.passage.folded, state.mentions[index].start
    home = folded.rfind("回臺投資", floor, position)
    return home >= 0 and not any(floor <= c.start < position and c.role == "plain" for c in state.cues)


def _earlier_parties(
    mention: FigureMention, passage: Passage, before: list[PartyCue], macro: bool
) -> Parties | None:
    """Parties named in an earlier clause.

    A direction holds to the end of the sentence, a mere country only to the next semicolon.
    """
    mutual = MUTUAL.search(passage.folded, passage.clause_start(mention.start), mention.start) is not None
    relations = [c for c in before if c.role == "relation" and (mutual or bears_on_figures(passage, c))]
    segment = passage.segment_start(mention.start)
    near = [c for c in before if c.start >= segment]
    inbound = {c.partner for c in near if c.role == "inbound"}
    plain = {c.partner for c in near if c.role == "plain"}
    if macro:
        if len(plain) == 1 and not any(c.role == "home" for c in near):
            return Parties(plain.pop(), None, "whose economy, earlier in its sentence")
        if any(c.role == "world" and bears_on_figures(passage, c) for c in near) and not plain:
            return Parties(WORLD, None, "world earlier in its sentence")
        return None
    if mutual and not relations and len(plain) == _BOTH:
        first, second = dict.fromkeys(c.partner for c in near if c.role == "plain")
        return Parties(first, second, "two countries of its sentence")
    if relations and (not plain or relations[-1].start >= segment):
        last = relations[-1]
        return Parties(last.reporter, last.partner, "direction earlier in its sentence")
    if inbound:
        return Parties(
            HOME, inbound.pop() if len(inbound) == 1 else None, "investors earlier in its sentence"
        )
    if len(plain) == 1 and _ITS_OWN_MONEY.match(passage.folded, passage.clause_start(mention.start)):
        return Parties(plain.pop(), None, "whose economy, named before")
    if len(plain) == 1:
        return Parties(HOME, plain.pop(), "country earlier in its sentence")
    if plain:
        return Parties(HOME, None, "several countries in its sentence")
    return None


def _default_parties(mention: FigureMention, passage: Passage, metric: Metric) -> Parties:
    """A report of the home country speaks of the home country; its whole trade is with the world."""
    worldwide = metric in TRADE or (
        metric == "investment" and _WORLDWIDE_INVESTMENT.search(passage.folded, passage.start, mention.end)
    )
    return Parties(HOME, WORLD if worldwide else None, "default")
