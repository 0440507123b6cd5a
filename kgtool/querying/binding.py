"""Values for the parameters of a stored query: each becomes an RDF term, which replaces the token ``$name``.

The text of a value is never pasted into the query: whatever it holds, it is one IRI or one literal.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from kgtool.errors import UsageError
from kgtool.querying.stored import Parameter, StoredQuery
from kgtool.querying.tokens import Kind, tokenize
from kgtool.store.notation import quoted
from kgtool.terms import PREFIXES, XSD

Resolve = Callable[[str], list[str]]
"""From a name that people use to the IRIs of the things that have it."""

_CURIE = re.compile(r"([A-Za-z][\w-]*):(.*)", re.DOTALL)
_COUNT = re.compile("[0-9]+")
_CASTS = {
    *("boolean", "integer", "decimal", "float", "double", "string"),
    *("date", "time", "dateTime", "duration", "dayTimeDuration", "yearMonthDuration"),
}
"""The types that SPARQL engines can be asked to check, by a cast."""


def bind(query: StoredQuery, values: Mapping[str, str], resolve: Resolve | None = None) -> str:
    """The query's text with its parameters bound; a parameter without value stays a variable, which matches anything.

    ``resolve`` finds things by name where an IRI is wanted. Raises ``UsageError`` for a name that is no parameter, a
    value that does not fit, and a required parameter without value.
    """
    by_name = {param.name: param for param in query.params}
    for name in values:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, n=1)
            known = f"its parameters: {', '.join(by_name)}" if by_name else "it has no parameters"
            raise UsageError(
                f"{query.name} has no parameter {name!r}", hint=f"did you mean {near[0]!r}?" if near else known
            )
    terms = {}
    for param in query.params:
        value = values.get(param.name, param.default)
        if value is not None:
            terms["$" + param.name] = term_of(param, value, resolve)
        elif param.required:
            raise UsageError(
                f"{query.name} needs the parameter {param.name!r}", hint=f"give it with: -p {param.name}=VALUE"
            )
    pieces = (
        f" {terms[token.text]} " if token.kind is Kind.VARIABLE and token.text in terms else token.text
        for token in tokenize(query.text)
    )
    return "".join(pieces)


def term_of(param: Parameter, value: str, resolve: Resolve | None = None) -> str:
    """A value as the SPARQL text of one term. Raises ``UsageError`` where it does not fit the parameter's type."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{param.name} is not UTF-8") from None
    if param.type == "string":
        return quoted(value)
    if param.type == "enum":
        if value not in param.values:
            raise UsageError(f"{param.name} cannot be {value!r}", hint=f"it is one of: {', '.join(param.values)}")
        iri = expand(value)
        return quoted(value) if iri is None else f"<{iri}>"
    if param.type == "iri":
        return f"<{_iri_of(param, value, resolve)}>"
    return _typed(param, value)


def expand(text: str) -> str | None:
    """The IRI that ``<…>``, ``prefix:name`` or an absolute http(s) or urn IRI stands for; None where it is none."""
    found = _CURIE.fullmatch(text)
    if text.startswith("<") and text.endswith(">"):
        iri = text[1:-1]
    elif found and found[1] in PREFIXES:
        iri = PREFIXES[found[1]] + found[2]
    elif found and found[1] in {"http", "https", "urn"}:
        iri = text
    else:
        return None
    try:
        return NamedNode(iri).value
    except ValueError:
        return None


def _iri_of(param: Parameter, value: str, resolve: Resolve | None) -> str:
    iri = expand(value)
    if iri is not None:
        return iri
    found = resolve(value) if resolve else []
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(f"<{one}>" for one in found[:6])
        raise UsageError(f"{param.name}: {len(found)} things are called {value!r}", hint=f"choose one: {choices}")
    raise UsageError(f"{param.name}: nothing is called {value!r}", hint="give a name in the graph, id:Name, or <IRI>")


def _typed(param: Parameter, value: str) -> str:
    name = param.type.removeprefix("xsd:")
    value = value.strip()
    term = f"{quoted(value)}^^<{XSD}{name}>"
    if name in _CASTS:
        found = pyoxigraph.Store().query(f"SELECT (<{XSD}{name}>({quoted(value)}) AS ?value) {{}}")
        assert isinstance(found, pyoxigraph.QuerySolutions)
        if not isinstance(next(iter(found))["value"], Literal):
            raise UsageError(f"{param.name}: {value!r} is no {param.type}")
    return value if name == "integer" and _COUNT.fullmatch(value) else term
