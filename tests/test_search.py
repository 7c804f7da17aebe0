"""Words and patterns in a whole text: as a slow and plain search finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.organizations import latin, press
from pipeline.people import latin as people_latin
from pipeline.people import untitled
from pipeline.search import OneOff, WordList, matches
from pipeline.trade import quantities

TEXTS = st.text(alphabet="經濟部長局AB 𠮷", max_size=30)
PIECES = [
    "Norvik Marine ",
    "3M",
    "Dr. John Smith",
    "Host: ",
    "HRB集團",
    "Bank of ",
    "B.V.",
    "Ms. Ana",
    "KCB",
    "a",
    "É",
    "A",
]
PIECES += ["日報", "經濟", "雜誌", "3億", "三成", "7", "1,200", "第", "及", "等4個機構", "、", "，", " "]
WORDS = st.sets(st.text(alphabet="經濟部長局AB𠮷", min_size=1, max_size=4), min_size=1, max_size=12)


@given(TEXTS, WORDS)
def test_every_word_is_found_at_every_place(text: str, words: set[str]) -> None:
    """By the end of the word, the longest first; positions count characters, not bytes."""
    found = list(WordList({word: word for word in words}).every(text))
    slow = [
        (start, end, text[start:end])
        for end in range(len(text) + 1)
        for start in range(end)
        if text[start:end] in words
    ]
    assert found == slow


@given(TEXTS, WORDS)
def test_the_longest_words_from_the_left_do_not_overlap(text: str, words: set[str]) -> None:
    position, slow = 0, []
    while position < len(text):
        word = max((w for w in words if text.startswith(w, position)), key=len, default=None)
        if word is not None:
            slow.append((position, position + len(word), word))
        position += len(word) if word else 1
    assert list(WordList({word: word for word in words}).longest(text)) == slow


@given(st.text(alphabet="經濟部長局", min_size=2, max_size=8), st.data())
def test_a_word_is_near_whatever_is_damaged_or_lost(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert word in OneOff([word]).near(word[:at] + "某" + word[at + 1 :])
    assert word in OneOff([word]).near(word[:at] + word[at + 1 :], lost=1)


def test_what_shares_no_half_is_not_near() -> None:
    assert OneOff(["國際貿易局", "國際貿易署"]).near("國際貿場局") == {"國際貿易局", "國際貿易署"}
    assert OneOff(["國際貿易局"]).near("國內貿場局") == set()
    assert OneOff(["國際貿易局"]).near("國際貿易") == set()


def test_each_word_brings_its_value() -> None:
    codes = WordList({"日本": "JPN", "越南": "VNM"})
    assert [code for _, _, code in codes.every("日本及越南")] == ["JPN", "VNM"]
    assert list(WordList({}).every("日本")) == []


@pytest.mark.parametrize(
    ("first", "pattern"),
    [
        (latin._BEGINS, latin._company()),
        (latin._BEGINS, latin._LISTED),
        (latin._BEGINS, latin._MIXED),
        (latin._BEGINS, latin._NAME),
        (untitled._BEGINS, people_latin.address()),
        (untitled._BEGINS, untitled.ENGLISH_LABEL),
        (quantities._BEGINS, quantities._SCAN),
        (press._BEGINS, press._PAPER),
    ],
)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=12,
    )
)
def test_a_pattern_is_found_wherever_it_matches(
    first: re.Pattern[str], pattern: re.Pattern[str], pieces: list[str]
) -> None:
    """What tells where a pattern may begin leaves no match out."""
    text = "".join(pieces)
    spans = [m.span() for m in pattern.finditer(text)]
    assert [m.span() for m in matches(first, pattern, text)] == spans
