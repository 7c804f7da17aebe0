"""The whole path of a recogniser on a small data set: silver, training, export, and all three doors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.recognisers.onnx import OnnxRecogniser

for module in ("torch", "transformers", "onnx", "scipy"):
    pytest.importorskip(module, reason="needs the packages of requirements/train.txt")

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts" / "training"
TINY = Path(__file__).parent / "tiny.iob2"
RECIPE = {
    "seed": 1,
    "batch": 400,
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
            "dropout": 0.0,
            "gold": 20,
            "characters": 6000,
            "rate": 0.003,
            "schedule": "flat",
        },
        {
            "sources": [],
            "silver": None,
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("training")
    texts = sorted((ROOT / "corpus" / "gold" / "docs").glob("*.txt"))[:2]
    silver, recipe, model = here / "silver.jsonl", here / "recipe.json", here / "model"
    run("silver.py", *texts, "--output", silver)
    recipe.write_text(json.dumps(RECIPE), encoding="utf-8")
    run("train.py", recipe, "--gold", TINY, "--dev", TINY, "--silver", silver, "--output", model)
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
