"""The public door: everything that is promised is there, and importing it is cheap."""

import subprocess
import sys

import pipeline


def test_every_public_name_is_there() -> None:
    assert [name for name in pipeline.__all__ if not hasattr(pipeline, name)] == []


def test_unknown_names_are_refused() -> None:
    assert not hasattr(pipeline, "find_everything")


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, pipeline; print(*sorted({'pandas', 'spacy', 'pydantic', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
