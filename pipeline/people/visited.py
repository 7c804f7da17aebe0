"""What a report says it visited, whether or not the organization stage knows such a name.

Whoever receives a delegation belongs to the body that the sentence or the heading names as visited, be it a
plant, a school or a company of which no lexicon has heard: 參訪馬斯平原貨櫃碼頭，由營運經理Joost Bakker導覽.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicons import load_lexicon

_END = (
    "公司|集團|銀行|企業|工廠|[^工]廠|電廠|[^市會現立]場|碼頭|港|園區|工業區|特區|貿易區|加工區|園|館|中心"
    "|學校|中學|小學|高中|大學|學院|醫院|法院|[^戲影]院|研究院|研究所|事務所|檢驗所|實驗室|辦公室|機構|總部|基地|分行|分處|本部"
    "|[^會]會|商會|協會|公會|委員會|聯盟|組織|[總分署海]關|[政]府|署|局|部|廳|司|處|社|行|店|庫|站|所|校"
)
_VISIT = (
    "拜會|拜訪|參訪|訪視|視察|巡視|參觀|造訪|走訪|洽訪|往訪|續訪|晤訪|觀摩|考察|訪問|前往|前赴|轉往|轉赴|續赴|續往|順訪|赴"
    "|(?<=日)至"
)
_INNER = rf"(?:(?!{_VISIT}|參加|出席|查核|輔導|爭取|主辦|安排|於)[\u4e00-\u9fffA-Za-z0-9])"
_LATIN = r"[A-Za-zÀ-ž][A-Za-zÀ-ž0-9&'’.\- ]{1,30}"
_NAME = rf"(?P<name>{_LATIN}(?:{_END})|(?:{_LATIN})?{_INNER}{{2,24}}?(?:{_END}))"
# The body whose unit or establishment is the one that is visited: 甲公社（KOTRA）乙貿易館, 甲公團所屬乙院.
_UNDER = "(?:所屬|轄下|附設|旗下)"
_OVER = rf"(?:[\u4e00-\u9fff]{{3,20}}(?:[(（][A-Za-z][^()（）\n]{{1,40}}[)）]{_UNDER}?|{_UNDER}))?"
VISITED = re.compile(
    rf"(?:{_VISIT})(?:位於?[^，。；、\n]{{2,12}}[之的])?[「『]?{_OVER}{_NAME}"
    r"(?=[」』]?(?:[ ]?[(（]|[，,、。；;由]|$))",
    re.MULTILINE,
)
LATIN = re.compile(
    r"(?:拜會|拜訪|參訪|訪視|參觀|洽訪)[ ]?「?"
    r"(?P<name>[A-Z][A-Za-z&.\-]{1,20}(?: [A-Z&][A-Za-z&.\-]{1,20}){0,4})"
    r"(?=[ ]?[」(（，,、。；;由\n])"
    r"|(?:前往|轉往|續往|轉赴|續赴|赴)[ ]?「?(?P<acronym>[A-Z]{3,8})(?=[ ]?[」(（，,、。；;由])"
)
# A heading that is nothing but the name, or a verb and the name.
HEADED = re.compile(
    r"^[ \u3000]{0,8}"
    r"(?:(?:[壹貳參叁肆伍陸柒捌玖拾一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|[0-9０-９]{1,2}[.、．])[ \u3000]{0,3}(?:[0-9０-９]{1,2}月[0-9０-９]{1,2}日)?"
    r"|[0-9０-９]{1,2}[/月][0-9０-９]{1,2}日?(?:[（(](?:星期)?[一二三四五六日][)）])?)[ \u3000]{0,3}"
    rf"(?:{_VISIT})?[「『]?{_OVER}{_NAME}[」』]?[ ]?"
    r"(?:[(（][^()（）\n]{1,60}[)）])?(?=[：:]|[ \u3000]{0,3}$)",
    re.MULTILINE,
)
# No name begins so, and none holds these.
NO_NAME = re.compile(
    r"[該本其各當此貴我某兩三數多]|相關|附近|國內外?|上述|現場|當地|海外|強化|推動|建立|加強|落實|改善|成立|設置|促進|提升"
    r"|.{0,24}(?:[由與及和並的之]|人員|情形|我國)"
)
# Bodies of the mainland that join two fields: 經濟貿易和信息化委員會.
TWO_FIELDS = re.compile(
    "和(?=信息化|改革|社會保障|計劃生育|城鄉建設|旅遊|旅游|規劃|農村|體育|技術)|(?<=文化|教育|海洋|科學|水利)和"
)
# Whose a firm is, before its name: 參觀臺商|甲公司.
FIRM = re.compile("[臺台僑我]商(?=[\u4e00-\u9fffA-Za-z]{4})(?![會務業品銀])")
# What plants and sites are called by their kind.
PLANTS = frozenset(
    {
        "工廠",
        "碼頭",
        "貨櫃",
        "農場",
        "牧場",
        "電廠",
        "發電",
        "發電廠",
        "太陽能",
        "風力",
        "溫室",
        "倉庫",
        "物流",
        "園區",
        "港區",
    }
    | {
        "廠",
        "場",
        "館",
        "站",
        "處理",
        "焚化",
        "淨水",
        "污水",
        "廢水",
        "垃圾",
        "廢棄物",
        "資源",
        "回收",
        "養殖",
        "加工",
    }
    | {
        "現代化",
        "自動化",
        "示範",
        "生產",
        "展示",
        "地方",
        "當地",
        "大型",
        "小型",
        "第一",
        "第二",
        "新",
        "舊",
        "老",
        "化",
    }
)
LEAST = 4
# A body may be called by words alone, a place not: 國際移民組織, but 國際貨櫃碼頭.
LEAST_OF_WORDS = 6
HEADED_END = re.compile(
    "(?:大學|學院|醫院|法院|總部|博物館|美術館|圖書館|檢察署|組織|協會|公會|委員會|[署局廳])$"
)
BODY_END = re.compile("(?:組織|協會|公會|商會|總會|委員會|聯盟|大學|學院|醫院|[署局部司廳])$")


@cache
def _generic() -> frozenset[str]:
    """Words for kinds and fields that name no body by themselves."""
    kinds = ((row["word"], row["kinds"].split()) for row in load_lexicon("organization_generics"))
    return PLANTS.union(word for word, kind in kinds if kind != ["region"])


def visited_names(text: str) -> Iterator[tuple[int, int]]:
    """The spans of what a sentence or a heading names as visited, in no order, some more than once."""
    for match in LATIN.finditer(text):
        yield match.span(match.lastgroup or 0)
    for pattern in (VISITED, HEADED):
        for match in pattern.finditer(text):
            name = match["name"]
            if len(name) < LEAST or NO_NAME.match(TWO_FIELDS.sub("", name)):
                continue
            of_words = HEADED_END if pattern is HEADED else BODY_END
            least = LEAST if pattern is HEADED else LEAST_OF_WORDS
            start = match.start("name")
            firm = FIRM.match(name)
            start += firm.end() if firm else 0
            # Behind the bracket of a body its unit may be called by words alone: 甲組織（CSIRO）能源中心.
            under = match.start("name") and text[match.start("name") - 1] in ")）"
            if under or not built_of_words(name) or (len(name) >= least and of_words.search(name)):
                yield start, match.end("name")


def built_of_words(name: str) -> bool:
    """Whether a name is nothing but words for kinds and fields (貨櫃碼頭, 太陽能工廠)."""
    words = _generic()
    reached = [True] + [False] * len(name)
    for end in range(1, len(name) + 1):
        reached[end] = any(
            reached[start] and name[start:end] in words for start in range(max(0, end - 8), end)
        )
    return reached[-1]
