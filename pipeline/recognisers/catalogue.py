"""Which recognisers there are: the shipped one, and CKIP's published ones, fetched only when asked for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

from pipeline.recognisers.entity import ModelError, Recogniser

Backend = Literal["none", "onnx", "ckip"]

SHIPPED = Path(__file__).parents[2] / "models" / "officialese"

_TASKS = ("ws", "pos", "ner")
_SIZES = ("albert-tiny", "albert-base", "bert-tiny", "bert-base")
PUBLISHED = {f"ckip-{size}": tuple(f"ckiplab/{size}-chinese-{task}" for task in _TASKS) for size in _SIZES}
"""Names of published models and their repositories, for segmentation, parts of speech and entities."""


def load_recogniser(backend: Backend, model: Path | str | None = None) -> Recogniser | None:
    """The recogniser of a backend, or None for ``none``. ``model`` is a local folder.

    ``onnx`` without a folder is the shipped one; ``ckip`` needs a folder and the extra ``ckip``.
    ModelError says what is missing.
    """
    if backend == "none":
        return None
    # Only now: numpy and onnxruntime take a while to load, and most runs need neither.
    if backend == "onnx":
        from pipeline.recognisers.onnx import OnnxRecogniser

        return OnnxRecogniser(model or SHIPPED)
    if model is None:
        raise ModelError(
            "the ckip backend needs the folder of a model; `make models MODEL=ckip-bert-base` fetches one"
        )
    from pipeline.recognisers.ckip import CkipRecogniser

    return CkipRecogniser(model)


def fetch(name: str, folder: Path | str) -> list[Path]:
    """Downloads a published model's three parts to ``folder/NAME-ws``, ``-pos`` and ``-ner``; their folders.

    Each gets ``source.json`` with repository, revision and the SHA-256 of every file. A part whose files
    still have those hashes is not fetched again. ModelError if the name is unknown, the extra is missing or
    there is no network.
    """
    if name not in PUBLISHED:
        raise ModelError(f"{name} is not a published model; there are {', '.join(PUBLISHED)}")
    return [
        _fetch_one(repository, Path(folder) / f"{name}-{task}")
        for task, repository in zip(_TASKS, PUBLISHED[name], strict=True)
    ]


def is_whole(folder: Path) -> bool:
    """Whether a fetched model still has the bytes that were fetched."""
    try:
        record = json.loads((folder / "source.json").read_text(encoding="utf-8"))
        files: dict[str, str] = record["files"]
    except (OSError, ValueError, KeyError):
        return False
    return all((folder / name).is_file() and _sha256(folder / name) == known for name, known in files.items())


def _fetch_one(repository: str, folder: Path) -> Path:
    if is_whole(folder):
        return folder
    try:
        from huggingface_hub import HfApi, snapshot_download
    except ImportError as error:
        raise ModelError(f"fetching models needs the extra 'ckip': {error}") from error
    try:
        revision = HfApi().model_info(repository).sha
        patterns = ["*.json", "*.txt", "*.safetensors", "pytorch_model.bin"]
        snapshot_download(repository, revision=revision, local_dir=folder, allow_patterns=patterns)
    except Exception as error:  # The hub's client raises its own errors and those of three HTTP libraries.
        raise ModelError(f"{repository} could not be fetched: {type(error).__name__}: {error}") from error
    files = {p.name: _sha256(p) for p in sorted(folder.iterdir()) if p.is_file() and p.name != "source.json"}
    record = {"repository": repository, "revision": revision, "files": files}
    (folder / "source.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return folder


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
