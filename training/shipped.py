"""A checkpoint from the model folder: ``python -m training.shipped --model kgtool/language/model --out FILE``.

The inverse of ``training.export``, as far as 8 bits allow: training can go on from the model that the project ships,
without the runs that led to it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from kgtool.language.encoding import SHAPE_COUNT
from training.network import Reader, Sizes

Floats = NDArray[np.float32]
ROUNDED_TO_INTEGERS = "_quantized"


class _Graph:
    """The constants of an exported network, and which node makes what."""

    def __init__(self, file: Path) -> None:
        graph = onnx.load(file).graph
        self.constants = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
        self.makers = {name: node for node in graph.node for name in node.output}
        self.users: dict[str, list[onnx.NodeProto]] = {}
        for node in graph.node:
            for name in node.input:
                self.users.setdefault(name, []).append(node)

    def number(self, name: str) -> Floats:
        """A constant as floating point numbers, whether it was rounded to integers or not."""
        if name in self.constants:
            return self.constants[name].astype(np.float32)
        rounded = self.constants[name + ROUNDED_TO_INTEGERS].astype(np.float32)
        found: Floats = (rounded - self.constants[name + "_zero_point"]) * self.constants[name + "_scale"]
        return found

    def product(self, output: str) -> Floats:
        """The matrix (in, out) that the product behind ``output`` multiplies by, smoothing undone."""
        scaled = self.makers[output]
        cast = self.makers[scaled.input[0]]
        product = self.makers[cast.input[0]]
        assert product.op_type == "MatMulInteger", product.op_type
        weights = self.number(product.input[1].removesuffix(ROUNDED_TO_INTEGERS))
        source = self.makers[product.input[0]].input[0]
        maker = self.makers.get(source)
        if maker is not None and maker.name.endswith("/smoothed"):
            weights = weights * self.constants[maker.input[1]][:, None]
        return weights

    def added_to(self, bias: str) -> Floats:
        """The matrix of the product that a bias is added to."""
        (sum_node,) = self.users[bias]
        (output,) = (name for name in sum_node.input if name != bias)
        return self.product(output)


def weights_of(file: Path, reader: Reader) -> dict[str, torch.Tensor]:
    """The network's weights by their names in ``reader``, from an exported file."""
    graph = _Graph(file)
    known = {*graph.constants, *(name.removesuffix(ROUNDED_TO_INTEGERS) for name in graph.constants)}
    found: dict[str, Floats] = {}
    for name, like in reader.state_dict().items():
        bias, transposed = f"reader.{name.removesuffix('weight')}bias", f"reader.{name}_Transposed"
        if name == "mix":
            found[name] = np.log(graph.constants["mix"]) / 4
        elif f"reader.{name}" in known:
            found[name] = graph.number(f"reader.{name}")
        elif transposed in known:
            found[name] = graph.number(transposed).T
        elif bias in known:
            found[name] = graph.added_to(bias).T
        else:
            found[name] = _without_name(graph, tuple(like.shape))
    return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in found.items()}


def _without_name(graph: _Graph, shape: tuple[int, ...]) -> Floats:
    """The one nameless constant of a shape or of its transpose."""
    names = {name.removesuffix(ROUNDED_TO_INTEGERS) for name, values in graph.constants.items() if values.ndim}
    fitting = [
        graph.number(name)
        for name in sorted(names)
        if name.startswith("onnx::") and not name.endswith(("_scale", "_zero_point"))
    ]
    (found,) = (values for values in fitting if values.shape in (shape, shape[::-1]))
    return found if found.shape == shape and shape[0] != shape[-1] else found.T


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="the folder with reader.onnx and model.json")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    about = json.loads((given.model / "model.json").read_text(encoding="utf-8"))
    reader = Reader(Sizes(**about["sizes"]))
    assert reader.looks.num_embeddings == SHAPE_COUNT + 1
    weights = weights_of(given.model / "reader.onnx", reader)
    reader.load_state_dict(weights)
    labels = {kind: found for kind, found in about["labels"].items() if kind != "names"}
    torch.save({"weights": weights, "labels": labels, "sizes": about["sizes"]}, given.out)


if __name__ == "__main__":
    main()
