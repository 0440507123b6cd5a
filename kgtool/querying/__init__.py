"""What is asked: stored queries with parameters, ad-hoc SPARQL within limits, and the formats of results.

In: ``queries/NAME.rq`` or SPARQL text, and a store. Out: a result, or its text in a format. A parameter becomes an RDF
term and never text; ad-hoc queries are parsed before they run, and run in a process that can be killed.
Nothing here knows English.
"""

from kgtool.querying.binding import bind
from kgtool.querying.formats import FORMATS, format_result
from kgtool.querying.guard import refuse_unsafe
from kgtool.querying.labels import Labels
from kgtool.querying.running import Limits, QueryWorker, run_stored
from kgtool.querying.stored import Parameter, StoredQuery, load_queries, load_query, read_query

__all__ = [
    "FORMATS",
    "Labels",
    "Limits",
    "Parameter",
    "QueryWorker",
    "StoredQuery",
    "bind",
    "format_result",
    "load_queries",
    "load_query",
    "read_query",
    "refuse_unsafe",
    "run_stored",
]
