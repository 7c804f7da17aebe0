"""The linker on disk decides as the rules do on all rows at once."""

import hashlib
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.corpus.link import Linker, LinkKeys, keys_of
from pipeline.entities import OrganizationKey, PersonKey, link_organizations, link_people
from pipeline.records import DocumentRows, stable_id
from pipeline.schemas import OrganizationRow, PersonRow

NAMES = st.sampled_from(["經濟部", "經部", "外務省", "外交部", "臺北市政府", "台北市政府"])
COUNTRIES = st.sampled_from([None, "TWN", "JPN"])
EVIDENCE = {"char_start": 0, "page": 1, "line": 1, "source": "text", "rule": "test", "confidence": 1.0}

ORGANIZATIONS = st.tuples(
    NAMES, st.lists(NAMES, max_size=2), COUNTRIES, st.sampled_from([None, None, "A01", "A02"])
)
PEOPLE = st.tuples(
    st.sampled_from([None, "陳志遠", "林雅婷"]),
    st.sampled_from([None, "Chen Chih-yuan"]),
    st.sampled_from([None, "司長", "部長"]),
    st.sampled_from([None, "經濟部", "外務省"]),
    COUNTRIES,
)
DOCUMENTS = st.lists(st.tuples(st.lists(ORGANIZATIONS, max_size=4), st.lists(PEOPLE, max_size=4)), max_size=8)


def row_id(prefix: str, *parts: object) -> str:
    return f"{prefix}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"


def evidence(document_id: str, text: str) -> dict[str, object]:
    return EVIDENCE | {"document_id": document_id, "text": text, "char_end": len(text)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=DOCUMENTS, random=st.randoms(use_true_random=False))
def test_the_same_entities_as_without_a_database(
    documents: list[tuple[list[Any], list[Any]]], random: Random, tmp_path: Path
) -> None:
    organizations: list[OrganizationRow] = []
    people: list[PersonRow] = []
    keys: list[LinkKeys] = []
    with Linker(tmp_path / "links") as linker:
        for n, (bodies, persons) in enumerate(documents):
            rows = DocumentRows(f"{n:016x}", f"{n}.txt")
            for i, (name, aliases, country, code) in enumerate(bodies):
                rows.tables["organizations"].append(
                    OrganizationRow(
                        **evidence(rows.document_id, name),
                        organization_id=row_id("org", n, i, random.random()),
                        name=name,
                        aliases=aliases,
                        type="government",
                        country=country,
                        parent_organization_id=None,
                        register_code=code,
                        register_parent_code=None,
                        register_successor_code=None,
                        mentions=1,
                        entity_id="ent-" + "0" * 16,
                        entity_evidence="alone",
                    )
                )
            for i, (name, latin, title, employer, country) in enumerate(persons):
                identity = row_id("per", n, i, random.random())
                rows.tables["people"].append(
                    PersonRow(
                        **evidence(rows.document_id, name or "陳"),
                        person_id=identity,
                        name=name,
                        surname="陳",
                        given_name=None,
                        latin_name=latin,
                        title=title,
                        organization=employer,
                        organization_id=None,
                        country=country,
                        side=None,
                        mentions=1,
                        entity_id=stable_id("ent", identity),
                        entity_evidence="alone",
                    )
                )
            keys.append(keys_of(rows))
            linker.add(keys[-1])
            organizations.extend(r for r in rows.tables["organizations"] if isinstance(r, OrganizationRow))
            people.extend(r for r in rows.tables["people"] if isinstance(r, PersonRow))
        linker.link()
        found = {}
        for one in keys:
            ids = [row for _, row in one.organizations]
            found |= dict(zip(ids, linker.entities("organizations", one), strict=True))
            found |= dict(zip(one.persons, linker.entities("people", one), strict=True))
    assert not list(tmp_path.iterdir()), "its database is gone"
    expected = link_organizations(
        OrganizationKey(r.organization_id, r.name, frozenset(r.aliases), r.country, r.register_code)
        for r in organizations
    ) | link_people(
        PersonKey(
            r.person_id,
            r.name,
            r.latin_name,
            frozenset({r.title} - {None}),
            frozenset({r.organization} - {None}),
            r.country,
            None,
        )
        for r in people
    )
    for row, entity in expected.items():
        alone = (stable_id("ent", row), "alone")
        assert (found[row] or alone) == (stable_id("ent", entity.representative), entity.evidence)
