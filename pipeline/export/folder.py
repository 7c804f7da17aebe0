"""An output folder that is either the old one or the new one, never half of each.

A run writes into a staging folder beside the output; when everything is there, the two change places in
one step (``renameat2`` with ``RENAME_EXCHANGE`` where the system has it, two renames elsewhere).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import filecmp
import glob
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RUN_FILE = "run.json"
_OURS = (".csv", ".parquet")
_REPLACED = ".old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputFolderError(Exception):
    """The output folder cannot be used: it holds something that no run of ours wrote."""


def check_output(output: Path) -> None:
    """OutputFolderError unless ``output`` is absent, empty (dot files aside) or a former run's output."""
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputFolderError(f"{output} is a file, not a folder")
    visible = [p.name for p in output.iterdir() if not p.name.startswith(".")]
    if visible and RUN_FILE not in visible:
        raise OutputFolderError(
            f"{output} holds files but no {RUN_FILE}: not an output folder. Choose an empty or a new folder"
        )


@contextlib.contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A staging folder that takes the place of ``output`` when the block ends without an exception.

    Files of others in the old folder are carried over. If every table and text is the same as before,
    the old folder stays as it is, so that a rerun changes nothing. After an exception the old folder
    is untouched and the staging folder is gone.
    """
    check_output(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    remove_abandoned(output)
    staging = output.parent / f".{output.name}.staging-{os.getpid()}"
    staging.mkdir()
    try:
        yield staging
        if output.exists() and not _same_results(output, staging):
            _carry_over(output, staging)
            exchange(staging, output)
        elif not output.exists():
            staging.rename(output)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def remove_abandoned(output: Path) -> None:
    """Remove what runs that were killed left beside ``output``; what living processes write stays."""
    for path in output.parent.glob(f".{glob.escape(output.name)}.staging-*"):
        pid = path.name.rpartition("-")[2].removesuffix(_REPLACED)
        if pid.isdecimal() and not _alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _ours(path: Path) -> bool:
    return path.suffix in _OURS or path.name in (RUN_FILE, "text")


def _carry_over(old: Path, new: Path) -> None:
    for path in old.iterdir():
        if _ours(path) or (new / path.name).exists():
            continue
        if path.is_dir():
            shutil.copytree(path, new / path.name, symlinks=True)
        else:
            shutil.copy2(path, new / path.name, follow_symlinks=False)


def _results(folder: Path) -> list[str]:
    """Paths of all tables and texts below ``folder``, in order."""
    names: list[str] = []
    for place, _, files in os.walk(folder):
        below = os.path.relpath(place, folder)
        inside = "" if below == os.curdir else f"{below}{os.sep}"
        texts = Path(place).name == "text"
        names.extend(f"{inside}{name}" for name in files if texts or Path(name).suffix in _OURS)
    return sorted(names)


def outline(folder: Path) -> str:
    """Names, sizes and times of all tables and texts of an output folder, as one hash."""
    digest = hashlib.sha256()
    for name in [*_results(folder), RUN_FILE]:
        try:
            status = (folder / name).stat()
        except OSError:
            digest.update(f"{name} is missing\n".encode())
        else:
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _same_results(old: Path, new: Path) -> bool:
    names = _results(new)
    if names != _results(old) or _settings(old) != _settings(new):
        return False
    return not any(filecmp.cmpfiles(old, new, names, shallow=False)[1:])


def _settings(folder: Path) -> Any:
    """What run.json says apart from how long it took; None if there is none or it is broken."""
    try:
        run = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {k: v for k, v in run.items() if k != "timings"} if isinstance(run, dict) else None


def exchange(staging: Path, output: Path) -> None:
    """``staging`` takes the place of ``output`` in one step, and then holds the old folder or is gone."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "renameat2"):
            done = libc.renameat2(
                _AT_FDCWD, os.fsencode(staging), _AT_FDCWD, os.fsencode(output), _RENAME_EXCHANGE
            )
            if done == 0:
                return
            if ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(output))
    old = output.parent / f"{staging.name}{_REPLACED}"
    output.rename(old)
    try:
        staging.rename(output)
    except OSError:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
