"""Works on many files at once, each in a process that may die without harm to the rest.

Rests on pebble, whose pool ends a task that runs past its time and replaces a worker that died.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TaskTimeoutError
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.document import Document, Issue, OffsetMap, Reference, Source
from pipeline.records import DocumentRows, make_rows
from pipeline.report import Report, read_report

TIMEOUT = 300.0
"""Seconds that one document may take."""

MEMORY_LIMIT = 3 * 1024**3
"""Bytes of address space that a worker may take (enforced where the system has setrlimit)."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to work on, and the name that the tables give it."""

    path: Path
    name: str
    reference: Reference | None = None


def work(task: Task) -> DocumentRows:
    """All rows of one file. Whatever a stage raises becomes a failed document that names the cause."""
    try:
        return make_rows(read_report(task.path, reference=task.reference), source_path=task.name)
    except Exception as error:  # A batch goes on whatever one file does; the row says what it did.
        return failed(task, f"{type(error).__name__}: {error}")


def work_all(tasks: Sequence[Task], *, workers: int) -> Iterator[DocumentRows]:
    """The rows of each task in the order of the tasks, worked on by ``workers`` processes."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPool(max_workers=workers, context=context, initializer=_limit_memory) as pool:
        results = pool.map(work, tasks, timeout=TIMEOUT).result()
        for task in tasks:
            try:
                yield next(results)
            except TaskTimeoutError:
                yield failed(task, f"not done after {TIMEOUT:.0f} seconds")
            except ProcessExpired as error:
                yield failed(task, f"the worker process died (exit code {error.exitcode})")
            except MemoryError:
                yield failed(task, f"needs more than {MEMORY_LIMIT // 1024**2} MiB of memory")


def failed(task: Task, cause: str) -> DocumentRows:
    """The rows of a file that could not be worked on: a failed document and an issue with the cause."""
    digest = hashlib.sha256()
    with contextlib.suppress(OSError), task.path.open("rb") as stream:
        while block := stream.read(1024 * 1024):
            digest.update(block)
    issue = Issue("corpus", "document-failed", "error", f"{task.name}: {cause}")
    source = Source(
        task.name,
        digest.hexdigest(),
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
