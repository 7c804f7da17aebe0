"""Whatever a folder holds, a run ends, says what each file was, and writes nowhere else.

The readers have their own tests of bad files (``tests/ingest``); here the same kinds go all the way.
"""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from bad_workers import die, die_once, eat, full_disk, hang
from reportlab.pdfgen import canvas

from pipeline import extract, load_outputs
from pipeline.corpus import engine
from pipeline.corpus.engine import Done, Job, Task, work_all

SENTENCE = "本部國際合作司陳司長志遠於106年11月22日赴日本東京，105年雙邊貿易總額602億美元。"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


DOCX_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
ODT = b"application/vnd.oasis.opendocument.text"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"x" * 1000
    + b'"><!ENTITY b "'
    + b"&a;" * 1000
    + b'">]><x>'
    + b"&b;" * 1000
    + b"</x>"
)

FAILED = {
    "zero.txt": b"",
    "blank.txt": b" \n\t\r\n" * 1000,
    "nul.txt": bytes(10_000),
    "bomb.docx": zipped({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": bytes(600_000_000)}),
    "entities.odt": zipped({"mimetype": ODT, "content.xml": ENTITIES}),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "sheet.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(1000),
    "broken.pdf": b"%PDF-1.7\n" + b"garbage" * 100,
    "script.html": b"<html><script>" + b"document.write('x');" * 50_000 + b"</script></html>",
}
READ = {
    "one line.txt": (SENTENCE * 20_000).encode(),
    "..dots.. and 🗼 emoji.txt": SENTENCE.encode(),
    "wrong extension.pdf": (SENTENCE + "其餘從略。").encode(),
    "script and text.html": f"<html><script>{SENTENCE}</script><p>{SENTENCE}</p></html>".encode(),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bad")
    (root / "in").mkdir()
    for name, content in (FAILED | READ).items():
        # A leading dot would hide the file, which is another matter.
        (root / "in" / name.lstrip(".")).write_bytes(content)
    book = canvas.Canvas(str(root / "in" / "5000 pages.pdf"))
    for number in range(5000):
        book.drawString(72, 700, f"Page {number} of a long report, 22 November 2017")
        book.showPage()
    book.save()
    extract(root / "in", root / "out", workers=2)
    return root


@pytest.mark.parametrize("name", FAILED)
def test_bad_file_is_a_failed_document_with_its_cause(run: Path, name: str) -> None:
    tables = load_outputs(run / "out")
    documents = tables["documents"].set_index("source_path")
    issues = tables["issues"]
    if name in documents.index:
        assert documents.loc[name, "status"] == "failed"
    else:
        # Two bad files can have the same bytes; the second is named as a duplicate of the first.
        assert len(issues[(issues["source_path"] == name) & (issues["code"] == "duplicate-file")]) == 1
        return
    causes = issues[(issues["source_path"] == name) & (issues["severity"] == "error")]
    assert len(causes)
    assert causes["message"].str.contains(name, regex=False).all()


@pytest.mark.parametrize("name", [*READ, "5000 pages.pdf"])
def test_odd_file_is_read(run: Path, name: str) -> None:
    tables = load_outputs(run / "out")
    document = tables["documents"].set_index("source_path").loc[name.lstrip(".")]
    assert document["status"] in ("ok", "partial")
    dates = tables["dates"][tables["dates"]["document_id"] == document["document_id"]]
    assert "2017-11-22" in dates["value"].tolist()


def test_script_is_no_text(run: Path) -> None:
    tables = load_outputs(run / "out")
    document = tables["documents"].set_index("source_path").loc["script and text.html"]
    assert document["characters"] < 2 * len(SENTENCE)


def test_nothing_is_written_elsewhere(run: Path) -> None:
    assert sorted(p.name for p in run.iterdir()) == [".out.state", "in", "out"]
    assert {p.name for p in (run / "out").iterdir()} >= {"documents.csv", "run.json", "text"}


@pytest.mark.parametrize(
    ("job", "cause"),
    [(hang, "not done after"), (die, "died 5 times"), (eat, "memory")],
)
def test_what_a_worker_does_stops_only_its_document(
    job: Job, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "TIMEOUT", 2.0)
    tasks = [Task(tmp_path / name, name) for name in ("a.txt", "b.txt")]
    results = list(work_all(tasks, job, workers=2))
    assert sorted(done.task.name for done in results) == ["a.txt", "b.txt"]
    for done in results:
        assert done.status == "failed"
        assert done.cause
        assert cause in done.cause
        assert done.sha256 is None, "the next run tries again"


def test_a_document_whose_worker_was_killed_is_worked_on_again(tmp_path: Path) -> None:
    tasks = [Task(tmp_path / f"{n}.txt", f"{n}.txt") for n in range(5)]
    results: list[Done] = list(work_all(tasks, die_once, workers=2))
    assert sorted(done.task.name for done in results) == [task.name for task in tasks]
    assert {done.status for done in results} == {"ok"}


def test_a_store_that_cannot_be_written_ends_the_work(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        list(work_all([Task(tmp_path / "a.txt", "a.txt")], full_disk, workers=1))


def test_a_pipe_is_a_failed_document_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    (tmp_path / "in" / "zero.txt").touch()
    summary = extract(tmp_path / "in", tmp_path / "out", workers=1)
    assert summary.documents == {"failed": 1}, "files without bytes share one document id"
    issues = load_outputs(tmp_path / "out")["issues"]
    assert set(issues[issues["severity"] == "error"]["source_path"]) == {"pipe.txt", "zero.txt"}


def test_a_stage_that_raises_is_a_failed_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("a bug in a stage")

    monkeypatch.setattr(engine, "read_report", broken)
    rows = engine.work(Task(tmp_path / "a.txt", "a.txt"))
    assert "RuntimeError: a bug in a stage" in rows.tables["issues"][0].model_dump()["message"]


def test_interrupted_command_leaves_the_old_output(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(SENTENCE, encoding="utf-8")
    extract(tmp_path / "in", tmp_path / "out")
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.is_file()}
    for n in range(400):
        (tmp_path / "in" / f"{n}.txt").write_text(SENTENCE * n, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(tmp_path / "in"), "--output"]
    process = subprocess.Popen([*command, str(tmp_path / "out")], stdout=subprocess.DEVNULL)
    time.sleep(2.0)
    assert process.poll() is None, "the run was over before it could be killed"
    process.kill()
    process.wait()
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.is_file()} == before
