"""What decides the rows of a document besides its bytes and its name, as one hash."""

from __future__ import annotations

import hashlib
import json
import platform
import unicodedata
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("lxml", "pypdfium2")
"""The libraries that turn a file into text: another version may read the same file otherwise."""

_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = ("*.py", "*.csv")


def fingerprint(settings: Mapping[str, object], *, package: Path = _PACKAGE) -> str:
    """A hash (64 hexadecimal digits) of code, lexicons, libraries, Python and ``settings``.

    ``settings`` is whatever else a run was told or given (reference date, limits, models) and must be
    plain JSON values. ``package`` is the folder whose ``*.py`` and ``*.csv`` count, at any depth. All
    code counts, not only what a document came by: a rerun too many is cheaper than a stale row.
    """
    digest = hashlib.sha256()
    for path in sorted((p for kind in _CODE for p in package.rglob(kind)), key=lambda p: p.as_posix()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()}\x1f{len(content)}\x1f".encode())
        digest.update(content)
    surroundings = {
        "libraries": {name: _version(name) for name in LIBRARIES},
        "python": platform.python_version_tuple()[:2],
        "unicode": unicodedata.unidata_version,
        "settings": dict(settings),
    }
    digest.update(json.dumps(surroundings, sort_keys=True, ensure_ascii=True).encode())
    return digest.hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
