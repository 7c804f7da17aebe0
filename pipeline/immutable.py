"""Values that are made by the thousand inside a stage: immutable to the type checker, cheap at run time.

A frozen dataclass sets each field by a call, which for a report of ten pages costs more than many a rule.
What leaves the library (mentions, resolved values, documents) stays frozen at run time too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def immutable(cls: type[T]) -> type[T]:
    """A dataclass with slots and a hash of its fields. mypy refuses to set a field of one."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
