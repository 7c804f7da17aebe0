"""The catalogue of figure rules: every rule id, what it reads, examples that must match and that must not.

The patterns themselves stand in ``quantities`` (numbers with units), ``percentages`` (growth and share) and
``ranks``; a mention carries the id of the rule that found it. The examples are the rules' tests and
their documentation. Conventions: the ministry of economic affairs' trade statistics and the half-yearly
reports of the Executive Yuan, whose shapes were counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.trade.model import Kind


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and the figure that must be found in it: its text, value (as a decimal) and unit."""

    sentence: str
    text: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``id``, the kind of figure, what it reads, examples, and sentences without such a figure."""

    id: str
    kind: Kind
    reads: str
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule(
        "figure.amount",
        "amount",
        "A number in any style before a currency; bare 元 is the New Taiwan dollar.",
        (
            Example("去年對越南出口約 85 億美元", "85 億美元", "8500000000", "USD"),
            Example("簽約金額2億4,718萬美元", "2億4,718萬美元", "247180000", "USD"),
            Example("補助款共3億7千餘萬日元", "3億7千餘萬日元", "370000000", "JPY"),
            Example("總投資額１兆２，３４５億元", "１兆２，３４５億元", "1234500000000", "TWD"),
            Example("外匯存底達四千五百餘億美元", "四千五百餘億美元", "450000000000", "USD"),
            Example("貿易總額一、三二五億美元", "一、三二五億美元", "132500000000", "USD"),
            Example("投資七‧七二億元", "七‧七二億元", "772000000", "TWD"),
            Example("贈款5億元美金", "5億元美金", "500000000", "USD"),
            Example("商機上看千億美元", "千億美元", "100000000000", "USD"),
        ),
        ("友邦元首來訪", "元旦假期3天", "共有12個單元", "單位：百萬美元", "本案計15件", "電話02-23456789"),
    ),
    Rule(
        "figure.amount.unnamed",
        "amount",
        "億 or 兆 without a currency where the sentence speaks of money; the currency of the amount before, "
        "else TWD.",
        (
            Example("虧損累計已達1,500億，資本額僅3,300億。", "1,500億", "150000000000", "TWD"),
            Example("編列五百餘億的經費。", "五百餘億", "50000000000", "TWD"),
            Example("出口由2.5億美元增至3億。", "3億", "300000000", "USD"),
        ),
        ("用戶已逾三億。", "發行14億股特別股。", "兩兆雙星產業投資案。", "編列幾十億的預算。"),
    ),
    Rule(
        "figure.amount.before",
        "amount",
        "A currency or its code before the number: 新臺幣, US$, NT$, EUR.",
        (
            Example("編列新臺幣1億2千萬元", "新臺幣1億2千萬元", "120000000", "TWD"),
            Example("成交金額US$1.2 million", "US$1.2 million", "1200000", "USD"),
            Example("授信額度NT$3.5 billion", "NT$3.5 billion", "3500000000", "TWD"),
            Example("the project cost EUR 20m in total", "EUR 20m", "20000000", "EUR"),
            Example("出資美金約2億元", "美金約2億元", "200000000", "USD"),
        ),
        ("新臺幣升值", "COP21會議", "ISO 9001認證"),
    ),
    Rule(
        "figure.amount.shared",
        "amount",
        "The bounds of a range and coordinated amounts share the last one's scale and currency.",
        (
            Example("預估商機3至5億美元", "3", "300000000", "USD"),
            Example("投資2,000到6,000萬歐元", "2,000", "20000000", "EUR"),
            Example("投資分別為70.4億及25.9億美元", "70.4億", "7040000000", "USD"),
        ),
        ("三、四項議題", "第3、4條及附件"),
    ),
    Rule(
        "figure.growth",
        "growth",
        "A verb of rise or fall right before a percentage, tenths or percentage points.",
        (
            Example("出口較上年成長5.3%", "成長5.3%", "5.3", "percent"),
            Example("進口減少6.7%", "減少6.7%", "-6.7", "percent"),
            Example("民間投資負成長13.2%", "負成長13.2%", "-13.2", "percent"),
            Example("外銷訂單衰退了百分之八點五", "衰退了百分之八點五", "-8.5", "percent"),
            Example("出口金額增加三成五", "增加三成五", "35", "percent"),
        ),
        ("旅客人次成長12%", "報名人數增加兩成", "由10%增至12%的出席率"),
    ),
    Rule(
        "figure.growth.points",
        "growth",
        "Percentage points; 下降, 低 and their like make them negative.",
        (
            Example("失業率較上月下降0.22個百分點", "下降0.22個百分點", "-0.22", "percentage_point"),
            Example("出口占比較上年提高1.8個百分點", "提高1.8個百分點", "1.8", "percentage_point"),
        ),
        ("滿意度提高3個百分點",),
    ),
    Rule(
        "figure.growth.rate",
        "growth",
        "A percentage under a noun of change (成長率, 年增率; 減幅 and 跌幅 are negative).",
        (
            Example("全年經濟成長率為2.65%", "2.65%", "2.65", "percent"),
            Example("出口減幅達12.5%", "12.5%", "-12.5", "percent"),
        ),
        ("工程進度為85%", "利率為1.5%"),
    ),
    Rule(
        "figure.growth.multiple",
        "growth",
        "Multiples: 增加1.5倍 is 150 percent, 增至3倍 is 200.",
        (
            Example("出口增加1.5倍", "增加1.5倍", "150", "percent"),
            Example("貿易額增至3倍", "3倍", "200", "percent"),
        ),
        ("約為我國市場規模之150倍",),
    ),
    Rule(
        "figure.share",
        "share",
        "A part of an economic whole: 占, 比重, 總額的.",
        (
            Example("占我國出口總額之23.5%", "23.5%", "23.5", "percent"),
            Example("對東協出口占三分之一", "三分之一", "33.3333", "percent"),
            Example("外資比重達五成", "五成", "50", "percent"),
        ),
        ("女性學員占三成", "得票率占52%", "出席委員占三分之二"),
    ),
    Rule(
        "figure.share.tariff",
        "share",
        "A rate of duty before the word.",
        (
            Example("擬對鋼材課徵25%反傾銷稅", "25%", "25", "percent"),
            Example("分別課徵25%及10%之關稅", "10%", "10", "percent"),
        ),
        ("出席率為25%，稅務人員與會",),
    ),
    Rule(
        "figure.share.part",
        "share",
        "A part of what is told, without 占: what comes from, goes to or is borne by whom.",
        (
            Example("年度預算3億歐元，其中六成來自政府補助", "六成", "60", "percent"),
            Example("我國出口約四成銷往東協", "四成", "40", "percent"),
            Example("工程經費由中央補助七成", "七成", "70", "percent"),
        ),
        ("其中六成來自外縣市之旅客", "學員三成來自南部"),
    ),
    Rule(
        "figure.share.bracket",
        "share",
        "A bare percentage in brackets behind an amount is its share.",
        (Example("日本投資5.2億美元(12.4%)", "12.4%", "12.4", "percent"),),
        ("共35案(12.4%)",),
    ),
    Rule(
        "figure.rank.place",
        "rank",
        "第N大, 最大 with a partner, a market or an economy.",
        (
            Example("泰國為我國第 12 大貿易夥伴", "第 12 大貿易夥伴", "12", "rank"),
            Example("美國是該國最大出口市場", "最大出口市場", "1", "rank"),
            Example("德國為全球第四大經濟體", "第四大經濟體", "4", "rank"),
        ),
        ("全球第2大半導體市場供應商", "最大的困難在於人力", "第3大樓"),
    ),
    Rule(
        "figure.rank.position",
        "rank",
        "A position in a list, where the sentence is about the economy.",
        (
            Example("出口總額排名全球第17位", "第17位", "17", "rank"),
            Example("日商來臺設廠12件，金額3億美元，居各國第2位", "第2位", "2", "rank"),
        ),
        ("選手排名第3名", "位居第2期工程", "旅客計35萬人次，居亞洲第2位"),
    ),
    Rule(
        "figure.rank.change",
        "rank",
        "A rank that a change starts from or ends in, where the sentence is about the economy.",
        (
            Example("出口總額由第9名升至第7名", "第9名", "9", "rank"),
            Example("出口總額名次進步到2016年之第7名", "第7名", "7", "rank"),
        ),
        ("學測成績由第4名滑落至第12名",),
    ),
    Rule(
        "figure.growth.english",
        "growth",
        "A change in English prose; a fall is negative.",
        (Example("Exports reached US$5 billion, down 1.5%.", "1.5%", "-1.5", "percent"),),
        ("The share of the vote was up 5%.",),
    ),
)
