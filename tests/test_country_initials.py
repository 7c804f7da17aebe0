"""Countries by one character of their name."""

import pytest

from pipeline.country_initials import countries_named


def meant(folded: str, initial: str, reach: int | None = None) -> str | None:
    return countries_named(folded).meant(initial, len(folded), reach=reach)


@pytest.mark.parametrize(
    ("text", "initial", "expected"),
    [
        ("訪問巴拉圭", "巴", "PRY"),
        ("訪問巴拉圭及巴拿馬", "巴", "PAN"),
        ("訪問聖露西亞(下稱露國)", "露", "LCA"),
        ("訪問聖露西亞（Saint Lucia）（以下簡稱「露國」）", "露", "LCA"),
        ("聖露西亞（下稱聖國）與聖文森", "聖", "LCA"),
        ("訪問聖露西亞", "露", None),
        ("我國（以下簡稱露國）", "露", None),
        ("訪問日本", "巴", None),
    ],
)
def test_what_a_character_stands_for(text: str, initial: str, expected: str | None) -> None:
    assert meant(text, initial) == expected


def test_before_it_is_named() -> None:
    """A table of contents, a heading: 立國 stands before 立陶宛, and means the only country so named."""
    assert countries_named("立國企業，立陶宛企業").meant("立", 0) == "LTU"
    assert countries_named("巴國企業，巴拉圭及巴拿馬企業").meant("巴", 0) is None


def test_reach() -> None:
    far = "巴拉圭" + "，" * 50
    assert meant(far, "巴", reach=40) is None
    assert meant(far, "巴", reach=60) == "PRY"
