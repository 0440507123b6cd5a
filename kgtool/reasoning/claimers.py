"""Whose inference it is: what follows from the shared statements, and what follows for each claimer besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox

from kgtool.errors import UsageError
from kgtool.reasoning.closure import Closure, as_triple
from kgtool.reasoning.proof import Inconsistency, Proof, Triple


@dataclass(frozen=True, slots=True)
class ClaimerInferences:
    """What one claimer's claims add: none of it follows from the shared statements alone."""

    inferred: tuple[Triple, ...]
    """Instance-level triples, sorted as N-Triples lines; neither claimed nor shared."""
    proofs: Mapping[Triple, Proof]
    """The shortest proof of each inferred triple."""
    inconsistencies: tuple[Inconsistency, ...]
    """Contradictions that the shared statements alone do not have."""


def infer_by_claimer(
    shared: Closure, claims: Mapping[str, Iterable[ox.Triple | Triple]], progress: Callable[[str], None] | None = None
) -> dict[str, ClaimerInferences]:
    """For each claimer, in the order of their names: the closure of shared and claimed, less that of shared.

    ``shared`` is not changed; each claimer's claims are added to a fork of it, so the cost is that of the claims.
    """
    known = set(shared.inferred)
    known_findings = {(finding.rule, finding.triples, finding.message) for finding in shared.inconsistencies}
    result = {}
    for claimer in sorted(claims):
        if progress is not None:
            progress(f"reasoning for {claimer}")
        own = [as_triple(triple) for triple in claims[claimer]]
        closure = shared.fork()
        closure.add(own)
        inferred = tuple(closure.inferred_beyond(shared, known))
        proofs: dict[Triple, Proof] = {}
        for triple in inferred:
            with suppress(UsageError):  # an engine that keeps no proofs
                proof = closure.explain(triple)
                if proof is not None:
                    proofs[triple] = proof
        result[claimer] = ClaimerInferences(
            inferred,
            proofs,
            tuple(
                finding
                for finding in closure.inconsistencies_beyond(shared)
                if (finding.rule, finding.triples, finding.message) not in known_findings
            ),
        )
    return result
