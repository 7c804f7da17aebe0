"""CKIP's models (ckip-transformers) as stage functions: segmentation, part of speech, named entities.

The package's own drivers cut text at 510 characters, pad everything to the longest text and drop the
probabilities. Here they load the model; the text goes through it in overlapping pieces, batched by length,
with exact offsets. Needs the extra ``ckip``. Nothing is ever downloaded here: a model is a local folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np

from pipeline.recognisers.bioes import Decoder
from pipeline.recognisers.entity import Entity, ModelError
from pipeline.recognisers.windows import Scores, score_lines

Driver = Literal["CkipWordSegmenter", "CkipPosTagger", "CkipNerChunker"]

_LONGEST, _OVERLAP = 500, 64
_SPECIAL_TOKENS = 2


class _CkipModel:
    """A model folder of ckip-transformers; ``device`` is -1 for the CPU, else the number of a GPU."""

    def __init__(self, driver: Driver, folder: Path | str, *, device: int = -1) -> None:
        self._folder = Path(folder)
        if not (self._folder / "config.json").is_file():
            raise ModelError(f"{self._folder}: no config.json; not the folder of a CKIP model")
        try:
            import ckip_transformers.nlp as ckip
        except ImportError as error:
            raise ModelError(
                f"CKIP models need the extra 'ckip' (pip install trip-reports[ckip]): {error}"
            ) from error
        try:
            self._driver: Any = getattr(ckip, driver)(model_name=str(self._folder), device=device)
        except (OSError, ValueError) as error:
            raise ModelError(f"{self._folder}: {error}") from error
        self._driver.model.eval()
        config = self._driver.model.config
        self.labels: tuple[str, ...] = tuple(config.id2label[i] for i in range(len(config.id2label)))
        longest = getattr(config, "max_position_embeddings", _LONGEST) - _SPECIAL_TOKENS
        self._longest = min(_LONGEST, longest)
        self._overlap = min(_OVERLAP, (self._longest - 1) // 3)

    @cached_property
    def name(self) -> str:
        """Kind and content hash of the weights."""
        digest = hashlib.sha256()
        for path in sorted(
            p for p in self._folder.iterdir() if p.suffix in (".safetensors", ".bin", ".json")
        ):
            digest.update(path.read_bytes())
        return f"ckip:{digest.hexdigest()[:16]}"

    def score(self, text: str) -> list[tuple[int, Scores]]:
        """For each line of ``text`` its start and the scores of its characters, (characters, labels)."""
        return score_lines(text, self._run, self._longest, self._overlap)

    def _run(self, texts: Sequence[str]) -> list[Scores]:
        import torch

        tokenizer, model = self._driver.tokenizer, self._driver.model
        width = max(map(len, texts)) + _SPECIAL_TOKENS
        ids = np.full((len(texts), width), tokenizer.pad_token_id, dtype=np.int64)
        mask = np.zeros((len(texts), width), dtype=np.int64)
        for row, text in enumerate(texts):
            inner = tokenizer.convert_tokens_to_ids(list(text))
            line = [tokenizer.cls_token_id, *inner, tokenizer.sep_token_id]
            ids[row, : len(line)] = line
            mask[row, : len(line)] = 1
        with torch.inference_mode():
            found = model(
                input_ids=torch.from_numpy(ids).to(self._driver.device),
                attention_mask=torch.from_numpy(mask).to(self._driver.device),
            )
        scores = found.logits.float().cpu().numpy()
        return [scores[row, 1 : len(text) + 1] for row, text in enumerate(texts)]


class CkipRecogniser(_CkipModel):
    """Named entities by a CKIP model, or by any model in its format (characters, BIOES labels)."""

    def __init__(self, folder: Path | str, *, device: int = -1) -> None:
        super().__init__("CkipNerChunker", folder, device=device)
        self._decoder = Decoder(self.labels)

    def recognise(self, text: str) -> list[Entity]:
        """The entities of ``text`` in reading order, as OntoNotes labels mapped to ours."""
        return self._decoder.entities(self.score(text))


class CkipSegmenter(_CkipModel):
    """Word segmentation."""

    def __init__(self, folder: Path | str, *, device: int = -1) -> None:
        super().__init__("CkipWordSegmenter", folder, device=device)

    def segment(self, text: str) -> list[tuple[int, int]]:
        """The words of ``text`` as spans in reading order. Line breaks belong to none."""
        words: list[tuple[int, int]] = []
        for start, scores in self.score(text):
            begins = [0, *(i for i in range(1, len(scores)) if scores[i, 0] > scores[i, 1])]
            words += [(start + a, start + b) for a, b in zip(begins, [*begins[1:], len(scores)], strict=True)]
        return words


class CkipTagger(_CkipModel):
    """Parts of speech, in the tag set of the Academia Sinica corpus."""

    def __init__(self, folder: Path | str, *, device: int = -1) -> None:
        super().__init__("CkipPosTagger", folder, device=device)

    def tag(self, text: str, words: Sequence[tuple[int, int]]) -> list[str]:
        """One tag for each word of ``segment``: that of its first character, as CKIP has it."""
        best = {
            start + i: int(k) for start, scores in self.score(text) for i, k in enumerate(scores.argmax(-1))
        }
        return [
            "WHITESPACE" if text[start:end].isspace() else self.labels[best[start]] for start, end in words
        ]
