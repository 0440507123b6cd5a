"""Terms and their numbers. The built-in vocabulary always has the same numbers, the lowest ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kgtool.reasoning import vocabulary as v
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.proof import Term, Triple
from kgtool.reasoning.term_table import PADDING, TermTable, Words, hashes
from kgtool.reasoning.term_texts import check, kind_of, parse_term
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
SUB_CLASS_OF, SUB_PROPERTY_OF = NUMBER[v.SUB_CLASS_OF], NUMBER[v.SUB_PROPERTY_OF]
DOMAIN, RANGE = NUMBER[RDFS + "domain"], NUMBER[RDFS + "range"]
BUILT_IN_COUNT = len(BUILT_IN)
SCHEMA_KEYS = frozenset(NUMBER[iri] for iri in v.SCHEMA_PREDICATES)
"""Numbers of the predicates that belong to the schema."""

Bytes: TypeAlias = npt.NDArray[np.uint8]


class Terms:
    """A two-way dictionary of terms and numbers, filled one by one here and in bulk by the readers."""

    def __init__(self) -> None:
        self._kinds = bytearray(BUILT_IN_COUNT)
        self._built_in = bytearray()
        self._terms: list[Term | bytes] = [ox.NamedNode(iri) for iri in BUILT_IN]
        self._numbers: dict[Term, int] = {ox.NamedNode(iri): number for number, iri in enumerate(BUILT_IN)}
        self._table: TermTable | None = None
        self._fresh = 0

    def __len__(self) -> int:
        return len(self._terms)

    def number(self, term: Term) -> int:
        """The term's number; a new one where the term has none yet."""
        found = self.find(term)
        if found is None:
            found = self._numbers[term] = len(self._terms)
            self._terms.append(term)
            self._kinds.append(kind_of(term))
        return found

    def find(self, term: Term) -> int | None:
        """The term's number, or None."""
        found = self._numbers.get(term)
        if found is None and self._table is not None:
            text = str(term).encode()
            number = int(self._table.find(*_hashes_of([text]))[0])
            if number >= 0:
                found = self._numbers[term] = number
        return found

    def number_all(self, block: bytes, buffer: Bytes, starts: Ints, lengths: Ints, kinds: Bytes) -> Ints:
        """Numbers for strings of a buffer, each a term as N-Triples writes it, of the given kinds.

        ``block`` holds the same bytes as ``buffer``. Raises ValueError where a new term is not well-formed.
        """
        if self._table is None:
            self._table = TermTable()
        known = len(self._terms)
        if len(self._table) < known:
            self._table.put(*_hashes_of([self._text(number) for number in range(len(self._table), known)]))
        numbers, new = self._table.number(*hashes(buffer, starts, lengths))
        begin, kinds = starts[new], kinds[new]
        texts = [block[start:end] for start, end in zip(begin.tolist(), (begin + lengths[new]).tolist(), strict=True)]
        try:
            check(texts, kinds)
        except ValueError:
            self._table.cut(known)
            raise
        self._terms.extend(texts)
        self._kinds.extend(kinds.tobytes())
        return numbers

    def _text(self, number: int) -> bytes:
        term = self._terms[number]
        return term if isinstance(term, bytes) else str(term).encode()

    def kinds(self) -> npt.NDArray[np.uint8]:
        """Number → kind, for all terms. A copy."""
        return np.array(self._kinds, np.uint8)

    def fresh_blank_node(self) -> ox.BlankNode:
        """A blank node that no term here is yet, numbered in the order of asking."""
        while True:
            self._fresh += 1
            node = ox.BlankNode(f"anonymous{self._fresh}")
            if self.find(node) is None:
                return node

    def built_in(self) -> npt.NDArray[np.bool_]:
        """Number → whether it is a term of RDF, RDFS, OWL or XML Schema, for all terms."""
        for term in self._terms[len(self._built_in) :]:
            if isinstance(term, bytes):
                self._built_in.append(term.startswith(_BUILT_IN_STARTS))
            else:
                self._built_in.append(isinstance(term, ox.NamedNode) and v.is_built_in(term.value))
        return np.array(self._built_in, np.bool_)

    def term(self, number: int) -> Term:
        """The term of a number."""
        term = self._terms[number]
        if isinstance(term, bytes):
            term = self._terms[number] = parse_term(term)
        return term

    def is_blank(self, number: int) -> bool:
        """Whether the term is a blank node."""
        term = self._terms[number]
        return term[:1] == b"_" if isinstance(term, bytes) else isinstance(term, ox.BlankNode)

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


_BUILT_IN_STARTS = tuple(b"<" + start.encode() for start in (RDF, RDFS, OWL, XSD))


def _hashes_of(texts: list[bytes]) -> tuple[Words, Words]:
    lengths = np.array([len(text) for text in texts], np.int64)
    buffer = np.frombuffer(b"".join(texts) + bytes(PADDING), np.uint8)
    return hashes(buffer, lengths.cumsum() - lengths, lengths)
