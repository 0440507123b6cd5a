"""Which claims state what: from a thing or a statement to the quotes behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from kgtool.checking.finding import Evidence
from kgtool.querying.labels import NAMING, name_from, name_in_iri
from kgtool.store import Term
from kgtool.terms import KG, RDF

MOST_QUOTES = 4
"""A finding shows at most so many quotes."""


class Claims:
    """The statements of a graph by the claims (named graphs) that make them."""

    def __init__(self, quads: ox.Store) -> None:
        self.quads = quads
        quoted = {quad.subject for quad in quads.quads_for_pattern(None, ox.NamedNode(KG + "quote"), None)}
        self.names = sorted(node.value for node in quoted if isinstance(node, ox.NamedNode) and self._is_claim(node))
        self._known = frozenset(self.names)

    def _is_claim(self, node: ox.NamedNode) -> bool:
        return self._one(node, KG + "claimedBy") is not None

    def _one(
        self, subject: ox.NamedNode, predicate: str
    ) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None:
        found = self.quads.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return min((quad.object for quad in found), key=str, default=None)

    def statements(self) -> Iterable[ox.Quad]:
        """Every statement of a claim's graph, as a quad whose graph is the claim."""
        for name in self.names:
            yield from self.quads.quads_for_pattern(None, None, None, ox.NamedNode(name))

    def provenance(self) -> Iterable[ox.Quad]:
        """What is said of documents, sentences and claims themselves."""
        described = {quad.subject for kind in _DESCRIBED for quad in self._of_type(kind)}
        for node in sorted(described, key=str):
            if isinstance(node, ox.NamedNode):
                yield from self.quads.quads_for_pattern(node, None, None, ox.DefaultGraph())

    def _of_type(self, kind: str) -> Iterable[ox.Quad]:
        return self.quads.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + kind))

    @cached_property
    def _by_statement(self) -> dict[tuple[str, str, str], list[str]]:
        table: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for quad in self.statements():
            table[(str(quad.subject), quad.predicate.value, str(quad.object))].append(_graph(quad))
        return table

    @cached_property
    def _by_thing(self) -> dict[str, list[str]]:
        table: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for quad in self.statements():
            table[str(quad.subject)][_graph(quad)] = None
        return {thing: list(claims) for thing, claims in table.items()}

    def that_state(self, subject: Term, predicate: str, value: Term) -> list[str]:
        """The claims with exactly this statement."""
        return self._by_statement.get((str(subject), predicate, str(value)), [])

    def about(self, thing: Term, value: Term | None = None) -> list[str]:
        """The claims that state something of ``thing``, only those that relate it to ``value`` where there are any."""
        if isinstance(thing, ox.NamedNode) and thing.value in self._known:
            return [thing.value]
        subject, wanted = str(thing), str(value)
        related = [
            claim
            for (s, _, o), claims in self._by_statement.items()
            if value is not None and ((s == subject and o == wanted) or (s == wanted and o == subject))
            for claim in claims
        ]
        return list(dict.fromkeys(related)) or self._by_thing.get(subject, [])

    def evidence(self, claims: Iterable[str]) -> tuple[Evidence, ...]:
        """The quotes of these claims, in the order of the text, each passage once and not too many."""
        found: dict[tuple[str, int, int], Evidence] = {}
        for claim in claims:
            node = ox.NamedNode(claim)
            document = _text(self._one(node, KG + "document")).rsplit("/", 1)[-1]
            start, end = _number(self._one(node, KG + "start")), _number(self._one(node, KG + "end"))
            claimer = self._one(node, KG + "claimedBy")
            evidence = Evidence(
                claim, document, start, end, _text(self._one(node, KG + "quote")), self.label(_text(claimer))
            )
            found.setdefault((document, start, end), evidence)
        return tuple(found[place] for place in sorted(found))[:MOST_QUOTES]

    def label(self, iri: str) -> str:
        """What a thing is called; what its IRI says of it where it has no name."""
        if "://" not in iri or any(c in iri for c in ' <>"{}|\\^`'):
            return iri
        said = {prop: [_text(found)] for prop in NAMING if (found := self._one(ox.NamedNode(iri), prop)) is not None}
        return name_from(said) or name_in_iri(iri) or iri.rsplit("#", 1)[-1]


_DESCRIBED = ("Document", "Sentence", "Claim", "Narration")


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _number(term: object) -> int:
    text = _text(term)
    return int(text) if text.isdecimal() else 0
