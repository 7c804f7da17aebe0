"""Which amounts take the date of an earlier clause: an achievement does, a cost only under conditions.

A price, a cost or a capital stock holds whenever it is spoken of: 「該院毀於98年8月風災，重建經費約9億元」
tells no year of the money. What was bought, lost, granted or signed happened when the sentence says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermRule:
    """A rule on the words before an amount, with what it must and must not find."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


COST = TermRule(
    "cost",
    re.compile(
        r"造價|船價|售價|票價|底價|定價|市價|價格"
        r"|總投資(?:金額|額|經費|成本|規模)|投資總額(?=[^，。；]{0,4}$)"
        r"|(?:建置|興建|建設|重建|工程|修復|修繕|整建|籌建|開發|總|所需|計畫|運維|維護|營運|購置|拆遷|租用|展覽|借展)"
        r"(?:之|的)?(?:工程)?(?:經費|費用|成本)"
        r"|(?:預估|預計|估計|估算|概估|推估|初估|約需|尚需|需要|需款|需)[^，。；0-9]{0,6}(?:經費|費用|成本)"
        r"|(?:經費|費用|成本)(?:之|的)?(?:需求|預估|預計|估計|概估|推估|初估)"
        r"|(?:借展|授權|權利)費"
    ),
    ("重建經費約", "船價約", "總投資額約", "預估經費", "五年運維費用", "所需工程經費", "計畫經費高達"),
    (
        "編列預算",
        "採購金額",
        "財物損失高達",
        "契約總價",
        "外人投資金額",
        "促成訂單",
        "編列經費",
        "補助經費計",
        "出口值",
    ),
)

# A company's capital stands beside the figures of a date without being one of them.
STOCK = TermRule(
    "stock",
    re.compile(r"資本額|實收資本|股本"),
    ("資本額只有", "實收資本額"),
    ("資本支出", "資本形成"),
)

# What would happen is of no year: 「該港關閉一日，損失即逾10億美元」.
SUPPOSED = TermRule(
    "supposed",
    re.compile(r"任一|任何一[^，。；]{0,12}(?:，|若|關閉|停)|一旦|每(?:關閉|停工|停擺|延誤)"),
    ("任一港口關閉一日，損失", "每停工一日損失", "一旦停工"),
    ("若就業別觀之，", "如加計利息，"),
)

# What a price is changed to on a day holds from then on.
PRICED = TermRule(
    "priced",
    re.compile(r"調|提高|降|改[為以採按]|補助|獎助|補貼|收費|課徵|徵收|優惠|售|租金|計價"),
    ("提高獎助，", "改為", "調降票價"),
    ("推廣至其他港口，所需經費",),
)

# A rate, a price or a fee keeps what was set on the day it began; a sum runs on since then.
RUNS_ON = TermRule(
    "runs on",
    re.compile(
        r"累計|累積|共|總計|合計|截至|迄|至今|已[有達逾]|調[整升降高漲為至增減]|提高|降[為至低]|升[為至值]|增[為至加]|減[為至少]|"
        r"改[為以按課採]|漲|跌|貶|擴大|縮[小減]|成長|衰退|課[徵稅]|每|由|年息|利率|稅率|費率|補貼|補助"
    ),
    ("累計核准", "每張票價由", "調降為", "改課", "共計", "貶值逾"),
    ("其中一名店員遭騙", "另編列", "遭詐騙金額為", "市值約"),
)

# What goes on from the amounts of the sentence before is of their time.
BALANCE = TermRule(
    "balance",
    re.compile(r"相抵|抵減後|淨(?:收入|支出|流入|流出|匯入|匯出|收|支|額)|差額|兩者合計|以上合計"),
    ("收支相抵，", "兩相抵後淨流出", "淨匯入"),
    ("收入為", "乾淨能源"),
)

# What a plan, a plant or a line will cost in all is of no year: 「該計畫投資金額達540億美元」.
PLAN_COST = TermRule(
    "plan cost",
    re.compile(
        r"^(?!.*(?:編列|減列|凍結|刪減|審查|核准|累計|促成|引進|新增|吸引|申請|匡列)).*"
        r"(?:(?:總投資|投資總|總經費|總工程費|造價|(?:計畫|工程|專案|[工煉電鋼]?廠|接收站|園區|中心|大樓|航廈|碼頭|機場|鐵路|公路|"
        r"地鐵|水庫|港區|產線|[開建興擴][發設建]案|投資案)"
        r"(?:之|的|，|預估|預計|初估|估計|原定){0,3}(?:總)?(?:投資|經費|建置|興建|工程))"
        r"(?:總額|金額|額|經費|成本|費用|規模|需求)?)"
        r"(?:總|約|逾|達|為|高|計|近|超過|預估|估計|需|僅|新臺幣|[ \t]){0,5}$"
    ),
    (
        "Gorgon計畫投資金額達",
        "第5工廠投資額約",
        "第三座LNG接收站，投資金額約",
        "該計畫總投資金額約",
        "投資總額約",
    ),
    (
        "新增投資計畫金額",
        "核准投資金額計",
        "促成投資案5件，投資金額約",
        "園區事業營業額",
        "總預算案歲出",
        "總投資額增加",
    ),
)

# 「…，預定111年完工」 behind an amount: what it builds is not there yet.
TO_BE_DONE = TermRule(
    "to be done",
    re.compile(
        r"[^，。；]{0,12}，[^，。；]{0,8}(?:預定|預計|預期|可望|將於|將在|訂於|目標)[^，。；]{0,24}?"
        r"(?:完工|啟用|投產|量產|生產首批|營運|商轉|竣工|通車|落成|開幕|動工|開工|完成)"
    ),
    ("，預定111年完工", "，預計本年底生產首批LNG", "，預定2025年4月啟用"),
    ("，較上年成長5%", "，預計出口成長"),
)

MONEY_SPENT = re.compile(r"投資|經費|費用|耗資|斥資|成本|金額|總額")
"""What is said of money that is put into something."""

TERM_RULES = (COST, STOCK, SUPPOSED, PRICED, RUNS_ON, BALANCE, PLAN_COST, TO_BE_DONE)

# What is done once: a later clause that tells a cost does not tell it of that date.
DONE = re.compile(
    r"[^，。；]{0,40}?(?:辦理|舉行|召開|舉辦|簽署|簽訂|施行|生效|成立|訪問|加入|通過|核定|啟動|來訪|抵達|開幕|拜會|赴|率團|宣布|"
    r"選定|擇定|決定|同意|公告|公布|動工|開工|完工|竣工|落成|商轉|啟用|通車|開放|出席|參加|發生|修正|合資|併購|收購|獲選|招標|"
    r"決議|毀|震|災|海嘯|屆期|到期|設立|起運|提送|提出)"
)
MEASURED = re.compile(r"[0-9０-９一二三四五六七八九十百千][餘多]?(?:[億兆萬]|元|[%％]|美元|歐元|日圓)")
"""A clause that itself measures something in money or percent."""
