"""The named pieces that every date pattern is made of. ``␣`` stands for optional space."""

from __future__ import annotations

D = "0-9０-９"
ONE = "一二三四五六七八九壹貳參叁肆伍陸柒捌玖"
ZERO = "〇○◯零"
TEN = "十拾"
CHINESE = ONE + ZERO + TEN + "百佰千廿卅卌兩元正"

CHINESE_SMALL = rf"(?:[二三貳參叁]?[{TEN}][{ONE}]?|[廿卅][{ONE}]?|[{ZERO}]?[{ONE}])"
SMALL = rf"(?:[{D}]{{1,2}}|{CHINESE_SMALL})"
"""The number of a month or day."""

_BROKEN = (
    rf"[一二](?:\n[{ONE}{ZERO}]{{3}}|[{ONE}{ZERO}](?:\n[{ONE}{ZERO}]{{2}}|[{ONE}{ZERO}]\n[{ONE}{ZERO}]))"
)
"""A year of four digits that a line break stands in (二○⏎○三年): only a year is written so."""
CHINESE_YEAR = (
    rf"(?:{_BROKEN}(?=年)|[{ONE}{ZERO}0０OＯ]{{2,4}}|[二兩]千(?:[{ZERO}][{ONE}]|[{ZERO}]?[{ONE}]?[{TEN}][{ONE}]?)?|"
    rf"[一壹]?[百佰][{ZERO}]?(?:[{ONE}]?[{TEN}])?[{ONE}]?|[{ONE}]?[{TEN}][{ONE}]?|[廿卅卌][{ONE}]?|[{ONE}]|元)"
)
YEAR_NUMBER = rf"(?:[{D}]{{1,4}}|{CHINESE_YEAR})"

TO = r"(?:至|到|迄|以迄|[~～∼〜\-‐‑–—－─]{1,2})"
AND = r"(?:及|和|與|或|暨|、|,|，|以及)"
LINK = rf"(?:{TO}|{AND})"

ERA = "§"
"""The era before a year, if one is written: the scanner puts ``ERA_NAME`` here where an era begins."""
ERA_NAME = (
    r"(?:(?P<era>中華民國|民國前|民前|民國|西元前|公元前|西元|公元|平成|令和|昭和|大正|明治|光緒|宣統|同治|咸豐|道光|"
    r"ROC|R\.O\.C\.)␣)"
)

BRACKET_YEAR = rf"(?:[(（]␣(?:(?:西元|公元|民國)␣)?(?P<y2>[{D}]{{2,4}})␣[)）]␣)"
AFTER_YEAR = rf"(?:␣[(（]␣(?:西元|公元|民國|中華民國)?␣(?P<y3>[{D}]{{2,4}})␣年?␣[)）])"

YEAR = rf"(?P<y>{YEAR_NUMBER})␣{BRACKET_YEAR}?年"
"""A numbered year: 106年, 一百零六年, 106(2017)年."""

YEAR_WORD = (
    r"(?:(?P<yw>(?<!根)(?<!日)(?<!基)(?<!資)(?<!成)(?<!樣)本|今|(?<!過)去|(?<!以)(?<!加)(?<!晚)(?<!早)上一?|大前|"
    r"(?<![之以年目幾多餘數來])前|(?<![清聲透表文證])明|(?<![每數0-9０-９])次|(?<![不相共])同一?|(?<![相正適應])當|翌|隔|(?<!應)該|"
    rf"(?<![年近以])來|(?<![之以前年日月多餘幾嗣往其今此爾然隨最先會背落戰事])後|下一?|(?<=[較比與和跟起於在由自從即是及至為，。；：（(震])前[一1])␣(?:[(（]␣(?P<y>{YEAR_NUMBER})␣年?␣[)）]␣)?年"
    rf"(?:␣[(（]␣(?:西元|民國)?␣(?:(?P<y>[{D}]{{2,4}})␣年?|(?P<y>{CHINESE_YEAR})␣年)␣[)）])?)"
)
"""A year named by its distance: 本年, 去年, 同年, 本(106)年, 去年（105年）."""

MONTH = rf"(?P<m>{SMALL}|正|元)␣月"
MONTH_WORD = (
    rf"(?P<mw>本|上上|上|下|同|當|次|翌|隔|該)␣個?␣(?:[(（]␣(?P<m>{SMALL})␣月?␣[)）]␣)?"
    r"月(?!球|餅|刊(?!登|出|載)|費|票|租)"
)
OPEN_MONTH = rf"(?P<m>{SMALL})(?=␣{TO}␣{SMALL}␣月|(?:␣{LINK}␣{SMALL}){{1,6}}␣月(?!␣{SMALL}␣日))"
"""A month whose 月 comes later: the first of 「1至5月」, the first two of 「3、6及9月」."""
OPEN_DAY = rf"(?P<d>{SMALL})(?=(?:␣{LINK}␣{SMALL}){{1,6}}␣日(?!本|圓|元|幣))"
OPEN_YEAR = rf"(?P<y>{YEAR_NUMBER})(?=(?:␣{LINK}␣{YEAR_NUMBER}){{1,6}}␣(?:[兩二三四五]?年|學年|會計年))"

WEEKDAY_NAME = r"(?:星期|禮拜|週|周|拜)"
WEEKDAY = (
    rf"(?:␣[(（]␣(?:{WEEKDAY_NAME}?␣(?P<wd>[一二三四五六日天])|(?P<we>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\.?)␣[)）]|"
    rf"␣[,，]?␣{WEEKDAY_NAME}␣(?P<wd>[一二三四五六日天]))"
)
WEEKDAY_OF_END = WEEKDAY.replace("<wd>", "<wd2>").replace("<we>", "<we2>")
"""The weekday of the second day of a range that one pattern holds."""
IN_BRACKETS = rf"(?=␣[(（]␣{WEEKDAY_NAME}?␣[一二三四五六日天]␣[)）])"
"""A day in figures may do without 日 before its weekday: 11月20(一)."""
DAY = rf"(?P<d>{SMALL})(?:␣[日號]|{IN_BRACKETS})"
HALF_DAY = r"上午|下午|中午|正午|凌晨|清晨|早晨|早上|晚上|晚間|傍晚|夜間|深夜|晚|午後|午間|午"
CLOCK_NUMBER = rf"(?:[{D}]{{1,2}}|[{ONE}]?[{TEN}][{ONE}]?|[廿卅卌][{ONE}]?|[{ZERO}]?[{ONE}]|[{ZERO}])"
_CLOCK = (
    rf"(?:{CLOCK_NUMBER}␣[時點](?!間|候|代|刻|值)(?:␣半|␣{CLOCK_NUMBER}␣分|␣整)?|"
    rf"[{D}]{{1,2}}␣[:：]␣[{D}]{{2}})"
)
CLOCK = (
    rf"(?:␣[,，]?␣(?:(?:當地|臺北|台北|美東|東京|北京|現地)時間␣)?(?P<c1>(?:{HALF_DAY})?␣{_CLOCK})許?"
    rf"(?:␣{TO}␣(?P<c2>(?:{HALF_DAY})?␣{_CLOCK})許?止?)?)"
)
"""A time of day after a date: 上午10時30分, 14:00-15:30, 15時許."""

DAY_TAIL = rf"{WEEKDAY}?{CLOCK}?"

MONTH_PART = (
    r"(?:份?␣(?P<mp>上旬|中旬|下旬|初旬|初(?!步|期|級|審)|中(?=[，。、；,）)旬起前迄完開召赴舉]|$)|"
    r"底(?!層|下)|末))"
)
YEAR_PART = (
    r"(?:度?␣(?P<yp>上半年|下半年|前半年|後半年|春[季天]?(?![節聯捲酒])|夏[季天]?(?![令威])|秋[季天]?(?![節鬥])|冬[季天]?(?![令奧至])|年?初(?!步|期|級|中|選|審|估)|年?底(?!層|下|價|線|限)|年?末(?!端|梢)|"
    r"年?中(?=[，。、；,）)起前迄]|$)|歲末|[上下]半(?![年場身部段旬月學葉截島]))度?)"
)
_Q = rf"[{D}一二三四]"
QUARTER = (
    rf"(?:(?<!連續)第␣(?P<q>{_Q})␣(?:季|(?=(?:[、及和與至到~～\-]␣第?{_Q}␣){{1,3}}季))|前␣(?P<fq>[{D}一二三])␣季|"
    rf"(?P<q>首)季|(?<=第{_Q}[、及和與至到~～\-])(?P<q>{_Q})␣季)"
)
QUARTER_SIGN = rf"[Qq]␣?(?P<q>[1-4１-４])(?![{D}])"
HALF_SIGN = rf"[Hh]␣?(?P<h>[12１２])(?![{D}])"
FIRST_MONTHS = rf"前␣(?P<fm>{SMALL})␣個?月"
