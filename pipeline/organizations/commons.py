"""What is no name though it ends like one: common nouns, false heads, titles and function words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipeline.lexicons import load_lexicon
from pipeline.organizations.boundaries import RANKED, is_spelled
from pipeline.organizations.lexicon import GenericKind, fold, generic_words, heads, places, scores

# From this score on a pair is a word of running text that stands in (almost) no name.
VERB = -4.5
# Heads that turn a mere topic into a name: 經濟部, 外交委員會. Before others a topic stays a common noun.
TOPIC_HEADS = frozenset(
    ("部", "省", "署", "司", "局", "處", "院", "廳", "委員會", "次級委員會", "總署", "總局", "科", "組")
)
# Heads before which topics are listed: 外交、貿易暨國防小組, 農業暨畜牧委員會.
JOINT_HEADS = TOPIC_HEADS | {"小組", "中心", "研究中心", "研究所", "協會", "基金會", "研究院"}
JOINTS = "及暨與和或跟同"
_JOINTS = frozenset(JOINTS)
# Heads of common nouns: before them a common word makes no name, unless quotation marks say that it does.
_COMMON_HEADS = (
    frozenset(
        (
            "公司",
            "銀行",
            "機構",
            "企業",
            "集團",
            "醫院",
            "學校",
            "事務所",
            "旅行社",
            "出版社",
            "圖書館",
            "博物館",
        )
    )
    | {"中心", "小組", "組織", "基金", "聯誼會", "電子報", "大學", "學院", "公會", "工會"}
    | {"專案小組", "工作小組", "推動小組", "服務中心", "管理中心"}
)
_TITLE = re.compile(
    r"[部署局處司院會所組科校館社廳廠隊團]長|長官|主委|主席|秘書長|董事(?!會|聯合會|協會|學會)|主任(?!委員會)|委員(?!會)|大使(?!館)|公使(?!館)"
    r"|代表(?![處團部大辦會人])|總統(?!府)|議員(?!懇|聯|連|友)|教授|先生|女士|總裁|[省市縣州]長|首相|大臣(?!官房)|總理(?!府|辦|大)|部次|專員"
    r"|參事(?!處)|在野|執政|技正|技士|技佐|科員|組員|研究員(?!協)|(?<!第)[兩二三四五六七八](?:委員會|部|院|署|局)$"
)
# What a group is called by what it does: no unit of an agency.
_GROUPS = frozenset(
    (
        "工作",
        "專案",
        "任務",
        "討論",
        "課程",
        "大會",
        "對照",
        "實驗",
        "控制",
        "考察",
        "訪問",
        "必修",
        "選修",
        "男子",
        "女子",
    )
)
# Before 黨籍 these name no party: 無黨籍, 其黨黨籍.
_NO_PARTY = frozenset(("無", "黨", "的", "之", "一", "同", "政", "野", "各", "該", ""))
_LONGEST_WORD = 6
# Of no name without the company: 東京總公司.
_OFFICES = ("總公司", "分公司", "子公司", "母公司")
HEAD_CHARACTERS = frozenset("部署局處司廳院會所組科課")
# Of these a country makes no name either: 美國公司, 日本科技企業.
BUSINESS_HEADS = frozenset(
    ("公司", "企業", "機構", "集團", "學校", "高中", "中學", "國小", "出版社", "旅行社")
)
# Of these a city or a small country makes a name (首爾大學, 約旦大學), a large one has many (英國大學).
_CIVIC = frozenset(("大學", "學院", "醫院"))
_LARGE = frozenset(("美國", "英國", "德國", "法國", "韓國", "南韓", "加拿大", "澳洲", "澳大利亞", "俄羅斯"))
_LARGE |= {"義大利", "印度"}
# Of these a conjunction joins two, not the words of one name: 永清及|中國鋼鐵公司.
_SINGLY = frozenset(
    ("公司", "集團", "中學", "國中", "國小", "小學", "高中", "鋼鐵公司", "石油公司", "電力公司")
)
_JOINED = re.compile("[及與暨]")
_ORIGIN = re.compile(
    "[臺外僑陸港]商(?![業務會總銀聯])|[臺外日陸]資(?!訊)|國內(?!航|運|外)"
    "|(?:在?臺|在?當地|國內|總)?(?:代理商|經銷商|供應商|承包商|製造商|合作廠商|合作夥伴)(?![公協商總聯])"
)
# Words of running text; a few compounds hold the same character (自由, 將來, 使館, 平等).
TOGETHER = re.compile("會[同銜](?![步時仁意樣])")
_FUNCTION = re.compile(
    r"[我雙對各日美韓陸英法德歐加澳紐荷馬俄越泰菲印]方|之(?!家|友會|聲|光)|(?<![高平中初均同])等|(?<!自)由|(?<![日資基成根原書])本(?:總處|市(?!場)|縣|署|府|局|院|校)|並|已|將(?!來)|且|而|則|但(?!斯|尼丁)|仍|亦|(?<![維尼])也(?!納|門)|讓|對(?!外)|向(?![日陽])|使(?![館領用者])"
    r"|被(?!害)|從(?!業)|不(?![動同孕])|更(?!生)|(?:規劃|[設計訂備擁具享持占佔])有|就(?!業)|第[一二三四五]個|興建|籌組|培植|委請|函請|責成|簡稱|下稱|合稱|通稱|全名|全稱|所屬|包括|包含|以及|會員|成員"
)


def is_continued(text: str, end: int) -> bool:
    """Whether the head's last one or two characters begin another word with what follows (部分, 會議)."""
    if text[end : end + 2] in ("議員", "議長", "校長"):
        return False
    # 交通部|會同環保署, but not 各部會|同步.
    if TOGETHER.match(text, end):
        return False
    if text[end - 1 : end + 1] == "黨籍":
        return text[end - 2 : end - 1] in _NO_PARTY
    words = generic_words("continuation")
    # Written out: it is asked of every head and every known name.
    return (
        text[end - 1 : end + 1] in words
        or text[end - 1 : end + 2] in words
        or text[end - 1 : end + 3] in words
        or text[end - 2 : end + 1] in words
        or text[end - 2 : end + 2] in words
        or text[end - 2 : end + 3] in words
    )


def is_false_ending(text: str, end: int, head: str) -> bool:
    """Whether the head is only the end of another word: 簽署, 內部, 好處."""
    endings = generic_words("ending")
    if text[max(0, end - 3) : end] in endings or text[max(0, end - 4) : end] in endings:
        return True
    word = text[max(0, end - 2) : end]
    # 調處 is a word, but not in 協調|處.
    if text[max(0, end - 3) : end - 1] in generic_words("topic"):
        return False
    return len(head) == 1 and (word in generic_words("ending") or word in generic_words("whole"))


def after_origin(text: str, start: int) -> int:
    """Where a company begins behind the word that tells whose it is: 臺商|寶華國際集團, 我商|寶華公司."""
    if text[start - 1 : start + 1] == "我商":
        return start + 1
    origin = _ORIGIN.match(text, start)
    return start if origin is None else origin.end()


def is_transliterated(own: str) -> bool:
    """Whether characters that spell foreign names and make no topic stand alone: 馬塔|部長, 桑切斯|部長."""
    if len(own) < 2 or own[-2:] in generic_words("topic"):
        return False
    return all(is_spelled(pair[0] + pair[1]) for pair in pairwise(own))


def is_generic(name: str, head: str) -> bool:
    """Whether a folded name is a common noun: a known phrase, or a head with nothing but generic words."""
    wholes = generic_words("whole")
    if name == head or name in wholes:
        return True
    if any(
        name[size:] in wholes and _consists_of(name[:size], _words("quantifier", "common"))
        for size in (1, 2, 3)
    ):
        return True
    if name.endswith(_OFFICES) and name[:-3] in places():
        return True
    rest = name.removesuffix(head)
    if head in TOPIC_HEADS or head == "黨":
        return is_quantifier(rest)
    if head in _COMMON_HEADS:
        return _consists_of(rest, _words("quantifier", "topic", "collective", "common"))
    return _consists_of(rest, _words("quantifier", "topic", "collective"))


def joins_generic(name: str, head: str) -> bool:
    """Whether a common noun stands after a conjunction inside the name: 期貨交易所及相關金融機構."""
    cut = _last_joint(name, head)
    if cut > 0 and name[:cut] in generic_words("whole"):
        return True
    return cut > 0 and head not in JOINT_HEADS and is_generic(name[cut + 1 :], head)


def joins_bodies(name: str, head: str) -> bool:
    """Whether a conjunction inside the name follows another body: 財務委員會與基金管理委員會, 甲局及乙局."""
    if _JOINTS.isdisjoint(name):
        return False
    cuts = [i for i in range(2, len(name) - len(head)) if name[i] in _JOINTS]
    if head in HEAD_CHARACTERS and any(cut > 2 and name[cut - 1] == head for cut in cuts):
        return True
    return any(name[max(0, cut - size) : cut] in heads() for cut in cuts for size in (2, 3, 4))


def joins_two(text: str, start: int, end: int, head: str) -> bool:
    """Whether a conjunction inside a name in ``head`` can only join two: 青山工業及中國鋼鐵公司."""
    return head in _SINGLY and _JOINED.search(text, start, end) is not None


def has_many(country: str, name: str) -> bool:
    """Whether a country has too many bodies called so for the two to name one: 英國|大學."""
    return name in _CIVIC and country in _LARGE


def _last_joint(name: str, head: str) -> int:
    """Where the last conjunction before the head stands; -1 if there is none."""
    if _JOINTS.isdisjoint(name):
        return -1
    return max(name.rfind(joint, 0, -len(head)) for joint in JOINTS)


def is_quantifier(text: str) -> bool:
    """Whether text holds nothing but words like 各, 相關, 其他; so does the empty text."""
    return _consists_of(text, _words("quantifier"))


def is_ordinary(name: str) -> bool:
    """Whether folded text reads as running text: common words only, or a word that no name has."""
    table = scores()
    if any(table.get(name[i : i + 2], 0.0) <= VERB for i in range(len(name) - 1)):
        return True
    return _consists_of(name, _words("quantifier", "topic", "collective", "common"))


def is_ordinary_unit(name: str, head: str) -> bool:
    """Whether a unit's name says only what a group does (工作組, 專案組) or that there are several."""
    rest = name.removesuffix(head)
    return _consists_of(rest, _words("quantifier", "collective")) or rest in _GROUPS


def is_spoiled(text: str, start: int, end: int) -> bool:
    """Whether a title or a function word stands inside the name, or its rank (第2大) before it."""
    if text[start] == "大" and RANKED.search(text, max(0, start - 2), start + 1):
        return True
    return _FUNCTION.search(text, start, end) is not None or _TITLE.search(text, start, end) is not None


def names_a_person(text: str, start: int, head_start: int, end: int) -> bool:
    """Whether head and 長 are a title: behind a surname (王院長金平) or a whole name, 副署長, 談判廳|廳長."""
    own = text[start:head_start]
    if own.endswith("副"):
        return True
    if text[end : end + 1] not in ("長", "員"):
        return False
    if end - head_start == 1 and (own.endswith("代") or is_transliterated(own)):
        return True
    if end - head_start == 1 and own and own[-1] in HEAD_CHARACTERS:
        return True
    # 聯合總會|總會長, 聯合總會|劉總會長.
    if own.endswith(text[head_start:end]) or (own[-1:] in surnames() and own[-2:-1] in HEAD_CHARACTERS):
        return True
    own = own.removesuffix("事務").removesuffix("前").removesuffix("代")
    return own in surnames() and len(own) <= 3


@cache
def surnames() -> frozenset[str]:
    """Folded surnames."""
    return frozenset(fold(row["surname"]) for row in load_lexicon("surnames"))


@cache
def _words(*kinds: GenericKind) -> frozenset[str]:
    return frozenset().union(*(generic_words(kind) for kind in kinds))


def _consists_of(text: str, words: frozenset[str]) -> bool:
    """Whether text is words and nothing else; most often its beginning is none and nothing more is asked."""
    length = len(text)
    reached = {0}
    farthest = 0
    for start in range(length):
        if start > farthest:
            return False
        if start in reached:
            for end in range(start + 1, min(start + _LONGEST_WORD, length) + 1):
                if text[start:end] in words:
                    reached.add(end)
                    farthest = max(farthest, end)
    return length in reached
