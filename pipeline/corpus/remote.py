"""Input that lies at an address (``s3://bucket/reports``) and not in a folder.

The run keeps a copy of it for its hashes, and fetches again only what has changed. The workers do not see
that copy: each fetches from the address what it works on.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from pipeline.corpus.engine import Done, Engine, Job, Task

_AT_ONCE = 64
"""Files that are fetched together, which object stores answer at once."""


class AddressError(FileNotFoundError):
    """An address that nothing installed can open."""


def open_address(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it. AddressError for an unknown protocol."""
    try:
        fs, path = fsspec.core.url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise AddressError(f"{address} cannot be opened: {error}") from error
    return fs, path


def is_remote(address: str) -> bool:
    """Whether an input is neither a path nor a ``file://`` address. AddressError for an unknown protocol."""
    return "://" in address and not isinstance(open_address(address)[0], LocalFileSystem)


def local_path(address: str) -> Path:
    """The path that a path or a ``file://`` address means."""
    return Path(open_address(address)[1] if "://" in address else address)


class RemoteInput:
    """The files below an address. FileNotFoundError if there is nothing."""

    def __init__(self, url: str) -> None:
        self._fs, path = open_address(url)
        path = path.rstrip("/")
        self._url = url
        self._file = bool(self._fs.isfile(path))
        # A file is named by its own name, as a local one is.
        self._root: str = path.rpartition("/")[0] if self._file else path
        self._path = path

    def copy_to(self, folder: Path) -> Path:
        """Make ``folder`` hold the files of the address and no others; the path that stands for the input.

        OSError if a file cannot be fetched, or has a name that no file can have here.
        """
        content = folder / "files"
        content.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(folder / "versions.sqlite", isolation_level=None)) as db:
            db.execute("PRAGMA synchronous = OFF")
            db.execute("CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, version TEXT) WITHOUT ROWID")
            names = self._versions()
            for (name,) in db.execute("SELECT name FROM files").fetchall():
                if name not in names:
                    (content / name).unlink(missing_ok=True)
                    db.execute("DELETE FROM files WHERE name = ?", (name,))
            known = dict(db.execute("SELECT name, version FROM files"))
            changed = (n for n, v in names.items() if known.get(n) != v or not (content / n).is_file())
            while some := list(islice(changed, _AT_ONCE)):
                self._fetch(some, content)
                db.executemany("REPLACE INTO files VALUES (?, ?)", [(n, names[n]) for n in some])
        return content / next(iter(names)) if self._file else content

    def _versions(self) -> dict[str, str]:
        """What the address says of each file, as a hash: its size, its time, its ETag."""
        self._fs.invalidate_cache()
        found: dict[str, dict[str, Any]] = self._fs.find(self._path, detail=True)
        if not found:
            raise FileNotFoundError(f"no files at {self._url}")
        return {
            _safe(path[len(self._root) :].lstrip("/")): hashlib.sha256(
                repr(sorted(about.items())).encode()
            ).hexdigest()
            for path, about in found.items()
        }

    def _fetch(self, names: list[str], content: Path) -> None:
        with tempfile.TemporaryDirectory(dir=content.parent) as scratch:
            parts = [str(Path(scratch) / str(n)) for n in range(len(names))]
            self._fs.get([f"{self._root}/{name}" for name in names], parts)
            for name, part in zip(names, parts, strict=True):
                (content / name).parent.mkdir(parents=True, exist_ok=True)
                Path(part).replace(content / name)

    def read_by(self, engine: Engine) -> Engine:
        """``engine``, with workers that fetch their files from the address."""
        url = self._url.rstrip("/").rpartition("/")[0] if self._file else self._url.rstrip("/")

        def from_afar(tasks: Iterable[Task], job: Job) -> Iterator[Done]:
            return engine(tasks, functools.partial(fetch_and_work, job=job, url=url))

        return from_afar


def fetch_and_work(task: Task, *, job: Job, url: str) -> Done:
    """The job on a copy of the file below ``url`` that has the name of the task.

    Runs in a worker process. The copy has the same relative path wherever it is made, so that no message
    of a reader depends on the machine.
    """
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        path = Path(task.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fs, root = fsspec.core.url_to_fs(url)
            fs.get_file(f"{root.rstrip('/')}/{task.name}", str(path))
        except FileNotFoundError:
            return Done(task, "failed", cause=f"it is no longer at {url}")
        return replace(job(replace(task, path=path)), task=task)


def _safe(name: str) -> str:
    """OSError if a key is no relative path below a folder: nothing is written elsewhere."""
    if "\0" in name or "\\" in name or ".." in name.split("/") or PurePosixPath(name).as_posix() != name:
        raise OSError(f"the key {name!r} cannot be the name of a file. Rename it, and run again")
    return name
