"""Models are found, named and fetched only on request; what is missing is said."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.recognisers import ModelError, load_recogniser
from pipeline.recognisers.catalogue import PUBLISHED, fetch, is_whole


def test_no_backend_is_no_recogniser() -> None:
    assert load_recogniser("none") is None


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        load_recogniser("onnx", tmp_path)
    with pytest.raises(ModelError, match="make models"):
        load_recogniser("ckip")


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ckip-bert-base"):
        fetch("bert", tmp_path)


def test_fetching_records_hashes_and_does_not_repeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = pytest.importorskip("huggingface_hub", reason="needs the extra ckip")
    fetched: list[str] = []

    def snapshot_download(
        repository: str, *, revision: str, local_dir: Path, allow_patterns: list[str]
    ) -> None:
        fetched.append(repository)
        local_dir.mkdir(parents=True, exist_ok=True)
        (local_dir / "config.json").write_text(f'{{"of": "{repository}"}}', encoding="utf-8")

    monkeypatch.setattr(hub, "snapshot_download", snapshot_download)
    monkeypatch.setattr(
        hub, "HfApi", lambda: SimpleNamespace(model_info=lambda _: SimpleNamespace(sha="abc"))
    )
    folders = fetch("ckip-albert-tiny", tmp_path)
    assert fetched == list(PUBLISHED["ckip-albert-tiny"])
    record = json.loads((folders[2] / "source.json").read_text(encoding="utf-8"))
    assert (record["repository"], record["revision"]) == ("ckiplab/albert-tiny-chinese-ner", "abc")
    assert len(record["files"]["config.json"]) == 64
    fetch("ckip-albert-tiny", tmp_path)
    assert len(fetched) == 3
    (folders[0] / "config.json").write_text("{}", encoding="utf-8")
    assert not is_whole(folders[0])
    fetch("ckip-albert-tiny", tmp_path)
    assert len(fetched) == 4


def test_a_failed_download_names_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = pytest.importorskip("huggingface_hub", reason="needs the extra ckip")

    def info(_: str) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr(hub, "HfApi", lambda: SimpleNamespace(model_info=info))
    with pytest.raises(ModelError, match=r"ckiplab/bert-base-chinese-ws.*no route"):
        fetch("ckip-bert-base", tmp_path)
