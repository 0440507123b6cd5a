"""A SPARQL 1.1 endpoint somewhere else as the store. Only asked on request (``--store``), and only with queries."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat

from kgtool.errors import LimitExceeded, StoreError, UsageError
from kgtool.store.results import Result, Table, Triples, Truth
from kgtool.terms import PREFIXES

ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
    "application/n-triples;q=0.8, text/turtle;q=0.7"
)
LARGEST_REPLY = 500_000_000


class Endpoint:
    """The SPARQL 1.1 protocol, read-only. The endpoint's default graph should be the merge of its named graphs."""

    def __init__(self, url: str, *, seconds: float = 60.0) -> None:
        if not url.lower().startswith(("http://", "https://")):
            raise UsageError(f"--store takes the http(s) address of a SPARQL endpoint, not {url!r}")
        self.url = url
        self.seconds = seconds

    def query(self, text: str, *, row_limit: int | None = None) -> Result:
        """Sends a query (``PREFIXES`` need not be declared). Raises ``StoreError`` where no usable answer comes."""
        import urllib.error  # here, as they take longer to load than a small graph
        import urllib.parse
        import urllib.request

        declared = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
        request = urllib.request.Request(
            self.url,
            data=urllib.parse.urlencode({"query": f"{declared} {text}"}).encode(),
            headers={"Accept": ACCEPT, "Content-Type": "application/x-www-form-urlencoded"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as reply:
                media_type = reply.headers.get_content_type()
                body = reply.read(LARGEST_REPLY + 1)
        except urllib.error.HTTPError as error:
            said = error.read(2_000).decode(errors="replace").strip()
            raise StoreError(f"{self.url} answered {error.code} {error.reason}: {said}") from None
        except TimeoutError:
            raise LimitExceeded(f"{self.url} did not answer in {self.seconds:g} seconds") from None
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{self.url} cannot be reached: {error}", hint="check the address given with --store"
            ) from None
        if len(body) > LARGEST_REPLY:
            raise LimitExceeded(f"{self.url} answered with more than {LARGEST_REPLY} bytes")
        try:
            result = parse_reply(body, media_type)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url} answered with {media_type} that cannot be read: {error}") from None
        if row_limit is not None and not isinstance(result, Truth) and len(result) > row_limit:
            raise LimitExceeded(f"the answer has more than {row_limit} rows", hint="ask for less (LIMIT)")
        return result


def parse_reply(body: bytes, media_type: str) -> Result:
    """A result out of what an endpoint sent. Raises ``SyntaxError`` or ``ValueError`` where it is none."""
    tabular = QueryResultsFormat.from_media_type(media_type)
    if tabular is not None:
        found = pyoxigraph.parse_query_results(body, tabular)
        if isinstance(found, QueryBoolean):
            return Truth(bool(found))
        columns = tuple(variable.value for variable in found.variables)
        return Table(columns, [tuple(row[i] for i in range(len(columns))) for row in found])
    graph = RdfFormat.from_media_type(media_type)
    if graph is None:
        raise ValueError(f"{media_type} is no format of SPARQL results")
    return Triples(list(dict.fromkeys(quad.triple for quad in pyoxigraph.parse(body, graph))))
