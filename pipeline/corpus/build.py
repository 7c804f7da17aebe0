"""The two steps of a run that has something to do: fill the store, then merge the tables from it."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Generator, Iterator
from pathlib import Path

from pipeline.corpus.catalogue import Catalogue, File
from pipeline.corpus.discover import DIGEST_OF_NOTHING
from pipeline.corpus.engine import Done, Engine, Task, failed, finish
from pipeline.corpus.link import Linker
from pipeline.corpus.settings import Settings
from pipeline.corpus.store import Store, key_of
from pipeline.corpus.summary import Advance, Progress, RunSummary
from pipeline.document import Issue
from pipeline.export.parts import EncodedRows
from pipeline.export.writer import RunWriter
from pipeline.records import LINKED_TABLES, DocumentRows


class GapError(Exception):
    """The store lacks documents after all, because entries were torn or files changed meanwhile."""


class Build:
    """The work of one run on the files of ``catalogue``; the rows go into the store at ``address``.

    ``made_by`` is the fingerprint that the keys of the store are made with.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        address: str,
        made_by: str,
        *,
        engine: Engine,
        settings: Settings,
        progress: Progress | None,
    ) -> None:
        self._catalogue = catalogue
        self._store = Store(address)
        self._made_by = made_by
        self._engine = engine
        self._job = functools.partial(finish, store=address, fingerprint=made_by)
        self._settings = settings
        self._progress = progress
        self._total = self._kept = self._failed = 0
        self.worked = 0
        self.causes: dict[str, str] = {}
        """Why a document is not in the store, by name. The next run tries it again."""

    def fill(self, *, force: bool = False) -> None:
        """Work on every document that the store lacks, or on all with ``force``."""
        present: set[str] = set() if force else self._store.keys()
        missing = self._total = 0
        for file in self._catalogue.files():
            self._total += file.original == file.name
            missing += self._lacks(file, present)
        if not missing:
            return
        self._kept = self._total - missing
        before = self.worked
        self._tell("reading", self._kept)
        tasks = (self._task(file) for file in self._catalogue.files() if self._lacks(file, present))
        with _closing(self._engine(tasks, self._job)) as results:
            for done in results:
                self._note(done)
                self._tell("reading", self._kept + self.worked - before)

    def _lacks(self, file: File, present: set[str]) -> bool:
        if file.original != file.name or file.name in self.causes:
            return False
        return self._key(file) not in present

    def _task(self, file: File) -> Task:
        return Task(file.path, file.name, self._settings)

    def _key(self, file: File) -> str:
        return key_of(file.sha256, file.name, self._made_by)

    def _note(self, done: Done) -> None:
        self.worked += 1
        self._failed += done.status == "failed"
        if done.sha256 is None:
            self.causes[done.task.name] = done.cause or "unknown"
        else:
            self._catalogue.correct(done.task.path, done.sha256)

    def _tell(self, phase: str, done: int) -> None:
        if self._progress:
            self._progress(Advance(phase, done, self._total, self._kept, self._failed))

    def merge(self, folder: Path) -> RunSummary:
        """Write all tables from the store into ``folder``, in the order of names. GapError if it has gaps."""
        summary = RunSummary()
        gaps = False
        with RunWriter(folder, held=LINKED_TABLES) as writer, Linker(folder / ".links") as linker:
            self._total = self._catalogue.count
            for number, rows in enumerate(self._rows(), 1):
                if rows is None:
                    gaps = True
                elif not gaps:
                    summary.count(rows)
                    if isinstance(rows, EncodedRows):
                        linker.add(rows.keys)
                    writer.write(rows)
                self._tell("writing", number)
            if gaps:
                raise GapError
            linker.link()
            writer.release(linker.entities)
        summary.rows = writer.counts
        summary.worked = self.worked
        return summary

    def _rows(self) -> Iterator[DocumentRows | None]:
        """The rows of every file; None for a gap, where the next ``fill`` will work."""
        unread = False
        for file in self._catalogue.files():
            if file.original != file.name:
                yield _duplicate(file)
                continue
            if file.name in self.causes:
                rows = failed(self._task(file), self.causes[file.name])
            elif (stored := self._store.get(self._key(file))) is None:
                self._store.remove(self._key(file))
                yield None
                continue
            else:
                rows = stored
            if file.sha256 == DIGEST_OF_NOTHING:
                # Files without bytes have one id: the first is the document, the others are their issues.
                if unread:
                    rows.tables["documents"].clear()
                    if isinstance(rows, EncodedRows):
                        del rows.parts["documents"]
                unread = True
            yield rows

    def tidy(self) -> None:
        """Remove from the store what belongs to no file of the input."""
        self._store.remove_except({self._key(f) for f in self._catalogue.files() if f.original == f.name})


def _duplicate(file: File) -> DocumentRows:
    """Of a file whose bytes came before, only the issue that says so."""
    rows = DocumentRows(file.sha256[:16], file.name)
    rows.add_issue(
        Issue("corpus", "duplicate-file", "info", f"{file.name} has the same bytes as {file.original}")
    )
    return rows


@contextlib.contextmanager
def _closing(results: Iterator[Done]) -> Iterator[Iterator[Done]]:
    """Ends the engine's processes at once if the run is interrupted."""
    try:
        yield results
    finally:
        if isinstance(results, Generator):
            results.close()
