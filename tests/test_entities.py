"""One entity for one person or organization; whatever is not decided stays apart."""

from pathlib import Path

import pytest

import pipeline
from pipeline.entities import OrganizationKey, PersonKey, link_organizations, link_people


def person(row: str, name: str | None = "林志明", **values: object) -> PersonKey:
    known = {
        "latin_name": None,
        "titles": frozenset[str](),
        "organizations": frozenset[str](),
        "country": "TWN",
        "year": 2010,
    }
    return PersonKey(row=row, name=name, **(known | values))  # type: ignore[arg-type]


def organization(row: str, name: str, **values: object) -> OrganizationKey:
    known = {"aliases": frozenset[str](), "country": "TWN", "register_code": None}
    return OrganizationKey(row=row, name=name, **(known | values))  # type: ignore[arg-type]


def same(a: PersonKey, b: PersonKey) -> bool:
    entities = link_people([a, b])
    return entities[a.row].representative == entities[b.row].representative


MINISTRY = frozenset({"財政部"})


def test_name_and_organization_make_one_person_over_the_years() -> None:
    early = person("a", titles=frozenset({"科長"}), organizations=MINISTRY, year=1999)
    late = person("b", titles=frozenset({"司長"}), organizations=MINISTRY | {"財政部國際財政司"}, year=2017)
    entities = link_people([late, early])
    assert entities["a"].representative == entities["b"].representative == "a"
    assert entities["b"].evidence == "same name and organization (財政部)"


def test_the_name_alone_does_not() -> None:
    a, b = person("a", organizations=MINISTRY), person("b", organizations=frozenset({"外交部"}))
    assert not same(a, b)
    assert link_people([a, b])["a"].evidence == "alone"


@pytest.mark.parametrize(
    ("years", "expected"), [((2008, 2012), True), ((1990, 2012), False), ((2008, None), False)]
)
def test_title_and_country_hold_for_a_term_of_office(years: tuple[int, int | None], expected: bool) -> None:
    a, b = (person(row, titles=frozenset({"總統"}), year=year) for row, year in zip("ab", years, strict=True))
    assert same(a, b) is expected


def test_both_scripts_agree() -> None:
    a, b = (
        person(row, "裴洛西", latin_name=latin, country=None)
        for row, latin in (("a", "Nancy Pelosi"), ("b", "NANCY PELOSI"))
    )
    assert same(a, b)


def test_nobody_is_merged_across_countries() -> None:
    a = person("a", organizations=frozenset({"財政部"}), country="TWN")
    b = person("b", organizations=frozenset({"財政部"}), country="VNM")
    assert not same(a, b)


def test_a_surname_alone_is_never_merged() -> None:
    assert not same(person("a", None, organizations=MINISTRY), person("b", None, organizations=MINISTRY))


def test_register_code_name_and_alias_make_one_organization() -> None:
    keys = [
        organization("a", "經濟部國際貿易局", aliases=frozenset({"國貿局"}), register_code="313"),
        organization("b", "經濟部國際貿易局"),
        organization("c", "國貿局"),
        organization("d", "國際貿易局", register_code="313"),
        organization("e", "臺灣貿易中心"),
        organization("f", "台灣貿易中心"),
    ]
    entities = {row: e.representative for row, e in link_organizations(keys).items()}
    assert len({entities[row] for row in "abcd"}) == 1
    assert entities["e"] == entities["f"] != entities["a"]
    assert link_organizations(keys)["c"].evidence == "alias of exactly one organization (國貿局)"


def test_an_alias_of_two_stays_apart() -> None:
    keys = [
        organization("a", "中華民國工業協會", aliases=frozenset({"工協"})),
        organization("b", "臺灣工程協會", aliases=frozenset({"工協"})),
        organization("c", "工協"),
    ]
    entities = link_organizations(keys)
    assert entities["c"].representative == "c"
    assert entities["c"].evidence == "alone"


def test_the_same_name_in_two_countries_is_two() -> None:
    keys = [organization("a", "財政部"), organization("b", "財政部", country="VNM")]
    entities = link_organizations(keys)
    assert entities["a"].representative != entities["b"].representative


def test_a_career_is_readable_from_the_roles_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for year, title in ((98, "科長"), (106, "司長")):
        text = f"中華民國{year}年6月1日\n財政部國際財政司{title}林志明於{year}年5月5日赴日本。\n"
        (tmp_path / "in" / f"{year}.txt").write_text(text, encoding="utf-8")
    pipeline.extract(tmp_path / "in", tmp_path / "out")
    roles = pipeline.load_outputs(tmp_path / "out")["roles"].sort_values("date")
    assert roles["entity_id"].nunique() == 1
    assert roles["title"].tolist() == ["科長", "司長"]
    assert [date[:4] for date in roles["date"]] == ["2009", "2017"]
