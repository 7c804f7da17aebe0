"""The shipped recogniser: a small character encoder, run by onnxruntime on the CPU, without torch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.recognisers.bioes import Decoder
from pipeline.recognisers.entity import Entity, ModelError
from pipeline.recognisers.windows import Scores, score_lines

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LONGEST, OVERLAP = 160, 48
_UNKNOWN, _FIRST, _LAST = "[UNK]", "[CLS]", "[SEP]"


class OnnxRecogniser:
    """A folder with ``model.onnx``, ``vocab.txt`` (one character a line) and ``config.json`` (``id2label``).

    The folder is in the format of transformers, so that ckip-transformers reads the same one.
    """

    def __init__(self, folder: Path | str, *, threads: int = 1) -> None:
        self._folder = Path(folder)
        self._threads = threads
        for name in ("model.onnx", "vocab.txt", "config.json"):
            if not (self._folder / name).is_file():
                raise ModelError(f"{self._folder / name}: no such file; not the folder of a recogniser")
        try:
            config = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
            names: dict[str, str] = config["id2label"]
            self._decoder = Decoder([names[str(i)] for i in range(len(names))])
        except (ValueError, KeyError, AttributeError) as error:
            raise ModelError(f"{self._folder / 'config.json'}: no id2label: {error}") from error
        vocabulary = (self._folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._ids = {token: i for i, token in enumerate(vocabulary) if token}
        missing = [token for token in (_UNKNOWN, _FIRST, _LAST) if token not in self._ids]
        if missing:
            raise ModelError(f"{self._folder / 'vocab.txt'}: lacks {', '.join(missing)}")

    @cached_property
    def name(self) -> str:
        """Kind and content hash: what decides whether results must be made anew."""
        digest = hashlib.sha256((self._folder / "model.onnx").read_bytes())
        return f"onnx:{digest.hexdigest()[:16]}"

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        try:
            return InferenceSession(
                (self._folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's errors share no public base class.
            raise ModelError(f"{self._folder / 'model.onnx'}: {error}") from error

    def recognise(self, text: str) -> list[Entity]:
        """The entities of ``text`` in reading order; ``text[start:end]`` is the entity as written."""
        return self._decoder.entities(score_lines(text, self._run, LONGEST, OVERLAP))

    def _run(self, texts: Sequence[str]) -> list[Scores]:
        width = max(map(len, texts)) + 2
        ids = np.zeros((len(texts), width), dtype=np.int64)
        mask = np.zeros((len(texts), width), dtype=np.int64)
        unknown = self._ids[_UNKNOWN]
        for row, text in enumerate(texts):
            line = [self._ids[_FIRST], *(self._ids.get(c, unknown) for c in text), self._ids[_LAST]]
            ids[row, : len(line)] = line
            mask[row, : len(line)] = 1
        feed: dict[str, Any] = {"input_ids": ids, "attention_mask": mask}
        (logits,) = self._session.run(["logits"], feed)
        scores = np.asarray(logits, dtype=np.float32)
        return [scores[row, 1 : len(text) + 1] for row, text in enumerate(texts)]
