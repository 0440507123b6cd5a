"""Makes a network lose less when its numbers become 8-bit integers.

A few columns of an encoder hold values ten times as large as all others; one scale for a whole tensor then leaves the
others few steps. Here such columns are divided before a matrix product and the rows of its weights multiplied, which
gives the same product (SmoothQuant, Xiao et al. 2023, with a scale for outlying columns alone). How large columns are
is measured on sentences that were trained on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

OUTLYING = 1.5
"""Columns whose largest value is more than so many times the median of all columns are made smaller."""

SMOOTHED = ("/up", "/down")
"""The products of the feed-forward nets, where measurement showed nearly all of the loss."""


def smooth(model: Path, out: Path, windows: Iterable[dict[str, NDArray[np.int64]]]) -> None:
    """Write the model with smoothed columns before the products in ``SMOOTHED``; ``windows`` are its inputs."""
    graph = onnx.load(model)
    weights = {weight.name: weight for weight in graph.graph.initializer}
    products = [
        node
        for node in graph.graph.node
        if node.op_type == "MatMul" and node.name.startswith(SMOOTHED) and node.input[1] in weights
    ]
    largest = _largest(model, sorted({node.input[0] for node in products}), windows)
    nodes = []
    for node in graph.graph.node:
        if node in products:
            columns = largest[node.input[0]]
            scale = np.maximum(1, columns / (OUTLYING * np.median(columns))).astype(np.float32)
            weight = weights[node.input[1]]
            weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight) * scale[:, None], weight.name))
            graph.graph.initializer.append(numpy_helper.from_array(1 / scale, f"{node.name}/scale"))
            smoothed = f"{node.name}/smoothed"
            nodes.append(helper.make_node("Mul", [node.input[0], f"{node.name}/scale"], [smoothed], name=smoothed))
            node.input[0] = smoothed
        nodes.append(node)
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    onnx.save(graph, out)


def _largest(
    model: Path, tensors: list[str], windows: Iterable[dict[str, NDArray[np.int64]]]
) -> dict[str, NDArray[np.float32]]:
    """The largest absolute value of each column of some tensors over the windows."""
    graph = onnx.load(model)
    graph.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in tensors)
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    found: dict[str, NDArray[np.float32]] = {}
    for window in windows:
        for name, values in zip(tensors, session.run(tensors, window), strict=True):
            columns = np.abs(values).reshape(-1, values.shape[-1]).max(0)
            found[name] = np.maximum(found[name], columns) if name in found else columns
    return found
