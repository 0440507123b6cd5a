"""TriG and Turtle for people: grouped by subject, one predicate a line, sorted so that a small change is a small diff.

The graph of a claim follows what the default graph says of the claim. The same quads give the same bytes, in
whatever order they come.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kgtool.errors import StoreError
from kgtool.store.notation import Notation
from kgtool.store.results import Term
from kgtool.terms import ID, PREFIXES, RDF, RDFS

Comment = Callable[[Term], str]
"""What to write behind an object, as a comment; empty for nothing."""

_FIRST = {RDF + "type": 0, RDFS + "label": 1}
_DIGITS = re.compile("([0-9]+)")
Predicates = dict[NamedNode, list[Term]]
Blocks = dict[Term, Predicates]


def natural(text: str) -> list[tuple[int, str]]:
    """A sort key that puts ``claim/2.1`` before ``claim/10.1``."""
    pieces = _DIGITS.split(text)
    return [(len(piece.lstrip("0")) if i % 2 else 0, piece) for i, piece in enumerate(pieces)]


class TrigText:
    """A TriG file that is put together graph by graph, so that only its text need be kept, not its quads."""

    def __init__(self) -> None:
        self._notation = Notation()
        self._parts: dict[Term, tuple[str, str]] = {}

    def describe(self, node: Term, predicates: Predicates) -> None:
        """What the default graph says of a node."""
        self._parts[node] = (_subject(self._notation, node, predicates), self._parts.get(node, ("", ""))[1])

    def fill(self, graph: Term, content: Iterable[tuple[Term, Predicates]]) -> None:
        """What a named graph says of its subjects, which come in the order of :func:`subject_order`."""
        inside = "\n".join(_subject(self._notation, one, predicates, "    ") for one, predicates in content)
        text = f"GRAPH {self._notation.term(graph)} {{\n{inside}}}\n"
        self._parts[graph] = (self._parts.get(graph, ("", ""))[0], text)

    def text(self) -> str:
        """The whole file."""
        ordered = (self._parts[node] for node in sorted(self._parts, key=subject_order))
        return "\n".join([_head(self._notation), *(part for both in ordered for part in both if part)])


def subject_order(node: Term) -> list[tuple[int, str]]:
    """The key by which subjects and graphs are sorted."""
    return natural(str(node))


def trig_text(quads: Iterable[Quad]) -> str:
    """Quads as TriG."""
    graphs: dict[Term, Blocks] = defaultdict(_blocks)
    default = _blocks()
    for quad in quads:
        blocks = default if isinstance(quad.graph_name, DefaultGraph) else graphs[quad.graph_name]
        blocks[quad.subject][quad.predicate].append(quad.object)
    written = TrigText()
    for node in sorted({*default, *graphs}, key=subject_order):
        if node in default:
            written.describe(node, default[node])
        if node in graphs:
            written.fill(node, ((one, graphs[node][one]) for one in _ordered(graphs[node])))
    return written.text()


def turtle_text(triples: Iterable[Triple | Quad], comment: Comment | None = None) -> str:
    """Triples as Turtle (graph names are left out), with comments behind objects that have one."""
    notation = Notation()
    body = turtle_body(triples, notation, comment)
    return f"{turtle_head(notation)}\n{body}"


def turtle_body(triples: Iterable[Triple | Quad], notation: Notation, comment: Comment | None = None) -> str:
    """The triples without the prefixes, for a file of several sections."""
    blocks = _blocks()
    for triple in triples:
        blocks[triple.subject][triple.predicate].append(triple.object)
    return "\n".join(_subject(notation, node, blocks[node], comment=comment) for node in _ordered(blocks))


def turtle_head(notation: Notation) -> str:
    """The prefixes that were used."""
    return _head(notation)


def write_trig(quads: Iterable[Quad], path: Path) -> bool:
    """Writes quads to a file, whole or not at all; False where the file already said just that."""
    return write_text(trig_text(quads), path)


def write_text(text: str, path: Path) -> bool:
    """Writes a file, whole or not at all, by a rename; False where it had these bytes already.

    Raises ``StoreError`` where the folder cannot be written.
    """
    data = text.encode()
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}", path=path, hint="choose another folder with --graph"
        ) from None
    return True


def _blocks() -> Blocks:
    return defaultdict(lambda: defaultdict(list))


def _ordered(blocks: Blocks) -> list[Term]:
    return sorted(blocks, key=subject_order)


def _head(notation: Notation) -> str:
    lines = [f"@base <{ID}> .\n"] if notation.base_used else []
    return "".join([*lines, *(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(notation.used))])


def _subject(
    notation: Notation,
    subject: Term,
    predicates: dict[NamedNode, list[Term]],
    indent: str = "",
    comment: Comment | None = None,
) -> str:
    ordered = sorted(predicates, key=lambda predicate: (_FIRST.get(predicate.value, 2), natural(predicate.value)))
    said = comment(subject) if comment and not any(p.value == RDFS + "label" for p in ordered) else ""
    lines = [f"{indent}{notation.term(subject)}{_remark(said)}"]
    for number, predicate in enumerate(ordered, 1):
        objects = {notation.term(value): comment(value) if comment else "" for value in predicates[predicate]}
        end = " ." if number == len(ordered) else " ;"
        name = f"{indent}    {notation.predicate(predicate)}"
        if len(objects) == 1:
            ((value, said),) = objects.items()
            lines.append(f"{name} {value}{end}{_remark(said)}")
            continue
        lines.append(name)
        values = sorted(objects, key=natural)
        for value in values:
            stop = end if value is values[-1] else " ,"
            lines.append(f"{indent}        {value}{stop}{_remark(objects[value])}")
    return "\n".join(lines) + "\n"


def _remark(text: str) -> str:
    return f"  # {' '.join(text.split())}" if text else ""
