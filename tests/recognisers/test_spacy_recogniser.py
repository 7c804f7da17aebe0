"""The shipped model behind its doors: onnx, spaCy and, where the extra is there, ckip-transformers."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from pipeline.recognisers import load_recogniser
from pipeline.recognisers.catalogue import SHIPPED

TEXT = "昨晚李明哲與外交部次長林佳龍在臺北會面。"


def test_the_shipped_model_is_small_and_reads() -> None:
    assert sum(p.stat().st_size for p in SHIPPED.iterdir()) < 30e6
    recogniser = load_recogniser("onnx")
    assert recogniser is not None
    found = {(TEXT[e.start : e.end], e.label) for e in recogniser.recognise(TEXT)}
    assert {("李明哲", "person"), ("林佳龍", "person"), ("外交部", "organization")} <= found
    assert recogniser.recognise("") == []


def test_a_saved_pipeline_is_whole(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("trip_recogniser")
    first = nlp(TEXT)
    spans = [(s.text, s.label_) for s in first.spans["recognised"]]
    assert ("李明哲", "person") in spans
    nlp.to_disk(tmp_path / "saved")
    assert (tmp_path / "saved" / "trip_recogniser" / "model.onnx").is_file()
    again = spacy.load(tmp_path / "saved")
    doc = again(TEXT)
    assert [(s.text, s.label_) for s in doc.spans["recognised"]] == spans
    assert len(doc.spans["recognised"].attrs["confidence"]) == len(spans)


def test_ckip_transformers_reads_the_shipped_model() -> None:
    ckip = pytest.importorskip("ckip_transformers.nlp", reason="needs the extra ckip")
    (found,) = ckip.CkipNerChunker(model_name=str(SHIPPED))([TEXT], show_progress=False)
    assert ("李明哲", "PERSON") in [(t.word, t.ner) for t in found]


def test_int8_and_the_weights_agree() -> None:
    pytest.importorskip("ckip_transformers", reason="needs the extra ckip")
    from pipeline.recognisers.ckip import CkipRecogniser

    onnx = load_recogniser("onnx")
    assert onnx is not None
    # Lines that both read in one piece: the scores differ by the weights alone.
    text = "\n".join([TEXT * 7, TEXT * 5, TEXT])
    ours = {(e.start, e.end, e.label) for e in onnx.recognise(text)}
    theirs = {(e.start, e.end, e.label) for e in CkipRecogniser(SHIPPED).recognise(text)}
    assert len(ours & theirs) >= 0.9 * len(ours | theirs)
