"""Requests read strictly: every parameter once, UTF-8 and nothing else, no more bytes than allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from email.message import Message
from typing import TypeVar
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import ClientDisconnect, Request

from kgtool.errors import UsageError
from kgtool.serving.problems import RequestTooLarge, UnsupportedMediaType

T = TypeVar("T")
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 1_000


class Fields:
    """The parameters of a request, in order."""

    def __init__(self, *encoded: bytes) -> None:
        self.pairs: list[tuple[str, str]] = []
        for raw in encoded:
            try:
                self.pairs += parse_qsl(
                    raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
                )
            except UnicodeDecodeError:
                raise UsageError("a parameter is not UTF-8, or not percent-encoded") from None
            except ValueError:
                raise UsageError(f"more than {MOST_FIELDS} parameters") from None

    def all(self, name: str) -> list[str]:
        """Every value of a parameter."""
        return [value for key, value in self.pairs if key == name]

    def one(self, name: str) -> str | None:
        """The value of a parameter; None where it is not given. Raises ``UsageError`` where it is given twice."""
        values = self.all(name)
        if len(values) > 1:
            raise UsageError(f"the parameter {name!r} is given {len(values)} times", hint="give it once")
        return values[0] if values else None

    def graphs(self, name: str) -> list[str]:
        """The values of a parameter that names graphs."""
        return [graph_name(value) for value in self.all(name)]

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)


def graph_name(text: str) -> str:
    """The IRI of a graph. Raises ``UsageError`` for what is no absolute IRI, and for addresses of files."""
    scheme, colon, _ = text.partition(":")
    try:
        NamedNode(text)
    except ValueError:
        colon = ""
    if not colon:
        raise UsageError(f"{text!r} is no absolute IRI")
    if scheme.lower() == "file":
        raise UsageError(f"<{text}>: graphs are not read from files")
    return text


def content_type(request: Request) -> str:
    """The media type of the body. Raises ``UnsupportedMediaType`` for text that is not UTF-8."""
    message = Message()
    message["Content-Type"] = request.headers.get("content-type", "")
    charset = message.get_param("charset", "utf-8")
    if str(charset).lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMediaType(f"text in {charset} is not taken", hint="send UTF-8")
    return message.get_content_type() if "/" in request.headers.get("content-type", "") else ""


async def text_of_body(request: Request, most: int) -> str:
    """The body as text."""
    body = await request.body()
    if len(body) > most:
        raise RequestTooLarge(f"the text has more than {most} bytes")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"the body is not UTF-8 at byte {error.start}") from None


async def until_gone(request: Request, work: Awaitable[T]) -> T:
    """Waits for work on a request whose body was read, and gives it up where the client closes the connection."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
