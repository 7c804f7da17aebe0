"""What a learned recogniser marks competes with the grammar; it does not overrule it."""

from __future__ import annotations

import pytest

from pipeline import read_text
from pipeline.organizations import find_organizations
from pipeline.recognisers import Entity

TEXT = "經濟部與台塑集團及淡江石油商討，經 濟 部並拜訪綠野資本。"


def entity(word: str, confidence: float = 0.98) -> Entity:
    start = TEXT.index(word)
    return Entity(start, start + len(word), "organization", confidence)


def names(*entities: Entity) -> list[str]:
    return [m.text for m in find_organizations(TEXT, entities=entities)]


GRAMMAR = names()


def test_names_without_a_telling_head_are_found() -> None:
    assert "綠野資本" not in GRAMMAR
    found = find_organizations(TEXT, entities=[entity("綠野資本")])
    assert [m.text for m in found] == [*GRAMMAR, "綠野資本"]
    last = found[-1]
    assert (last.rule, TEXT[last.start : last.end]) == ("organization.recognised", "綠野資本")


@pytest.mark.parametrize(
    "marked", [entity("綠野資本", 0.6), entity("濟部與"), entity("，經 濟"), entity("經濟部與台塑")]
)
def test_doubtful_marks_do_not_stand_against_the_grammar(marked: Entity) -> None:
    assert names(marked) == GRAMMAR


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("預計六月份召開股東大會。", "東大會"),
        ("中小企業部長會議在大阪召開。", "中小企業部"),
        ("台北市金前副市長溥聰蒞臨。", "台北市金"),
        ("已有14家台灣顧問公司參與。", "台灣顧問公司"),
        ("接待歐洲學校學生。", "歐洲學校"),
    ],
)
def test_no_mark_inside_a_word_and_no_common_noun(text: str, marked: str) -> None:
    start = text.index(marked)
    entities = [Entity(start, start + len(marked), "organization", 0.99)]
    assert marked not in [m.text for m in find_organizations(text, entities=entities)]


def test_a_recogniser_is_asked_once_for_a_report() -> None:
    class Counting:
        name = "counting"
        asked = 0

        def recognise(self, text: str) -> list[Entity]:
            self.asked += 1
            at = text.index("綠野資本")
            return [Entity(at, at + 4, "organization", 0.97)]

    counting = Counting()
    report = read_text(TEXT + "\n", recogniser=counting)
    assert "綠野資本" in {o.name for o in report.organizations}
    assert report.people == ()
    assert counting.asked == 1
