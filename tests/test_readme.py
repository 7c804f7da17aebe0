"""Every code block of the README runs and prints what it says."""

import re
import subprocess
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.S)
PYTHON = [code for language, code in BLOCKS if language == "python"]
CONSOLE = [line[2:] for language, code in BLOCKS if language == "console" for line in code.splitlines()]


@pytest.mark.parametrize("code", PYTHON)
def test_python_block_runs(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if "outputs" in code:
        pipeline.extract(ROOT / "corpus" / "reports", tmp_path / "outputs")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    for promised in re.findall(r"print\(.*\)  # ([^a-z].*|trade_total.*|\[.*)$", code, re.M):
        assert promised in printed


def test_console_blocks_are_commands_of_the_makefile() -> None:
    assert CONSOLE
    for command in CONSOLE:
        if command.startswith("make"):
            done = subprocess.run(
                ["make", "--dry-run", *command.split()[1:]],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr


def test_every_kind_of_block_is_tested() -> None:
    assert {language for language, _ in BLOCKS} <= {"python", "console", "text"}


def test_every_page_that_is_linked_is_there() -> None:
    pages = re.findall(r"\]\(([^)#]+)\)", README)
    assert pages
    assert [page for page in pages if not (ROOT / page).exists()] == []


def test_make_alone_prints_help_from_its_own_comments() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("extract", "test", "eval", "bench"):
        assert re.search(rf"make {target} +\S", done.stdout)
