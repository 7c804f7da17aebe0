"""Every span that may name an organization, with its score; ``choose`` decides among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.country_initials import countries_named
from pipeline.organizations.beside_latin import introduced_names, units_of_acronyms
from pipeline.organizations.boundaries import after, before, torn
from pipeline.organizations.commons import is_continued, is_generic
from pipeline.organizations.frames import (
    abridged_firms,
    agencies_of_china,
    companies_in_kana,
    financial_firms,
    friendship_groups,
    governing_parties,
    headquarters,
    incorporated,
    missions,
    national_institutes,
    offices_of_references,
    public_houses,
    quoted,
    trade_associations,
    units_behind_short_form,
)
from pipeline.organizations.grammar import scan
from pipeline.organizations.latin import latin_names
from pipeline.organizations.lexicon import (
    Head,
    fold,
    head_list,
    known_names,
    name_list,
    places,
    prefix_list,
    unit_list,
)
from pipeline.organizations.national import national_bodies
from pipeline.organizations.officers import units_with_officers
from pipeline.organizations.press import glossed_papers, newspapers
from pipeline.organizations.schools import schools
from pipeline.organizations.siblings import siblings
from pipeline.organizations.surroundings import Candidate, Surroundings
from pipeline.organizations.trades import companies_in_a_row, companies_with_trade, listed_companies
from pipeline.organizations.unknown_names import unknown_names
from pipeline.organizations.words import STOP, is_word, word_marks

# Heads of what is named before and meant by 該 alone; 本財團 and 貴港 are not written.
_REFERRED = (
    *("財團", "會議所", "商工會議所", "銀行", "集團", "大學", "學院", "醫院", "研究所", "研究院", "研究中心"),
    *(
        "聯盟",
        "聯合會",
        "總會",
        "學會",
        "公會",
        "工會",
        "商會",
        "智庫",
        "事務所",
        "分局",
        "分署",
        "港",
        "組",
        "公社",
        "會社",
        "社",
        "黨",
        "廠",
    ),
)
# 事業本部 and 營業本部 are divisions of a firm: their end is no 本部.
_DEICTIC = re.compile(
    r"(?!(?<=事業|營業|營運|業務|管理|經營|開發|研發|技術|生產|製造|企劃|推進|行銷|販賣|檢疫|防疫|安全|對策|交涉|復興|再生|振興|戰略|創生)本部)"
    r"(?:本|貴|該)(?:部|局|署|會|院|處|司|所|行|公司|校|中心|館|府|協會|基金會|委員會)(?![分門議級地員期屆次席])"
    rf"|該(?:{'|'.join(_REFERRED)})(?![長員織合成會區群籍業為動政程列車口埠幣務資商人股份規法團隊友議])"
    r"|大院|兩會|[我雙日美韓陸菲越泰德法英歐加澳紐]方(?![式面向法針案便])"
)
_SHARED_HEAD = re.compile(r"[兩二三四](部)(?![分門長次])")
# A quoted forum or conference that has officers is an organization.
_TITLED = re.compile(
    r"[「『]([\u4e00-\u9fff]{4,16}(?:會議|論壇|平臺|計畫)|[\u4e00-\u9fff]{2,16}(?:聯線|連線|網絡))[」』]"
    r"(?:\([^()\n]{2,40}\))?(?:[副前]|共同)?"
    r"(?:主席|會長|秘書長|執行長|總幹事|理事長|發起人)"
)
# Before officers, their secretariat or a numbered session these are bodies; elsewhere events or networks.
_BODIES = re.compile(
    r"(論壇|網路|網絡|社群)"
    r"(?=[」』]?(?:會長|共同主席|副?主席(?!團)|副?秘書長|秘書處|執行長|總幹事|理事長|第[0-9一二三四五六七八九十]{1,3}屆(?:年會|大會|會員)))"
)
# What a country is called from its bracket on: 巴拉圭(下稱巴國).
_DECLARED = re.compile(r"[ ]?\((?:以)?下?[簡下]稱[「『]?([\u4e00-\u9fff]國)[」』]?\)")
# The country that a text speaks of, with the body of it behind: 巴國|外交部.
_ABRIDGED = re.compile("[\u4e00-\u9fff]國(?=[\u4e00-\u9fff]{1,10}[部院會局署黨])")
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&]{1,11}(?=[\u4e00-\u9fff])")
# The heading of the form is no mention of the cabinet.
_FORMULA = re.compile(
    r"行政院(?:暨|及|與)?所屬(?:各)?(?:級)?(?:機關|單位)(?:學校)?(?:人員)?(?:因公|公務)?出國"
)
# What a region of another country is called; its own name is spelled with characters that form no word.
_PROVINCE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:[省州邦縣郡市]|地區|大區)(?=[\u4e00-\u9fff]{2})")
# Before 日本 these make a day of the month: 2月6日|本處.
_DAYS = frozenset("0123456789一二三四五六七八九十")
_JOINING = frozenset("於由及與和在至赴從自到向對為經並或")
_LISTING = frozenset("、及與和")
_LOCATING = frozenset("在於對向赴來至與")
_JOINTS = frozenset("及與和暨")
# Before any other body these are its superior: 行政院陸委會.
CABINETS = frozenset(("行政院", "總統府", "考試院", "司法院", "國務院"))
# 聯合國海洋法公約 is an agreement; the body that keeps it has a name of its own.
_TREATY = re.compile(
    "聯合國(?:(?![、,及與和的之大])[\u4e00-\u9fff]){2,12}(?:公約|憲章|宣言|議定書)(?!秘書處)"
)
# What these set bears their name and a number: ISO 17025, ISO/IEC 27001.
_STANDARDS, _NUMBERED = frozenset(("ISO", "IEC", "IEEE", "ITU")), re.compile("(?:/[A-Z]{2,5})?[ -]?[0-9]{3}")
# States and provinces have ministries that are called as those of countries: 巴伐利亞邦|經濟部.
_REGION_HEADS, _LEAST_REGION = frozenset("州省邦"), 2
# What a known name may stand without: 財團法人|臺灣金融研訓院.
_LEGAL_FORMS = frozenset(("財團法人", "社團法人"))
# Bodies of states, whose councils and committees have names of their own: WTO|爭端解決機構, 聯合國|安理會.
_UNIONS = frozenset(
    ("WTO", "OECD", "APEC", "聯合國", "世界貿易組織", "世貿組織", "經濟合作暨發展組織", "亞太經濟合作會議")
)
# Weights of what is known by name; a name's length speaks for it, and so does what stands around it.
_KNOWN, _PER_CHARACTER, _CONTEXT, _TORN = 4.0, 1.5, 0.7, 1.5
_PLACE_BONUS, _CABINET_BONUS, _UNIT_BONUS = 1.0, 1.0, 8.0
# A registered name that holds a conjunction is one name, not two.
_JOINT_BONUS = 6.0
_DEICTIC_SCORE, _COORDINATED_SCORE, _TITLED_SCORE = 6.0, 9.0, 9.0
# Names up to this length are often part of other words; longer ones keep shorter ones from beginning inside.
_SHORT = 3
# From this length on the last character of a known name begins no other word (管理處|於).
_WHOLE = 7
# From this score on an organization can have units.
_LEAST_PARENT = 2.0


def candidates(text: str, marks: Sequence[tuple[int, int, str]] = ()) -> list[Candidate]:
    """All candidate spans of folded text with their scores; ``marks`` are those of foreign firms (日商)."""
    inner = bytearray(len(text) + 1)
    place_starts = _place_starts(text, inner)
    for start, end, _ in marks:
        inner[start:end] = b"\x01" * (end - start)
    words = word_marks(text)
    _provinces(text, words, place_starts)
    parents: dict[int, tuple[int, float]] = {}
    known: dict[tuple[int, int], float] = {}
    found = _known_names(text, inner, place_starts, parents, known)
    around = Surroundings(text, place_starts, inner, parents, known, words)
    ends, unit_starts = _head_ends(text, place_starts), _unit_starts(text)
    for end in sorted(ends.keys() | unit_starts.keys()):
        here = scan(around, ends[end], end) if end in ends else []
        if end in unit_starts and not is_continued(text, end):
            here += _unit(text, unit_starts[end], end, parents, ends.get(end))
        found += here
        best = max(here, key=lambda c: c.score, default=None)
        if best is not None and best.score > max(_LEAST_PARENT, parents.get(end, (0, 0.0))[1]):
            parents[end] = (best.start, best.score)
    found += latin_names(text)
    found += introduced_names(text)
    found += units_of_acronyms(text, words)
    found += (Candidate(*m.span(), _DEICTIC_SCORE, "organization.deictic") for m in _DEICTIC.finditer(text))
    found += (Candidate(*m.span(1), _TITLED_SCORE, "organization.titled") for m in _TITLED.finditer(text))
    found += _coordinated(text)
    found += missions(text, parents)
    found += friendship_groups(text, place_starts)
    found += governing_parties(text)
    found += abridged_firms(text, words)
    found += public_houses(text, words)
    found += companies_in_kana(text, words)
    found += incorporated(text, words)
    found += financial_firms(text, words)
    found += quoted(text, words, known)
    found += newspapers(text, words, place_starts)
    found += glossed_papers(text, words)
    found += listed_companies(text, words)
    found += companies_in_a_row(text, words)
    found += companies_with_trade(text, words, known)
    found += trade_associations(text)
    found += units_behind_short_form(text, words, parents)
    found += units_with_officers(text, words, parents, {c.end for c in found})
    found += national_institutes(text, words)
    found += headquarters(text, words)
    found += agencies_of_china(text, place_starts)
    found += offices_of_references(text, words)
    found += national_bodies(around, ends)
    found += unknown_names(around, ends)
    found += siblings(around, ends)
    found += schools(text, words, place_starts)
    formulas = [m.span() for m in _FORMULA.finditer(text)]
    return [c for c in found if not any(a <= c.start < b for a, b in formulas)]


def _provinces(text: str, words: bytearray, place_starts: dict[int, int]) -> None:
    """Takes 同奈省, 平順省, 巴伐利亞邦 for places where a word, a country or a stop bounds them."""
    for m in _PROVINCE.finditer(text):
        # 下薩克森|邦, 深圳|市.
        if m.start() in place_starts and not text[m.start() - 1].isascii():
            place_starts.setdefault(m.end(), place_starts[m.start()])
            continue
        for size in (2, 3, 4, 5):
            start = m.start() - size
            if start < 0 or any(words[i] for i in range(start + 1, m.start())):
                break
            if words[start] == STOP and text[start] in _JOINING:
                break
            bounded = start == 0 or words[start - 1] or not "\u4e00" <= text[start - 1] <= "\u9fff"
            if bounded or start in place_starts:
                place_starts.setdefault(m.end(), place_starts.get(start, start))
                break


def _place_starts(text: str, inner: bytearray) -> dict[int, int]:
    """Where each known place, run of places (美國加州) or acronym ends to where it starts.

    Marks the inner characters of places.
    """
    starts: dict[int, int] = {}
    for start, end, name in prefix_list().every(text):
        if name[0] == "日" and text[max(0, start - 2) : start].rstrip()[-1:] in _DAYS:
            continue  # 13日加拿大, 13 日加拿大
        inner[start + 1 : end] = b"\x01" * (end - start - 1)
        whole = starts.get(start, start)
        starts[end] = min(whole, starts.get(end, whole))
    for declared in {m.group(1) for m in _DECLARED.finditer(text) if m.start() in starts} | _abridged(text):
        for m in re.finditer(declared, text):
            if torn(text, m.start()) or text[m.end() : m.end() + 1] in ("家", "際", "籍"):
                continue
            starts.setdefault(m.end(), m.start())
            inner[m.start() + 1] = 1
    for m in _ACRONYM.finditer(text):
        starts.setdefault(m.end(), m.start())
    return starts


def _abridged(text: str) -> set[str]:
    """What its countries are called by their first character where no other of them begins so: 巴國."""
    found = {word for word in _ABRIDGED.findall(text) if word not in places() and not is_word(word)}
    return {word for word in found if len(countries_named(text).called(word[0])) == 1}


def _known_names(
    text: str,
    inner: bytearray,
    place_starts: Mapping[int, int],
    parents: dict[int, tuple[int, float]],
    known: dict[tuple[int, int], float],
) -> list[Candidate]:
    """Candidates of the lexicon; fills ``parents`` and ``known`` and marks inner characters."""
    found: list[Candidate] = []
    for start, end, name in name_list().every(text):
        # 重工 is short for 重工業.
        end += name[-1] == "工" and text[end : end + 1] == "業"
        score = _known_score(text, start, end)
        if score is None:
            continue
        known[start, end] = score
        if end - start > _SHORT:
            inner[start + 1 : end] = b"\x01" * (end - start - 1)
        candidate = _with_place(text, Candidate(start, end, score, "organization.name"), place_starts)
        # WTO 爭端解決機構: a blank may stand behind an acronym.
        above = start - (text[start - 1 : start] == " ")
        if above in parents and _is_under(name, text[parents[above][0] : above]):
            cabinet, cabinet_score = parents[above]
            score += cabinet_score + _CABINET_BONUS
            candidate = Candidate(cabinet, end, score, "organization.nested", None, above)
        found.append(candidate)
        if end not in parents or parents[end][1] < candidate.score:
            parents[end] = (candidate.start, candidate.score)
    return found


def _is_under(name: str, superior: str) -> bool:
    """Whether a known name stands under the body before it: 行政院|陸委會, WTO|爭端解決機構."""
    if superior in _UNIONS:
        known = known_names().get(name)
        return known is not None and known.type == "international" and name not in _UNIONS
    return superior in CABINETS and name not in CABINETS


def _known_score(text: str, start: int, end: int) -> float | None:
    """The weight of a known name as it stands, or None where it is part of a longer word or a treaty."""
    if _TREATY.match(text, start) or (text[start:end] in _STANDARDS and _NUMBERED.match(text, end)):
        return None
    if _is_latin(text[start]) and _is_latin(text[start - 1 : start]):
        return None
    if _is_latin(text[end - 1]) and _is_latin(text[end : end + 1]):
        return None
    if end - start < _WHOLE and not text[end - 1].isascii() and is_continued(text, end):
        return None
    score = _KNOWN + _PER_CHARACTER * (end - start) + _CONTEXT * (before(text, start) + after(text, end))
    if not _JOINTS.isdisjoint(text[start + 1 : end - 1]):
        score += _JOINT_BONUS
    if end - start <= _SHORT:
        score -= _TORN * torn(text, start)
        if text[end : end + 1] != "長":
            score -= _TORN * torn(text, end)
    return score


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _with_place(text: str, c: Candidate, place_starts: Mapping[int, int]) -> Candidate:
    """A known name with the country before it: 越南外交部, 美國商務部. International bodies have none."""
    known = known_names().get(text[c.start : c.end])
    if known is not None and known.type == "government" and text[c.start - 2 : c.start] == "聯邦":
        whole = place_starts.get(c.start - 2, c.start - 2)
        return Candidate(whole, c.end, c.score + _PLACE_BONUS, "organization.place-name", c.head)
    if known is not None and known.type != "government" and text[c.start - 4 : c.start] in _LEGAL_FORMS:
        return Candidate(c.start - 4, c.end, c.score + _PLACE_BONUS, "organization.legal-form", c.head)
    start = place_starts.get(c.start)
    # What begins with its own country stands behind a place of its own: 韓國大田|韓國關稅廳.
    if any(text[c.start : c.start + size] in places() for size in (2, 3, 4) if c.start + size < c.end):
        return c
    if start is None or known is None or known.type == "international" or known.type is None:
        return c
    if known.type == "government" and text[c.start - 1] in _REGION_HEADS and c.start - start > _LEAST_REGION:
        return Candidate(start, c.end, c.score + _PLACE_BONUS, "organization.place-name", c.head)
    # 巴國|外交部: only where the text says which country that is does the place stand in ``place_starts``.
    abridged = c.start - start == _LEAST_REGION and text[c.start - 1] == "國"
    if abridged and known.type == "government" and text[start : c.start] not in places():
        return Candidate(start, c.end, c.score + _PLACE_BONUS, "organization.place-name", c.head)
    country = places().get(text[start : c.start])
    # A company's daughter here: 臺灣松下電器, but not 在臺灣|松下電器.
    daughter = known.type == "company" and text[start : c.start] == "臺灣" and known.country != "TWN"
    if daughter and text[start - 1 : start] not in _LOCATING:
        return Candidate(start, c.end, c.score + _PLACE_BONUS, "organization.place-name", c.head)
    if country is None or (
        known.country not in (None, country) and known.type not in ("government", "legislature")
    ):
        return c
    return Candidate(start, c.end, c.score + _PLACE_BONUS, "organization.place-name", c.head)


def _head_ends(text: str, place_starts: Mapping[int, int]) -> dict[int, Head]:
    """Where each head ends to the longest that ends there; a place that ends in one has none (莫斯科)."""
    ends: dict[int, Head] = {}
    for _, end, head in head_list().every(text):
        if end not in ends or len(head.text) > len(ends[end].text):
            ends[end] = head
    for end, start in place_starts.items():
        if end in ends and not text[start].isascii() and end - start > len(ends[end].text):
            del ends[end]
    for m in _BODIES.finditer(text):
        ends.setdefault(m.end(), Head(m.group(), "association", "strong"))
    return ends


def _unit_starts(text: str) -> dict[int, int]:
    """Where each known unit (國際財政司) ends to where the longest starts."""
    starts: dict[int, int] = {}
    for start, end, _ in unit_list().every(text):
        starts[end] = min(start, starts.get(end, start))
    return starts


def _unit(
    text: str, start: int, end: int, parents: Mapping[int, tuple[int, float]], head: Head | None
) -> list[Candidate]:
    """A known unit, under the organization before it if there is one."""
    if start in parents:
        parent, score = parents[start]
        return [Candidate(parent, end, score + _UNIT_BONUS, "organization.nested", head, start)]
    if end - start <= _SHORT or head is None or is_generic(text[start:end], fold(head.text)):
        return []
    score = 1.0 + before(text, start) + after(text, end) + (end - start) - torn(text, start)
    return [Candidate(start, end, score, "organization.unit", head)]


def _coordinated(text: str) -> list[Candidate]:
    """The members of 經濟、財政兩部, each without its head."""
    found: list[Candidate] = []
    for m in _SHARED_HEAD.finditer(text):
        end = m.start()
        while end >= 2 and text[end - 2 : end] + m.group(1) in known_names():
            found.append(Candidate(end - 2, end, _COORDINATED_SCORE, "organization.coordinated"))
            if text[end - 3 : end - 2] not in _LISTING:
                break
            end -= 3
    return found
