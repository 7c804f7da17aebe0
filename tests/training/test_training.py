"""The whole path of a recogniser on a small data set: silver, training, export, and all three doors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.recognisers.onnx import OnnxRecogniser

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "training"))
from examples import LABELS, read_iob2, targets

for module in ("torch", "transformers", "onnx", "scipy", "jieba", "opencc"):
    pytest.importorskip(module, reason="needs the packages of requirements/train.txt")

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts" / "training"
TINY = Path(__file__).parent / "tiny.iob2"
RECIPE = {
    "seed": 1,
    "encoder": {
        "hidden_size": 96,
        "num_hidden_layers": 1,
        "num_attention_heads": 3,
        "intermediate_size": 96,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    },
    "stages": [
        {
            "sources": ["grammar"],
            "silver": None,
            "batch": 400,
            "dropout": 0.0,
            "gold": 20,
            "characters": 6000,
            "rate": 0.003,
            "schedule": "flat",
        },
        {
            "taught": None,
            "average": [0.01, 0.99],
            "swapped": 0.2,
            "smoothing": 0.03,
            "batch": 400,
            "dropout": 0.0,
            "gold": 1,
            "characters": 24000,
            "rate": 0.003,
            "schedule": "falling",
        },
    ],
}


def run(script: str, *arguments: Path | str) -> str:
    # More threads than free cores wait for each other longer than they work.
    one_thread = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, SCRIPTS / script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=one_thread,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_taught(path: Path) -> Path:
    """What a teacher that is sure and right would write of the gold."""
    examples = read_iob2(TINY)
    texts = np.frombuffer("\n".join(e.text for e in examples).encode(), dtype=np.uint8)
    shares = np.concatenate([255 * targets(e) for e in examples]).astype(np.uint8)
    np.savez(path, texts=texts, shares=shares)
    return path


def make_lac(folder: Path, characters: str) -> Path:
    """The files of the package LAC with random weights and a dictionary of one word."""
    weights, lists = folder / "lac_model" / "model", folder / "lac_model" / "conf"
    weights.mkdir(parents=True)
    lists.mkdir()
    words = [*characters, "商會", "OOV"]
    (lists / "word.dic").write_text("".join(f"{i}\t{w}\n" for i, w in enumerate(words)), encoding="utf-8")
    (lists / "small_seg.dic").write_text("商会 5\n商會 5\n", encoding="utf-8")
    (lists / "q2b.dic").write_text("：\t:\n", encoding="utf-8")
    sizes = {"word_emb": len(words) * 128}
    for k, width in enumerate((128, 128, 256, 256)):
        sizes |= {f"fc_{k}.w_0": width * 384, f"fc_{k}.b_0": 384, f"gru_{k}.w_0": 128 * 384}
        sizes |= {f"gru_{k}.b_0": 384}
    draw = np.random.default_rng(1)
    for name, size in sizes.items():
        header = b"" if name == "word_emb" else b"header"
        numbers = draw.normal(0, 0.1, size).astype("<f4")
        (weights / name).write_bytes(header + numbers.tobytes())
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("training")
    texts = sorted((ROOT / "corpus" / "gold" / "docs").glob("*.txt"))[:2]
    silver, recipe, model = here / "silver.jsonl", here / "recipe.json", here / "model"
    run("silver.py", *texts, "--output", silver)
    recipe.write_text(json.dumps(RECIPE), encoding="utf-8")
    taught = make_taught(here / "taught.npz")
    data = ("--gold", TINY, "--dev", TINY, "--silver", silver, "--taught", taught)
    run("train.py", recipe, *data, "--output", model)
    run("export.py", model, "--int8")
    return model


def test_the_model_learns_what_it_is_shown(folder: Path) -> None:
    stages = json.loads((folder / "training.json").read_text(encoding="utf-8"))["stages"]
    assert stages[-1]["dev"]["micro"] > 0.9
    assert stages[-1]["loss"] < stages[0]["loss"]


def test_onnx_finds_the_entities(folder: Path) -> None:
    text = "林大同在臺中拜會遠山商會。\n王小明返國。"
    found = [(text[e.start : e.end], e.label) for e in OnnxRecogniser(folder).recognise(text)]
    assert found == [
        ("林大同", "person"),
        ("臺中", "location"),
        ("遠山商會", "organization"),
        ("王小明", "person"),
    ]


def test_ckip_transformers_reads_the_same_folder(folder: Path) -> None:
    ckip = pytest.importorskip("ckip_transformers.nlp", reason="needs the extra ckip")
    (found,) = ckip.CkipNerChunker(model_name=str(folder))(["王小明返國。"], show_progress=False)
    assert [(t.word, t.ner) for t in found] == [("王小明", "PERSON")]


def test_a_teacher_says_of_each_character_how_likely_each_label_is(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("王小明在臺中拜會遠山商會，A1號文件。\n" * 2, encoding="utf-8")
    lac = make_lac(tmp_path / "LAC", "王小明在台中拜会远山商，A1号文件。")
    data = ("--lac", lac, "--gold", TINY, "--dev", TINY, "--output", tmp_path / "taught.npz")
    run("teach.py", text, *data)
    with np.load(tmp_path / "taught.npz") as file:
        assert bytes(file["texts"]).decode() == "王小明在臺中拜會遠山商會，A1號文件。"
        assert file["shares"].shape == (19, len(LABELS))
        assert (abs(file["shares"].sum(axis=1, dtype=int) - 255) < 7).all()


def test_silver_keeps_who_labelled_what(tmp_path: Path) -> None:
    text = "外交部林司長大同表示，李明哲女士訪問外交部，並感謝協助。"
    teacher = tmp_path / "teacher.jsonl"
    start = text.index("李明哲")
    row = {"text": text, "spans": [[start, start + 3, "PERSON", "lac"]]}
    teacher.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    run("silver.py", teacher, "--teacher", teacher, "--output", tmp_path / "silver.jsonl")
    (made,) = map(json.loads, (tmp_path / "silver.jsonl").read_text(encoding="utf-8").splitlines())
    spans = {(text[a:b], kind, source) for a, b, kind, source in made["spans"]}
    assert ("李明哲", "PERSON", "lac") in spans
    assert ("外交部", "ORG", "grammar") in spans
    assert ("林司長大同", "UNSURE", "grammar") in spans
