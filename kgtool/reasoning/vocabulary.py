"""The built-in vocabulary: the IRIs that OWL 2 RL gives a meaning, and what counts as schema rather than as data.

Source: W3C OWL 2 Profiles (Second Edition), section 4.3, and OWL 2 RDF-Based Semantics, section 3.
"""

from __future__ import annotations

from kgtool.terms import OWL, RDF, RDFS, XSD

PREFIXES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD}

TYPE = RDF + "type"
FIRST = RDF + "first"
REST = RDF + "rest"
NIL = RDF + "nil"
SAME_AS = OWL + "sameAs"
DIFFERENT_FROM = OWL + "differentFrom"
THING = OWL + "Thing"
NOTHING = OWL + "Nothing"
SUB_CLASS_OF = RDFS + "subClassOf"
SUB_PROPERTY_OF = RDFS + "subPropertyOf"
EQUIVALENT_CLASS = OWL + "equivalentClass"

ANNOTATION_PROPERTIES = tuple(RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")) + tuple(
    OWL + name for name in ("deprecated", "versionInfo", "priorVersion", "backwardCompatibleWith", "incompatibleWith")
)
"""The built-in annotation properties of OWL 2 RL (rule prp-ap)."""

DATATYPES = (
    RDF + "PlainLiteral",
    RDF + "XMLLiteral",
    RDFS + "Literal",
    *(XSD + name for name in (
        "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger",
        "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
        "float", "double", "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN",
        "boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
    )),
)  # fmt: skip
"""The datatypes that OWL 2 RL supports (rule dt-type1; Profiles, section 4.2.1)."""

SCHEMA_PREDICATES = frozenset(
    [FIRST, REST, SUB_CLASS_OF, SUB_PROPERTY_OF, RDFS + "domain", RDFS + "range"]
    + [
        OWL + name
        for name in (
            "equivalentClass", "equivalentProperty", "disjointWith", "complementOf", "propertyDisjointWith",
            "inverseOf", "propertyChainAxiom", "hasKey", "intersectionOf", "unionOf", "oneOf", "disjointUnionOf",
            "onProperty", "onProperties", "onClass", "onDataRange", "onDatatype", "withRestrictions",
            "someValuesFrom", "allValuesFrom", "hasValue", "hasSelf", "datatypeComplementOf",
            "maxCardinality", "maxQualifiedCardinality", "minCardinality", "minQualifiedCardinality",
            "cardinality", "qualifiedCardinality", "members", "distinctMembers",
            "sourceIndividual", "assertionProperty", "targetIndividual", "targetValue",
        )
    ]
)  # fmt: skip
"""Predicates whose triples say what the schema is, not what the data says."""


def is_built_in(iri: str) -> bool:
    """Whether the IRI belongs to RDF, RDFS, OWL or the XML Schema datatypes."""
    return iri.startswith((RDF, RDFS, OWL, XSD))
