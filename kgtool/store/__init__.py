"""Where quads live: in this process (Oxigraph), or behind a SPARQL 1.1 endpoint.

In: a graph folder (``*.trig``) and the ontology room, or the address of an endpoint. Out: a store that answers SPARQL
text with a :class:`Table`, a :class:`Truth` or :class:`Triples`; and files of quads, sorted and readable.
Every named graph is kept as it is, and the default graph is the merge of all of them, so that ``?d kg:ledBy ?p`` finds
a statement whoever makes it, once. Nothing here knows English or the ontology's meaning.

Each name is loaded when it is first used: an answer from the cache needs neither the writers nor the endpoint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgtool.store.endpoint import Endpoint
    from kgtool.store.local import LocalStore, open_store
    from kgtool.store.results import Result, Store, Table, Term, Triples, Truth
    from kgtool.store.sources import Source, graph_sources, ontology_sources, quads_of
    from kgtool.store.trig import trig_text, turtle_text, write_text, write_trig

_MODULES = {
    "endpoint": ("Endpoint",),
    "local": ("LocalStore", "open_store"),
    "results": ("Result", "Store", "Table", "Term", "Triples", "Truth"),
    "sources": ("Source", "graph_sources", "ontology_sources", "quads_of"),
    "trig": ("trig_text", "turtle_text", "write_text", "write_trig"),
}

__all__ = [
    "Endpoint",
    "LocalStore",
    "Result",
    "Source",
    "Store",
    "Table",
    "Term",
    "Triples",
    "Truth",
    "graph_sources",
    "ontology_sources",
    "open_store",
    "quads_of",
    "trig_text",
    "turtle_text",
    "write_text",
    "write_trig",
]


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            from importlib import import_module

            value = getattr(import_module(f"kgtool.store.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
