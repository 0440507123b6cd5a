"""Writes the model folder: ``python -m training.export --checkpoint FILE --encoder FOLDER --data DATA --out FOLDER``.

Weights of matrix products become 8-bit integers, one scale a column, after outlying columns were smoothed; the sub-word
table becomes 8-bit with one scale for all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from kgtool.language.encoding import Pieces, shape
from kgtool.language.network import Line
from training import corpus
from training.exported import INPUTS, OUTPUTS, Exported
from training.lemma_table import lemma_table
from training.names import LABELS
from training.network import Reader, Sizes
from training.smoothing import smooth
from training.treebank import Sentence

MEASURED = 60
"""Every so many sentences of the training treebanks, one is run to see how large the columns are."""

TOGETHER = 10
"""Two tags go together where the treebanks have them at least so often; less is a slip of theirs."""


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
    sentences = [s for document in corpus.trained_on(given.data, with_dev=True) for s in document]
    pieces = Pieces(given.encoder / "tokenizer.json")
    with tempfile.TemporaryDirectory() as folder:
        full, smoothed = Path(folder) / "full.onnx", Path(folder) / "smoothed.onnx"
        _to_onnx(reader, full)
        smooth(full, smoothed, (_inputs(pieces, sentence) for sentence in sentences[::MEASURED] if len(sentence) > 5))
        quantize_dynamic(
            smoothed,
            given.out / "reader.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )
    labels = {**saved["labels"], "names": list(LABELS)}
    about = {"language": "en", "labels": labels, "tags": _pairs(sentences), "sizes": saved["sizes"]}
    (given.out / "model.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copy(given.encoder / "tokenizer.json", given.out / "vocabulary.json")
    (given.out / "lemmas.tsv").write_text(lemma_table(sentences), encoding="utf-8")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name}\t{file.stat().st_size / 1e6:.2f} MB")


def _pairs(sentences: list[Sentence]) -> list[tuple[str, str]]:
    """The universal and Penn tags that the treebanks give to one word together."""
    counts = Counter(pair for sentence in sentences for pair in zip(sentence.upos, sentence.xpos, strict=True))
    return sorted(pair for pair, count in counts.items() if count >= TOGETHER)


def _inputs(pieces: Pieces, sentence: Sentence) -> dict[str, NDArray[np.int64]]:
    """A sentence as the network takes it, as far as it has room."""
    spaces = [True, *sentence.space_after[:-1]]
    looks = [shape(word, space, at == 0) for at, (word, space) in enumerate(zip(sentence.words, spaces, strict=True))]
    window = Line(pieces.of(sentence.words), looks, pieces.start, pieces.stop).window(0, 250)
    return {name: np.array(getattr(window, name), dtype=np.int64) for name in INPUTS}


def _to_onnx(reader: Reader, out: Path) -> None:
    module = Exported(reader).eval()
    pieces, words = torch.randint(1, 1000, (11,)), torch.tensor([1, 2, 4, 5])
    example = (pieces, torch.ones_like(pieces), words, words + 1, torch.ones_like(words))
    axes = {name: {0: "pieces" if name in ("pieces", "looks") else "words"} for name in INPUTS}
    axes |= {name: {0: "words"} for name in OUTPUTS}
    axes["above"] = {0: "words1"}
    axes["arcs"] = {0: "words", 1: "words1"}
    torch.onnx.export(
        module,
        example,
        str(out),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )


if __name__ == "__main__":
    main()
