"""The quotes behind a row, and who claims them.

A statement stands in claim graphs, each with its quote. An inferred one has none of its own: its evidence is that of
the statements it follows from, found by a short look backwards along the ontology's axioms.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kgtool.asking.answer import Evidence
from kgtool.asking.drafts import quoted, short
from kgtool.asking.rendering import Renderer
from kgtool.store.results import Store, Table
from kgtool.terms import ID, RDF

Triple = tuple[str, str, str]
"""A concrete statement as SPARQL terms and a property's IRI between them."""


class EvidenceFinder:
    """Looks up claims by statement."""

    def __init__(self, store: Store, renderer: Renderer) -> None:
        self.store = store
        self.renderer = renderer

    def of_claim(self, claim: str) -> list[tuple[Evidence, str]]:
        """The quote of one claim, and the IRI of its claimer."""
        return self._quotes(f"VALUES ?claim {{ {short(claim)} }}")

    @lru_cache(maxsize=5000)  # noqa: B019  one finder a process
    def of_statement(
        self, subject: str, path: tuple[tuple[str, bool], ...], value: str
    ) -> tuple[tuple[Evidence, str], ...]:
        """Quotes of the claims that hold the statement; of those it follows from where there are none."""
        steps = "|".join(("^" if inverse else "") + short(prop) for prop, inverse in path)
        found = self._quotes(f"GRAPH ?claim {{ {subject} {steps} {value} }}")
        return tuple(found or self._behind(subject, path, value))

    def of_quote(self, quote: str) -> list[Evidence]:
        """Where a sentence or claim with exactly this quote stands."""
        if not quote:
            return []
        found = self.store.query(
            "SELECT DISTINCT ?document ?start ?end WHERE { "
            f"VALUES ?quote {{ {quoted(quote)} {quoted(quote)}@en }} "
            "?piece kg:quote ?quote ; kg:document ?document ; kg:start ?start ; kg:end ?end } ORDER BY ?document ?start"
        )
        assert isinstance(found, Table)
        pieces = []
        for row in found.rows:
            document, start, end = (cell.value for cell in row)  # type: ignore[union-attr]
            pieces.append(Evidence(document.removeprefix(ID), int(start), int(end), quote))
        return pieces

    def about(self, subject: str) -> list[tuple[Evidence, str]]:
        """Quotes of all that is said of a thing, the first few."""
        return self._quotes(f"GRAPH ?claim {{ {subject} ?how ?what }}")[:3]

    def _behind(self, subject: str, path: tuple[tuple[str, bool], ...], value: str) -> list[tuple[Evidence, str]]:
        """One step back: a type by the use of a property, or two statements that share a middle (a chain)."""
        if any(prop == RDF + "type" for prop, _ in path):
            return self.about(subject)
        if not (subject.startswith("<") or ":" in subject) or value.startswith('"'):
            return []
        chain = (
            f"GRAPH ?claim {{ {{ {subject} ?one ?middle }} UNION {{ ?middle ?one {subject} }} }} "
            f"FILTER EXISTS {{ {{ ?middle ?two {value} }} UNION {{ {value} ?two ?middle }} }} "
            f'FILTER(isIRI(?middle) && STRSTARTS(STR(?middle), "{ID}"))'
        )
        return self._quotes(chain)[:4] or self.about(subject)

    def _quotes(self, pattern: str) -> list[tuple[Evidence, str]]:
        found = self.store.query(
            "SELECT DISTINCT ?claim ?document ?path ?start ?end ?quote ?by ?narrated WHERE { "
            + pattern
            + " ?claim kg:quote ?quote ; kg:start ?start ; kg:end ?end ; kg:document ?document ."
            " OPTIONAL { ?document kg:path ?path } OPTIONAL { ?claim kg:claimedBy ?by }"
            " BIND(EXISTS { ?claim a kg:Narration } AS ?narrated) } ORDER BY ?document ?start ?end ?claim"
        )
        assert isinstance(found, Table)
        pieces: list[tuple[Evidence, str]] = []
        for _claim, document, _path, start, end, quote, by, narrated in found.rows:
            stem = document.value.removeprefix(ID)  # type: ignore[union-attr]
            said_by = "" if by is None or narrated.value == "true" else by.value  # type: ignore[union-attr]
            label = self.renderer.label(said_by) if said_by else ""
            piece = Evidence(stem, int(start.value), int(end.value), quote.value, label)  # type: ignore[union-attr]
            pieces.append((piece, said_by))
        return pieces


def distinct(pieces: Iterable[tuple[Evidence, str]]) -> list[tuple[Evidence, str]]:
    """Without repeats, and without quotes that lie within another of the same document and claimer."""
    ordered = sorted(dict.fromkeys(pieces))
    return [
        (piece, by)
        for piece, by in ordered
        if not any(
            other.document == piece.document and other.claimed_by == piece.claimed_by
            and other.start <= piece.start and other.end >= piece.end and other != piece
            for other, _ in ordered
        )
    ]  # fmt: skip
