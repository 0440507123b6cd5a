"""Does the ontology stay inside OWL 2 RL? After W3C OWL 2 Profiles, sections 4.2 and 4.3, over the RDF mapping.

Checked: the class expressions that stand on the left and on the right of an axiom, the constructs that RL has not, and
the datatypes. Not checked: whether the declarations make an OWL 2 DL ontology (punning is allowed in RL's RDF rules).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kgtool.terms import OWL, RDF, RDFS, XSD

_FORBIDDEN_TYPES = {OWL + "ReflexiveProperty": "a reflexive property"}
_FORBIDDEN_PROPERTIES = {
    OWL + "disjointUnionOf": "a disjoint union",
    OWL + "hasSelf": "a self restriction",
    OWL + "onDataRange": "a qualified restriction on a data range",
    OWL + "datatypeComplementOf": "a complement of a datatype",
    OWL + "withRestrictions": "a datatype with facets",
    OWL + "minCardinality": "a minimum cardinality",
    OWL + "minQualifiedCardinality": "a minimum cardinality",
    OWL + "cardinality": "an exact cardinality",
    OWL + "qualifiedCardinality": "an exact cardinality",
}
_XSD_NAMES = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte "
    "unsignedLong unsignedInt unsignedShort unsignedByte string normalizedString token language Name NCName NMTOKEN "
    "boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"
)
_DATATYPES = frozenset(
    (*(XSD + name for name in _XSD_NAMES.split(" ")), RDF + "PlainLiteral", RDF + "XMLLiteral", RDF + "langString",
     RDFS + "Literal")
)  # fmt: skip
_OUTSIDE = frozenset((XSD + "double", XSD + "float", OWL + "real", OWL + "rational"))


def outside_profile(quads: Iterable[ox.Quad]) -> list[tuple[str, str]]:
    """What is not OWL 2 RL: pairs of the term (IRI or blank node) in which it stands, and the reason; sorted."""
    return sorted(set(_Axioms(quads).problems()))


class _Axioms:
    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.literals: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.blank: set[str] = set()
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
                continue
            for node in (subject, value):
                if isinstance(node, ox.BlankNode):
                    self.blank.add(node.value)
            table = self.literals if isinstance(value, ox.Literal) else self.values
            table[quad.predicate.value][subject.value].append(value.value)
        self.datatypes = {s for s, types in self.values[RDF + "type"].items() if RDFS + "Datatype" in types}
        self.data_properties = {
            s for s, types in self.values[RDF + "type"].items() if OWL + "DatatypeProperty" in types
        }

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from self._constructs()
        for axiom, value in self._pairs(RDFS + "subClassOf"):
            yield from self._sub(axiom, axiom)
            yield from self._super(value, axiom)
        for one, other in self._pairs(OWL + "equivalentClass"):
            for side in (one, other):
                yield from self._equivalent(side, one)
        for one, other in self._pairs(OWL + "disjointWith"):
            yield from self._sub(one, one)
            yield from self._sub(other, one)
        for axiom in self._typed(OWL + "AllDisjointClasses"):
            for member in (m for head in self.values[OWL + "members"][axiom] for m in self._list(head)):
                yield from self._sub(member, member)
        for prop, cls in self._pairs(RDFS + "domain"):
            yield from self._super(cls, prop)
        for prop, cls in self._pairs(RDFS + "range"):
            if prop in self.data_properties:
                yield from self._datatype(cls, prop)
            else:
                yield from self._super(cls, prop)
        for cls, _ in self._pairs(OWL + "hasKey"):
            yield from self._sub(cls, cls)
        for thing, types in sorted(self.values[RDF + "type"].items()):
            for cls in types:
                if cls in self.blank:
                    yield from self._super(cls, thing)

    def _constructs(self) -> Iterator[tuple[str, str]]:
        for thing, types in sorted(self.values[RDF + "type"].items()):
            yield from ((thing, f"{_FORBIDDEN_TYPES[t]} is not in the profile") for t in types if t in _FORBIDDEN_TYPES)
        for prop, what in _FORBIDDEN_PROPERTIES.items():
            for thing in sorted({*self.values[prop], *self.literals[prop]}):
                yield thing, f"{what} is not in the profile"

    def _pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        for subject, values in sorted(self.values[predicate].items()):
            for value in values:
                yield subject, value

    def _typed(self, cls: str) -> list[str]:
        return sorted(s for s, types in self.values[RDF + "type"].items() if cls in types)

    def _list(self, head: str) -> Iterator[str]:
        seen: set[str] = set()
        while head != RDF + "nil" and head not in seen:
            seen.add(head)
            yield from self.values[RDF + "first"][head]
            head = next(iter(self.values[RDF + "rest"][head]), RDF + "nil")

    def _one(self, predicate: str, subject: str) -> str:
        return next(iter(self.values[predicate][subject]), "")

    def _datatype(self, datatype: str, where: str) -> Iterator[tuple[str, str]]:
        if datatype in _OUTSIDE or (datatype not in _DATATYPES and datatype not in self.datatypes):
            yield where, f"the datatype {datatype} is not in the profile"

    def _sub(self, cls: str, where: str) -> Iterator[tuple[str, str]]:
        """A class expression that may stand on the left: subClassExpression of section 4.2.3."""
        if cls == OWL + "Thing":
            yield where, "owl:Thing stands on the left of an axiom"
        if cls not in self.blank:
            return
        if self._one(OWL + "complementOf", cls):
            yield where, "a complement stands on the left of an axiom"
        elif self._one(OWL + "allValuesFrom", cls):
            yield where, "an 'all values from' stands on the left of an axiom"
        elif self.literals[OWL + "maxCardinality"][cls] or self.literals[OWL + "maxQualifiedCardinality"][cls]:
            yield where, "a maximum cardinality stands on the left of an axiom"
        filler = self._one(OWL + "someValuesFrom", cls)
        if filler in self.blank:
            yield from self._sub(filler, where)
        for head in (*self.values[OWL + "intersectionOf"][cls], *self.values[OWL + "unionOf"][cls]):
            for member in self._list(head):
                yield from self._sub(member, where)

    def _super(self, cls: str, where: str) -> Iterator[tuple[str, str]]:
        """A class expression that may stand on the right: superClassExpression of section 4.2.3."""
        if cls not in self.blank:
            return
        if self._one(OWL + "unionOf", cls):
            yield where, "a union stands on the right of an axiom"
        if self._one(OWL + "oneOf", cls):
            yield where, "an enumeration stands on the right of an axiom"
        if self._one(OWL + "someValuesFrom", cls):
            yield where, "a 'some values from' stands on the right of an axiom"
        for limit in ("maxCardinality", "maxQualifiedCardinality"):
            if any(value not in ("0", "1") for value in self.literals[OWL + limit][cls]):
                yield where, "a maximum cardinality above 1 stands on the right of an axiom"
        negated = self._one(OWL + "complementOf", cls)
        if negated:
            yield from self._sub(negated, where)
        filler = self._one(OWL + "allValuesFrom", cls)
        if filler in self.blank:
            yield from self._super(filler, where)
        for head in self.values[OWL + "intersectionOf"][cls]:
            for member in self._list(head):
                yield from self._super(member, where)

    def _equivalent(self, cls: str, where: str) -> Iterator[tuple[str, str]]:
        """equivClassExpression: what may stand on both sides is a class, a value, or an intersection of such."""
        if cls not in self.blank:
            return
        if not (self._one(OWL + "intersectionOf", cls) or self.values[OWL + "hasValue"][cls]
                or self.literals[OWL + "hasValue"][cls]):  # fmt: skip
            yield where, "an equivalence with other than a class, a value or an intersection of such"
        for head in self.values[OWL + "intersectionOf"][cls]:
            for member in self._list(head):
                yield from self._equivalent(member, where)
