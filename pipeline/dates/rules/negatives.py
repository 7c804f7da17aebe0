"""What looks like a date and is none. Each form has its name and competes with the dates by its score."""

from __future__ import annotations

from pipeline.dates.rules.atoms import CHINESE, ONE, ZERO, D
from pipeline.dates.rules.rule import Begins, Example, Rule

_GOLD = "annotation rules: durations, ordinals, ages, vague words are not dates"
_ANY = rf"(?:[{D}]+|[{CHINESE}]{{1,7}}|數)"
_NO_YEAR = rf"(?!(?:1[5-9]|2[0-2])[{D}]{{2}}␣年|[一二][{ONE}{ZERO}]{{3}}␣年)"
"""A count of years is no number of four digits: 「邁入2005年」 names the year."""
_COUNT = rf"{_ANY}(?:␣[、~～\-至到或]␣{_ANY})?"


def _after(*words: str) -> str:
    """A lookbehind for any of the words, with or without one space behind it."""
    widths: dict[int, list[str]] = {}
    for word in words:
        widths.setdefault(len(word), []).append(word)
        widths.setdefault(len(word) + 1, []).append(word + " ")
    return "(?:" + "|".join(f"(?<={'|'.join(group)})" for group in widths.values()) + ")"


_LASTING = _after(
    *[
        "歷經",
        "歷時",
        "為期",
        "長達",
        "任期",
        "期限",
        "逾期",
        "至少",
        "最多",
        "最長",
        "未滿",
        "屆滿",
        "年滿",
        "超過",
        "將近",
        "不到",
        "大約",
        "平均",
        "連續",
        "保存",
        "有效期",
        "工作",
        "服務",
        "前後",
        "過去",
        "未來",
        "最近",
        "往後",
        "今後",
        "時間",
        "需時",
        "費時",
        "耗時",
        "刑",
        "延長",
        "展延",
        "停留",
        "滯留",
        "居留",
        "住宿",
        "住院",
        "休假",
        "放假",
        "請假",
        "出國",
        "離境",
        "縮短",
        "提前",
        "延後",
        "相隔",
        "每隔",
        "僅剩",
    ],
    *[
        "近",
        "逾",
        "滿",
        "每",
        "隔",
        "這",
        "那",
        "了",
        "需",
        "須",
        "花",
        "另",
        "後",
        "共",
        "計",
        "足",
        "整",
        "待",
        "住",
        "某",
        "幾",
    ],
)

_SURELY_LASTING = _after(
    "長達", "為期", "歷時", "費時", "耗時", "年滿", "任期", "不到", "已有", "已逾", "已近", "早逾"
)
"""Before any number of years, however great; 歷經98年 may speak of the year."""

_TERM = _after(
    *(
        changed + becomes
        for changed, ways in [
            ("縮短", "為至成到"),
            ("縮減", "為至成到"),
            ("放寬", "為至成到"),
            ("延長", "為"),
        ]
        for becomes in ways
    ),
    *(
        term + usually + copula
        for term in ["期間", "期限", "工期", "效期", "寬限期", "工作天", "天數", "時程"]
        for usually in ["", "均", "皆", "僅", "通常", "一般", "原則上", "平均", "約"]
        for copula in ["為", "約"]
    ),
    *("通常為", "通常約", "一般為", "一般約"),
)
"""What says before a number of days that they are a term: 縮短為, 審查期間通常為."""

_EXISTING = _after(
    *(
        event + degree
        for event in [
            "成立",
            "創校",
            "建校",
            "創立",
            "創辦",
            "建交",
            "開業",
            "開館",
            "設校",
            "建館",
            "走過",
            "慶祝",
            "邁入",
            "迎接",
            "創刊",
            "開播",
            "通航",
            "開港",
        ]
        for degree in ("", "已", "逾", "近", "達", "滿", "將", "約", "超過")
    )
)


def _negative(
    rule_id: str,
    pattern: str,
    score: int,
    claimed: tuple[tuple[str, str], ...],
    not_claimed: tuple[str, ...] = (),
    begins: tuple[Begins, ...] = ("number",),
) -> Rule:
    examples = tuple(Example(sentence, text, None) for sentence, text in claimed)
    return Rule(rule_id, pattern, score, examples, not_claimed, _GOLD, begins, is_date=False)


NEGATIVES = (
    _negative(
        "not.ordinal",
        rf"第␣{_ANY}(?:␣[、~～\-至到及]␣第?{_ANY})?(?!␣[季{D}{CHINESE}])(?!(?:␣[、~～\-至到及和與]␣第?␣[{D}一二三四]){{1,3}}␣季)(?!␣[日天])",
        99,
        (("第42屆臺日經濟貿易會議", "第42"), ("第3年", "第3")),
        ("第3季", "第3日", "第1、2季"),
        begins=("word",),
    ),
    _negative(
        "not.document_number",
        rf"(?:字第|字|釋字|統一編號|統編|編號|案號|電話|傳真|分機|帳號|專線|Tel|TEL|Fax|FAX|No|NO)"
        rf"[.．:：]?␣?第?[\(（]?[{D}][{D}\-\(\)（） ]{{0,30}}號?",
        99,
        (("電話：02-2348-2999", "電話：02-2348-2999"), ("字第1061122號", "字第1061122號")),
        begins=("word", "latin"),
    ),
    _negative(
        "not.phone",
        rf"(?<![{D}])(?:[+＋]?886␣?-?|0)[{D}]{{1,3}}␣?[)）\-－]␣?[{D}]{{3,4}}[\-－ ]?[{D}]{{3,4}}(?![{D}])",
        99,
        (("請洽02-2348-2999", "02-2348-2999"),),
        ("2017-11-22",),
    ),
    _negative(
        "not.counted_unit",
        rf"{_COUNT}␣(?:餘|多)?␣(?:個|歲|週年|周年|週歲|年級|年班|年制|小時|分鐘|秒|工作[日天]|天(?!後|之後|以後|前|之前|以前)|夜|次|樓|號公報|世紀|屆|人|名|位|國|家|項|件|張|所|輛|元|千|百|萬|億|兆|公里|公斤|公噸|噸|%|％)",
        52,
        (
            ("歷時8個月", "8個"),
            ("年滿20歲", "20歲"),
            ("3年級學生", "3年級"),
            ("7天6夜", "7天"),
            ("成立30週年", "30週年"),
        ),
        ("106年", "11月22日"),
    ),
    _negative(
        "not.duration.definite",
        rf"{_COUNT}␣(?:年|月|日|週|周)␣?(?:半|餘|多(?!數|邊|國|次)|之久|有期|的?(?:歷史|資歷|傳統|光陰|歲月)|經驗|壽命|生(?!效|產|活|命|態|技|物|醫|育)|以上|以下|一次|一度|時間|(?<=日)份的|國債|公債|徒刑|的時間|左右(?=時間)|期(?!間|末|中|初|程))",
        88,
        (("工作10年以上", "10年以上"), ("3年多的時間", "3年多"), ("百年歷史", "百年歷史")),
        ("106年生效", "98年生產"),
    ),
    _negative(
        "not.duration.lasting",
        rf"(?=[{D}{CHINESE}]{{1,4}}␣[餘多]?␣[年日]){_LASTING}(?:[1-5１-５]?[{D}]|(?=[一二三四五六七八九兩十])[一二三四五兩]?十?[一二三四五六七八九]?)(?![{D}{CHINESE}])␣(?:餘|多)?␣"
        rf"(?:年(?!␣?(?:度|[{D}{CHINESE}]{{1,3}}␣月))|日)(?!␣?(?:至|到|~)␣?[{D}]{{1,3}}␣?[年月])",
        83,
        (
            ("歷經 3 年諮商", "3 年"),
            ("為期2日", "2日"),
            ("聘僱期滿須出國1日", "1日"),
            ("在曼谷停留3日", "3日"),
        ),
        ("經濟部106年", "停留至3日"),
    ),
    _negative(
        "not.duration.term",
        rf"(?=[{D}{CHINESE}]{{1,3}}␣日){_TERM}{_COUNT}␣日(?!␣?(?:至|到|~|～|-|、|及|起|止|前))",
        83,
        (("審查期間通常為30日", "30日"), ("期限縮短為15日", "15日"), ("寬限期放寬至7日", "7日")),
        ("會議為30日", "期間為5日至8日", "展期延長至30日"),
    ),
    _negative(
        "not.duration.changed",
        rf"(?=[{D}{CHINESE}]{{1,3}}␣日){_after('由')}{_COUNT}␣日␣?(?:縮短|縮減|放寬|(?:延長|增加|減少)(?:為|到))",
        83,
        (("查核由30日縮短為一半", "30日縮短"), ("寬限期由2日放寬為7日", "2日放寬")),
        ("會議由22日改為24日",),
    ),
    _negative(
        "not.duration.long",
        rf"(?=[{D}{CHINESE}]{{1,5}}␣[餘多]?␣年){_SURELY_LASTING}{_NO_YEAR}{_ANY}␣[餘多]?␣年(?![底初度]|␣[{D}{CHINESE}]{{1,3}}␣月)",
        96,
        (("邦誼長達68年", "68年"), ("營運已有一百年", "一百年"), ("開辦至今已逾62年", "62年")),
        ("歷經98年的海嘯", "任期98年5月屆滿"),
    ),
    _negative(
        "not.duration.until_now",
        rf"(?:(?<=迄今)|(?<=至今)|(?<=迄今已)|(?<=至今已)|(?<=迄今逾)|(?<=至今逾)|(?<=迄今達)|(?<=屆滿))"
        rf"{_NO_YEAR}{_ANY}␣[多餘]?␣年(?![底初度]|␣[{D}{CHINESE}]{{1,3}}␣月)",
        93,
        (("建交迄今70年", "70年"), ("通航至今已98年", "98年")),
        ("迄今98年度",),
    ),
    _negative(
        "not.lunar_feast",
        r"(?:農曆|舊曆|陰曆)(?:新年|春節|過年|年[底初前後關間假節]?|除夕)",
        102,
        (("農曆年底前往", "農曆年底"),),
        begins=("word",),
    ),
    _negative(
        "not.anniversary",
        rf"(?={_ANY}␣[多餘]?␣年(?!␣?(?:度|[底初間]|[{D}{CHINESE}]{{1,3}}␣月))){_EXISTING}{_NO_YEAR}{_ANY}␣[多餘]?␣年",
        93,
        (("該校創校逾150年", "150年"), ("公司成立90年", "90年")),
        ("成立於90年", "90年成立", "邁入2005年", "邁入二○○五年"),
    ),
    _negative(
        "not.duration.guess",
        r"(?<![一二三四五六七八九十百])(?:[一二三四五]?十?[一二三四五六七八九]|[一二三四五]?十|幾|數)、"
        r"(?:[一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?)␣年(?!度)",
        92,
        (("使用二、三十年", "二、三十年"), ("三、五年後", "三、五年")),
        ("九十、九十一年",),
    ),
    _negative(
        "not.duration.within",
        rf"{_COUNT}␣(?:日|月)␣?(?:內|之內|以內|期間|期限)",
        84,
        (("7日內完成", "7日內"),),
        ("11月22日內",),
    ),
    _negative(
        "not.number.grouped",
        rf"(?<![{D}])[{D}]{{1,3}}(?:[,，][{D}]{{3}})+(?![{D}])(?:[.．][{D}]+)?",
        94,
        (("出口1,876億元", "1,876"),),
        ("106年11月",),
    ),
    _negative(
        "not.number.decimal",
        rf"(?<![{D}.．])[{D}]+[.．][{D}]+(?![{D}.．])(?!␣年␣?(?:度|[{D}{CHINESE}]{{1,3}}␣月))",
        53,
        (("成長106.11個百分點", "106.11"),),
        ("1.98年度預算", "3.2.1"),
    ),
    _negative(
        "not.number.dotted",
        rf"(?<![{D}])[{D}]{{1,3}}(?:[.．][{D}]{{1,3}}){{2,4}}",
        51,
        (("詳見3.2.1節", "3.2.1"), ("主機192.168.1.1", "192.168.1.1")),
    ),
    _negative(
        "not.list_number",
        rf"(?:(?<=\n)|(?<=。)|(?<=；)|(?<=：)|(?<=\t)|(?<![\s\S]))[1-5１-５]?[{D}][)）.．、](?=␣?[{D}（(])(?!␣?[{D}]{{1,2}}␣?[月日./、及和至~\-])",
        110,
        (("\n1.98年度預算", "1."), ("\n２、95年11月", "２、")),
        ("106.11.22",),
    ),
    _negative(
        "not.ratio",
        rf"[{D}]{{1,9}}␣?[/／:：比]␣?[{D}]{{1,9}}G?(?![{D}]|␣?[/／年月日])",
        49,
        (("占1/3席次", "1/3"), ("4/5G網路", "4/5G"), ("以3:2獲勝", "3:2")),
        ("2017/11/22",),
    ),
    _negative(
        "not.code",
        r"(?<![A-Za-z])(?!(?:Q|FY|H)[0-9])[A-Za-z]{1,20}[\-_]?[0-9]{1,20}[A-Za-z0-9\-./]{0,40}",
        46,
        (("版本v2017.11.22", "v2017.11.22"), ("ISO9001", "ISO9001")),
        ("on 22 November", "Q3 2017"),
        ("latin",),
    ),
)
