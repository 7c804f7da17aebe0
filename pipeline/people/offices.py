"""Which title belongs to which kind of organization: a 局長 to a 局, a 代表 to a mission.

Source: the names of offices and heads in the organic laws of Taiwan, and their counterparts abroad.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.people.place_heads import known_places
from pipeline.people.titles import plain_title, title_kind

MISSION_TITLES = frozenset(
    {"代表", "副代表", "大使", "公使", "總領事", "領事", "參事", "公參", "武官", "聯絡官", "秘書", "一等秘書"}
    | {"二等秘書", "三等秘書", "商務秘書", "領務秘書", "新聞秘書", "教育秘書", "經濟秘書", "公使參事"}
)
MISSION_HEADS = frozenset(["代表", "大使", "公使", "總領事"])
_FIRMS = "公司|社|銀行|集團|企業|廠|港|機場|中心|館|場|園|行|店|業|工|所|院|會|機構|[A-Za-z.]"
# How the organization ends whose head or official bears a title that ends so.
UNIT_OF_TITLE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("部長", "次長", "大臣", "司次"), r"部|省"),
    (("署長",), "署"),
    (("局長",), "局"),
    (("司長",), "司"),
    (("廳長",), "廳"),
    (("處長",), "處|組"),
    (("分局長",), "分局"),
    (
        ("校長", "教務長", "學務長", "國際長", "研發長"),
        "大學|學院|學校|高中|國小|國中|中學|小學|高職|幼兒園",
    ),
    (("教授", "講師", "系主任", "院士", "博士生"), "大學|學院|學校|中心|研究所|研究院"),
    (("院長",), "院"),
    (("會長", "理事長", "理事", "總幹事"), "會|聯盟|中心|會議所|商工所|機構|研究所|公社|公團"),
    (
        ("總經理", "董事長", "經理", "社長", "協理", "廠長", "課長代理"),
        _FIRMS,
    ),
    # Statutory bodies of Hong Kong and Singapore have presidents too.
    (("總裁",), _FIRMS + "|局"),
    (("主任委員",), "委員會"),
    (("議長",), "議會|國會|議院"),
    (("市長",), "市|市政府|市役所"),
    (("知事",), "縣|縣廳|府"),
    (("所長",), "所|廠"),
    (("館長",), "館"),
    (("隊長",), "隊|局"),
    (("檢察官", "檢察長"), "檢察署|地檢署|檢察廳|檢察.{2,12}"),
    (("法官",), "法院"),
    (("記者",), "報|社|台|臺|公司"),
)
# The body whose members, or whose head alone, bear the title.
IMPLIED = {
    "監察委員": "監察院",
    "立法委員": "立法院",
    "立委": "立法院",
    "考試委員": "考試院",
    "政務委員": "行政院",
    "國務卿": "國務院",
    "副國務卿": "國務院",
    "外長": "外交部",
    "副外長": "外交部",
    "防長": "國防部",
    "財長": "財政部",
    "副財長": "財政部",
    "貿易代表": "貿易代表署",
    "副貿易代表": "貿易代表署",
    "國策顧問": "總統府",
    "資政": "總統府",
}
# The head of the secretariat of any kind of body in Korea and Japan.
OF_ANY_BODY = ("事務局長", "事務局次長", "事務總長")
# Whom a report names beside officials of a body without being of it.
APART = frozenset({"領袖代表", "特使", "總統特使", "參謀總長", "三軍總司令"})
HEAD_OF_PLACE = re.compile("[市縣州省鎮鄉區郡邦]長$|知事$")
PLACE = re.compile("[市縣州省鎮鄉區郡邦府廳道]$")


def fits(title: str, organization: str, kind: str | None) -> bool | None:
    """Whether a title can be one of an organization by the end of its name; None where neither tells."""
    plain = plain_title(title)
    if plain.endswith(OF_ANY_BODY):
        return None
    if kind == "mission":
        return plain in MISSION_TITLES or None
    for ends, units in UNIT_OF_TITLE:
        if plain.endswith(ends):
            if organization.isascii():
                return None
            if kind == "university" and plain.endswith(("院長", "教授", "校長")):
                return True
            found = re.search(f"(?:{units})$", organization) is not None
            # A 國際合作經理 may also be one of an authority.
            return found or (None if plain.endswith("經理") and not plain.endswith("總經理") else False)
    if plain in MISSION_HEADS:
        return False
    return None


# What makes a field of work of other words: 修護部門, 亞太區工程, 漁業暨水產事務.
FIELD_PARTS = frozenset(
    {
        "部門",
        "區",
        "暨",
        "及",
        "部",
        "面",
        "線",
        "資深",
        "首席",
        "國別",
        "亞太",
        "工程",
        "製程",
        "營運",
        "開發",
        "設計",
    }
    | {
        "企劃",
        "行銷",
        "業務",
        "採購",
        "品質",
        "維運",
        "風場",
        "客戶",
        "產品",
        "專案",
        "品管",
        "法規",
        "公關",
        "展覽",
    }
)
# What no name of a field holds.
WITHIN = re.compile(r"[由與及和之的是經派率偕同於在對向請赴邀前該本其我等另並兼]")
# A region is a field of work, a country is not: 亞洲股票部門.
REGION = re.compile("東南亞|亞太|[東南西北]?亞洲?|[北南中]?美洲|[東西南北]?歐洲?|非洲|大洋洲|中東|全球|國際")
# An office of the head of state is none under a ministry.
NO_FIELD = re.compile("總統|總理|首相|國王|王室|內閣")
LONGEST_FIELD, LONGEST_PART = 10, 6


@cache
def _field_words() -> frozenset[str]:
    generic = {
        row["word"]
        for row in load_lexicon("organization_generics")
        if len(row["word"]) > 1 and not {"topic", "region"}.isdisjoint(row["kinds"].split())
    }
    domains = {row["domain"] for name in ("title_domains", "ministry_domains") for row in load_lexicon(name)}
    return frozenset(generic | domains | FIELD_PARTS)


# Offices before which stands what their holder works on; the head of a body is named by the body instead.
STAFF = (
    *(
        "主任",
        "總監",
        "副總裁",
        "協理",
        "主管",
        "組長",
        "大使",
        "參事",
        "董事",
        "秘書",
        "技術長",
        "科長",
        "課長",
    ),
    *("經理", "代表", "策展人", "部門長"),
)
# A run that ends so is somebody else's body: 、大華銀行經理.
BODY_END = re.compile(
    "(?:公司|銀行|集團|企業|大學|學院|中心|機構|組織|聯盟|[會社局署處廳司院所校館報臺台黨府市縣州省國團廠店港組科室關])$"
)


def is_work(run: str, title: str) -> bool:
    """Whether a run between a conjunction and a title says what its holder works on: 數位轉型部門|主管.

    A field of known words stands before any title, one of unknown words before those of staff alone.
    """
    if is_field(run):
        return True
    if HEAD_OF_PLACE.search(title):
        return False
    staff = title_kind(title) in ("staff", "rank") or plain_title(title).endswith(STAFF)
    if not staff or len(run) > LONGEST_FIELD or NO_FIELD.search(run):
        return False
    if BODY_END.search(run) or WITHIN.search(run):
        return False
    # What is behind a country may be the field: 中國書畫, but 泰國|經理 is somebody else's.
    places, folded = known_places(), REGION.sub("", run.replace("台", "臺"))
    country = next((n for n in range(len(folded) - 2, 1, -1) if folded[:n] in places), 0)
    folded = folded[country:]
    return not any(folded[i:j] in places for i in range(len(run)) for j in range(i + 2, len(run) + 1))


def is_field(run: str) -> bool:
    """Whether a run before a title says what its holder works on (亞洲藝術), not where."""
    if not run or len(run) > LONGEST_FIELD or NO_FIELD.search(run):
        return not run
    words, run = _field_words(), run.replace("台", "臺")
    reached = [True] + [False] * len(run)
    for end in range(1, len(run) + 1):
        reached[end] = any(
            reached[start] and run[start:end] in words for start in range(max(0, end - LONGEST_PART), end)
        )
    return reached[-1]
