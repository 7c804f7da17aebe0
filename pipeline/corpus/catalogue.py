"""What a run knows about its files, on disk: which there are, the hash of each, and what was finished.

A catalogue is a memory aid, never the truth: whoever deletes it loses time and nothing else. A hash is taken
over from the last run only if size, time of modification and time of change are those of then; no
program can set the last of the three. A file changed less than two seconds before it was hashed is hashed
again next time, because a clock may be too coarse to tell the next change.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pipeline.corpus.discover import DIGEST_OF_NOTHING, content_hash, source_name

_RACE_NS = 2_000_000_000
_VERSION = 1
_FILES_A_TRANSACTION = 500
"""What a killed run may have to hash again."""

_TABLES = """
CREATE TABLE files (
    path BLOB PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER, modified INTEGER, changed INTEGER, round INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_name ON files (name);
CREATE INDEX by_content ON files (sha256, name);
CREATE TABLE finished (corpus TEXT NOT NULL, output TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the input. ``original`` is the first file by name with the same bytes, often itself."""

    path: Path
    name: str
    sha256: str
    original: str


class Catalogue:
    """The files of the input, in a database at ``path``; a broken one is made anew.

    OSError if the disk is full or the place cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            with _as_os_errors(path):
                self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, isolation_level=None)
        try:
            # A torn file after loss of power costs a new hash of every file; waiting for the disk costs more.
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA cache_size = -400")  # KiB; by default it grows with the input to 2 MiB.
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                if db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                    raise sqlite3.DatabaseError("of another version")
                db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
        except BaseException:
            db.close()
            raise
        return db

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def refresh(self, paths: Iterable[Path], root: Path) -> int:
        """Make the catalogue hold exactly ``paths``, hashing what is new or changed. How many there are."""
        with _as_os_errors(self._path), self._transaction():
            (last,) = self._db.execute("SELECT coalesce(max(round), 0) FROM files").fetchone()
            for n, path in enumerate(paths, 1):
                self._look_at(path, source_name(path, root), last + 1)
                if n % _FILES_A_TRANSACTION == 0:
                    self._db.execute("COMMIT")
                    self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM files WHERE round <= ?", (last,))
        return self.count

    @property
    def count(self) -> int:
        """Number of files."""
        (count,) = self._db.execute("SELECT count(*) FROM files").fetchone()
        return int(count)

    def _look_at(self, path: Path, name: str, number: int) -> None:
        place = os.fsencode(path.absolute())
        before = _signature(path)
        known = self._db.execute(
            "SELECT size, modified, changed, name FROM files WHERE path = ?", (place,)
        ).fetchone()
        if known is not None and before is not None and known == (*before, name):
            self._db.execute("UPDATE files SET round = ? WHERE path = ?", (number, place))
            return
        now = time.time_ns()
        sha256 = content_hash(path)
        sure = before is not None and before == _signature(path) and max(before[1:]) + _RACE_NS < now
        signature = before if before and sure and sha256 != DIGEST_OF_NOTHING else (None, None, None)
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            (place, name, sha256, *signature, number),
        )

    def correct(self, path: Path, sha256: str) -> None:
        """The bytes that were read of a file: others than before, if it has changed meanwhile."""
        with _as_os_errors(self._path):
            self._db.execute(
                "UPDATE files SET sha256 = ?1, size = NULL WHERE path = ?2 AND sha256 <> ?1",
                (sha256, os.fsencode(path.absolute())),
            )

    def files(self) -> Iterator[File]:
        """Every file in the order of names."""
        rows = self._db.execute(
            "SELECT path, name, sha256, (SELECT min(o.name) FROM files o WHERE o.sha256 = f.sha256) "
            "FROM files f ORDER BY name, path"
        )
        for place, name, sha256, first in rows:
            # What cannot be read has no bytes to compare.
            original = name if sha256 == DIGEST_OF_NOTHING else first
            yield File(Path(os.fsdecode(place)), name, sha256, original)

    def digest(self, fingerprint: str) -> str:
        """One hash of all names and contents, and of what decides the rows besides."""
        digest = hashlib.sha256(fingerprint.encode())
        for name, sha256 in self._db.execute("SELECT name, sha256 FROM files ORDER BY name, path"):
            digest.update(f"\x1f{name}\x1f{sha256}".encode())
        return digest.hexdigest()

    @property
    def finished(self) -> tuple[str, str] | None:
        """What ``finish`` was last told."""
        row: tuple[str, str] | None = self._db.execute("SELECT corpus, output FROM finished").fetchone()
        return row

    def finish(self, corpus: str, output: str) -> None:
        """Remember that the output folder as ``output`` describes it holds the tables of ``corpus``."""
        with _as_os_errors(self._path), self._transaction():
            self._db.execute("DELETE FROM finished")
            self._db.execute("INSERT INTO finished VALUES (?, ?)", (corpus, output))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        if self._db.in_transaction:
            self._db.execute("COMMIT")


@contextlib.contextmanager
def _as_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from error


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
