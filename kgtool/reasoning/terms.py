"""Terms and their numbers. The built-in vocabulary always has the same numbers, the lowest ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import compress
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kgtool.reasoning import vocabulary as v
from kgtool.reasoning.columns import Ints
from kgtool.reasoning.proof import Term, Triple
from kgtool.reasoning.term_table import PADDING, TermTable, Words, hashes
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

Bytes: TypeAlias = npt.NDArray[np.uint8]
RESOURCE, PLAIN, TAGGED, TYPED = range(4)
"""Kinds of terms: no literal; a plain string; a string with a language; a literal with a datatype."""


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
            _check(texts, kinds)
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
_BLANK = re.compile(r"_:[\w:](?:[\w.:·-]*[\w:·-])?")
_NO_DATATYPES = {b'"^^<' + (RDF + name).encode() + b">" for name in ("langString", "dirLangString")}
_USUAL_STARTS = tuple(
    (np.uint64(int.from_bytes(start, "little")), np.uint64((1 << (8 * len(start))) - 1))
    for start in (b"<http:", b"<https:")
)
"""How most IRIs begin, as the first word of their text: (what stands in it, which bytes of it count)."""
_RARE = tuple(bytes([sign]) for sign in b'"{}|^`\\[]%\x7f')
"""What stands in no IRI, or must be looked at closely."""
_LESS, _GREATER, _COLON, _HASH = b"<>:#"


def _check(texts: list[bytes], kinds: Bytes) -> None:
    """Raises ValueError where a new term cannot be one, or is not as the parser would write it.

    What the shape of its line says is not looked at again: how it begins and how a literal ends, that there is neither
    a backslash nor a control character (but perhaps the last one) in it, and a blank in literals only.
    """
    _check_resources(list(compress(texts, (kinds == RESOURCE).tolist())))
    if not kinds.any():
        return
    strings = list(compress(texts, ((kinds == PLAIN) | (kinds == TAGGED)).tolist()))
    typed = list(compress(texts, (kinds == TYPED).tolist()))
    joined = b"".join([*strings, *typed])
    _decode(joined)
    if b"\x7f" in joined or joined.count(b'"') != 2 * (len(strings) + len(typed)):
        raise ValueError("a control character, or a quote within quotes")
    datatypes = {text[text.rindex(b'"', 1) :] for text in typed}
    if any(text[:3] != b'"^^' for text in datatypes) or datatypes & _NO_DATATYPES:
        raise ValueError("not a datatype")
    _check_resources([text[3:] for text in datatypes])


def _check_resources(texts: list[bytes]) -> None:
    """Raises ValueError where one is neither an IRI nor a blank node; what clearly is an IRI is passed in bulk."""
    if not texts:
        return
    joined = b"".join((*texts, bytes(PADDING)))
    if joined.isascii() and not any(sign in joined for sign in _RARE):
        texts = [texts[place] for place in _doubtful(joined, texts)]
    for text in texts:
        if text[:1] == b"_":
            if not _BLANK.fullmatch(text.decode()):
                raise ValueError(f"not a blank node: {text!r}")
        elif text[-1:] != b">":
            raise ValueError(f"not an IRI: {text!r}")
        else:
            ox.NamedNode(text[1:-1].decode())


def _doubtful(joined: bytes, texts: list[bytes]) -> list[int]:
    """Which are not of the form http:… with one colon, at most one hash, and angle brackets only around."""
    signs = np.frombuffer(joined, np.uint8)
    ends = np.fromiter(map(len, texts), np.int64, len(texts)).cumsum()
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    first = np.ndarray((len(joined) - 7,), "<u8", joined, strides=(1,))[starts]
    doubtful = signs[ends - 1] != _GREATER
    doubtful |= ~np.logical_or.reduce([first & mask == start for start, mask in _USUAL_STARTS])
    for sign in (_LESS, _GREATER, _COLON, _HASH):
        of_text = ends.searchsorted(np.flatnonzero(signs == sign), side="right")
        doubtful[of_text[1:][of_text[1:] == of_text[:-1]]] = True
    return np.flatnonzero(doubtful).tolist()


def is_well_formed(text: bytes, kind: int) -> bool:
    """Whether a text that looks like a term of this kind is one, as N-Triples writes it."""
    try:
        _check([text], np.array([kind], np.uint8))
    except ValueError:
        return False
    return True


def _decode(text: bytes) -> None:
    if not text.isascii():
        text.decode("utf-8")


def _hashes_of(texts: list[bytes]) -> tuple[Words, Words]:
    lengths = np.array([len(text) for text in texts], np.int64)
    buffer = np.frombuffer(b"".join(texts) + bytes(PADDING), np.uint8)
    return hashes(buffer, lengths.cumsum() - lengths, lengths)


def parse_term(text: bytes) -> Term:
    """The term that N-Triples writes so."""
    if text[:1] == b"<" and text[1:2] != b"<":
        return ox.NamedNode(text[1:-1].decode())
    if text[:1] == b"_":
        return ox.BlankNode(text[2:].decode())
    body, _, tail = text.decode().rpartition('"')
    if "\\" not in body and body[:1] == '"':
        if not tail:
            return ox.Literal(body[1:])
        if tail[0] == "@":
            return ox.Literal(body[1:], language=tail[1:])
        return ox.Literal(body[1:], datatype=ox.NamedNode(tail[3:-1]))
    term: Term = next(iter(ox.parse(b"<a:a> <a:a> " + text + b" .", format=ox.RdfFormat.N_TRIPLES))).object
    return term


def kind_of(term: Term) -> int:
    """The kind of one term."""
    if not isinstance(term, ox.Literal):
        return RESOURCE
    if term.language:
        return TAGGED
    return PLAIN if term.datatype.value == XSD + "string" else TYPED
