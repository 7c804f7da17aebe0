"""Which files of a folder are reports, what the tables call them, and what tells their content."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.ingest.limits import MAX_FILE_BYTES

_LOCK_FILES = "~$"
"""What Word puts before the name of a document that is open."""

DIGEST_OF_NOTHING = hashlib.sha256().hexdigest()


def discover(root: Path, *, without: Path | None = None) -> list[Path]:
    """All files below ``root`` in a fixed order, or ``root`` itself if it is a file.

    Hidden files and folders and Word's lock files are passed over, and so is the folder ``without``
    (the output, if it lies inside the input). Links to folders are not followed. FileNotFoundError if
    there is nothing at ``root``.
    """
    return sorted(walk(root, without=without), key=lambda p: source_name(p, root))


def walk(root: Path, *, without: Path | None = None) -> Iterator[Path]:
    """The files of ``discover`` as they come, in no order. FileNotFoundError if nothing is at ``root``."""
    if root.is_file():
        return iter((root,))
    if not root.is_dir():
        raise FileNotFoundError(f"no file or folder at {root}")
    return _files(root, without.resolve() if without else None)


def _files(root: Path, without: Path | None) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [f for f in folders if not f.startswith(".") and (here / f).resolve() != without]
        yield from (here / n for n in names if not n.startswith((".", _LOCK_FILES)))


def source_name(path: Path, root: Path) -> str:
    """How the tables name a file: its path below the input folder, always valid Unicode."""
    relative = path.relative_to(root) if path != root else Path(path.name)
    return relative.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def content_hash(path: Path) -> str:
    """SHA-256 of a file's bytes; of no bytes for what is no file, too large or cannot be opened.

    The same as ``pipeline.ingest.read_source`` says of it.
    """
    try:
        status = path.stat()
        # Opening a pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            return DIGEST_OF_NOTHING
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return DIGEST_OF_NOTHING
