"""The explorer's pages: server-rendered HTML, each with a JSON twin and a stable address.

They work without a network. In: the context of a server. Out: routes. One module is one page (``ask``, ``article``,
``thing``, ``proof``, ``claims``, ``timeline``, ``map``, ``network``, ``queries``): it works out plain data, and
``frame`` fills a template with it or sends it as JSON. ``knowledge`` and ``statements`` are the pages' view of the
graph. Nothing here knows a domain: names come from the ontology and the graph.
"""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kgtool.serving.context import Context, Page
from kgtool.serving.pages.article import read_article, read_articles
from kgtool.serving.pages.ask import ask_page
from kgtool.serving.pages.bundles import STATIC
from kgtool.serving.pages.claims import read_claims
from kgtool.serving.pages.frame import answering, page, respond
from kgtool.serving.pages.map import read_map
from kgtool.serving.pages.network import read_network
from kgtool.serving.pages.proof import read_why
from kgtool.serving.pages.queries import editor_page, list_page, query_page, turtle_page
from kgtool.serving.pages.thing import thing_page
from kgtool.serving.pages.timeline import read_timeline
from kgtool.terms import ID, KG

__all__ = ["routes"]


def routes(context: Context) -> list[BaseRoute]:
    """The pages' routes; pages at addresses that programs use as well are put into ``context.html``."""
    ask = ask_page(context)
    queries, query, editor = list_page(context), query_page(context), editor_page(context)
    context.html.update({"ask": ask, "queries": queries, "query": query, "sparql": editor})
    plain = {
        "/articles": page(context, "articles.html", read_articles),
        "/articles/{name}": page(context, "article.html", partial(read_article, context.project)),
        "/claims": page(context, "claims.html", read_claims),
        "/timeline": page(context, "timeline.html", read_timeline),
        "/map": page(context, "map.html", read_map),
        "/network": page(context, "network.html", read_network),
        "/thing": thing_page(context),
        "/why": _why_page(context),
    }
    twins = {**plain, "/ask": ask, "/queries": queries}
    return [
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
        _get("/", ask),
        _get("/index.json", ask),
        *(_get(path + ".json", shown) for path, shown in twins.items()),
        *(_get(path, shown) for path, shown in plain.items()),
        _get("/queries/{name}/result.ttl", turtle_page(context)),
        _get("/id/{local:path}", thing_page(context, ID)),
        _get("/ns/{local:path}", thing_page(context, KG)),
    ]


def _get(path: str, show: Page) -> Route:
    return Route(path, show, methods=["GET"])


def _why_page(context: Context) -> Page:
    async def show(request: Request) -> Response:
        return respond(request, "why.html", await context.in_thread(read_why, context.snapshot, request))

    return answering(show)
