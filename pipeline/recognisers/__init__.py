"""Learned recognisers: further candidates for the decision that the grammar's candidates compete in."""

from pipeline.recognisers.catalogue import Backend, load_recogniser
from pipeline.recognisers.entity import Entity, EntityLabel, ModelError, Recogniser

__all__ = ["Backend", "Entity", "EntityLabel", "ModelError", "Recogniser", "load_recogniser"]
