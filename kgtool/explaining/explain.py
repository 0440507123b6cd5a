"""Why a statement is in the graph: the quotes that say it, or the rule and the premises, down to quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode

from kgtool.querying import Labels
from kgtool.querying.binding import expand
from kgtool.reasoning import Proof, reason
from kgtool.store import LocalStore, Table, Term
from kgtool.store.notation import quoted
from kgtool.terms import BACKGROUND_GRAPH, ID, JOINED_GRAPH, ONTOLOGY_GRAPH
from kgtool.voices import Statement, Voices

JOINED = "the same parties, and rounds on which both articles agree"
"""Why negotiations of two articles are one."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of an article, letter for letter; ``claimer`` is an IRI, empty where it is the article's own voice."""

    document: str
    start: int
    end: int
    text: str
    claimer: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a statement holds: ``quotes``, or a ``rule`` with premises, or the ``room`` in which it is written."""

    statement: Statement
    quotes: tuple[Quote, ...] = ()
    rule: str = ""
    premises: tuple[Explanation, ...] = ()
    room: str = ""
    claimer: str = ""
    """Whose inference it is; empty where it follows for everybody."""


def find_statements(store: LocalStore, subject: str, predicate: str, value: str) -> list[Statement]:
    """The statements of a store that three texts may mean: IRIs, ``prefix:name``, or names; or a literal's text."""
    labels = Labels(store)
    subjects, predicates, values = (
        [NamedNode(iri) for iri in find_things(labels, text)] for text in (subject, predicate, value)
    )
    terms: list[Term] = [*values, Literal(value)]
    condition = f"?o IN ({', '.join(map(str, terms))}) || (isLiteral(?o) && STR(?o) = {quoted(value)})"
    return _statements(store, subjects, predicates, condition)


def stated_of(store: LocalStore, subject: str, predicate: str) -> list[Statement]:
    """The statements with this subject and property, each an IRI, ``prefix:name`` or name; whatever their objects."""
    labels = Labels(store)
    subjects, predicates = ([NamedNode(iri) for iri in find_things(labels, text)] for text in (subject, predicate))
    return _statements(store, subjects, predicates, "true")


def _statements(
    store: LocalStore, subjects: list[NamedNode], predicates: list[NamedNode], condition: str
) -> list[Statement]:
    if not subjects or not predicates:
        return []
    result = store.query(
        f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {' '.join(map(str, subjects))} }} "
        f"VALUES ?p {{ {' '.join(map(str, predicates))} }} ?s ?p ?o FILTER({condition}) }} ORDER BY ?s ?p ?o"
    )
    rows = result.rows if isinstance(result, Table) else []
    return [(s, p, o) for s, p, o in rows if s is not None and p is not None and o is not None]


def find_things(labels: Labels, text: str) -> list[str]:
    """The IRIs that a text may mean: the one that it is or abbreviates, else those of the things so called."""
    iri = expand(text)
    return [iri] if iri is not None else labels.find(text)


def explain(store: LocalStore, statement: Statement) -> list[Explanation]:
    """Every reason for a statement: as said, as written in a room, as inferred for everybody or for a claimer."""
    return _Explainer(store).explain(statement)


class _Explainer:
    def __init__(self, store: LocalStore) -> None:
        self.store = store

    def explain(self, statement: Statement) -> list[Explanation]:
        said = self.asserted(statement)
        reasons = [said] if said.quotes or said.room else []
        for claimer in self.inferred_for(statement):
            proof = self.proof(statement, claimer)
            if proof is not None and not proof.asserted:
                reasons.append(self.from_proof(proof, claimer))
        return reasons

    def asserted(self, statement: Statement, claimers: Iterable[str] | None = None) -> Explanation:
        """The statement with its quotes; ``claimers`` limits whose (the articles' own voice always counts)."""
        quotes = tuple(
            quote
            for quote in quotes_of(self.store, statement)
            if claimers is None or not quote.claimer or quote.claimer in claimers
        )
        room = "" if quotes else next(self.rooms(statement), "")
        premises = tuple(self.agreeing(statement)) if room == JOINED else ()
        return Explanation(statement, quotes, premises=premises, room=room)

    def agreeing(self, statement: Statement) -> Iterator[Explanation]:
        """What both articles say of the rounds for which two negotiations were found to be one."""
        result = self.store.query(
            "SELECT DISTINCT ?s ?p ?o { "
            f"?join kg:joins {statement[0]} , {statement[2]} ; kg:agreeing ?s . "
            "VALUES ?p { kg:process kg:roundNumber kg:date kg:place } "
            "GRAPH ?in { ?s ?p ?o } ?in a kg:Narration } ORDER BY ?p ?s ?o"
        )
        for s, p, o in result.rows if isinstance(result, Table) else []:
            if s is not None and p is not None and o is not None:
                yield self.asserted((s, p, o), ())

    def rooms(self, statement: Statement) -> Iterator[str]:
        for graph, room in (
            (BACKGROUND_GRAPH, "background knowledge"), (ONTOLOGY_GRAPH, "ontology"), (JOINED_GRAPH, JOINED)
        ):  # fmt: skip
            if any(True for _ in self.store.quads.quads_for_pattern(*statement, NamedNode(graph))):  # type: ignore[arg-type]
                yield room

    def inferred_for(self, statement: Statement) -> list[str]:
        """Claimers for whom the statement is inferred, ``""`` first for everybody."""
        result = self.store.query(
            f"SELECT DISTINCT ?g ?claimer {{ GRAPH ?g {{ {_pattern(statement)} }} ?g a kg:Inference "
            "OPTIONAL { ?g kg:claimedBy ?claimer } } ORDER BY ?claimer"
        )
        rows = result.rows if isinstance(result, Table) else []
        return [claimer.value if isinstance(claimer, NamedNode) else "" for _, claimer in rows]

    def proof(self, statement: Statement, claimer: str) -> Proof | None:
        voices = Voices.of(self.store)
        return reason(chain(voices.shared, voices.claims.get(claimer, [])), voices.schema).explain(statement)

    def from_proof(self, proof: Proof, claimer: str) -> Explanation:
        if proof.rule is None:
            return self.asserted(proof.triple, {claimer})
        premises = tuple(self.from_proof(premise, claimer) for premise in proof.premises)
        return Explanation(proof.triple, rule=proof.rule, premises=premises, claimer=claimer)


def _pattern(statement: Statement) -> str:
    return " ".join(map(str, statement))


def quotes_of(store: LocalStore, statement: Statement) -> list[Quote]:
    """The quotes of the claims that make a statement, in the order of the articles."""
    result = store.query(
        "SELECT DISTINCT ?document ?start ?end ?quote ?claimer { "
        f"GRAPH ?claim {{ {_pattern(statement)} }} "
        "?claim kg:document ?document ; kg:start ?start ; kg:end ?end ; kg:quote ?quote "
        "OPTIONAL { ?claim kg:claimedBy ?claimer FILTER NOT EXISTS { ?claim a kg:Narration } } } "
        "ORDER BY ?document ?start ?end ?claimer"
    )
    rows = result.rows if isinstance(result, Table) else []
    return [
        Quote(_value(document).removeprefix(ID), int(_value(start)), int(_value(end)), _value(quote), _value(claimer))
        for document, start, end, quote, claimer in rows
    ]


def _value(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
