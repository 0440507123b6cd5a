"""The weighted mean of checkpoints: ``python -m training.mean OUT FILE=WEIGHT FILE=WEIGHT ...``.

Runs that start from one another lie close together, and their mean often reads a little better than either
(Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", metavar="FILE=WEIGHT")
    given = parser.parse_args()
    saved, shares = [], []
    for pair in given.files:
        file, _, share = pair.rpartition("=")
        saved.append(torch.load(Path(file)))
        shares.append(float(share))
    if any(other["labels"] != saved[0]["labels"] for other in saved):
        parser.error("the checkpoints have other labels: their weights do not mean the same")
    total = sum(shares)
    weights = {
        name: sum(other["weights"][name] * (share / total) for other, share in zip(saved, shares, strict=True))
        if value.is_floating_point()
        else value
        for name, value in saved[0]["weights"].items()
    }
    torch.save({**saved[0], "weights": weights}, given.out)


if __name__ == "__main__":
    main()
