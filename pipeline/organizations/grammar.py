"""Names by their grammar: a head (協會, 部, 公司) and the scored scan for where the name begins.

The left boundary is decided by log-odds: how likely each character is inside a name rather than in
running text, how likely the first one is to begin a name, and what stands before names. A known place or
agency in front is taken in; a stop such as punctuation ends the scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.immutable import immutable
from pipeline.organizations import boundaries
from pipeline.organizations.boundaries import after, before, is_spelled, torn
from pipeline.organizations.commons import (
    BUSINESS_HEADS,
    JOINT_HEADS,
    JOINTS,
    TOGETHER,
    VERB,
    after_origin,
    has_many,
    is_continued,
    is_false_ending,
    is_generic,
    is_ordinary,
    is_quantifier,
    is_spoiled,
    joins_bodies,
    joins_generic,
    joins_two,
    names_a_person,
    surnames,
)
from pipeline.organizations.latin import terms
from pipeline.organizations.lexicon import Head, fold, generic_words, scores
from pipeline.organizations.lone_units import stands_alone
from pipeline.organizations.surroundings import (
    CONTENT,
    Candidate,
    Surroundings,
    cost_of_break,
    is_title,
    joined_start,
)
from pipeline.organizations.unknown_places import NEVER_INSIDE, starts_at_remnant, with_unknown_place
from pipeline.organizations.words import EDGE, INSIDE, STOP

LONGEST_NAME = 28
# What one pair may cost at most, what a pair costs that was seen neither in names nor often in running text,
# and what a first character costs with which no known name begins. The names of companies and clubs are
# made of any characters: there it all costs less.
_CLOSED_MODEL, _OPEN_MODEL = (-9.0, -0.7, -2.0), (-1.2, -0.2, -0.8)
_OPEN_TYPES = frozenset(("company", "association", "university", "party", "media"))
_SPELLED = 0.3
# Directly after an organization its units may be called anything: what one pair may cost there.
_NESTED_COST = -1.2
# Before a common noun (科技公司) a name (佳世達) is taken in only if no pair in it is a common word.
_RARE = -1.5
# The score of a pair that is a common word and stands in no name: the scan ends there.
_BARRIER = -8.0
# A name that its acronym or Latin name explains: 「製品評價技術基盤機構」(NITE).
_ACRONYM = re.compile(r"[」』\"”]?[ ]?\([A-Z][A-Za-z&.\-]{1,11}[,;)]|[」』\"”]?[ ]?\([A-Z][a-z]+ [A-Za-z]")
_BRACKET_BONUS = 4.0
# A topic directly before a name is a part of it: 外交|貿易部.
_TOPIC_COST = 2.0
_PLACE_BONUS, _NEST_BONUS, _QUOTED_BONUS, _TOPICS_BONUS = 1.5, 5.0, 2.0, 4.0
# A candidate below this is not worth carrying into the choice.
_LEAST, _LEAST_SINGLE = 1.0, 3.0
_CARRIED = 4
# What speaks for characters that form no word before the head of a company, club or university.
_UNKNOWN_BONUS = 3.0
_PLACED_UNITS = frozenset(("分局", "分處", "分署", "分行", "分會", "出張所"))
_SHORTEST_OBJECT = 4
_ALONE = 3.0
# From this length on an acronym is hardly ever a technical term (BOKU國際中心, but not IT中心).
_LONG_ACRONYM = 4
# Words that also stand before other words (航空情報): they end a name only where no word follows.
_LOOSE = frozenset(("航空", "海運", "航運", "新聞", "公報"))
_AFTER_STOP = -1.0
# What it costs to begin inside a word.
_CUT = 2.0
# An organization must be at least this likely to bound the one that a conjunction joins to it.
_LEAST_SIBLING = 5.0
_KINDS = {"strong": 2.0, "weak": 0.0, "single": -0.5, "unit": -2.0}
# Common nouns that stand after an organization without belonging to its name.
_NO_UNITS = frozenset(("機構", "企業", "組織", "銀行團", "國會", "國會小組"))
_INNER = frozenset("・‧·•．-")
# These begin a name only as a part of a word: 經濟, 自由, 對外, but not 因|力霸公司.
_FUNCTION_STARTS = frozenset(
    "因就為由與及和或對向將被把讓使請令經依按據自從到往另並且而又再也已即則若如以在所前後等處查按併"
)
# After these a name is a common noun: 各工業區管理委員會.
_DISTRIBUTIVE = frozenset("各每某諸")
# 反 before a name belongs to it (反毒委員會): the verb is 反對. 個 counts what is no name (一個基金會).
_NEVER_BEFORE = _DISTRIBUTIVE | {"反", "個"}
# What words for the members of an association end in: 官員|協會, 領袖|協會.
_MEMBERS = frozenset("員師者人生家手袖民長友")
_OPENING, _CLOSING = "「『“", "」』”"
# A known name this long ends no longer one, unless a legal form, place or parent stands before it.
_SEALED = 4


@immutable
class _Step:
    """One place where the name may begin: log-odds of the first character and of the pairs up to the end.

    ``clipped`` is ``inside`` with the cost of each pair bounded; ``worst`` the least step so far; ``barred``
    says that a word lies ahead which only a unit's name may hold.
    """

    position: int
    first: float
    inside: float
    clipped: float
    worst: float
    barred: bool


def scan(around: Surroundings, head: Head, end: int) -> list[Candidate]:
    """Candidates for the name that ends at ``end`` in ``head``, best first."""
    head_text = fold(head.text)
    if is_continued(around.text, end) or is_false_ending(around.text, end, head_text):
        return []
    if is_title(around, end - len(head_text), end):
        return []
    # 警察總隊|總隊長.
    if around.text[end : end + 1] == "長" and around.text.endswith(head_text * 2, 0, end):
        return []
    if head_text in _LOOSE and around.words[end] in CONTENT:
        return []
    found = _Scan(around, head, head_text, end).candidates()
    least = _LEAST_SINGLE if head.kind == "single" else _LEAST
    if head.type == "company":
        found = [replace(c, start=after_origin(around.text, c.start)) for c in found]
    found = [c for c in found if c.score > least and not is_spoiled(around.text, c.start, c.end)]
    found = [c for c in found if not boundaries.FORMER.search(around.text, c.start, c.end)]
    found = [c for c in found if not boundaries.DATED.match(around.text, c.start)]
    found += (wider for c in list(found) if (wider := with_unknown_place(around, c)) is not None)
    found = [c for c in found if not joins_two(around.text, c.start, end, head_text)]
    found = [c for c in found if not boundaries.SPONSORED.search(around.text, c.start, end)]
    if head.type == "legislature":
        found = [c for c in found if head_text != "國會" or around.text[end - 3] != "區"]
        found = [
            c for c in found if not boundaries.NO_CHAMBER.search(around.text, c.start, end - len(head_text))
        ]
    found.sort(key=lambda c: (-c.score, c.start))
    return found[:_CARRIED]


class _Scan:
    """The scan leftwards from one head."""

    def __init__(self, around: Surroundings, head: Head, head_text: str, end: int) -> None:
        self.around, self.head, self.head_text, self.end = around, head, head_text, end
        self.head_start = end - len(head_text)
        ending = scores().get(around.text[end - 1] + "$", -2.0)
        self.bracketed = _ACRONYM.match(around.text, end) is not None
        self.right = after(around.text, end) + ending + _KINDS[head.kind] + _BRACKET_BONUS * self.bracketed
        self.is_unit = head.kind == "unit"
        self.open = head.type in _OPEN_TYPES or self.bracketed

    def candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        text, places = self.around.text, self.around.places
        generic_start, generic_score, worst_before = self.end, 0.0, 0.0
        generic_tail, sealed_at = False, None
        bare_places: set[int] = set()
        joint_topics: list[Candidate] = []
        for step in self._steps():
            i = step.position
            name = text[i : self.end]
            if i in self.around.parents:
                generic_tail = generic_tail or (self.head.kind == "weak" and is_generic(name, self.head_text))
                found += self._under_parent(step, name)
            if self.is_unit:
                if i not in self.around.parents and stands_alone(self.around, i, self.head_start, self.end):
                    score = min(_ALONE + (before(text, i) + after(text, self.end)) / 2, _ALONE + 2.0)
                    found.append(Candidate(i, self.end, score, "organization.unit", self.head))
                    if text[i - 1 : i] in JOINTS and self.head_text in JOINT_HEADS:
                        found += self._with_topics(i, score)
                if i in places and self.head_text in _PLACED_UNITS:
                    found += self._after_place(step, step.first + step.inside + self.right + 2.0, 0.0)
                continue
            if step.barred or (generic_tail and i not in self.around.parents):
                continue
            if sealed_at is not None and not boundaries.LEGAL_FORM.fullmatch(text, i, sealed_at):
                continue
            if self.end - i >= _SEALED and (i, self.end) in self.around.known:
                sealed_at = i
            if (i and text[i - 1] in _NEVER_BEFORE) or joins_bodies(name, self.head_text):
                continue
            own = step.first + step.inside + self.right
            if i < self.head_start - 1 and not self.around.inner[i] and not text[i - 1 : i].isdigit():
                quoted = text[i - 1 : i] in _OPENING and text[self.end : self.end + 1] in _CLOSING and i > 0
                score = self._before(i) + own + (_QUOTED_BONUS if quoted else 0.0)
                if self.open and self._is_unknown_word(i):
                    score += _UNKNOWN_BONUS
                if text[i - 2 : i] in generic_words("topic"):
                    score -= _TOPIC_COST
                if not (quoted or self.bracketed) and (
                    i in bare_places
                    or is_generic(name, self.head_text)
                    or joins_generic(name, self.head_text)
                ):
                    generic_start, generic_score = i, max(generic_score, score)
                    worst_before = step.worst
                else:
                    if self.open and generic_start < self.end and i < generic_start - 1:
                        rare = step.worst > _RARE or step.worst == worst_before
                        score = max(score, generic_score + score / 10) if rare else score
                    found.append(Candidate(i, self.end, score, "organization.head", self.head))
                if sealed_at is None and text[i - 1 : i] in JOINTS and self.head_text in JOINT_HEADS:
                    topics = self._with_topics(i, score)
                    if text[i - 1] == "暨":
                        joint_topics += topics
                    else:
                        found += topics
            if i in places and (
                i < self.head_start - 1 or (i == self.head_start and len(self.head_text) > 1)
            ):
                acronym = text[places[i]].isascii()
                one = acronym if i == self.head_start else boundaries.EXECUTIVE.match(text, self.end)
                business = self.head_text in BUSINESS_HEADS and not one
                if (business and is_generic(name, self.head_text)) or has_many(text[places[i] : i], name):
                    bare_places.add(places[i])
                else:
                    found += self._after_place(step, own, generic_score)
        best = max((c.score for c in found), default=0.0)
        found += (replace(c, score=max(c.score, best + _TOPICS_BONUS)) for c in joint_topics)
        if generic_start < self.end and generic_score > 0:
            found = [c for c in found if c.start <= generic_start]
        return [c for c in found if c.score > generic_score]

    def _steps(self) -> Iterator[_Step]:
        """The places where the name may begin, from the head leftwards."""
        text, parents, table = self.around.text, self.around.parents, scores()
        words, inner, head_start, end = self.around.words, self.around.inner, self.head_start, self.end
        least, unseen, rare = _OPEN_MODEL if self.open else _CLOSED_MODEL
        inside = clipped = worst = 0.0
        barred = False
        titled = text[end : end + 1] == "長" and len(self.head_text) == 1
        # Where a pair reaches into a party's head (自由|黨) or ends a word for members (官員|協會).
        party = head_start - 1 if self.head.type == "party" else -1
        association = head_start - 2 if self.head.type == "association" else -1
        may_be_office = text[end : end + 1] in ("長", "員") or text[head_start - 1 : head_start] == "副"
        char = ""
        for i in range(end - 1, max(0, end - LONGEST_NAME) - 1, -1):
            next_char, char = char, text[i]
            mark = words[i] if i < head_start else 0
            if mark == STOP:
                return
            if not ("\u4e00" <= char <= "\u9fff" or char in _INNER) or char in NEVER_INSIDE:
                return
            if next_char:
                sibling = parents.get(i + 1) if next_char in JOINTS and i + 2 < head_start else None
                if sibling is not None and sibling[1] > _LEAST_SIBLING:
                    return
                # 胡志明市與|越南商會.
                if next_char in JOINTS and char in boundaries.CITIES and i + 1 in self.around.places:
                    return
                step = table.get(char + next_char)
                if step is None:
                    step = max(min(0.0, table.get("=" + next_char, -1.0)) + unseen, least)
                    if is_spelled(char + next_char):
                        step = max(step, _SPELLED)
                elif self.bracketed and (step > _BARRIER or char in JOINTS or next_char in JOINTS):
                    step = max(step, _NESTED_COST)
                if i >= head_start:
                    step = max(step, 0.0)
                elif i == party or (i == association and next_char in _MEMBERS):
                    step = max(step, _NESTED_COST)
                if step <= _BARRIER:
                    return
                barred = barred or (step <= VERB and not self.bracketed)
                inside += step
                clipped += step if step > _NESTED_COST else _NESTED_COST
                worst = step if step < worst else worst
            if i > head_start or (inner[i] and i not in parents):
                continue
            if char in _FUNCTION_STARTS and i < head_start and self._starts_no_word(i):
                continue
            if mark == INSIDE and i + 1 < head_start and next_char in JOINTS:
                continue
            if mark == EDGE and i not in parents and (not self.open or char in JOINTS):
                continue
            if may_be_office and names_a_person(text, i, head_start, end):
                continue
            if starts_at_remnant(self.around, i):
                continue
            first = table.get("^" + char)
            if first is None:
                first = min(0.0, table.get("=" + char, 0.0)) + rare
            cut = torn(text, i)
            if mark == INSIDE and cut < _CUT:
                cut = _CUT
            cut += cost_of_break(self.around, i, unlisted=self.open)
            first = (first if first > least - 1.0 else least - 1.0) - cut
            beside = text[i - 1 : i].replace("暨", "")
            if titled and first + inside < 0 and (char in surnames() or beside in surnames()):
                continue
            yield _Step(i, first, inside, clipped, worst, barred)

    def _starts_no_word(self, i: int) -> bool:
        pair = self.around.text[i : i + 2]
        return "|" + pair not in scores() and scores().get(pair, -1.0) <= 0.0

    def _under_parent(self, step: _Step, tail: str) -> Iterator[Candidate]:
        """The name as a unit of the organization that ends where it begins: 經濟部|國際貿易局, 中鋼|公司."""
        start, parent_score = self.around.parents[step.position]
        if step.position == self.head_start and self.head.type == "company" and len(self.head_text) > 1:
            yield Candidate(start, self.end, parent_score + _NEST_BONUS, "organization.company", self.head)
            return
        if (
            tail[0] in JOINTS
            or len(tail) < 2
            or boundaries.OFFICER.search(tail)
            or not self._may_be_unit(tail)
            or self._acts_on_known(step)
        ):
            return
        own = step.first + step.clipped + self.right
        own = max(own, self.around.known.get((step.position, self.end), own))
        if own + _NEST_BONUS > 0:
            score = parent_score + max(0.0, own) + _NEST_BONUS
            yield Candidate(start, self.end, score, "organization.nested", self.head, step.position)

    def _acts_on_known(self, step: _Step) -> bool:
        """Whether a word that no name holds joins the parent to a known body: 農委會|補助|彰化縣政府."""
        around = self.around
        for start in range(step.position + 2, self.end - _SHORTEST_OBJECT + 1):
            if (start, self.end) in around.known and start not in around.parents:
                verb = around.text[step.position : start]
                return verb not in generic_words("topic") and is_ordinary(verb)
        return False

    def _before(self, i: int) -> float:
        """Log-odds of what stands before ``i``; a word that ends names says nothing against one."""
        beside = before(self.around.text, i)
        if boundaries.LEGAL_FORM.match(self.around.text, i):
            beside = max(beside, 0.0)
        return max(beside, _AFTER_STOP) if i and self.around.words[i - 1] == STOP else beside

    def _is_unknown_word(self, i: int) -> bool:
        """Whether characters that form no word stand alone before the head: 越捷|航空, 旭硝子|公司."""
        text, words = self.around.text, self.around.words
        bounded = i == 0 or words[i - 1] in (STOP, EDGE) or not "\u4e00" <= text[i - 1] <= "\u9fff"
        size = self.head_start - i
        if not bounded or not 1 < size <= 4 or any(words[i : self.head_start]):
            return False
        return not ("|" + text[i : i + 2] in scores() and size == 2 and not is_spelled(text[i : i + 2]))

    def _may_be_unit(self, tail: str) -> bool:
        if not self.is_unit and self.head.type in ("company", "media", "party", "association"):
            return False
        # IMF|總部 is where the body sits.
        if self.head_text in _NO_UNITS or tail == "總部" or TOGETHER.match(tail):
            return False
        if self.head.kind == "weak" and len(tail) <= 4 and is_generic(tail, self.head_text):
            return False
        if tail in generic_words("whole") and self.head.kind == "single":
            return False
        rest = tail.removesuffix(self.head_text)
        return not is_quantifier(rest) if rest else len(self.head_text) > 1

    def _after_place(self, step: _Step, own: float, generic_score: float) -> Iterator[Candidate]:
        """The name with the country, city or region before it.

        An acronym in that place names the body itself (SPS|委員會). A place makes a name of a common noun
        (臺灣|優質企業協會), but not of 美國公司 or 日本科技企業.
        """
        text, i = self.around.text, step.position
        start = self.around.places[i]
        business = self.head_text in BUSINESS_HEADS and i < self.head_start
        acronym = text[start:i]
        named = self.head_text == "中心" and i - start >= _LONG_ACRONYM
        named = named or (self.head_text in "處司署局" and i - start > 2 and acronym not in terms())
        if text[start].isascii() and (business or self.head.kind != "strong") and not named:
            return
        region = text[start:i] in generic_words("region")
        if region and text[start - 1 : start] in _DISTRIBUTIVE:
            return
        if self.head_text in BUSINESS_HEADS and text[start:i] in terms():
            return
        if region and (self.head_text in _LOOSE or is_generic(text[start : self.end], self.head_text)):
            return
        generic = is_generic(text[i : self.end], self.head_text)
        score = before(text, start) + _PLACE_BONUS + max(step.first, -1.0) + step.inside + self.right
        if not region:
            score = max(score, before(text, i) + own + 0.5, generic_score + 0.5 if generic else 0.0)
        yield Candidate(start, self.end, score, "organization.place-head", self.head)

    def _with_topics(self, tail: int, score: float) -> Iterator[Candidate]:
        """The name with the topics before its conjunction, and with a parent or place before these."""
        start = joined_start(self.around, tail - 1)
        if start == tail - 1:
            return
        score += _TOPICS_BONUS
        if start in self.around.parents:
            parent, parent_score = self.around.parents[start]
            whole = parent_score + max(score, 0.0) + _NEST_BONUS
            yield Candidate(parent, self.end, whole, "organization.nested", self.head, start)
        elif start in self.around.places:
            place = self.around.places[start]
            yield Candidate(place, self.end, score + _PLACE_BONUS, "organization.place-head", self.head)
        elif self.head_text != "中心":
            yield Candidate(start, self.end, score, "organization.joint-topics", self.head)
