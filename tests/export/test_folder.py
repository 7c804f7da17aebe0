"""The output folder is the old one or the new one, never half of each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.export import OutputFolderError, staged


def write(folder: Path, value: str, *, seconds: float = 1.0) -> None:
    with staged(folder) as staging:
        (staging / "dates.csv").write_text(value)
        (staging / "text").mkdir()
        (staging / "text" / "a.txt").write_text(value)
        (staging / "run.json").write_text(f'{{"version": "1", "timings": {seconds}}}')


def interrupted_write(folder: Path) -> None:
    with staged(folder) as staging:
        (staging / "dates.csv").write_text("half")
        raise KeyboardInterrupt


def test_new_output_replaces_old_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "old")
    write(out, "new")
    assert (out / "dates.csv").read_text() == "new"
    assert (out / "text" / "a.txt").read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["out"], "nothing is left beside the output"


def test_interrupted_run_leaves_the_old_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "old")
    with pytest.raises(KeyboardInterrupt):
        interrupted_write(out)
    assert (out / "dates.csv").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_same_results_leave_every_file_untouched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "same", seconds=1.0)
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in out.rglob("*") if p.is_file()}
    write(out, "same", seconds=2.0)
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in out.rglob("*") if p.is_file()} == before


def test_vanished_text_is_a_change(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "same")
    (out / "text" / "b.txt").write_text("of a document that is gone")
    write(out, "same")
    assert not (out / "text" / "b.txt").exists()


def test_files_of_others_are_carried_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "old")
    (out / "notes.md").write_text("mine")
    (out / "figures").mkdir()
    (out / "figures" / "a.png").write_text("mine too")
    write(out, "new")
    assert (out / "notes.md").read_text() == "mine"
    assert (out / "figures" / "a.png").read_text() == "mine too"


@pytest.mark.parametrize("entry", ["thesis.docx", "dates.csv"])
def test_folder_with_other_things_is_refused(tmp_path: Path, entry: str) -> None:
    (tmp_path / entry).write_text("precious")
    with pytest.raises(OutputFolderError, match=r"run\.json"):
        write(tmp_path, "new")
    assert (tmp_path / entry).read_text() == "precious"


def test_file_as_output_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("precious")
    with pytest.raises(OutputFolderError, match="is a file"):
        write(path, "new")


def test_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".gitkeep").touch()
    write(tmp_path / "out", "new")
    assert (tmp_path / "out" / ".gitkeep").exists()
    assert (tmp_path / "out" / "dates.csv").read_text() == "new"


def test_staging_folder_of_a_killed_run_is_removed_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    abandoned, alive = (tmp_path / f".out.staging-{pid}" for pid in (dead.pid, os.getppid()))
    replaced = tmp_path / f"{abandoned.name}.old"
    for folder in (abandoned, alive, replaced):
        folder.mkdir()
    write(tmp_path / "out", "new")
    assert not abandoned.exists()
    assert not replaced.exists()
    assert alive.exists()
