"""The graph for other tools: ``kgtool export``.

In: the quads of a graph folder. Out: text in one of ``FORMATS``. The formats of quads carry the graph as it is. The
formats of triples cannot say who speaks, so what the articles narrate, and what follows from it, is plain triples, and
what others claim is not: it is carried as reified statements (``rdf:Statement``) beside the claim that ``kg:states``
them. The tables (``csv``, ``graphml``) name the claimer in every row and edge.
"""

from kgtool.exporting.asked import ask_quads
from kgtool.exporting.export import FORMATS, export, read_quads

__all__ = ["FORMATS", "ask_quads", "export", "read_quads"]
