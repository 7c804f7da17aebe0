"""The dataset card tells a reader who has nothing else what the folder holds."""

import re
from pathlib import Path

import pandas as pd

from pipeline.export.columns import columns
from pipeline.packaging import write_datapackage, write_dataset_card
from pipeline.schemas import TABLES


def test_card_explains_every_column_and_counts_every_row(run: Path) -> None:
    text = write_dataset_card(run).read_text(encoding="utf-8")
    for table in TABLES:
        rows = len(pd.read_parquet(run / f"{table}.parquet"))
        assert f"`{table}.csv`, `{table}.parquet` | {rows:,} |" in text
        section = text.partition(f"\n### {table}\n")[2].partition("\n### ")[0]
        for column in columns(table):
            assert re.search(rf"^\| {column.name} \| [^|]+ \| (yes|no) \| [^|]+ \|$", section, re.M)


def test_card_says_what_it_is_how_to_load_it_and_how_to_cite_it(run: Path) -> None:
    text = write_dataset_card(run).read_text(encoding="utf-8")
    assert "4 official trip reports (公務出國報告) about trips from 2017 to 2024" in text
    assert "## How to load it" in text
    assert "## Licence and citation" in text
    assert "CC0-1.0" in text
    assert "(4 reports), extracted with trip-reports 0.1.0." in text


def test_card_names_the_files_that_are_there(run: Path) -> None:
    assert "`datapackage.json` | |" not in write_dataset_card(run).read_text(encoding="utf-8")
    write_datapackage(run)
    assert "`datapackage.json` | |" in write_dataset_card(run).read_text(encoding="utf-8")


def test_code_of_the_card_runs(run: Path) -> None:
    text = write_dataset_card(run).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert len(blocks) == 2
    for block in blocks:
        code = block.replace('"people.parquet"', repr(str(run / "people.parquet")))
        code = code.replace('"."', repr(str(run)))
        names: dict[str, object] = {}
        exec(compile(code, "README.md", "exec"), names)
        assert names.keys() & {"people", "tables"}
