"""Writes the model folder: ``python -m training.export --checkpoint FILE --encoder FOLDER --data DATA --out FOLDER``.

Weights of matrix products become 8-bit integers, one scale a column; the sub-word table becomes 8-bit with one scale
for all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training import corpus
from training.lemma_table import lemma_table
from training.names import LABELS
from training.network import Exported, Reader, Sizes

INPUTS = ("pieces", "looks", "first", "last", "shapes")
OUTPUTS = ("upos", "xpos", "feats", "starts", "names", "arcs", "below", "above")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(given.checkpoint)
    reader = Reader(Sizes(**saved["sizes"]))
    reader.load_state_dict(saved["weights"])
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _to_onnx(reader, full)
        quantize_dynamic(
            full,
            given.out / "reader.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )
    labels = {**saved["labels"], "names": list(LABELS)}
    about = {"language": "en", "labels": labels, "sizes": saved["sizes"]}
    (given.out / "model.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copy(given.encoder / "tokenizer.json", given.out / "vocabulary.json")
    sentences = (s for document in corpus.trained_on(given.data, with_dev=True) for s in document)
    (given.out / "lemmas.tsv").write_text(lemma_table(sentences), encoding="utf-8")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name}\t{file.stat().st_size / 1e6:.2f} MB")


def _to_onnx(reader: Reader, out: Path) -> None:
    module = Exported(reader).eval()
    pieces = torch.randint(1, 1000, (2, 11))
    words = torch.tensor([[1, 2, 4, 5], [2, 3, 5, 6]])
    example = (pieces, torch.ones_like(pieces), words, words + 1, torch.ones_like(words))
    axes = {name: {0: "batch", 1: "pieces" if name in ("pieces", "looks") else "words"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes["above"] = {0: "batch", 1: "words1"}
    axes["arcs"] = {0: "batch", 1: "words", 2: "words1"}
    torch.onnx.export(
        module,
        example,
        str(out),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(str(out))


if __name__ == "__main__":
    main()
