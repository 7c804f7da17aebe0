"""Candidate mentions around each title, each with a score that lets them compete for the text.

Forms: surname + title + given name (邱會長義仁), title + name (理事長谷崎泰明), name + title (大橋光夫會長), title +
name + title (前議長大衛霍克眾議員), surname + title (邱會長). Scores are log-odds from the model of names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import load_lexicon
from pipeline.people.latin import LatinName, latin_name_at, latin_name_before
from pipeline.people.mentions import Form
from pipeline.people.names import Kind, NameModel
from pipeline.people.surroundings import PLACE_HEADS, Surroundings
from pipeline.people.titles import Title

CJK = "\u3400-\u9fff\uf900-\ufaff々"
KANA = "\u3041-\u30ff\uff66-\uff9f"
DOTS = "‧·・．•･∙"
IDEOGRAPH = re.compile(rf"[{CJK}]")
RUN = re.compile(rf"[{CJK}{KANA}]{{1,9}}")
DOTTED = re.compile(rf"[{CJK}]{{1,6}}(?:[{DOTS}][{CJK}A-Z]{{1,6}}\.?){{1,4}}")
# Words after a name that are no part of it; a name in front of them stands as before a full stop.
END_WORDS = re.compile(
    r"夫婦|伉儷|賢伉儷|一行|及其|閣下|先生|女士|小姐|等|率團|訪華|訪臺|訪台|來訪|來華|來臺|來台|及夫人|夫妻"
)
NOT_A_NAME_END = frozenset("國州省市縣會院部黨區團語裔籍係級節期處")
NOT_A_NAME_START = frozenset("暨及或的等兼其該並而之也都所")
DOTTED_BEFORE = re.compile(rf"(?:^|[^{CJK}])([{CJK}]{{1,5}}(?:[{DOTS}][{CJK}]{{1,6}}){{1,3}})$")
DOTTED_SCORE = 12.0
LIST_LEAD = re.compile(r"(?:計有|包括|包含|分別為|分別有|有|為)?[：:]?[ ]?(?=[^ ])")
BLANK = " \t\u3000"
GAP = 2
# How readily a title is followed by a name, by a given name after a surname, or stands after a name.
TITLE_NAME = 1.5
NAME_TITLE = -1.0
WITH_GIVEN = math.log(0.6) + 1.0
WITHOUT_GIVEN = math.log(0.35) + 0.5
SECOND_TITLE = 5.0
WITH_LATIN = 8.0
LATIN_SCORE = 9.0
# Surnames that are more often a preposition or a verb before a title: 向委員報告, 任院長.
DOUBTFUL_SURNAMES = frozenset("向對任由於連別及和與經應令成於當為")
DOUBTFUL = 3.0
HONOURED = re.compile(r"(?<![A-Za-z])(?:Mr|Ms|Mrs|Dr|Prof|Sir|Lord|Lady|Baroness|Amb|Hon)(?:\. ?| )(?=[A-Z])")
LATIN_BRACKET = re.compile(r"[ ]?[(（][A-Za-zÀ-ž][^()（）\n]{2,60}[)）]")
FIRST_NAME = re.compile(r"(?<![A-Za-zÀ-ž'’\-.])[A-ZÀ-Ž][a-zà-ž]{1,11}(?= [A-ZÀ-Ž]|-[A-Z])")
BRACKETED = "person.title-in-brackets"
BARE_LATIN = 4.0
IN_BRACKETS = 6.0
FOREIGN_LEAST = 5.0
DESCRIBED = 3.5
CLOSED = 3.0
DELIMITER = re.compile(r"[、，,；;。：:)）\n(（]|$")


@cache
def _followers() -> frozenset[str]:
    """Words that follow a title and are no given name: 表示, 首先."""
    return frozenset(row["word"] for row in load_lexicon("title_followers"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in load_lexicon("latin_given_names"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention. ``titles`` are (start, end) spans; ``name_start:name_end`` spans the name alone."""

    start: int
    end: int
    score: float
    form: Form
    name: str | None
    surname: str | None
    given: str | None
    latin: str | None
    titles: tuple[tuple[int, int], ...]
    rule: str
    extra_title: str | None = None


class CandidateMaker:
    """Makes the candidates of one text. ``titles`` are those of the whole text in order."""

    def __init__(self, text: str, titles: Sequence[Title], names: NameModel, around: Surroundings) -> None:
        self.text = text
        self.around = around
        self.names = names
        self.titles = [t for t in titles if t.kind != "courtesy"]
        self.by_end = {t.end: t for t in self.titles}
        self.by_start: dict[int, Title] = {}
        for t in self.titles:
            for s in t.starts:
                kept = self.by_start.get(s)
                if kept is None or t.end > kept.end:
                    self.by_start[s] = t

    def all_of(self, title: Title) -> Iterator[Candidate]:
        """All candidates of one title."""
        yield from self._infix(title)
        yield from self._title_name(title)
        yield from self._name_title(title)

    def bracketed_titles(self) -> Iterator[Candidate]:
        """Names whose title stands in a bracket after them: 王小明（財政部科長）, John Smith（主任）."""
        text = self.text
        for title in self.titles:
            if text[title.end : title.end + 1] not in (")", "）"):
                continue
            opening = max(text.rfind(b, max(0, title.start - 30), title.start) for b in "(（")
            if opening < 1 or text.find("）", opening, title.start) >= 0 or text.find("\n", opening, title.start) >= 0:
                continue
            stop = self.back(opening)
            spans = ((title.start, title.end),)
            latin = latin_name_before(text, stop)
            if latin is not None:
                written = f"{latin.title} {latin.name}" if latin.title else latin.name
                score = LATIN_SCORE + IN_BRACKETS + min(latin.tokens, 4) - (6.0 if latin.tokens == 1 else 0.0)
                yield Candidate(
                    latin.start, stop, score, "latin", latin.name, None, None, written, spans, BRACKETED, latin.title
                )
                continue
            for length in range(2, 6):
                first = stop - length
                if first < 0 or not RUN.fullmatch(text, first, stop):
                    break
                found = self.names.best(text[first:stop], text[first - 1] if first else "\n", "（")
                if found is not None and found.kind != "foreign" and found.score > 2.0:
                    yield Candidate(
                        first, stop, found.score + IN_BRACKETS, "bare", found.text, found.surname, found.given, None, spans, BRACKETED
                    )

    def named(self) -> Iterator[Candidate]:
        """Latin names without a title, told by a frequent first name: Angela Merkel, Nguyen Xuan Phuc."""
        for match in FIRST_NAME.finditer(self.text):
            if match.group() not in _given_names():
                continue
            latin = latin_name_at(self.text, match.start())
            if latin is not None and 2 <= latin.tokens <= 4 and latin.start == match.start():
                chinese = self._before_bracket(latin)
                if chinese is not None:
                    yield chinese
                name, _, _ = self._latin(latin)
                form: Form = "latin" if name.surname is None else "bare"
                yield Candidate(
                    latin.start, name.end, BARE_LATIN, form, name.name, name.surname, name.given, name.latin, (), "person.latin-first-name", name.title
                )

    def _before_bracket(self, latin: LatinName) -> Candidate | None:
        """The Chinese form before a bracket that holds nothing but a Latin name: 裴洛西 (Nancy Pelosi)."""
        text = self.text
        if text[latin.start - 1 : latin.start] not in ("(", "（") or text[latin.end : latin.end + 1] not in (")", "）"):
            return None
        stop = self.back(latin.start - 1)
        best: Candidate | None = None
        for length in range(2, 8):
            first = stop - length
            if first < 0 or not RUN.fullmatch(text, first, stop):
                break
            found = self.names.best(text[first:stop], text[first - 1] if first else "\n", "（")
            score = found.score + BARE_LATIN + self.region(first, found.kind) if found else 0.0
            if found is not None and score > (best.score if best else 0.0):
                best = Candidate(
                    first, stop, score, "bare", found.text, found.surname, found.given, latin.name, (), "person.name-latin"
                )
        return best

    def honoured(self) -> Iterator[Candidate]:
        """Latin names behind an honorific (Dr. Gary Little) that no title stands beside."""
        for match in HONOURED.finditer(self.text):
            latin = latin_name_at(self.text, match.start())
            if latin is not None and latin.tokens > 1:
                name, _, score = self._latin(latin)
                yield Candidate(
                    latin.start,
                    name.end,
                    score - 4.0,
                    "latin" if name.surname is None else "bare",
                    name.name,
                    name.surname,
                    name.given,
                    name.latin,
                    (),
                    "person.latin-honorific",
                    name.title,
                )

    def back(self, position: int) -> int:
        """``position`` moved to the left over at most two blanks."""
        for _ in range(GAP):
            if position > 0 and self.text[position - 1] in BLANK:
                position -= 1
        return position

    def forth(self, position: int) -> int:
        """``position`` moved to the right over at most two blanks."""
        for _ in range(GAP):
            if position < len(self.text) and self.text[position] in BLANK:
                position += 1
        return position

    def _infix(self, title: Title) -> Iterator[Candidate]:
        text = self.text
        after = self.forth(title.end)
        run = RUN.match(text, after)
        given_run = run.group()[:3] if run else ""
        for start in title.starts:
            stop = self.back(start)
            for length in (1, 2, 3, 4):
                first = stop - length
                if first < 0 or not IDEOGRAPH.match(text, first):
                    break
                surname = text[first:stop]
                for kind, odds in self._surname_odds(surname, first, start):
                    yield from self._with_given(title, start, first, surname, kind, odds, after, given_run)

    def _surname_odds(self, surname: str, first: int, title_start: int) -> Iterator[tuple[Kind, float]]:
        names, text = self.names, self.text
        previous = text[first - 1] if first else "\n"
        ordinary = names.text(previous, surname)
        joint = names.ordinary(surname[-1], text[title_start]) - names.ordinary("、", text[title_start])
        odds = -ordinary - max(-3.0, min(4.0, joint))
        if len(surname) <= 2:
            chinese = names.surname(surname)
            if chinese > -30.0:
                yield "chinese", chinese + odds + math.log(0.93)
        if len(surname) >= 2 or surname in names.japanese_surnames:
            japanese = names.japanese_surnames.get(surname)
            if japanese is not None:
                yield "japanese", japanese + odds + math.log(0.07)

    def _with_given(
        self,
        title: Title,
        title_start: int,
        first: int,
        surname: str,
        kind: Kind,
        odds: float,
        after: int,
        given_run: str,
    ) -> Iterator[Candidate]:
        names, text = self.names, self.text
        spans = ((title_start, title.end),)
        if surname in DOUBTFUL_SURNAMES:
            odds -= DOUBTFUL
        if odds + WITHOUT_GIVEN > 0.0:
            yield Candidate(
                first,
                title.end,
                odds + WITHOUT_GIVEN,
                "surname_title",
                None,
                surname,
                None,
                None,
                spans,
                "person.surname-title",
            )
        given_model = names.chinese_given if kind == "chinese" else names.japanese_given
        previous = text[title.end - 1]
        if given_run[:2] in _followers():
            return
        for length in range(1, len(given_run) + 1):
            given = given_run[:length]
            probability = given_model(given)
            if probability < -40.0:
                continue
            end = after + length
            score = odds + WITH_GIVEN + probability - names.text(previous, given)
            score += names.after(given[-1], self.following(end))
            if length == 2 and (DELIMITER.match(text, end) or END_WORDS.match(text, end)):
                score += CLOSED
            if score > 0.0:
                yield Candidate(
                    first,
                    end,
                    score,
                    "surname_title_given",
                    surname + given,
                    surname,
                    given,
                    None,
                    spans,
                    "person.surname-title-given",
                )

    def chain(self, title: Title, start: int) -> tuple[int, list[tuple[int, int]]]:
        """Titles that stand directly before this one (宮廷大臣前國會議員): the first start, all spans in order."""
        spans = [(start, title.end)]
        for _ in range(2):
            before = self.back(start)
            gap = 0
            other = self.by_end.get(before)
            for connector in ("兼任", "兼", "暨", "（", "("):
                if other is None and self.text.endswith(connector, 0, before):
                    gap = len(connector)
                    other = self.by_end.get(before - gap)
            if other is None:
                break
            start = other.start
            spans.insert(0, (start, other.end))
        return start, spans

    def _title_name(self, title: Title) -> Iterator[Candidate]:
        text = self.text
        start, spans = self.chain(title, self.around.fused_start(title))
        after = self.forth(title.end)
        lead = LIST_LEAD.match(text, after)
        after = lead.end() if lead else after
        if len(spans) > 1 and text[after : after + 1] in (")", "）"):
            after = self.forth(after + 1)
        named = list(self.names_at(after, text[title.end - 1]))
        described = DESCRIBED if start > 0 and IDEOGRAPH.match(text, start - 1) else DESCRIBED - 1.0
        for name, end, odds in named:
            if name.surname is None and name.latin is None:
                closed = DELIMITER.match(text, end) is not None or END_WORDS.match(text, end) is not None
                if closed:
                    odds += described
                elif odds < FOREIGN_LEAST and end not in self.by_start:
                    continue
            yield self._closed(start, spans, name, end, odds + TITLE_NAME)

    def names_at(self, position: int, previous: str) -> Iterator[tuple[NameSpan, int, float]]:
        """Names that begin at ``position``: (name, end of the span with its bracket, log-odds)."""
        text = self.text
        if position >= len(text) or END_WORDS.match(text, position):
            return
        if text[position].isascii() or not IDEOGRAPH.match(text, position):
            latin = latin_name_at(text, position)
            if latin is not None:
                yield self._latin(latin)
                return
        dotted = DOTTED.match(text, position)
        if dotted is not None:
            yield from self._dotted(dotted)
            return
        run = RUN.match(text, position)
        if run is None or run.group()[0] in NOT_A_NAME_START or run.group()[:2] in _followers():
            return
        stop = END_WORDS.search(text, position + 1, run.end())
        longest = (stop.start() if stop else run.end()) - position
        longest = next((n for n in range(1, longest) if position + n in self.by_start), longest)
        for length in range(2, longest + 1):
            end = position + length
            following = self.following(end)
            found = self.names.best(text[position:end], previous, following)
            title_after = self.by_start.get(end)
            if found is None and title_after is None:
                continue
            latin = self._latin_after(end)
            score = found.score + self.region(position, found.kind) if found else -99.0
            if title_after is not None and found is not None:
                score += max(0.0, -self.names.after(text[end - 1], following))
            if latin is not None:
                score += WITH_LATIN
            if score < -12.0 or found is None:
                continue
            if found.kind == "foreign" and text[end - 1] in NOT_A_NAME_END:
                continue
            yield (
                NameSpan(found.text, found.surname, found.given, latin.name if latin else None, end),
                end,
                score,
            )

    def region(self, position: int, kind: Kind) -> float:
        """What speaks for a Japanese or a transliterated name in a line about Japan or other countries."""
        if kind == "chinese":
            return 0.0
        japan, foreign = self.around.foreign(position)
        return 2.0 if (japan if kind == "japanese" else foreign) else 0.0

    def _latin(self, latin: LatinName) -> tuple[NameSpan, int, float]:
        """A Latin name, with the Chinese name in the bracket after it where there is one."""
        text = self.text
        score = LATIN_SCORE + min(latin.tokens, 4) - (6.0 if latin.tokens == 1 else 0.0)
        bracket = re.compile(rf"[ ]?[(（]([{CJK}]{{2,4}})(?:[{CJK}]{{0,2}}(?:先生|女士|博士))?[)）]").match(
            text, latin.end
        )
        if bracket is not None:
            found = self.names.best(bracket.group(1), "（", "）")
            if found is not None and found.kind == "chinese" and found.score > 0:
                name = NameSpan(
                    found.text, found.surname, found.given, latin.name, bracket.end(), latin.title
                )
                return name, bracket.end(), score + found.score
        written = f"{latin.title} {latin.name}" if latin.title else latin.name
        return NameSpan(latin.name, None, None, written, latin.end, latin.title), latin.end, score

    def following(self, end: int) -> str:
        """The character after a name, or 、 where a word stands there that only follows names."""
        return "、" if END_WORDS.match(self.text, end) else self.text[end : end + 1]

    def _dotted(self, match: re.Match[str]) -> Iterator[tuple[NameSpan, int, float]]:
        """戈登‧虎克: the last part ends where the model sees the name end."""
        last = max(match.group().rfind(d) for d in DOTS) + 1
        longest = len(match.group()) - last
        stop = END_WORDS.search(match.group(), last + 1)
        longest = min(longest, stop.start() - last) if stop else longest
        longest = next((n for n in range(1, longest) if match.start() + last + n in self.by_start), longest)
        for length in range(1, longest + 1):
            end = match.start() + last + length
            name = self.text[match.start() : end]
            tail = self.text[match.start() + last : end]
            score = 10.0 + self.names.foreign_part(tail, self.following(end))
            latin = self._latin_after(end)
            if end in self.by_start:
                score += 3.0
            yield (
                NameSpan(name, None, None, latin.name if latin else None, end),
                end,
                score + (WITH_LATIN if latin else 0.0),
            )

    def _latin_after(self, end: int) -> LatinName | None:
        """The Latin form after a name, in brackets or without."""
        text = self.text
        position = self.forth(end)
        bracket = text[position : position + 1] in ("(", "（", "〔", "[")
        latin = latin_name_at(text, position + bracket) if position + bracket < len(text) else None
        if latin is not None and bracket and latin.tokens == 1 and latin.name.isupper():
            return None
        return latin

    def _closed(
        self, start: int, spans: list[tuple[int, int]], name: NameSpan, end: int, score: float
    ) -> Candidate:
        """The candidate of a title and a name, with a second title after the name where one stands there."""
        second = self.by_start.get(self.forth(name.end)) or self.by_start.get(self._after_bracket(name.end))
        latin = name.latin
        form: Form = "title_name"
        rule = "person.title-name"
        if (
            second is not None
            and second.kind in ("rank", "legislator", "mission", "state")
            or (second is not None and second.start == name.end and second.kind == "head")
        ):
            spans = [*spans, (max(second.start, name.end), second.end)]
            end, score, rule = second.end, score + SECOND_TITLE, "person.title-name-title"
            written = self._latin_after(end) if latin is None else None
            if written is not None:
                latin, score = written.name, score + LATIN_SCORE + WITH_LATIN
        return Candidate(
            start,
            end,
            score,
            form,
            name.name,
            name.surname,
            name.given,
            latin,
            tuple(spans),
            rule,
            name.title,
        )

    def _latin_in_bracket(self, end: int) -> LatinName | None:
        """The Latin name in a bracket that closes at ``end``: 保羅克魯曼(Paul Krugman)教授."""
        if self.text[end - 1 : end] not in (")", "）") or end < 4:
            return None
        opening = max(self.text.rfind(b, max(0, end - 50), end) for b in "(（")
        latin = latin_name_at(self.text, opening + 1) if opening > 0 else None
        return latin if latin is not None and latin.end == end - 1 and latin.start == opening + 1 else None

    def _after_bracket(self, end: int) -> int:
        """The place after the Latin name in brackets that follows ``end``; ``end`` itself without one."""
        closing = LATIN_BRACKET.match(self.text, end)
        return closing.end() if closing else end

    def _name_title(self, title: Title) -> Iterator[Candidate]:
        text = self.text
        for start in title.starts:
            stop = self.back(start)
            bracketed = self._latin_in_bracket(stop)
            if bracketed is not None:
                stop = bracketed.start - 1
            span = ((start, title.end),)
            latin = latin_name_before(text, start) if bracketed is None else None
            if latin is not None:
                written = f"{latin.title} {latin.name}" if latin.title else latin.name
                score = LATIN_SCORE + min(latin.tokens, 4) - (6.0 if latin.tokens == 1 else 0.0) - 2.0
                yield Candidate(
                    latin.start,
                    title.end,
                    score,
                    "name_title",
                    latin.name,
                    None,
                    None,
                    written,
                    span,
                    "person.name-title",
                    latin.title,
                )
                continue
            dotted = DOTTED_BEFORE.search(text[max(0, stop - 24) : stop])
            if dotted is not None:
                first = stop - len(dotted.group(1))
                yield Candidate(
                    first, title.end, DOTTED_SCORE, "name_title", text[first:stop], None, None, None, span, "person.name-title"
                )
                continue
            for length in range(2, 8):
                first = stop - length
                if first < 0 or not RUN.fullmatch(text, first, stop):
                    break
                previous = text[first - 1] if first else "\n"
                found = self.names.best(text[first:stop], previous, text[start])
                if found is None:
                    continue
                score = (
                    found.score
                    - self.names.after(text[stop - 1], text[start])
                    + self.region(first, found.kind)
                )
                joint = self.names.ordinary(text[stop - 1], text[start]) - self.names.ordinary(
                    "、", text[start]
                )
                score += NAME_TITLE - max(-2.0, min(4.0, joint)) + (WITH_LATIN + 3.0 if bracketed else 0.0)
                if found.kind == "foreign":
                    if title.head in PLACE_HEADS or text[stop - 1] in NOT_A_NAME_END:
                        continue
                    score -= 3.0
                if score > 0.0:
                    yield Candidate(
                        first,
                        title.end,
                        score,
                        "name_title",
                        found.text,
                        found.surname,
                        found.given,
                        bracketed.name if bracketed else None,
                        span,
                        "person.name-title",
                    )


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at a place: ``end`` is where its own characters end, ``title`` a Latin title of nobility."""

    name: str
    surname: str | None
    given: str | None
    latin: str | None
    end: int
    title: str | None = None
