"""Which files of a folder are reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_LOCK_FILES = "~$"
"""What Word puts before the name of a document that is open."""


def discover(root: Path, *, without: Path | None = None) -> list[Path]:
    """All files below ``root`` in a fixed order, or ``root`` itself if it is a file.

    Hidden files and folders and Word's lock files are passed over, and so is the folder ``without``
    (the output, if it lies inside the input). Links to folders are not followed. FileNotFoundError if
    there is nothing at ``root``.
    """
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise FileNotFoundError(f"no file or folder at {root}")
    return sorted(_files(root, without.resolve() if without else None), key=lambda p: source_name(p, root))


def _files(root: Path, without: Path | None) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [f for f in folders if not f.startswith(".") and (here / f).resolve() != without]
        yield from (here / n for n in names if not n.startswith((".", _LOCK_FILES)))


def source_name(path: Path, root: Path) -> str:
    """How the tables name a file: its path below the input folder, always valid Unicode."""
    relative = path.relative_to(root) if path != root else Path(path.name)
    return relative.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
