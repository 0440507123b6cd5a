"""Messages between the server and its processes: a JSON head, then as many bytes as it says, over a Unix socket."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from typing import Any, TypeAlias

Head: TypeAlias = dict[str, Any]
_LENGTH = struct.Struct(">I")


def packed(head: Mapping[str, object], body: bytes | bytearray = b"") -> bytes:
    """One message; ``bytes`` in its head is the length of its body."""
    text = json.dumps({**head, "bytes": len(body)}).encode()
    return _LENGTH.pack(len(text)) + text + body


def receive(sock: socket.socket) -> tuple[Head, bytes] | None:
    """The next message of a blocking socket; None where the other side is gone."""
    length = _exactly(sock, _LENGTH.size)
    if length is None:
        return None
    text = _exactly(sock, _LENGTH.unpack(length)[0])
    if text is None:
        return None
    head: Head = json.loads(text)
    body = _exactly(sock, head["bytes"])
    return None if body is None else (head, body)


def _exactly(sock: socket.socket, size: int) -> bytes | None:
    received = bytearray()
    while len(received) < size:
        chunk = sock.recv(min(size - len(received), 1 << 20))
        if not chunk:
            return None
        received += chunk
    return bytes(received)


async def read_head(reader: asyncio.StreamReader) -> Head:
    """The head of the next message; raises ``IncompleteReadError`` where the process is gone."""
    (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    head: Head = json.loads(await reader.readexactly(length))
    return head
