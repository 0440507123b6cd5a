"""Terms and their numbers. The built-in vocabulary always has the same numbers, the lowest ones."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kgtool.reasoning import vocabulary as v
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.proof import Term, Triple
from kgtool.terms import OWL, RDF, RDFS, XSD

CLASSES_OF_THE_VOCABULARY = (
    RDFS + "Class", RDFS + "Datatype", RDF + "Property", RDF + "List",
    *(OWL + name for name in (
        "Class", "Restriction", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "OntologyProperty",
        "FunctionalProperty", "InverseFunctionalProperty", "IrreflexiveProperty", "SymmetricProperty",
        "AsymmetricProperty", "TransitiveProperty", "ReflexiveProperty", "AllDisjointClasses",
        "AllDisjointProperties", "AllDifferent", "NegativePropertyAssertion", "NamedIndividual", "Ontology",
        "DataRange", "Axiom", "Annotation",
    )),
)  # fmt: skip

BUILT_IN = tuple(
    dict.fromkeys(
        (
            v.TYPE, v.SAME_AS, v.DIFFERENT_FROM, v.THING, v.NOTHING, v.FIRST, v.REST, v.NIL,
            *CLASSES_OF_THE_VOCABULARY, *sorted(v.SCHEMA_PREDICATES), *v.ANNOTATION_PROPERTIES, *v.DATATYPES,
        )
    )
)  # fmt: skip
"""The vocabulary in the order of its numbers."""

NUMBER = {iri: number for number, iri in enumerate(BUILT_IN)}
"""IRI → number, for the built-in vocabulary."""

TYPE, SAME_AS, DIFFERENT_FROM, THING, NOTHING, FIRST, REST, NIL = range(8)
BUILT_IN_COUNT = len(BUILT_IN)
SCHEMA_KEYS = frozenset(NUMBER[iri] for iri in v.SCHEMA_PREDICATES)
"""Numbers of the predicates that belong to the schema."""

RESOURCE, PLAIN, TAGGED, TYPED = range(4)
"""Kinds of terms: no literal; a plain string; a string with a language; a literal with a datatype."""


class Terms:
    """A two-way dictionary of terms and numbers, filled one by one here and in bulk by the readers."""

    def __init__(self) -> None:
        self._kinds = bytearray(BUILT_IN_COUNT)
        self._built_in = bytearray()
        self._terms: list[Term | None] = [ox.NamedNode(iri) for iri in BUILT_IN]
        self._numbers: dict[Term, int] = {term: i for i, term in enumerate(self._terms) if term is not None}

    def __len__(self) -> int:
        return len(self._terms)

    def number(self, term: Term) -> int:
        """The term's number; a new one where the term has none yet."""
        found = self._numbers.get(term)
        if found is None:
            found = self._numbers[term] = len(self._terms)
            self._terms.append(term)
            self._kinds.append(kind_of(term))
        return found

    def kinds(self) -> npt.NDArray[np.uint8]:
        """Number → kind, for all terms. A copy."""
        return np.array(self._kinds, np.uint8)

    def find(self, term: Term) -> int | None:
        """The term's number, or None."""
        return self._numbers.get(term)

    def built_in(self) -> npt.NDArray[np.bool_]:
        """Number → whether it is a term of RDF, RDFS, OWL or XML Schema, for all terms."""
        for term in self._terms[len(self._built_in) :]:
            self._built_in.append(isinstance(term, ox.NamedNode) and v.is_built_in(term.value))
        return np.array(self._built_in, np.bool_)

    def term(self, number: int) -> Term:
        """The term of a number."""
        term = self._terms[number]
        assert term is not None
        return term

    def triple(self, triple: tuple[int, int, int]) -> Triple:
        subject, predicate, obj = triple
        return self.term(subject), self.term(predicate), self.term(obj)

    def numbers(self, triples: Iterable[Triple]) -> Ints:
        """The triples as an array of shape (n, 3)."""
        number = self.number
        flat = [number(term) for triple in triples for term in triple]
        return np.array(flat, np.int64).reshape(-1, 3)

    def find_triple(self, triple: Triple) -> tuple[int, int, int] | None:
        """The triple in numbers, or None where a term of it has no number."""
        subject, predicate, obj = (self.find(term) for term in triple)
        if subject is None or predicate is None or obj is None:
            return None
        return subject, predicate, obj


def kind_of(term: Term) -> int:
    """The kind of one term."""
    if not isinstance(term, ox.Literal):
        return RESOURCE
    if term.language:
        return TAGGED
    return PLAIN if term.datatype.value == XSD + "string" else TYPED
