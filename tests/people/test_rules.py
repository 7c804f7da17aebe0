import pytest

from pipeline.people import find_people
from pipeline.people.rules import RULES

EXAMPLES = [(rule, e) for rule in RULES for e in rule.examples]
COUNTEREXAMPLES = [(rule, s) for rule in RULES for s in rule.counterexamples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", getattr(v, "mention", ""))
)
def test_rule_finds_its_examples(rule, example):
    found = [m for m in find_people(example.sentence) if m.rule == rule.id]
    mention = next((m for m in found if m.text == example.mention), None)
    assert mention is not None, [(m.text, m.rule) for m in find_people(example.sentence)]
    assert mention.name == example.name
    assert mention.titles == example.titles


@pytest.mark.parametrize(("rule", "sentence"), COUNTEREXAMPLES, ids=lambda v: getattr(v, "id", v))
def test_rule_leaves_its_counterexamples(rule, sentence):
    assert [m.text for m in find_people(sentence) if m.rule == rule.id] == []


def test_every_rule_has_examples_counterexamples_and_a_source():
    assert all(rule.examples and rule.counterexamples and rule.source for rule in RULES)


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)
