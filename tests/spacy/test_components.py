"""The spaCy components carry the same mentions as the stages, and survive disk and processes."""

from pathlib import Path

import pytest
import spacy

import pipeline

TEXT = "臺灣日本關係協會邱會長義仁於 106 年 11 月 22 日會晤日方，105 年雙邊貿易總額 602 億美元。"


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return pipeline.load()


def offsets(doc: spacy.tokens.Doc, key: str) -> list[tuple[int, int, str]]:
    return [(s.start_char, s.end_char, s.text) for s in doc.spans[key]]


def test_spans_are_the_mentions_of_the_stages(nlp: spacy.Language) -> None:
    doc, report = nlp(TEXT), pipeline.read_text(TEXT)
    assert doc.text == TEXT
    for key, mentions in {
        "dates": [d.mention for d in report.dates],
        "organizations": report.organization_resolution.mentions,
        "people": report.person_mentions,
        "figures": [f.mention for f in report.figures],
    }.items():
        assert offsets(doc, key) == [(m.start, m.end, m.text) for m in mentions]
        assert len(doc.spans[key]) == len(getattr(doc._, key)) > 0
    assert [s.kb_id_ for s in doc.spans["people"]] == ["邱義仁"]
    assert doc._.dates[0]["value"] == "2017-11-22"


def test_components_work_alone_in_any_pipeline() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("trip_dates", config={"reference": "2017"})
    doc = nlp("本年3月5日抵達。")
    assert [s.kb_id_ for s in doc.spans["dates"]] == ["2017-03-05"]
    assert "people" not in doc.spans


def test_pipeline_survives_disk(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert offsets(again(TEXT), "people") == offsets(nlp(TEXT), "people")


def test_doc_survives_bytes(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert offsets(again, "dates") == offsets(doc, "dates")
    assert again._.figures == doc._.figures


def test_two_processes_give_the_same(nlp: spacy.Language) -> None:
    texts = [TEXT, "無日期。", TEXT.replace("邱", "林"), ""]
    one = [offsets(doc, "people") for doc in nlp.pipe(texts)]
    two = [offsets(doc, "people") for doc in nlp.pipe(texts, n_process=2)]
    assert one == two
    assert one[0]
    assert not one[1]
