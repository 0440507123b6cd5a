"""For each of the 78 rules of tables 4 to 9 a smallest graph on which it alone concludes something.

A case is Turtle and what must follow by the rule: a triple, or nothing for a rule that concludes false. ``not_from`` is
one of the premises without which it must not follow.
"""

from __future__ import annotations

from typing import NamedTuple

PREFIXES = """
PREFIX : <http://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


class Case(NamedTuple):
    graph: str
    conclusion: str = ""
    not_from: str = ""


def restriction(body: str) -> str:
    return f":x owl:onProperty :p ; {body} ."


ONE, NONE = '"1"^^xsd:nonNegativeInteger', '"0"^^xsd:nonNegativeInteger'

CASES: dict[str, Case] = {
    # Table 4
    "eq-ref": Case(":a :p :b .", ":a owl:sameAs :a", ":a :p :b ."),
    "eq-sym": Case(":a owl:sameAs :b .", ":b owl:sameAs :a", ":a owl:sameAs :b ."),
    "eq-trans": Case(":a owl:sameAs :b . :b owl:sameAs :c .", ":a owl:sameAs :c", ":b owl:sameAs :c ."),
    "eq-rep-s": Case(":a owl:sameAs :b . :a :p :c .", ":b :p :c", ":a owl:sameAs :b ."),
    "eq-rep-p": Case(":p owl:sameAs :q . :a :p :c .", ":a :q :c", ":p owl:sameAs :q ."),
    "eq-rep-o": Case(":a owl:sameAs :b . :c :p :a .", ":c :p :b", ":a owl:sameAs :b ."),
    "eq-diff1": Case(":a owl:sameAs :b . :a owl:differentFrom :b .", not_from=":a owl:sameAs :b ."),
    "eq-diff2": Case(
        "[] a owl:AllDifferent ; owl:members (:c :a :b) . :a owl:sameAs :b .", not_from=":a owl:sameAs :b ."
    ),
    "eq-diff3": Case(
        "[] a owl:AllDifferent ; owl:distinctMembers (:c :a :b) . :a owl:sameAs :b .", not_from=":a owl:sameAs :b ."
    ),
    # Table 5
    "prp-ap": Case("", "rdfs:label a owl:AnnotationProperty"),
    "prp-dom": Case(":p rdfs:domain :C . :a :p :b .", ":a a :C", ":a :p :b ."),
    "prp-rng": Case(":p rdfs:range :C . :a :p :b .", ":b a :C", ":a :p :b ."),
    "prp-fp": Case(
        ":p a owl:FunctionalProperty . :a :p :b , :c .", ":b owl:sameAs :c", ":p a owl:FunctionalProperty ."
    ),
    "prp-ifp": Case(":p a owl:InverseFunctionalProperty . :b :p :a . :c :p :a .", ":b owl:sameAs :c", ":c :p :a ."),
    "prp-irp": Case(":p a owl:IrreflexiveProperty . :a :p :a .", not_from=":a :p :a ."),
    "prp-symp": Case(":p a owl:SymmetricProperty . :a :p :b .", ":b :p :a", ":p a owl:SymmetricProperty ."),
    "prp-asyp": Case(":p a owl:AsymmetricProperty . :a :p :b . :b :p :a .", not_from=":b :p :a ."),
    "prp-trp": Case(":p a owl:TransitiveProperty . :a :p :b . :b :p :c .", ":a :p :c", ":b :p :c ."),
    "prp-spo1": Case(":p rdfs:subPropertyOf :q . :a :p :b .", ":a :q :b", ":p rdfs:subPropertyOf :q ."),
    "prp-spo2": Case(
        ":r owl:propertyChainAxiom (:p :q :p) . :a :p :b . :b :q :c . :c :p :d .", ":a :r :d", ":b :q :c ."
    ),
    "prp-eqp1": Case(":p owl:equivalentProperty :q . :a :p :b .", ":a :q :b", ":p owl:equivalentProperty :q ."),
    "prp-eqp2": Case(":p owl:equivalentProperty :q . :a :q :b .", ":a :p :b", ":p owl:equivalentProperty :q ."),
    "prp-pdw": Case(":p owl:propertyDisjointWith :q . :a :p :b ; :q :b .", not_from=":p owl:propertyDisjointWith :q ."),
    "prp-adp": Case(
        "[] a owl:AllDisjointProperties ; owl:members (:p :q :r) . :a :q :b . :a :r :b .", not_from=":a :r :b ."
    ),
    "prp-inv1": Case(":p owl:inverseOf :q . :a :p :b .", ":b :q :a", ":p owl:inverseOf :q ."),
    "prp-inv2": Case(":p owl:inverseOf :q . :a :q :b .", ":b :p :a", ":p owl:inverseOf :q ."),
    "prp-key": Case(
        ':C owl:hasKey (:p :q) . :a a :C ; :p "1" ; :q :x . :b a :C . :b :p "1" ; :q :x .',
        ":a owl:sameAs :b",
        ":b a :C .",
    ),
    "prp-npa1": Case(
        "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b . :a :p :b .",
        not_from=":a :p :b .",
    ),
    "prp-npa2": Case(
        '[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue "v" . :a :p "v" .',
        not_from=':a :p "v" .',
    ),
    # Table 6
    "cls-thing": Case("", "owl:Thing a owl:Class"),
    "cls-nothing1": Case("", "owl:Nothing a owl:Class"),
    "cls-nothing2": Case(":a a owl:Nothing .", not_from=":a a owl:Nothing ."),
    "cls-int1": Case(":C owl:intersectionOf (:A :B :D) . :a a :A , :B . :a a :D .", ":a a :C", ":a a :D ."),
    "cls-int2": Case(":C owl:intersectionOf (:A :B) . :a a :C .", ":a a :B", ":a a :C ."),
    "cls-uni": Case(":C owl:unionOf (:A :B) . :a a :B .", ":a a :C", ":a a :B ."),
    "cls-com": Case(":C owl:complementOf :D . :a a :C , :D .", not_from=":C owl:complementOf :D ."),
    "cls-svf1": Case(restriction("owl:someValuesFrom :C") + " :a :p :b . :b a :C .", ":a a :x", ":b a :C ."),
    "cls-svf2": Case(restriction("owl:someValuesFrom owl:Thing") + " :a :p :b .", ":a a :x", ":a :p :b ."),
    "cls-avf": Case(restriction("owl:allValuesFrom :C") + " :a a :x . :a :p :b .", ":b a :C", ":a a :x ."),
    "cls-hv1": Case(restriction("owl:hasValue :v") + " :a a :x .", ":a :p :v", ":a a :x ."),
    "cls-hv2": Case(restriction("owl:hasValue :v") + " :a :p :v .", ":a a :x", ":a :p :v ."),
    "cls-maxc1": Case(restriction(f"owl:maxCardinality {NONE}") + " :a a :x . :a :p :b .", not_from=":a a :x ."),
    "cls-maxc2": Case(
        restriction(f"owl:maxCardinality {ONE}") + " :a a :x . :a :p :b , :c .", ":b owl:sameAs :c", ":a a :x ."
    ),
    "cls-maxqc1": Case(
        restriction(f"owl:maxQualifiedCardinality {NONE} ; owl:onClass :C") + " :a a :x ; :p :b . :b a :C .",
        not_from=":b a :C .",
    ),
    "cls-maxqc2": Case(
        restriction(f"owl:maxQualifiedCardinality {NONE} ; owl:onClass owl:Thing") + " :a a :x . :a :p :b .",
        not_from=":a a :x .",
    ),
    "cls-maxqc3": Case(
        restriction(f"owl:maxQualifiedCardinality {ONE} ; owl:onClass :C")
        + " :a a :x ; :p :b , :c . :b a :C . :c a :C .",
        ":b owl:sameAs :c",
        ":c a :C .",
    ),
    "cls-maxqc4": Case(
        restriction(f"owl:maxQualifiedCardinality {ONE} ; owl:onClass owl:Thing") + " :a a :x . :a :p :b , :c .",
        ":b owl:sameAs :c",
        ":a a :x .",
    ),
    "cls-oo": Case(":C owl:oneOf (:a :b) .", ":b a :C", ":C owl:oneOf (:a :b) ."),
    # Table 7
    "cax-sco": Case(":C rdfs:subClassOf :D . :a a :C .", ":a a :D", ":a a :C ."),
    "cax-eqc1": Case(":C owl:equivalentClass :D . :a a :C .", ":a a :D", ":a a :C ."),
    "cax-eqc2": Case(":C owl:equivalentClass :D . :a a :D .", ":a a :C", ":a a :D ."),
    "cax-dw": Case(":C owl:disjointWith :D . :a a :C , :D .", not_from=":C owl:disjointWith :D ."),
    "cax-adc": Case("[] a owl:AllDisjointClasses ; owl:members (:B :C :D) . :a a :C . :a a :D .", not_from=":a a :D ."),
    # Table 8
    "dt-type1": Case("", "xsd:byte a rdfs:Datatype"),
    "dt-type2": Case(":a :p 7 .", '"7"^^xsd:integer a xsd:byte', ":a :p 7 ."),
    "dt-eq": Case(":a :p 7 . :b :p 7.0 .", "7 owl:sameAs 7.0", ":b :p 7.0 ."),
    "dt-diff": Case(":a :p 7 . :b :p 8 .", "7 owl:differentFrom 8", ":b :p 8 ."),
    "dt-not-type": Case(":p rdfs:range xsd:byte . :a :p 200 .", not_from=":p rdfs:range xsd:byte ."),
    # Table 9
    "scm-cls": Case(":C a owl:Class .", ":C rdfs:subClassOf owl:Thing", ":C a owl:Class ."),
    "scm-sco": Case(
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :E .", ":C rdfs:subClassOf :E", ":D rdfs:subClassOf :E ."
    ),
    "scm-eqc1": Case(":C owl:equivalentClass :D .", ":D rdfs:subClassOf :C", ":C owl:equivalentClass :D ."),
    "scm-eqc2": Case(
        ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C .", ":C owl:equivalentClass :D", ":D rdfs:subClassOf :C ."
    ),
    "scm-op": Case(":p a owl:ObjectProperty .", ":p rdfs:subPropertyOf :p", ":p a owl:ObjectProperty ."),
    "scm-dp": Case(":p a owl:DatatypeProperty .", ":p owl:equivalentProperty :p", ":p a owl:DatatypeProperty ."),
    "scm-spo": Case(
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
        ":p rdfs:subPropertyOf :r",
        ":q rdfs:subPropertyOf :r .",
    ),
    "scm-eqp1": Case(":p owl:equivalentProperty :q .", ":q rdfs:subPropertyOf :p", ":p owl:equivalentProperty :q ."),
    "scm-eqp2": Case(
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .",
        ":p owl:equivalentProperty :q",
        ":q rdfs:subPropertyOf :p .",
    ),
    "scm-dom1": Case(":p rdfs:domain :C . :C rdfs:subClassOf :D .", ":p rdfs:domain :D", ":C rdfs:subClassOf :D ."),
    "scm-dom2": Case(":q rdfs:domain :C . :p rdfs:subPropertyOf :q .", ":p rdfs:domain :C", ":q rdfs:domain :C ."),
    "scm-rng1": Case(":p rdfs:range :C . :C rdfs:subClassOf :D .", ":p rdfs:range :D", ":C rdfs:subClassOf :D ."),
    "scm-rng2": Case(":q rdfs:range :C . :p rdfs:subPropertyOf :q .", ":p rdfs:range :C", ":q rdfs:range :C ."),
    "scm-hv": Case(
        ":C owl:hasValue :v ; owl:onProperty :p . :D owl:hasValue :v ; owl:onProperty :q . :p rdfs:subPropertyOf :q .",
        ":C rdfs:subClassOf :D",
        ":p rdfs:subPropertyOf :q .",
    ),
    "scm-svf1": Case(
        ":C owl:someValuesFrom :X ; owl:onProperty :p . :D owl:someValuesFrom :Y ; owl:onProperty :p . "
        ":X rdfs:subClassOf :Y .",
        ":C rdfs:subClassOf :D",
        ":X rdfs:subClassOf :Y .",
    ),
    "scm-svf2": Case(
        ":C owl:someValuesFrom :Y ; owl:onProperty :p . :D owl:someValuesFrom :Y ; owl:onProperty :q . "
        ":p rdfs:subPropertyOf :q .",
        ":C rdfs:subClassOf :D",
        ":p rdfs:subPropertyOf :q .",
    ),
    "scm-avf1": Case(
        ":C owl:allValuesFrom :X ; owl:onProperty :p . :D owl:allValuesFrom :Y ; owl:onProperty :p . "
        ":X rdfs:subClassOf :Y .",
        ":C rdfs:subClassOf :D",
        ":X rdfs:subClassOf :Y .",
    ),
    "scm-avf2": Case(
        ":C owl:allValuesFrom :Y ; owl:onProperty :p . :D owl:allValuesFrom :Y ; owl:onProperty :q . "
        ":p rdfs:subPropertyOf :q .",
        ":D rdfs:subClassOf :C",
        ":p rdfs:subPropertyOf :q .",
    ),
    "scm-int": Case(":C owl:intersectionOf (:A :B) .", ":C rdfs:subClassOf :B", ":C owl:intersectionOf (:A :B) ."),
    "scm-uni": Case(":C owl:unionOf (:A :B) .", ":B rdfs:subClassOf :C", ":C owl:unionOf (:A :B) ."),
}
