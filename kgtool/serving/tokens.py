"""Who may write: the holder of the bearer token (RFC 6750)."""

from __future__ import annotations

import hmac

from starlette.requests import Request

from kgtool.serving.context import Context
from kgtool.serving.problems import Unauthorized


def check_token(context: Context, request: Request) -> None:
    """Raises ``Unauthorized`` unless the request carries the server's token."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    wanted = context.token or ""
    if scheme.lower() != "bearer" or not wanted or not hmac.compare_digest(given.strip().encode(), wanted.encode()):
        raise Unauthorized("writing needs the token", hint="send the header: Authorization: Bearer TOKEN")
