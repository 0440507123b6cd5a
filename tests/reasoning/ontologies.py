"""Small random ontologies that use every construct which a rule of tables 4 to 9 speaks of."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import strategies as st

from kgtool.reasoning.proof import Term, Triple
from kgtool.terms import OWL, RDF, RDFS, XSD

EX = "http://example.org/"


def ex(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


def owl(name: str) -> ox.NamedNode:
    return ox.NamedNode(OWL + name)


def rdfs(name: str) -> ox.NamedNode:
    return ox.NamedNode(RDFS + name)


TYPE, FIRST, REST, NIL = (ox.NamedNode(RDF + name) for name in ("type", "first", "rest", "nil"))
THINGS = [ex(name) for name in "abcde"]
CLASSES = [ex(name) for name in ("A", "B", "C", "D")]
PROPERTIES = [ex(name) for name in ("p", "q", "r")]
COUNTS = [ox.Literal(str(n), datatype=ox.NamedNode(XSD + "nonNegativeInteger")) for n in (0, 1)]
WORDS = [ox.Literal("one"), ox.Literal("two", language="en")]
NUMBERS = [
    ox.Literal("1", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("01", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("1.0", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("2", datatype=ox.NamedNode(XSD + "byte")),
    ox.Literal("one", datatype=ox.NamedNode(XSD + "token")),
    ox.Literal("many", datatype=ox.NamedNode(XSD + "integer")),
]

thing, a_class, a_property = st.sampled_from(THINGS), st.sampled_from(CLASSES), st.sampled_from(PROPERTIES)


def facts(values: list[ox.Literal]) -> st.SearchStrategy[list[Triple]]:
    """A statement about things."""
    obj = st.one_of(thing, thing, thing, st.sampled_from([*WORDS, *values]))
    return st.one_of(
        st.tuples(thing, a_property, obj).map(lambda t: [t]),
        st.tuples(thing, st.just(TYPE), a_class).map(lambda t: [t]),
        st.tuples(thing, st.sampled_from([owl("sameAs"), owl("differentFrom")]), thing).map(lambda t: [t]),
    )


def listed(name: str, members: list[Term]) -> tuple[Term, list[Triple]]:
    """A list: its head and triples."""
    nodes = [ox.BlankNode(f"{name}{i}") for i in range(len(members))]
    triples: list[Triple] = []
    for node, member, rest in zip(nodes, members, [*nodes[1:], NIL], strict=True):
        triples += [(node, FIRST, member), (node, REST, rest)]
    return (nodes[0] if nodes else NIL), triples


@st.composite
def axioms(draw: st.DrawFn) -> list[Triple]:
    """One axiom of any kind."""
    name = f"x{draw(st.integers(0, 10**6))}"
    node = ox.BlankNode(name)
    kind = draw(st.integers(0, 13))
    members = st.lists(a_class, min_size=1, max_size=3)
    if kind == 0:
        return [(draw(a_property), rdfs(draw(st.sampled_from(["domain", "range"]))), draw(a_class))]
    if kind == 1:
        relation = draw(st.sampled_from(["equivalentProperty", "inverseOf", "propertyDisjointWith"]))
        return [(draw(a_property), owl(relation), draw(a_property))]
    if kind == 2:
        return [(draw(a_property), rdfs("subPropertyOf"), draw(a_property))]
    if kind == 3:
        return [(draw(a_class), rdfs("subClassOf"), draw(a_class))]
    if kind == 4:
        relation = draw(st.sampled_from(["equivalentClass", "disjointWith", "complementOf"]))
        return [(draw(a_class), owl(relation), draw(a_class))]
    if kind == 5:
        character = draw(
            st.sampled_from(["Functional", "InverseFunctional", "Irreflexive", "Symmetric", "Asymmetric", "Transitive"])
        )
        return [(draw(a_property), TYPE, owl(character + "Property"))]
    if kind == 6:
        declared = draw(st.sampled_from(["Class", "ObjectProperty", "DatatypeProperty"]))
        return [(draw(a_class if declared == "Class" else a_property), TYPE, owl(declared))]
    if kind == 7:
        head, triples = listed(name, draw(members))
        return [*triples, (draw(a_class), owl(draw(st.sampled_from(["intersectionOf", "unionOf"]))), head)]
    if kind == 8:
        restriction = draw(st.sampled_from(["someValuesFrom", "allValuesFrom", "hasValue"]))
        filler = draw(thing if restriction == "hasValue" else st.one_of(a_class, st.just(owl("Thing"))))
        triples = [(node, owl("onProperty"), draw(a_property)), (node, owl(restriction), filler)]
        relation = draw(st.sampled_from([rdfs("subClassOf"), owl("equivalentClass")]))
        pair = (draw(a_class), relation, node) if draw(st.booleans()) else (node, relation, draw(a_class))
        return [*triples, pair]
    if kind == 9:
        triples = [(node, owl("onProperty"), draw(a_property)), (draw(a_class), rdfs("subClassOf"), node)]
        if draw(st.booleans()):
            return [*triples, (node, owl("maxCardinality"), draw(st.sampled_from(COUNTS)))]
        filler = draw(st.one_of(a_class, st.just(owl("Thing"))))
        count = draw(st.sampled_from(COUNTS))
        return [*triples, (node, owl("maxQualifiedCardinality"), count), (node, owl("onClass"), filler)]
    if kind == 10:
        head, triples = listed(name, draw(st.lists(a_property, min_size=1, max_size=3)))
        if draw(st.booleans()):
            return [*triples, (draw(a_property), owl("propertyChainAxiom"), head)]
        return [*triples, (draw(a_class), owl("hasKey"), head)]
    if kind == 11:
        head, triples = listed(name, draw(st.lists(thing, min_size=1, max_size=3)))
        if draw(st.booleans()):
            return [*triples, (draw(a_class), owl("oneOf"), head)]
        members_of = owl(draw(st.sampled_from(["members", "distinctMembers"])))
        return [*triples, (node, TYPE, owl("AllDifferent")), (node, members_of, head)]
    if kind == 12:
        of_classes = draw(st.booleans())
        head, triples = listed(name, draw(st.lists(a_class if of_classes else a_property, min_size=2, max_size=3)))
        declared = "AllDisjointClasses" if of_classes else "AllDisjointProperties"
        return [*triples, (node, TYPE, owl(declared)), (node, owl("members"), head)]
    target: tuple[Term, Term, Term] = (node, owl("targetIndividual"), draw(thing))
    return [(node, owl("sourceIndividual"), draw(thing)), (node, owl("assertionProperty"), draw(a_property)), target]


def equated() -> st.SearchStrategy[list[Triple]]:
    """Classes or properties that are the same: rare in good data, and hard on every index."""
    pair = st.one_of(st.tuples(a_class, a_class), st.tuples(a_property, a_property), st.tuples(thing, a_class))
    return pair.map(lambda both: [(both[0], owl("sameAs"), both[1])])


def ontologies(values: list[ox.Literal] | None = None, most: int = 14) -> st.SearchStrategy[list[Triple]]:
    """Some axioms and some facts, as triples without repeats."""
    part = st.one_of(axioms(), axioms(), facts(values or []), facts(values or []), facts(values or []), equated())
    return st.lists(part, min_size=1, max_size=most).map(
        lambda parts: list(dict.fromkeys(triple for triples in parts for triple in triples))
    )
