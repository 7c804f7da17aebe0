"""The notebook is current, and runs from its first cell to its last on a run over the sample reports."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "quickstart.ipynb"


def test_notebook_is_current() -> None:
    script = ROOT / "scripts" / "write_notebook.py"
    done = subprocess.run([sys.executable, str(script), "--check"], check=False)
    assert done.returncode == 0, "run `make docs`: docs/quickstart.ipynb is not current"


def test_notebook_asks_five_questions_and_plots_every_answer(written_run: Path, tmp_path: Path) -> None:
    shutil.copytree(written_run, tmp_path / "outputs")
    book = nbformat.read(NOTEBOOK, as_version=4)
    questions = [c.source for c in book.cells if c.cell_type == "markdown" and c.source.startswith("## ")]
    assert [q[:5] for q in questions[:5]] == ["## 1.", "## 2.", "## 3.", "## 4.", "## 5."]
    nbclient.NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    outputs = [o for c in book.cells if c.cell_type == "code" for o in c.outputs]
    assert sum("image/png" in o.get("data", {}) for o in outputs) == 5
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []


def test_notebook_is_kept_without_outputs() -> None:
    book = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not c.outputs for c in book.cells if c.cell_type == "code")
