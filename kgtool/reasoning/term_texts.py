"""Terms as N-Triples writes them: of which kind a text is, whether it is well-formed, and which term it stands for."""

from __future__ import annotations

import re
from itertools import compress
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kgtool.reasoning.proof import Term
from kgtool.reasoning.term_table import PADDING
from kgtool.terms import RDF, XSD

Bytes: TypeAlias = npt.NDArray[np.uint8]
RESOURCE, PLAIN, TAGGED, TYPED = range(4)
"""Kinds of terms: no literal; a plain string; a string with a language; a literal with a datatype."""

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


def check(texts: list[bytes], kinds: Bytes) -> None:
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
        check([text], np.array([kind], np.uint8))
    except ValueError:
        return False
    return True


def _decode(text: bytes) -> None:
    if not text.isascii():
        text.decode("utf-8")


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
