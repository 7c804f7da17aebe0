"""List every extraction that this version gains, loses or changes against an earlier one.

usage: gains_and_losses.py [REVISION] [--table NAME ...] [--json FILE]

REVISION is a commit, branch or tag; by default the last release (tag), and as long as there is none the
last commit. Both versions read the frozen sample of ``sample_paragraphs.py``; the earlier one has a
worktree of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def last_release() -> str:
    """The last tag that leads here, else the last commit."""
    found = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() if found.returncode == 0 else "HEAD"


def extract(version: Path, sample: Path, output: Path) -> None:
    """Run the pipeline as it is in the folder ``version``."""
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(sample), "--output", str(output)]
    environment = os.environ | {"PYTHONPATH": str(version)}
    done = subprocess.run(command, cwd=version, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{version}: extract ended with {done.returncode}\n{done.stdout}{done.stderr}")


def main() -> None:
    """Make the sample, run both versions, list the differences."""
    parser = argparse.ArgumentParser(description="List gains and losses against an earlier version.")
    parser.add_argument("revision", nargs="?", default=None)
    options, rest = parser.parse_known_args()
    revision = options.revision or last_release()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        before = folder / "version"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(before), revision], check=True)
        try:
            scripts = ROOT / "scripts"
            sample = str(folder / "sample")
            subprocess.run([sys.executable, str(scripts / "sample_paragraphs.py"), sample], check=True)
            extract(before, folder / "sample", folder / "old")
            extract(ROOT, folder / "sample", folder / "new")
            runs = [str(folder / "old"), str(folder / "new")]
            print(f"against {revision}", flush=True)
            subprocess.run([sys.executable, str(scripts / "compare_runs.py"), *runs, *rest], check=True)
        finally:
            subprocess.run([*git, "remove", "--force", str(before)], check=True)


if __name__ == "__main__":
    main()
