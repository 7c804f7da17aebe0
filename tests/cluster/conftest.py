"""A scheduler and two workers as processes of their own, as on a cluster."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PATIENCE = 180.0
"""Seconds that a busy machine may need to start a process or to finish a few documents."""


@dataclass
class Cluster:
    """``dask scheduler`` and ``dask worker``, each a process that can be killed."""

    folder: Path
    port: int
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, command: str, *options: str) -> None:
        log = (self.folder / f"{command}-{len(self.processes)}.log").open("wb")
        self.processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "dask", command, *options],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        )
        log.close()

    def add_worker(self, *options: str) -> None:
        where = ("--local-directory", str(self.folder / "scratch"), "--no-dashboard")
        self.start("worker", self.address, "--nthreads", "1", *where, *options)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for_workers(cluster: Cluster, count: int) -> None:
    from distributed import Client

    until = time.monotonic() + PATIENCE
    while True:
        assert all(p.poll() is None for p in cluster.processes), "a process of the cluster has ended"
        try:
            with Client(cluster.address, timeout=5, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=PATIENCE)
                return
        except OSError:
            assert time.monotonic() < until, "the scheduler does not answer"


@pytest.fixture(scope="module")
def new_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Cluster]]:
    """Starts a cluster of two workers that have the environment variables given."""
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    clusters: list[Cluster] = []

    def new_cluster(**environment: str) -> Cluster:
        folder = tmp_path_factory.mktemp("cluster")
        settings = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"} | environment
        cluster = Cluster(folder, free_port(), os.environ | settings)
        clusters.append(cluster)
        cluster.start("scheduler", "--host", "127.0.0.1", "--port", str(cluster.port), "--no-dashboard")
        for _ in range(2):
            cluster.add_worker()
        wait_for_workers(cluster, 2)
        return cluster

    yield new_cluster
    for cluster in clusters:
        cluster.stop()


@pytest.fixture(scope="module")
def cluster(new_cluster: Callable[..., Cluster]) -> Cluster:
    return new_cluster()


def report(number: int) -> str:
    name = "陳林黃張李吳劉蔡楊許"[number % 10]
    return (
        f"出席第{number}屆會議報告\n本部國際合作司{name}司長志遠於{90 + number % 20}年11月22日赴日本東京。"
        f"本年雙邊貿易總額{number + 1}億美元。\n"
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports enough to kill a worker in the midst of them, with a bad file and a duplicate."""
    folder = tmp_path_factory.mktemp("corpus") / "in"
    (folder / "more").mkdir(parents=True)
    for number in range(40):
        where = folder / "more" if number % 2 else folder
        (where / f"{number}.txt").write_text(report(number) * (1 + number % 7), encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    return folder


@pytest.fixture(scope="module")
def local_output(corpus: Path) -> Path:
    """The output of the engine of one machine."""
    from pipeline import extract

    extract(corpus, corpus.parent / "local", workers=1)
    return corpus.parent / "local"
