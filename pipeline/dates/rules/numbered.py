"""Dates that begin with a number or an era: a year and what follows it, or a month or day alone."""

from __future__ import annotations

from pipeline.dates.rules.atoms import (
    AFTER_YEAR,
    DAY,
    DAY_TAIL,
    ERA,
    FIRST_MONTHS,
    MONTH,
    MONTH_PART,
    OPEN_DAY,
    OPEN_MONTH,
    OPEN_YEAR,
    QUARTER,
    QUARTER_SIGN,
    SMALL,
    WEEKDAY,
    YEAR,
    YEAR_NUMBER,
    YEAR_PART,
)
from pipeline.dates.rules.rule import Example, Rule

_WRITING = "公文程式: 民國紀年, 年月日; 行政院文書處理手冊"
_COUNTED = "forms counted in the Legislative Yuan gazette"

_YEAR_TAIL = r"(?:度(?!假|過|日)|份(?!子|量|額))?"
_NOT_YEAR = r"(?!␣[級齡])"
_NOT_DAY = (
    r"(?!␣(?:內|之內|以內|以上|以下|遊(?!行)|薪|圓|幣|元(?![大旦月])|餘(?!額)|份(?!子)|夜(?![間晚市])|"
    r"期(?![間末中初貨許望])|數|本(?![院部會局署處校館行團次屆人所席組案公項中])|課程|研習|訓練|行程|遊程|之旅|工作|曆|誌))"
)

NUMBERED = (
    Rule(
        "date.year.day",
        rf"{ERA}{YEAR}{AFTER_YEAR}?度?␣,?␣{MONTH}份?␣(?:{DAY}|{OPEN_DAY}){DAY_TAIL}",
        100,
        (
            Example("簽署儀式於106年11月22日舉行。", "106年11月22日", "2017-11-22"),
            Example(
                "於 106 年 11 月 22 日上午 10 時 30 分簽署",
                "106 年 11 月 22 日上午 10 時 30 分",
                "2017-11-22T10:30",
            ),
            Example("中華民國一百零六年十一月廿二日公布", "中華民國一百零六年十一月廿二日", "2017-11-22"),
            Example("西元２０１７年１１月２２日", "西元２０１７年１１月２２日", "2017-11-22"),
            Example("平成29年11月22日生效", "平成29年11月22日", "2017-11-22"),
            Example("106年11月22日（星期三）報到", "106年11月22日（星期三）", "2017-11-22"),
            Example("106(2017)年11月22日", "106(2017)年11月22日", "2017-11-22"),
            Example("100年2月30日起施行", "100年2月30日起", None),
        ),
        ("第106條", "106年11個月", "歷時3年2個月"),
        _WRITING,
        "number",
    ),
    Rule(
        "date.year.month",
        rf"{ERA}{YEAR}{AFTER_YEAR}?度?␣(?:{MONTH}份?{MONTH_PART}?|{OPEN_MONTH})",
        90,
        (
            Example("雙方於102年11月協議推動", "102年11月", "2013-11"),
            Example("九十八年九月份出口衰退", "九十八年九月份", "2009-09"),
            Example("98年10月中旬連署", "98年10月中旬", "2009-10-11/2009-10-20"),
            Example("98年6月底", "98年6月底", "2009-06"),
            Example("95年1至12月", "95年1至12月", "2006-01/2006-12"),
            Example("一○六年十一月", "一○六年十一月", "2017-11"),
        ),
        ("98年6個月", "106年月刊"),
        _WRITING,
        "number",
    ),
    Rule(
        "date.year.month_for_year",
        rf"{ERA}(?:{YEAR}␣)?(?P<m>{SMALL})␣(?P<swapped>年)␣{DAY}{DAY_TAIL}",
        95,
        (Example("於106年11年22日簽署", "106年11年22日", "2017-11-22"),),
        ("106年22日",),
        "misprint with one reading: 年 written for 月",
        "number",
    ),
    Rule(
        "date.year.part",
        rf"{ERA}{YEAR}␣度?␣(?:{YEAR_PART}|{QUARTER}|{QUARTER_SIGN}|{FIRST_MONTHS})|(?P<y>(?:19|20)[0-9]{{2}})␣(?:{QUARTER}|{QUARTER_SIGN})",
        85,
        (
            Example("101年上半年執行計畫", "101年上半年", "2012-01/2012-06"),
            Example("102年第3季成長", "102年第3季", "2013-07/2013-09"),
            Example("100年度下半年編列", "100年度下半年", "2011-07/2011-12"),
            Example("101年底完工", "101年底", "2012-12"),
            Example("106年初訪日", "106年初", "2017-01"),
            Example("2006年前3季成長", "2006年前3季", "2006-01/2006-09"),
            Example("2017年春季班開課", "2017年春季", "2017-03/2017-05"),
            Example("105年前10月出口減少", "105年前10月", "2016-01/2016-10"),
        ),
        ("106年間初步評估",),
        _COUNTED,
        "number",
    ),
    Rule(
        "date.year.same_period",
        rf"{ERA}{YEAR}␣度?␣(?P<sp>同期(?!間)|同月|同季)",
        86,
        (
            Example("98年1至6月出口減少，較97年同期減少3成", "97年同期", "2008-01/2008-06"),
            Example("較100年同月減少", "100年同月", "2011"),
        ),
        ("同期間",),
        _COUNTED,
        "number",
    ),
    Rule(
        "date.year.decade",
        rf"{ERA}(?P<y>[0-9０-９]{{2,4}}|[一二三四五六七八九][〇○零一二三四五六七八九]{{1,3}}|[一二三四五六七八九]十)␣年(?P<decade>代)(?!表|理|號|碼|言|價|替|工|為|收|付)",
        88,
        (
            Example("1990年代起推動", "1990年代起", "1990/.."),
            Example("八〇年代的經驗", "八〇年代", "1980/1989"),
        ),
        ("106年代表團", "年代久遠"),
        "decades are counted in the Western calendar",
        "number",
    ),
    Rule(
        "date.year.budget",
        rf"{ERA}(?P<y>{YEAR_NUMBER})␣年?␣(?P<fiscal>學年度?|會計年度)(?:␣第?␣[一二12１２上下]␣學期)?",
        87,
        (
            Example("106學年度錄取新生", "106學年度", "2017-08/2018-07"),
            Example("八十八會計年度預算", "八十八會計年度", "1998-07/1999-06"),
            Example("102會計年度決算", "102會計年度", "2013"),
        ),
        ("會計年度終了", "學年制"),
        "預算法 (1998): from 2001 the budget year is the calendar year; before it ran from July to June",
        "number",
    ),
    Rule(
        "date.year",
        rf"{ERA}(?:{YEAR}{_YEAR_TAIL}{_NOT_YEAR}|{OPEN_YEAR})",
        60,
        (
            Example("105年雙邊貿易總額", "105年", "2016"),
            Example("101年度預算", "101年度", "2012"),
            Example("民國前三年出生", "民國前三年", "1909"),
            Example("令和元年訪日人次", "令和元年", "2019"),
            Example("民國元年", "民國元年", "1912"),
            Example("91至95年統計", "91至95年", "2002/2006"),
            Example("102~104年計畫", "102~104年", "2013/2015"),
            Example("2017年訪問", "2017年", "2017"),
        ),
        ("歷經3年協商", "42年來", "3年級學生", "5年期公債", "為期2年"),
        _WRITING,
        "number",
    ),
    Rule(
        "date.month.day",
        rf"{MONTH}份?␣(?:{DAY}|{OPEN_DAY}){DAY_TAIL}",
        80,
        (
            Example("11月22日上午11時召開", "11月22日上午11時", "2017-11-22T11:00"),
            Example("11月14至15日在新加坡", "11月14至15日", "2017-11-14/2017-11-15"),
            Example("十月十日國慶", "十月十日", "2017-10-10"),
            Example("11月20日至24日", "11月20日至24日", "2017-11-20/2017-11-24"),
        ),
        ("22日圓",),
        _WRITING,
        "number",
    ),
    Rule(
        "date.month",
        rf"(?<!連續)(?:{MONTH}份?{MONTH_PART}?|{OPEN_MONTH})(?!␣(?:以上|以下|餘|[0-9０-９]+␣日))",
        55,
        (
            Example("10月中旬連署致函", "10月中旬", "2017-10-11/2017-10-20"),
            Example("9月份起實施", "9月份起", "2017-09/.."),
            Example("1至5月出口", "1至5月", "2017-01/2017-05"),
        ),
        ("8個月", "每3月以上"),
        _WRITING,
        "number",
    ),
    Rule(
        "date.day",
        rf"(?:(?P<d>{SMALL})␣日|{OPEN_DAY}){_NOT_DAY}{DAY_TAIL}",
        50,
        (
            Example("11月20日抵達，25日返國", "25日", "2017-11-25"),
            Example("3月2日及9日開會", "9日", "2017-03-09"),
        ),
        ("7日內完成", "3日遊", "10日圓", "30日以上"),
        _WRITING,
        "number",
    ),
    Rule(
        "date.day.spoken",
        rf"(?:{MONTH}␣)?(?P<d>{SMALL})␣號{WEEKDAY}?(?=␣(?:[，。、；（(至到~～\-起以之前後早上中下晚]|當天|抵達|出發|開會|開始))",
        48,
        (Example("11月20日抵達，24號返國，24號，", "24號", "2017-11-24"),),
        ("第20號公報", "3號機組"),
        _COUNTED,
        "number",
    ),
    Rule(
        "date.year_part.counted",
        rf"(?:{QUARTER}|(?<![以目])前␣(?P<fm>{SMALL})␣月(?!內))(?!度?獎)",
        54,
        (
            Example("106年出口成長，第3季尤其明顯", "第3季", "2017-07/2017-09"),
            Example("105年第3、4季衰退", "4季", "2016-10/2016-12"),
        ),
        ("每季檢討",),
        _COUNTED,
        "number",
    ),
)
