"""Documents worked on by a cluster: the same tables as from one machine, whatever happens to a worker."""

import functools
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

import dask
import psutil
from bad_workers import die, die_once, eat, full_disk, hang
from distributed import Client, Future, LocalCluster, as_completed

from pipeline import extract, load_outputs
from pipeline.corpus import dask_engine, engine
from pipeline.corpus.dask_engine import ClusterError, Lanes, on_cluster
from pipeline.corpus.discover import DIGEST_OF_NOTHING
from pipeline.corpus.engine import Done, Job, Task, finish
from pipeline.corpus.fingerprint import fingerprint
from pipeline.corpus.settings import Settings
from pipeline.corpus.store import Store
from pipeline.corpus.summary import Advance


def contents(folder: Path) -> dict[str, bytes]:
    names = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json")
    return {str(p.relative_to(folder)): p.read_bytes() for p in names}


def worker_processes(address: str) -> list[int]:
    with Client(address, set_as_default=False) as client:
        return sorted(client.run(os.getpid).values())


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_a_killed_worker_changes_nothing_in_the_tables(
    cluster, corpus: Path, local_output: Path, tmp_path: Path
) -> None:
    before = worker_processes(cluster.address)
    assert len(set(before)) == 2, "two real processes"
    killed_at: list[int] = []

    def kill_one(advance: Advance) -> None:
        if advance.phase == "reading" and advance.done >= 3 and not killed_at:
            os.kill(before[0], signal.SIGKILL)
            killed_at.append(advance.done)

    output = tmp_path / "out"
    summary = extract(corpus, output, engine=on_cluster(cluster.address), progress=kill_one)
    assert killed_at[0] < 41, "killed in the midst of the run"
    assert not is_running(before[0])
    assert summary.worked == 41, "every document but the duplicate, each once"
    assert contents(output) == contents(local_output)
    failed = load_outputs(output)["documents"].query("status == 'failed'")
    assert failed["source_path"].tolist() == ["bad.pdf"], "nothing is blamed for the worker"


def test_a_lost_node_changes_nothing_in_the_tables(
    cluster, corpus: Path, local_output: Path, tmp_path: Path
) -> None:
    """The nanny goes with its worker, and nobody starts them again."""
    cluster.add_worker("--name", "short-lived")
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(3, timeout=180)
    node = psutil.Process(cluster.processes.pop().pid)
    lost: list[int] = []

    def lose(advance: Advance) -> None:
        if advance.phase == "reading" and advance.done >= 3 and not lost:
            for process in (*node.children(recursive=True), node):
                process.kill()
            node.wait()
            lost.append(advance.done)

    output = tmp_path / "out"
    assert extract(corpus, output, engine=on_cluster(cluster.address), progress=lose).worked == 41
    assert lost
    assert contents(output) == contents(local_output)


def test_an_interrupted_run_goes_on_where_it_was(
    cluster, corpus: Path, local_output: Path, tmp_path: Path
) -> None:
    def stop(advance: Advance) -> None:
        if advance.phase == "reading" and advance.done >= 20:
            raise KeyboardInterrupt

    output = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        extract(corpus, output, engine=on_cluster(cluster.address), progress=stop)
    assert not output.exists()
    summary = extract(corpus, output, engine=on_cluster(cluster.address))
    assert 0 < summary.worked <= 21
    assert contents(output) == contents(local_output)
    assert extract(corpus, output, engine=on_cluster(cluster.address)).unchanged


def test_engines_share_one_store(cluster, corpus: Path, local_output: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    extract(corpus, output, workers=1)
    entries = sorted((tmp_path / ".out.state" / "documents").rglob("*.rows"))
    for entry in entries[:3]:
        entry.unlink()
    (output / "dates.csv").unlink()
    assert extract(corpus, output, engine=on_cluster(cluster.address)).worked == 3
    assert contents(output) == contents(local_output)


def test_a_run_leaves_nothing_on_the_workers(cluster, corpus: Path, tmp_path: Path) -> None:
    extract(corpus, tmp_path / "out", engine=on_cluster(cluster.address))
    # Names only: a forkserver waits for the next run, but no lane does.
    with Client(cluster.address, set_as_default=False) as client:
        plugins = client.run(lambda dask_worker: list(dask_worker.plugins)).values()
    assert not any(name.startswith("trip-reports") for names in plugins for name in names)


def test_a_store_that_only_the_workers_see_is_an_error(
    cluster, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_engine, "_SEEN_WITHIN", 0.0)
    job = functools.partial(finish, store="memory://only-here", fingerprint="f")
    tasks = [Task(corpus / "0.txt", "0.txt")]
    with pytest.raises(ClusterError, match="cannot be seen here"):
        list(on_cluster(cluster.address)(tasks, job))


def test_no_scheduler_is_an_error() -> None:
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(OSError, match=r"127\.0\.0\.1:9"),
    ):
        list(on_cluster("tcp://127.0.0.1:9")([], die))


def test_a_local_cluster_without_an_address(corpus: Path, local_output: Path, tmp_path: Path) -> None:
    before = {p.pid for p in psutil.Process().children(recursive=True)}
    output = tmp_path / "out"
    assert extract(corpus, output, engine=on_cluster(workers=1)).worked == 41
    assert contents(output) == contents(local_output)
    until = time.monotonic() + 60
    while left := {p.pid for p in psutil.Process().children(recursive=True)} - before:
        # What multiprocessing itself keeps for the next process is no worker.
        kept = {pid for pid in left if "tracker" in " ".join(psutil.Process(pid).cmdline())}
        if not left - kept:
            break
        assert time.monotonic() < until, "the workers have outlived the run"
        time.sleep(0.5)


class TestLanes:
    """The processes of one worker, without a cluster around them."""

    @pytest.fixture
    def lanes_of(self) -> Iterator[object]:
        made: list[Lanes] = []
        worker = SimpleNamespace(address="tcp://worker")

        def lanes_of(job: Job, made_by: str | None = None) -> Lanes:
            lanes = Lanes(job, made_by or fingerprint(Settings().as_json()), "test")
            lanes.setup(worker)  # type: ignore[arg-type]
            made.append(lanes)
            return lanes

        yield lanes_of
        for lanes in made:
            lanes.teardown(worker)  # type: ignore[arg-type]

    def test_one_process_works_on_all_documents(self, lanes_of, corpus: Path, tmp_path: Path) -> None:
        """So that lexicons and models are loaded once."""
        lanes = lanes_of(functools.partial(finish, store=str(tmp_path / "store"), fingerprint="f"))
        tasks = [Task(corpus / f"{n}.txt", f"{n}.txt") for n in (0, 2, 4)]
        used = []
        for task in tasks:
            done = lanes.run(task)
            assert (done.task, done.status) == (task, "ok")
            used.append({p.pid for p in psutil.Process().children(recursive=True)})
        assert used[0] == used[1] == used[2]
        assert len(Store(tmp_path / "store").keys()) == 3

    @pytest.mark.parametrize(
        ("job", "cause"), [(hang, "not done after"), (die, "died 5 times"), (eat, "memory")]
    )
    def test_what_a_document_does_costs_only_its_lane(
        self, lanes_of, job: Job, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "TIMEOUT", 2.0)
        lanes = lanes_of(job)
        for name in ("a.txt", "b.txt"):
            done = lanes.run(Task(tmp_path / name, name))
            assert (done.task.name, done.status, done.sha256) == (name, "failed", None)
            assert cause in (done.cause or "")

    def test_a_lane_that_dies_once_is_replaced(self, lanes_of, tmp_path: Path) -> None:
        lanes = lanes_of(die_once)
        assert [lanes.run(Task(tmp_path / n, n)).status for n in ("a", "b")] == ["ok", "ok"]

    def test_a_store_that_cannot_be_written_is_told(self, lanes_of, tmp_path: Path) -> None:
        lanes = lanes_of(full_disk)
        for _ in range(2):
            with pytest.raises(OSError, match="No space left"):
                lanes.run(Task(tmp_path / "a.txt", "a.txt"))

    def test_other_code_is_refused(self, lanes_of, tmp_path: Path) -> None:
        lanes = lanes_of(die, "of other code")
        with pytest.raises(ClusterError, match="another version"):
            lanes.run(Task(tmp_path / "a.txt", "a.txt"))

    def test_a_missing_model_is_no_fault_of_the_document(self, lanes_of, tmp_path: Path) -> None:
        settings = Settings(ner="onnx", model=str(tmp_path / "not on this node"))
        with pytest.raises(ClusterError, match="cannot load the model"):
            lanes_of(die).run(Task(tmp_path / "a.txt", "a.txt", settings))

    def test_a_worker_that_may_not_start_processes_is_refused(
        self, lanes_of, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            dask_engine.multiprocessing, "current_process", lambda: SimpleNamespace(daemon=True)
        )
        with pytest.raises(ClusterError, match="DASK_DISTRIBUTED__WORKER__DAEMON=False"):
            lanes_of(die).run(Task(tmp_path / "a.txt", "a.txt"))


class TestWhatComesOfATask:
    """Results as Dask itself hands them out."""

    TASK = Task(Path("a.txt"), "a.txt")

    @pytest.fixture
    def client(self) -> Iterator[Client]:
        with (
            LocalCluster(processes=False, n_workers=1, dashboard_address=None) as here,
            Client(here) as client,
        ):
            yield client

    def result_of(self, client: Client, future: Future) -> object:
        return next(as_completed([future], loop=client.loop, with_results=True, raise_errors=False))[1]

    def test_a_result_that_has_come_counts_though_its_worker_is_lost_since(self, client: Client) -> None:
        done = Done(self.TASK, "ok", "f" * 64)
        future = client.submit(lambda: done)
        result = self.result_of(client, future)
        future._state.lose()
        assert future.status == "lost", "Dask would have the document worked on again"
        assert dask_engine._outcome(self.TASK, result) == done

    def test_what_the_job_raises_is_raised(self, client: Client) -> None:
        def full() -> Done:
            raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space left"):
            dask_engine._outcome(self.TASK, self.result_of(client, client.submit(full)))

    def test_a_cancelled_task_is_no_failed_document(self, client: Client) -> None:
        future = client.submit(time.sleep, 2)
        future.cancel()
        with pytest.raises(ClusterError, match="somebody has cancelled the work"):
            dask_engine._outcome(self.TASK, self.result_of(client, future))


def test_a_worker_that_does_not_see_the_input_is_an_error(corpus: Path) -> None:
    """Else every report would be stored as one that cannot be read."""
    unseen = Done(Task(corpus / "0.txt", "0.txt"), "failed", DIGEST_OF_NOTHING)
    with pytest.raises(ClusterError, match="a worker cannot read"):
        dask_engine._check_input(unseen)
    dask_engine._check_input(Done(Task(corpus / "gone.txt", "gone.txt"), "failed", DIGEST_OF_NOTHING))
