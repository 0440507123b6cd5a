"""Read texts as stores that tests ask with SPARQL."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox

from kgtool.terms import PREFIXES

ROOT = Path(__file__).parents[2]
ARTICLES = {path.stem: path for path in [*(ROOT / "seeds").glob("*.md"), *(ROOT / "tests/data/articles").glob("*.md")]}
PUBLISHED = datetime.date(2024, 3, 20)
"""A Wednesday."""


class Read:
    """A read text that can be asked."""

    def __init__(self, quads: list[ox.Quad], text: str) -> None:
        self.quads, self.text = quads, text
        self.store = ox.Store()
        self.store.extend(quads)

    def rows(self, pattern: str, select: str = "*") -> list[tuple[str, ...]]:
        """Distinct solutions of a pattern over all graphs; IRIs and literals as plain text."""
        prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
        query = f"{prefixes} SELECT DISTINCT {select} WHERE {{ {pattern} }}"
        found = self.store.query(query, use_default_graph_as_union=True)
        return sorted(tuple("" if value is None else value.value for value in row) for row in found)

    def says(self, pattern: str) -> bool:
        """Whether a pattern has a solution over all graphs."""
        return bool(self.rows(pattern))

    def narrates(self, triple: str) -> bool:
        """Whether the article itself says a triple."""
        return self.says(f"GRAPH ?claim {{ {triple} }} ?claim a kg:Narration .")

    def claims(self, who: str, triple: str) -> bool:
        """Whether somebody (a CURIE) claims a triple and the article does not narrate it."""
        return self.says(f"GRAPH ?claim {{ {triple} }} ?claim a kg:Claim ; kg:claimedBy {who} .") and not self.narrates(
            triple
        )
