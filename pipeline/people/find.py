"""What the text says about persons: names with their titles, every mention with exact offsets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.choose import choose
from pipeline.document import Document, Mention, check_mentions
from pipeline.people.brackets import LATIN_GAP, with_bracketed_latin
from pipeline.people.candidates import Candidate, CandidateMaker
from pipeline.people.form import find_in_form
from pipeline.people.initials import initials
from pipeline.people.known import BEFORE_NAMES, DELIMITERS, KNOWN, KnownNames, called_again, known_names
from pipeline.people.lists import ListReader
from pipeline.people.mentions import Form, PersonMention
from pipeline.people.misread import damaged_titles, mended
from pipeline.people.names import model
from pipeline.people.recognised import recognised
from pipeline.people.rosters import RosterReader
from pipeline.people.surroundings import Affiliation, Surroundings
from pipeline.people.tables import find_in_tables
from pipeline.people.titles import Title, find_titles
from pipeline.people.untitled import IN_BRACKETS, untitled
from pipeline.recognisers import Entity
from pipeline.search import WordList

LATIN_WORD = re.compile(r"[A-Za-zÀ-ž]")
LONE_CHARACTER = re.compile(
    r"[\u4e00-\u9fff](?=(?:等[2-9０-９一二三四五六七八九十]{0,3}[人位名]?)?[、，,；;。.：:）)\n]|(?:伉儷|夫婦|女士|先生|閣下|一行)|$)"
)
LONE_WORDS = frozenset("外代等率訪及與和於在說赴任均皆致來出稱問答謂云共為之的是時後前者函電書著")
BLANKS = re.compile(r"(?<=[^A-Za-z])[ \t\u3000]+")
# What is said of a person by the last name alone: Rossi氏, Rossi先生, Rossi等人.
CALLED = re.compile("氏|[ ]?(?:先生|女士|小姐)")
CUT_WORD = -12.0
CUT_NAME = -4.0
LEAST_LAST_NAME = 4
AFTER_ORGANIZATION = 3.0


def find_people(
    text: str | Document, *, organizations: Sequence[Mention] = (), entities: Sequence[Entity] = ()
) -> list[PersonMention]:
    """Every mention of a person in ``text``, in reading order, no two overlapping.

    ``organizations`` are the mentions of the organization stage: a name does not cut through one, and
    a title takes the one that stands before it. Without them the run before the title is read.
    ``entities`` are what a learned recogniser marks: they compete with what the grammar finds. The
    offsets point into the clean text. Raises nothing for odd content; no name is invented: ``name`` is
    None for a surname with a title.
    """
    mentions = _find(text, organizations, entities)
    clean = text if isinstance(text, str) else text.text
    damaged = damaged_titles(clean, mentions)
    if damaged:
        again = _find_in(text, mended(clean, damaged), organizations, entities)
        told = {p: c for p, c in damaged.items() if _is_title_of_name(again, p)}
        if told:
            again = _find_in(text, mended(clean, told), organizations, entities)
            mentions = [replace(m, text=clean[m.start : m.end]) for m in again]
    check_mentions(clean, mentions)
    return mentions


def _find_in(
    text: str | Document, clean: str, organizations: Sequence[Mention], entities: Sequence[Entity]
) -> list[PersonMention]:
    """What is found where ``text`` reads ``clean``."""
    return _find(clean if isinstance(text, str) else replace(text, text=clean), organizations, entities)


def _is_title_of_name(mentions: Sequence[PersonMention], place: int) -> bool:
    """Whether ``place`` is in a mention that gives a full name with its title."""
    return any(m.start <= place < m.end and m.name is not None and m.titles for m in mentions)


def _find(
    text: str | Document, organizations: Sequence[Mention], entities: Sequence[Entity]
) -> list[PersonMention]:
    clean = text if isinstance(text, str) else text.text
    around = Surroundings(clean, organizations)
    maker = CandidateMaker(clean, find_titles(clean), model(), around)
    lists = ListReader(maker, around)
    tables = _with_rosters(find_in_tables(text, maker), RosterReader(maker, organizations))
    single = [_weighed(clean, around, maker.by_end, c) for t in maker.titles for c in maker.all_of(t)]
    listed = [
        *lists.backward(),
        *lists.opened(),
        *untitled(maker),
        *recognised(maker, entities),
    ]
    chosen = choose(_outside(clean, tables, [*single, *listed]))
    single = _in_view_of(known_names(text, clean, chosen, tables), maker, single)
    chosen = choose(_outside(clean, tables, [*single, *listed]))
    covered = {p for c in chosen if c.titles for p in range(c.start, c.end)}
    following = [item for c in chosen if c.rule == "person.title-name" for item in lists.forward(c, covered)]
    following += called_again(maker, chosen)
    if following:
        chosen = choose(_outside(clean, tables, [*single, *listed, *following]))
    starts = {t.end: t for t in maker.titles}
    chosen = with_bracketed_latin(clean, chosen)
    mentions = [_mention(clean, c, _affiliation(around, starts, c)) for c in chosen]
    mentions = sorted([*mentions, *tables], key=lambda m: m.start)
    if isinstance(text, Document):
        form = find_in_form(text, maker.names, mentions)
        mentions = sorted([*mentions, *form], key=lambda m: m.start)
    mentions = sorted([*mentions, *_bare(clean, mentions, maker)], key=lambda m: m.start)
    return sorted([*mentions, *initials(clean, mentions, maker.by_start)], key=lambda m: m.start)


def person_candidates(text: str, *, organizations: Sequence[Mention] = ()) -> list[Candidate]:
    """Every candidate that competes for a place in ``text``, with its score, before the decision."""
    around = Surroundings(text, organizations)
    maker = CandidateMaker(text, find_titles(text), model(), around)
    lists = ListReader(maker, around)
    single = (_weighed(text, around, maker.by_end, c) for t in maker.titles for c in maker.all_of(t))
    return [*single, *lists.backward(), *lists.opened(), *untitled(maker)]


def _in_view_of(known: KnownNames, maker: CandidateMaker, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates weighed again once the names of the document are known.

    林組長 + two characters is 林組長明華 where 林明華 is known; where only he is, and other characters
    follow, it is more likely his short form before another word.
    """
    weighed = []
    for c in candidates:
        if c.form in ("title_name", "name_title") and known.elsewhere(c):
            c = c.weighed(KNOWN)
        if c.rule == "person.surname-title-given" and c.who.surname and c.who.name:
            titles = tuple(maker.text[a:b] for a, b in c.titles)
            weight = known.weight(c.who.name, c.who.surname, titles)
            if weight < 0.0 and maker.reader.closed(c.end):
                weight = 0.0
            weighed.append(c.weighed(weight))
        else:
            weighed.append(c)
    return weighed


def _weighed(text: str, around: Surroundings, title_ends: Container[int], c: Candidate) -> Candidate:
    """The candidate with what it loses for cutting a place, an organization or a word."""
    if c.form in ("surname_title", "surname_title_given"):
        surname_end = c.start + len(c.who.surname or "")
        loss = around.penalty(c.start, surname_end, c.who.surname)
        if surname_end in title_ends:
            loss += CUT_WORD
    else:
        spans = [c.start, *(b for _, b in c.titles if b < c.end)]
        name_start = max(s for s in spans if s < c.end) if c.form == "title_name" else c.start
        name_end = c.titles[-1][0] if c.form == "name_title" else c.end
        if name_start < c.who.end < name_end:
            name_end = c.who.end
        loss = around.penalty(name_start, max(name_end, name_start + 1), c.who.surname)
    if around.ends_organization(c.start):
        loss += AFTER_ORGANIZATION
    if c.form == "name_title" and _leaves_one_before(text, around, title_ends, c.start):
        loss += CUT_NAME
    lone = LONE_CHARACTER.match(text, c.end)
    if lone is not None and lone.group() not in LONE_WORDS:
        loss += CUT_WORD
    return c.weighed(loss) if loss else c


def _leaves_one_before(text: str, around: Surroundings, title_ends: Container[int], start: int) -> bool:
    """Whether the first character of a name is left over before ``start`` (、北|神圭朗眾議員)."""
    one = text[start - 1 : start]
    if not "\u4e00" <= one <= "\u9fff" or one in BEFORE_NAMES:
        return False
    bounded = start - 1 in title_ends or around.ends_place(start - 1)
    return bounded or text[start - 2 : start - 1] in DELIMITERS


def _with_rosters(tables: Sequence[PersonMention], rosters: RosterReader) -> list[PersonMention]:
    """The persons of tables and those of rosters at other places, in reading order."""
    taken = {m.start for m in tables}
    return sorted([*tables, *(m for m in rosters.all() if m.start not in taken)], key=lambda m: m.start)


def _outside(text: str, tables: Sequence[Mention], candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that share nothing with the persons of tables, nor the title in another cell of the row.

    Else the title of 林大同⇥總經理⇥海風食品公司 would go on to the firm in the next cell.
    """
    if not tables:
        return list(candidates)
    taken = [(m.start, m.end) for m in tables]
    rows = {text.rfind("\n", 0, m.start) for m in tables}
    return [
        c
        for c in candidates
        if not any(c.start < b and a < c.end for a, b in taken)
        and not ("\t" in text[c.start : c.end] and text.rfind("\n", 0, c.start) in rows)
    ]


def _affiliation(around: Surroundings, by_end: dict[int, Title], c: Candidate) -> Affiliation | None:
    if not c.titles:
        return None
    first = around.text[c.titles[0][0] : c.titles[0][1]]
    if c.rule == IN_BRACKETS:
        start, end = c.titles[0]
        fused = around.fused(by_end[end]) if end in by_end else None
        return around.mission(start, first) or fused or around.before(start)
    if c.form in ("surname_title_given", "surname_title", "name_title"):
        return around.mission(c.start, first) or around.before(c.start)
    found = None
    for start, end in c.titles:
        title = by_end.get(end)
        if found is None and title is not None and not c.start < start >= c.who.end:
            office = title.kind not in ("state", "rank")
            found = around.mission(start, first) or around.fused(title)
            found = found or around.before(start, quoted_any=office)
    return around.before(c.unit_end) if found is None and c.unit_end is not None else found


def _mention(text: str, c: Candidate, affiliation: Affiliation | None) -> PersonMention:
    titles = [BLANKS.sub("", text[a:b]) for a, b in c.titles]
    return PersonMention(
        c.start,
        c.end,
        text[c.start : c.end],
        c.rule,
        round(min(0.99, 0.5 + c.score / 40), 3),
        c.form,
        c.who.name,
        c.who.surname,
        c.who.given,
        c.who.latin,
        tuple([*titles, c.who.title] if c.who.title else titles),
        affiliation.text if affiliation else None,
        affiliation.start if affiliation else None,
        affiliation.end if affiliation else None,
    )


def _bare(text: str, mentions: Sequence[PersonMention], maker: CandidateMaker) -> Iterator[PersonMention]:
    """Full names found above that stand again, alone or before a title; last names before a verb."""
    known = {m.name: m for m in reversed(mentions) if m.name and (len(m.name) > 2 or " " in m.name)}
    if not known:
        return
    last_names = Counter(n.split()[-1] for n, m in known.items() if m.latin_name == n and " " in n)
    for name in [n for n in known if n.split()[-1] in last_names]:
        last = name.split()[-1]
        if last_names[last] == 1:
            known.setdefault(last, known[name])
    taken = sorted((m.start, m.end) for m in mentions)
    latin_ends: dict[str, list[int]] = {}
    for m in mentions:
        if m.latin_name and m.latin_name != m.name:
            latin_ends.setdefault(m.latin_name, []).append(m.end)
    i = 0
    for start, end, first in WordList(known).longest(text):
        name = text[start:end]
        while i < len(taken) and taken[i][1] <= start:
            i += 1
        if i < len(taken) and taken[i][0] < end:
            continue
        if LATIN_WORD.match(name[-1]) and (
            LATIN_WORD.match(text, end) or LATIN_WORD.match(text[start - 1 : start])
        ):
            continue
        if any(start - LATIN_GAP <= latin_end <= start for latin_end in latin_ends.get(name, ())):
            continue
        called = CALLED.match(text, end)
        speaks = len(name) >= LEAST_LAST_NAME and maker.reader.verb_at(end)
        if name != first.name and called is None and not speaks:
            continue
        title = maker.by_start.get(end)
        if title is not None and title.end > (taken[i][0] if i < len(taken) else len(text)):
            title = None
        end = title.end if title is not None else end
        # 氏 belongs to the name that stands before it, a courtesy does not.
        end += name != first.name and text[end : end + 1] == "氏"
        form: Form = "latin" if first.latin_name == first.name else "bare"
        yield PersonMention(
            start,
            end,
            text[start:end],
            "person.repeated",
            0.9,
            form,
            first.name,
            first.surname,
            first.given_name,
            first.latin_name,
            (text[title.start : title.end],) if title is not None else (),
        )
