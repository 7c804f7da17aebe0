"""Learned recognisers: further candidates for the decision that the grammar's candidates compete in."""

from pipeline.recognisers.entity import Entity, EntityLabel, Recogniser
from pipeline.recognisers.onnx import ModelError, OnnxRecogniser

__all__ = ["Entity", "EntityLabel", "ModelError", "OnnxRecogniser", "Recogniser"]
