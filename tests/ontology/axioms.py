"""The axioms of the ontology, one by one, and for each a statement that must collide with what an article says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kgtool.reasoning.proof import Triple
from kgtool.terms import ID, OWL, RDF, RDFS, XSD

KINDS = {
    **{RDFS + name: name for name in ("subClassOf", "subPropertyOf", "domain", "range")},
    **{
        OWL + name: name
        for name in (
            "inverseOf",
            "disjointWith",
            "propertyDisjointWith",
            "equivalentClass",
            "propertyChainAxiom",
            "hasKey",
        )
    },
}
TRAITS = {
    OWL + name: name
    for name in (
        "TransitiveProperty", "SymmetricProperty", "AsymmetricProperty", "IrreflexiveProperty", "FunctionalProperty",
        "InverseFunctionalProperty", "AllDisjointClasses",
    )
}  # fmt: skip


@dataclass(frozen=True)
class Axiom:
    """One axiom: its kind, and the triple that stands for it in proofs."""

    kind: str
    triple: Triple

    @property
    def name(self) -> str:
        subject, _, value = self.triple
        ends = [str(getattr(term, "value", term)).rsplit("#")[-1] for term in (subject, value)]
        return f"{self.kind} {ends[0]} {ends[1]}"


def axioms(schema: Iterable[Triple]) -> Iterator[Axiom]:
    """The axioms among the triples of an ontology; annotations and declarations are none."""
    for triple in sorted(schema, key=str):
        _, predicate, value = triple
        name = predicate.value if isinstance(predicate, ox.NamedNode) else ""
        target = value.value if isinstance(value, ox.NamedNode) else ""
        if name in KINDS:
            yield Axiom(KINDS[name], triple)
        elif name == RDF + "type" and target in TRAITS:
            yield Axiom(TRAITS[target], triple)


@dataclass(frozen=True)
class Scene:
    """Things of an article, with all their classes: what a statement that an axiom forbids can be said of."""

    classes: dict[ox.NamedNode, frozenset[str]]
    schema: frozenset[Triple]

    def collisions(self, axiom: Axiom) -> Iterator[list[Triple]]:
        """Statements about things of the article of which the axiom must not hold; the likeliest first."""
        subject, _, value = axiom.triple
        if axiom.kind == "domain":
            for thing in self.things_beside(value):
                yield from ([(thing, subject, other)] for other in islice(self.fillers(subject), 1))
        elif axiom.kind == "range" and str(getattr(value, "value", "")).startswith(XSD):
            yield [(self.holder(subject), subject, ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")))]
        elif axiom.kind == "range":
            for other in self.things_beside(value):
                yield [(self.holder(subject), subject, other)]
        elif axiom.kind == "subClassOf":
            for thing in self.things_beside(value):
                yield [(thing, ox.NamedNode(RDF + "type"), subject)]
        elif axiom.kind == "disjointWith":
            for thing in self.classes:
                yield [(thing, ox.NamedNode(RDF + "type"), one) for one in (subject, value)]
        elif axiom.kind == "AllDisjointClasses":
            members = list(self.list_of(subject))
            for thing in self.classes:
                yield [(thing, ox.NamedNode(RDF + "type"), one) for one in members[:2]]
        elif axiom.kind == "IrreflexiveProperty":
            for thing in self.classes:
                yield [(thing, subject, thing)]
        elif axiom.kind == "AsymmetricProperty":
            one, other = list(self.classes)[:2]
            yield [(one, subject, other), (other, subject, one)]

    def values(self, subject: object, predicate: str) -> set[str]:
        """The IRIs that the ontology gives for a term and a property."""
        return {
            v.value for s, p, v in self.schema if s == subject and _is(p, predicate) and isinstance(v, ox.NamedNode)
        }

    def holder(self, prop: object) -> ox.NamedNode:
        """A thing that may have a property."""
        domains = {
            v.value for s, p, v in self.schema if s == prop and _is(p, RDFS + "domain") and isinstance(v, ox.NamedNode)
        }
        return next((thing for thing, known in self.classes.items() if domains <= known), next(iter(self.classes)))

    def things_beside(self, cls: object) -> Iterator[ox.NamedNode]:
        """Things that are not of a class."""
        return (thing for thing, known in self.classes.items() if getattr(cls, "value", "") not in known)

    def fillers(self, prop: object) -> Iterator[ox.NamedNode | ox.Literal]:
        """Values that a property may have."""
        ranges = {
            v.value for s, p, v in self.schema if s == prop and _is(p, RDFS + "range") and isinstance(v, ox.NamedNode)
        }
        literal = any(s == prop and _is(v, OWL + "DatatypeProperty") for s, _, v in self.schema)
        if literal:
            datatype = next((one for one in sorted(ranges) if one.startswith(XSD)), XSD + "string")
            samples = {XSD + "date": "2025-06-02", XSD + "decimal": "1.5", XSD + "integer": "1"}
            yield ox.Literal(samples.get(datatype, "said"), datatype=ox.NamedNode(datatype))
            return
        yield from (thing for thing, known in self.classes.items() if ranges <= known)

    def list_of(self, node: object, link: str = OWL + "members") -> Iterator[ox.NamedNode]:
        """The members of the list that hangs on a node by ``owl:members``, or by another property."""
        step = {(s, p.value): v for s, p, v in self.schema if isinstance(p, ox.NamedNode)}
        at = step.get((node, link))
        while at is not None and (at, RDF + "first") in step:
            member = step[at, RDF + "first"]
            assert isinstance(member, ox.NamedNode)
            yield member
            at = step.get((at, RDF + "rest"))

    def example(self, axiom: Axiom) -> tuple[list[Triple], Triple]:
        """Statements about new things, and what follows from them by an axiom of which the article shows nothing."""
        a, b, c = (ox.NamedNode(ID + f"new/{name}") for name in "abc")
        subject, _, value = axiom.triple
        kind = ox.NamedNode(RDF + "type")
        match axiom.kind:
            case "subPropertyOf":
                return [(a, subject, b)], (a, value, b)
            case "inverseOf":
                return [(a, subject, b)], (b, value, a)
            case "TransitiveProperty":
                return [(a, subject, b), (b, subject, c)], (a, subject, c)
            case "subClassOf":
                return [(a, kind, subject)], (a, kind, value)
            case "domain":
                return [(a, subject, b)], (a, kind, value)
            case "range":
                return [(a, subject, b)], (b, kind, value)
            case "hasKey":
                first = [v for s, p, v in self.schema if (s, p) == (value, ox.NamedNode(RDF + "first"))]
                keys = [*first, *self.list_of(value, RDF + "rest")]
                said = [(thing, key, c) for thing in (a, b) for key in keys]
                return [*said, (a, kind, subject), (b, kind, subject)], (a, ox.NamedNode(OWL + "sameAs"), b)
            case "propertyChainAxiom":
                nodes = [ox.NamedNode(ID + f"new/{number}") for number in range(9)]
                links = [v for s, p, v in self.schema if (s, p) == (value, ox.NamedNode(RDF + "first"))]
                chain = [*links, *self.list_of(value, RDF + "rest")]
                said = [(nodes[i], one, nodes[i + 1]) for i, one in enumerate(chain)]
                return said, (nodes[0], subject, nodes[len(chain)])
        raise NotImplementedError(axiom.kind)


def _is(term: object, iri: str) -> bool:
    return isinstance(term, ox.NamedNode) and term.value == iri
