"""Every triple that is inferred from the project's own article is explained down to quotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kgtool.explaining import quotes_of
from kgtool.project import Project
from kgtool.reasoning import Proof, infer_by_claimer, reason
from kgtool.reasoning.proof import Triple
from kgtool.store import LocalStore
from kgtool.terms import BACKGROUND_GRAPH, ONTOLOGY_GRAPH
from kgtool.voices import Voices, inferred_graph
from tests.reasoning.naive import is_rule_instance

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def store() -> LocalStore:
    found = Project.at(ROOT).open_store()
    assert isinstance(found, LocalStore)
    return found


@pytest.fixture(scope="module")
def proofs(store: LocalStore) -> dict[str, dict[Triple, Proof]]:
    """Claimer (empty for the article's own voice) → inferred triple → its shortest proof."""
    voices = Voices.of(store)
    closure = reason(voices.shared, voices.schema)
    found: dict[str, dict[Triple, Proof]] = {"": {}}
    for triple in closure.inferred:
        proof = closure.explain(triple)
        assert proof is not None
        found[""][triple] = proof
    for claimer, added in infer_by_claimer(closure, voices.claims).items():
        found[claimer] = dict(added.proofs)
    return found


def test_every_inferred_triple_of_the_graph_has_a_proof(
    store: LocalStore, proofs: dict[str, dict[Triple, Proof]]
) -> None:
    written = 0
    for claimer, explained in proofs.items():
        graph = NamedNode(inferred_graph(claimer))
        for quad in store.quads.quads_for_pattern(None, None, None, graph):
            if quad.subject != graph:
                written += 1
                assert (quad.subject, quad.predicate, quad.object) in explained
    assert written > 50


def test_every_proof_ends_in_quotes_background_or_ontology(
    store: LocalStore, proofs: dict[str, dict[Triple, Proof]]
) -> None:
    rooms = (NamedNode(BACKGROUND_GRAPH), NamedNode(ONTOLOGY_GRAPH))
    leaves: dict[Triple, bool] = {}
    with_quotes = 0
    for claimer, explained in proofs.items():
        for triple, proof in explained.items():
            quoted = False
            for node in proof.nodes():
                assert is_rule_instance(node), (claimer, triple)
                if not node.asserted:
                    continue
                if node.triple not in leaves:
                    leaves[node.triple] = bool(quotes_of(store, node.triple))
                in_room = any(True for room in rooms for _ in store.quads.quads_for_pattern(*node.triple, room))  # type: ignore[arg-type]
                assert leaves[node.triple] or in_room, node.triple
                quoted |= leaves[node.triple]
            with_quotes += quoted
            assert quoted or not claimer, (claimer, triple)  # what is a claimer's rests on their quotes
    assert with_quotes > 50
