"""Profile: what cover and form say about a report, interpreted."""

from __future__ import annotations

from pipeline.profile.model import Category, Profile, Traveller
from pipeline.profile.read import read_profile

__all__ = ["Category", "Profile", "Traveller", "read_profile"]
