"""A rerun works on what has changed, on nothing else, and ends with the tables of a run from scratch."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline import extract, load_outputs
from pipeline.corpus import run as run_module
from pipeline.corpus.engine import Done, Job, Task
from pipeline.corpus.lock import OutputInUseError, locked
from pipeline.corpus.settings import Settings
from pipeline.document import Reference


def here(tasks: Iterable[Task], job: Job) -> Iterator[Done]:
    """An engine without processes: what is tested is what it is given."""
    return map(job, tasks)


def report(name: str, year: int = 106) -> str:
    return f"本部國際合作司{name}司長志遠於{year}年11月22日赴日本東京。本年貿易總額602億美元。\n"


@pytest.fixture(autouse=True)
def _the_code_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may edit the code while these tests run; what that does has a test of its own."""
    monkeypatch.setattr(run_module, "fingerprint", lambda settings: json.dumps(settings))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, name in enumerate("陳林黃張李"):
        (folder / f"{n}.txt").write_text(report(name), encoding="utf-8")
    extract(folder, tmp_path / "out", engine=here)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    names = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json")
    return {str(p.relative_to(folder)): p.read_bytes() for p in names}


def times(folder: Path) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in (folder, *folder.rglob("*"))}


def assert_as_from_scratch(corpus: Path, output: Path) -> None:
    extract(corpus, output.parent / "scratch", engine=here)
    assert files(output) == files(output.parent / "scratch")


def test_what_a_killed_run_left_goes_even_if_there_is_nothing_to_do(corpus: Path, tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    (tmp_path / f".out.staging-{killed.pid}").mkdir()
    extract(corpus, tmp_path / "out", engine=here)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".out.state", "in", "out"]


def test_nothing_changed_means_nothing_done(corpus: Path, tmp_path: Path) -> None:
    before = times(tmp_path / "out")
    summary = extract(corpus, tmp_path / "out", engine=here)
    assert (summary.worked, summary.unchanged) == (0, True)
    assert times(tmp_path / "out") == before
    assert summary.documents == {"ok": 5}
    assert summary.rows["documents"] == 5


def test_a_changed_file_alone_is_worked_on(corpus: Path, tmp_path: Path) -> None:
    (corpus / "2.txt").write_text(report("吳"), encoding="utf-8")
    summary = extract(corpus, tmp_path / "out", engine=here)
    assert (summary.worked, summary.unchanged) == (1, False)
    assert "吳志遠" in load_outputs(tmp_path / "out")["people"]["name"].tolist()
    assert_as_from_scratch(corpus, tmp_path / "out")


def test_a_change_that_size_and_time_do_not_tell_is_seen(corpus: Path, tmp_path: Path) -> None:
    path = corpus / "2.txt"
    long_ago = time.time_ns() - 10**12
    os.utime(path, ns=(long_ago, long_ago))
    extract(corpus, tmp_path / "out", engine=here)
    path.write_text(report("吳"), encoding="utf-8")
    os.utime(path, ns=(long_ago, long_ago))
    assert extract(corpus, tmp_path / "out", engine=here).worked == 1
    assert "吳志遠" in load_outputs(tmp_path / "out")["people"]["name"].tolist()


def test_a_touched_file_is_not_worked_on(corpus: Path, tmp_path: Path) -> None:
    (corpus / "2.txt").touch()
    assert extract(corpus, tmp_path / "out", engine=here).unchanged


def test_new_and_removed_files(corpus: Path, tmp_path: Path) -> None:
    (corpus / "1.txt").unlink()
    (corpus / "new.txt").write_text(report("吳"), encoding="utf-8")
    assert extract(corpus, tmp_path / "out", engine=here).worked == 1
    names = load_outputs(tmp_path / "out")["documents"]["source_path"].tolist()
    assert names == ["0.txt", "2.txt", "3.txt", "4.txt", "new.txt"]
    assert len(list((tmp_path / ".out.state" / "documents").rglob("*.rows"))) == 5
    assert len(list((tmp_path / "out" / "text").iterdir())) == 5
    assert_as_from_scratch(corpus, tmp_path / "out")


def test_a_removed_original_makes_its_copy_the_document(corpus: Path, tmp_path: Path) -> None:
    (corpus / "copy.txt").write_bytes((corpus / "0.txt").read_bytes())
    assert extract(corpus, tmp_path / "out", engine=here).worked == 0, "a copy costs nothing"
    (corpus / "0.txt").unlink()
    extract(corpus, tmp_path / "out", engine=here)
    assert "copy.txt" in load_outputs(tmp_path / "out")["documents"]["source_path"].tolist()
    assert_as_from_scratch(corpus, tmp_path / "out")


def test_settings_and_code_decide(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        extract(corpus, tmp_path / "out", engine=here, settings=Settings(Reference("2012", "given"))).worked
        == 5
    )
    assert "2012" in load_outputs(tmp_path / "out")["dates"]["value"].tolist()
    monkeypatch.setattr(run_module, "fingerprint", lambda _: "of other code")
    assert extract(corpus, tmp_path / "out", engine=here).worked == 5


def test_force_redoes_all(corpus: Path, tmp_path: Path) -> None:
    before = times(tmp_path / "out")
    assert extract(corpus, tmp_path / "out", engine=here, force=True).worked == 5
    assert times(tmp_path / "out") == before, "the same tables are not written again"


@pytest.mark.parametrize("harm", ["dates.csv", "people.parquet", "run.json"])
def test_a_harmed_output_is_made_whole_without_new_work(corpus: Path, tmp_path: Path, harm: str) -> None:
    before = files(tmp_path / "out")
    (tmp_path / "out" / harm).write_text("spoilt by hand")
    summary = extract(corpus, tmp_path / "out", engine=here)
    assert (summary.worked, summary.unchanged) == (0, False)
    assert files(tmp_path / "out") == before


@pytest.mark.parametrize("kept", [0, 10, -5])
def test_torn_entries_are_worked_on_again(corpus: Path, tmp_path: Path, kept: int) -> None:
    before = files(tmp_path / "out")
    entries = sorted((tmp_path / ".out.state" / "documents").rglob("*.rows"))
    for entry in entries[:2]:
        entry.write_bytes(entry.read_bytes()[:kept])
    (tmp_path / "out" / "dates.csv").unlink()
    assert extract(corpus, tmp_path / "out", engine=here).worked == 2
    assert files(tmp_path / "out") == before


def test_a_spoilt_catalogue_costs_time_and_nothing_else(corpus: Path, tmp_path: Path) -> None:
    before = times(tmp_path / "out")
    (tmp_path / ".out.state" / "catalogue.sqlite").write_bytes(b"no database" * 1000)
    assert extract(corpus, tmp_path / "out", engine=here).worked == 0
    assert times(tmp_path / "out") == before


def test_the_state_may_lie_elsewhere(corpus: Path, tmp_path: Path) -> None:
    address = f"file://{tmp_path}/elsewhere"
    extract(corpus, tmp_path / "other", engine=here, state=address)
    assert len(list((tmp_path / "elsewhere").rglob("*.rows"))) == 5
    assert not (tmp_path / ".other.state" / "documents").exists()
    (corpus / "0.txt").unlink()
    assert extract(corpus, tmp_path / "other", engine=here, state=address).worked == 0
    assert_as_from_scratch(corpus, tmp_path / "other")


def test_two_runs_on_one_output_are_refused(corpus: Path, tmp_path: Path) -> None:
    before = times(tmp_path / "out")
    lock = tmp_path / ".out.state" / "lock"
    with (
        locked(lock, tmp_path / "out"),
        pytest.raises(OutputInUseError, match=f"another run .process {os.getpid()}"),
    ):
        extract(corpus, tmp_path / "out", engine=here, force=True)
    assert times(tmp_path / "out") == before
    extract(corpus, tmp_path / "out", engine=here)


def test_an_unchanged_corpus_costs_almost_nothing(corpus: Path, tmp_path: Path) -> None:
    for n in range(200):
        text = report("陳", 100 + n % 10) * (n % 40 + 20) + f"第{n}場次。\n"
        (corpus / f"more {n}.txt").write_text(text, encoding="utf-8")
    first = extract(corpus, tmp_path / "out", engine=here)
    assert first.worked == 200
    again = min(extract(corpus, tmp_path / "out", engine=here).seconds for _ in range(3))
    assert again <= 0.02 * first.seconds
