"""How the documents of a run are read: the same for all of them, and part of the key of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.document import Reference

if TYPE_CHECKING:
    from pipeline.recognisers import Backend, Recogniser


@dataclass(frozen=True, slots=True)
class Settings:
    """``reference`` overrides what deictic years resolve against. ``ocr`` reads scanned pages with Tesseract.

    ``ner`` is the learned recogniser beside the grammar, ``model`` the folder of its model (None: the shipped
    one).
    """

    reference: Reference | None = None
    ocr: bool = False
    ner: Backend = "none"
    model: str | None = None

    def recogniser(self) -> Recogniser | None:
        """The recogniser, loaded once in each process. ModelError if it cannot be used."""
        return _load(self.ner, self.model)

    def as_json(self) -> dict[str, object]:
        """What ``run.json`` tells of the settings; a recogniser by the content of its model."""
        recogniser = self.recogniser()
        return {
            "reference": self.reference.value if self.reference else None,
            "ocr": self.ocr,
            "recogniser": recogniser.name if recogniser else None,
        }


@cache
def _load(ner: Backend, model: str | None) -> Recogniser | None:
    if ner == "none":
        return None
    from pipeline.recognisers import load_recogniser

    return load_recogniser(ner, model)
