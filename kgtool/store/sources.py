"""Which files make up a store, and the named graph that each goes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kgtool.errors import DataError, StoreError
from kgtool.terms import BACKGROUND_GRAPH, ONTOLOGY_GRAPH

NOT_QUERIED = ("lexicon", "shapes")
"""Files and folders of the ontology room whose names begin so: they are for the program, not for questions."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load; ``graph`` is None where the file names its graphs itself."""

    path: Path
    format: RdfFormat
    graph: NamedNode | None


def graph_sources(graph: Path) -> list[Source]:
    """The TriG files of a graph folder, by name."""
    files = sorted(path for path in graph.glob("*.trig") if not path.name.startswith("."))
    return [Source(path, RdfFormat.TRIG, None) for path in files]


def ontology_sources(ontology: Path) -> list[Source]:
    """The Turtle files of the ontology room: ``entities*`` are background knowledge, the rest is the ontology."""
    sources = []
    for path in sorted(ontology.rglob("*.ttl")):
        room = path.relative_to(ontology).parts[0]
        if room.startswith((".", *NOT_QUERIED)):
            continue
        graph = BACKGROUND_GRAPH if room.startswith("entities") else ONTOLOGY_GRAPH
        sources.append(Source(path, RdfFormat.TURTLE, NamedNode(graph)))
    return sources


def quads_of(source: Source) -> Iterator[Quad]:
    """The quads of a file, one after the other, in the graph that the source names.

    Raises ``DataError`` where the file is broken, ``StoreError`` where it cannot be read.
    """
    try:
        for quad in pyoxigraph.parse(path=source.path, format=source.format):
            yield quad if source.graph is None else Quad(quad.subject, quad.predicate, quad.object, source.graph)
    except SyntaxError as error:
        raise broken(source, error) from None
    except OSError as error:
        raise StoreError(f"cannot be read: {error}", path=source.path) from None


def broken(source: Source, error: SyntaxError) -> DataError:
    """What is wrong with a file that cannot be parsed."""
    return DataError(
        f"not {source.format.name}: {error.msg}",
        path=source.path,
        line=error.lineno,
        hint="correct the file, or make it again with: kgtool build" if source.graph is None else "",
    )
