"""What goes wrong over HTTP, as ``application/problem+json`` (RFC 9457): a status, what is wrong, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from kgtool.errors import DataError, KgtoolError, LimitExceeded, ProjectError, StoreError, UsageError


class Busy(LimitExceeded):
    """Too many requests at a time."""


class TimedOut(LimitExceeded):
    """A query, question or update took too long, or a client was too slow."""


class ResultTooLarge(LimitExceeded):
    """A result has too many rows or bytes."""


class RequestTooLarge(LimitExceeded):
    """A body or a text is longer than the server takes."""


class NotFound(UsageError):
    """There is no such graph, query or page."""


class NotAcceptable(UsageError):
    """The client takes none of the formats that this result has."""


class UnsupportedMediaType(UsageError):
    """The body is in a format that is not taken here."""


class Forbidden(UsageError):
    """Not on this server."""


class Unauthorized(UsageError):
    """The token is missing or wrong."""


class Misdirected(UsageError):
    """The request names a host that this server is not."""


class SlowRequest(LimitExceeded):
    """A body that does not arrive in time."""


STATUS: dict[type[KgtoolError], int] = {
    NotFound: 404,
    NotAcceptable: 406,
    UnsupportedMediaType: 415,
    Forbidden: 403,
    Unauthorized: 401,
    Misdirected: 421,
    UsageError: 400,
    SlowRequest: 408,
    RequestTooLarge: 413,
    ResultTooLarge: 400,
    TimedOut: 503,
    Busy: 503,
    LimitExceeded: 503,
    StoreError: 500,
    DataError: 500,
    ProjectError: 500,
    KgtoolError: 500,
}
TITLES = {
    400: "Bad request",
    401: "A token is needed",
    403: "Not allowed here",
    404: "Not found",
    405: "Method not allowed",
    406: "No format that is accepted",
    408: "The request came too slowly",
    413: "Request too large",
    415: "Unsupported media type",
    421: "Not this host",
    500: "Internal error",
    503: "A limit was reached",
}
RETRY_SECONDS = "5"


def status_of(error: KgtoolError) -> int:
    """The HTTP status for an error."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def problem(
    status: int, detail: str, *, hint: str = "", line: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """A problem as a response."""
    content: dict[str, object] = {
        "type": "about:blank",
        "title": TITLES.get(status, "Problem"),
        "status": status,
        "detail": detail,
    }
    if hint:
        content["hint"] = hint
    if line is not None:
        content["line"] = line
    return Response(
        json.dumps(content, ensure_ascii=False).encode("utf-8", "replace") + b"\n",
        status_code=status,
        media_type="application/problem+json",
        headers=dict(headers or {}),
    )


def problem_of(error: KgtoolError) -> Response:
    """An error as a response; of a file only its name is told."""
    status = status_of(error)
    where = "" if error.path is None else f"{Path(error.path).name}: "
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="kgtool"'
    if isinstance(error, Busy):
        headers["Retry-After"] = RETRY_SECONDS
    return problem(status, f"{where}{error.message}", hint=error.hint, line=error.line, headers=headers)


def described(error: KgtoolError) -> dict[str, object]:
    """An error as plain data, to be sent from a process to the server."""
    return {
        "kind": "error",
        "class": type(error).__name__,
        "message": error.message,
        "hint": error.hint,
        "path": None if error.path is None else str(error.path),
        "line": error.line,
    }


def rebuilt(head: Mapping[str, object]) -> KgtoolError:
    """An error that a process sent, as the exception that it was there."""
    name = str(head["class"])
    cls: type[KgtoolError] = next((one for one in STATUS if one.__name__ == name), StoreError)
    path, line = head["path"], head["line"]
    error: KgtoolError = cls(
        str(head["message"]),
        hint=str(head["hint"]),
        path=None if path is None else str(path),
        line=line if isinstance(line, int) else None,
    )
    return error
