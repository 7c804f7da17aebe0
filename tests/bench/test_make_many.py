"""Varied reports: the same number gives the same report, and no two numbers the same one."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from make_many import FIGURE, YEAR, make_many, originals, vary

from pipeline import read_report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    make_many(folder, range(20))
    return folder


def test_same_number_same_report(folder: Path, tmp_path: Path) -> None:
    (again,) = make_many(tmp_path, [7])
    assert again.read_bytes() == (folder / again.name).read_bytes()


def test_all_differ_and_all_formats_are_there(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    assert len({path.read_bytes() for path in paths}) == 20
    assert {path.suffix for path in paths} == {".txt", ".pdf", ".docx"}


def test_every_report_can_be_read(folder: Path) -> None:
    for path in folder.iterdir():
        report = read_report(path)
        assert report.document.source.status == "ok", path.name
        assert len(report.text) > 500, path.name


@pytest.mark.parametrize("original", originals(), ids=lambda original: original.stem)
def test_persons_of_the_sample_do_not_return(original: object) -> None:
    text = "\n".join(vary(original, random.Random(3)))  # type: ignore[arg-type]
    assert original.people  # type: ignore[attr-defined]
    for name in original.people:  # type: ignore[attr-defined]
        assert name not in text


def test_years_move_together_and_figures_keep_their_length() -> None:
    original = originals()[0]
    whole = "\n".join(original.paragraphs)
    years = {int(match.group()) for match in YEAR.finditer(whole)}
    # Some paragraphs may be missing: what is left must be a part of the years, all moved alike.
    varied = "\n".join(vary(original, random.Random(5)))
    moved = {int(match.group()) for match in YEAR.finditer(varied)}
    assert moved
    assert any(moved <= {year + shift for year in years} for shift in range(-6, 7))
    shapes = {re.sub("[0-9]", "9", match.group()) for match in FIGURE.finditer(whole)}
    assert {re.sub("[0-9]", "9", match.group()) for match in FIGURE.finditer(varied)} <= shapes


def test_ordinals_and_days_are_no_figures() -> None:
    assert FIGURE.search("第43屆會議於11月27日舉行") is None
    assert FIGURE.findall("達627.1億美元，成長4.6%") == ["627.1", "4.6"]
