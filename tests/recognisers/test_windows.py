"""No character is lost between pieces, and no entity at a cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognisers.windows import score_lines, windows

TEXT = st.text(alphabet="甲乙丙丁，。；」\n 「A1", max_size=400)


@given(TEXT, st.integers(8, 60), st.data())
def test_cores_tile_every_line(text: str, longest: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, (longest - 1) // 2))
    pieces = windows(text, longest, overlap)
    covered = [i for p in pieces for i in range(p.core_start, p.core_end)]
    assert covered == [i for i, c in enumerate(text) if c not in "\r\n"]
    for p in pieces:
        assert p.start <= p.core_start < p.core_end <= p.end
        assert p.end - p.start <= longest
        assert "\n" not in text[p.start : p.end]


@given(TEXT, st.integers(8, 60), st.integers(0, 3))
def test_each_character_has_its_own_scores(text: str, longest: int, overlap: int) -> None:
    def run(texts: Sequence[str]) -> list[np.ndarray]:
        return [np.array([[ord(c)] for c in t], dtype=np.float32) for t in texts]

    lines = score_lines(text, run, longest, overlap)
    assert [text[a : a + len(s)] for a, s in lines] == [line for line in re.split(r"[\r\n]", text) if line]
    assert all(ord(text[a + i]) == s[i, 0] for a, s in lines for i in range(len(s)))


@pytest.mark.parametrize("filler", ["平和往來。", "平和往來無間", "甲，乙"])
@pytest.mark.parametrize("length", [1, 3, 24])
def test_an_entity_on_any_edge_is_seen_whole(filler: str, length: int) -> None:
    """A model that marks a run of X only where it sees all of it does so wherever the run stands."""

    def run(texts: Sequence[str]) -> list[np.ndarray]:
        found = []
        for t in texts:
            whole = [m.span() for m in re.finditer(f"(?<!X)X{{{length}}}(?!X)", t)]
            found.append(
                np.array(
                    [[float(any(a <= i < b for a, b in whole))] for i in range(len(t))], dtype=np.float32
                )
            )
        return found

    for at in range(400):
        text = (filler * 200)[:at] + "X" * length + (filler * 200)[: 500 - at]
        ((_, scores),) = score_lines(text, run, 160, 48)
        assert [i for i in range(len(text)) if scores[i, 0]] == list(range(at, at + length))


def test_pieces_end_behind_sentences() -> None:
    text = "雙方會談。" * 30
    assert all(text[p.end - 1] == "。" for p in windows(text, 40, 10))


@pytest.mark.parametrize(("longest", "overlap"), [(10, 5), (10, -1)])
def test_an_overlap_that_does_not_fit_is_an_error(longest: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        windows("甲", longest, overlap)
