import pytest

from pipeline.dates import find_dates, resolve_dates
from pipeline.dates.rules import RULES
from pipeline.dates.scan import scan
from pipeline.document import Reference

REPORT = Reference("2017-11-22", "given")
DATES = [rule for rule in RULES if rule.is_date]
NOT_DATES = [rule for rule in RULES if not rule.is_date]


def _examples(rules):
    return [
        pytest.param(rule, example, id=f"{rule.id}: {example.sentence!r}")
        for rule in rules
        for example in rule.examples
    ]


def _counterexamples(rules):
    return [
        pytest.param(rule, text, id=f"{rule.id}: {text!r}") for rule in rules for text in rule.counterexamples
    ]


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples_and_a_source(rule):
    assert rule.examples
    assert rule.source


@pytest.mark.parametrize("rule", DATES, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_does_not_match(rule):
    assert rule.counterexamples


@pytest.mark.parametrize(("rule", "example"), _examples(DATES))
def test_date_rule_finds_its_examples_with_their_values(rule, example):
    mentions = find_dates(example.sentence)
    dates = resolve_dates(mentions, example.sentence, reference=REPORT).dates
    found = [(d.mention.text, d.value) for d in dates if d.mention.rule == rule.id]
    assert (example.mention, example.value) in found


@pytest.mark.parametrize(("rule", "text"), _counterexamples(DATES))
def test_date_rule_leaves_its_counterexamples_alone(rule, text):
    assert rule.id not in {mention.rule for mention in find_dates(text)}


@pytest.mark.parametrize(("rule", "example"), _examples(NOT_DATES))
def test_false_positive_rule_claims_its_examples(rule, example):
    claims = scan(example.sentence, raw=True, accept=lambda _: True)
    assert (rule.id, example.mention) in {
        (claim.rule.id, example.sentence[claim.start : claim.end]) for claim in claims
    }
    start = example.sentence.index(example.mention)
    for mention in find_dates(example.sentence):
        assert mention.end <= start or mention.start >= start + len(example.mention)


@pytest.mark.parametrize(("rule", "text"), _counterexamples(NOT_DATES))
def test_false_positive_rule_claims_nothing_else(rule, text):
    assert rule.id not in {claim.rule.id for claim in scan(text, raw=True, accept=lambda _: True)}
