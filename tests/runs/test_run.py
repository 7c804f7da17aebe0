"""A whole run: every file accounted for, nothing lost, nothing changed by a rerun."""

import csv
import json
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pipeline import extract, load_outputs
from pipeline.corpus.settings import Settings
from pipeline.document import Reference
from pipeline.export import OutputFolderError
from pipeline.schemas import TABLES

REPORT = """摘要
本部國際合作司陳司長志遠於 106 年 11 月 22 日率團赴日本東京，與日本台灣交流協會會談。
105 年雙邊貿易總額 602 億美元，較上年成長 5.3%。同日並拜會經濟產業省。
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("reports")
    (root / "a report.txt").write_text(REPORT, encoding="utf-8")
    (root / "2017" / "東京..參訪 🗼").mkdir(parents=True)
    (root / "2017" / "東京..參訪 🗼" / "會議.txt").write_text(REPORT.replace("陳", "林"), encoding="cp950")
    (root / "copy.txt").write_text(REPORT, encoding="utf-8")
    (root / "empty.txt").touch()
    (root / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (root / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100))
    (root / ".hidden.txt").write_text("not a report")
    (root / "~$open.docx").write_text("lock")
    return root


@pytest.fixture(scope="module")
def output(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "out"
    extract(folder, out, workers=2)
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_table_is_there_twice_with_the_same_rows(output: Path) -> None:
    for name, frame in load_outputs(output).items():
        with (output / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            header, *rows = list(csv.reader(stream))
        assert header == list(TABLES[name].model_fields) == list(frame.columns)
        assert len(rows) == len(frame)


def test_every_file_is_accounted_for(output: Path) -> None:
    tables = load_outputs(output)
    status = dict(zip(tables["documents"]["source_path"], tables["documents"]["status"], strict=True))
    assert status == {
        "2017/東京..參訪 🗼/會議.txt": "ok",
        "a report.txt": "ok",
        "broken.pdf": "failed",
        "empty.txt": "failed",
        "photo.jpg": "failed",
    }
    issues = tables["issues"]
    duplicate = issues[issues["code"] == "duplicate-file"]
    assert duplicate["message"].tolist() == ["copy.txt has the same bytes as a report.txt"]
    for name in ("broken.pdf", "empty.txt", "photo.jpg"):
        causes = issues[(issues["source_path"] == name) & (issues["severity"] == "error")]["message"]
        assert any(name in cause for cause in causes), f"no error names {name}"


def test_every_row_points_at_its_text(output: Path) -> None:
    texts = {p.stem: p.read_bytes().decode("utf-8") for p in (output / "text").iterdir()}
    checked = 0
    for frame in load_outputs(output).values():
        if "text" in frame.columns:
            for row in frame.itertuples():
                assert texts[row.document_id][row.char_start : row.char_end] == row.text
                checked += 1
    assert checked > 10


def test_keys_lead_somewhere(output: Path) -> None:
    tables = load_outputs(output)
    for table, column, other, key in [
        ("dates", "anchor_date_id", "dates", "date_id"),
        ("people", "organization_id", "organizations", "organization_id"),
        ("roles", "person_id", "people", "person_id"),
        ("roles", "mention_id", "person_mentions", "mention_id"),
        ("person_mentions", "person_id", "people", "person_id"),
        ("organizations", "parent_organization_id", "organizations", "organization_id"),
        ("organization_mentions", "organization_id", "organizations", "organization_id"),
        ("travellers", "person_id", "people", "person_id"),
    ]:
        assert set(tables[table][column].dropna()) <= set(tables[other][key]), f"{table}.{column}"
    for table, key in [("dates", "date_id"), ("people", "person_id"), ("issues", "issue_id")]:
        assert tables[table][key].is_unique


def test_what_the_report_says_is_in_the_tables(output: Path) -> None:
    tables = load_outputs(output)
    documents = tables["documents"].set_index("source_path")
    mine = documents.loc["a report.txt", "document_id"]
    dates = tables["dates"][tables["dates"]["document_id"] == mine]
    assert "2017-11-22" in dates["value"].tolist()
    people = tables["people"][tables["people"]["document_id"] == mine]
    assert people[["name", "title"]].values.tolist() == [["陳志遠", "司長"]]
    figures = tables["trade_figures"][tables["trade_figures"]["document_id"] == mine]
    assert str(figures["value"].iloc[0]).startswith("60200000000")
    assert documents.loc["2017/東京..參訪 🗼/會議.txt", "encoding"].lower() in ("cp950", "big5")


def test_a_second_run_gives_the_same_bytes(folder: Path, output: Path, tmp_path: Path) -> None:
    extract(folder, tmp_path / "again", workers=1)
    first, second = files(output), files(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] in ([], ["run.json"])
    before = files(tmp_path / "again")
    extract(folder, tmp_path / "again", workers=2)
    assert files(tmp_path / "again") == before


def test_run_file_says_what_happened(output: Path) -> None:
    run = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert run["documents"] == {"failed": 3, "ok": 2}
    assert {f["source_path"] for f in run["failures"]} == {"broken.pdf", "empty.txt", "photo.jpg"}
    assert run["rows"]["documents"] == 5


def test_types_are_those_of_the_schema(output: Path) -> None:
    tables = load_outputs(output)
    assert tables["dates"]["date_start"].dtype.kind == "M"
    assert isinstance(tables["dates"]["char_start"].dtype, pd.Int64Dtype)
    assert isinstance(tables["documents"]["title"].dtype, pd.StringDtype)
    assert isinstance(tables["documents"]["destinations"].iloc[0], list)
    amounts = tables["trade_figures"]["value"].dropna()
    assert {type(value) for value in amounts} == {Decimal}


def test_reference_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("本年3月5日抵達。\n", encoding="utf-8")
    extract(tmp_path / "in.txt", tmp_path / "out", settings=Settings(Reference("2012", "given")))
    tables = load_outputs(tmp_path / "out")
    assert tables["dates"]["value"].tolist() == ["2012-03-05"]
    assert tables["documents"]["reference_basis"].tolist() == ["given"]


def test_output_inside_the_input_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    for _ in range(2):
        summary = extract(tmp_path, tmp_path / "outputs")
        assert sum(summary.documents.values()) == 1


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no file or folder"):
        extract(tmp_path / "missing", tmp_path / "out")
    (tmp_path / "hollow").mkdir()
    with pytest.raises(FileNotFoundError, match="no files"):
        extract(tmp_path / "hollow", tmp_path / "out")


def test_folder_of_others_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.docx").write_text("precious")
    with pytest.raises(OutputFolderError):
        extract(tmp_path / "a.txt", tmp_path / "thesis")
    assert (tmp_path / "thesis" / "chapter.docx").read_text() == "precious"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads every file")
def test_unreadable_file_is_a_failed_document(tmp_path: Path) -> None:
    shutil.copy(__file__, tmp_path / "secret.txt")
    (tmp_path / "secret.txt").chmod(0)
    extract(tmp_path, tmp_path / "out")
    assert load_outputs(tmp_path / "out")["documents"]["status"].tolist() == ["failed"]


def test_the_tables_do_not_tell_where_the_corpus_lies(tmp_path: Path) -> None:
    tables = []
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
        extract(tmp_path / place, tmp_path / f"{place}.out")
        tables.append((tmp_path / f"{place}.out" / "issues.csv").read_bytes())
    assert tables[0] == tables[1]
    assert b"broken.pdf" in tables[0]
    assert str(tmp_path).encode() not in tables[0]
