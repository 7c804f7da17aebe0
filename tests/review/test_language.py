"""The page speaks Chinese: each of its own words and each closed list, with the same values in both."""

import re
from importlib.resources import files
from typing import Any, get_args

import pytest

from pipeline import vocabulary
from pipeline.review.decisions import EDITABLE

ASSETS = files("pipeline.review") / "assets"
ENTRY = re.compile(r'(?:"((?:[^"\\]|\\.)*)"|\b([A-Za-z]+)):\s*"([^"]*)"')
CHINESE = {m[1] or m[2]: m[3] for m in ENTRY.finditer((ASSETS / "chinese.js").read_text(encoding="utf-8"))}
SCRIPTS = "".join(
    path.read_text(encoding="utf-8")
    for path in ASSETS.iterdir()
    if path.name.endswith(".js") and path.name != "chinese.js"
)
SHOWN = ("Precision", "Calendar", "DateBasis", "PersonForm", "OrganizationType", "OrganizationForm")
LISTS: dict[str, Any] = {name: getattr(vocabulary, name) for name in SHOWN}
LISTS |= {
    name: getattr(vocabulary, name) for name in ("FigureKind", "Metric", "Qualifier", "Severity", "IssueCode")
}


def test_every_sentence_of_the_scripts_has_its_chinese() -> None:
    said = set(re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', SCRIPTS))
    assert len(said) > 30
    assert {sentence for sentence in said if sentence not in CHINESE} == set()


@pytest.mark.parametrize("name", LISTS)
def test_every_value_of_a_closed_list_has_its_chinese(name: str) -> None:
    assert {v for v in get_args(LISTS[name]) if re.sub("[_-]", " ", v) not in CHINESE} == set()


def test_every_column_that_can_be_changed_has_its_chinese() -> None:
    columns = {column for names in EDITABLE.values() for column in names}
    assert {c for c in columns if c.replace("_", " ") not in CHINESE} == set()


def test_both_languages_name_the_same_values() -> None:
    for english, chinese in CHINESE.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", chinese)), english
