"""Names of a fixed frame: missions (駐X代表處), quoted names, names with a legal form, firms of finance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.countries import country_names
from pipeline.organizations.boundaries import torn
from pipeline.organizations.commons import is_continued, is_generic, is_ordinary, is_spoiled
from pipeline.organizations.lexicon import fold, heads, known_names, places
from pipeline.organizations.surroundings import Candidate
from pipeline.organizations.words import EDGE, INSIDE, STOP

_MISSION_HEAD = r"(?:代表處|代表團|代表部|辦事處|大使館|總領事館|領事館|公使館|經濟文化中心|文化中心)"
_MISSION = re.compile(
    rf"(?:臺北|臺灣|中華民國)?(?:常)?駐([\u4e00-\u9fff]{{1,7}}?|[A-Z]{{2,6}})"
    rf"((?:臺北|臺灣|中華民國)?(?:經濟|貿易|文化|商務|聯絡){{0,3}}{_MISSION_HEAD})(?:臺灣文化中心)?"
)
# Of these many have missions to a body: 會員國|駐聯合國代表團.
_MANY = re.compile("(?:[員約各諸友]國|國家|各國|締約方)$")
# Bodies that are no agencies and have offices abroad.
_POSTING = re.compile("(?:中心|協會|商會|公會|學會|總會|基金會|聯合會|公司|集團|銀行|社|組織)$")
# What Taiwan posts to the countries that it helps: 駐史瓦濟蘭技術團, 駐聖多美農業技術團.
_TEAM = re.compile(
    r"駐([\u4e00-\u9fff]{1,7}?)(?:農|農業|農技|農漁|農漁業|農牧|畜牧|漁業|水產|醫療|手工藝|工業|技術|常駐){0,2}"
    r"(?:技術團|技團|醫療團|技術服務團|技術合作團)"
)
_QUOTED = re.compile(r"[「『]([\u4e00-\u9fff][\u4e00-\u9fff、\-‧·]{3,23})[」』]")
_FRIENDS = re.compile(
    r"(?:國民議會|聯邦國會|聯邦議會|國會|議會|[參眾]議?院|[上下]議?院|州|省)"
    r"(?:([「『])(?P<quoted>[\u4e00-\u9fff]{2,10}(?:小組|連線|聯線|之友會|之友社|聯誼會|友好團))[」』]"
    r"|(?:友好?[臺華中]|[臺華中]\w?友好?|對臺(?:友好|關係))(?:國會)?(?:議員)?(?:小組|連線|聯線|之友會|聯誼會|協會|聯盟))"
)
_GOVERNING = re.compile(
    r"(?:執政|在野)[「『]?((?:(?![黨政大兩各及與和暨或的])[\u4e00-\u9fff]){1,6}黨)(?![黨籍團派部內外])"
)
_SCORE, _PER_CHARACTER, _QUOTED_SCORE, _PARTY_SCORE = 20.0, 1.2, 8.0, 12.0
_ABRIDGED = re.compile(r"\((?:股份有限|股|有限|有|股份)\)(?:有限)?公司")
_KANA = re.compile("[\u3041-\u30fa]")
_KANA_COMPANY = re.compile("[\u3041-\u30ff\u4e00-\u9fffA-Za-z・&]{2,24}(?:株式|有限|合同)會社")
_PUBLIC = re.compile(
    r"[國公私市縣]立(?P<own>(?:(?![及與和或暨立各])[\u4e00-\u9fff]){2,8}?)(?P<head>醫院|大學|圖書館|博物館|美術館|動物園)"
)
_LONGEST_HEAD, _LONGEST_FIRM = 6, 14
_LEGAL = re.compile(r"(?<![各某等])(?:財團|社團)法人(?:中華民國)?([\u4e00-\u9fff]{5,24})")
# Heads of bodies with a legal form; other words for bodies stay common nouns after one (財團法人研究機構).
_INCORPORATED = re.compile(r"中心|基金會?|研究院|協會|學會")
# Japanese bodies of public law: 獨立行政法人水資源機構.
_PUBLIC_LAW = re.compile(
    r"(?:獨立行政法人|國立研究開發法人)(?P<own>(?:(?![由及與和於之的各等])[\u4e00-\u9fff]){2,16}?)"
    r"(?P<head>機構|研究所|研究中心|中心|振興會|基金)(?![的長])"
)
_LEAST_TOPIC, _LEGAL_SCORE = 4, 9.0
# Firms of finance by the abridged word for their business: 宏泰人壽, 兆豐商銀; not 人壽保險, 產險業.
_FINANCE = re.compile(
    r"(?:金控|人壽|商銀|產險|投信)(?=公司|[、,;。()」\s及與和之等將為在於]|副?董事長|副?總經理|$)(?:公司)?"
    r"|證券(?=副?董事長|副?總經理)"
)
_TRADE_ASSOCIATION = re.compile(
    r"(?:臺灣區|臺灣省|中華民國)(?:(?!臺灣區|中華民國|農會|協會|[由於在向對赴])[\u4e00-\u9fff、]){2,22}?"
    r"同業公會(?:全國聯合會|聯合會|總會)?"
)
_BEHIND_SHORT_FORM = re.compile(
    r"\((?:(?:以下)?[簡下]稱[^()\n]{1,16}|(?P<acronym>[A-Z][A-Za-z&/\-]{1,9}))\)"
    r"(?P<unit>(?!派遣|成立|設立|設置|召開|召集|組成|籌組|負責|主管|委託|邀請|所屬)(?:(?![及與和之的])[\u4e00-\u9fff]){2,8}?[處司組科局署])(?![長務])"
    r"(?(acronym)(?=[^\u4e00-\u9fff]|[及與和之的在於]|[處司組科局署]長|副.長|顧問|資深|專員|主任|官員|代表|$))"
)
# An office of the body that is meant (該部|首席經濟學家辦公室), with an officer of its own or an explanation.
_OFFICE = re.compile(
    r"[該本貴](?:部|局|署|會|院|處|行|校|府|公司|中心|委員會)"
    r"(?P<office>(?!辦公)(?:(?![及與和之的各])[\u4e00-\u9fff]){3,9}?辦公室)"
    r"(?=\(|[、,。;]|主任|經理|主管|秘書|顧問|處長|[\u4e00-\u9fff]主任)"
)
_INSTITUTE = re.compile(
    r"(?<![各某等多跨])(?:國際|國家|世界)(?P<own>(?![一級層型間性])(?:(?![及與和或暨的之各等])[\u4e00-\u9fff]){2,8}?)"
    r"(?P<head>研究所|研究院|研究中心)"
    r"|(?<=[會訪赴與由及、，,。於向])國家(?:農業|開發|信用|工業|儲蓄|投資|進出口|外貿|住宅|建設|合作|發展){2}(?P<bank>銀行)"
)
# Agencies of Korea and Japan: 韓國農林畜產檢疫本部.
_HEADQUARTERS = re.compile(
    r"(?:韓國|南韓|日本)(?:(?![及與和之的各等該本])[\u4e00-\u9fff]){0,8}?"
    r"(?:檢疫|防疫|安全|對策|交涉|復興|再生|振興|戰略|創生|疾病管理|搜查|推進)本部"
)
# Agencies of China whose names hold 和: 深圳市經濟貿易和信息化委員會.
_AND = re.compile(
    r"(?:發展[和與]改革|(?:經濟|工業|商務|科技|經濟貿易|科學技術)[和與](?:信息化|資訊化)|住房[和與]城鄉建設"
    r"|人力資源[和與]社會保障|(?:衛生|人口)[和與]計[劃畫]生育|規[劃畫][和與]自然資源|文化(?:廣電)?[和與]旅[遊游]"
    r"|國土資源[和與](?:房屋管理|規[劃畫]))(?:委員會|局|廳|部)"
)
_COMPARING = frozenset("較比與及和由於以為")
_LONGEST_OWN, _FINANCE_SCORE = 4, 6.0


def missions(text: str, parents: Mapping[int, tuple[int, float]]) -> Iterator[Candidate]:
    """駐, a country or city (or its abbreviation), and the word for a mission: 駐美代表處.

    An association or a firm has offices abroad too: 遠東貿易服務中心|駐香港辦事處.
    """
    for m in _MISSION.finditer(text):
        name = known_names().get(m.group(1))
        # 常駐世界貿易組織代表團, 駐WTO代表團.
        known = (
            name is not None
            and name.type == "international"
            and not _MANY.search(text, max(0, m.start() - 3), m.start())
        )
        if m.group(1) in _hosts() or known:
            score = _SCORE + _PER_CHARACTER * (m.end() - m.start())
            yield Candidate(m.start(), m.end(), score, "organization.mission", heads().get("代表處"))
            if m.start() in parents and _POSTING.search(text, max(0, m.start() - 3), m.start()):
                start, parent_score = parents[m.start()]
                yield Candidate(
                    start,
                    m.end(),
                    score + parent_score + 1.0,
                    "organization.nested",
                    heads()["代表處"],
                    m.start(),
                )
    for m in _TEAM.finditer(text):
        if m.group(1) in _hosts():
            yield Candidate(m.start(), m.end(), _SCORE, "organization.mission", heads().get("代表處"))


def quoted(text: str, words: bytearray, taken: Mapping[tuple[int, int], float]) -> Iterator[Candidate]:
    """What stands whole between quotation marks and ends in the head of a body."""
    for m in _QUOTED.finditer(text):
        start, end = m.span(1)
        if (start, end) in taken or words[start] == STOP or is_continued(text, end):
            continue
        for size in range(min(_LONGEST_HEAD, end - start - 2), 0, -1):
            head = heads().get(text[end - size : end])
            if head is not None:
                name = text[start:end]
                whole = words[start] != STOP and not is_spoiled(text, start, end)
                joined = head.kind == "single" and "暨" in name
                if (head.kind == "strong" or joined) and whole and not is_generic(name, fold(head.text)):
                    yield Candidate(start, end, _QUOTED_SCORE + len(name) / 2, "organization.quoted", head)
                break


def abridged_firms(text: str, words: bytearray) -> Iterator[Candidate]:
    """Companies with their legal form in brackets, 海天物流(股)公司: the words before it without a break."""
    for m in _ABRIDGED.finditer(text):
        start = m.start()
        while start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and words[start - 1] not in (STOP, EDGE):
            start -= 1
        if 1 < m.start() - start <= _LONGEST_FIRM:
            yield Candidate(start, m.end(), _QUOTED_SCORE, "organization.firm-form", heads().get("公司"))


def public_houses(text: str, words: bytearray) -> Iterator[Candidate]:
    """Hospitals, schools and museums by who runs them and a name of their own: 公立美波濱醫院."""
    for m in _PUBLIC.finditer(text):
        own = m.group("own")
        if any(words[i] == STOP for i in range(m.start("own"), m.end("own"))) or is_ordinary(own):
            continue
        if not is_continued(text, m.end()) and not is_spoiled(text, m.start("own"), m.end()):
            yield Candidate(m.start(), m.end(), _LEGAL_SCORE, "organization.public", heads()[m.group("head")])


def companies_in_kana(text: str, words: bytearray) -> Iterator[Candidate]:
    """Japanese companies with kana in their name, bounded by a stop or a mark: 九州みなとサービス株式會社."""
    for m in _KANA_COMPANY.finditer(text):
        kana = _KANA.search(text, m.start(), m.end())
        start = kana.start() if kana is not None else m.start()
        while start > m.start() and words[start - 1] not in (STOP, EDGE):
            start -= 1
        if kana is not None:
            yield Candidate(start, m.end(), _SCORE, "organization.kana-company", heads()["株式會社"])


def incorporated(text: str, words: bytearray) -> Iterator[Candidate]:
    """財團法人 or 社團法人, topics and a head: the legal form makes a name of them (財團法人保險發展中心)."""
    for m in _PUBLIC_LAW.finditer(text):
        if not is_continued(text, m.end()) and not is_spoiled(text, *m.span()):
            kind = heads()[m.group("head")]
            yield Candidate(m.start(), m.end(), _SCORE, "organization.legal-form", kind)
    for m in _LEGAL.finditer(text):
        head = _INCORPORATED.search(text, m.start(1) + _LEAST_TOPIC, m.end(1))
        if head is None or any(words[i] == STOP for i in range(m.start(1), head.start())):
            continue
        if is_spoiled(text, m.start(1), head.end()) or is_continued(text, head.end()):
            continue
        yield Candidate(m.start(), head.end(), _LEGAL_SCORE, "organization.legal-form", heads()[head.group()])


def financial_firms(text: str, words: bytearray) -> Iterator[Candidate]:
    """A firm's own word, bounded on the left, before the abridged word for its business: 台新金控."""
    for m in _FINANCE.finditer(text):
        for size in range(_LONGEST_OWN, 1, -1):
            start = m.start() - size
            if start < 0 or not all("\u4e00" <= c <= "\u9fff" for c in text[start : m.start()]):
                continue
            if any(words[i] in (STOP, EDGE) for i in range(start, m.start())) or words[start] == INSIDE:
                continue
            bounded = start == 0 or words[start - 1] == STOP or not "\u4e00" <= text[start - 1] <= "\u9fff"
            own = text[start : m.start()]
            begun = bounded or (size == 2 and not torn(text, start))
            if begun and own[0] not in _COMPARING and not is_ordinary(own):
                yield Candidate(start, m.end(), _FINANCE_SCORE, "organization.finance", heads()["公司"])
                break


def trade_associations(text: str) -> Iterator[Candidate]:
    """臺灣區 or 中華民國, the trade with whatever it consists of, and 同業公會."""
    for m in _TRADE_ASSOCIATION.finditer(text):
        yield Candidate(m.start(), m.end(), _SCORE, "organization.trade-association", heads()["公會"])


def units_behind_short_form(
    text: str, words: bytearray, parents: Mapping[int, tuple[int, float]]
) -> Iterator[Candidate]:
    """A unit behind the short form of its agency: 海洋部(以下簡稱本部)珊瑚復育處, 國際貨幣基金(IMF)市場處."""
    for m in _BEHIND_SHORT_FORM.finditer(text):
        inside = range(m.start("unit"), m.end("unit") - 1)
        if m.start() in parents and not any(words[i] == STOP for i in inside):
            yield Candidate(*m.span("unit"), _LEGAL_SCORE, "organization.unit", heads()[m.group("unit")[-1]])


def offices_of_references(text: str, words: bytearray) -> Iterator[Candidate]:
    """An office behind a reference to its agency: 該部|首席經濟學家辦公室."""
    for m in _OFFICE.finditer(text):
        if not any(words[i] == STOP for i in range(*m.span("office"))):
            yield Candidate(*m.span("office"), _LEGAL_SCORE, "organization.unit", heads()["辦公室"])


def national_institutes(text: str, words: bytearray) -> Iterator[Candidate]:
    """國際 or 國家, topics, and the head of an institute: 國際林業研究中心; not 國際研究中心."""
    for m in _INSTITUTE.finditer(text):
        group = "head" if m.group("head") else "bank"
        if any(words[i] == STOP for i in range(m.start(), m.start(group))) or is_spoiled(text, *m.span()):
            continue
        if m.group("own") not in ("級", "性", "型") and not is_continued(text, m.end()):
            head = heads()[m.group(group)]
            yield Candidate(m.start(), m.end(), _LEGAL_SCORE, "organization.institute", head)


def headquarters(text: str, words: bytearray) -> Iterator[Candidate]:
    """An agency of Korea or Japan that is called 本部 by what it is for: 韓國農林畜產檢疫本部."""
    for m in _HEADQUARTERS.finditer(text):
        if not any(words[i] == STOP for i in range(m.start(), m.end() - 2)):
            yield Candidate(*m.span(), _SCORE, "organization.national", heads()["署"])


def agencies_of_china(text: str, place_starts: Mapping[int, int]) -> Iterator[Candidate]:
    """What a city or province of China calls its agencies, where 和 joins two tasks of one."""
    for m in _AND.finditer(text):
        start = m.start() - 2 if text.endswith("國家", 0, m.start()) else m.start()
        yield Candidate(
            place_starts.get(start, start), m.end(), _SCORE, "organization.national", heads()["局"]
        )


def friendship_groups(text: str, place_starts: Mapping[int, int]) -> Iterator[Candidate]:
    """Groups of a parliament's members: 國會友臺小組 with its parliament, a caucus (「友洋連線」) without.

    A state's or province's group counts too; without a name before 州 or 省 there is none.
    """
    head = heads().get("友臺小組")
    for m in _FRIENDS.finditer(text):
        quoted = m.group("quoted")
        if quoted and not (quoted.startswith("友") and quoted.endswith("小組")):
            yield Candidate(*m.span("quoted"), _QUOTED_SCORE, "organization.caucus", head)
            continue
        start = place_starts.get(m.start(), m.start())
        if m.group()[0] in "州省":
            start = place_starts.get(m.start() + 1, m.start())
            if start == m.start():
                continue
        yield Candidate(start, m.end(), _SCORE, "organization.friendship-group", head)


def governing_parties(text: str) -> Iterator[Candidate]:
    """What 執政 or 在野 introduces and ends in 黨: 執政人民行動黨."""
    for m in _GOVERNING.finditer(text):
        if not is_generic(m.group(1), "黨"):
            yield Candidate(*m.span(1), _PARTY_SCORE, "organization.party", heads().get("黨"))


@cache
def _hosts() -> frozenset[str]:
    return frozenset(places()) | {fold(name) for name in country_names("abbreviation")}
