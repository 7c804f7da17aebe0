"""The model of names, which says whether a run of characters is a name here or ordinary text.

Every score is a log-odds: the probability of the characters as a name (by their place in Chinese,
Japanese, Korean, Vietnamese or transliterated names) against their probability as ordinary text, with
what follows taken into account. All probabilities come from counts (``name_characters``, ``surnames``,
``ordinary_text``, ``name_ends`` in the lexicons), so that 與 after 江委員成 is a conjunction, not a name.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from typing import Literal

from pipeline.immutable import immutable
from pipeline.lexicons import load_lexicon
from pipeline.ordinary import FLOOR, ordinary_text, plain

Kind = Literal["chinese", "japanese", "foreign"]
Reading = tuple[Kind, str | None, str | None, float]

KIND_PRIOR: dict[Kind, float] = {
    "chinese": math.log(0.6),
    "japanese": math.log(0.15),
    "foreign": math.log(0.25),
}
END_SMOOTHING = 0.1
# The share of one observation that a character never counted at a place is given.
UNSEEN = 0.15
UNSEEN_OF_FEW = 0.03
FEW = ("foreign", "japanese_surname")
FOREIGN_LENGTH = {2: 0.12, 3: 0.38, 4: 0.28, 5: 0.13, 6: 0.06, 7: 0.02}
# Two surnames joined by marriage (張李) are rare.
JOINED = -2.5
# Function words that no given name holds.
NEVER_GIVEN = frozenset("在並亦及暨等率皆將於的了由赴訪")
NEVER_IN_SURNAME = frozenset("請邀籲促盼願讓把給晤獲擬須倘惟據係該某談問答訪隨率赴並等將的了")
NEVER_JAPANESE = frozenset("亦並暨及等率皆於隨")
NOT_FOREIGN = frozenset(
    "吃叫駐在於與及和率由之為以被將並赴訪等對其是有我的了說也就都不很已又才再更沒無要會想從且但則卻只還仍均皆亦各每某這你她它們該倘惟囿值循據晤獲係故擬須請邀籲促盼願讓把給到往返抵離陪雖既遂某洽覆謂稱說談問答訪送隨遣投票嗣旋曾向奉"
)
CACHED = 1 << 16
KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")


@immutable
class Name:
    """A split of a string into surname and given name, with its log-odds of being a name here."""

    text: str
    surname: str | None
    given: str | None
    kind: Kind
    score: float


class NameModel:
    """Scores strings as names. Built once from the lexicons; ``model()`` returns it."""

    def __init__(self) -> None:
        # The readings of a string do not depend on where it stands, and names recur within a report.
        self.full_names = lru_cache(CACHED)(self._full_names)
        self.japanese_surname = lru_cache(CACHED)(self._japanese_surname)
        self.japanese_given = lru_cache(CACHED)(self._japanese_given)
        self.after = lru_cache(CACHED)(self._after)
        self._read_ordinary_text()
        rows = load_lexicon("name_characters")
        self._places = {
            place: _logs({r["character"]: int(r[place]) for r in rows if int(r[place])})
            for place in rows[0]
            if place not in ("character", "source")
        }
        self._unseen = {
            place: math.log(
                (UNSEEN_OF_FEW if place.startswith(FEW) else UNSEEN) / sum(int(r[place]) for r in rows)
            )
            for place in self._places
        }
        surnames = load_lexicon("surnames")
        chinese = {r["surname"]: int(r["chinese"]) for r in surnames if int(r["chinese"])}
        for r in surnames:
            if int(r["korean"]) or int(r["vietnamese"]):
                chinese[r["surname"]] = max(chinese.get(r["surname"], 0), 5)
        self.chinese_surnames = _logs(chinese)
        self.japanese_surnames = _logs(
            {r["surname"]: int(r["japanese"]) for r in surnames if int(r["japanese"])}
        )

    def _read_ordinary_text(self) -> None:
        counted = ordinary_text()
        self._single, self._pair, self._rest = counted.single, counted.pair, counted.rest
        ends = {r["character"]: int(r["count"]) for r in load_lexicon("name_ends")}
        weight = sum(ends.values()) * (1 + END_SMOOTHING)
        self._end = {
            c: math.log(
                (ends.get(c, 0) + END_SMOOTHING * sum(ends.values()) * math.exp(self._single.get(c, FLOOR)))
                / weight
            )
            for c in set(ends) | set(self._single)
        }

    def ordinary(self, previous: str, character: str) -> float:
        """Log probability of ``character`` after ``previous`` in ordinary text."""
        return ordinary_text().follows(previous, character)

    def _after(self, last: str, following: str) -> float:
        """Log-odds of ``following`` after a name that ends in ``last``; "" is the end of the text."""
        following = plain(following)
        return self._end.get(following, FLOOR) - self.ordinary(last, following)

    def place(self, place: str, character: str) -> float:
        """Log probability of ``character`` at a place of a name."""
        return self._places[place].get(character, self._unseen[place])

    def surname(self, surname: str) -> float:
        """Log probability of a Chinese, Korean or Vietnamese surname; two joined by marriage are rarer."""
        found = self.chinese_surnames.get(surname)
        if found is not None:
            return found
        if len(surname) == 2 and surname[0] in self.chinese_surnames and surname[1] in self.chinese_surnames:
            return self.chinese_surnames[surname[0]] + self.chinese_surnames[surname[1]] + JOINED
        return -math.inf

    def _japanese_surname(self, surname: str) -> float:
        """Log probability of a Japanese surname, listed or built like one."""
        found = self.japanese_surnames.get(surname)
        if found is not None:
            return found + math.log(0.85)
        if len(surname) == 1:
            return -math.inf
        if not NEVER_IN_SURNAME.isdisjoint(surname):
            return -math.inf
        built = self.place("japanese_surname_first", surname[0]) + math.log(0.15)
        built += sum(self.place("japanese_surname_rest", c) for c in surname[1:])
        return built + (0.0 if len(surname) == 2 else math.log(0.1) * (len(surname) - 2))

    def chinese_given(self, given: str) -> float:
        """Log probability of a Chinese given name of one or two characters."""
        if not NEVER_GIVEN.isdisjoint(given):
            return -math.inf
        if len(given) == 2:
            return self.place("given_first", given[0]) + self.place("given_second", given[1]) + math.log(0.96)
        if len(given) == 1:
            second = math.exp(self.place("given_first", given)) + math.exp(self.place("given_second", given))
            return math.log(0.6 * math.exp(self.place("given_single", given)) + 0.2 * second) + math.log(0.04)
        return -math.inf

    def _japanese_given(self, given: str) -> float:
        """Log probability of a Japanese given name of one to three characters, or of kana."""
        if KANA.search(given):
            return math.log(0.02) - 3.0 * len(given)
        if not 1 <= len(given) <= 3 or not NEVER_JAPANESE.isdisjoint(given):
            return -math.inf
        length = (math.log(0.12), math.log(0.76), math.log(0.12))[len(given) - 1]
        score = self.place("japanese_given_first", given[0]) + length
        return score + sum(self.place("japanese_given_rest", c) for c in given[1:])

    def foreign(self, name: str) -> float:
        """Log probability of a transliterated name of two to seven characters, dots aside."""
        plain = [c for c in name if c not in "‧·・．•.‐-－ "]
        if not 2 <= len(plain) <= 12 or not NOT_FOREIGN.isdisjoint(name):
            return -math.inf
        score = self.place("foreign_first", plain[0])
        score += sum(self.place("foreign_rest", c) for c in plain[1:])
        return score + math.log(FOREIGN_LENGTH.get(len(plain), 0.01))

    def foreign_part(self, part: str, following: str) -> float:
        """Log-odds that ``part`` ends a transliterated name where it is followed by ``following``."""
        if not NOT_FOREIGN.isdisjoint(part):
            return -math.inf
        score = sum(self.place("foreign_rest", c) for c in part) + len(part) * math.log(0.7)
        return score - self.text("‧", part) + self.after(part[-1], following)

    def text(self, previous: str, run: str) -> float:
        """Log probability of ``run`` as ordinary text after ``previous``."""
        score, previous = 0.0, plain(previous)
        pair, rest, single = self._pair, self._rest, self._single
        for c in run:
            step = pair.get(previous + c)
            if step is None:
                step = rest.get(previous, 0.0) + single.get(c, FLOOR)
                step = step if step > FLOOR else FLOOR
            score += step
            previous = c
        return score

    def _full_names(self, run: str) -> tuple[Reading, ...]:
        """Readings of a whole string as a full name: (kind, surname, given name, log probability).

        Without those that no name can have.
        """
        found: list[Reading] = []
        n = len(run)
        if "等" in run:
            return ()
        if 2 <= n <= 4:
            for k in range(max(1, n - 2), min(3, n)):
                s = self.surname(run[:k])
                if s > -50.0:
                    found.append(("chinese", run[:k], run[k:], s + self.chinese_given(run[k:])))
        if 2 <= n <= 7:
            for k in range(max(1, n - 3), min(5, n)):
                s = self.japanese_surname(run[:k])
                if s > -50.0:
                    found.append(("japanese", run[:k], run[k:], s + self.japanese_given(run[k:])))
        if 2 <= n <= 8:
            found.append(("foreign", None, None, self.foreign(run)))
        return tuple(reading for reading in found if reading[3] > -math.inf)

    def best(self, run: str, previous: str, following: str) -> Name | None:
        """The best reading of ``run`` as a full name between its neighbours; None if it cannot be one."""
        readings = self.full_names(run)
        if not readings:
            return None
        ordinary = self.text(previous, run)
        end = self.after(run[-1], following)
        best: Name | None = None
        for kind, surname, given, probability in readings:
            score = KIND_PRIOR[kind] + probability - ordinary + end
            if score > -40.0 and (best is None or score > best.score):
                best = Name(run, surname, given, kind, score)
        return best


def _logs(counts: dict[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {k: math.log(n / total) for k, n in counts.items()}


@cache
def model() -> NameModel:
    """The one model, read on first use."""
    return NameModel()
