"""A run over three sample reports and one whose words a spreadsheet would run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.export.writer import RunWriter
from pipeline.ingest import read_source
from pipeline.layout import lay_out
from pipeline.records import make_rows
from pipeline.report import Report

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
SAMPLES = ("trade_talks_india_2018.html", "vietnam_quarantine_2017.txt", "customs_tokyo_2018.pdf")

DANGEROUS = """出國報告（出國類別：其他）

=HYPERLINK("http://example.org")測試報告

服務機關：經濟部
派赴國家：日本
出國期間：113年5月6日至5月10日
報告日期：113年7月1日

113年5月6日經濟部林秋霞組長說明，112年雙邊貿易總額為3億美元。
"""


@pytest.fixture(scope="session")
def written_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packaging")
    dangerous = folder / "=1+1.txt"
    dangerous.write_text(DANGEROUS, encoding="utf-8")
    run = folder / "outputs"
    run.mkdir()
    with RunWriter(run) as writer:
        for path in (dangerous, *(REPORTS / name for name in SAMPLES)):
            writer.write(make_rows(Report(lay_out(read_source(path))), source_path=path.name))
    (run / "run.json").write_text(json.dumps({"version": "0.1.0"}), encoding="utf-8")
    return run


@pytest.fixture
def run(written_run: Path, tmp_path: Path) -> Path:
    """The run in a folder of its own, for tests that write into it."""
    return Path(shutil.copytree(written_run, tmp_path / "outputs"))
