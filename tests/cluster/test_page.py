"""What ``docs/cluster.md`` shows does run, apart from what needs a SLURM or Kubernetes cluster."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.S)
PYTHON = [code for language, code in BLOCKS if language == "python"]
SHELL = [code for language, code in BLOCKS if language == "sh"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with the sample reports, and the tables of a run."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    (command,) = re.findall(r"^pipeline (extract .* --partitioned outputs/tables)$", PAGE, re.M)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(app, command.split())
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("code", [c for c in PYTHON if not c.startswith("# needs a")])
def test_python_block_runs(code: str, folder: Path) -> None:
    for module in ("distributed", "duckdb"):
        if module in code or (module == "distributed" and "dask" in code):
            pytest.importorskip(module, reason=f"{module} is not installed")
    (folder / "block.py").write_text(code, encoding="utf-8")
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, "block.py"],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or "print" not in code


@pytest.mark.parametrize("code", [c for c in PYTHON if c.startswith("# needs a")])
def test_block_for_a_cluster_is_python(code: str) -> None:
    compile(code, "cluster.md", "exec")


def test_every_command_has_options_that_there_are() -> None:
    known = set(
        re.findall(r"--[a-z]+", CliRunner().invoke(app, ["extract", "--help"], terminal_width=200).output)
    )
    commands = re.findall(r"pipeline extract (.*)", "\n".join(SHELL).replace("\\\n", " "))
    assert len(commands) >= 5
    for command in commands:
        assert set(re.findall(r"--[a-z]+", command)) <= known, command
