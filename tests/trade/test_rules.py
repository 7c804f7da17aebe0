"""Every rule's examples are found with their value, and its counterexamples are not."""

from decimal import Decimal

import pytest

from pipeline.trade import find_figures
from pipeline.trade.rules import RULES, Example, Rule

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTEREXAMPLES = [(rule, sentence) for rule in RULES for sentence in rule.counterexamples]


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}: {e.sentence}" for r, e in EXAMPLES])
def test_example_is_found(rule: Rule, example: Example) -> None:
    found = [m for m in find_figures(example.sentence) if m.text == example.text]
    assert len(found) == 1, find_figures(example.sentence)
    mention = found[0]
    assert example.sentence[mention.start : mention.end] == example.text
    assert mention.rule.startswith(rule.id)
    assert (mention.kind, mention.value, mention.unit) == (rule.kind, Decimal(example.value), example.unit)


@pytest.mark.parametrize(
    ("rule", "sentence"), COUNTEREXAMPLES, ids=[f"{r.id}: {s}" for r, s in COUNTEREXAMPLES]
)
def test_counterexample_is_not_found(rule: Rule, sentence: str) -> None:
    assert [m for m in find_figures(sentence) if m.kind == rule.kind] == []
