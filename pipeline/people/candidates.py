"""Candidate mentions around each title, each with a score that lets them compete for the text.

Forms: surname + title + given name (邱會長義仁), title + name (理事長谷崎泰明), name + title (大橋光夫會長),
title + name + title (前議長大衛克雷曼眾議員), surname + title (邱會長). Scores are log-odds from the model of
names, with what the form itself tells; see ``rules`` for examples of each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.immutable import immutable
from pipeline.people.latin import is_last_name, latin_name_at, latin_name_before
from pipeline.people.mentions import Form
from pipeline.people.names import Kind, NameModel
from pipeline.people.naming import (
    BEFORE_VERB,
    COURTESY,
    DOTS,
    END_WORDS,
    GAP,
    IDEOGRAPH,
    INTO_VERB,
    JOINING,
    LATIN,
    NO_NAME,
    NOT_A_NAME_END,
    RUN,
    SPELLING,
    WITH_LATIN,
    NameReader,
    NameSpan,
    title_followers,
)
from pipeline.people.place_heads import known_places
from pipeline.people.surroundings import PLACE_HEADS, Surroundings
from pipeline.people.titles import Title

DOTTED_BEFORE = re.compile(rf"((?:{SPELLING}){{1,9}})(?:[{DOTS}](?:{SPELLING}){{1,6}}){{1,3}}$")
# The longest first part of a dotted name that nothing known stands before.
FIRST_PART = 5
# These begin no transliterated name, though one may hold them: 向安娜‧柯蒂說明.
LEADING = frozenset("和由向對請經邀訪晤")
# Words whose second character may be a surname or begin a transliterated name.
BOUND = re.compile(
    "[會途其當心]中|[會午日隨最嗣]後|席間|期間|[我雙對美日韓陸中英法德歐菲越印星泰馬俄加澳荷捷瑞奧港校院廠警軍官資勞]方"
)
LIST_LEAD = re.compile(r"(?:計有|包括|包含|分別為|分別有)?[：:]?[ ]?(?=[^ ])")
# Of these titles 代表 is a part (代表公使); before others it is mostly a verb: 總統甲代表國務卿乙.
ABROAD = ("mission", "rank", "courtesy")
CONNECTORS = ("兼任", "兼", "暨", "（", "(")
# A form counts only from this much evidence on.
LEAST = 1.0
LEAST_SURNAME = -30.0
# How readily a title is followed by a name, by a given name after a surname, or stands after a name.
TITLE_NAME = 1.5
NAME_TITLE = -1.0
WITH_GIVEN = math.log(0.6) + 1.0
WITHOUT_GIVEN = math.log(0.35) + 0.5
# Two surnames joined by marriage hardly stand without the given name.
JOINED_ALONE = -4.0
SECOND_TITLE = 5.0
DOTTED_SCORE = 12.0
LATIN_TITLE = -2.0
# As much as the bracket's own name would win beside a name without its title.
BRACKETED_LATIN = 7.0
FOREIGN_TITLE = -3.0
# Between a title and 先生 or 女士 stands a name.
BEFORE_COURTESY = 4.0
# A transliterated name fills the place between a title and a delimiter, or needs more evidence.
DESCRIBED = 3.5
UNDESCRIBED = 2.5
FOREIGN_LEAST = 5.0
STAFF_FOREIGN = -3.0
# A given name mostly ends at a delimiter; a single character before a comma may as well be a verb.
CLOSED = 3.0
OPEN_SINGLE = -1.5
# What follows a title in ordinary text begins like a clause, a verb above all.
CLAUSE = -0.5
# A character alone between a title and such a word is hardly anything but a name.
SINGLE_BEFORE_VERB = 5.0
# What a name in which a courtesy takes the place of the title must show.
COURTESY_CLEAR = 10.0
ADVERBS = frozenset(
    "甫業迄屢先續另曾均則即並再仍就以也又還亦皆特甚深頗更復嗣旋隨遂乃故爰且而但惟應擬將已未不可會能"
)
# Surnames that are more often a preposition or a verb before a title: 向委員報告, 任院長.
DOUBTFUL_SURNAMES = frozenset("曾向對任由於連別及和與經應令成於當為奉見")
DOUBTFUL = -3.0
# The surname would be the last character of a modifier: 五星上將.
INSIDE_PREFIX = -4.0
# The name before a title would end in its modifier: 首席 in 首席部長.
IN_PREFIX = -8.0
# Of two titles after a name, 助理 and 助理總監, the longer one is meant.
LONGER_TITLE = 0.05
ORDINAL = frozenset("屆歷新現連前")
CHINESE_SHARE, JAPANESE_SHARE = math.log(0.93), math.log(0.07)


@immutable
class Candidate:
    """A possible mention. ``titles`` are (start, end) spans, which for a list may lie outside the mention.

    ``unit_end`` is where the organization of a list ends when it stands before the first name rather
    than before the title.
    """

    start: int
    end: int
    score: float
    form: Form
    who: NameSpan
    titles: tuple[tuple[int, int], ...]
    rule: str
    unit_end: int | None = None

    def weighed(self, more: float) -> Candidate:
        """The same with ``more`` added to its score."""
        return Candidate(
            self.start,
            self.end,
            self.score + more,
            self.form,
            self.who,
            self.titles,
            self.rule,
            self.unit_end,
        )


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
        self.reader = NameReader(text, self.by_start, names, around)

    def all_of(self, title: Title) -> Iterator[Candidate]:
        """All candidates of one title."""
        yield from self._infix(title)
        yield from self._title_name(title)
        yield from self._name_title(title)

    def _infix(self, title: Title) -> Iterator[Candidate]:
        text, reader = self.text, self.reader
        after = reader.forth(title.end)
        for start in title.starts:
            stop = reader.back(start)
            for first in range(stop - 1, max(stop - 5, -1), -1):
                if not IDEOGRAPH.match(text, first):
                    break
                surname = text[first:stop]
                # Few runs are surnames: asked first, all else is asked of these alone.
                if not self._may_be_surname(surname) or self._cuts_word(first):
                    continue
                for kind, odds in self._surname_odds(surname, first, start):
                    odds += INSIDE_PREFIX if start != title.starts[0] else 0.0
                    listed = kind == "japanese" or surname in self.names.chinese_surnames
                    score = odds + WITHOUT_GIVEN + (0.0 if listed else JOINED_ALONE)
                    if score > 0.0:
                        who = NameSpan(None, surname, None, None, title.end, title.end, odds)
                        spans = ((start, title.end),)
                        yield Candidate(
                            first, title.end, score, "surname_title", who, spans, "person.surname-title"
                        )
                    yield from self._with_given(title, start, first, surname, kind, odds, after)

    def around_courtesy(self, start: int, end: int) -> Iterator[Candidate]:
        """Surname, courtesy, given name (陳女士美玲); without a title the characters must be clear."""
        courtesy = Title(start, end, self.text[start:end], "courtesy", (start,))
        for c in self._infix(courtesy):
            if c.who.given is not None and len(c.who.given) > 1 and c.score >= COURTESY_CLEAR:
                yield replace(c, titles=(), rule="person.surname-courtesy-given")

    def _may_be_surname(self, text: str) -> bool:
        names = self.names
        return text in names.japanese_surnames or (
            len(text) <= 2 and (text in names.chinese_surnames or names.surname(text) > LEAST_SURNAME)
        )

    def _surname_odds(self, surname: str, first: int, title_start: int) -> Iterator[tuple[Kind, float]]:
        """The log-odds that the characters before a title are a surname, for each kind it can be."""
        names, text = self.names, self.text
        previous = text[first - 1] if first else "\n"
        joint = names.ordinary(surname[-1], text[title_start]) - names.ordinary("、", text[title_start])
        odds = -names.text(previous, surname) - max(-3.0, min(4.0, joint))
        if surname in DOUBTFUL_SURNAMES:
            if previous.isdigit() or previous in ORDINAL:
                return
            odds += DOUBTFUL if text[title_start] not in "前副" else 0.0
        chinese = names.surname(surname) if len(surname) <= 2 else -math.inf
        if chinese > LEAST_SURNAME:
            yield "chinese", chinese + odds + CHINESE_SHARE
        japanese = names.japanese_surnames.get(surname)
        if japanese is not None:
            yield "japanese", japanese + odds + JAPANESE_SHARE

    def _with_given(
        self, title: Title, start: int, first: int, surname: str, kind: Kind, odds: float, after: int
    ) -> Iterator[Candidate]:
        names, text = self.names, self.text
        run = RUN.match(text, after)
        given_run = run.group()[:3] if run else ""
        if given_run[:2] in title_followers() or (given_run and END_WORDS.match(text, after)):
            return
        given_model = names.chinese_given if kind == "chinese" else names.japanese_given
        for length in range(1, len(given_run) + 1):
            given, end = given_run[:length], after + length
            ordinary = names.text(text[title.end - 1], given)
            afresh = names.text("，", given)
            ordinary = max(ordinary, afresh + CLAUSE) if length > 1 else min(ordinary, afresh)
            score = odds + WITH_GIVEN + given_model(given) - ordinary
            score += names.after(given[-1], self.reader.following(end))
            closed = self.reader.closed(end)
            listed = closed and text[end : end + 1] not in ("，", "：", ":", ",")
            score += CLOSED if (closed and length == 2) or (listed and length == 1) else 0.0
            score += OPEN_SINGLE if not closed and length == 1 else 0.0
            score += self._around_verb(end, length)
            if score > 0.0:
                who = NameSpan(surname + given, surname, given, None, end, end, score)
                spans = ((start, title.end),)
                rule = "person.surname-title-given"
                yield Candidate(first, end, score, "surname_title_given", who, spans, rule)

    def _around_verb(self, end: int, length: int) -> float:
        """What a word that follows persons says for a given name that ends before it, or in it."""
        if length == 1 and self.text[end - 1] in ADVERBS:
            return INTO_VERB
        if length > 1 and self.reader.verb_at(end - 1):
            return INTO_VERB
        if self.reader.verb_at(end):
            return BEFORE_VERB if length > 1 else SINGLE_BEFORE_VERB
        return 0.0

    def chain(self, title: Title) -> list[tuple[int, int]]:
        """The spans of the titles that stand directly before this one, and its own (宮廷大臣前國會議員).

        總理特別顧問 is one title: the second is an office of the first.
        """
        start = self.around.fused_start(title)
        spans = [(start, title.end)]
        for _ in range(2):
            before = self.reader.back(start)
            other = self.by_end.get(before)
            for connector in CONNECTORS:
                if other is None and self.text.endswith(connector, 0, before):
                    other = self.by_end.get(before - len(connector))
            if other is None or (
                other.head == "代表" == self.text[other.start : start] and title.kind not in ABROAD
            ):
                break
            start = other.start
            if (
                other.kind == "state"
                and title.kind in ("staff", "head", "mission")
                and other.end == spans[0][0]
            ):
                spans[0] = (start, spans[0][1])
            else:
                spans.insert(0, (start, other.end))
        return spans

    def _title_name(self, title: Title) -> Iterator[Candidate]:
        text, reader = self.text, self.reader
        spans = self.chain(title)
        start = spans[0][0]
        after = reader.forth(title.end)
        lead = LIST_LEAD.match(text, after)
        after = lead.end() if lead else after
        if len(spans) > 1 and text[after : after + 1] in (")", "）"):
            after = reader.forth(after + 1)
        described = DESCRIBED if start > 0 and IDEOGRAPH.match(text, start - 1) else UNDESCRIBED
        for who in reader.names_at(after, text[title.end - 1]):
            odds = who.odds + (BEFORE_COURTESY if COURTESY.match(text, who.end) else 0.0)
            if who.surname is None and who.latin is None:
                odds += STAFF_FOREIGN if title.kind == "staff" else 0.0
                if reader.closed(who.end):
                    odds += described
                elif odds < FOREIGN_LEAST and who.end not in self.by_start:
                    continue
            yield self._closed(start, spans, who, odds + TITLE_NAME - LEAST)

    def _closed(self, start: int, spans: list[tuple[int, int]], who: NameSpan, score: float) -> Candidate:
        """The candidate of a title and a name, with a second title after the name where one stands there."""
        reader = self.reader
        second = self.by_start.get(reader.forth(who.end)) or self.by_start.get(reader.after_bracket(who.end))
        # In 總統甲代表國務卿乙 the word is a verb.
        verb = second is not None and second.kind == "mission" and second.end in self.by_start
        if (
            second is None
            or verb
            or not (
                (who.latin is not None and who.name == who.latin and " " not in who.latin)
                or second.kind in ("rank", "legislator", "mission", "state")
                or (second.kind == "head" and second.start == who.end)
            )
        ):
            return Candidate(
                start, who.closed_end, score, "title_name", who, tuple(spans), "person.title-name"
            )
        titles = (*spans, (max(second.start, who.end), second.end))
        score += SECOND_TITLE
        latin = reader.latin_after(second.end) if who.latin is None else None
        if latin is not None:
            score += LATIN + WITH_LATIN
            who = NameSpan(
                who.name, who.surname, who.given, latin.name, who.end, who.end, who.odds, who.title
            )
        if who.latin is not None and who.name == who.latin and is_last_name(who.latin):
            who = replace(who, name=None, surname=who.latin, latin=None)
        return Candidate(start, second.end, score, "title_name", who, titles, "person.title-name-title")

    def _name_title(self, title: Title) -> Iterator[Candidate]:
        for start in title.starts:
            for first, odds, who in self._names_before(title, start):
                inside = start != title.starts[0] and first < title.starts[0]
                score = odds + (IN_PREFIX if inside else 0.0) + LONGER_TITLE * (title.end - start)
                spans = ((start, title.end),)
                form: Form = "surname_title" if who.name is None else "name_title"
                rule = "person.surname-title" if who.name is None else "person.name-title"
                yield Candidate(first, title.end, score, form, who, spans, rule)

    def _cuts_word(self, first: int) -> bool:
        """Whether ``first`` is the second character of a word that precedes names (會中, 美方, 恭賀)."""
        return first > 0 and (
            BOUND.match(self.text, first - 1) is not None or self.reader.holds_verb(first - 1, first + 1)
        )

    def dotted_before(self, stop: int) -> tuple[int, NameSpan] | None:
        """The dotted name that ends at ``stop``, with its first character: 貝拉．柯蒂, 與|貝拉．柯蒂."""
        text, around = self.text, self.around
        dotted = DOTTED_BEFORE.search(text[max(0, stop - 30) : stop])
        if dotted is None:
            return None
        run = stop - len(dotted.group())
        ends = [
            p
            for p in range(run + 1, run + len(dotted.group(1)))
            if p in self.by_end
            or around.ends_place(p)
            or around.ends_organization(p)
            or (p == run + 1 and text[run] in LEADING)
        ]
        first = max(ends, default=run)
        open_before = run and IDEOGRAPH.match(text, run - 1) and text[run - 1] not in JOINING
        if not ends and (len(dotted.group(1)) > FIRST_PART or open_before):
            return None
        return first, NameSpan(text[first:stop], None, None, None, stop, stop, DOTTED_SCORE)

    def _is_firm(self, title: Title) -> bool:
        """Whether the Latin words before a title are a firm, its holder behind it: Nordlys經理|Jan Vries.

        In Jan Vries經理 Nora Berg處長 each has a title of his or her own.
        """
        after = self.reader.forth(title.end)
        holder = latin_name_at(self.text, after) if after - title.end < GAP else None
        return holder is not None and self.reader.forth(holder.end) not in self.by_start

    def _names_before(self, title: Title, start: int) -> Iterator[tuple[int, float, NameSpan]]:
        """The names that end at a title: (first character, score, name)."""
        text, reader = self.text, self.reader
        stop = reader.back(start)
        if text[stop - 1 : stop] in ("/", "／"):
            stop = reader.back(stop - 1)
        bracketed = reader.latin_in_bracket(stop)
        if bracketed is not None:
            stop = reader.back(bracketed.start - 1)
        latin = latin_name_before(text, start) if bracketed is None else None
        if latin is not None:
            if self._is_firm(title):
                return
            who = reader.latin(latin)
            if is_last_name(latin.name):
                who = replace(who, name=None, surname=latin.name, latin=None)
            yield latin.start, who.odds + LATIN_TITLE, who
            return
        dotted = self.dotted_before(stop)
        if dotted is not None:
            yield dotted[0], DOTTED_SCORE, dotted[1]
            return
        last = text[stop - 1 : stop]
        if last in "與及暨" or (title.head in PLACE_HEADS and last in NOT_A_NAME_END):
            return
        latin_name = bracketed.name if bracketed else None
        following = "（" if bracketed else text[start]
        form = NAME_TITLE - LEAST
        if bracketed:
            form += WITH_LATIN + BRACKETED_LATIN
        else:
            joint = self.names.ordinary(last, following) - self.names.ordinary("、", following)
            form -= max(-2.0, min(4.0, joint)) + self.names.after(last, following)
        for first in range(stop - 2, max(stop - 8, -1), -1):
            if not RUN.fullmatch(text, first, stop):
                break
            # A longer name holds the same words.
            if NO_NAME.match(text, first, stop) or reader.holds_verb(first, first + 2):
                break
            if self._cuts_word(first) or reader.verb_at(first):
                continue
            found = self.names.best(text[first:stop], text[first - 1] if first else "\n", following)
            # 赴甲國及乙國|視察 is a journey.
            if found is None or (found.text[0] in "及與赴駐" and found.text[1:] in known_places()):
                continue
            score = found.score + form + reader.region(first, found.kind)
            # 奉馬總統 is 馬總統 behind a verb.
            if found.surname in DOUBTFUL_SURNAMES and found.given in self.names.chinese_surnames:
                score += DOUBTFUL
            if found.kind == "foreign":
                if title.head in PLACE_HEADS or last in NOT_A_NAME_END:
                    continue
                score += FOREIGN_TITLE
            if score > 0.0:
                yield (
                    first,
                    score,
                    NameSpan(found.text, found.surname, found.given, latin_name, stop, stop, score),
                )
