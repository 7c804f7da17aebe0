"""Large tables: row groups with statistics, and readers that load only what they ask for."""

import hashlib
from pathlib import Path

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.export import writer as writer_module
from pipeline.export.writer import RunWriter
from pipeline.records import DocumentRows
from pipeline.schemas import IssueRow

DOCUMENTS, ISSUES = 130, 11


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer_module, "ROW_GROUP", 500)
        with RunWriter(folder) as writer:
            for n in range(DOCUMENTS):
                rows = DocumentRows(hashlib.sha256(str(n).encode()).hexdigest()[:16], f"{n:04}.txt")
                rows.tables["issues"] = [issue(rows, n, i) for i in range(ISSUES)]
                writer.write(rows)
            assert writer.counts["issues"] == DOCUMENTS * ISSUES
    return folder


def issue(rows: DocumentRows, n: int, i: int) -> IssueRow:
    return IssueRow(
        issue_id=f"iss-{n:08x}{i:08x}",
        document_id=rows.document_id,
        source_path=rows.source_path,
        stage="dates",
        code="no-anchor",
        severity="warning" if n == 77 else "info",
        message="no year",
        char_start=i,
        char_end=i + 1,
    )


def test_row_groups_have_a_fixed_size_and_statistics(output: Path) -> None:
    file = pq.ParquetFile(output / "issues.parquet")
    sizes = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert sizes == [500, 500, 430]
    column = file.schema_arrow.names.index("source_path")
    statistics = [file.metadata.row_group(i).column(column).statistics for i in range(3)]
    assert [(s.min, s.max) for s in statistics] == [
        ("0000.txt", "0045.txt"),
        ("0045.txt", "0090.txt"),
        ("0090.txt", "0129.txt"),
    ]


def test_a_row_group_ends_with_the_document_that_fills_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "ROW_GROUP_BYTES", 1)
    with RunWriter(tmp_path) as writer:
        for n in range(3):
            rows = DocumentRows(hashlib.sha256(str(n).encode()).hexdigest()[:16], f"{n:04}.txt")
            rows.tables["issues"] = [issue(rows, n, i) for i in range(ISSUES)]
            writer.write(rows)
    file = pq.ParquetFile(tmp_path / "issues.parquet")
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [ISSUES] * 3


def test_rows_are_complete_and_in_order(output: Path) -> None:
    ids = pq.read_table(output / "issues.parquet")["issue_id"].to_pylist()
    assert ids == [f"iss-{n:08x}{i:08x}" for n in range(DOCUMENTS) for i in range(ISSUES)]
    lines = (output / "issues.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == ids


def test_pandas_reads_some_rows_of_some_columns(output: Path) -> None:
    found = pd.read_parquet(
        output / "issues.parquet", columns=["source_path"], filters=[("severity", "==", "warning")]
    )
    assert found["source_path"].unique().tolist() == ["0077.txt"]
    assert len(found) == ISSUES


def test_pyarrow_reads_batch_by_batch(output: Path) -> None:
    table = ds.dataset(output / "issues.parquet")
    warnings = table.scanner(columns=["source_path"], filter=ds.field("severity") == "warning")
    assert sum(batch.num_rows for batch in warnings.to_batches()) == ISSUES


def test_duckdb_asks_the_file(output: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    (row,) = duckdb.sql(
        f"SELECT source_path, count(*) FROM '{output}/issues.parquet' WHERE severity = 'warning' GROUP BY 1"
    ).fetchall()
    assert row == ("0077.txt", ISSUES)
