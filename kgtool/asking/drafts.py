"""A query in the making: nodes, triple patterns and filters, and its SPARQL text.

Immutable: every step of understanding gives a longer draft, so that several ways can be tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kgtool.asking.tuples import replace
from kgtool.terms import DCTERMS, ID, KG, PREFIXES, RDF, RDFS, SKOS, XSD

_TYPED = re.compile(r"(\?[a-z]+\d+) a \1_type \. ")
_VARIABLE = re.compile(r"\?(?:[a-z]+\d+|claim|claimedBy|source)(?![A-Za-z])")
_MODE_FILTER = re.compile(r"FILTER NOT EXISTS \{ (\?\w+) kg:mode \?mode \. FILTER\(.*\) \}")
WORD_START = r"(^|[^\p{L}\p{N}])"
LABELLED = f"<{RDFS}label>|<{SKOS}altLabel>|<{KG}alias>"


class Node(NamedTuple):
    """A variable of the query with what is known of it."""

    variable: str
    classes: frozenset[str] = frozenset()
    things: tuple[str, ...] = ()
    """IRIs of which it must be one; empty: anything."""
    is_literal: bool = False
    definite: bool = False
    plural: bool = False
    context: bool = False
    """Whether it stands for something that the question only points at ("the sides") and does not constrain."""


class Pattern(NamedTuple):
    """``subject path object``; the path is a choice of properties, each forward or backward."""

    subject: str
    path: tuple[tuple[str, bool], ...]
    object: str

    def text(self) -> str:
        steps = [("^" if inverse else "") + short(prop) for prop, inverse in self.path]
        path = steps[0] if len(steps) == 1 else "(" + "|".join(steps) + ")"
        return f"{self.subject} {path} {self.object} ."


class Draft(NamedTuple):
    """Patterns and filters so far. ``said`` is the pattern that the answer rests on: it is looked up claim by claim."""

    patterns: tuple[Pattern, ...] = ()
    filters: tuple[str, ...] = ()
    size: int = 0
    answer: Node | None = None
    kind: str = ""
    """How the answer is rendered: ``thing``, ``literal``, ``figure``, ``time``, ``place``, ``office``, ``source``,
    ``yes`` or ``quote``."""
    said: Pattern | None = None
    beside: Node | None = None
    """What an answer belongs to, where the question asks for each of several."""
    sources: tuple[str, ...] = ()
    """Filters on ``?source``: who says it."""
    penalty: float = 0.0
    near_miss: bool = False
    """Whether what it finds is no answer, but shows what the article says instead."""
    single: tuple[str, ...] = ()
    """Variables of events that the question takes to be one: "the meeting"."""
    called: tuple[tuple[str, str], ...] = ()
    """What such a variable is called where that is more than a word: "the *peace agreement*"."""

    def fresh(self, stem: str = "x") -> tuple[Draft, str]:
        """A new variable."""
        return replace(self, size=self.size + 1), f"?{stem}{self.size + 1}"

    def node(
        self, stem: str = "x", classes: Iterable[str] = (), things: Iterable[str] = (), *, definite: bool = False,
        plural: bool = False, context: bool = False,
    ) -> tuple[Draft, Node]:  # fmt: skip
        """A new node, its choice of things already a filter."""
        draft, variable = self.fresh(stem)
        found = tuple(things)
        if found:
            draft = draft.where(f"VALUES {variable} {{ {' '.join(short(thing) for thing in found)} }}")
        return draft, Node(variable, frozenset(classes), found, definite=definite, plural=plural, context=context)

    def where(self, *filters: str) -> Draft:
        return replace(self, filters=(*self.filters, *(f for f in filters if f not in self.filters)))

    def tested(self, node: Node) -> Draft:
        """The same draft where the node's class is tested only once it is found: there are thousands of cities."""
        line = f"{node.variable} a {node.variable}_type . "
        tested = tuple(f"FILTER EXISTS {{ {f} }}" if f.startswith(line) else f for f in self.filters)
        return replace(self, filters=tested)

    def with_pattern(self, pattern: Pattern, *, said: bool = False) -> Draft:
        longer = replace(self, patterns=(*self.patterns, pattern))
        return replace(longer, said=pattern) if said else longer

    def asking(self, node: Node, kind: str) -> Draft:
        return replace(self, answer=node, kind=kind)

    def beside_figure(self, node: Node) -> Draft:
        """The answer with the figure that it gives."""
        return replace(self, beside=node)

    def worse(self, by: float) -> Draft:
        return replace(self, penalty=self.penalty + by)

    def variables(self) -> list[str]:
        """Variables of all patterns, the answer's first."""
        found = [self.answer.variable] if self.answer else []
        for pattern in self.patterns:
            found += [term for term in (pattern.subject, pattern.object) if term.startswith("?")]
        found += [self.beside.variable] if self.beside else []
        return list(dict.fromkeys(found))

    def _is_idle(self, pattern: Pattern) -> bool:
        """Whether a pattern only says that something has a class, which its filters say better."""
        is_kind = pattern.path == ((RDF + "type", False),) and pattern.object == f"{pattern.subject}_kind"
        used = any(pattern.subject in (p.subject, p.object) for p in self.patterns if p != pattern)
        typed = any(line.startswith(f"{pattern.subject} a ") for line in self.filters)
        return is_kind and pattern != self.said and (used or typed)

    def sparql(self) -> str:
        """The query, with who claims what the answer rests on."""
        if any(self._is_idle(pattern) for pattern in self.patterns):
            return replace(self, patterns=tuple(p for p in self.patterns if not self._is_idle(p))).sparql()
        claimed = self.said is not None
        lines: list[str] = []
        values = [f for f in self.filters if f.startswith("VALUES")]
        lines += values
        for pattern in self.patterns:
            if pattern == self.said:
                lines.append(f"GRAPH ?claim {{ {pattern.text()} }}")
            else:
                lines.append(pattern.text())
        if claimed:
            by = "?claim kg:claimedBy ?claimedBy"
            is_asked = self.answer is not None and self.answer.variable == "?claimedBy"
            lines.append(f"{by} ." if is_asked else f"OPTIONAL {{ {by} }}")
            lines.append("FILTER(?claim NOT IN (id:background, id:ontology))")
        lines += [*_grouped([f for f in self.filters if not f.startswith("VALUES")]), *self.sources]
        columns = list(dict.fromkeys([*self.variables(), *(["?claim", "?claimedBy"] if claimed else [])]))
        body = "\n".join("  " + line for line in lines)
        text = f"SELECT DISTINCT {' '.join(columns)} WHERE {{\n{body}\n}}\nORDER BY {' '.join(columns)}"
        return declared(text)


def with_modes(draft: Draft, modes: str) -> Draft | None:
    """The same draft for events of these modes; None where it speaks of no event."""
    matches = [_MODE_FILTER.fullmatch(line) for line in draft.filters]
    if not any(matches):
        return None
    wanted = "FILTER EXISTS {{ {} kg:mode ?mode . FILTER(?mode IN ({})) }}"
    filters = (wanted.format(m[1], modes) if m else line for m, line in zip(matches, draft.filters, strict=True))
    return replace(draft, filters=tuple(filters))


def _grouped(filters: list[str]) -> list[str]:
    """The lines with those that limit one typed variable alone in a group with its types, so that they are tested
    before anything is joined."""
    ready: list[str] = []
    taken: set[str] = set()
    for line in filters:
        if line in taken:
            continue
        typed = _TYPED.match(line)
        alone = [f for f in filters if typed and f.startswith("FILTER") and _numbered(f) == {typed[1]}]
        taken |= set(alone)
        ready.append(f"{{ {' '.join([line, *alone])} }}" if alone else line)
    return [line for line in ready if line not in taken]


def _numbered(line: str) -> set[str]:
    """The query's own variables in a line, for "?x2_type" that of "?x2"."""
    return set(_VARIABLE.findall(line))


def declared(text: str) -> str:
    """The query with the prefixes that it uses."""
    used = [f"PREFIX {name}: <{iri}>" for name, iri in sorted(PREFIXES.items()) if f"{name}:" in text]
    return "\n".join([*used, text])


_LOCAL_OK = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_SHORT = (("kg", KG), ("id", ID), ("rdf", RDF), ("rdfs", RDFS), ("skos", SKOS), ("dcterms", DCTERMS), ("xsd", XSD))


def short(iri: str) -> str:
    """The IRI as a prefixed name where that needs no escapes, else in angle brackets.

    >>> short("https://w3id.org/kgtool/ns#ledBy")
    'kg:ledBy'
    """
    for prefix, namespace in _SHORT:
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if local and set(local) <= _LOCAL_OK:
                return f"{prefix}:{local}"
    return f"<{iri}>"


def quoted(text: str) -> str:
    """A SPARQL string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'


def one_of(variable: str, iris: Iterable[str]) -> str:
    return f"{variable} IN ({', '.join(short(iri) for iri in sorted(iris))})"


def contains_words(expression: str, stems: Iterable[str]) -> str:
    """A filter expression: the text has a word that begins with each of the stems, whatever their case."""
    tests = [f'REGEX({expression}, {quoted(WORD_START + _escaped(stem))}, "i")' for stem in stems]
    return " && ".join(tests) if tests else "false"


def in_order(expression: str, stems: Iterable[str], *, apart: int | None = None) -> str:
    """A filter expression: words that begin with the stems stand in the text in this order, with at most so many
    words between two of them."""
    between = r".*[^\p{L}\p{N}]" if apart is None else rf"\S*(\s\S+){{0,{apart}}}\s"
    return f'REGEX({expression}, {quoted(WORD_START + between.join(_escaped(stem) for stem in stems))}, "i")'


def _escaped(stem: str) -> str:
    return "".join("\\" + c if c in r"\.+*?()[]{}|^$" else c for c in stem)


def any_exists(*branches: str) -> str:
    """A filter: one of the graph patterns has a match."""
    if len(branches) == 1:
        return f"FILTER EXISTS {{ {branches[0]} }}"
    return "FILTER EXISTS { " + " UNION ".join(f"{{ {branch} }}" for branch in branches) + " }"
