"""Where quads live: in this process (Oxigraph), or behind a SPARQL 1.1 endpoint.

In: a graph folder (``*.trig``) and the ontology room, or the address of an endpoint. Out: a store that answers SPARQL
text with a :class:`Table`, a :class:`Truth` or :class:`Triples`; and files of quads, sorted and readable.
Every named graph is kept as it is, and the default graph is the merge of all of them, so that ``?d kg:ledBy ?p`` finds
a statement whoever makes it, once. Nothing here knows English or the ontology's meaning.
"""

from kgtool.store.endpoint import Endpoint
from kgtool.store.local import LocalStore, open_store
from kgtool.store.results import Result, Store, Table, Term, Triples, Truth
from kgtool.store.sources import Source, graph_sources, ontology_sources
from kgtool.store.trig import trig_text, turtle_text, write_text, write_trig

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
    "trig_text",
    "turtle_text",
    "write_text",
    "write_trig",
]
