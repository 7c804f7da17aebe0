"""Every rule finds its examples and leaves its counter-examples alone."""

import pytest

from pipeline.document import check_mentions
from pipeline.organizations import find_organizations
from pipeline.organizations.rules import RULES, Rule


def case_id(value: object) -> str:
    return value.id if isinstance(value, Rule) else str(value)


@pytest.mark.parametrize(
    ("rule", "text", "names"),
    [(rule, text, names) for rule in RULES for text, names in rule.finds],
    ids=case_id,
)
def test_rule_finds_its_examples(rule: Rule, text: str, names: tuple[str, ...]) -> None:
    mentions = find_organizations(text)
    check_mentions(text, mentions)
    assert tuple(m.text for m in mentions) == names


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.leaves], ids=case_id)
def test_rule_leaves_its_counter_examples(rule: Rule, text: str) -> None:
    assert [m.text for m in find_organizations(text)] == []


def test_rule_ids_are_unique_and_complete() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    found = {m.rule for rule in RULES for text, _ in rule.finds for m in find_organizations(text)}
    assert found <= set(ids) | {"organization.company"}
