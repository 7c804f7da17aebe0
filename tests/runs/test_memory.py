"""The memory of the parent does not grow with the number of documents."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from pipeline.corpus import extract
from pipeline.corpus.engine import Done, Task, work
from pipeline.corpus.store import Store, key_of
import hashlib

def here(tasks, job):
    # The rows of one document, under the names of all: the stages have no part in what is measured.
    rows, store, made_by = None, Store(job.keywords["store"]), job.keywords["fingerprint"]
    for task in tasks:
        rows = rows or work(task)
        content = task.path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        document_id = sha256[:16]
        tables = {name: [row.model_copy(update=changes(row, document_id, sha256, task.name)) for row in table]
                  for name, table in rows.tables.items()}
        store.put(key_of(sha256, task.name, made_by), replace(
            rows, document_id=document_id, source_path=task.name, tables=tables))
        yield Done(task, "ok", sha256)

def changes(row, document_id, sha256, name):
    values = {"document_id": document_id}
    for column in type(row).model_fields:
        value = getattr(row, column)
        if column.endswith("_id") and isinstance(value, str) and "-" in value and column != "table_id":
            values[column] = value[:4] + hashlib.sha256((value + sha256).encode()).hexdigest()[:16]
    if hasattr(row, "sha256"):
        values["sha256"] = sha256
        values["source_path"] = name
    return values

extract(Path(sys.argv[1]), Path(sys.argv[2]), engine=here)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform == "linux" else 1024))
"""
RUN = """
import sys
from pathlib import Path
from pipeline.corpus import extract

if __name__ == "__main__":
    extract(Path(sys.argv[1]), Path(sys.argv[2]), workers=1)
"""
TEXT = "本部國際合作司陳司長志遠於106年11月22日赴日本東京，拜會經濟產業省。貿易總額602億美元，成長5.3%。\n"


def peak(folder: Path, count: int) -> int:
    """Peak memory in KiB of a run over so many documents."""
    (folder / "in").mkdir(parents=True)
    for n in range(count):
        (folder / "in" / f"{n:05}.txt").write_text(TEXT * 3 + f"第{n}場次。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder / "in"), str(folder / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="no getrusage")
def test_memory_is_flat(tmp_path: Path) -> None:
    few, many = peak(tmp_path / "few", 100), peak(tmp_path / "many", 800)
    assert many <= 1.1 * few, f"{few} KiB for 100 documents, {many} KiB for 800"


def test_leading_a_run_needs_no_pandas(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(2):  # The same person in two reports, so that rows are linked.
        (tmp_path / "in" / f"{n}.txt").write_text(f"{TEXT}第{n}場次。\n", encoding="utf-8")
    check = "\nassert 'pandas' not in sys.modules"
    arguments = [str(tmp_path / "in"), str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-c", RUN + check, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
