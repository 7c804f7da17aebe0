"""A run over a few sample reports and a hostile one, with a page to link to for each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.export.writer import RunWriter
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.records import DocumentRows, make_rows, stable_id
from pipeline.report import Report

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
SAMPLES = (
    "trade_talks_india_2018.html",
    "vietnam_quarantine_2017.txt",
    "customs_tokyo_2018.pdf",
    "university_europe_2023.odt",
)

HOSTILE = """出國報告（出國類別：考察）
報告名稱：</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>考察"'
服務機關：經濟部<b onmouseover=window.hacked=3>
姓名職稱：陳大文科長
派赴國家：日本
出國期間：113年5月6日至5月10日
報告日期：113年7月1日

113年5月6日，經濟部陳大文科長拜會日本經濟產業省{{7*7}}山田太郎課長，112年我國對日本出口總額為3億美元。
"""


def _rows(path: Path) -> DocumentRows:
    rows = make_rows(Report(lay_out(read_source(path))), source_path=path.name)
    # What a run's last step does: the same name is the same organization across reports.
    rows.tables["organizations"] = [
        row.model_copy(update={"entity_id": stable_id("ent", row.model_dump()["name"])})
        for row in rows.tables["organizations"]
    ]
    return rows


def write_run(folder: Path, documents: list[DocumentRows]) -> Path:
    folder.mkdir()
    with RunWriter(folder) as writer:
        for rows in documents:
            writer.write(rows)
    (folder / "run.json").write_text(json.dumps({"version": "0.1.0"}), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def written_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overview")
    hostile = folder / "<img src=x onerror=window.hacked=4>.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    # A folder's name that a database would read as a pattern.
    run = write_run(folder / "out[p]uts*", [_rows(p) for p in (hostile, *(REPORTS / n for n in SAMPLES))])
    (run / "review").mkdir()
    for text in (run / "text").iterdir():
        (run / "review" / f"{text.stem}.html").write_text("<!doctype html><title>review</title>", "utf-8")
    return run


@pytest.fixture
def run(written_run: Path, tmp_path: Path) -> Path:
    """The run in a folder of its own, for tests that write into it."""
    return Path(shutil.copytree(written_run, tmp_path / "outputs"))


@pytest.fixture
def empty_run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "empty", [])
