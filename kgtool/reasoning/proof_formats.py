"""Proofs for people and programs: an indented tree, JSON, and Turtle in PROV-O."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from kgtool.reasoning.proof import Inconsistency, Proof, Term, triple_text
from kgtool.terms import PROV, RDF

RULES_PAGE = "https://www.w3.org/TR/owl2-profiles/#"
"""The rules are named by fragments of the W3C's page, such as ``#prp-dom``."""


def as_tree(proof: Proof) -> str:
    """The proof as indented lines, each triple above what it follows from."""
    lines: list[str] = []
    waiting = [(proof, 0)]
    while waiting:
        node, depth = waiting.pop()
        why = "asserted" if node.rule is None else f"by {node.rule}"
        lines.append(f"{'  ' * depth}{triple_text(node.triple)}  [{why}]")
        waiting.extend((premise, depth + 1) for premise in reversed(node.premises))
    return "\n".join(lines) + "\n"


def as_json(proof: Proof) -> dict[str, Any]:
    """The proof as nested objects with ``triple`` (three N-Triples terms), ``rule`` (or null) and ``premises``."""
    built: dict[int, dict[str, Any]] = {}
    for node in reversed(list(proof.nodes())):
        built[id(node)] = {
            "triple": [str(term) for term in node.triple],
            "rule": node.rule,
            "premises": [built[id(premise)] for premise in node.premises],
        }
    return built[id(proof)]


def inconsistency_as_json(finding: Inconsistency) -> dict[str, Any]:
    """An inconsistency as an object with ``rule``, ``message``, ``triples`` and ``proofs``."""
    return {
        "rule": finding.rule,
        "message": finding.message,
        "triples": [[str(term) for term in triple] for triple in finding.triples],
        "proofs": [as_json(proof) for proof in finding.proofs],
    }


def dumps(value: object) -> str:
    """JSON as it is written here: readable, every character as itself."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def as_turtle(proof: Proof) -> str:
    """The proof in PROV-O: each triple is an entity (a reified statement), each rule application an activity."""
    triples: list[ox.Triple] = []
    names: dict[object, ox.BlankNode] = {}

    def name(node: Proof) -> ox.BlankNode:
        known = names.get(node.triple)
        if known is None:
            known = names[node.triple] = ox.BlankNode(f"t{len(names)}")
            add(known, RDF + "type", ox.NamedNode(RDF + "Statement"))
            add(known, RDF + "type", ox.NamedNode(PROV + "Entity"))
            for part, term in zip(("subject", "predicate", "object"), node.triple, strict=True):
                add(known, RDF + part, term)
        return known

    def add(subject: ox.BlankNode, predicate: str, obj: Term) -> None:
        triples.append(ox.Triple(subject, ox.NamedNode(predicate), obj))

    done: set[object] = set()
    for node in proof.nodes():
        entity = name(node)
        if node.rule is None or node.triple in done:
            continue
        done.add(node.triple)
        step = ox.BlankNode(f"s{len(done)}")
        add(entity, PROV + "wasGeneratedBy", step)
        add(step, RDF + "type", ox.NamedNode(PROV + "Activity"))
        add(step, PROV + "hadPlan", ox.NamedNode(RULES_PAGE + node.rule))
        for premise in node.premises:
            add(step, PROV + "used", name(premise))
            add(entity, PROV + "wasDerivedFrom", name(premise))
    prefixes = {"prov": PROV, "rdf": RDF}
    text = ox.serialize(dict.fromkeys(triples), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None
    return text.decode()
