"""Runs that are really killed, stopped or out of room: nothing is lost, nothing double, nothing half written.

Moments are random from a fixed seed; what they hit differs from machine to machine, which is the point.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import extract

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds worker processes through /proc")

KILLS = 24
SENTENCES = (
    "本部國際合作司陳司長志遠於106年11月{n}日赴日本東京，拜會日本台灣交流協會。",
    "105年雙邊貿易總額602億美元，較上年成長{n}.3%。",
    "林參事雅婷與外務省官員會談，雙方同意於本年底前再次會商。",
)


def make_corpus(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for n in range(count):
        text = "\n".join(s.format(n=n % 28 + 1) for s in SENTENCES * (n % 7 * 3 + 1))
        (folder / f"{n:02}.txt").write_text(f"{text}\n第{n}場次。\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "copy.txt").write_bytes((folder / "00.txt").read_bytes())
    return folder


def files(folder: Path) -> dict[str, bytes]:
    names = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json")
    return {str(p.relative_to(folder)): p.read_bytes() for p in names}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_corpus(tmp_path_factory.mktemp("killed") / "in", 40)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path) -> dict[str, bytes]:
    extract(corpus, corpus.parent / "undisturbed", workers=2)
    return files(corpus.parent / "undisturbed")


def start(corpus: Path, output: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(corpus), "--output", str(output)]
    return subprocess.Popen(
        [*command, "--workers", "2", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    return found


def descendants(process: int) -> list[int]:
    """Children of children: the workers, which the server that forks them has started."""
    of = parents()
    children = [p for p, parent in of.items() if parent == process]
    return [p for p, parent in of.items() if parent in children]


def all_below(process: int) -> list[int]:
    of = parents()
    return [p for p, parent in of.items() if parent == process or of.get(parent) == process]


def kill(processes: list[int]) -> None:
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_whatever_is_killed_whenever_the_tables_are_the_same(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output, luck, kills, finished = tmp_path / "out", random.Random(7), 0, 0
    while kills < KILLS:
        process = start(corpus, output, *(["--force"] if finished else []))
        try:
            while kills < KILLS and process.poll() is None:
                time.sleep(luck.uniform(0.05, 1.5))
                workers = descendants(process.pid)
                kind = luck.choice(["all", "run", "worker", "worker"])
                if process.poll() is not None or (kind == "worker" and not workers):
                    continue
                kills += 1
                if kind == "worker":
                    kill([luck.choice(workers)])
                elif kind == "run":
                    process.kill()
                else:
                    kill([process.pid, *all_below(process.pid)])
            if kills < KILLS:
                process.wait(60)
        finally:
            process.kill()
            process.communicate()
        if process.returncode == 0:
            finished += 1
        assert process.returncode in (0, -signal.SIGKILL), "a killed worker does not end the run"
        if output.exists():
            assert files(output) == undisturbed, f"after {kills} kills"
    assert start(corpus, output).wait(120) == 0
    assert files(output) == undisturbed
    assert sorted(p.name for p in tmp_path.iterdir()) == [".out.state", "out"], "no staging folder is left"


def test_a_stopped_run_says_so_and_is_continued(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    process = start(corpus, tmp_path / "out")
    store = tmp_path / ".out.state" / "documents"
    deadline = time.monotonic() + 60
    while len(list(store.rglob("*.rows"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, printed = process.communicate(timeout=30)
    assert process.returncode == 130, printed
    assert "are done and kept" in printed
    assert "Traceback" not in printed
    assert not (tmp_path / "out").exists()
    kept = len(list(store.rglob("*.rows")))
    assert kept >= 3
    again = start(corpus, tmp_path / "out")
    printed, log = again.communicate(timeout=120)
    assert again.returncode == 0
    assert "kept from before" in log
    assert f"worked on  {41 - kept} of 41" in printed
    assert files(tmp_path / "out") == undisturbed


def test_plain_log_lines_where_there_is_no_terminal(corpus: Path, tmp_path: Path) -> None:
    process = start(corpus, tmp_path / "out")
    _, log = process.communicate(timeout=120)
    lines = log.splitlines()
    assert lines[0].startswith("reading 0 of 41")
    assert any(x.startswith("reading 41 of 41") and "documents/s" in x and "1 failed" in x for x in lines)
    assert "\x1b" not in log
    assert len(lines) < 20


def test_two_runs_at_once_on_one_output(corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    first = start(corpus, tmp_path / "out")
    lock = tmp_path / ".out.state" / "lock"
    while not lock.exists() or not lock.read_text().strip():
        time.sleep(0.02)
    second = start(corpus, tmp_path / "out")
    _, printed = second.communicate(timeout=60)
    assert second.returncode == 2
    assert f"another run (process {first.pid})" in printed
    first.communicate(timeout=120)
    assert first.returncode == 0
    assert files(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("kilobytes", [2, 30, 45])
def test_no_room_for_files(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path, kilobytes: int
) -> None:
    """The limit on the size of a file fails a write as a full disk does: in entries, catalogue or tables."""
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(corpus), "--output"]
    done = subprocess.run(
        [*command, str(tmp_path / "out"), "--workers", "2"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024,) * 2),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    assert "What is done is kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
    assert start(corpus, tmp_path / "out").wait(120) == 0
    assert files(tmp_path / "out") == undisturbed
