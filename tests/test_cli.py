"""The command line: what it prints, and how it ends."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[1]
SENTENCE = "本部國際合作司陳司長志遠於106年11月22日赴日本東京，105年雙邊貿易總額602億美元。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    return result.exit_code, result.output


def test_extract_ends_with_a_summary_that_says_where_to_look(report: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100))
    code, printed = run("extract", tmp_path, "--output", tmp_path / "out")
    assert code == 0
    for expected in (
        "documents  1 ok, 1 failed",
        "trade_figures",
        "photo.jpg",
        "issues",
        "time",
        "people.csv",
    ):
        assert expected in printed


def test_missing_input_is_a_clear_error(tmp_path: Path) -> None:
    code, printed = run("extract", tmp_path / "nowhere", "--output", tmp_path / "out")
    assert code == 2
    assert "nowhere" in printed
    assert "Traceback" not in printed


def test_folder_of_others_is_a_clear_error(report: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").touch()
    code, printed = run("extract", report, "--output", tmp_path / "mine")
    assert code == 2
    assert "not an output folder" in " ".join(printed.split())


@pytest.mark.parametrize("reference", ["106", "2017/11", "yesterday"])
def test_odd_reference_is_refused(report: Path, reference: str) -> None:
    code, printed = run("extract", report, "--reference", reference)
    assert code == 2
    assert reference in printed


def test_eval_scores_a_folder_and_names_its_errors(tmp_path: Path) -> None:
    samples = ROOT / "corpus"
    code, printed = run(
        "eval",
        samples / "reports" / "customs_tokyo_2018.pdf",
        *("--gold", samples / "gold", "--docs", samples / "gold" / "docs", "--errors"),
    )
    assert code == 0
    assert "no document for apec_chile_2019.json" in printed
    assert "DATE missed" in printed
    for label in ("date_value", "person_role", "figure_record", "mention_link"):
        assert label in printed


@pytest.mark.parametrize("command", [(), ("extract",), ("eval",)])
def test_help_explains_every_command(command: tuple[str, ...]) -> None:
    code, printed = run(*command, "--help")
    assert code == 0
    assert "Example" in printed or not command
