"""Names that no Chinese title stands beside: known by an honorific, a first name, a label, or a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from pipeline.lexicons import load_lexicon
from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.latin import LatinName, address, latin_name_at, latin_name_before
from pipeline.people.mentions import Form
from pipeline.people.naming import COURTESY, RUN, NameSpan
from pipeline.search import matches

FIRST_NAME = re.compile(r"(?<![A-Za-zÀ-ž'’\-.])[A-ZÀ-Ž][a-zà-ž]{1,11}(?= [A-ZÀ-Ž]|-[A-Z])")
_UNITS = "公司|大學|學院|集團|協會|基金|銀行|中心|會議|機場|飯店|酒店|研究所|模型|法案|獎|廣場|大樓|大道|公園"
NO_PERSON_AFTER = re.compile(
    rf"[ ]?(?![及與和等])[\u4e00-\u9fff]{{0,2}}?(?:{_UNITS}|博物館|事務所)|[ ]?[號型牌團州市島路街港河]"
)
# The labels of forms and agendas after which one person stands (姓名：, 主講人：).
LABEL = re.compile(
    r"(?:姓\s{0,6}名|出國人員|報告[人者]|撰[寫稿][人者]|聯絡人員?|承辦人員?|主講[人者]|演講[人者]|講師|講者|講座"
    r"|主持[人者]|與談[人者]|引言[人者]|評論人|提案人|連署人|出席人員|與會人員|陪同人員|參加人員|參訪人員|接待人員?"
    r"|受訪[人者]|受訪人員|(?:拜會|訪談|洽談|會晤|晤談)(?:對象|人員)|記錄|紀錄)"
    r"(?:\s{0,6}[、/及與]?\s{0,6}(?:職稱|單位))?\s{0,6}[：:][ \u3000]*"
)
# The same in English, before a Latin name.
ENGLISH_LABEL = re.compile(
    r"(?<![A-Za-z])(?:[Nn]ame|[Ss]peaker|[Mm]oderator|[Cc]hair(?:man|woman|person)?|[Pp]resenter|[Pp]anell?ist"
    r"|[Ll]ecturer|[Ii]nstructor|[Ff]acilitator|[Dd]iscussant|[Rr]apporteur|[Hh]ost|[Oo]rgani[sz]er"
    r"|[Cc]ontact(?: [Pp]erson)?)s?"
    r"[ ]?[:：][ \u3000]*"
)
# Where a Latin word begins.
_BEGINS = re.compile(r"[A-Za-z](?<![A-Za-z].)")
COUPLE = re.compile("賢?伉儷|夫婦")
# What is called after a lord or a prince: Prince Hotel, Lord Howe Island.
NAMED_AFTER = re.compile(
    r"(?:Hotel|House|College|School|University|Park|Street|Road|Square|Palace|Hall|Islands?|Bay|Group|Cup|Award|Bank|Foundation)$"
)
# The party and the state behind a member of the American congress: (R-AZ).
PARTY = re.compile(r"[ ]?[(（][RDI][-–－,][ ]?[A-Z]{2}[)）]")
TITLE_LABEL = re.compile(r"[ \u3000、，,;；]*(?:職\s*稱|職\s*務|職\s*位)\s*[：:][ \u3000]*")
LABEL_LEAST = 2.0
LABEL_MORE = 3.0
# A bare Latin name yields to other readings; an honorific says more, a title in a bracket most.
FIRST_NAME_SCORE = 4.0
HONORIFIC_LESS = -4.0
BRACKET_MORE = 6.0
COURTESY_MORE = 3.0
COURTESY_LEAST = 4.0
BRACKET_LEAST = 2.0
BRACKET_REACH = 30
IN_BRACKETS = "person.title-in-brackets"


def untitled(maker: CandidateMaker) -> Iterator[Candidate]:
    """All candidates of this module."""
    yield from _with_honorific(maker)
    yield from _with_first_name(maker)
    yield from _with_title_in_brackets(maker)
    yield from _labelled(maker)
    yield from _labelled_in_english(maker)
    yield from _before_courtesy(maker)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(row["name"] for row in load_lexicon("latin_given_names"))


def _form(who: NameSpan) -> Form:
    return "latin" if who.surname is None else "bare"


def _with_honorific(maker: CandidateMaker) -> Iterator[Candidate]:
    """Dr. John Clayman."""
    for match in matches(_BEGINS, address(), maker.text):
        latin = latin_name_at(maker.text, match.start())
        if latin is not None and (latin.tokens > 1 or latin.title is not None):
            who = maker.reader.latin(latin)
            if latin.title is not None and NAMED_AFTER.search(latin.name):
                continue
            # Mr. stands before many a word; what stands behind Lord is a person.
            score = who.odds + (HONORIFIC_LESS if latin.tokens > 1 else 0.0)
            spans = _latin_title_after(maker.text, who.closed_end)
            rule = "person.latin-honorific"
            yield Candidate(latin.start, who.closed_end, score, _form(who), who, spans, rule)


def _with_first_name(maker: CandidateMaker) -> Iterator[Candidate]:
    """Angela Merkel, Nguyen Xuan Phuc; any Latin name before a word of speech; 裴洛西 (Nancy Pelosi)."""
    for match in FIRST_NAME.finditer(maker.text):
        known = match.group() in _first_names()
        latin = latin_name_at(maker.text, match.start())
        if latin is None or not 2 <= latin.tokens <= 4:
            continue
        if not known and not PARTY.match(maker.text, latin.end):
            speaks = maker.reader.verb_at(latin.end) and not maker.around.penalty(
                latin.start, latin.end, None
            )
            if not speaks or latin.name.isupper():
                continue
        if not NO_PERSON_AFTER.match(maker.text, latin.end):
            yield from _before_bracket(maker, latin)
            who = maker.reader.latin(latin)
            rule = "person.latin-first-name"
            spans = _latin_title_after(maker.text, who.closed_end)
            yield Candidate(latin.start, who.closed_end, FIRST_NAME_SCORE, _form(who), who, spans, rule)


def _before_bracket(maker: CandidateMaker, latin: LatinName) -> Iterator[Candidate]:
    """Names before a bracket that holds nothing but a Latin name."""
    text = maker.text
    if text[latin.start - 1 : latin.start] not in ("(", "（"):
        return
    if text[latin.end : latin.end + 1] not in (")", "）"):
        return
    stop = maker.reader.back(latin.start - 1)
    found = list(_ending_at(maker, stop, 7))
    # Behind a title the name is whole: 助卿費南德, not 助卿費|南德.
    titled = [item for item in found if item[0] in maker.by_end]
    for first, who in titled or found:
        who = replace(who, latin=latin.name)
        score, title = who.odds + FIRST_NAME_SCORE, maker.by_end.get(first)
        if title is None:
            yield Candidate(first, stop, score, "bare", who, (), "person.name-latin")
            continue
        spans = maker.chain(title)
        start, rule = spans[0][0], "person.title-name"
        yield Candidate(start, stop, score, "title_name", who, tuple(spans), rule)


@cache
def _latin_title() -> re.Pattern[str]:
    """A title in English after a comma or in a bracket: , Deputy Director; (Head of Unit)."""
    words: dict[str, list[str]] = {"head": [], "modifier": []}
    for row in load_lexicon("latin_titles"):
        words[row["kind"]].append(re.escape(row["word"]))
    head, modifier = ("|".join(sorted(words[k], key=len, reverse=True)) for k in ("head", "modifier"))
    return re.compile(
        rf"[ ]?[,，(（][ ]?((?:(?:{modifier})[ -]){{0,3}}(?:{head})(?:[ -]General)?)(?![A-Za-z])"
    )


def _latin_title_after(text: str, end: int) -> tuple[tuple[int, int], ...]:
    found = _latin_title().match(text, end)
    return ((found.start(1), found.end(1)),) if found else ()


def _labelled(maker: CandidateMaker) -> Iterator[Candidate]:
    """姓名：王小明　職稱：科長."""
    text = maker.text
    for label in LABEL.finditer(text):
        for who in maker.reader.names_at(label.end(), "："):
            closed = text[who.closed_end : who.closed_end + 1] in (
                "",
                " ",
                "\u3000",
                "\t",
            ) or maker.reader.closed(who.end)
            titled_after = maker.by_start.get(maker.reader.forth(who.closed_end))
            if (
                titled_after is not None
                or not closed
                or (who.surname is None and who.latin is None)
                or who.odds < LABEL_LEAST
            ):
                continue
            titled = TITLE_LABEL.match(text, who.closed_end)
            title = maker.by_start.get(titled.end()) if titled else None
            spans = ((title.start, title.end),) if title else ()
            score = who.odds + LABEL_MORE
            yield Candidate(label.end(), who.closed_end, score, _form(who), who, spans, "person.labelled")


def _labelled_in_english(maker: CandidateMaker) -> Iterator[Candidate]:
    """Moderator: Jorun Weiss, Director."""
    for label in matches(_BEGINS, ENGLISH_LABEL, maker.text):
        latin = latin_name_at(maker.text, label.end())
        if latin is None or not 2 <= latin.tokens <= 4 or NO_PERSON_AFTER.match(maker.text, latin.end):
            continue
        who = maker.reader.latin(latin)
        spans = _latin_title_after(maker.text, who.closed_end)
        yield Candidate(
            label.end(), who.closed_end, FIRST_NAME_SCORE, _form(who), who, spans, "person.labelled"
        )


def _before_courtesy(maker: CandidateMaker) -> Iterator[Candidate]:
    """王小明女士, 王小明伉儷: a full name before a courtesy, where no title stands before it; 陳女士美玲."""
    text = maker.text
    for courtesy in chain(COURTESY.finditer(text), COUPLE.finditer(text)):
        yield from maker.around_courtesy(courtesy.start(), courtesy.end())
        stop = maker.reader.back(courtesy.start())
        dotted = maker.dotted_before(stop)
        if dotted is not None:
            first, who = dotted
            yield Candidate(first, stop, who.odds, "bare", who, (), "person.name-courtesy")
            continue
        for first, who in _ending_at(maker, stop, 5):
            if who.surname is None or first in maker.by_end or maker.reader.holds_verb(first, stop):
                continue
            odds = who.odds + maker.around.penalty(first, stop, who.surname)
            if odds >= COURTESY_LEAST:
                yield Candidate(
                    first, stop, odds + COURTESY_MORE, _form(who), who, (), "person.name-courtesy"
                )


def _with_title_in_brackets(maker: CandidateMaker) -> Iterator[Candidate]:
    """王小明（財政部科長）, John Smith（主任）."""
    text = maker.text
    for title in maker.titles:
        if text[title.end : title.end + 1] not in (")", "）"):
            continue
        opening = max(text.rfind(b, max(0, title.start - BRACKET_REACH), title.start) for b in "(（")
        if opening < 1 or any(c in text[opening : title.start] for c in ")）\n"):
            continue
        stop = maker.reader.back(opening)
        spans, rule = ((title.start, title.end),), IN_BRACKETS
        latin = latin_name_before(text, stop)
        if latin is not None:
            who = maker.reader.latin(latin)
            yield Candidate(latin.start, stop, who.odds + BRACKET_MORE, "latin", who, spans, rule)
            continue
        for first, who in _ending_at(maker, stop, 5):
            if who.surname is not None and who.odds > BRACKET_LEAST:
                yield Candidate(first, stop, who.odds + BRACKET_MORE, "bare", who, spans, rule)


def _ending_at(maker: CandidateMaker, stop: int, longest: int) -> Iterator[tuple[int, NameSpan]]:
    """Full names that end before the bracket at ``stop``, with their first character."""
    text = maker.text
    for first in range(stop - 2, max(stop - longest, 0) - 1, -1):
        if not RUN.fullmatch(text, first, stop) or first + 1 in maker.by_end:
            return
        found = maker.names.best(text[first:stop], text[first - 1] if first else "\n", "（")
        if found is not None:
            odds = found.score + maker.reader.region(first, found.kind)
            yield first, NameSpan(found.text, found.surname, found.given, None, stop, stop, odds)
