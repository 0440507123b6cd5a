"""The rules of OWL 2 RL/RDF as data: W3C OWL 2 Profiles (Second Edition), section 4.3, tables 4 to 9, in their order.

Each rule reads as in the tables: ``T(?x, ?p, ?y)`` is written ``?x ?p ?y``, and atoms are separated by `` . ``. A
number stands for a literal with that value. Where the tables write ``LIST[?l, ?e1 … ?en]`` and then speak of the
members, a body here says which members it means:

    some ?e in ?l           the rule holds for each member ?e
    pair ?e ?f in ?l        … for each two members, ?e before ?f
    all ?e in ?l ( … )      the atoms in the parentheses must hold for every member; ?z* is another variable for each
    path ?x ?l ?y           ?x and ?y are joined by a path along the properties of the list

How a rule is evaluated is no part of it, but ``by`` names the part of the engine that takes the place of plain joins.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, table, body and head as text; an empty head means *false*."""

    name: str
    table: int
    body: str
    head: str
    by: str = "join"
    """``join``; or ``equality`` (union-find), ``datatypes`` (value spaces), ``axioms`` (what always holds), ``other
    rules`` (whose closure covers it)."""


RULES: tuple[Rule, ...] = (
    # Table 4: the semantics of equality
    Rule("eq-ref", 4, "?s ?p ?o", "?s owl:sameAs ?s . ?p owl:sameAs ?p . ?o owl:sameAs ?o", "equality"),
    Rule("eq-sym", 4, "?x owl:sameAs ?y", "?y owl:sameAs ?x", "equality"),
    Rule("eq-trans", 4, "?x owl:sameAs ?y . ?y owl:sameAs ?z", "?x owl:sameAs ?z", "equality"),
    Rule("eq-rep-s", 4, "?s owl:sameAs ?t . ?s ?p ?o", "?t ?p ?o", "equality"),
    Rule("eq-rep-p", 4, "?p owl:sameAs ?q . ?s ?p ?o", "?s ?q ?o", "equality"),
    Rule("eq-rep-o", 4, "?o owl:sameAs ?t . ?s ?p ?o", "?s ?p ?t", "equality"),
    Rule("eq-diff1", 4, "?x owl:sameAs ?y . ?x owl:differentFrom ?y", "", "equality"),
    Rule(
        "eq-diff2", 4,
        "?x rdf:type owl:AllDifferent . ?x owl:members ?l . pair ?y ?z in ?l . ?y owl:sameAs ?z", "", "equality",
    ),
    Rule(
        "eq-diff3", 4,
        "?x rdf:type owl:AllDifferent . ?x owl:distinctMembers ?l . pair ?y ?z in ?l . ?y owl:sameAs ?z", "",
        "equality",
    ),
    # Table 5: the semantics of axioms about properties (prp-ap: vocabulary.ANNOTATION_PROPERTIES)
    Rule("prp-ap", 5, "", "?ap rdf:type owl:AnnotationProperty", "axioms"),
    Rule("prp-dom", 5, "?p rdfs:domain ?c . ?x ?p ?y", "?x rdf:type ?c"),
    Rule("prp-rng", 5, "?p rdfs:range ?c . ?x ?p ?y", "?y rdf:type ?c"),
    Rule("prp-fp", 5, "?p rdf:type owl:FunctionalProperty . ?x ?p ?y . ?x ?p ?z", "?y owl:sameAs ?z"),
    Rule("prp-ifp", 5, "?p rdf:type owl:InverseFunctionalProperty . ?x ?p ?y . ?z ?p ?y", "?x owl:sameAs ?z"),
    Rule("prp-irp", 5, "?p rdf:type owl:IrreflexiveProperty . ?x ?p ?x", ""),
    Rule("prp-symp", 5, "?p rdf:type owl:SymmetricProperty . ?x ?p ?y", "?y ?p ?x"),
    Rule("prp-asyp", 5, "?p rdf:type owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x", ""),
    Rule("prp-trp", 5, "?p rdf:type owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z", "?x ?p ?z"),
    Rule("prp-spo1", 5, "?p rdfs:subPropertyOf ?q . ?x ?p ?y", "?x ?q ?y"),
    Rule("prp-spo2", 5, "?p owl:propertyChainAxiom ?l . path ?u ?l ?v", "?u ?p ?v"),
    Rule("prp-eqp1", 5, "?p owl:equivalentProperty ?q . ?x ?p ?y", "?x ?q ?y", "other rules"),
    Rule("prp-eqp2", 5, "?p owl:equivalentProperty ?q . ?x ?q ?y", "?x ?p ?y", "other rules"),
    Rule("prp-pdw", 5, "?p owl:propertyDisjointWith ?q . ?x ?p ?y . ?x ?q ?y", ""),
    Rule(
        "prp-adp", 5,
        "?a rdf:type owl:AllDisjointProperties . ?a owl:members ?l . pair ?p ?q in ?l . ?x ?p ?y . ?x ?q ?y", "",
    ),
    Rule("prp-inv1", 5, "?p owl:inverseOf ?q . ?x ?p ?y", "?y ?q ?x"),
    Rule("prp-inv2", 5, "?p owl:inverseOf ?q . ?x ?q ?y", "?y ?p ?x"),
    Rule(
        "prp-key", 5,
        "?c owl:hasKey ?l . ?x rdf:type ?c . ?y rdf:type ?c . all ?k in ?l ( ?x ?k ?z* . ?y ?k ?z* )",
        "?x owl:sameAs ?y",
    ),
    Rule(
        "prp-npa1", 5,
        "?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetIndividual ?y . ?x ?p ?y", "",
    ),
    Rule(
        "prp-npa2", 5,
        "?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetValue ?y . ?x ?p ?y", "",
    ),
    # Table 6: the semantics of classes
    Rule("cls-thing", 6, "", "owl:Thing rdf:type owl:Class", "axioms"),
    Rule("cls-nothing1", 6, "", "owl:Nothing rdf:type owl:Class", "axioms"),
    Rule("cls-nothing2", 6, "?x rdf:type owl:Nothing", ""),
    Rule("cls-int1", 6, "?c owl:intersectionOf ?l . all ?e in ?l ( ?y rdf:type ?e )", "?y rdf:type ?c"),
    Rule("cls-int2", 6, "?c owl:intersectionOf ?l . some ?e in ?l . ?y rdf:type ?c", "?y rdf:type ?e"),
    Rule("cls-uni", 6, "?c owl:unionOf ?l . some ?e in ?l . ?y rdf:type ?e", "?y rdf:type ?c"),
    Rule("cls-com", 6, "?c owl:complementOf ?d . ?x rdf:type ?c . ?x rdf:type ?d", ""),
    Rule(
        "cls-svf1", 6,
        "?x owl:someValuesFrom ?y . ?x owl:onProperty ?p . ?u ?p ?v . ?v rdf:type ?y", "?u rdf:type ?x",
    ),
    Rule("cls-svf2", 6, "?x owl:someValuesFrom owl:Thing . ?x owl:onProperty ?p . ?u ?p ?v", "?u rdf:type ?x"),
    Rule("cls-avf", 6, "?x owl:allValuesFrom ?y . ?x owl:onProperty ?p . ?u rdf:type ?x . ?u ?p ?v", "?v rdf:type ?y"),
    Rule("cls-hv1", 6, "?x owl:hasValue ?y . ?x owl:onProperty ?p . ?u rdf:type ?x", "?u ?p ?y"),
    Rule("cls-hv2", 6, "?x owl:hasValue ?y . ?x owl:onProperty ?p . ?u ?p ?y", "?u rdf:type ?x"),
    Rule("cls-maxc1", 6, "?x owl:maxCardinality 0 . ?x owl:onProperty ?p . ?u rdf:type ?x . ?u ?p ?y", ""),
    Rule(
        "cls-maxc2", 6,
        "?x owl:maxCardinality 1 . ?x owl:onProperty ?p . ?u rdf:type ?x . ?u ?p ?y . ?u ?p ?z", "?y owl:sameAs ?z",
    ),
    Rule(
        "cls-maxqc1", 6,
        "?x owl:maxQualifiedCardinality 0 . ?x owl:onProperty ?p . ?x owl:onClass ?c . "
        "?u rdf:type ?x . ?u ?p ?y . ?y rdf:type ?c", "",
    ),
    Rule(
        "cls-maxqc2", 6,
        "?x owl:maxQualifiedCardinality 0 . ?x owl:onProperty ?p . ?x owl:onClass owl:Thing . "
        "?u rdf:type ?x . ?u ?p ?y", "",
    ),
    Rule(
        "cls-maxqc3", 6,
        "?x owl:maxQualifiedCardinality 1 . ?x owl:onProperty ?p . ?x owl:onClass ?c . "
        "?u rdf:type ?x . ?u ?p ?y . ?y rdf:type ?c . ?u ?p ?z . ?z rdf:type ?c", "?y owl:sameAs ?z",
    ),
    Rule(
        "cls-maxqc4", 6,
        "?x owl:maxQualifiedCardinality 1 . ?x owl:onProperty ?p . ?x owl:onClass owl:Thing . "
        "?u rdf:type ?x . ?u ?p ?y . ?u ?p ?z", "?y owl:sameAs ?z",
    ),
    Rule("cls-oo", 6, "?c owl:oneOf ?l . some ?e in ?l", "?e rdf:type ?c"),
    # Table 7: the semantics of class axioms
    Rule("cax-sco", 7, "?c rdfs:subClassOf ?d . ?x rdf:type ?c", "?x rdf:type ?d"),
    Rule("cax-eqc1", 7, "?c owl:equivalentClass ?d . ?x rdf:type ?c", "?x rdf:type ?d", "other rules"),
    Rule("cax-eqc2", 7, "?c owl:equivalentClass ?d . ?x rdf:type ?d", "?x rdf:type ?c", "other rules"),
    Rule("cax-dw", 7, "?c owl:disjointWith ?d . ?x rdf:type ?c . ?x rdf:type ?d", ""),
    Rule(
        "cax-adc", 7,
        "?a rdf:type owl:AllDisjointClasses . ?a owl:members ?l . pair ?c ?d in ?l . ?x rdf:type ?c . ?x rdf:type ?d",
        "",
    ),
    # Table 8: the semantics of datatypes (dt-type1: vocabulary.DATATYPES)
    Rule("dt-type1", 8, "", "?dt rdf:type rdfs:Datatype", "axioms"),
    Rule("dt-type2", 8, "", "?lt rdf:type ?dt", "datatypes"),
    Rule("dt-eq", 8, "", "?lt owl:sameAs ?lu", "datatypes"),
    Rule("dt-diff", 8, "", "?lt owl:differentFrom ?lu", "datatypes"),
    Rule("dt-not-type", 8, "?lt rdf:type ?dt", "", "datatypes"),
    # Table 9: the semantics of schema vocabulary
    Rule(
        "scm-cls", 9, "?c rdf:type owl:Class",
        "?c rdfs:subClassOf ?c . ?c owl:equivalentClass ?c . ?c rdfs:subClassOf owl:Thing . "
        "owl:Nothing rdfs:subClassOf ?c",
    ),
    Rule("scm-sco", 9, "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e", "?c rdfs:subClassOf ?e"),
    Rule("scm-eqc1", 9, "?c owl:equivalentClass ?d", "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c"),
    Rule("scm-eqc2", 9, "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c", "?c owl:equivalentClass ?d"),
    Rule(
        "scm-op", 9, "?p rdf:type owl:ObjectProperty", "?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p",
    ),
    Rule(
        "scm-dp", 9, "?p rdf:type owl:DatatypeProperty", "?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p",
    ),
    Rule("scm-spo", 9, "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r", "?p rdfs:subPropertyOf ?r"),
    Rule("scm-eqp1", 9, "?p owl:equivalentProperty ?q", "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p"),
    Rule("scm-eqp2", 9, "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p", "?p owl:equivalentProperty ?q"),
    Rule("scm-dom1", 9, "?p rdfs:domain ?c . ?c rdfs:subClassOf ?d", "?p rdfs:domain ?d"),
    Rule("scm-dom2", 9, "?q rdfs:domain ?c . ?p rdfs:subPropertyOf ?q", "?p rdfs:domain ?c"),
    Rule("scm-rng1", 9, "?p rdfs:range ?c . ?c rdfs:subClassOf ?d", "?p rdfs:range ?d"),
    Rule("scm-rng2", 9, "?q rdfs:range ?c . ?p rdfs:subPropertyOf ?q", "?p rdfs:range ?c"),
    Rule(
        "scm-hv", 9,
        "?c owl:hasValue ?i . ?c owl:onProperty ?p . ?d owl:hasValue ?i . ?d owl:onProperty ?q . "
        "?p rdfs:subPropertyOf ?q",
        "?c rdfs:subClassOf ?d",
    ),
    Rule(
        "scm-svf1", 9,
        "?c owl:someValuesFrom ?x . ?c owl:onProperty ?p . ?d owl:someValuesFrom ?y . ?d owl:onProperty ?p . "
        "?x rdfs:subClassOf ?y",
        "?c rdfs:subClassOf ?d",
    ),
    Rule(
        "scm-svf2", 9,
        "?c owl:someValuesFrom ?y . ?c owl:onProperty ?p . ?d owl:someValuesFrom ?y . ?d owl:onProperty ?q . "
        "?p rdfs:subPropertyOf ?q",
        "?c rdfs:subClassOf ?d",
    ),
    Rule(
        "scm-avf1", 9,
        "?c owl:allValuesFrom ?x . ?c owl:onProperty ?p . ?d owl:allValuesFrom ?y . ?d owl:onProperty ?p . "
        "?x rdfs:subClassOf ?y",
        "?c rdfs:subClassOf ?d",
    ),
    Rule(
        "scm-avf2", 9,
        "?c owl:allValuesFrom ?y . ?c owl:onProperty ?p . ?d owl:allValuesFrom ?y . ?d owl:onProperty ?q . "
        "?p rdfs:subPropertyOf ?q",
        "?d rdfs:subClassOf ?c",
    ),
    Rule("scm-int", 9, "?c owl:intersectionOf ?l . some ?e in ?l", "?c rdfs:subClassOf ?e"),
    Rule("scm-uni", 9, "?c owl:unionOf ?l . some ?e in ?l", "?e rdfs:subClassOf ?c"),
)  # fmt: skip

RULE = {rule.name: rule for rule in RULES}
