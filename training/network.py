"""The network: a small uncased encoder, words from its sub-words, and one head for each question about a word.

``training.exported`` computes the same for one window at a time. Sizes are in ``Sizes``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kgtool.language.encoding import SHAPE_COUNT


@dataclass(frozen=True)
class Sizes:
    """Numbers of labels and of columns."""

    upos: int
    xpos: int
    feats: int
    deprels: int
    names: int
    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention: int = 12
    inner: int = 1536
    positions: int = 320
    arc: int = 256
    label: int = 128
    hidden: int = 256
    shape: int = 48


class Dropout(nn.Module):
    """Dropout whose masks are cut from one long random mask: drawing a new one each time costs a tenth of the
    training.
    """

    SIZE = 1 << 22

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.share == 0:
            return x
        if self.mask is None:
            self.mask = (torch.rand(self.SIZE) >= self.share).to(torch.bfloat16) / (1 - self.share)
        size = x.numel()
        if size > self.SIZE // 2:
            return functional.dropout(x, self.share)
        at = int(torch.randint(0, self.SIZE - size, ()))
        return x * self.mask[at : at + size].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """One layer of the encoder: self-attention and a feed-forward net, each normalised behind its sum."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.count = sizes.attention
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.count, width // self.count).permute(2, 0, 3, 1, 4)
        scores = (q / math.sqrt(width // self.count)) @ k.transpose(-1, -2) + bias
        mixed = torch.softmax(scores, -1).to(v.dtype) @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))  # type: ignore[no-any-return]


class Perceptron(nn.Sequential):
    """A projection with a bend and dropout."""

    def __init__(self, size: int, out: int, dropout: float) -> None:
        super().__init__(nn.Linear(size, out), nn.GELU(), Dropout(dropout))


class Reader(nn.Module):
    """Encoder and heads; gives raw scores."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(sizes.vocabulary, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.looks = nn.Embedding(SHAPE_COUNT + 1, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.mix = nn.Parameter(torch.zeros(3, sizes.layers))
        self.shapes = nn.Embedding(SHAPE_COUNT + 1, sizes.shape)
        word = 2 * sizes.width + sizes.shape
        self.word_dropout = Dropout(head_dropout)
        self.tag = Perceptron(word, sizes.hidden, head_dropout)
        self.upos = nn.Linear(sizes.hidden, sizes.upos)
        self.xpos = nn.Linear(sizes.hidden, sizes.xpos)
        self.feats = nn.Linear(sizes.hidden, sizes.feats)
        self.starts = nn.Linear(sizes.hidden, 1)
        self.name = Perceptron(word, sizes.hidden, head_dropout)
        self.names = nn.Linear(sizes.hidden, sizes.names)
        self.arc_below = Perceptron(word, sizes.arc, head_dropout)
        self.arc_above = Perceptron(word, sizes.arc, head_dropout)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1, bias=False)
        self.label_below = Perceptron(word, sizes.label, head_dropout)
        self.label_above = Perceptron(word, sizes.label, head_dropout)
        self.label = nn.Linear(sizes.label, sizes.deprels * (sizes.label + 1))
        self.root = nn.Parameter(torch.zeros(word))
        nn.init.zeros_(self.looks.weight)
        nn.init.normal_(self.shapes.weight, std=0.1)
        nn.init.normal_(self.root, std=0.1)
        nn.init.eye_(self.arc.weight)
        with torch.no_grad():
            self.arc.weight.mul_(0.3)

    def start_from(self, weights: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint in safetensors."""
        from_file = load_file(weights)
        old = {key.removeprefix("bert."): value for key, value in from_file.items()}
        with torch.no_grad():
            self.pieces.weight.copy_(old["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(
                old["embeddings.position_embeddings.weight"][: self.sizes.positions]
                + old["embeddings.token_type_embeddings.weight"][0]
            )
            _copy(self.norm, old, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                stem = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    parts = [old[f"{stem}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(parts))
                _copy(layer.out, old, stem + "attention.output.dense")
                _copy(layer.norm1, old, stem + "attention.output.LayerNorm")
                _copy(layer.up, old, stem + "intermediate.dense")
                _copy(layer.down, old, stem + "output.dense")
                _copy(layer.norm2, old, stem + "output.LayerNorm")

    def encode(self, pieces: Tensor, looks: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Words for tags, trees and names: three tensors (batch, words, columns).

        ``pieces`` and ``looks`` are (batch, sub-words), 0 where there is none; ``first`` and ``last`` are (batch,
        words), positions of a word's sub-words; ``shapes`` (batch, words) are shapes plus one.
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.pieces(pieces) + self.places(places)[None] + self.looks(looks))
        x = self.dropout(x)
        bias = torch.where(pieces > 0, 0.0, -10000.0)[:, None, None, :]
        kept = []
        for layer in self.layers:
            x = layer(x, bias)
            kept.append(x)
        weights = torch.softmax(self.mix * 4, -1)
        tasks = []
        for task in range(3):
            mixed = sum(weights[task, number] * layer for number, layer in enumerate(kept))
            assert isinstance(mixed, Tensor)
            width = mixed.shape[-1]
            ends = [torch.gather(mixed, 1, place[:, :, None].expand(-1, -1, width)) for place in (first, last)]
            tasks.append(self.word_dropout(torch.cat([*ends, self.shapes(shapes)], -1)))
        return tuple(tasks)

    def arcs(self, words: Tensor) -> Tensor:
        """Scores (batch, words, words + 1): of each word, every possible head, the root first."""
        above = self.arc_above(self._rooted(words))
        return self.arc(self.arc_below(words)) @ above.transpose(1, 2) + self.arc_bias(above).transpose(1, 2)  # type: ignore[no-any-return]

    def labels(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """For each word (labels x columns) as a dependent, and (columns) as a head, the root first."""
        below = self.label(self.label_below(words))
        above = self.label_above(self._rooted(words))
        return below.view(*words.shape[:2], self.sizes.deprels, self.sizes.label + 1), above

    def _rooted(self, words: Tensor) -> Tensor:
        return torch.cat([self.root.to(words.dtype).expand(words.shape[0], 1, -1), words], 1)


def _copy(module: nn.Module, old: dict[str, Tensor], stem: str) -> None:
    module.weight.copy_(old[stem + ".weight"])  # type: ignore[operator, union-attr]
    module.bias.copy_(old[stem + ".bias"])  # type: ignore[operator, union-attr]
