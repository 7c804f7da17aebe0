"""The page docs/performance.md: the bars, the figures behind them, the machine and the versions."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench_pdf import ALONE, PdfSpeed
from bench_recogniser import LEAST_TIMES
from bench_runs import Run, Scaling

LIBRARIES = ("ahocorasick_rs", "lxml", "pebble", "pyarrow", "pydantic", "pypdfium2", "onnxruntime", "spacy")
MOST_TIMES, MOST_IMPORT, MOST_FIRST = 3.0, 0.3, 1.5
LEAST_SPEED_UP, MOST_GROWTH, MOST_WORKER = 1.8, 1.1, 500.0


@dataclass(frozen=True)
class Measured:
    """All that the page tells. ``office`` is None without LibreOffice; ``absent`` says why by name."""

    samples: PdfSpeed
    office: PdfSpeed | None
    firsts: list[tuple[float, float]]
    scaling: Scaling
    many: list[Run]
    speeds: dict[str, float]
    absent: dict[str, str]


def page(measured: Measured) -> str:
    """The page as Markdown."""
    parts = [
        "# Performance\n",
        "This page is written by `scripts/bench.py` (`make bench`). What is compared was measured in",
        "turns in one run; medians; processor time, but for whole runs, which are timed by the clock.\n",
        *_machine(),
        "## Bars\n",
        "| bar | asked | measured | |",
        "|---|---|---|---|",
        *(f"| {name} | {asked} | {found} | {met} |" for name, asked, found, met in _bars(measured)),
        "",
        "## Where the time of a PDF goes\n",
        "Milliseconds for all files of a set, one process, rules only. The ratio depends on the files:",
        "PDFium is slow to load pages whose fonts are not embedded, and the pipeline reads those without the",
        "machine's fonts (`pipeline/ingest/pdf/fonts.py`), in less time than bare extraction takes.\n",
        *_stages(measured),
        "## Whole runs\n",
        "Varied reports of `scripts/make_many.py`: eight in ten text, one PDF, one Word. Start included;",
        "seconds by the clock also hold what others did on the machine.\n",
        "| documents | workers | seconds | documents/s | processor s | parent, MiB | worker, MiB |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {r.documents:,} | {r.workers} | {r.seconds:.1f} | {r.rate:.1f} | {r.processor:.1f} "
            f"| {r.parent:.0f} | {r.worker:.0f} |"
            for r in (*(r for pair in measured.scaling.pairs for r in pair), *measured.many)
        ),
        "",
    ]
    return "\n".join(parts)


def _machine() -> Iterator[str]:
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    yield f"Measured on {datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {model}, {os.cpu_count()} cores,"
    yield f"{platform.system()} {platform.machine()}, Python {platform.python_version()};"
    yield f"load average {load} at the end (a load above the number of cores slows whole runs down)."
    yield "Versions: " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + ".\n"


def _bars(measured: Measured) -> Iterator[tuple[str, str, str, str]]:
    def met(is_met: bool) -> str:
        return "met" if is_met else "**not met**"

    most = f"at most {MOST_TIMES:.0f} times"
    for name, speed in (("samples", measured.samples), ("printed by LibreOffice", measured.office)):
        if speed is not None:
            least, last = min(speed.by_file.values()), max(speed.by_file.values())
            yield (
                f"PDF to tables beside text extraction alone ({speed.files} {name})",
                most,
                f"{speed.ratio:.2f} times ({least:.1f} to {last:.1f} by file)",
                met(speed.ratio <= MOST_TIMES),
            )
    imported = statistics.median(first[0] for first in measured.firsts)
    first = statistics.median(first[1] for first in measured.firsts)
    yield "`import pipeline`", f"under {MOST_IMPORT} s", f"{imported:.3f} s", met(imported < MOST_IMPORT)
    yield "to the first document", f"under {MOST_FIRST} s", f"{first:.2f} s", met(first < MOST_FIRST)
    scaling = measured.scaling
    yield (
        "two workers beside one",
        f"at least {LEAST_SPEED_UP} times",
        f"{scaling.by_clock:.2f} times by the clock, {scaling.by_processor:.2f} by the busiest processor",
        met(scaling.by_clock >= LEAST_SPEED_UP),
    )
    small, large = measured.many[0], measured.many[-1]
    growth = large.parent / small.parent
    yield (
        f"peak memory of the parent, {small.documents:,} to {large.documents:,} documents",
        "flat, ±10 %",
        f"{small.parent:.0f} to {large.parent:.0f} MiB ({100 * (growth - 1):+.0f} %)",
        met(1 / MOST_GROWTH <= growth <= MOST_GROWTH),
    )
    worker = max(r.worker for r in measured.many)
    yield (
        "peak memory of a worker",
        f"under {MOST_WORKER:.0f} MB",
        f"{worker:.0f} MiB",
        met(worker < MOST_WORKER),
    )
    name, asked = "recogniser beside monpa", f"at least {LEAST_TIMES:.0f} times the characters per second"
    if measured.absent:
        found = [f"{who} {speed:,.0f} characters/s" for who, speed in measured.speeds.items()]
        why = [f"{who} is not there ({cause})" for who, cause in measured.absent.items()]
        yield name, asked, "; ".join([*found, *why]), "not measured"
    else:
        times = measured.speeds["recogniser"] / measured.speeds["monpa"]
        both = f"{measured.speeds['recogniser']:,.0f} and {measured.speeds['monpa']:,.0f} characters/s"
        yield name, asked, f"{times:.1f} times ({both})", met(times >= LEAST_TIMES)


def _stages(measured: Measured) -> Iterator[str]:
    sets = [("samples", measured.samples), ("printed by LibreOffice", measured.office)]
    known = [(name, speed) for name, speed in sets if speed is not None]
    yield "| stage | " + " | ".join(f"{s.files} {name}, ms | share" for name, s in known) + " |"
    yield "|---|" + "---|---|" * len(known)
    yield f"| {ALONE} | " + " | ".join(f"{s.alone:.1f} | " for _, s in known) + "|"
    for stage in measured.samples.stages:
        cells = [f"{s.stages[stage]:.1f} | {s.stages[stage] / sum(s.stages.values()):.0%}" for _, s in known]
        yield f"| {stage} | " + " | ".join(cells) + " |"
    wholes = [sum(s.stages.values()) for _, s in known]
    yield "| **file to rows** | " + " | ".join(f"{whole:.1f} | 100%" for whole in wholes) + " |"
    rates = [f"{s.characters / sum(s.stages.values()) * 1000:,.0f} | " for _, s in known]
    yield "| characters/s | " + " | ".join(rates) + "|"
    yield ""
