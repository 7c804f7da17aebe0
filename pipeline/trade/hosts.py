"""The country that a trip report is about, where a sentence leaves it unsaid: 雙邊貿易, 該公司."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.countries import country_names
from pipeline.trade.bodies import OF_MANY
from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import TRADE
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.sentence import Sentence

# 「Koç理事長說明」, 「Zeynep Arslan 女士表示」: who is named in Latin letters speaks of the country visited.
_SPEAKER = re.compile(
    r"[A-Za-z\u00c0-\u024f][ \t)）]{0,2}[\u4e00-\u9fff]{0,6}?"
    r"[長監理士師官使員授席人裁卿事任記家表生姐][^，。；0-9]{0,4}?"
    r"(?:表示|說明|指出|[並另則亦]?稱|告以|告稱|答以|提及|強調|簡報|透露|坦言|介紹)"
)
# 「該公司去年營收」, 「該廠輸日芒果金額」
_BODY = re.compile(
    r"該(?:邦|州|省|局|署|部|委員會|中心|機構|銀行|協會|商會)[^，。；0-9]{0,8}?(?:表示|指出|說明|告知|稱)"
    r"|該(?:公司|廠|企業|集團|特區|園區|區(?!域)|工廠|校|港|行|農場|業者)"
)
OURS = re.compile(
    r"我(?:國|方|商|業者|廠|駐|政府|對|自|輸)|臺(?:商|灣|資|企)|本(?:部|局|處|署|會|院|團|國)|國內|新臺幣|在臺"
)
# 「該公司初步報價每輛約210萬歐元」, 「每人收取費用4,000美元」
_PRICE = re.compile(r"報價|單價|收費|收取|服務費|手續費|仲介費|票價")
# 「對亞洲開發基金增資捐款」 goes to a fund, not to the country where one meets.
_FUND = re.compile(r"基金(?!會)|增資|(?<!輸出入)銀行|組織|聯合國")
_REGION = re.compile(
    r"(?:國家|各國|會員國|成員國|經濟體|地區|區域|該區)[^，。；]{0,14}?(?:平均|整體|經濟|成長|衰退|國內生產)"
)
_PROVINCE = re.compile(r"(?:該|[\u4e00-\u9fff]{1,5})[州邦省](?!長|府)")
_AID_AGENCY = re.compile(r"國合會|國際合作發展基金會|技術團")
_AT_HOME = re.compile(r"[來在對赴](?:臺|我國|我(?!商))|投資我國|投資臺灣|國內")
# 「次日參觀臺商永豐成衣公司。該公司將於明年增資350萬美元」, and whatever a section on them tells
_OUR_FIRMS = re.compile(r"臺商|臺資|我商|臺灣(?:工商|商會)")
_PUT_IN = re.compile(r"投資|增資|投入|出資|注資")
_OURS_REACH = 200
_VOICED = "whose economy, of the country visited"
_WITH_HOST = "the one country of its trip"


class Hosts:
    """The countries of a trip, and which of them the text is about at a place of it."""

    def __init__(self, folded: str, destinations: Sequence[str]) -> None:
        self.codes = tuple(code for code in dict.fromkeys(destinations) if code != HOME)
        self._starts: list[int] = []
        self._named: list[str] = []
        if len(self.codes) > 1:
            names = {n: c for n, c in country_names().items() if c in self.codes and len(n) > 1}
            pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
            for match in pattern.finditer(folded):
                self._starts.append(match.start())
                self._named.append(names[match.group()])

    def at(self, position: int) -> str | None:
        """The one destination, or the one that was named last before ``position``."""
        if len(self.codes) == 1:
            return self.codes[0]
        before = bisect.bisect_left(self._starts, position)
        return self._named[before - 1] if before else None

    @property
    def only(self) -> str | None:
        """The destination of a trip to one country."""
        return self.codes[0] if len(self.codes) == 1 else None


def voiced_parties(state: Sentence, index: int, reading: MetricReading) -> Parties | None:
    """The country visited, where one of its people or firms is spoken of and no word is of home."""
    mention, passage = state.mentions[index], state.passage
    if state.host is None or mention.kind == "rank" or (mention.kind == "amount" and mention.unit == "TWD"):
        return None
    bodies = list(_BODY.finditer(passage.folded, passage.start, mention.start))
    voice = bodies[-1] if bodies else _SPEAKER.search(passage.folded, passage.start, mention.start)
    if voice is None or OURS.search(passage.folded, voice.start(), mention.end):
        return None
    if any(voice.start() <= c.start < mention.start and c.role != "region" for c in state.cues):
        return None
    if reading.metric == "other" and _PRICE.search(passage.folded, voice.end(), mention.start):
        return Parties(None, None, "a price, which is no economy's")
    return Parties(state.host, WORLD if reading.metric in TRADE else None, _VOICED)


def invested_there(state: Sentence, index: int, reading: MetricReading, found: Parties) -> Parties:
    """What a firm of the home country puts in where a trip goes to is the home country's investment there."""
    mention, passage = state.mentions[index], state.passage
    unsaid = found.how.removeprefix("carried: ").startswith(("default", "whose economy"))
    if state.host is None or reading.metric != "investment" or mention.kind != "amount" or not unsaid:
        return found
    clause = passage.clause_start(mention.start)
    if found.reporter not in (HOME, state.host) or not _PUT_IN.search(
        passage.folded, clause, mention.end + 4
    ):
        return found
    if mention.unit == "TWD" or any(c.start < mention.start and c.role != "home" for c in state.cues):
        return found
    told = passage.folded[max(passage.paragraph, mention.start - _OURS_REACH) : mention.start]
    if not (_OUR_FIRMS.search(told) or _OUR_FIRMS.search(state.section)):
        return found
    return Parties(HOME, state.host, "firms of the home country there")


def traded_there(state: Sentence, index: int, found: Parties) -> Parties:
    """Whose trade a direction is, where no word is of home: 「該廠輸日金額」 is of the country visited.

    Firms of a third country that invest there do not invest at home: 「英商A公司宣布投資4億美元」.
    """
    mention, passage, host = state.mentions[index], state.passage, state.host
    if host is None or mention.kind == "rank":
        return found
    clause = passage.clause_start(mention.start)
    if found.reporter is None and found.partner == HOME:
        return replace(found, reporter=host)
    if found.how != "direction in its clause" or found.reporter != HOME or found.partner == host:
        return found
    near = [c for c in state.cues if clause <= c.start < mention.start]
    if any(c.role == "inbound" for c in near):
        ours = _AT_HOME.search(passage.folded, passage.segment_start(mention.start), mention.end)
        return found if ours else Parties(found.partner, host, "firms of a third country there")
    body = _BODY.search(passage.folded, clause, near[0].start) if near else None
    if body is None or any(c.role == "home" for c in near):
        return found
    return replace(found, reporter=host)


def levied_there(state: Sentence, index: int, reading: MetricReading, found: Parties) -> Parties:
    """「進口農產品一般課徵5%關稅」: duties of which nobody is told are those of the country visited."""
    mention, passage = state.mentions[index], state.passage
    rate = reading.metric == "tariff" and mention.kind == "share"
    if state.host is None or not rate or not found.how.removeprefix("carried: ").startswith("default"):
        return found
    if OURS.search(passage.folded, passage.segment_start(mention.start), passage.clause_end(mention.start)):
        return found
    return Parties(state.host, None, _VOICED)


def of_a_region(state: Sentence, index: int, reading: MetricReading, found: Parties) -> Parties:
    """「受援國家經濟平均衰退5.2%」 is no single economy's; 「加州生產毛額」 is of the country visited."""
    mention, passage = state.mentions[index], state.passage
    unsaid = found.how.removeprefix("carried: ").startswith(("default", "world in its clause"))
    if reading.metric != "gdp" or not unsaid or found.reporter not in (HOME, WORLD):
        return found
    clause = passage.clause_start(mention.start)
    if OURS.search(passage.folded, clause, mention.start):
        return found
    if _REGION.search(passage.folded, clause, mention.start):
        return Parties(None, None, "of several economies")
    if state.host is not None and _PROVINCE.search(passage.folded, clause, mention.start):
        return Parties(state.host, None, _VOICED)
    return found


def hosted_parties(state: Sentence, index: int, reading: MetricReading, found: Parties) -> Parties:
    """「我國贈款1,100萬美元」: what the home country gives on a trip is for the country that it goes to."""
    mention, passage = state.mentions[index], state.passage
    given = reading.metric == "aid" and mention.kind == "amount" and mention.unit != "TWD"
    if state.host is None or not given or found.how != "default":
        return found
    clause, end = passage.clause_start(mention.start), passage.clause_end(mention.start)
    ours = any(c.role == "home" and clause <= c.start < mention.start for c in state.cues)
    ours = ours or _AID_AGENCY.search(passage.folded, passage.paragraph, mention.start) is not None
    if not ours or _FUND.search(passage.folded, clause, end):
        return found
    if re.search(OF_MANY, passage.folded[passage.paragraph : mention.start]):
        return found  # 「拜會EBRD…，我國累計捐助2,340萬美元」
    return replace(found, partner=state.host, how=_WITH_HOST)
