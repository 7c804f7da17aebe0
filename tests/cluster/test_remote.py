"""Input at an address: what has changed is fetched, and workers fetch for themselves."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import fsspec
import pytest

from pipeline import extract, load_outputs
from pipeline.corpus.engine import Done, Job, Task
from pipeline.corpus.remote import AddressError, RemoteInput, fetch_and_work, is_remote, local_path
from pipeline.corpus.summary import Advance, RunSummary
from pipeline.export.partitions import open_table, write_partitions


def contents(folder: Path) -> dict[str, bytes]:
    names = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json")
    return {str(p.relative_to(folder)): p.read_bytes() for p in names}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    fs = fsspec.filesystem("memory")
    url = f"memory://{tmp_path.name}/reports"
    for name in ("a.txt", "b.txt", "more/c d.txt"):
        fs.pipe_file(f"/{tmp_path.name}/reports/{name}", f"106年11月22日赴日本，{name}。".encode())
    yield url
    fs.rm(f"/{tmp_path.name}", recursive=True)


def here(tasks: Iterable[Task], job: Job) -> Iterator[Done]:
    """An engine in this process, for ``memory://`` is seen by no other."""
    return map(job, tasks)


def test_what_is_remote() -> None:
    assert is_remote("memory://bucket/reports")
    assert not is_remote("corpus/reports")
    assert not is_remote("file:///corpus/reports")
    assert local_path("file:///corpus/reports") == Path("/corpus/reports")
    assert local_path("corpus/reports") == Path("corpus/reports")
    with pytest.raises(AddressError, match="Protocol not known"):
        is_remote("nosuch://bucket")


def test_only_what_has_changed_is_fetched_again(address: str, tmp_path: Path) -> None:
    folder = RemoteInput(address).copy_to(tmp_path / "copy")
    names = ["a.txt", "b.txt", "more/c d.txt"]
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*.txt")) == names
    before = {p.name: p.stat().st_ino for p in folder.rglob("*.txt")}
    fs, root = fsspec.core.url_to_fs(address)
    fs.pipe_file(f"{root}/b.txt", b"other bytes")
    fs.rm_file(f"{root}/a.txt")
    assert RemoteInput(address).copy_to(tmp_path / "copy") == folder
    after = {p.name: p.stat().st_ino for p in folder.rglob("*.txt")}
    assert after.keys() == {"b.txt", "c d.txt"}
    assert after["c d.txt"] == before["c d.txt"]
    assert (folder / "b.txt").read_bytes() == b"other bytes"


def test_a_single_file(address: str, tmp_path: Path) -> None:
    path = RemoteInput(f"{address}/b.txt").copy_to(tmp_path / "copy")
    assert path.name == "b.txt"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_nothing_there_is_an_error(address: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no files at"):
        RemoteInput(f"{address}/nowhere").copy_to(tmp_path / "copy")


@pytest.mark.parametrize("key", ["../out.txt", "x/../../out.txt", "x//y.txt", "x\\..\\y.txt"])
def test_no_key_leads_out_of_the_folder(
    address: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = RemoteInput(address)
    monkeypatch.setattr(source._fs, "find", lambda *_, **__: {f"{source._root}/{key}": {"size": 1}})
    with pytest.raises(OSError, match="cannot be the name of a file"):
        source.copy_to(tmp_path / "copy")
    assert not (tmp_path / "out.txt").exists()


def test_a_worker_fetches_what_it_works_on(address: str, tmp_path: Path) -> None:
    seen = []

    def job(task: Task) -> Done:
        seen.append((str(task.path), task.path.read_text(encoding="utf-8")))
        return Done(task, "ok", "0" * 64)

    task = Task(tmp_path / "not here" / "more" / "c d.txt", "more/c d.txt")
    done = fetch_and_work(task, job=job, url=address)
    assert done == Done(task, "ok", "0" * 64)
    # The path says nothing of the machine: it may stand in the message of an issue.
    assert seen == [("more/c d.txt", "106年11月22日赴日本，more/c d.txt。")]
    gone = fetch_and_work(Task(tmp_path / "x.txt", "x.txt"), job=job, url=address)
    assert (gone.status, gone.sha256) == ("failed", None)
    assert "no longer at" in (gone.cause or "")


def test_a_run_over_an_address(address: str, tmp_path: Path) -> None:
    summary = extract(address, tmp_path / "out", engine=here)
    assert (summary.worked, summary.documents) == (3, {"ok": 3})
    tables = load_outputs(tmp_path / "out")
    assert tables["documents"]["source_path"].tolist() == ["a.txt", "b.txt", "more/c d.txt"]
    assert tables["dates"]["value"].tolist() == ["2017-11-22"] * 3
    assert extract(address, tmp_path / "out", engine=here).unchanged
    fs, root = fsspec.core.url_to_fs(address)
    fs.pipe_file(f"{root}/b.txt", "107年11月22日赴日本。".encode())
    assert extract(address, tmp_path / "out", engine=here).worked == 1


def test_a_file_address_is_a_path(corpus: Path, local_output: Path, tmp_path: Path) -> None:
    extract(f"file://{corpus}", tmp_path / "out", workers=1)
    assert contents(tmp_path / "out") == contents(local_output)


def test_input_state_and_tables_in_an_object_store(
    new_cluster, corpus: Path, local_output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two Dask workers share nothing but a server that speaks S3; one of them is killed."""
    for module in ("s3fs", "moto", "distributed"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    server = start_object_store(tmp_path)
    options = {"endpoint_url": server.url, "key": "key", "secret": "secret"}
    monkeypatch.setitem(fsspec.config.conf, "s3", options)
    try:
        fs = fsspec.filesystem("s3")
        fs.mkdir("bucket")
        fs.put(f"{corpus}/", "bucket/reports/", recursive=True)
        cluster = new_cluster(**{f"FSSPEC_S3_{name.upper()}": value for name, value in options.items()})
        killed: list[int] = []

        def kill_one(advance: Advance) -> None:
            if advance.phase == "reading" and advance.done >= 3 and not killed:
                with Client(cluster.address, set_as_default=False) as client:
                    killed.append(min(client.run(os.getpid).values()))
                os.kill(killed[0], signal.SIGKILL)

        def run(**options: object) -> RunSummary:
            return extract("s3://bucket/reports", tmp_path / "out", state="s3://bucket/state", **options)

        from distributed import Client

        from pipeline.corpus.dask_engine import on_cluster

        engine = on_cluster(cluster.address)
        assert run(engine=engine, progress=kill_one).worked == 41
        assert killed
        extract("s3://bucket/reports", tmp_path / "one", engine=here)
        assert contents(tmp_path / "out") == contents(tmp_path / "one")
        assert len(fs.glob("bucket/state/*/*.rows")) == 41
        assert run(engine=engine).unchanged
        write_partitions(tmp_path / "out", "s3://bucket/tables")
        dates = open_table("s3://bucket/tables", "dates")
        assert dates.count_rows() == len(load_outputs(local_output)["dates"]) > 0
    finally:
        server.process.terminate()
        server.process.wait()


@dataclass
class ObjectStore:
    process: subprocess.Popen[bytes]
    url: str


def start_object_store(folder: Path) -> ObjectStore:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with (folder / "server.log").open("wb") as log:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    until = time.monotonic() + 120
    while True:
        assert process.poll() is None, (folder / "server.log").read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return ObjectStore(process, f"http://127.0.0.1:{port}")
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.2)
