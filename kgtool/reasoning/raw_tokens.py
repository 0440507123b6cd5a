"""Turtle's tokens as terms: each different token is looked at once, however often it stands in the file."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from kgtool.reasoning.columns import Ints
from kgtool.reasoning.term_table import PADDING, TermTable, hashes
from kgtool.reasoning.term_texts import PLAIN, RESOURCE, TAGGED, TYPED, is_well_formed
from kgtool.reasoning.terms import Terms
from kgtool.terms import RDF, XSD

Bytes = npt.NDArray[np.uint8]
_IRI = re.compile(rb'<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*>')
_NAME = re.compile(r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:](?:[\w.:-]*[\w:-])?)?")
_BLANK = re.compile(r"_:\w(?:[\w.-]*[\w-])?")
_TAG = re.compile(rb"@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*")
_STRING, _TYPE = b"<" + (XSD + "string").encode() + b">", b"<" + (RDF + "type").encode() + b">"
_USUAL_STARTS = (b"<http://", b"<https://", b"<urn:", b"<file://", b"<mailto:")
_NEEDS_ESCAPE = re.compile(rb"[\x00-\x1f\x7f\\]")


class RawTokens:
    """Raw token → term number, -1 for tokens that only the parser understands."""

    def __init__(self, terms: Terms, prefixes: dict[bytes, bytes]) -> None:
        self._terms = terms
        self._prefixes = prefixes
        self._table = TermTable()
        self._numbers: Ints = np.empty(0, np.int64)

    def number(self, block: bytes, buffer: Bytes, starts: Ints, lengths: Ints) -> Ints:
        """The term numbers of a block's tokens."""
        tokens, new = self._table.number(*hashes(buffer, starts, lengths))
        if len(new):
            spans = zip(starts[new].tolist(), (starts[new] + lengths[new]).tolist(), strict=True)
            self._numbers = np.concatenate((self._numbers, self._terms_of([block[start:end] for start, end in spans])))
        return self._numbers[tokens]

    def _terms_of(self, tokens: list[bytes]) -> Ints:
        found: list[tuple[bytes, int] | None] = [
            (token, RESOURCE)
            if token.startswith(_USUAL_STARTS) and token.find(b">") == len(token) - 1
            else self._canonical(token)
            for token in tokens
        ]
        try:
            return self._numbers_of(found)
        except ValueError:
            return self._numbers_of([term if term and is_well_formed(*term) else None for term in found])

    def _numbers_of(self, found: list[tuple[bytes, int] | None]) -> Ints:
        """The numbers of terms, -1 for None. Raises ValueError where one is not well-formed."""
        result = np.full(len(found), -1, np.int64)
        understood = [place for place, term in enumerate(found) if term is not None]
        written = [term[0] for term in found if term is not None]
        if written:
            text = b"".join(written)
            lengths = np.fromiter(map(len, written), np.int64, len(written))
            buffer = np.frombuffer(text + bytes(PADDING), np.uint8)
            kinds = np.array([term[1] for term in found if term is not None], np.uint8)
            starts = lengths.cumsum() - lengths
            result[understood] = self._terms.number_all(text, buffer, starts, lengths, kinds)
        return result

    def _canonical(self, token: bytes) -> tuple[bytes, int] | None:
        """The token as N-Triples writes the term, and the term's kind; None where this is for the parser."""
        lead = token[:1]
        if lead == b"<":
            return (token, RESOURCE) if _IRI.fullmatch(token) and _is_utf8(token) else None
        if lead == b'"':
            return self._literal(token)
        if token == b"a":
            return _TYPE, RESOURCE
        if lead == b"_":
            return (token, RESOURCE) if _is_utf8(token) and _BLANK.fullmatch(token.decode()) else None
        iri = self._expanded(token)
        return None if iri is None else (iri, RESOURCE)

    def _expanded(self, name: bytes) -> bytes | None:
        prefix, colon, local = name.partition(b":")
        if not colon or not _is_utf8(name) or not _NAME.fullmatch(name.decode()):
            return None
        space = self._prefixes.get(prefix)
        if space is None:
            return None
        iri = b"<" + space + local + b">"
        return iri if _IRI.fullmatch(iri) else None

    def _literal(self, token: bytes) -> tuple[bytes, int] | None:
        end = token.rfind(b'"', 1) + 1
        if end == len(token) and end > 1 and token.count(b'"') == 2 and b"\\" not in token:
            return token, PLAIN  # what else may be wrong with it is seen when it is numbered
        body, tail = token[:end], token[end:]
        if end < 2 or body.count(b'"') != 2 or _NEEDS_ESCAPE.search(body) or not _is_utf8(body):
            return None
        if not tail:
            return body, PLAIN
        if tail[:1] == b"@":
            return (body + tail.lower(), TAGGED) if _TAG.fullmatch(tail) else None
        if tail[:2] != b"^^":
            return None
        datatype = tail[2:] if _IRI.fullmatch(tail[2:]) else self._expanded(tail[2:])
        if datatype is None or datatype == b"<" + (RDF + "langString").encode() + b">":
            return None
        return (body, PLAIN) if datatype == _STRING else (body + b"^^" + datatype, TYPED)


def _is_utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
