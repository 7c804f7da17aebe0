"""Fuzz a target for a time, steered by coverage.

Usage: python -m fuzz.run TARGET [SECONDS] [--corpus FOLDER]

An input that breaks a property is kept in the corpus folder as ``crash-…`` and ends the run;
``python -m fuzz.run TARGET --replay FILE`` tries it again.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["pipeline"]):
    from fuzz.seeds import seeds
    from fuzz.targets import SECONDS, TARGETS

_LONGEST = 1 << 20


def main() -> None:
    """Read the command line and fuzz."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("target", choices=sorted(TARGETS))
    arguments.add_argument("seconds", nargs="?", type=int, default=60)
    arguments.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    arguments.add_argument("--replay", type=Path)
    given = arguments.parse_args()
    target = TARGETS[given.target]
    if given.replay:
        target(given.replay.read_bytes())
        return
    folder: Path = given.corpus / given.target
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(given.target):
        target(seed)
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = [
        f"-max_total_time={given.seconds}",
        f"-timeout={SECONDS:.0f}",
        f"-max_len={_LONGEST}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
