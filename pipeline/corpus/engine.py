"""Works on many files at once, each in a process that may die without harm to the rest.

``finish`` is what any engine runs for one file: it puts the rows into the store. ``work_all`` is the engine
of one machine. It rests on pebble, whose pools end a task that runs past its time and tell of a worker
that died. Each worker has a pool of its own: one that is killed while it holds its pool's lock or pipe
leaves the others alone, and its pool is thrown away.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as TaskTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.corpus.discover import content_hash
from pipeline.corpus.limits import MEMORY_LIMIT, TIMEOUT
from pipeline.corpus.server import start_server
from pipeline.corpus.settings import Settings
from pipeline.corpus.store import Store, key_of
from pipeline.document import Document, Issue, OffsetMap, Source
from pipeline.records import DocumentRows, make_rows
from pipeline.report import Report, read_report
from pipeline.schemas import DocumentRow

ATTEMPTS = 5
"""Times that a document may lose its worker before it counts as the cause. One kill has other causes."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to work on, and the name that the tables give it."""

    path: Path
    name: str
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task.

    ``sha256`` is the hash of the bytes that were read; the rows lie in the store under the key that it
    gives. It is None where nothing was stored, for a ``cause`` that need not meet the file again: time,
    memory, or a worker that died. Such a document is tried again by the next run.
    """

    task: Task
    status: str
    sha256: str | None = None
    cause: str | None = None


Job = Callable[[Task], Done]
Engine = Callable[[Iterable[Task], Job], Iterator[Done]]
"""Runs the job for every task, in any order and anywhere, and tells of each as it is done."""


def finish(task: Task, *, store: str, fingerprint: str) -> Done:
    """Work on one file and put its rows into the store at the address ``store``.

    MemoryError if the worker has too little memory; OSError if the store cannot be written.
    """
    rows = work(task)
    document = next((row for row in rows.tables["documents"] if isinstance(row, DocumentRow)), None)
    # The file may have changed since it was planned: the key tells what was read.
    sha256 = document.sha256 if document else content_hash(task.path)
    Store(store).put(key_of(sha256, task.name, fingerprint), rows)
    return Done(task, document.status if document else "failed", sha256)


def work(task: Task) -> DocumentRows:
    """All rows of one file. Whatever a stage raises becomes a failed document that names the cause.

    MemoryError goes through: another time, or on another machine, there may be enough.
    """
    try:
        settings = task.settings
        report = read_report(
            task.path,
            reference=settings.reference,
            recogniser=settings.recogniser(),
            ocr=settings.ocr,
        )
        rows = make_rows(report, source_path=task.name)
        settle()
        return rows
    except MemoryError:
        raise
    except Exception as error:  # A batch goes on whatever one file does; the row says what it did.
        return failed(task, f"{type(error).__name__}: {error}")


@functools.cache
def settle() -> None:
    """After the first document: what is loaded by then stays, and the collector need not look at it again.

    Lexicons and models are some hundred thousand objects; each full collection walks through them.
    """
    gc.collect()
    gc.freeze()


def on_this_machine(workers: int) -> Engine:
    """The engine that runs ``workers`` processes here."""
    return functools.partial(work_all, workers=workers)


def work_all(tasks: Iterable[Task], job: Job, *, workers: int) -> Iterator[Done]:
    """Run the job for each task on ``workers`` processes; what is done comes as it is done.

    Tasks are taken from the iterator as workers become free. Raises what the job raises, MemoryError aside.
    """
    pools = [_Worker() for _ in range(workers)]
    waiting = deque[tuple[Task, int]]()
    todo = iter(tasks)
    running: dict[Future[Done], tuple[_Worker, Task, int]] = {}
    free = list(pools)
    try:
        while True:
            while free and (turn := _next(waiting, todo)):
                worker = free.pop()
                running[worker.start(job, turn[0])] = (worker, *turn)
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                worker, task, attempt = running.pop(future)
                free.append(worker)
                try:
                    yield future.result()
                except TaskTimeoutError:
                    worker.replace()
                    yield Done(task, "failed", cause=f"not done after {TIMEOUT:.0f} seconds")
                except (ProcessExpired, BrokenProcessPool) as error:
                    worker.replace()
                    if attempt < ATTEMPTS:
                        waiting.append((task, attempt + 1))
                    else:
                        yield Done(task, "failed", cause=f"its worker process died {attempt} times ({error})")
                except MemoryError:
                    worker.replace()
                    cause = f"needs more than {MEMORY_LIMIT // 1024**2} MiB of memory"
                    yield Done(task, "failed", cause=cause)
    finally:
        for worker in pools:
            worker.stop()


def _next(waiting: deque[tuple[Task, int]], todo: Iterator[Task]) -> tuple[Task, int] | None:
    if waiting:
        return waiting.popleft()
    task = next(todo, None)
    return (task, 1) if task else None


class _Worker:
    """One process with a pipe of its own."""

    def __init__(self) -> None:
        start_server()
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        self._pool = self._new()

    def _new(self) -> ProcessPool:
        return ProcessPool(max_workers=1, context=self._context, initializer=_limit_memory)

    def start(self, job: Job, task: Task) -> Future[Done]:
        try:
            return self._pool.schedule(job, args=(task,), timeout=TIMEOUT)
        except RuntimeError:  # Its process was killed between two tasks.
            self.replace()
            return self._pool.schedule(job, args=(task,), timeout=TIMEOUT)

    def replace(self) -> None:
        self.stop()
        self._pool = self._new()

    def stop(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def failed(task: Task, cause: str) -> DocumentRows:
    """The rows of a file that could not be worked on: a failed document and an issue with the cause."""
    issue = Issue("corpus", "document-failed", "error", f"{task.name}: {cause}")
    source = Source(
        task.name,
        content_hash(task.path),
        "application/octet-stream",
        "",
        (),
        status="failed",
        issues=(issue,),
    )
    return make_rows(Report(Document(source, "", OffsetMap.identity(0))), source_path=task.name)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
