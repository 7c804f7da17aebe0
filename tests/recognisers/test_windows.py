"""No character is lost between pieces, and no entity at a cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognisers.entity import Entity
from pipeline.recognisers.windows import merged, windows

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


@given(st.integers(0, 900), st.integers(1, 24), st.booleans())
def test_an_entity_on_any_edge_is_found_whole_and_once(at: int, length: int, sentences: bool) -> None:
    """A recogniser that finds a run of X only where it sees all of it, as a model would."""
    filler = ("平和往來。" if sentences else "平和往來無間") * 200
    text = filler[:at] + "X" * length + filler[at:1000]
    found = []
    for piece in windows(text, 160, 48):
        seen = text[piece.start : piece.end]
        runs = [(m.start(), m.end()) for m in re.finditer("X+", seen)]
        found.append((piece, [Entity(a + piece.start, b + piece.start, "person", 1.0) for a, b in runs]))
    assert [(e.start, e.end) for e in merged(found)] == [(at, at + length)]


def test_pieces_end_behind_sentences() -> None:
    text = "雙方會談。" * 30
    assert all(text[p.end - 1] == "。" for p in windows(text, 40, 10))


@pytest.mark.parametrize(("longest", "overlap"), [(10, 5), (10, -1)])
def test_an_overlap_that_does_not_fit_is_an_error(longest: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        windows("甲", longest, overlap)
