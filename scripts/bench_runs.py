"""Whole runs over many varied reports: documents per second, two workers beside one, and peak memory.

usage: python scripts/bench_runs.py [N ...] [--workers W]

Without numbers: runs over 100 and over 1,000 reports of ``make_many.py``. Each run is a process of its own
with a new output folder; its memory is the largest resident size that the kernel noted (VmHWM), for the
parent and for the largest of its workers. Needs /proc.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from make_many import make_many

MIB = 1024
PAUSE = 0.25
"""Seconds between two looks at a run: each takes a processor from it for a moment."""

RUN = """
import sys
from pipeline import extract

if __name__ == "__main__":
    extract(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]))
"""


@dataclass(frozen=True)
class Run:
    """One run: reports, workers, seconds by the clock, processor seconds and peak memory in MiB.

    ``processor`` is that of all processes; ``alone`` that of the parent, ``busiest`` that of the worker with
    most. The parent makes the tables when all workers are done.
    """

    documents: int
    workers: int
    seconds: float
    processor: float
    alone: float
    busiest: float
    parent: float
    worker: float

    @property
    def rate(self) -> float:
        """Documents per second."""
        return self.documents / self.seconds

    @property
    def path(self) -> float:
        """Processor seconds that nothing can run beside: the least time on cores that nobody else uses."""
        return self.alone + self.busiest


def run(reports: Path, workers: int) -> Run:
    """Extract a folder in a process of its own and watch it. RuntimeError if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "run.py"
        script.write_text(RUN, encoding="utf-8")
        command = [sys.executable, str(script), str(reports), str(Path(folder) / "out"), str(workers)]
        began = time.perf_counter()
        # Byte code lies ready after any first use.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)
        memory: dict[int, float] = {}
        processor: dict[int, float] = {}
        while process.poll() is None:
            for pid in (process.pid, *_descendants(process.pid)):
                memory[pid] = max(memory.get(pid, 0.0), _peak(pid))
                processor[pid] = max(processor.get(pid, 0.0), _processor(pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PAUSE)
        seconds = time.perf_counter() - began
        if process.returncode:
            raise RuntimeError(f"the run over {reports} ended with status {process.returncode}")
        documents = sum(1 for path in reports.iterdir() if path.is_file())
        parent = memory.pop(process.pid, 0.0)
        worker = max(memory.values(), default=0.0)
        total, alone = sum(processor.values()), processor.pop(process.pid, 0.0)
        busiest = max(processor.values(), default=0.0)
        return Run(documents, workers, seconds, total, alone, busiest, parent, worker)


def _processor(pid: int) -> float:
    """The processor seconds of a process so far; 0 if it is gone."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    """The largest resident size of a process so far, in MiB; 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / MIB for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            pids = [int(word) for word in children.read_text(encoding="utf-8").split()]
        except OSError:
            continue
        for child in pids:
            found += [child, *_descendants(child)]
    return found


@dataclass(frozen=True)
class Scaling:
    """Pairs of runs with one and with two workers, one after the other; medians over the pairs."""

    pairs: list[tuple[Run, Run]]

    @property
    def by_clock(self) -> float:
        """How many times faster two workers are; on a machine that others use, this says little."""
        return statistics.median(one.seconds / two.seconds for one, two in self.pairs)

    @property
    def by_processor(self) -> float:
        """The same by the processor seconds that nothing can run beside."""
        return statistics.median(one.path / two.path for one, two in self.pairs)


def measure_scaling(reports: Path, runs: int) -> Scaling:
    """Run over a folder with one and with two workers in turns."""
    return Scaling([(run(reports, 1), run(reports, 2)) for _ in range(runs)])


def sizes(numbers: list[int], workers: int) -> list[Run]:
    """A run over each number of varied reports."""
    found = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            reports = Path(folder) / "reports"
            make_many(reports, range(number))
            found.append(run(reports, workers))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    for r in sizes(options.numbers, options.workers):
        sys.stdout.write(
            f"{r.documents:,} documents, {r.workers} workers: {r.seconds:.1f} s, {r.rate:.1f} documents/s, "
            f"{r.processor:.1f} s of processor; peak memory of the parent {r.parent:.0f} MiB, "
            f"of a worker {r.worker:.0f} MiB\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
