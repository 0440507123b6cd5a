"""OWL 2 RL reasoning over RDF triples, with a proof for everything that follows.

In go asserted triples, schema and data alike; out comes a :class:`Closure`: what follows, what contradicts itself, and
why. All 78 rules of W3C OWL 2 Profiles, section 4.3, tables 4 to 9, are applied; inconsistencies are findings,
never an abort. Nothing here knows English, articles, or rdflib (unless a caller brings or wants an rdflib graph).

>>> import pyoxigraph as ox
>>> leads, member = ox.NamedNode("http://example.org/leads"), ox.NamedNode("http://example.org/memberOf")
>>> sub = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")
>>> ann, team = ox.NamedNode("http://example.org/ann"), ox.NamedNode("http://example.org/team")
>>> closure = reason([(ann, leads, team)], schema=[(leads, sub, member)])
>>> (ann, member, team) in closure.inferred
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kgtool.errors import UsageError
from kgtool.reasoning.claimers import ClaimerInferences, infer_by_claimer
from kgtool.reasoning.closure import Closure, as_triple, is_instance_level
from kgtool.reasoning.proof import Inconsistency, Proof, Term, Triple

if TYPE_CHECKING:
    from kgtool.reasoning.files import (
        reason_arrays,
        reason_file,
        reason_files,
        reason_graph,
        reason_store,
        reason_text,
        to_rdflib,
        to_store,
        write_closure,
    )

__all__ = [
    "ClaimerInferences",
    "Closure",
    "Inconsistency",
    "Proof",
    "Term",
    "Triple",
    "infer_by_claimer",
    "is_instance_level",
    "reason",
    "reason_arrays",
    "reason_by_claimer",
    "reason_file",
    "reason_files",
    "reason_graph",
    "reason_store",
    "reason_text",
    "to_rdflib",
    "to_store",
    "write_closure",
]

_IN_FILES = frozenset(__all__) & {
    "reason_arrays", "reason_file", "reason_files", "reason_graph", "reason_store", "reason_text", "to_rdflib",
    "to_store", "write_closure",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _IN_FILES:
        from kgtool.reasoning import files

        return getattr(files, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


ENGINES = ("columns", "owlrl")


def reason(
    triples: Iterable[ox.Triple | Triple],
    schema: Iterable[ox.Triple | Triple] = (),
    *,
    engine: str = "columns",
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Closure:
    """The closure of ``triples`` and ``schema`` under OWL 2 RL.

    ``engine`` is ``"columns"`` (this package's own) or ``"owlrl"`` (the reference, slow, without proofs). ``limit`` is
    the largest number of derived triples; beyond it LimitExceeded is raised. ``progress`` is called with a line of text
    now and then on long runs. Raises UsageError for an unknown engine.
    """
    if engine not in ENGINES:
        raise UsageError(f"unknown reasoning engine {engine!r}", hint=f"one of {', '.join(ENGINES)}")
    if engine == "owlrl":
        from kgtool.reasoning.owlrl_engine import OwlrlClosure

        return OwlrlClosure(chain(triples, schema), limit)
    from kgtool.reasoning.column_engine import ColumnClosure
    from kgtool.reasoning.terms import Terms

    terms = Terms()
    rows = terms.numbers(as_triple(triple) for triple in chain(triples, schema))
    return ColumnClosure(terms, rows, limit, progress)


def reason_by_claimer(
    shared: Iterable[ox.Triple | Triple],
    claims: Mapping[str, Iterable[ox.Triple | Triple]],
    schema: Iterable[ox.Triple | Triple] = (),
    *,
    engine: str = "columns",
    limit: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[Closure, dict[str, ClaimerInferences]]:
    """The closure of what is shared, and for each claimer what their claims add to it.

    What rests on a claim is that claimer's: claims of different claimers are never reasoned over together.
    """
    closure = reason(shared, schema, engine=engine, limit=limit, progress=progress)
    return closure, infer_by_claimer(closure, claims, progress)
