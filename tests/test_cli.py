"""The command line: what it prints, and how it ends."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands import commands
from pipeline.export import load_outputs
from pipeline.records import make_rows
from pipeline.report import read_report

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


def test_eval_scores_with_a_recogniser(tmp_path: Path) -> None:
    folder = ROOT / "corpus" / "gold"
    where = (folder / "docs" / "customs_tokyo_2018.txt", "--gold", folder, "--docs", folder / "docs")
    code, _ = run("eval", *where, "--ner", "onnx", "--output", tmp_path / "run")
    assert code == 0
    settings = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))["settings"]
    assert settings["recogniser"].startswith("onnx:")
    code, printed = run("eval", *where, "--ner", "onnx", "--model", tmp_path)
    assert (code, "no such file" in printed) == (2, True)


def test_eval_without_input_or_gold_is_a_clear_error(report: Path, tmp_path: Path) -> None:
    gold = ROOT / "corpus" / "gold"
    for input, folder, named in ((tmp_path / "none", gold, "none"), (report, tmp_path, tmp_path.name)):
        code, printed = run("eval", input, "--gold", folder, "--docs", gold / "docs")
        assert code == 2
        assert named in printed
        assert "Traceback" not in printed


COMMANDS = [c.name or c.callback.__name__ for c in (*app.registered_commands, *commands.registered_commands)]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_every_command(command: str) -> None:
    code, printed = run(command, "--help")
    assert code == 0
    assert "Example" in printed
    assert "Exit codes: 0 " in " ".join(printed.split())


def test_help_lists_every_command_and_the_version_is_told() -> None:
    code, printed = run("--help")
    assert code == 0
    assert all(f"  {command} " in printed for command in COMMANDS)
    assert "--install-completion" in printed
    code, printed = run("--version")
    assert code == 0
    assert re.fullmatch(r"trip-reports \d+\.\d+\.\d+\S*\n", printed)


def test_what_goes_wrong_is_told_in_chinese_too(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_LANG", "zh")
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    run("extract", report, "--output", tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").touch()
    for arguments, expected in (
        (("extract", tmp_path / "none"), "找不到輸入"),
        (("extract", report, "--output", tmp_path / "mine"), "輸出資料夾無法使用"),
        (("report", tmp_path), "不是輸出資料夾"),
        (("validate", tmp_path), "不是輸出資料夾"),
        (("apply-review", tmp_path / "out", tmp_path / "bad.json"), "判定檔無法使用"),
        (("eval", report, "--gold", tmp_path / "mine", "--docs", tmp_path), "沒有標註檔"),
    ):
        code, printed = run(*arguments)
        assert code == 2, arguments
        assert expected in printed


def test_what_cannot_be_written_is_a_clear_error(report: Path, tmp_path: Path) -> None:
    run("extract", report, "--output", tmp_path / "out")
    nowhere = report / "x"
    for arguments in (
        ("report", tmp_path / "out", "--xlsx", nowhere),
        ("apply-review", tmp_path / "out", "--docbin", nowhere),
    ):
        code, printed = run(*arguments)
        assert code == 1
        assert "could not be written" in printed
        assert "Traceback" not in printed


def test_explain_tells_rule_value_and_what_else_was_weighed(report: Path) -> None:
    code, printed = run("explain", report, "陳司長")
    assert code == 0
    for expected in ("person.surname-title-given", "陳志遠", "weighed:", "* "):
        assert expected in printed
    assert run("explain", report, str(SENTENCE.index("106年")))[1].count("2017-11-22")
    row = make_rows(read_report(report)).tables["dates"][0].model_dump()
    assert "2017-11-22" in run("explain", report, row["date_id"])[1]
    assert run("explain", report, "dat-0000000000000000")[0] == 2
    assert run("explain", report, "沒有這些字")[0] == 2
    assert run("explain", report.with_name("none.txt"), "1")[0] == 2


def test_show_prints_the_text_without_colours_when_no_terminal_reads(report: Path) -> None:
    code, printed = run("show", report)
    assert code == 0
    assert "陳司長志遠" in printed.replace("\n", "")
    assert "\x1b" not in printed


def test_validate_tells_a_good_run_from_a_damaged_one(report: Path, tmp_path: Path) -> None:
    run("extract", report, "--output", tmp_path / "out")
    assert run("validate", tmp_path / "out") == (0, f"{tmp_path / 'out'}: all is right\n")
    (tmp_path / "out" / "dates.parquet").unlink()
    code, printed = run("validate", tmp_path / "out")
    assert code == 1
    assert "dates.parquet is missing" in printed
    assert run("validate", tmp_path)[0] == 2


def test_report_writes_pages_that_the_rows_lead_to(report: Path, tmp_path: Path) -> None:
    run("extract", report, "--output", tmp_path / "out")
    code, _ = run("report", tmp_path / "out", "--input", report, "--xlsx", tmp_path / "out.xlsx")
    assert code == 0
    for name in ("report.html", "datapackage.json", "README.md"):
        assert (tmp_path / "out" / name).stat().st_size > 500
    assert (tmp_path / "out.xlsx").is_file()
    for table in ("dates", "people", "person_mentions", "organizations", "trade_figures"):
        for place in load_outputs(tmp_path / "out")[table]["review_url"]:
            page, _, anchor = place.partition("#mention-")
            assert f'"{anchor}"' in (tmp_path / "out" / page).read_text(encoding="utf-8")
    (place,) = load_outputs(tmp_path / "out")["documents"]["review_url"]
    assert (tmp_path / "out" / place).is_file()
    assert run("report", tmp_path)[0] == 2


def test_decisions_of_reviewers_come_into_the_tables(report: Path, tmp_path: Path) -> None:
    run("extract", report, "--output", tmp_path / "out")
    code, printed = run("apply-review", tmp_path / "out")
    assert (code, "nothing to apply" in printed) == (0, True)
    assert (tmp_path / "out.reviewed" / "dates.csv").is_file() == (tmp_path / "out.reviews.json").is_file()
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    code, printed = run("apply-review", tmp_path / "out", tmp_path / "bad.json")
    assert code == 2
    assert "bad.json" in printed


def test_models_lists_what_is_here_and_names_what_is_unknown() -> None:
    code, printed = run("models")
    assert code == 0
    assert "officialese  here" in printed
    assert "ckip-bert-base" in printed
    code, printed = run("models", "--fetch", "nothing")
    assert code == 1
    assert "ckip-albert-tiny" in printed


def test_a_learned_recogniser_is_part_of_the_run(report: Path, tmp_path: Path) -> None:
    code, _ = run("extract", report, "--output", tmp_path / "out", "--ner", "onnx")
    assert code == 0
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert told["models"][0].startswith("onnx:")
    code, printed = run("extract", report, "--output", tmp_path / "two", "--ner", "onnx", "--model", tmp_path)
    assert code == 2
    assert "model.onnx" in printed.replace("\n", "")
