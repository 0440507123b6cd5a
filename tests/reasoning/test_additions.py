"""What a fork adds, found from what changed, is what the whole closures differ by."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgtool.reasoning import Closure, reason
from kgtool.reasoning.column_engine import ColumnClosure
from kgtool.reasoning.proof import Inconsistency, Triple
from tests.reasoning.ontologies import CLASSES, NUMBERS, TYPE, ex, ontologies

EXAMPLES = int(os.environ.get("KGTOOL_EXAMPLES", "40"))
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def keys(findings: list[Inconsistency]) -> list[tuple[str, tuple[Triple, ...], str]]:
    return [(finding.rule, finding.triples, finding.message) for finding in findings]


def agree(shared: Closure, claimed: list[Triple]) -> None:
    fork = shared.fork()
    fork.add(claimed)
    known, known_findings = set(shared.inferred), set(keys(shared.inconsistencies))
    assert fork.inferred_beyond(shared, known) == [triple for triple in fork.inferred if triple not in known]
    if isinstance(fork, ColumnClosure) and isinstance(shared, ColumnClosure):
        rows = {fork.terms.triple((s, p, o)) for s, p, o in fork.rows_beyond(shared).tolist()}
        assert rows - known == set(fork.inferred) - known
    beyond = [key for key in keys(fork.inconsistencies_beyond(shared)) if key not in known_findings]
    assert beyond == [key for key in keys(fork.inconsistencies) if key not in known_findings]


@thorough
@given(ontologies(NUMBERS), st.integers(0, 2**16), st.floats(0.1, 0.9))
def test_of_any_claims(triples: list[Triple], seed: int, share: float) -> None:
    shuffled = random.Random(seed).sample(triples, len(triples))
    at = int(len(shuffled) * share)
    agree(reason(shuffled[:at]), shuffled[at:])


def test_of_two_forks_of_one_closure() -> None:
    shared = reason([(ex("a"), TYPE, CLASSES[0])])
    agree(shared, [(ex("b"), TYPE, CLASSES[1])])
    agree(shared, [(ex("a"), TYPE, CLASSES[1])])


@pytest.mark.parametrize("engine", ["columns", "owlrl"])
def test_engines_agree_with_themselves(engine: str) -> None:
    agree(reason([(ex("a"), TYPE, CLASSES[0])], engine=engine), [(ex("a"), TYPE, CLASSES[1])])
