"""Dates named by their distance: from the report (本年, 昨日) or from the date spoken of (同日, 次年)."""

from __future__ import annotations

from pipeline.dates.rules.atoms import (
    CLOCK,
    DAY,
    DAY_TAIL,
    FIRST_MONTHS,
    MONTH,
    MONTH_PART,
    MONTH_WORD,
    OPEN_DAY,
    OPEN_MONTH,
    QUARTER,
    QUARTER_SIGN,
    SMALL,
    WEEKDAY_NAME,
    YEAR_PART,
    YEAR_WORD,
)
from pipeline.dates.rules.rule import Example, Rule

_GRAMMAR = "趙元任《中國話的文法》時間詞"
_REPORTS = "forms counted in the gazette and in trip reports"
_YEAR_WORD_TAIL = (
    r"(?:度(?!假|過|日))?(?!(?<![今去明]年)␣(?:[級齡紀薪俸終鑑刊息租輕菜糕貨夜關]|會(?!計)|資(?![訊料助本產金源格])|"
    r"金(?![融額管屬])|限(?!制)|報(?![告導])|均|增率|長|幼|少(?!雨)|底層))"
)
_BRACKET_DAY = rf"(?:[(（]␣(?:(?P<m>{SMALL})␣月␣)?(?P<d>{SMALL})␣日?␣[)）])"

DEICTIC = (
    Rule(
        "date.deictic.day",
        rf"{YEAR_WORD}度?␣{MONTH}份?␣(?:{DAY}|{OPEN_DAY}){DAY_TAIL}",
        100,
        (
            Example("本年8月30日至9月6日訪華", "本年8月30日至9月6日", "2017-08-30/2017-09-06"),
            Example("去(105)年12月25日簽署", "去(105)年12月25日", "2016-12-25"),
            Example("104年1月1日生效，同年12月4日廢止", "同年12月4日", "2015-12-04"),
        ),
        ("基本年金",),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.deictic.month",
        rf"{YEAR_WORD}度?␣(?:{MONTH}份?{MONTH_PART}?|{OPEN_MONTH})",
        90,
        (
            Example("本年1至7月", "本年1至7月", "2017-01/2017-07"),
            Example("截至本年6月底", "本年6月底", "2017-06"),
            Example("明年5月實施", "明年5月", "2018-05"),
        ),
        ("今年個月",),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.deictic.part",
        rf"{YEAR_WORD}␣度?␣(?:{YEAR_PART}|{QUARTER}|{QUARTER_SIGN}|{FIRST_MONTHS}|(?P<sp>同期(?!間)|同月|同季))",
        85,
        (
            Example("今年上半年成長", "今年上半年", "2017-01/2017-06"),
            Example("去年底完成", "去年底", "2016-12"),
            Example("本年第3季", "本年第3季", "2017-07/2017-09"),
            Example("今年1至10月出口較上年同期成長", "上年同期", "2016-01/2016-10"),
        ),
        ("不同年級",),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.deictic.year",
        rf"{YEAR_WORD}{_YEAR_WORD_TAIL}",
        60,
        (
            Example("本年度預算", "本年度", "2017"),
            Example("本(106)年簽署", "本(106)年", "2017"),
            Example("去年訪日", "去年", "2016"),
            Example("去年（105年）訪日", "去年（105年）", "2016"),
            Example("前年曾來臺", "前年", "2015"),
            Example("明年續辦", "明年", "2018"),
            Example("102年簽署，次年生效", "次年", "2014"),
            Example("103年設處，同年開館", "同年", "2014"),
            Example("104年出口較前一年減少", "前一年", "2014"),
        ),
        ("以前年度", "過去年度", "不同年齡層", "加上年終獎金", "基本年資", "聲明年限"),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.deictic.month_word.day",
        rf"{MONTH_WORD}␣(?:{DAY}|{OPEN_DAY}){DAY_TAIL}",
        95,
        (
            Example("本月22日召開", "本月22日", "2017-11-22"),
            Example("上(10)月3日來函", "上(10)月3日", "2017-10-03"),
        ),
        ("基本月薪",),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.deictic.month_word",
        rf"(?<![每逐以加早晚])(?<!一個){MONTH_WORD}份?{MONTH_PART}?",
        70,
        (
            Example("本月出口成長", "本月", "2017-11"),
            Example("上個月召開會議", "上個月", "2017-10"),
            Example("102年11月簽署，同月生效", "同月", "2013-11"),
        ),
        ("逐月成長", "以上月份"),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.deictic.quarter",
        r"(?<![每逐單以])(?:(?P<qw>本|這|上|下|同|當|次)␣[一1]?␣季)(?![節刊報])",
        66,
        (
            Example("105年第3季成長5%，較上季減緩", "上季", "2016-04/2016-06"),
            Example("本季景氣回溫", "本季", "2017-10/2017-12"),
        ),
        ("本季節商品",),
        _REPORTS,
        ("word",),
    ),
    Rule(
        "date.relative.day",
        rf"(?P<dw>同一[日天]|同日(?!本)|當[日天晚夜](?!本)|同晚|(?<![本每這此上首一二三四五六七八九十第])次日(?!本)|翌[日晨]|隔[日天](?!本)|前一[日天晚]|(?<!最)後一[日天]|該日(?!本)|是日(?![本後])|昨[日天晚]|"
        rf"今[日天晚]|(?<!基)(?<!版)(?<!日)本日(?!本)|(?<![說聲證透表文])明[日天](?!本)|(?<![之以])大?後天(?!性|的?努力)|(?<![之以日目眼])大?前天|"
        rf"即日(?!本)|前夕|[同前昨次翌當今本明]␣{_BRACKET_DAY}␣[日天]){CLOCK}?",
        75,
        (
            Example("協定於106年11月20日簽署，並於同日生效", "同日", "2017-11-20"),
            Example("11月21日抵達，次日拜會", "次日", "2017-11-22"),
            Example("11月22日簽署，簽署前一日抵達東京", "簽署前一日", "2017-11-21"),
            Example("11月22日簽署，簽署當日出席人員", "簽署當日", "2017-11-22"),
            Example("同(7)日下午3時", "同(7)日下午3時", "2017-11-07T15:00"),
            Example("昨(21)日返國", "昨(21)日", "2017-11-21"),
        ),
        ("同日本代表", "日前", "隔日本"),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.relative.event_day",
        r"(?P<dw>簽署|簽約|換文|抵達|出發|啟程|返國|回國|離境|開幕|閉幕|結訓|開議)日(?![本期程出落子數])",
        47,
        (Example("協定於106年11月20日簽署，自簽署日起生效", "簽署日起", "2017-11-20/.."),),
        ("返國日期未定", "抵達日本"),
        _REPORTS,
        ("word",),
    ),
    Rule(
        "date.relative.count",
        rf"(?P<dir>後|前)␣第?␣(?P<n>{SMALL})␣(?P<nu>日|天)(?!內|數|份|遊)",
        40,
        (Example("11月20日會議，會後第3日提出報告", "會後第3日", "2017-11-23"),),
        ("前3日內",),
        _REPORTS,
        ("word",),
    ),
    Rule(
        "date.relative.after",
        rf"(?<!休)(?P<n>{SMALL}|兩)␣(?P<nu>天|週|周|星期|禮拜|(?<=[一二三四五六七八九十兩])日)␣(?:之|以)?(?P<dir>後|前)(?!␣第)(?![半往後])",
        65,
        (Example("11月20日簽署，三天後生效", "三天後", "2017-11-23"),),
        ("三天內",),
        _REPORTS,
        ("number",),
    ),
    Rule(
        "date.week",
        rf"(?P<ww>上上|下下|本|上|下|這|該|當)␣個?␣{WEEKDAY_NAME}␣(?P<wd>[一二三四五六日末]|天(?!氣|候))?(?!␣(?:個|次|刊|報|期|邊|遭|圍|年|章|密))",
        68,
        (
            Example("上週五拜會", "上週五", "2017-11-17"),
            Example("本週召開", "本週", "2017-11-20/2017-11-26"),
            Example("下星期一返國", "下星期一", "2017-11-27"),
        ),
        ("以上週期", "每週一次", "加上周邊國家"),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.weekend",
        r"(?<![每個（(])(?P<ww>)[週周](?P<wd>末)(?!假期|版)",
        45,
        (Example("11月22日抵達，週末參觀", "週末", "2017-11-25/2017-11-26"),),
        ("每週末",),
        _GRAMMAR,
        ("word",),
    ),
    Rule(
        "date.part",
        r"(?<![每各逐以])(?:(?P<yp>[上下]半年(?!度?報)|年底|年初(?!步)|歲末|年末)|(?P<mp>月底|月初|(?<![0-9０-９一二三四五六七八九十]月)[上中下]旬))",
        44,
        (
            Example("106年出口成長，下半年尤其明顯", "下半年", "2017-07/2017-12"),
            Example("預計年底前完成", "年底", "2017-12"),
        ),
        ("每年底", "以上半年資"),
        _GRAMMAR,
        ("word",),
    ),
)
