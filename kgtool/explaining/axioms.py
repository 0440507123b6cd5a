"""The ontology's part in a proof: which premises are axioms, and how they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import BlankNode, NamedNode

from kgtool.explaining.explain import Explanation
from kgtool.store import Term
from kgtool.terms import RDF

_FIRST, _REST, _NIL = RDF + "first", RDF + "rest", NamedNode(RDF + "nil")


def is_axiom(reason: Explanation) -> bool:
    """Whether it rests on the ontology alone."""
    if reason.rule:
        return all(map(is_axiom, reason.premises))
    return reason.room == "ontology" or any(isinstance(term, BlankNode) for term in reason.statement)


def axioms_in_words(reasons: Iterable[Explanation], name: Callable[[str], str]) -> list[str]:
    """Axioms, lists put back together: ``speaks for · follows from the chain · (leads, delegation of)``.

    ``name`` gives what the thing of an IRI is called.
    """
    reasons = list(reasons)
    links = {
        (reason.statement[0], reason.statement[1].value): reason.statement[2]
        for reason in reasons
        if isinstance(reason.statement[1], NamedNode)
    }

    def text(term: Term) -> str:
        if isinstance(term, BlankNode):
            items = []
            while isinstance(term, BlankNode) and (term, _FIRST) in links:
                items.append(text(links[term, _FIRST]))
                term = links.get((term, _REST), _NIL)
            return f"({', '.join(items)})"
        return name(term.value) if isinstance(term, NamedNode) else str(term)

    statements = (reason.statement for reason in reasons)
    said = [(s, p, o) for s, p, o in statements if isinstance(p, NamedNode) and p.value not in {_FIRST, _REST}]
    return list(dict.fromkeys(f"{text(s)} · {text(p)} · {text(o)}" for s, p, o in said))
