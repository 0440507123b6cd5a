"""Trains the English reader: ``python -m training.train --data DATA --encoder FOLDER --out FILE``.

Writes a torch checkpoint of the averaged weights and the labels; ``training.export`` turns it into the model folder.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from kgtool.language.encoding import Pieces
from training import corpus
from training.augment import Augmenter
from training.loss import losses, same_sentence
from training.names import LABELS, gold, spans
from training.network import Reader, Sizes
from training.treebank import Sentence
from training.windows import Batches, windows

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "starts": 0.3, "arcs": 1.0, "deprels": 1.0, "names": 1.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--budget", type=int, default=2400, help="sub-words in a batch")
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the averaged weights, a step")
    parser.add_argument("--hide", type=float, default=0.0, help="share of sub-words hidden from the encoder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2, help="1 is faster where other programs share the cores")
    parser.add_argument("--with-dev", action="store_true", help="train on EWT dev and test and GUM dev (no news) too")
    parser.add_argument("--no-augment", action="store_true")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    chance = random.Random(given.seed)

    documents = corpus.trained_on(given.data, given.with_dev)
    reports = corpus.reports_trained_on(given.data)
    labels = _labels(documents)
    pieces = Pieces(given.encoder / "tokenizer.json")
    mask = pieces.number("[MASK]")
    batches = Batches(pieces, labels)
    sizes = Sizes(*(len(labels[kind]) for kind in ("upos", "xpos", "feats", "deprels")), names=len(LABELS))
    reader = Reader(sizes)
    if given.start:
        reader.load_state_dict(torch.load(given.start)["weights"])
    else:
        reader.start_from(given.encoder / "model.safetensors")
    averaged = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    augmenter = None if given.no_augment else Augmenter(chance)
    tests = {
        "pud": corpus.pud(given.data),
        "gum-news": corpus.gum_news(given.data),
        "re3d": corpus.reports_held_out(given.data),
    }
    if not given.with_dev:
        tests["ewt-dev"] = corpus.ewt(given.data, "dev")

    encoder_part = ("pieces.", "places.", "looks.", "norm.", "layers.")
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        groups.setdefault((name.startswith(encoder_part), parameter.ndim > 1), []).append(parameter)
    optimizer = torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": given.encoder_rate if encoder else given.head_rate,
                "weight_decay": 0.01 if decays else 0.0,
            }
            for (encoder, decays), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
    print(
        json.dumps({"words": sum(len(s) for d in documents for s in d), "reports": len(reports), **vars(sizes)}),
        flush=True,
    )
    sized = list(batches.sized(windows(documents, random.Random(0)), given.budget, random.Random(0)))
    total = int(len(sized) * given.epochs * 1.12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 150) * max(0.02, 1 - step / total)
    )
    step, began, sums, epoch = 0, time.monotonic(), Counter[str](), 0
    while step < total:
        epoch += 1
        chosen = windows(documents + reports, chance)
        if augmenter:
            chosen = [augmenter.vary(window) for window in chosen] + augmenter.made_up(900)
        for group in batches.sized(chosen, given.budget, chance):
            reader.train()
            batch = batches.make(group)
            batch.pieces = hidden(batch.pieces, given.hide, mask)
            found = losses(reader, batch, torch.bfloat16)
            loss = sum(WEIGHTS[name] * value for name, value in found.items())
            assert isinstance(loss, torch.Tensor)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(given.average, (1 + step) / (20 + step))
            with torch.no_grad():
                for name, value in reader.state_dict().items():
                    averaged[name].lerp_(value, 1 - decay)
            sums.update({name: float(value.detach()) for name, value in found.items()})
            if step % 50 == 0:
                shown = " ".join(f"{name} {value / 50:.3f}" for name, value in sorted(sums.items()))
                print(f"{step}/{total} {time.monotonic() - began:.0f}s {shown}", flush=True)
                sums.clear()
            if step % 100 == 0:
                torch.save({"weights": averaged, "labels": labels, "sizes": vars(sizes)}, given.out)
            if step >= total:
                break
        torch.save({"weights": averaged, "labels": labels, "sizes": vars(sizes)}, given.out)
        if epoch % 2 == 0 or step >= total:
            kept = {name: value.clone() for name, value in reader.state_dict().items()}
            reader.load_state_dict(averaged)
            for name, documents_kept in tests.items():
                print(epoch, name, measure(reader, batches, documents_kept), flush=True)
            reader.load_state_dict(kept)


def hidden(pieces: torch.Tensor, share: float, mask: int) -> torch.Tensor:
    """Sub-words with a share of them, by chance, replaced by the number of the mask; padding stays."""
    if not share:
        return pieces
    return torch.where((torch.rand(pieces.shape) < share) & (pieces > 0), mask, pieces)


def _labels(documents: Sequence[Sequence[Sentence]]) -> dict[str, list[str]]:
    labels = {}
    for kind in ("upos", "xpos", "feats", "deprels"):
        counts = Counter(value for document in documents for sentence in document for value in getattr(sentence, kind))
        labels[kind] = sorted(value for value, count in counts.items() if count > 1)
    return labels


@torch.no_grad()
def measure(reader: Reader, batches: Batches, documents: Sequence[Sequence[Sentence]]) -> str:
    """Accuracy of tags and arcs with gold words, and F1 of names; the best heads, not decoded to trees."""
    reader.eval()
    right: Counter[str] = Counter()
    known = predicted = agreed = 0
    chosen = windows(documents, random.Random(3))
    for group in batches.sized(chosen, 6000, None):
        batch = batches.make(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tagged, parsed, named = reader.encode(batch.pieces, batch.looks, batch.first, batch.last, batch.shapes)
            tags = reader.tag(tagged)
            arcs = reader.arcs(parsed).float().masked_fill(~same_sentence(batch.sentence), -1e4)
            heads = arcs.argmax(-1)
            below = reader.label_below(parsed)
            above = reader.label_above(reader._rooted(parsed))
            above = torch.gather(above, 1, heads[:, :, None].expand(-1, -1, above.shape[-1]))
            weight = reader.label.weight.view(reader.sizes.deprels, -1, reader.sizes.label)
            bias = reader.label.bias.view(reader.sizes.deprels, -1)
            wide = torch.cat([above, torch.ones_like(above[:, :, :1])], -1)
            deprels = torch.einsum("bwru,bwu->bwr", torch.einsum("bwd,rud->bwru", below, weight) + bias, wide).argmax(
                -1
            )
            names = reader.names(reader.name(named)).argmax(-1)
            starts = reader.starts(tags)[:, :, 0] > 0
            upos = reader.upos(tags).argmax(-1)
        real = batch.heads >= 0
        right["words"] += int(real.sum())
        right["upos"] += int((upos == batch.upos)[real].sum())
        right["uas"] += int((heads == batch.heads)[real].sum())
        right["las"] += int(((heads == batch.heads) & (deprels == batch.deprels))[real].sum())
        right["starts"] += int((starts == batch.starts)[real].sum())
        for row, window in enumerate(group):
            size = int((batch.sentence[row] >= 0).sum())
            truth = {span for span in spans(gold(s for sentence in window for s in sentence.names)) if span[1] <= size}
            found = set(spans([LABELS[int(number)] for number in names[row, :size]]))
            if truth or any(s.names for s in window):
                known += len(truth)
                predicted += len(found)
                agreed += len(truth & found)
    words = max(1, right["words"])
    scores = {name: round(100 * count / words, 2) for name, count in right.items() if name != "words"}
    scores["names"] = round(200 * agreed / max(1, known + predicted), 2)
    return json.dumps(scores)


if __name__ == "__main__":
    main()
