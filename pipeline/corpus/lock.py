"""One run at a time for an output folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.export.folder import OutputFolderError


class OutputInUseError(OutputFolderError):
    """Another run is writing the same output folder."""


@contextlib.contextmanager
def locked(path: Path, output: Path) -> Iterator[None]:
    """Hold the lock file ``path`` of ``output``. OutputInUseError if another process holds it.

    The system lets go of the lock when the process ends, however it ends, so no lock outlives its run.
    """
    with path.open("a+") as stream:
        try:
            _lock(stream.fileno())
        except OSError as error:
            stream.seek(0)
            owner = stream.read(100).strip() or "unknown"
            raise OutputInUseError(
                f"{output} is being written by another run (process {owner}). Wait until it is done, "
                "or choose another output folder"
            ) from error
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        yield


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        # A byte far behind the content, so that others may read who holds the lock.
        os.lseek(file, 1_000_000, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
