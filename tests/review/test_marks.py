"""Marks in the text: well-formed however spans nest and cross, and never a character lost."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.content import plain_pieces
from pipeline.review.marks import Span, mark


class Reader(HTMLParser):
    """The text of marked HTML, the spans that each character is marked with, and the ids of the marks."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.marked: list[set[str]] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert tag == "mark"
        self.open.append(values["data-m"] or "")
        if "id" in values:
            self.anchors.append(values["id"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert tag == "mark"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += [set(self.open) for _ in data]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet="甲乙<>&\"'a ", min_size=1, max_size=30))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends).filter(lambda p: p[0] < p[1]), max_size=8))
    return text, [Span(f"m{i}", "date", start, end) for i, (start, end) in enumerate(pairs)]


@given(marked())
def test_every_character_is_marked_by_exactly_its_spans(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    reader = Reader()
    reader.feed(str(mark(text, 0, len(text), spans)))
    reader.close()
    assert reader.text == text
    assert reader.open == []
    for i, found in enumerate(reader.marked):
        assert found == {s.id for s in spans if s.start <= i < s.end}


@given(marked())
def test_every_span_has_one_anchor(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    reader = Reader()
    reader.feed(str(mark(text, 0, len(text), spans)))
    assert sorted(reader.anchors) == sorted(f"mention-{s.id}" for s in spans)


def test_an_outer_mark_is_deeper_than_its_inner_one() -> None:
    html = mark("經濟部部長", 0, 5, [Span("p", "person", 0, 5), Span("o", "organization", 0, 3)])
    assert 'class="person d1"' in html
    assert 'class="organization d0"' in html


def test_lines_with_tabs_are_a_table() -> None:
    text = "甲\n乙\t丙\n丁\t戊\n\n己\n"
    pieces = plain_pieces(text)
    assert [p.kind for p in pieces] == ["paragraph", "table", "paragraph"]
    assert [[text[c.start : c.end] for c in row] for row in pieces[1].rows] == [["乙", "丙"], ["丁", "戊"]]
