"""datapackage.json is valid by the Frictionless library, and says so much that damage is found."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.export.columns import columns
from pipeline.packaging import NotARunError, write_datapackage
from pipeline.schemas import TABLES

frictionless = pytest.importorskip("frictionless")


def _problems(run: Path) -> set[str]:
    report = frictionless.Package(str(run / "datapackage.json")).validate()
    return {error_type for [error_type] in report.flatten(["type"])}


def test_package_is_valid(run: Path) -> None:
    assert write_datapackage(run) == run / "datapackage.json"
    assert _problems(run) == set()


def test_package_names_every_table_and_column(run: Path) -> None:
    package = json.loads(write_datapackage(run).read_text(encoding="utf-8"))
    described = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert described == {table: [c.name for c in columns(table)] for table in TABLES}
    assert all(f["description"] for r in package["resources"] for f in r["schema"]["fields"])
    assert package["licenses"]
    assert package["sources"]
    assert package["citation"]


def test_constraints_come_from_the_models(run: Path) -> None:
    package = json.loads(write_datapackage(run).read_text(encoding="utf-8"))
    fields = {(r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]}
    assert fields["documents", "status"]["constraints"]["enum"] == ["ok", "partial", "failed"]
    assert fields["dates", "confidence"] == {
        "name": "confidence",
        "type": "number",
        "description": "Probability that the row is right, 0 to 1.",
        "constraints": {"required": True, "minimum": 0.0, "maximum": 1.0},
    }
    assert fields["documents", "destinations"]["type"] == "array"
    assert fields["documents", "trip_start"]["type"] == "date"
    assert "required" not in fields["documents", "trip_start"].get("constraints", {})
    assert fields["people", "country"]["constraints"] == {"pattern": "[A-Z]{3}"}
    assert fields["people", "person_id"]["constraints"]["unique"] is True


def test_a_lost_row_is_found(run: Path) -> None:
    write_datapackage(run)
    path = run / "issues.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    assert {"row-count", "byte-count", "hash-count"} & _problems(run)


def test_a_reference_to_nothing_is_found(run: Path) -> None:
    path = run / "roles.csv"
    text = path.read_text(encoding="utf-8")
    person = next(cell for cell in text.replace("\n", ",").split(",") if cell.startswith("per-"))
    path.write_text(text.replace(person, "per-0000000000000000"), encoding="utf-8")
    write_datapackage(run)
    assert "foreign-key" in _problems(run)


def test_a_value_out_of_the_closed_list_is_found(run: Path) -> None:
    path = run / "documents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",ok,", ",fine,"), encoding="utf-8")
    write_datapackage(run)
    assert "constraint-error" in _problems(run)


def test_same_tables_give_the_same_bytes(run: Path) -> None:
    first = write_datapackage(run).read_bytes()
    assert write_datapackage(run).read_bytes() == first
    assert [p.name for p in run.iterdir() if p.name.startswith(".")] == []


def test_a_folder_without_a_run_is_refused(tmp_path: Path, run: Path) -> None:
    with pytest.raises(NotARunError, match=r"run\.json"):
        write_datapackage(tmp_path)
    broken = Path(shutil.copytree(run, tmp_path / "broken"))
    (broken / "dates.csv").unlink()
    with pytest.raises(NotARunError, match=r"dates\.csv"):
        write_datapackage(broken)
