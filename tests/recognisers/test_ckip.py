"""The real ckip-transformers package on small models in its format, made here with known weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.recognisers import ModelError
from pipeline.recognisers.ckip import CkipRecogniser, CkipSegmenter, CkipTagger

torch = pytest.importorskip("torch", reason="needs the extra ckip")
transformers = pytest.importorskip("transformers", reason="needs the extra ckip")
ckip = pytest.importorskip("ckip_transformers.nlp", reason="needs the extra ckip")

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
CHARACTERS = "甲乙丙局的。，平和往來無間"


def make_model(folder: Path, labels: list[str], of: dict[str, str], *, positions: int = 512) -> Path:
    """A BERT whose label of a character is that of ``of``, else that of its neighbours' absence: the last."""
    vocabulary = [*SPECIAL, *CHARACTERS]
    size = 32
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=size,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=4,
        max_position_embeddings=positions,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for name, parameter in model.named_parameters():
            if name.endswith("LayerNorm.weight"):
                parameter.fill_(1.0)
        for i, token in enumerate(vocabulary):
            model.bert.embeddings.word_embeddings.weight[i, i] = 1.0
            model.classifier.weight[labels.index(of.get(token, labels[-1])), i] = 4.0
    model.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(
        vocab=str(folder / "vocab.txt"), model_max_length=positions, do_lower_case=False
    )
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def ner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    labels = ["B-PERSON", "I-PERSON", "E-PERSON", "S-ORG", "S-LANGUAGE", "O"]
    of = {"甲": "B-PERSON", "乙": "I-PERSON", "丙": "E-PERSON", "局": "S-ORG", "的": "S-LANGUAGE"}
    return make_model(tmp_path_factory.mktemp("ner"), labels, of)


def test_the_package_and_the_adapter_read_the_same_model(ner: Path) -> None:
    text = "平和甲乙丙往來局。"
    (theirs,) = ckip.CkipNerChunker(model_name=str(ner))([text], show_progress=False)
    ours = CkipRecogniser(ner).recognise(text)
    assert [(t.idx[0], t.idx[1]) for t in theirs] == [(e.start, e.end) for e in ours] == [(2, 5), (7, 8)]
    assert [e.label for e in ours] == ["person", "organization"]
    assert all(0.5 < e.confidence <= 1 for e in ours)


@pytest.mark.parametrize("edge", [250, 436, 499, 500, 501, 510, 872, 1000])
def test_entities_on_the_edges_of_pieces_are_found(ner: Path, edge: int) -> None:
    recogniser = CkipRecogniser(ner)
    for at in range(edge - 4, edge + 4):
        text = ("平和往來無間" * 250)[:at] + "甲乙丙" + "平和往來" * 100
        assert [(e.start, e.end) for e in recogniser.recognise(text)] == [(at, at + 3)]


def test_line_breaks_keep_offsets_and_part_entities(ner: Path) -> None:
    text = "平和\n\n甲乙丙\r\n局\n甲乙\n丙"
    found = [(e.start, e.end, text[e.start : e.end]) for e in CkipRecogniser(ner).recognise(text)]
    assert (4, 7, "甲乙丙") in found
    assert (9, 10, "局") in found
    assert not any("\n" in written for _, _, written in found)


@pytest.mark.parametrize("text", ["", "\n", " ", "ＡＢＣ𠮷"])
def test_odd_input_has_no_entities(ner: Path, text: str) -> None:
    assert CkipRecogniser(ner).recognise(text) == []


def test_a_model_of_few_positions_gets_short_pieces(tmp_path: Path) -> None:
    folder = make_model(tmp_path, ["S-ORG", "O"], {"局": "S-ORG"}, positions=24)
    text = "平和往來無間" * 9 + "局"
    assert [(e.start, e.end) for e in CkipRecogniser(folder).recognise(text)] == [(54, 55)]


def test_words_and_tags(tmp_path: Path) -> None:
    (tmp_path / "ws").mkdir()
    (tmp_path / "pos").mkdir()
    ws = make_model(tmp_path / "ws", ["B", "I"], dict.fromkeys("甲局的。平往無", "B"))
    pos = make_model(tmp_path / "pos", ["Nb", "DE", "VH"], {"甲": "Nb", "的": "DE", "平": "VH"})
    text = "甲乙丙的 局\n平和。"
    words = CkipSegmenter(ws).segment(text)
    assert [text[a:b] for a, b in words] == ["甲乙丙", "的 ", "局", "平和", "。"]
    assert CkipTagger(pos).tag(text, words) == ["Nb", "DE", "VH", "VH", "VH"]
    (theirs,) = ckip.CkipWordSegmenter(model_name=str(ws))(["甲乙丙的局"], show_progress=False)
    assert theirs == ["甲乙丙", "的", "局"]


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        CkipRecogniser(tmp_path)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=str(tmp_path)):
        CkipRecogniser(tmp_path)


def test_the_name_tells_models_apart(ner: Path, tmp_path: Path) -> None:
    other = make_model(tmp_path, ["S-ORG", "O"], {"局": "S-ORG"})
    assert CkipRecogniser(ner).name == CkipRecogniser(ner).name != CkipRecogniser(other).name
