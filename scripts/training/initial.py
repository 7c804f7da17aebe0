"""A start from which a small encoder learns in minutes on a CPU what takes hours from random weights.

Characters begin with vectors from the characters beside them. A part of the width is kept for positions, as
waves; the first five heads of each layer begin by looking at the character before, behind, two before,
two behind and the character itself: a wave turned by its step matches the wave one step on. Everything learns
on from there. Measured on the dev part of UNER zh_gsd after 2.4 million silver characters: F1 0.43, against
0.23 from random heads.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch

if TYPE_CHECKING:
    from transformers import BertForTokenClassification

POSITIONS = 512
POSITION_SIZE = 32
HEAD_SIZE = 32
_WAVES = POSITION_SIZE // 2
_OFFSETS = (-1, 1, -2, 2, 0)
_CHARACTER_SCALE, _POSITION_SCALE, _SHARPNESS, _REST = 0.06, 0.06, 1.9, 0.1
_FASTEST, _SLOWER = 1.6, 1.45


def start_from_neighbours(model: BertForTokenClassification, vectors: npt.NDArray[np.float32]) -> None:
    """Sets the weights. ``vectors`` has a row for each character and the width less POSITION_SIZE columns."""
    embeddings = model.bert.embeddings
    width = model.config.hidden_size
    frequencies = torch.tensor([math.pi / (_FASTEST * _SLOWER**k) for k in range(_WAVES)])
    angles = torch.arange(POSITIONS)[:, None] * frequencies[None]
    cosines, sines = width - POSITION_SIZE, width - _WAVES
    words = torch.zeros(len(vectors), width)
    words[:, :cosines] = torch.tensor(vectors) * _CHARACTER_SCALE
    positions = torch.zeros(POSITIONS, width)
    positions[:, cosines:sines] = angles.cos() * _POSITION_SCALE
    positions[:, sines:] = angles.sin() * _POSITION_SCALE
    embeddings.word_embeddings.weight.data = words
    embeddings.position_embeddings.weight.data = positions
    embeddings.token_type_embeddings.weight.data.zero_()
    columns = [(cosines + k, sines + k) for k in range(_WAVES)]
    for layer in model.bert.encoder.layer:
        query, key = layer.attention.self.query.weight.data, layer.attention.self.key.weight.data
        for head, offset in enumerate(_OFFSETS[: width // HEAD_SIZE]):
            rows = slice(head * HEAD_SIZE, (head + 1) * HEAD_SIZE)
            query[rows] *= _REST
            key[rows] *= _REST
            for k, (cosine, sine) in enumerate(columns):
                turn = float(frequencies[k]) * offset
                low, high = head * HEAD_SIZE + k, head * HEAD_SIZE + _WAVES + k
                query[low, cosine] += _SHARPNESS * math.cos(turn)
                query[low, sine] -= _SHARPNESS * math.sin(turn)
                query[high, cosine] += _SHARPNESS * math.sin(turn)
                query[high, sine] += _SHARPNESS * math.cos(turn)
                key[low, cosine] += _SHARPNESS
                key[high, sine] += _SHARPNESS
