"""What is put into the store comes back the same, and what is not sound is not there."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import fsspec
import pytest

from pipeline.corpus.engine import Task, work
from pipeline.corpus.fingerprint import fingerprint
from pipeline.corpus.link import LinkKeys, keys_of
from pipeline.corpus.settings import Settings
from pipeline.corpus.store import Store, key_of
from pipeline.document import Reference
from pipeline.export.columns import arrow_schema
from pipeline.export.parts import encode, read_batch
from pipeline.records import DocumentRows

TEXT = """本部國際合作司陳司長志遠於106年11月22日赴日本東京，拜會日本台灣交流協會。
105年雙邊貿易總額602億美元，成長5.3%。
"""
KEY = key_of("0" * 64, "a.txt", "1")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> DocumentRows:
    path = tmp_path_factory.mktemp("report") / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return work(Task(path, "a.txt", Settings(Reference("2017", "given"))))


@pytest.fixture(params=["folder", "file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    address = {"folder": f"{tmp_path}/s", "file": f"file://{tmp_path}/s", "memory": f"memory://{tmp_path}"}
    return Store(address[request.param])


def test_rows_come_back_the_same(store: Store, rows: DocumentRows) -> None:
    assert store.get(KEY) is None
    assert not store.has(KEY)
    store.put(KEY, rows)
    assert store.has(KEY)
    again = store.get(KEY)
    assert again is not None
    assert (again.document_id, again.source_path, again.text) == (rows.document_id, "a.txt", TEXT)
    assert again.parts == {table: encode(table, found) for table, found in rows.tables.items()}
    assert again.tables["documents"] == rows.tables["documents"]
    assert again.tables["issues"] == rows.tables["issues"]
    assert again.keys == LinkKeys(**json.loads(json.dumps(asdict(keys_of(rows)))))
    figures = read_batch(again.parts["trade_figures"].batch, arrow_schema("trade_figures")).to_pylist()
    assert Decimal("60200000000") in [v["value"] for v in figures]
    days = read_batch(again.parts["dates"].batch, arrow_schema("dates")).to_pylist()
    assert date(2017, 11, 22) in [v["date_start"] for v in days]


def test_only_what_is_named_stays(store: Store, rows: DocumentRows) -> None:
    other = key_of("0" * 64, "b.txt", "1")
    store.put(KEY, rows)
    store.put(other, rows)
    assert store.keys() == {KEY, other}
    store.remove_except({other})
    assert store.keys() == {other}
    assert store.get(KEY) is None
    store.remove(other)
    store.remove(other)
    assert store.keys() == set()


def test_a_torn_or_foreign_entry_is_absent(tmp_path: Path, rows: DocumentRows) -> None:
    store = Store(tmp_path)
    store.put(KEY, rows)
    (path,) = tmp_path.rglob("*.rows")
    sound = path.read_bytes()
    for n in (0, 1, 30, len(sound) // 2, len(sound) - 1):
        path.write_bytes(sound[:n])
        assert store.get(KEY) is None, f"torn after {n} bytes"
        if n:
            path.write_bytes(sound[: n - 1] + bytes([sound[n - 1] ^ 1]) + sound[n:])
            assert store.get(KEY) is None, f"byte {n - 1} turned"
    path.write_bytes(b"PK\x03\x04 something else")
    assert store.get(KEY) is None
    path.write_bytes(sound)
    assert store.get(KEY) is not None


def test_an_entry_under_another_name_is_absent(tmp_path: Path, rows: DocumentRows) -> None:
    store, other = Store(tmp_path), key_of("1" * 64, "a.txt", "1")
    store.put(KEY, rows)
    store.put(other, rows)
    ours, theirs = sorted(tmp_path.rglob("*.rows"), key=lambda p: p.stem != KEY)
    theirs.write_bytes(ours.read_bytes())
    assert store.get(KEY) is not None
    assert store.get(other) is None


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, rows: DocumentRows) -> None:
    for name in ("one", "two"):
        Store(tmp_path / name).put(KEY, rows)
    one, two = sorted(tmp_path.rglob("*.rows"))
    assert one.read_bytes() == two.read_bytes()


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, rows: DocumentRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        Store(tmp_path).put(KEY, rows)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_half_written_files_of_killed_processes_are_removed(tmp_path: Path, rows: DocumentRows) -> None:
    store = Store(tmp_path)
    store.put(KEY, rows)
    (tmp_path / KEY[:2] / ".0123.part").write_bytes(b"half")
    assert store.keys() == {KEY}
    store.remove_except({KEY})
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [f"{KEY}.rows"]


def test_an_object_store_sees_whole_objects(rows: DocumentRows) -> None:
    Store("memory://bucket/prefix").put(KEY, rows)
    assert fsspec.filesystem("memory").find("/bucket/prefix") == [f"/bucket/prefix/{KEY[:2]}/{KEY}.rows"]


def test_a_key_means_content_name_and_maker() -> None:
    keys = [key_of(*x) for x in [("0", "a", "1"), ("1", "a", "1"), ("0", "b", "1"), ("0", "a", "2")]]
    assert len(set(keys)) == 4


def test_code_lexicons_and_settings_make_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "code.py").write_text("a = 1\n")
    (tmp_path / "lexicons" / "names.csv").write_text("name,source\n")
    first = fingerprint({"reference": None}, package=tmp_path)
    assert fingerprint({"reference": None}, package=tmp_path) == first
    assert fingerprint({"reference": "2017"}, package=tmp_path) != first
    (tmp_path / "notes.md").write_text("no part of the code")
    assert fingerprint({"reference": None}, package=tmp_path) == first
    (tmp_path / "lexicons" / "names.csv").write_text("name,source\n部,x\n")
    second = fingerprint({"reference": None}, package=tmp_path)
    assert second != first
    (tmp_path / "code.py").write_text("a = 2\n")
    assert fingerprint({"reference": None}, package=tmp_path) not in (first, second)
