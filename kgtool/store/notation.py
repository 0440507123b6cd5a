"""RDF terms as Turtle, TriG and SPARQL write them: prefixed where shorter and safe, escaped where it must be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from kgtool.terms import ID, PREFIXES, RDF, XSD

_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = _LETTER + "0-9_\u00b7\u0300-\u036f\u203f-\u2040-"
LOCAL_NAME = re.compile(f"[{_LETTER}0-9_](?:[{_NAME}.]*[{_NAME}])?")
"""Local names of Turtle 1.1 (PN_LOCAL) that need no escapes."""
_PATH = re.compile(f"[{_NAME}]+(?:/[{_NAME}]+(?:\\.[{_NAME}]+)*)+")
_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f\x85\u2028\u2029]')
_NAMESPACE = re.compile("^(.*[#/])([^#/]*)$")


class Notation:
    """Writes terms with given prefixes, and IRIs below ``base`` as relative ones; remembers which it used."""

    def __init__(self, prefixes: Mapping[str, str] = PREFIXES, base: str | None = ID) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._base = base
        self._known: dict[str, str] = {}
        self.used: set[str] = set()
        self.base_used = False

    def iri(self, iri: str) -> str:
        """``kg:ledBy``, ``<istanbul-talks/claim/2.1>`` or ``<https://…>``."""
        known = self._known.get(iri)
        if known is None:
            known = self._known[iri] = self._shorten(iri)
        return known

    def _shorten(self, iri: str) -> str:
        parts = _NAMESPACE.match(iri)
        if parts and parts[1] in self._by_namespace and LOCAL_NAME.fullmatch(parts[2]):
            prefix = self._by_namespace[parts[1]]
            self.used.add(prefix)
            return f"{prefix}:{parts[2]}"
        if self._base and iri.startswith(self._base) and _PATH.fullmatch(iri[len(self._base) :]):
            self.base_used = True
            return f"<{iri[len(self._base) :]}>"
        return f"<{iri}>"

    def term(self, term: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
        """Any term."""
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Literal):
            return self._literal(term)
        return str(term)

    def _literal(self, literal: Literal) -> str:
        if literal.language:
            return f"{quoted(literal.value)}@{literal.language}"
        datatype = literal.datatype.value
        if datatype == XSD + "string":
            return quoted(literal.value)
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(literal.value):
            return literal.value
        return f"{quoted(literal.value)}^^{self.iri(datatype)}"

    def predicate(self, predicate: NamedNode) -> str:
        """A predicate, ``rdf:type`` as ``a``."""
        return "a" if predicate.value == RDF + "type" else self.iri(predicate.value)


def quoted(text: str) -> str:
    """A string on one line, in double quotes."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
