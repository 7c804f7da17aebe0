"""Measures a Dask worker on the sample reports, and what 100,000 reports would take.

Usage: python scripts/bench_cluster.py [DOCUMENTS] [WORKERS]    (default: 150 documents, 1 worker)
"""

import shutil
import sys
import tempfile
import time
import zipfile
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path

import psutil

from pipeline.corpus import extract
from pipeline.corpus.dask_engine import on_cluster
from pipeline.corpus.summary import Advance

REPORTS = Path(__file__).resolve().parents[1] / "corpus" / "reports"
TAILS = {".pdf": "\n%% {}", ".txt": "\n{}", ".html": "<!-- {} -->"}
"""What makes the bytes of a copy other ones, and leaves the report as it is."""


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "in"
        vary(folder, documents)
        times: dict[tuple[str, int], float] = {}
        memory: dict[str, int] = {}

        def note(advance: Advance) -> None:
            times.setdefault((advance.phase, advance.done), time.perf_counter())
            if advance.phase == "reading" and advance.done == documents * 3 // 4:
                for process in psutil.Process().children(recursive=True):
                    memory[kind(process)] = max(memory.get(kind(process), 0), process.memory_info().rss)

        summary = extract(folder, Path(scratch) / "out", engine=on_cluster(workers=workers), progress=note)
    # The first documents of a worker load its lexicons, which a long run does not feel.
    warm = min(10 * workers, documents // 2)
    reading = times["reading", documents] - times["reading", warm]
    writing = times["writing", documents] - times["reading", documents]
    rate = (documents - warm) / reading / workers
    characters = summary.characters / documents
    print(f"distributed {version('distributed')}, {workers} worker(s) of one thread, {documents} documents")
    print(f"first document after {times['reading', 1] - times['reading', 0]:.1f} s")
    print(f"{rate:.1f} documents/s and worker, {rate * characters:,.0f} characters/s")
    print(f"merge {documents / writing:.0f} documents/s, whatever the engine")
    for name, size in sorted(memory.items()):
        print(f"memory of a {name}: {size / 1024**2:.0f} MiB")
    print(f"100,000 such reports ({characters:,.0f} characters): {100_000 / rate / 3600:.1f} core hours")
    long = 100_000 * 20_000 / (rate * characters) / 3600
    print(f"100,000 reports of 20,000 characters: {long:.1f} core hours")


def vary(folder: Path, count: int) -> None:
    """Fill ``folder`` with ``count`` copies of the sample reports, no two of the same bytes."""
    folder.mkdir()
    for number, source in enumerate(islice(cycle(sorted(REPORTS.iterdir())), count)):
        copy = folder / f"{number:06}{source.suffix}"
        shutil.copyfile(source, copy)
        if source.suffix in TAILS:
            with copy.open("ab") as stream:
                stream.write(TAILS[source.suffix].format(number).encode())
        else:
            with zipfile.ZipFile(copy, "a") as archive:
                archive.comment = str(number).encode()


def kind(process: psutil.Process) -> str:
    """What a child of the run is, by who started it."""
    try:
        line = " ".join(process.cmdline())
        if "forkserver" not in line:
            return "Dask worker" if "spawn_main" in line else "helper"
        parent = process.parent()
        return "lane" if parent and "forkserver" in " ".join(parent.cmdline()) else "lane's forkserver"
    except psutil.Error:
        return "helper"


if __name__ == "__main__":
    main()
