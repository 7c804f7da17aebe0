"""The command line speaks English and Chinese, and says the same in both."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.messages import MESSAGES, language, tell


@pytest.mark.parametrize("name", MESSAGES)
def test_both_languages_name_the_same_values(name: str) -> None:
    english, chinese = MESSAGES[name]
    assert sorted(re.findall(r"{\w+", english)) == sorted(re.findall(r"{\w+", chinese))
    only_values = not re.search(r"\w", re.sub("{.*?}", "", english))
    assert only_values or re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)


def test_names_are_in_order() -> None:
    assert list(MESSAGES) == sorted(MESSAGES)
    assert all(m for pair in MESSAGES.values() for m in pair)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"PIPELINE_LANG": "zh"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_terminal_decides(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PIPELINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert language() == expected


def test_a_run_is_summed_up_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("106年11月22日\n", encoding="utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(
        app, ["extract", str(tmp_path / "a.txt"), "--output", str(out)], env={"PIPELINE_LANG": "zh"}
    )
    assert result.exit_code == 0
    assert "文件       完成 1" in result.output
    assert f"請看       {out}" in result.output
    assert tell("all-right", place="x") == "x: all is right"
