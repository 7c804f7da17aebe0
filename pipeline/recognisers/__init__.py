"""Learned recognisers: further candidates for the decision that the grammar's candidates compete in."""

from pipeline.recognisers.catalogue import Backend, load_recogniser
from pipeline.recognisers.entity import Entity, EntityLabel, Recogniser
from pipeline.recognisers.onnx import ModelError, OnnxRecogniser

__all__ = [
    "Backend",
    "Entity",
    "EntityLabel",
    "ModelError",
    "OnnxRecogniser",
    "Recogniser",
    "load_recogniser",
]
