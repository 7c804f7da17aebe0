"""Label scores become well-formed entities, and the best ones."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pipeline.recognisers.bioes import Decoder

BIOES = ["O", "B-PERSON", "I-PERSON", "E-PERSON", "S-PERSON", "B-ORG", "I-ORG", "E-ORG", "S-ORG"]
BIO = ["O", "B-PER", "I-PER", "B-XYZ", "I-XYZ"]


def scores_of(path: list[str], labels: list[str]) -> np.ndarray:
    scores = np.zeros((len(path), len(labels)), dtype=np.float32)
    for i, label in enumerate(path):
        scores[i, labels.index(label)] = 9.0
    return scores


@pytest.mark.parametrize(
    ("labels", "path", "spans"),
    [
        (BIOES, ["O", "B-PERSON", "E-PERSON", "S-ORG"], [(1, 3, "person"), (3, 4, "organization")]),
        (BIOES, ["B-ORG", "I-ORG", "E-ORG", "O"], [(0, 3, "organization")]),
        (BIO, ["B-PER", "I-PER", "B-PER", "O"], [(0, 2, "person"), (2, 3, "person")]),
        (BIO, ["O", "B-XYZ", "I-XYZ", "O"], []),
    ],
)
def test_a_clear_path_is_read_as_it_is(
    labels: list[str], path: list[str], spans: list[tuple[int, int, str]]
) -> None:
    entities = Decoder(labels).decode(scores_of(path, labels))
    assert [(e.start, e.end, e.label) for e in entities] == spans
    assert all(e.confidence > 0.99 for e in entities)


def test_an_end_without_a_beginning_is_mended() -> None:
    scores = scores_of(["O", "E-PERSON"], BIOES)
    scores[0, BIOES.index("B-PERSON")] = 8.5
    entities = Decoder(BIOES).decode(scores)
    assert [(e.start, e.end) for e in entities] == [(0, 2)]
    assert entities[0].confidence < 0.9


@given(hnp.arrays(np.float32, (4, len(BIOES)), elements=st.floats(-5, 5, width=32)))
def test_the_path_is_the_best_of_all_well_formed_ones(scores: np.ndarray) -> None:
    def well_formed(path: tuple[int, ...]) -> bool:
        kind = None
        for label in (BIOES[i] for i in path):
            if (label[0] in "IE") != (kind is not None) or (kind is not None and label[2:] != kind):
                return False
            kind = label[2:] if label[0] in "BI" else None
        return kind is None

    best = max(
        (p for p in product(range(len(BIOES)), repeat=4) if well_formed(p)),
        key=lambda p: sum(float(scores[i, k]) for i, k in enumerate(p)),
    )
    decoder = Decoder(BIOES)
    path = decoder._best_path(scores)
    assert well_formed(tuple(path))
    assert sum(scores[i, k] for i, k in enumerate(path)) == pytest.approx(
        sum(scores[i, k] for i, k in enumerate(best)), abs=1e-4
    )


def test_offsets_point_into_the_text() -> None:
    line = scores_of(["O", "S-ORG"], BIOES)
    entities = Decoder(BIOES).entities([(0, line), (7, line), (9, line[:0])])
    assert [(e.start, e.end) for e in entities] == [(1, 2), (8, 9)]
