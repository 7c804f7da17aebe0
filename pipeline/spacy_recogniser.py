"""The learned recogniser as a spaCy component: persons, organizations and places in ``doc.spans``."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from pipeline.recognisers.catalogue import SHIPPED
from pipeline.recognisers.onnx import OnnxRecogniser

_KEY = "recognised"
_FILES = ("model.onnx", "vocab.txt", "config.json")


class RecogniserComponent:
    """Writes ``doc.spans["recognised"]``, labelled person, organization or location.

    Each span's ``kb_id_`` is empty; the confidences stand in ``doc.spans["recognised"].attrs``, in the
    same order. ``to_disk`` takes the model along, so that a saved pipeline is whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recogniser = OnnxRecogniser(folder)

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its spans."""
        found = self._recogniser.recognise(doc.text)
        spans = [(e, doc.char_span(e.start, e.end, label=e.label)) for e in found]
        kept = [(e, span) for e, span in spans if span is not None]
        group = SpanGroup(doc, name=_KEY, spans=[span for _, span in kept])
        group.attrs["confidence"] = [e.confidence for e, _ in kept]
        doc.spans[_KEY] = group
        return doc

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model into the folder of the saved pipeline."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            shutil.copyfile(self._folder / name, Path(path) / name)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> RecogniserComponent:
        """Take the model that was saved with the pipeline."""
        self._folder = Path(path)
        self._recogniser = OnnxRecogniser(self._folder)
        return self


@Language.factory("trip_recogniser", default_config={"model": None}, assigns=["doc.spans"])
def make_recogniser(nlp: Language, name: str, model: str | None) -> RecogniserComponent:
    """``model`` is the folder of a model; None is the shipped one."""
    return RecogniserComponent(Path(model) if model else SHIPPED)
