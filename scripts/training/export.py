"""From a trained folder to ``model.onnx`` beside it, in int8 or float32, and how fast each one is.

Usage: python scripts/training/export.py FOLDER [--int8]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertForTokenClassification


class _Logits(torch.nn.Module):
    def __init__(self, model: BertForTokenClassification) -> None:
        super().__init__()
        self._model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self._model(input_ids=input_ids, attention_mask=attention_mask).logits


def export(folder: Path, *, int8: bool) -> Path:
    """Writes ``folder/model.onnx`` with inputs ``input_ids`` and ``attention_mask``, output ``logits``."""
    model = BertForTokenClassification.from_pretrained(folder, attn_implementation="eager").eval()
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "texts", 1: "characters"}
    target = folder / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "model.onnx"
        torch.onnx.export(
            _Logits(model),
            (example, example),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes},
            opset_version=17,
            dynamo=False,
        )
        if int8:
            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True)
        else:
            target.write_bytes(plain.read_bytes())
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--int8", action="store_true")
    options = parser.parse_args()
    path = export(options.folder, int8=options.int8)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
