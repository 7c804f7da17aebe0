"""What a learned recogniser marks competes with the grammar; it does not overrule it."""

from __future__ import annotations

import pytest

from pipeline.people import find_people
from pipeline.recognisers import Entity, EntityLabel

TEXT = "昨晚李明哲在臺北演出，史諾登到場，林司長大同致詞。"


def entity(word: str, confidence: float = 0.98, label: EntityLabel = "person") -> Entity:
    start = TEXT.index(word)
    return Entity(start, start + len(word), label, confidence)


def names(*entities: Entity) -> list[tuple[str | None, str]]:
    return [(m.name, m.rule) for m in find_people(TEXT, entities=entities)]


LED = [("林大同", "person.surname-title-given")]


def test_names_without_titles_are_found() -> None:
    found = names(entity("李明哲"), entity("史諾登"))
    assert found == [("李明哲", "person.recognised"), ("史諾登", "person.recognised"), *LED]


@pytest.mark.parametrize(
    "marked",
    [
        entity("李明哲", 0.5),
        entity("李明哲", label="organization"),
        entity("到場"),
        entity("演出"),
        entity("大同致"),
        entity("長大同"),
    ],
)
def test_doubtful_marks_and_no_names_are_not_taken(marked: Entity) -> None:
    assert names(marked) == LED


@pytest.mark.parametrize("text", ["參訪諾貝爾獎紀念館。", "轉往哥廷根大學座談。", "前往史諾登州。"])
def test_what_is_part_of_another_name_is_no_person(text: str) -> None:
    start = 2
    assert find_people(text, entities=[Entity(start, start + 3, "person", 0.99)]) == []


def test_what_is_listed_with_things_is_a_thing() -> None:
    text = "引進百合、鬱金香等花卉，李明哲、陳大文到場。"
    marked = [(m, text.index(m)) for m in ("鬱金香", "李明哲", "陳大文")]
    entities = [Entity(at, at + 3, "person", 0.99) for _, at in marked]
    assert [m.name for m in find_people(text, entities=entities)] == ["李明哲", "陳大文"]


def test_another_spelling_in_brackets_is_no_further_person() -> None:
    text = "由 Chang 女士（黃靖玲）接待。"
    at = text.index("黃靖玲")
    found = find_people(text, entities=[Entity(at, at + 3, "person", 0.99)])
    assert "person.recognised" not in [m.rule for m in found]


@pytest.mark.parametrize(("word", "confidence"), [("史諾登", 0.9), ("明德", 0.99)])
def test_names_without_a_surname_must_be_sure(word: str, confidence: float) -> None:
    text = f"周組長{word}陪同。"
    at = text.index(word)
    found = find_people(text, entities=[Entity(at, at + len(word), "person", confidence)])
    assert "person.recognised" not in [m.rule for m in found]


def test_the_given_name_has_its_surname() -> None:
    first = find_people(TEXT, entities=[entity("李明哲")])[0]
    assert (first.surname, first.given_name, first.form) == ("李", "明哲", "bare")
    assert TEXT[first.start : first.end] == first.text == "李明哲"
