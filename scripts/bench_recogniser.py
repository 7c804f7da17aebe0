"""Characters per second of the shipped recogniser, beside monpa on the same text in the same run.

usage: python scripts/bench_recogniser.py [--runs N]

The text is the beginning of the sample reports; one thread each, processor time, medians of interleaved
runs. monpa is no dependency of this project (it may not be used commercially, and needs torch): where it is
not installed (``pip install monpa six``) it is named as such, and so is a recogniser that is not there.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.recognisers import ModelError
from pipeline.recognisers.onnx import OnnxRecogniser

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / "officialese"
TEXTS = ROOT / "corpus" / "gold" / "docs"
LEAST_TIMES = 10.0
LONGEST = 140
"""monpa reads at most so many characters at once; longer paragraphs are cut at full stops."""

PARAGRAPHS_EACH = 3


def sample() -> list[str]:
    """The first paragraphs of each sample report that are no mere lines of a form, long ones in sentences."""
    parts = []
    for path in sorted(TEXTS.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "。" in line]
        for line in lines[:PARAGRAPHS_EACH]:
            pieces = [line] if len(line) <= LONGEST else line.replace("。", "。\n").splitlines()
            parts += [piece[:LONGEST] for piece in pieces if piece.strip()]
    return parts


def ours() -> Callable[[list[str]], object]:
    """The shipped recogniser on the paragraphs as one text. ModelError if it is not there."""
    recogniser = OnnxRecogniser(MODEL)
    return lambda parts: recogniser.recognise("\n".join(parts))


def monpa() -> Callable[[list[str]], object]:
    """monpa, as many sentences at once as it takes. ImportError if it is not installed."""
    with contextlib.redirect_stdout(io.StringIO()):
        library = importlib.import_module("monpa")
        importlib.import_module("torch").set_num_threads(1)
    return lambda parts: library.pseg_batch(parts)


def speeds(runs: int) -> tuple[dict[str, float], dict[str, str]]:
    """Characters per second of those that are there, and why the others are not."""
    parts = sample()
    length = sum(map(len, parts))
    readers: dict[str, Callable[[list[str]], object]] = {}
    absent: dict[str, str] = {}
    for name, make in (("recogniser", ours), ("monpa", monpa)):
        try:
            readers[name] = make()
            readers[name](parts[:4])
        except (ImportError, ModelError) as error:
            absent[name] = str(error).replace(f"{ROOT}/", "")
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(runs):
        for name, read in readers.items():
            began = time.process_time()
            read(parts)
            times[name].append(time.process_time() - began)
    return {name: length / statistics.median(taken) for name, taken in times.items()}, absent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    found, absent = speeds(parser.parse_args().runs)
    for name, speed in found.items():
        sys.stdout.write(f"{name:12} {speed:12,.0f} characters/s\n")
    for name, cause in absent.items():
        sys.stdout.write(f"{name:12} not installed ({cause})\n")
    if len(found) == 2:
        sys.stdout.write(f"ratio {found['recogniser'] / found['monpa']:.1f}, bar {LEAST_TIMES:.0f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
