"""The network as ONNX Runtime sees it: one window in, all its scores out.

It computes what ``Reader`` does, in forms that run faster for a single window: no padding and so no mask, one fused
attention a layer, and the mixes of the layers as one matrix product.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Layer, Reader

INPUTS = ("pieces", "looks", "first", "last", "shapes")
OUTPUTS = ("upos", "xpos", "feats", "starts", "names", "arcs", "below", "above")


class _Attention(torch.autograd.Function):
    """Attention with heads as one node of ONNX Runtime (its CPU kernel needs no room for the scores)."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, count: int) -> Tensor:
        batch, length, width = q.shape
        heads = (x.view(batch, length, count, -1).transpose(1, 2) for x in (q, k, v))
        return functional.scaled_dot_product_attention(*heads).transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(g, q, k, v, count: int):  # type: ignore[no-untyped-def]
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=count).setType(q.type())


def _layer(layer: Layer, x: Tensor) -> Tensor:
    mixed = _Attention.apply(*layer.qkv(x).chunk(3, -1), layer.count)  # type: ignore[no-untyped-call]
    x = layer.norm1(x + layer.out(mixed))
    return layer.norm2(x + layer.down(functional.gelu(layer.up(x))))  # type: ignore[no-any-return]


class Exported(nn.Module):
    """One call gives all scores of a window. All inputs have one dimension, sub-words or words."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.mix = nn.Parameter(torch.softmax(reader.mix.detach() * 4, -1))

    def forward(self, pieces: Tensor, looks: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        places = reader.places.weight[: pieces.shape[0]]
        x = reader.norm(reader.pieces(pieces) + places + reader.looks(looks))[None]
        kept = []
        for layer in reader.layers:
            x = _layer(layer, x)
            kept.append(x)
        length, width = pieces.shape[0], reader.sizes.width
        mixed = (self.mix @ torch.cat(kept).view(len(kept), -1)).view(3, length, width)
        looked = reader.shapes(shapes)
        tagged, parsed, named = (torch.cat([mixed[task][first], mixed[task][last], looked], -1) for task in range(3))
        tags = reader.tag(tagged)
        below, above = reader.labels(parsed[None])
        return (
            reader.upos(tags),
            reader.xpos(tags),
            reader.feats(tags),
            reader.starts(tags)[:, 0],
            torch.softmax(reader.names(reader.name(named)), -1),
            reader.arcs(parsed[None])[0],
            below[0],
            above[0],
        )
