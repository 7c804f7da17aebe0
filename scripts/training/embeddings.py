"""Vectors of characters from the characters beside them: counts, positive pointwise information, SVD.

Levy and Goldberg (2014), Neural word embedding as implicit matrix factorization. Surnames come to lie beside
surnames before any training, in under a minute.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from scipy.sparse.linalg import svds

_DISTANCES = (1, 2)
_SMOOTHING = 0.75
_UNKNOWN = 1
_SPECIAL = 5


def character_vectors(texts: Sequence[str], characters: Sequence[str], width: int) -> npt.NDArray[np.float32]:
    """One row of ``width`` numbers of unit variance for each of ``characters``; zeros if it is special."""
    ids = {c: i for i, c in enumerate(characters)}
    breaks = np.zeros(1, dtype=np.int32)
    run = np.concatenate(
        [
            part
            for t in texts
            for part in (np.array([ids.get(c, _UNKNOWN) for c in t], dtype=np.int32), breaks)
        ]
    )
    size = len(characters)
    tables = []
    for distance in _DISTANCES:
        for here, beside in ((run[:-distance], run[distance:]), (run[distance:], run[:-distance])):
            ones = np.ones(len(here), dtype=np.float32)
            tables.append(sparse.coo_matrix((ones, (here, beside)), shape=(size, size)).tocsr())
    counts = sparse.hstack(tables).tocoo()
    rows = np.asarray(counts.sum(1)).ravel() + 1
    columns = (np.asarray(counts.sum(0)).ravel() + 1) ** _SMOOTHING
    information = np.log(counts.data * columns.sum() / (rows[counts.row] * columns[counts.col]))
    kept = information > 0
    positive = sparse.coo_matrix(
        (information[kept], (counts.row[kept], counts.col[kept])), shape=counts.shape
    ).tocsr()
    left, strength, _ = svds(positive.astype(np.float64), k=min(width, size - 1), random_state=0)
    vectors = np.zeros((size, width))
    vectors[:, : left.shape[1]] = left * np.sqrt(strength)
    vectors -= vectors.mean(0)
    vectors = np.clip(vectors / vectors.std(), -4, 4)
    vectors[:_SPECIAL] = 0
    return vectors.astype(np.float32)
