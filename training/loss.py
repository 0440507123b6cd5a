"""What the training minimises."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.network import Reader
from training.windows import UNKNOWN, Batch


def losses(reader: Reader, batch: Batch, amount: torch.dtype | None) -> dict[str, Tensor]:
    """The loss of each head, averaged over the words that have its label; ``amount`` is the type to compute in."""
    with torch.autocast("cpu", dtype=amount or torch.bfloat16, enabled=amount is not None):
        tagged, parsed, named = reader.encode(batch.pieces, batch.looks, batch.first, batch.last, batch.shapes)
        tags = reader.tag(tagged)
        upos, xpos, feats, starts = (
            reader.upos(tags),
            reader.xpos(tags),
            reader.feats(tags),
            reader.starts(tags)[:, :, 0],
        )
        names = reader.names(reader.name(named))
        arcs = reader.arcs(parsed)
        known = batch.heads >= 0
        row, at = known.nonzero(as_tuple=True)
        above = reader.label_above(reader._rooted(parsed))[row, batch.heads[row, at]]
        below = reader.label_below(parsed[row, at])
        size = reader.sizes.label
        weight = reader.label.weight.view(reader.sizes.deprels, size + 1, size)
        bias = reader.label.bias.view(reader.sizes.deprels, size + 1)
        wide = torch.cat([above, above.new_ones(len(row), 1)], -1)
        # (words, labels): below x weight x above, summed over both columns
        projected = torch.einsum("nd,rud->nru", below, weight) + bias
        deprels = torch.einsum("nru,nu->nr", projected, wide)
    arcs = arcs.float().masked_fill(~same_sentence(batch.sentence), -1e4)
    found = {
        "upos": _plain(upos, batch.upos),
        "xpos": _plain(xpos, batch.xpos),
        "feats": _plain(feats, batch.feats),
        "arcs": _plain(arcs, batch.heads),
        "starts": functional.binary_cross_entropy_with_logits(
            starts.float()[batch.starts >= 0], batch.starts[batch.starts >= 0].float()
        ),
    }
    if len(row):
        found["deprels"] = functional.cross_entropy(deprels.float(), batch.deprels[row, at], ignore_index=UNKNOWN)
    if (batch.names > 0).any():
        found["names"] = _set_loss(names.float(), batch.names)
    return {name: loss for name, loss in found.items() if torch.isfinite(loss)}


def same_sentence(sentence: Tensor) -> Tensor:
    """(batch, words, words + 1): whether a word may have a head there; the root is always open."""
    same = sentence[:, :, None] == sentence[:, None, :]
    return torch.cat([torch.ones_like(same[:, :, :1]), same], -1)


def _plain(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN)


def _set_loss(scores: Tensor, sets: Tensor) -> Tensor:
    """Minus the log of the probability of the set of labels that a word may have."""
    kept = sets > 0
    scores, sets = scores[kept], sets[kept]
    allowed = (sets[:, None] >> torch.arange(scores.shape[-1])) & 1 == 1
    inside = scores.masked_fill(~allowed, -1e4).logsumexp(-1)
    return (scores.logsumexp(-1) - inside).mean()
