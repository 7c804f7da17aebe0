"""A run as one partitioned Parquet data set: the same rows, read lazily by pandas, pyarrow and DuckDB."""

from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pytest
from pandas.testing import assert_frame_equal

from pipeline import load_outputs
from pipeline.export.partitions import is_partitioned, open_table, write_partitions
from pipeline.schemas import TABLES


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def partitions(local_output: Path) -> Path:
    folder = local_output.parent / "partitions"
    write_partitions(local_output, folder)
    return folder


def test_every_row_lies_in_the_partition_of_its_document(partitions: Path, local_output: Path) -> None:
    for table in TABLES:
        rows = 0
        for path in partitions.glob(f"table={table}/hash=*/part-0.parquet"):
            ids = pd.read_parquet(path, columns=["document_id"])["document_id"]
            assert set(ids.str[:2]) == {path.parent.name.removeprefix("hash=")}
            rows += len(ids)
        assert rows == len(pd.read_parquet(local_output / f"{table}.parquet"))


def test_load_outputs_gives_the_same_rows(partitions: Path, local_output: Path) -> None:
    whole, parts = load_outputs(local_output), load_outputs(partitions)
    assert list(parts) == list(whole)
    for table, frame in whole.items():
        # Within a document the order of rows is kept, documents come in the order of their hash.
        by_hash = frame.assign(hash=frame["document_id"].str[:2]).sort_values("hash", kind="stable")
        assert_frame_equal(parts[table], by_hash.drop(columns="hash").reset_index(drop=True))


def test_pandas_reads_one_table(partitions: Path, local_output: Path) -> None:
    dates = pd.read_parquet(partitions / "table=dates", columns=["document_id", "value"])
    whole = pd.read_parquet(local_output / "dates.parquet")
    assert sorted(dates["value"].dropna()) == sorted(whole["value"].dropna())


def test_pyarrow_opens_only_the_partitions_that_it_needs(partitions: Path, local_output: Path) -> None:
    dates = open_table(partitions, "dates")
    document = pd.read_parquet(local_output / "dates.parquet")["document_id"][0]
    wanted = pc.field("hash") == document[:2]
    assert len(list(dates.get_fragments(filter=wanted))) == 1 < len(list(dates.get_fragments()))
    rows = dates.to_table(filter=wanted & (pc.field("document_id") == document), columns=["value"])
    whole = ds.dataset(local_output / "dates.parquet")
    assert rows.num_rows == whole.count_rows(filter=pc.field("document_id") == document) > 0


def test_duckdb_reads_it_as_one_table(partitions: Path, local_output: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    source = f"read_parquet('{partitions}/table=trade_figures/*/*.parquet', hive_partitioning = true)"
    [(rows,)] = duckdb.sql(f"SELECT count(*) FROM {source} WHERE unit IN ('TWD', 'USD')").fetchall()
    whole = pd.read_parquet(local_output / "trade_figures.parquet")
    assert rows == whole["unit"].isin(["TWD", "USD"]).sum() > 0


def test_writing_again_gives_the_same_bytes_and_leaves_nothing_old(
    partitions: Path, local_output: Path
) -> None:
    before = contents(partitions)
    stale = partitions / "table=dates" / "hash=zz" / "part-0.parquet"
    stale.parent.mkdir()
    stale.write_bytes(b"of a report that is gone")
    write_partitions(local_output, partitions)
    assert contents(partitions) == before


def test_what_is_not_whole_is_not_read(
    local_output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_partitions(local_output, tmp_path)
    assert is_partitioned(tmp_path)

    def full_disk(*args: object, **options: object) -> None:
        raise OSError("No space left")

    with monkeypatch.context() as patch:
        patch.setattr(ds, "write_dataset", full_disk)
        with pytest.raises(OSError, match="No space left"):
            write_partitions(local_output, tmp_path)
    assert not is_partitioned(tmp_path)
    with pytest.raises(FileNotFoundError):
        load_outputs(tmp_path)


def test_a_folder_of_others_is_refused(local_output: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("mine")
    with pytest.raises(OSError, match=r"thesis\.odt"):
        write_partitions(local_output, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.odt"]
    with pytest.raises(FileNotFoundError, match="not an output folder"):
        write_partitions(tmp_path, tmp_path / "new")


def test_an_address_of_fsspec_will_do(local_output: Path) -> None:
    write_partitions(local_output, "memory://partitions-of-a-test")
    for table in TABLES:
        rows = open_table("memory://partitions-of-a-test", table).count_rows()
        assert rows == len(pd.read_parquet(local_output / f"{table}.parquet"))
