"""What one document may cost a worker. Part of a run's settings: other limits are another run."""

from __future__ import annotations

TIMEOUT = 300.0
"""Seconds that one document may take."""

MEMORY_LIMIT = 3 * 1024**3
"""Bytes of address space that a worker may take (enforced where the system has setrlimit)."""
