"""The engine of a cluster: Dask distributed hands out the documents, the stages are those of one machine.

Each thread of a Dask worker has a lane: a process of its own that works on one document after the other,
with the time and memory limits of ``pipeline.corpus.engine``, and that loads lexicons and models once. A
document that hangs or crashes costs its lane, never the worker, so Dask blames no other document
for it. What kills a worker (a lost node, an expired job) is answered by Dask: its nanny starts it
again, its documents go to other workers.

Needs the extra ``dask``. Workers must run the same code as the run itself, and must see its input and store.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import multiprocessing
import queue
import signal
import socket
import time
import uuid
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from typing import Any

import dask
import distributed
from distributed import Future, KilledWorker, Worker, WorkerPlugin

from pipeline.corpus.discover import DIGEST_OF_NOTHING, content_hash
from pipeline.corpus.engine import Done, Engine, Job, Task, finish, work_all
from pipeline.corpus.fingerprint import fingerprint
from pipeline.corpus.limits import TIMEOUT
from pipeline.corpus.settings import Settings
from pipeline.corpus.store import Store, key_of
from pipeline.recognisers import ModelError

_untyped: Any = distributed
"""Most of the package has no types that mypy could check."""

_AHEAD = 4
"""Documents under way for each thread of the cluster: enough that none waits for the next."""

_AHEAD_AT_LEAST = 32
"""Documents under way before there is any worker: an adaptive cluster grows by what is asked of it."""

_RETRIES = 2
"""Times that a document is tried again after an exception: a store over a network has hiccups."""

_COUNT_EVERY = 5.0
"""Seconds after which the threads of the cluster are counted again, for workers come and go."""

_SEEN_WITHIN = 60.0
"""Seconds in which a file written on another machine has to appear here (NFS caches listings)."""


class ClusterError(OSError):
    """The cluster cannot do the work: other code, other files, or gone. What was done is kept."""


def on_cluster(address: str | None = None, *, workers: int | None = None) -> Engine:
    """The engine on the cluster whose scheduler is at ``address`` (tcp://host:8786).

    Without an address, ``workers`` Dask workers are started on this machine for the time of the run.
    """
    return functools.partial(work_on_cluster, address=address, workers=workers)


def work_on_cluster(
    tasks: Iterable[Task], job: Job, *, address: str | None = None, workers: int | None = None
) -> Iterator[Done]:
    """Run the job for each task on a cluster; what is done comes as it is done.

    Tasks are taken from the iterator as the cluster has room. Raises what the job raises, MemoryError aside,
    ClusterError if the cluster is unfit or lost, and OSError if no scheduler answers.
    """
    todo = iter(tasks)
    with _client(address, workers) as client:
        first = next(todo, None)
        if first is None:
            return
        lanes = Lanes(job, _made_by(first.settings), f"trip-reports-{uuid.uuid4().hex}")
        client.register_plugin(lanes)
        try:
            unchecked = True
            for done in _results(client, lanes.name, chain((first,), todo)):
                _check_input(done)
                if unchecked and done.sha256:
                    _check_store(done, job)
                    unchecked = False
                yield done
        finally:
            # The cluster may be what was lost.
            with contextlib.suppress(OSError, ValueError):
                client.unregister_worker_plugin(lanes.name)


@contextlib.contextmanager
def _client(address: str | None, workers: int | None) -> Iterator[Any]:
    with contextlib.ExitStack() as stack:
        where: Any = address
        if address is None:
            # A nanny reads this whenever it starts a worker; a daemon could not have lanes.
            stack.enter_context(dask.config.set({"distributed.worker.daemon": False}))
            where = stack.enter_context(
                _untyped.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.ERROR,
                )
            )
        yield stack.enter_context(_untyped.Client(where, set_as_default=False))


def _results(client: Any, lanes: str, todo: Iterator[Task]) -> Iterator[Done]:
    running: dict[Future[Done], Task] = {}
    finished = _untyped.as_completed(loop=client.loop, with_results=True, raise_errors=False)
    room, counted = _AHEAD_AT_LEAST, 0.0
    while True:
        if time.monotonic() - counted > _COUNT_EVERY:
            room = max(_AHEAD_AT_LEAST, _AHEAD * sum(client.nthreads().values()))
            counted = time.monotonic()
        for task in islice(todo, max(0, room - len(running))):
            future = client.submit(_work, lanes, task, key=f"report-{uuid.uuid4().hex}", retries=_RETRIES)
            running[future] = task
            finished.add(future)
        if not running:
            return
        for future, result in finished.next_batch():
            yield _outcome(running.pop(future), result)


def _outcome(task: Task, result: Any) -> Done:
    """What has come of a task. Not the future's status decides: of a result that has come it says "lost" when
    the worker that held it was lost since.
    """
    match result:
        case Done():
            return result
        case (_, KilledWorker() as error, _):
            return Done(
                task, "failed", cause=f"its worker was lost again and again ({error.last_worker.address})"
            )
        case (_, BaseException() as error, _):
            raise error
    raise ClusterError("the scheduler of the cluster is gone, or somebody has cancelled the work")


def _check_input(done: Done) -> None:
    """ClusterError if a worker saw nothing where there is a file, or its rows would say just that."""
    path = done.task.path
    if done.sha256 == DIGEST_OF_NOTHING and content_hash(path) != DIGEST_OF_NOTHING:
        raise ClusterError(
            f"a worker cannot read {path}, which can be read here. Put the input on a file system that all "
            "workers mount at the same place, or give its address (s3://…)"
        )


def _check_store(done: Done, job: Job) -> None:
    """ClusterError if what a worker has stored cannot be seen here."""
    if not (isinstance(job, functools.partial) and job.func is finish and done.sha256):
        return
    store = Store(job.keywords["store"])
    key = key_of(done.sha256, done.task.name, job.keywords["fingerprint"])
    until = time.monotonic() + _SEEN_WITHIN
    while not store.has(key):
        if time.monotonic() > until:
            raise ClusterError(
                f"what the workers write to {job.keywords['store']} cannot be seen here. State must be on "
                "a file system that all workers mount at the same place, or at an address (s3://…)"
            )
        time.sleep(0.5)


def _work(lanes: str, task: Task) -> Done:
    """What Dask runs, in a thread of a worker."""
    plugin = _untyped.get_worker().plugins[lanes]
    assert isinstance(plugin, Lanes)
    return plugin.run(task)


class Lanes(WorkerPlugin):
    """What a worker holds for one run: for each thread a process that works on documents.

    ``made_by`` is the fingerprint of code, lexicons, libraries and model of the run: a lane of which it is
    not true takes no task, for its rows would be kept as if it were.
    """

    def __init__(self, job: Job, made_by: str, name: str) -> None:
        self.name = name
        self._job = functools.partial(_in_lane, job=job, made_by=made_by)

    def setup(self, worker: Worker) -> None:
        """Called by Dask in the worker, before it gets a task."""
        # The last in is the first out: a lane that has its lexicons loaded before one that has not.
        self._idle: queue.LifoQueue[_Lane] = queue.LifoQueue()
        self._closed = False
        self._unfit: str | None = None
        if multiprocessing.current_process().daemon:
            self._unfit = (
                f"the worker at {worker.address} may not start processes. Start workers with "
                "DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment"
            )

    def run(self, task: Task) -> Done:
        """Work on a task in one of the lanes. ClusterError if the worker is unfit for the run."""
        if self._unfit:
            raise ClusterError(self._unfit)
        try:
            lane = self._idle.get_nowait()
        except queue.Empty:
            lane = _Lane(self._job)
        try:
            done = lane.run(task)
        except BaseException:
            lane.close()
            raise
        self._idle.put(lane)
        if self._closed:
            self._close_idle()
        return done

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask fixes the signature.
        """Called by Dask when the run or the worker ends. A document under way ends in its own time."""
        self._closed = True
        self._close_idle()

    def _close_idle(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()


class _Lane:
    """The engine of one machine with one process, fed one task at a time."""

    def __init__(self, job: Job) -> None:
        self._task: Task | None = None
        # The engine takes a task when its process is free, which is when the last result has been taken.
        self._results = work_all(self._tasks(), job, workers=1)

    def _tasks(self) -> Iterator[Task]:
        while self._task:
            yield self._task

    def run(self, task: Task) -> Done:
        self._task = task
        return next(self._results)

    def close(self) -> None:
        if isinstance(self._results, Generator):
            self._results.close()


@functools.cache
def _made_by(settings: Settings) -> str:
    return fingerprint(settings.as_json())


def _in_lane(task: Task, *, job: Job, made_by: str) -> Done:
    """The job, in a process that makes the same rows as the run would."""
    try:
        same = _made_by(task.settings) == made_by
    except ModelError as error:
        raise ClusterError(f"the workers on {socket.gethostname()} cannot load the model: {error}") from error
    if not same:
        raise ClusterError(
            f"the workers on {socket.gethostname()} have another version of this package, of its libraries, "
            "of Python or of the model than this run"
        )
    if not hasattr(signal, "setitimer"):
        return job(task)
    # The system ends what hangs if the worker that should end it was killed.
    signal.setitimer(signal.ITIMER_REAL, 2 * TIMEOUT)
    try:
        return job(task)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
