"""Turtle for a person: what the articles say first, then what follows, then who says it and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from kgtool.exporting.voiced import Voiced
from kgtool.store import Term
from kgtool.store.notation import Notation
from kgtool.store.trig import turtle_body, turtle_head
from kgtool.terms import ID

_INTRODUCTION = """\
# What is stated as a plain triple is said by the articles themselves, or follows from that. What somebody else claims
# is stated only as an rdf:Statement that the claim states. Every claim and narration has its quote.
"""


def readable_turtle(voiced: Voiced, labels: Mapping[str, str]) -> str:
    """All triples of a graph in sections; things whose IRI is a number or a path have their label as a comment."""
    notation = Notation()
    said = {triple for triples in voiced.narrated.values() for triple in triples}
    followed = set(voiced.inferred) - said
    known = set(voiced.known) - said - followed
    sections = (
        ("What the articles say", said),
        ("What follows from what they say", followed),
        ("What is known beforehand", known),
        ("Articles, sentences, narrations and claims", set(voiced.provenance) - said - followed - known),
        ("What each narration and claim states", set(voiced.reified())),
    )

    def comment(term: Term) -> str:
        if not isinstance(term, NamedNode) or not _needs_label(term.value):
            return ""
        return labels.get(term.value, "")

    bodies = [_section(title, triples, notation, comment) for title, triples in sections if triples]
    return "\n".join([turtle_head(notation) + "\n" + _INTRODUCTION, *bodies])


def _section(title: str, triples: Iterable[Triple], notation: Notation, comment: object) -> str:
    assert callable(comment)
    return f"# --- {title}\n\n{turtle_body(triples, notation, comment)}"


def _needs_label(iri: str) -> bool:
    """Whether an IRI says nothing to a reader: one that an article has for itself."""
    return iri.startswith(ID) and "/" in iri.removeprefix(ID)
