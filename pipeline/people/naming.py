"""Reading a name at a place of the text: Chinese, Japanese, transliterated, dotted, or in Latin letters."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.immutable import immutable
from pipeline.lexicons import load_lexicon
from pipeline.people.latin import LatinName, latin_name_at
from pipeline.people.names import Kind, NameModel
from pipeline.people.surroundings import Surroundings
from pipeline.people.titles import Title

CJK = "\u3400-\u9fff\uf900-\ufaff々"
KANA = "\u3041-\u30ff\uff66-\uff9f"
DOTS = "‧·・．•･∙"
IDEOGRAPH = re.compile(rf"[{CJK}]")
RUN = re.compile(rf"[{CJK}{KANA}]{{1,9}}")
# No transliterated name holds these: 議長與|戈登‧虎克.
JOINING = "與及暨偕的之"
SPELLING = rf"(?![{JOINING}])[{CJK}]"
DOTTED = re.compile(rf"(?:{SPELLING}){{1,6}}(?:[{DOTS}](?:{SPELLING}|[A-Z]){{1,6}}\.?){{1,4}}")
# What closes a name, and the words after a name that are no part of it.
DELIMITER = re.compile(r"[、，,；;。：:)）\n(（]|$")
END_WORDS = re.compile(
    r"夫婦|伉儷|賢伉儷|一行|及其|閣下|先生|女士|小姐|等|率團|訪華|訪臺|訪台|來訪(?!問)|來華|來臺|來台|及夫人|夫妻|日前|昨天|昨日|今天|今日|目前|外(?=[，,])"
)
# A name of a ruler or a pope ends in its number: 本篤十六世, 本篤16世.
ORDINAL_OF_NAME = r"(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})世(?![紀代界人貿上局])"
REGNAL = re.compile(rf"([{CJK}{DOTS}]{{2,7}}?){ORDINAL_OF_NAME}")
# A name of two characters set to the width of three: 林　凱.
WIDE = re.compile(rf"([{CJK}])[ \u3000]{{1,2}}([{CJK}])(?=[ \u3000]{{2}}|[、\t\n]|$)")
COURTESY = re.compile("先生|女士|小姐")
NO_NAME = re.compile("[向對與為請告]我|[我雙對各諸][方國們位]|[一二兩三四五六七八九十數多幾]位")
NOT_A_NAME_END = frozenset("國州省市縣會院部黨區團語裔籍係級節期處洲洋")
NOT_A_NAME_START = frozenset("暨及或的等兼其該並而之也都所")
LATIN_BRACKET = re.compile(r"[ ]?[(（][A-Za-zÀ-ž][^()（）\n]{2,60}[)）]")
CHINESE_BRACKET = re.compile(
    rf"[ ]?(?:先生|女士|小姐|博士)?[ ]?[(（]([{CJK}]{{2,4}})(?:先生|女士|博士)?[)）]"
)
BLANK = " \t\u3000"
GAP = 2
# Log-odds that the form itself gives a name, beside its characters.
WITH_LATIN = 8.0
LATIN = 9.0
ONE_WORD = -6.0
DOTTED_NAME = 10.0
BEFORE_TITLE = 3.0
REGION = 2.0
AT_HOME = -2.0
# A name ends before a word that follows persons, and holds no part of it.
BEFORE_VERB = 2.0
INTO_VERB = -6.0
REGNAL_NAME = 8.0
WIDE_NAME = 2.0
LEAST_WIDE = -6.0
# Log probability below which a word is hardly anybody's given name (the bound of its lexicon).
UNLIKELY_GIVEN = math.log(1e-6)
# An adverb before a verb is not the last character of a name: 復曾任.
INTO_ADVERB = -4.0
BEFORE_VERBS = frozenset("復亦並曾則均另續嗣即旋業甫更仍")
LEAST_ODDS = -12.0


@cache
def title_followers() -> frozenset[str]:
    """Words that follow a title and are no given name: 表示, 首先."""
    return frozenset(row["word"] for row in load_lexicon("title_followers"))


@cache
def _words_listed() -> frozenset[str]:
    """The same without what was only counted, where 和陳 stands for 和陳委員."""
    return frozenset(row["word"] for row in load_lexicon("title_followers") if row["source"] == "hand")


@immutable
class NameSpan:
    """A name at a place. ``end`` is where its own characters end, ``closed_end`` where its bracket does.

    ``title`` is a Latin title of nobility (Lord). ``name`` is None where only a surname is written.
    """

    name: str | None
    surname: str | None
    given: str | None
    latin: str | None
    end: int
    closed_end: int
    odds: float
    title: str | None = None


class NameReader:
    """Reads names in one text; ``title_starts`` are the places where a title can begin."""

    def __init__(
        self, text: str, title_starts: Mapping[int, Title], names: NameModel, around: Surroundings
    ) -> None:
        self.text = text
        self.names = names
        self.around = around
        self._title_starts = title_starts

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

    def following(self, end: int) -> str:
        """The character after a name, or 、 where a word stands there that only follows names."""
        return "、" if END_WORDS.match(self.text, end) else self.text[end : end + 1]

    def verb_at(self, position: int) -> bool:
        """Whether a word that follows persons (表示, 首先) begins at ``position``.

        In 來訪問 the word is the later one: 林副局長秋來|訪問.
        """
        word = self.text[position : position + 2]
        return word in title_followers() and not self.text.startswith("來訪問", position)

    def holds_verb(self, start: int, end: int) -> bool:
        """Whether a word that follows persons stands inside ``start:end`` and is no likely given name."""
        words, text = _words_listed(), self.text
        for i in range(start, end - 1):
            word = text[i : i + 2]
            if word in words and self.names.chinese_given(word) < UNLIKELY_GIVEN:
                return True
        return False

    def closed(self, end: int) -> bool:
        """Whether a delimiter or a word that only follows names stands at ``end``."""
        return DELIMITER.match(self.text, end) is not None or END_WORDS.match(self.text, end) is not None

    def names_at(self, position: int, previous: str) -> Iterator[NameSpan]:
        """The names that can begin at ``position`` after the character ``previous``, with their log-odds."""
        text = self.text
        if position >= len(text) or END_WORDS.match(text, position):
            return
        if position in self._title_starts and text[position] != "王":
            return
        if not IDEOGRAPH.match(text, position):
            latin = latin_name_at(text, position)
            if latin is not None:
                yield self.latin(latin)
                return
        wide = WIDE.match(text, position)
        if wide is not None:
            yield from self._wide(wide, previous)
        regnal = REGNAL.match(text, position)
        if regnal is not None:
            yield from self._regnal(regnal, previous)
        dotted = DOTTED.match(text, position)
        if dotted is not None:
            yield from self._dotted(dotted)
            return
        run = RUN.match(text, position)
        if run is None:
            return
        listed = run.group()[:2] in self.names.japanese_surnames
        if listed or run.group()[0] not in NOT_A_NAME_START:
            yield from self._in_run(run, previous)

    def _wide(self, match: re.Match[str], previous: str) -> Iterator[NameSpan]:
        """林　凱: a surname and a given name of one character each, set apart."""
        found = self.names.best(match.group(1) + match.group(2), previous, "、")
        if found is not None and found.kind == "chinese" and found.score >= LEAST_WIDE:
            end, odds = match.end(2), max(found.score, 0.0) + WIDE_NAME
            yield NameSpan(found.text, found.surname, found.given, None, end, end, odds)

    def _regnal(self, match: re.Match[str], previous: str) -> Iterator[NameSpan]:
        """本篤十六世: a transliterated name and a number."""
        odds = self.names.foreign(match.group(1)) - self.names.text(previous, match.group(1)) + REGNAL_NAME
        if odds > 0.0 and not self.verb_at(match.start()):
            yield NameSpan(match.group(), None, None, None, match.end(), match.end(), odds)

    def _in_run(self, run: re.Match[str], previous: str) -> Iterator[NameSpan]:
        """Names of two characters and more at the beginning of a run; none goes on into a title."""
        text, position = self.text, run.start()
        if run.group()[:2] in title_followers():
            return
        stop = END_WORDS.search(text, position + 1, run.end())
        longest = (stop.start() if stop else run.end()) - position
        longest = next((n for n in range(1, longest) if position + n in self._title_starts), longest)
        if none := NO_NAME.search(text, position, position + longest):
            longest = none.end() - 1 - position
        for length in range(2, longest + 1):
            end = position + length
            # A longer name holds the same word.
            if length > 2 and self.holds_verb(end - 2, end):
                return
            following = self.following(end)
            found = self.names.best(text[position:end], previous, following)
            if found is None or (found.kind == "foreign" and text[end - 1] in NOT_A_NAME_END):
                continue
            odds = found.score + self.region(position, found.kind)
            odds += INTO_VERB if self.verb_at(end - 1) else BEFORE_VERB if self.verb_at(end) else 0.0
            if length > 3 and text[end - 1] in BEFORE_VERBS and self.verb_at(end):
                odds += INTO_ADVERB
            if end in self._title_starts:
                odds += max(0.0, -self.names.after(text[end - 1], following))
            latin = self.latin_after(end)
            if latin is not None:
                odds += WITH_LATIN
            if odds >= LEAST_ODDS:
                written = latin.name if latin else None
                yield NameSpan(found.text, found.surname, found.given, written, end, end, odds)

    def region(self, position: int, kind: Kind) -> float:
        """What speaks for a Japanese or a transliterated name in a line about Japan or other countries."""
        if kind == "chinese":
            return 0.0
        japan, foreign = self.around.foreign(position)
        if kind == "japanese":
            return REGION if japan else 0.0
        return REGION if foreign else AT_HOME

    def latin(self, latin: LatinName) -> NameSpan:
        """A Latin name, with the Chinese name in the bracket after it where there is one."""
        odds = LATIN + min(latin.tokens, 4) + (ONE_WORD if latin.tokens == 1 else 0.0)
        bracket = CHINESE_BRACKET.match(self.text, latin.end)
        found = self.names.best(bracket.group(1), "（", "）") if bracket else None
        if bracket is not None and found is not None and found.kind == "chinese" and found.score > 0:
            end, odds = bracket.end(), odds + found.score
            return NameSpan(found.text, found.surname, found.given, latin.name, end, end, odds, latin.title)
        written = f"{latin.title} {latin.name}" if latin.title else latin.name
        return NameSpan(latin.name, None, None, written, latin.end, latin.end, odds, latin.title)

    def _dotted(self, match: re.Match[str]) -> Iterator[NameSpan]:
        """戈登‧虎克: the last part ends where the model sees the name end."""
        text, start = self.text, match.start()
        last = start + max(match.group().rfind(d) for d in DOTS) + 1
        longest = match.end() - last
        stop = END_WORDS.search(text, last + 1, match.end())
        longest = stop.start() - last if stop else longest
        longest = next((n for n in range(1, longest) if last + n in self._title_starts), longest)
        for end in range(last + 1, last + longest + 1):
            odds = DOTTED_NAME + self.names.foreign_part(text[last:end], self.following(end))
            latin = self.latin_after(end)
            odds += (WITH_LATIN if latin else 0.0) + (BEFORE_TITLE if end in self._title_starts else 0.0)
            yield NameSpan(text[start:end], None, None, latin.name if latin else None, end, end, odds)

    def latin_after(self, end: int) -> LatinName | None:
        """The Latin form after a name and its courtesy, in brackets or without."""
        text = self.text
        courtesy = COURTESY.match(text, end)
        position = self.forth(courtesy.end() if courtesy else end)
        bracket = text[position : position + 1] in ("(", "（", "〔", "[")
        latin = latin_name_at(text, position + bracket) if position + bracket < len(text) else None
        if latin is not None and latin.tokens == 1 and (not bracket or latin.name.isupper()):
            return None
        return latin

    def after_bracket(self, end: int) -> int:
        """The place after the Latin name in brackets that follows ``end``; ``end`` itself without one."""
        closing = LATIN_BRACKET.match(self.text, end)
        return closing.end() if closing else end

    def latin_in_bracket(self, end: int) -> LatinName | None:
        """The Latin name in a bracket that closes at ``end``: 約翰克雷曼(John Clayman)教授."""
        if self.text[end - 1 : end] not in (")", "）") or end < 4:
            return None
        opening = max(self.text.rfind(b, max(0, end - 50), end) for b in "(（")
        latin = latin_name_at(self.text, opening + 1) if opening > 0 else None
        return latin if latin is not None and latin.end == end - 1 and latin.start == opening + 1 else None
