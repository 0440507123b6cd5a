"""What all pages share: the templates, the JSON twin of each page, and pages that say what is wrong.

A page is a function from a request to plain data. The same data fills the template or is sent as JSON: at the page's
address with ``.json`` added, or where the ``Accept`` header prefers it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kgtool.errors import KgtoolError
from kgtool.serving.context import Context, Page, Snapshot
from kgtool.serving.negotiation import choose
from kgtool.serving.pages.addresses import is_web_address, with_query
from kgtool.serving.pages.bundles import bundle
from kgtool.serving.pages.knowledge import Knowledge
from kgtool.serving.problems import RETRY_SECONDS, TITLES, problem_of, status_of

Data: TypeAlias = dict[str, Any]
Read: TypeAlias = Callable[[Knowledge, Request], Data]
"""A page's data, worked out beside the event loop."""

OFFERED = ("text/html", "application/json")
VARY = {"Vary": "Accept"}
TEMPLATES = Path(__file__).parent.parent / "templates"
_known: WeakKeyDictionary[Snapshot, Knowledge] = WeakKeyDictionary()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["bundle"] = bundle
    environment.globals["with_query"] = with_query
    environment.tests["web_address"] = is_web_address
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return environment


ENVIRONMENT = _environment()


def knowledge_of(snapshot: Snapshot) -> Knowledge:
    """What is known of a snapshot, kept as long as the snapshot; blocks while the store is loaded."""
    known = _known.get(snapshot)
    if known is None:
        known = _known.setdefault(snapshot, Knowledge(snapshot.store))
    return known


def page(context: Context, template: str, read: Read) -> Page:
    """A page over one snapshot of the graph."""

    async def show(request: Request) -> Response:
        snapshot = context.snapshot

        def work() -> Data:
            return read(knowledge_of(snapshot), request)

        return respond(request, template, await context.in_thread(work))

    return answering(show)


def answering(show: Callable[[Request], Awaitable[Response]]) -> Page:
    """The page, or one that says what is wrong: nothing there (404), asked wrongly (400), a limit reached (503)."""

    async def handle(request: Request) -> Response:
        try:
            return await show(request)
        except KgtoolError as error:
            return wrong(request, error)

    return handle


def wrong(request: Request, error: KgtoolError) -> Response:
    """An error as a page that says what is wrong and what to do, or as problem JSON."""
    if wants(request, OFFERED) == "application/json":
        return problem_of(error)
    status = status_of(error)
    data = {"status": status, "problem": error.message, "hint": error.hint, "heading": TITLES.get(status, "")}
    return _html(request, "problem.html", data, status, {"Retry-After": RETRY_SECONDS} if status == 503 else {})


def respond(request: Request, template: str, data: Data) -> Response:
    """The data as a page, or as its JSON twin."""
    if wants(request, OFFERED) == "application/json":
        body = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        return Response(body, headers=VARY, media_type="application/json")
    return _html(request, template, data)


def _html(
    request: Request, template: str, data: Data, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    around = {"twin": "", "path": request.url.path, "search": request.url.query}
    text = ENVIRONMENT.get_template(template).render({**around, **data})
    return HTMLResponse(text, status, {**VARY, **(headers or {})})


def twin_of(path: str, query: str = "") -> str:
    """The address of a page's JSON twin."""
    return ("/index.json" if path == "/" else path + ".json") + (f"?{query}" if query else "")


ENVIRONMENT.globals["twin_of"] = twin_of


def wants(request: Request, offered: tuple[str, ...]) -> str:
    """Which of the media types a client likes best; the first where it does not care. An address may decide it."""
    if request.url.path.endswith(".json") and "application/json" in offered:
        return "application/json"
    return choose(request.headers.get("accept", ""), {name: name for name in offered}) or offered[0]
