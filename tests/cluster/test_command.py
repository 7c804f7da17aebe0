"""The command line of a cluster run."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import load_outputs
from pipeline.cli import app


def contents(folder: Path) -> dict[str, bytes]:
    names = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json")
    return {str(p.relative_to(folder)): p.read_bytes() for p in names}


def test_a_run_on_a_cluster(cluster, corpus: Path, local_output: Path, tmp_path: Path) -> None:
    where = ["--engine", "dask", "--scheduler", cluster.address, "--partitioned", str(tmp_path / "tables")]
    done = CliRunner().invoke(app, ["extract", str(corpus), "--output", str(tmp_path / "out"), *where])
    assert done.exit_code == 0, done.output
    assert contents(tmp_path / "out") == contents(local_output)
    assert len(load_outputs(tmp_path / "tables")["documents"]) == 41


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--scheduler", "tcp://127.0.0.1:8786"], "only the engine dask"),
        (["--engine", "ray"], "ray"),
        (["--state", "nosuch://state"], "Protocol not known"),
    ],
)
def test_what_cannot_be_is_refused(options: list[str], message: str, corpus: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["extract", str(corpus), "--output", str(tmp_path / "out"), *options])
    assert done.exit_code == 2
    assert message in done.output
    assert not (tmp_path / "out").exists()


def test_without_the_extra_the_engine_says_what_to_install(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.corpus.dask_engine", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    options = ["--output", str(tmp_path / "out"), "--engine", "dask"]
    done = CliRunner().invoke(app, ["extract", str(corpus), *options], terminal_width=200)
    assert done.exit_code == 2
    assert "trip-reports[dask]" in done.output
