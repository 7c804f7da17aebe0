"""The economy that a heading announces: what stands below 「貳、波蘭經濟現況」 is of Poland.

A heading holds to the next one that is numbered alike or higher; below it, headings of dealings with the home
country (臺波雙邊貿易) are about both.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace

from pipeline.trade.cues import find_cues
from pipeline.trade.metrics import MetricReading
from pipeline.trade.model import TRADE
from pipeline.trade.parties import HOME, WORLD, Parties
from pipeline.trade.sentence import Sentence

_LEVELS = (
    r"[壹貳參叁肆伍陸柒捌玖拾]{1,3}、",
    r"[一二三四五六七八九十]{1,3}、",
    r"[(（][一二三四五六七八九十]{1,3}[)）]",
    r"[0-9０-９]{1,2}[、.．](?![0-9])",
    r"[(（][0-9０-９]{1,2}[)）]",
)
_NUMBERED = re.compile(
    "^[ \t\u3000]{0,8}(?:" + "|".join(f"({level})" for level in _LEVELS) + ")?", re.MULTILINE
)
_HEADING = re.compile(
    r"[ \t\u3000]{0,8}(?P<title>[^\s，。；:：][^，。；:：\n\t]{0,22}[^\s，。；:：])"
    r"[ \t\u3000]{0,8}[:：]?[ \t\u3000]{0,8}$",
    re.MULTILINE,
)
_ABOUT = re.compile(
    r"(?:之|的)?(?:國家|國情|總體|整體|最新|近期|目前|當前|基本|重要|主要|近年|對外){0,3}"
    r"(?:經濟|經貿|財經|國情|貿易|產業|投資|市場|景氣|農業|工業|商業|觀光|能源|金融|財政|社會|政治|政經|資訊|電子|汽車|資料|及|與|暨|、|環境|發展|政策)*"
    r"(?:概況|現況|現狀|情勢|情況|情形|簡介|介紹|資料|指標|統計|概述|簡況|簡述|背景|表現|展望|概要|環境|分析)"
)
# Without a name: no 「國際經濟情勢」, which is the world's, and no 「計畫概況」.
_OF_THE_HOST = re.compile(
    r"(?:該國|當地)?(?:國家|國情|總體|整體|基本|政經|經貿|經濟|財經|投資環境|對外經貿){1,3}"
    r"(?:及|與|暨|、|經貿|經濟|政治|社會|產業|投資|環境|貿易|發展)*(?:概況|簡介|介紹|資料|簡況|指標|現況|概述|情勢)"
)
_BOTH = re.compile(r"雙邊|雙方|兩國|我國|我與|臺灣|中華民國")
_REACH = 2500
_BARE = 5
_PRICED_AT_HOME = "TWD"
OF_HEADING = "whose economy: of its heading"
_METRICS = (*TRADE, "gdp", "other", "investment", "budget")


class Headings:
    """The economies that the headings of a text announce, by place.

    ``host`` is the one country that a trip goes to: 「貳、國家概況」 is about it.
    """

    def __init__(self, folded: str, host: str | None) -> None:
        self._starts: list[int] = []
        self._codes: list[str | None] = []
        above, code = -1, None
        for number in _NUMBERED.finditer(folded):
            heading = _HEADING.match(folded, number.end())
            if heading is None:
                continue
            level = number.lastindex or len(_LEVELS) + 1
            named = _announced(folded, *heading.span("title"), host)
            if number.lastindex is None and (named is None or heading.end("title") - number.end() < _BARE):
                continue  # A line that is no more than a name is a cell or a signature.
            if named is not None or level <= above:
                above, code = level, named
            if code is not None or self._codes[-1:] != [None]:
                both = named is None and _BOTH.search(heading.group("title"))
                self._starts.append(number.start())
                self._codes.append(None if both else code)

    def economy(self, position: int) -> str | None:
        """The economy of the heading above ``position`` (alpha-3); None where there is none, or far above."""
        last = bisect.bisect_right(self._starts, position) - 1
        if last < 0 or position - self._starts[last] > _REACH:
            return None
        return self._codes[last]


def _announced(folded: str, start: int, end: int, host: str | None) -> str | None:
    """The one foreign country whose affairs a heading tells of; None for any other heading."""
    if _BOTH.search(folded, start, end):
        return None
    cues = [c for c in find_cues(folded, start, end) if c.kind not in ("metric", "none")]
    if not cues and host is not None and _OF_THE_HOST.fullmatch(folded, start, end):
        return host
    if len(cues) != 1 or cues[0].kind != "country" or cues[0].start != start or cues[0].value == HOME:
        return None
    return cues[0].value if cues[0].end == end or _ABOUT.fullmatch(folded, cues[0].end, end) else None


def headed_parties(state: Sentence, index: int, reading: MetricReading, found: Parties) -> Parties:
    """``found``, unless nothing in the sentence tells whose figure it is and a heading does."""
    mention = state.mentions[index]
    if state.headed is None or not found.how.startswith("default") or reading.metric not in _METRICS:
        return found
    if mention.kind == "rank" or (mention.kind == "amount" and mention.unit == _PRICED_AT_HOME):
        return found
    if any(c.start < mention.start and c.role not in ("region", "world") for c in state.cues):
        return found
    partner = WORLD if reading.metric in TRADE else None
    return replace(found, reporter=state.headed, partner=partner, how=OF_HEADING)
